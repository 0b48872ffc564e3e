/** What a run of `track` found: changes, and what is not changed and why. */

/** A jar or a Python project of a component; in a catalog, by its key. */
export interface PinChange {
  readonly kind: 'pin'
  readonly component: string
  /** `group:artifact[:classifier]`, or a Python project. */
  readonly names: readonly string[]
  /** Undefined where Spark versions had none before. */
  readonly from?: string
  readonly to: string
  readonly released?: number
  /** The Spark versions that have it. */
  readonly versions: readonly string[]
}

export interface VersionChange {
  readonly kind: 'version'
  readonly version: string
  readonly what: 'added' | 'dropped'
  readonly released?: number
  /** The series that the keys of its new series are taken over from. */
  readonly seriesFrom?: string
}

/** A rule that holds for other cells now, or for none any more. */
export interface RuleChange {
  readonly kind: 'rule'
  readonly name: string
  readonly what: 'added' | 'removed' | 'changed'
  readonly why: string
}

export type Change = PinChange | VersionChange | RuleChange

/** What is released and not taken yet, or not at all. */
export interface Held {
  /** Like `Spark 4.1.5` or `iceberg 1.13.0`. */
  readonly what: string
  readonly why: string
}

export class Notes {
  readonly changes: Change[] = []
  readonly held: Held[] = []

  hold(what: string, why: string): void {
    if (!this.held.some((one) => one.what === what && one.why === why)) this.held.push({ what, why })
  }
}

/** A day in UTC, like 2026-11-24. */
export function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10)
}

const DAY = 24 * 3600 * 1000

/**
 * Why a version that was released at a time is not to be taken yet; undefined if it is.
 * @param wait in days.
 */
export function whyWait(released: number | undefined, wait: number, now: number): string | undefined {
  if (wait === 0) return undefined
  if (released === undefined)
    return 'its index does not say since when it is there, and the policy has a wait'
  return released + wait * DAY <= now
    ? undefined
    : `released ${dayOf(released)}, taken from ${dayOf(released + wait * DAY)} on`
}
