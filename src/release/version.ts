/**
 * Spark's versions in their order: numbers by value, and what follows a hyphen (`-rc1`, `-preview1`,
 * `-SNAPSHOT`) before the version itself, as semver.org has it. Unlike semver's, a text's own numbers count
 * by value too, so that rc10 comes after rc2, and `4.1` is a version: aliases in registries have such labels.
 * @returns a negative number when `a` comes before `b`, 0 when they are the same, else a positive one
 */
export function compareVersions(a: string, b: string): number {
  const [coreA, restA] = split(a)
  const [coreB, restB] = split(b)
  const byCore = compareParts(coreA, coreB)
  if (byCore !== 0) return byCore
  if (restA === '' || restB === '') return restA === restB ? 0 : restA === '' ? 1 : -1
  return compareParts(restA, restB)
}

/**
 * Whether a version is none that everybody should get: anything after a hyphen, which a vendor's build has
 * too.
 */
export function isPreRelease(version: string): boolean {
  return split(version)[1] !== ''
}

/** What stands before the first hyphen, and after it. */
function split(version: string): readonly [string, string] {
  const at = version.indexOf('-')
  return at < 0 ? [version, ''] : [version.slice(0, at), version.slice(at + 1) || '-']
}

/** Runs of digits by value, all else by its characters; of two with one beginning, the shorter comes first. */
function compareParts(a: string, b: string): number {
  const [partsA, partsB] = [a, b].map((text) => text.match(/\d+|[^\d.-]+/g) ?? [])
  for (let index = 0; ; index++) {
    const [x, y] = [partsA?.[index], partsB?.[index]]
    if (x === undefined || y === undefined) return x === y ? compareTexts(a, b) : x === undefined ? -1 : 1
    const order = comparePart(x, y)
    if (order !== 0) return order
  }
}

function comparePart(x: string, y: string): number {
  const [numberX, numberY] = [/^\d/.test(x), /^\d/.test(y)]
  if (!numberX || !numberY) return numberX === numberY ? compareTexts(x, y) : numberX ? -1 : 1
  const [longX, longY] = [x.replace(/^0+(?=\d)/, ''), y.replace(/^0+(?=\d)/, '')]
  return longX.length - longY.length || compareTexts(longX, longY)
}

function compareTexts(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1
}
