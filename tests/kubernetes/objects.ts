/** The parts of Kubernetes' objects that the tests' cluster reads or writes; all else passes through. */
export interface KubeObject {
  readonly apiVersion: string
  readonly kind: string
  readonly metadata: Metadata
  readonly [field: string]: unknown
}

export interface Metadata {
  readonly name: string
  readonly namespace: string
  readonly uid: string
  readonly resourceVersion: string
  readonly labels?: Readonly<Record<string, string>>
  readonly ownerReferences?: readonly { readonly uid: string }[]
  readonly deletionTimestamp?: string
  readonly deletionGracePeriodSeconds?: number
  readonly [field: string]: unknown
}

export interface Pod extends KubeObject {
  readonly spec: PodSpec
  readonly status?: PodStatus
}

export interface PodSpec {
  readonly containers: readonly Container[]
  readonly initContainers?: readonly Container[]
  readonly volumes?: readonly Volume[]
  readonly securityContext?: SecurityContext
  readonly restartPolicy?: string
  readonly terminationGracePeriodSeconds?: number
  readonly hostname?: string
}

export interface Container {
  readonly name: string
  readonly image: string
  readonly command?: readonly string[]
  readonly args?: readonly string[]
  readonly workingDir?: string
  readonly env?: readonly EnvVar[]
  readonly envFrom?: readonly unknown[]
  readonly resources?: { readonly limits?: Quantities; readonly requests?: Quantities }
  readonly volumeMounts?: readonly VolumeMount[]
  readonly securityContext?: SecurityContext
}

type Quantities = Readonly<Record<string, string | number>>

export interface EnvVar {
  readonly name: string
  readonly value?: string
  readonly valueFrom?: { readonly fieldRef?: { readonly fieldPath: string } }
}

export interface VolumeMount {
  readonly name: string
  readonly mountPath: string
  readonly readOnly?: boolean
  readonly subPath?: string
}

export interface Volume {
  readonly name: string
  readonly emptyDir?: object
  readonly configMap?: {
    readonly name: string
    readonly items?: readonly { readonly key: string; readonly path: string }[]
  }
  readonly persistentVolumeClaim?: { readonly claimName: string }
}

export interface SecurityContext {
  readonly runAsUser?: number
  readonly runAsGroup?: number
  readonly supplementalGroups?: readonly number[]
  readonly readOnlyRootFilesystem?: boolean
  readonly allowPrivilegeEscalation?: boolean
  readonly capabilities?: { readonly drop?: readonly string[] }
}

export interface PodStatus {
  readonly phase: 'Pending' | 'Running' | 'Succeeded' | 'Failed'
  readonly reason?: string
  readonly message?: string
  readonly podIP?: string
  readonly containerStatuses?: readonly ContainerStatus[]
  readonly [field: string]: unknown
}

export interface ContainerStatus {
  readonly name: string
  readonly containerID: string
  readonly state: {
    readonly running?: { readonly startedAt: string }
    readonly terminated?: {
      readonly exitCode: number
      readonly reason: string
      readonly startedAt: string
      readonly finishedAt: string
    }
  }
  readonly [field: string]: unknown
}

/** The resources that the API serves, by the plural in their paths. */
export const RESOURCES: Readonly<Record<string, { readonly apiVersion: string; readonly kind: string }>> = {
  pods: { apiVersion: 'v1', kind: 'Pod' },
  services: { apiVersion: 'v1', kind: 'Service' },
  configmaps: { apiVersion: 'v1', kind: 'ConfigMap' },
  secrets: { apiVersion: 'v1', kind: 'Secret' },
  persistentvolumeclaims: { apiVersion: 'v1', kind: 'PersistentVolumeClaim' },
}

/** An error of the API: its body is a Status object. */
export class ApiError extends Error {
  readonly code: number
  readonly reason: string

  constructor(code: number, reason: string, message: string) {
    super(message)
    this.code = code
    this.reason = reason
  }
}

/** A quantity like 500m, 2, 1408Mi or 1G as a number. */
export function quantity(value: string | number): number {
  const [, digits = '', unit = ''] = /^([\d.]+)(m|[kMGT]|[KMGT]i)?$/.exec(`${value}`) ?? []
  if (digits === '') throw new ApiError(422, 'Invalid', `not a quantity: ${value}`)
  if (unit === 'm') return Number(digits) / 1000
  const power = ' KMGT'.indexOf(unit.charAt(0).toUpperCase() || ' ')
  return Number(digits) * (unit.endsWith('i') ? 1024 : 1000) ** power
}

/** What a pod's spec asks for and the tests' cluster does not do: better refused than left out. */
export function unsupported(what: string): ApiError {
  return new ApiError(422, 'Unsupported', `the tests' cluster does not know ${what}`)
}
