import { rootCertificates } from 'node:tls'
import { type Docker, dockerOutput } from '../../src/engine/docker.ts'
import { ACCOUNT, type Sandbox } from './container.ts'
import type { Hosts } from './hosts.ts'
import type { Pod, Volume } from './objects.ts'
import type { Store } from './store.ts'
import { type Files, fill } from './volumes.ts'

export interface NodeOptions {
  readonly store: Store
  readonly docker: Docker
  /** Docker network of the pods. */
  readonly network: string
  /** Docker label of all that is made. */
  readonly label: string
  /** Where pods reach the API server. */
  readonly host: string
  readonly port: number
  readonly token: string
}

/** A container in which nothing runs, for what the pod's containers share: address, host name and volumes. */
export async function makeSandbox(
  options: NodeOptions,
  pod: Pod,
  files: ReadonlyMap<string, Files>,
  hosts: Hosts,
): Promise<Sandbox> {
  const { docker, label, network, host, port, token } = options
  const { name, namespace, uid } = pod.metadata
  const account = { token, namespace, 'ca.crt': rootCertificates[0] ?? '' }
  const all = new Map<string, Files>([...files, [ACCOUNT.name, account]])
  const volumes = new Map<string, string>()
  for (const volume of volumesOf(pod)) {
    const claim = volume.persistentVolumeClaim?.claimName
    const made = claim === undefined ? `${uid}-${volume.name}` : `${label.split('=')[1]}-${claim}`
    const owner = claim === undefined ? ['--label', `io.kubernetes.sandbox.uid=${uid}`] : []
    await dockerOutput(docker, ['volume', 'create', '--label', label, ...owner, made])
    volumes.set(volume.name, made)
  }
  const mounts = [...volumes].flatMap(([at, source]) => ['--volume', `${source}:/volumes/${at}:nocopy`])
  const id = await dockerOutput(docker, [
    ...['run', '--detach', '--pull', 'never', '--network', network, '--user', '0'],
    ...['--label', label, '--label', `io.kubernetes.sandbox.uid=${uid}`],
    ...['--hostname', pod.spec.hostname ?? name.slice(0, 63), ...mounts],
    ...['--entrypoint', 'sleep', '--', pod.spec.containers[0]?.image ?? '', 'infinity'],
  ])
  const ip = await dockerOutput(docker, [
    'inspect',
    '--format',
    `{{(index .NetworkSettings.Networks "${network}").IPAddress}}`,
    id,
  ])
  // Kubernetes' volumes may be written by any user; Docker's are root's.
  const folders = [...volumes.keys()].map((at) => `/volumes/${at}`)
  await dockerOutput(docker, ['exec', id, 'chmod', '0777', '--', ...folders])
  for (const [at, content] of all) await fill(docker, id, at, content)
  await hosts.add(pod, { id, ip })
  return { id, ip, volumes, host, port }
}

export async function removeSandbox(docker: Docker, uid: string, hosts: Hosts): Promise<void> {
  hosts.remove(uid)
  await removeAll(docker, `io.kubernetes.sandbox.uid=${uid}`)
}

export async function containersOf(docker: Docker, label: string): Promise<string[]> {
  const found = await dockerOutput(docker, ['ps', '--all', '--quiet', '--filter', `label=${label}`])
  return found.split('\n').filter((id) => id !== '')
}

/** Removes the containers and volumes with a label. */
export async function removeAll(docker: Docker, label: string): Promise<void> {
  const containers = await containersOf(docker, label)
  if (containers.length > 0) await docker(['rm', '--force', '--volumes', ...containers])
  const volumes = await dockerOutput(docker, ['volume', 'ls', '--quiet', '--filter', `label=${label}`])
  if (volumes !== '') await docker(['volume', 'rm', '--force', ...volumes.split('\n')])
}

function volumesOf(pod: Pod): readonly Volume[] {
  return [...(pod.spec.volumes ?? []), { name: ACCOUNT.name }]
}
