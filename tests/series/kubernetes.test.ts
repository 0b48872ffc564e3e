import { tryOnKubernetes } from '../kubernetes/cell.ts'

tryOnKubernetes('3.5.8')
