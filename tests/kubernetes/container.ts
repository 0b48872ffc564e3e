import type { Container, EnvVar, Pod, SecurityContext, VolumeMount } from './objects.ts'
import { quantity, unsupported } from './objects.ts'

/** The volume that admission adds to each pod, and where: token, CA and namespace of its service account. */
export const ACCOUNT: VolumeMount = {
  name: 'kube-api-access',
  mountPath: '/var/run/secrets/kubernetes.io/serviceaccount',
  readOnly: true,
}

/** What a container shares with the others of its pod. */
export interface Sandbox {
  /** Docker container that holds the pod's network. */
  readonly id: string
  readonly ip: string
  /** Docker volumes by the names of the pod's volumes. */
  readonly volumes: ReadonlyMap<string, string>
  /** Host of the API server as pods see it. */
  readonly host: string
  readonly port: number
}

/** Arguments of `docker run` for one container of a pod's spec. */
export function containerArguments(pod: Pod, container: Container, sandbox: Sandbox): string[] {
  if (container.envFrom !== undefined) throw unsupported('envFrom')
  const { limits = {}, requests = {} } = container.resources ?? {}
  const cpus = requests.cpu ?? limits.cpu
  const memory = limits.memory === undefined ? [] : [`${quantity(limits.memory)}`]
  const entrypoint = container.command?.slice(0, 1) ?? []
  const service = [
    { name: 'KUBERNETES_SERVICE_HOST', value: sandbox.host },
    { name: 'KUBERNETES_SERVICE_PORT', value: `${sandbox.port}` },
  ]
  return [
    ...['--pull', 'never', '--network', `container:${sandbox.id}`],
    ...option(
      '--env',
      [...service, ...(container.env ?? [])].map((one) => variable(pod, one, sandbox)),
    ),
    ...option(
      '--label',
      Object.entries(pod.metadata.labels ?? {}).map(([name, value]) => `${name}=${value}`),
    ),
    ...option('--memory', memory),
    ...option('--memory-swap', memory),
    ...option('--cpus', limits.cpu === undefined ? [] : [`${quantity(limits.cpu)}`]),
    ...option('--cpu-shares', cpus === undefined ? [] : [`${Math.max(2, quantity(cpus) * 1024)}`]),
    ...option(
      '--mount',
      [...(container.volumeMounts ?? []), ACCOUNT].map((one) => mount(one, sandbox)),
    ),
    ...option('--workdir', container.workingDir === undefined ? [] : [container.workingDir]),
    ...option('--entrypoint', entrypoint),
    ...security({ ...pod.spec.securityContext, ...container.securityContext }),
    '--',
    container.image,
    ...(container.command?.slice(1) ?? []),
    ...(container.args ?? []),
  ]
}

/** env: a value, or a field of the pod. */
function variable(pod: Pod, { name, value = '', valueFrom }: EnvVar, { ip }: Sandbox): string {
  if (valueFrom === undefined) return `${name}=${value}`
  const fields: Record<string, string> = {
    'metadata.name': pod.metadata.name,
    'metadata.namespace': pod.metadata.namespace,
    'metadata.uid': pod.metadata.uid,
    'status.podIP': ip,
  }
  const field = fields[valueFrom.fieldRef?.fieldPath ?? '']
  if (field === undefined) throw unsupported(`env ${name}: ${JSON.stringify(valueFrom)}`)
  return `${name}=${field}`
}

/** volumeMounts: a volume stands in for what the image has at that place. */
function mount({ name, mountPath, readOnly, subPath = '' }: VolumeMount, { volumes }: Sandbox): string {
  const source = volumes.get(name)
  if (source === undefined || subPath !== '') throw unsupported(`the mount of ${name} at ${mountPath}`)
  return `type=volume,volume-nocopy,src=${source},dst=${mountPath}${readOnly === true ? ',readonly' : ''}`
}

/** securityContext, the pod's and over it the container's. */
function security(context: SecurityContext): string[] {
  const { runAsUser, runAsGroup, supplementalGroups = [], capabilities } = context
  if (runAsUser === undefined && runAsGroup !== undefined) throw unsupported('runAsGroup without runAsUser')
  const user = runAsGroup === undefined ? `${runAsUser}` : `${runAsUser}:${runAsGroup}`
  return [
    ...option('--user', runAsUser === undefined ? [] : [user]),
    ...option('--group-add', supplementalGroups.map(String)),
    ...option('--cap-drop', capabilities?.drop ?? []),
    ...option('--security-opt', context.allowPrivilegeEscalation === false ? ['no-new-privileges'] : []),
    ...(context.readOnlyRootFilesystem === true ? ['--read-only'] : []),
  ]
}

function option(name: string, values: readonly string[]): string[] {
  return values.flatMap((value) => [name, value])
}
