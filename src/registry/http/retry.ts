/** Tries again, with growing waits. */
import { setTimeout as sleep } from 'node:timers/promises'
import { RegistryError } from '../../errors.ts'

/** How often and how patiently to try again; times in ms. */
export interface RetryPolicy {
  /** Tries in all. */
  readonly attempts: number
  /** The first wait; each next one is twice as long. */
  readonly base: number
  /** The longest wait of our own choosing. */
  readonly cap: number
  /** The longest wait that a registry may ask for by Retry-After; one that asks for more has failed. */
  readonly patience: number
}

/** Six tries over about 15 s, unless the registry asks for more time. */
export const PATIENT: RetryPolicy = { attempts: 6, base: 500, cap: 10_000, patience: 120_000 }
/** For a first contact, where somebody waits to hear that a name is misspelt. */
export const BRISK: RetryPolicy = { attempts: 3, base: 200, cap: 1_000, patience: 30_000 }

/**
 * The wait before the next try in ms: exponential, with jitter between half and all of it so that the
 * jobs of a matrix don't come back all at once, and never shorter than the registry asks for.
 * @param failed how many tries have failed, from 1
 * @param random in [0, 1)
 */
export function waitAfter(
  failed: number,
  retryAfter: number | undefined,
  policy: RetryPolicy,
  random: number,
): number {
  const backOff = Math.min(policy.cap, policy.base * 2 ** (failed - 1))
  return Math.max(retryAfter ?? 0, backOff * (0.5 + random / 2))
}

/**
 * Tries until it succeeds, fails for good, or the policy's tries are used up; then throws the last failure.
 * @param onRetry told of each failure that is tried again, and the wait in ms
 */
export async function retry<T>(
  policy: RetryPolicy,
  attempt: () => Promise<T>,
  onRetry: (error: RegistryError, wait: number) => void = () => {},
): Promise<T> {
  for (let failed = 1; ; failed++) {
    try {
      return await attempt()
    } catch (error) {
      if (!(error instanceof RegistryError && error.transient) || failed >= policy.attempts) throw error
      const { retryAfter } = error
      if ((retryAfter ?? 0) > policy.patience) throw error
      const wait = waitAfter(failed, retryAfter, policy, Math.random())
      onRetry(error, wait)
      await sleep(wait)
    }
  }
}
