/** Versions of Spark and of components: which is newer, and which is none for everybody. */
import type { VersionOrder } from '../versions/order.ts'

/** A release of Spark: no preview, and no build of somebody else's. */
export const SPARK_RELEASE = /^\d{1,4}\.\d{1,4}\.\d{1,4}$/

/** Numbers of a version, and what follows them: `.jre11`, `-preview`, `.Final`. */
function partsOf(version: string): { numbers: number[]; rest: string } {
  const [core = ''] = /^\d{1,9}(?:[.-]\d{1,9}){0,6}(?!\d)/.exec(version) ?? []
  return { numbers: core.split(/[.-]/).map(Number), rest: version.slice(core.length) }
}

/**
 * Whether a version may take the place of another: it is newer and of its kind, for what follows the numbers is the
 * same. A pre-release so never takes the place of a release.
 */
export function isSuccessor(
  version: string,
  current: string,
  mayBeMajor: boolean,
  compare: VersionOrder,
): boolean {
  return isOfKind(version, current, mayBeMajor) && (compare(version, current) ?? 0) > 0
}

/** Whether a version is of another's kind, and of its major version unless it may be of any. */
export function isOfKind(version: string, current: string, mayBeMajor: boolean): boolean {
  const [one, other] = [partsOf(version), partsOf(current)]
  return one.rest === other.rest && (mayBeMajor || one.numbers[0] === other.numbers[0])
}
