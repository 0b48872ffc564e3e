/** SPDX licence expressions, and which of them a deny-list keeps out of the images. */
import exceptions from 'spdx-exceptions/index.json' with { type: 'json' }
import parse from 'spdx-expression-parse'
import deprecated from 'spdx-license-ids/deprecated.json' with { type: 'json' }
import ids from 'spdx-license-ids/index.json' with { type: 'json' }
import { globMatcher, nearestName } from './names.ts'

/** Longer texts are no licence of anything, and their nesting could exhaust the stack. */
const MAX_LENGTH = 2000

const KNOWN = new Set([...ids, ...deprecated])

export type LicenceExpression = parse.Info

/**
 * Parses an SPDX licence expression. https://spdx.github.io/spdx-spec/v3.0.1/annexes/spdx-license-expressions/
 * @returns undefined if the text is none: `BSD`, `NOASSERTION`, ids in the wrong case.
 */
export function parseLicence(text: string): LicenceExpression | undefined {
  if (text.length > MAX_LENGTH) return undefined
  try {
    return parse(text)
  } catch {
    return undefined
  }
}

/**
 * Whether an expression can't be kept without a denied licence: of an OR one allowed side is enough, of an AND both
 * are needed.
 * @param deny ids, or globs over them; a pattern for `X` also denies `X WITH Y`.
 */
export function isDenied(expression: LicenceExpression, deny: readonly string[]): boolean {
  if ('conjunction' in expression) {
    const sides = [expression.left, expression.right].map((side) => isDenied(side, deny))
    return expression.conjunction === 'or' ? sides.every(Boolean) : sides.some(Boolean)
  }
  const names = namesOf(expression).map((name) => name.toLowerCase())
  return deny.map((pattern) => globMatcher(pattern.toLowerCase())).some((matches) => names.some(matches))
}

/** All names of a licence. GPL-2.0 and GPL-2.0+ are older ids of GPL-2.0-only and GPL-2.0-or-later. */
function namesOf({ license, plus, exception }: parse.LicenseInfo): string[] {
  const family = license.replace(/-(?:only|or-later)$/, '')
  const names = [license]
  if (KNOWN.has(`${family}-only`)) {
    const isLater = plus === true || license.endsWith('-or-later')
    names.push(family, ...(isLater ? [`${family}+`, `${family}-or-later`] : [`${family}-only`]))
  } else if (plus) names.push(`${license}+`)
  return exception === undefined ? names : [...names, ...names.map((name) => `${name} WITH ${exception}`)]
}

/** What is wrong with an entry of a deny-list: a misspelt id would deny nothing. Undefined if nothing is. */
export function denyFlaw(pattern: string): string | undefined {
  const [id = '', exception] = pattern.split(/ with /i)
  if (exception !== undefined && !exceptions.some(globMatcher(exception))) {
    return `no SPDX licence exception "${exception}"${nearestId(exception, exceptions)}`
  }
  const matches = globMatcher(id.toLowerCase())
  const isKnown = [...KNOWN].some((name) => matches(name.toLowerCase()))
  if (isKnown || /^(?:licenseref|documentref)-/i.test(id)) return undefined
  return `no SPDX licence "${id}"${nearestId(id, [...KNOWN])}`
}

function nearestId(found: string, known: readonly string[]): string {
  return nearestName(found, known) || '; known are the ids of https://spdx.org/licenses/, and LicenseRef-…'
}
