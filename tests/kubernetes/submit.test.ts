import { tryOnKubernetes } from './cell.ts'

tryOnKubernetes('4.1.1-iceberg')
