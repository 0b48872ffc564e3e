/**
 * The order of Spark's versions: numbers by value, and what follows a hyphen (`-rc1`, `-preview1`, `-SNAPSHOT`) before
 * the version itself, as semver.org has it. Unlike semver's, a text's own numbers count by value too, so that rc10 comes
 * after rc2, and `4.1` is a version: aliases in registries have such labels.
 * @returns as for Array.sort()
 */
export function compareVersions(a: string, b: string): number {
  const [coreA, restA] = split(a)
  const [coreB, restB] = split(b)
  return (
    compareTexts(byValue(coreA), byValue(coreB)) ||
    Number(restA === '') - Number(restB === '') ||
    compareTexts(byValue(restA), byValue(restB)) ||
    compareTexts(a, b)
  )
}

/** A text that sorts by the values of the numbers in it. */
function byValue(text: string): string {
  return text.replaceAll(/\d+/g, (digits) => digits.replace(/^0+(?=\d)/, '').padStart(40, '0'))
}

function compareTexts(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1
}

/** Whether a version is none that everybody should get: anything after a hyphen, which a vendor's build has too. */
export function isPreRelease(version: string): boolean {
  return version.includes('-')
}

/** What stands before the first hyphen, and after it. */
function split(version: string): readonly [string, string] {
  const at = version.indexOf('-')
  return at < 0 ? [version, ''] : [version.slice(0, at), version.slice(at + 1) || '-']
}
