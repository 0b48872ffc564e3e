/**
 * The order of Maven's versions: the "Version Order Specification" of https://maven.apache.org/pom.html, to which every
 * text is a version. Maven 3.9's ComparableVersion departs from it where more follows a qualifier after a dot, and is no
 * order there: 2.10.2-SNAPSHOT < 2.10.2 < 2.10.2.fuse-1 < 2.10.2-SNAPSHOT.
 */
import { compareDigits, compareLists, compareTexts } from './text.ts'

/** Qualifiers with a place of their own. All others come after these, in the order of the alphabet. */
const QUALIFIERS = ['alpha', 'beta', 'milestone', 'rc', 'snapshot', '', 'sp']
const ALIASES: ReadonlyMap<string, string> = new Map([
  ['cr', 'rc'],
  ['ga', ''],
  ['final', ''],
  ['release', ''],
])
/** What a letter is short for where a digit follows it. */
const SHORT: ReadonlyMap<string, string> = new Map([
  ['a', 'alpha'],
  ['b', 'beta'],
  ['m', 'milestone'],
])

interface Token {
  readonly prefix: string
  readonly value: string
  readonly isNumber: boolean
}

/** As for Array.sort(). */
export function compareMaven(a: string, b: string): number {
  return compareLists(tokensOf(a), tokensOf(b), compareTokens)
}

/** Dots, hyphens, and changes between digits and others separate tokens. The latter count as hyphens. */
function tokensOf(version: string): Token[] {
  const parts = version
    .toLowerCase()
    .replaceAll(/(?<![^\d.-])[abm](?=\d)/g, (letter) => SHORT.get(letter) ?? letter)
    .replaceAll(/(?<=\d)(?=[^\d.-])|(?<=[^\d.-])(?=\d)/g, '-')
    .split(/([.-])/)
  const tokens = parts.flatMap((value, at): Token[] => {
    if (at % 2 === 1) return []
    const isNumber = /^\d*$/.test(value)
    return [
      { prefix: parts[at - 1] ?? '.', value: isNumber ? value : (ALIASES.get(value) ?? value), isNumber },
    ]
  })
  return withoutNulls(tokens)
}

/** Drops what says nothing (`0`, `final`) at the end, and before a hyphen or a qualifier. */
function withoutNulls(tokens: readonly Token[]): Token[] {
  let next: Token | undefined
  return tokens
    .toReversed()
    .filter((token) => {
      const endsPart = next === undefined || next.prefix === '-' || !next.isNumber
      const isKept = !endsPart || compareTokens(token, undefined) !== 0
      if (isKept) next = token
      return isKept
    })
    .reverse()
}

/** The end of a version counts as what says nothing. */
function compareTokens(one: Token | undefined, two: Token | undefined): number {
  if (one === undefined) return two === undefined ? 0 : -compareTokens(two, undefined)
  if (one.isNumber) {
    if (two === undefined) return compareDigits(one.value, '')
    if (!two.isNumber) return 1
    return one.prefix === two.prefix ? compareDigits(one.value, two.value) : one.prefix === '-' ? -1 : 1
  }
  return two?.isNumber ? -1 : compareQualifiers(one.value, two?.value ?? '')
}

function compareQualifiers(a: string, b: string): number {
  return placeOf(a) - placeOf(b) || compareTexts(a, b)
}

function placeOf(qualifier: string): number {
  const place = QUALIFIERS.indexOf(qualifier)
  return place < 0 ? QUALIFIERS.length : place
}
