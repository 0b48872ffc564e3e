/** What the orders of versions have in common. */

/** As for Array.sort(), by UTF-16 units: as Java compares texts. */
export const compareTexts = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1)

/** Compares numbers of any length by their digits, of which there may be none for zero. */
export function compareDigits(a: string, b: string): number {
  const [one, two] = [a.replace(/^0+/, ''), b.replace(/^0+/, '')]
  return one.length - two.length || compareTexts(one, two)
}

/** The first order of parts that is not 0, of as many as the longer list has. */
export function compareLists<T>(
  a: readonly T[],
  b: readonly T[],
  compare: (one: T | undefined, two: T | undefined) => number,
): number {
  for (let at = 0; at < Math.max(a.length, b.length); at++) {
    const order = compare(a[at], b[at])
    if (order !== 0) return order
  }
  return 0
}
