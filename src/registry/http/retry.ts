/** Tries again, with growing waits. */
import { setTimeout as sleep } from 'node:timers/promises'
import { RegistryError } from '../../errors.ts'

/** How often and how patiently to try again; times in ms. */
export interface RetryPolicy {
  readonly attempts: number
  /** The first wait, each next one being twice as long, and the longest. */
  readonly base: number
  readonly cap: number
  /** The longest wait that a registry may ask for by Retry-After; one that asks for more has failed. */
  readonly patience: number
}

/** Six tries over about 15 s, unless the registry asks for more time. */
export const PATIENT: RetryPolicy = { attempts: 6, base: 500, cap: 10_000, patience: 120_000 }
/** For a first contact, where somebody waits to hear that a name is misspelt. */
export const BRISK: RetryPolicy = { attempts: 3, base: 200, cap: 1_000, patience: 30_000 }
/** For what is a part of something that is tried again as a whole. */
export const ONCE: RetryPolicy = { attempts: 1, base: 0, cap: 0, patience: 0 }

/**
 * The wait in ms after so many failures: exponential, with jitter between half and all of it so that the jobs of a matrix
 * don't come back all at once, and never shorter than the registry asks for. `random` is in [0, 1).
 */
export function waitAfter(failed: number, retryAfter: number, policy: RetryPolicy, random: number): number {
  const backOff = Math.min(policy.cap, policy.base * 2 ** (failed - 1))
  return Math.max(retryAfter, backOff * (0.5 + random / 2))
}

/** Waits for the next try. @throws the failure itself if it is final, or the policy's tries are used up */
export async function waitToRetry(
  failure: unknown,
  failed: number,
  policy: RetryPolicy,
  log: (line: string) => void,
): Promise<void> {
  if (!(failure instanceof RegistryError && failure.transient) || failed >= policy.attempts) throw failure
  const { message, retryAfter = 0 } = failure
  if (retryAfter > policy.patience) throw failure
  const wait = waitAfter(failed, retryAfter, policy, Math.random())
  log(`${message}; trying again in ${(wait / 1000).toFixed(1)} s`)
  await sleep(wait)
}
