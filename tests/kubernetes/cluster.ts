import { randomUUID } from 'node:crypto'
import { expectSuccess } from '../../src/engine/command.ts'
import { type Docker, dockerOutput } from '../../src/engine/docker.ts'
import { type Api, serveApi } from './api.ts'
import { startKubelet } from './kubelet.ts'
import type { KubeObject, Pod } from './objects.ts'
import { removeAll } from './sandbox.ts'
import { Store } from './store.ts'

/** A small Kubernetes: an API server, a node whose pods are containers of a Docker engine, no scheduler. */
export interface Cluster extends AsyncDisposable {
  /** The API server as containers reach it: spark.master is k8s:// and this. */
  readonly url: string
  readonly token: string
  readonly store: Store
  readonly api: Api
  /** Docker network of the pods, and the label of all that is the cluster's. */
  readonly network: string
  readonly label: string
  /** The pods that are there now. */
  pods(labels?: Readonly<Record<string, string>>): Pod[]
  /** What a pod's first container has printed, both streams. */
  log(pod: KubeObject): Promise<string>
}

export async function startCluster(docker: Docker): Promise<Cluster> {
  const label = `spark-images.cluster=${randomUUID().slice(0, 8)}`
  const network = label.replaceAll(/[.=]/g, '-')
  const token = randomUUID()
  const store = new Store()
  await dockerOutput(docker, ['network', 'create', '--label', label, network])
  const gateway = '{{(index .IPAM.Config 0).Gateway}}'
  const host = await dockerOutput(docker, ['network', 'inspect', '--format', gateway, network])
  const log = async (pod: KubeObject): Promise<string> => {
    const [status] = (pod as Pod).status?.containerStatuses ?? []
    if (status === undefined) return ''
    const command = ['logs', status.containerID.replace('docker://', '')]
    const printed = await docker(command)
    expectSuccess(['docker', ...command], printed)
    return printed.stdout + printed.stderr
  }
  const api = await serveApi({ store, token, log })
  const kubelet = startKubelet({ store, docker, network, label, host, port: api.port, token })
  return {
    url: `http://${host}:${api.port}`,
    token,
    store,
    api,
    network,
    label,
    log,
    pods: (labels = {}) => {
      const all = store.list('pods') as Pod[]
      return all.filter(({ metadata }) =>
        Object.entries(labels).every(([name, value]) => metadata.labels?.[name] === value),
      )
    },
    [Symbol.asyncDispose]: async () => {
      await api[Symbol.asyncDispose]()
      await kubelet[Symbol.asyncDispose]()
      await removeAll(docker, label)
      await dockerOutput(docker, ['network', 'rm', network])
    },
  }
}
