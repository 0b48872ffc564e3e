import { type Docker, dockerOutput } from '../../src/engine/docker.ts'
import type { KubeObject, Pod } from './objects.ts'
import { hasLabels } from './selector.ts'
import type { Store } from './store.ts'

/** What cluster DNS is for: in each pod, the names of headless services lead to the pods they select. */
export interface Hosts {
  /** A pod with an address; on return its own /etc/hosts has the services that are there by now. */
  add(pod: Pod, sandbox: Place): Promise<void>
  remove(uid: string): void
}

interface Place {
  readonly id: string
  readonly ip: string
}

interface Entry extends Place {
  readonly pod: Pod
  readonly written: Set<string>
}

export function keepHosts(store: Store, docker: Docker): Hosts {
  const entries = new Map<string, Entry>()

  const linesOf = (service: KubeObject): string[] => {
    const { selector } = (service.spec ?? {}) as { selector?: Record<string, string> }
    if (selector === undefined) return []
    const { name, namespace } = service.metadata
    const short = [name, `${name}.${namespace}`, `${name}.${namespace}.svc`]
    const names = [...short, `${name}.${namespace}.svc.cluster.local`].join(' ')
    const selected = [...entries.values()].filter(({ pod }) => hasLabels(selector)(pod))
    return selected.map(({ ip }) => `${ip} ${names}`)
  }

  /** Appends what is new to the file, which the pod's containers have from its sandbox. */
  async function write(entry: Entry, services: readonly KubeObject[]): Promise<void> {
    const { namespace } = entry.pod.metadata
    const lines = services.filter(({ metadata }) => metadata.namespace === namespace).flatMap(linesOf)
    const fresh = lines.filter((line) => !entry.written.has(line))
    if (fresh.length === 0) return
    for (const line of fresh) entry.written.add(line)
    const script = 'printf "%s\\n" "$@" >>/etc/hosts'
    await dockerOutput(docker, ['exec', entry.id, 'sh', '-c', script, 'sh', ...fresh])
  }

  const writeAll = async (): Promise<void> => {
    const services = store.list('services')
    await Promise.all([...entries.values()].map((entry) => write(entry, services)))
  }

  store.subscribe(({ type, resource }) => {
    // A pod that goes meanwhile takes its file with it.
    if (resource === 'services' && type !== 'DELETED') void writeAll().catch(() => {})
  })

  return {
    add: async (pod, sandbox) => {
      entries.set(pod.metadata.uid, { ...sandbox, pod, written: new Set() })
      await writeAll()
    },
    remove: (uid) => void entries.delete(uid),
  }
}
