/** Versions of Spark and of components: which is newer, and which is none for everybody. */

/** A release of Spark: no preview, and no build of somebody else's. */
export const SPARK_RELEASE = /^\d{1,4}\.\d{1,4}\.\d{1,4}$/

/** Numbers of a version, and what follows them: `.jre11`, `-preview`, `.Final`. */
function partsOf(version: string): { numbers: number[]; rest: string } {
  const [core = ''] = /^\d{1,9}(?:[.-]\d{1,9}){0,6}(?!\d)/.exec(version) ?? []
  return { numbers: core.split(/[.-]/).map(Number), rest: version.slice(core.length) }
}

/** The order of versions by their numbers, as for Array.sort(). */
export function compareNumbers(a: string, b: string): number {
  const [one, other] = [partsOf(a).numbers, partsOf(b).numbers]
  const length = Math.max(one.length, other.length)
  const at = Array.from({ length }, (_, index) => index).find(
    (index) => (one[index] ?? 0) !== (other[index] ?? 0),
  )
  return at === undefined ? 0 : (one[at] ?? 0) - (other[at] ?? 0)
}

/**
 * Whether a version may take the place of another: it is newer and of its kind, for what follows the numbers is the
 * same. A pre-release so never takes the place of a release.
 */
export function isSuccessor(version: string, current: string, mayBeMajor: boolean): boolean {
  return isOfKind(version, current, mayBeMajor) && compareNumbers(version, current) > 0
}

/** Whether a version is of another's kind, and of its major version unless it may be of any. */
export function isOfKind(version: string, current: string, mayBeMajor: boolean): boolean {
  const [one, other] = [partsOf(version), partsOf(current)]
  return one.rest === other.rest && (mayBeMajor || one.numbers[0] === other.numbers[0])
}
