import { tryOnKubernetes, useLaboratory } from '../kubernetes/cell.ts'

const laboratory = useLaboratory('3.5.8')
tryOnKubernetes(laboratory, { title: 'Spark 3.5.8', image: async () => laboratory().image })
