/** How long a release waits; tests wait less. */
import { PATIENT, type RetryPolicy } from '../registry/http/retry.ts'
import { LEASE_TIMES, type LeaseTimes } from './lease.ts'

/** Set by the tests, which have no minutes to wait: whatever a release waits for others, times this. */
const PACE = 'SPARK_IMAGES_PACE'

/** How long a release waits, for another try as for its lease. */
export interface Pace {
  readonly client: { readonly retries: RetryPolicy }
  readonly times: LeaseTimes
}

/** The usual pace, unless the environment asks for a quicker one: a number over 0, at most 1. */
export function testPace(env: NodeJS.ProcessEnv): Pace {
  const asked = Number(env[PACE] ?? 1)
  const factor = asked > 0 && asked <= 1 ? asked : 1
  const scale = <T extends object>(times: T): T =>
    Object.fromEntries(Object.entries(times).map(([name, time]) => [name, time * factor])) as T
  return {
    client: { retries: { ...scale(PATIENT), attempts: PATIENT.attempts } },
    times: { ...scale(LEASE_TIMES), valid: LEASE_TIMES.valid },
  }
}
