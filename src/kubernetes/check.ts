/** What a check is, and what it is told of the image. */
import type { Kubectl } from './kubectl.ts'
import type { Place } from './place.ts'

/** What kubernetes/jobs/facts.py prints. */
export interface Facts {
  readonly spark: string
  readonly python: string
  /** `uid:gid`. */
  readonly user: string
  /** Whether names of the cluster are resolved. */
  readonly dns: boolean
  readonly iceberg: boolean
  readonly s3a: boolean
  readonly postgresql: boolean
  readonly gpu: boolean
}

export interface Subject extends Place {
  readonly facts: Facts
  /** Whether the servers of services.ts run beside it. */
  readonly hasServices: boolean
  /** The action's checkout, whose docs/kubernetes the checks apply. */
  readonly root: string
  /** kubectl without a namespace. */
  readonly cluster: Kubectl
}

export interface Check {
  readonly name: string
  /** Why it does not apply to an image; undefined where it does. */
  readonly without?: (subject: Subject) => string | undefined
  /** Gives what it saw, in words. @throws ConfigurationError where that is wrong. */
  readonly run: (subject: Subject) => Promise<readonly string[]>
}
