/** Which version fixes an advisory for the version that is there. */
import type { RangeEvent } from './osv.ts'

/** Words that come before the release that they belong to, in Maven's, Python's and Debian's versions. */
const BEFORE = /^(?:a|alpha|b|beta|c|cr|dev|ea|m|milestone|pre|preview|rc|snapshot)$/
/** Words that say nothing. */
const SAME = /^(?:android|final|ga|jre|release)$/

/**
 * Orders two versions of one package, nearly as dpkg, Maven and PEP 440 do. Enough to find the range of an advisory that a
 * version is in: OSV has said that it is in one.
 */
export function compareLoosely(a: string, b: string): number {
  const [left, right] = [tokens(a), tokens(b)]
  for (let at = 0; at < Math.max(left.length, right.length); at++) {
    const [one, two] = [left[at] ?? '', right[at] ?? '']
    const order = rank(one) - rank(two)
    if (order !== 0) return order
    const numbers = Number(one) - Number(two)
    if (numbers) return numbers
    if (Number.isNaN(numbers) && one !== two) return one < two ? -1 : 1
  }
  return 0
}

function tokens(version: string): string[] {
  const epoch = version.includes(':') ? version : `0:${version}`
  const found = epoch.toLowerCase().match(/\d+|[a-z]+|~/g) ?? []
  return found.map((token) => token.replace(/^0+(?=\d)/, '')).filter((token) => !SAME.test(token))
}

/** A zero that is there is the same as one that is not. */
function rank(token: string): number {
  if (token === '~') return -2
  if (BEFORE.test(token)) return -1
  if (token === '' || token === '0') return 0
  return /\d/.test(token) ? 2 : 1
}

/** The versions that end the ranges which a version is in; if it seems to be in none, those that end any. */
export function fixesFor(version: string, ranges: readonly (readonly RangeEvent[])[]): string[] {
  const own = ranges.map((events) => rangeOf(version, events)).filter((range) => range !== undefined)
  const fixes = own.length > 0 ? own.map(({ fixed }) => fixed) : ranges.flat().map(({ fixed }) => fixed)
  return [...new Set(fixes.filter((fixed) => fixed !== undefined))].sort(compareLoosely)
}

function rangeOf(version: string, events: readonly RangeEvent[]): { fixed?: string } | undefined {
  let start: string | undefined
  for (const { introduced, fixed, last_affected: last } of [...events].sort(byVersion)) {
    if (introduced !== undefined) start ??= introduced
    const end = fixed ?? last
    if (end === undefined) continue
    const order = compareLoosely(version, end)
    const isIn =
      start !== undefined && isFrom(start, version) && (fixed === undefined ? order <= 0 : order < 0)
    if (isIn) return { fixed }
    start = undefined
  }
  return start !== undefined && isFrom(start, version) ? {} : undefined
}

const isFrom = (start: string, version: string): boolean =>
  start === '0' || compareLoosely(start, version) <= 0

function byVersion(a: RangeEvent, b: RangeEvent): number {
  const [one, two] = [a, b].map(
    ({ introduced, fixed, last_affected: last }) => introduced ?? fixed ?? last ?? '',
  )
  return compareLoosely(one ?? '', two ?? '')
}
