import fc from 'fast-check'
import { expect, it } from 'vitest'
import { denyFlaw, isDenied, parseLicence } from './licences.ts'

const denied = (text: string, deny: readonly string[]): boolean | undefined => {
  const parsed = parseLicence(text)
  return parsed && isDenied(parsed, deny)
}

it.each([
  ['MIT', ['GPL-*'], false],
  ['GPL-2.0-only', ['GPL-*'], true],
  ['GPL-2.0-only', ['gpl-2.0-ONLY'], true],
  ['GPL-2.0', ['GPL-2.0-only'], true],
  ['GPL-2.0', ['GPL-2.0-or-later'], false],
  ['GPL-2.0+', ['GPL-2.0-or-later'], true],
  ['GPL-2.0-or-later', ['GPL-2.0+'], true],
  ['GPL-2.0-only', ['GPL-2.0'], true],
  ['GPL-2.0-only WITH Classpath-exception-2.0', ['GPL-2.0 WITH Classpath-exception-2.0'], true],
  ['MIT or GPL-2.0-only', ['GPL-*'], false],
  ['DocumentRef-x:LicenseRef-y', ['DocumentRef-*'], true],
  ['MIT OR GPL-2.0-only', ['GPL-*'], false],
  ['MIT AND GPL-2.0-only', ['GPL-*'], true],
  ['MIT OR GPL-2.0-only AND Zlib', ['MIT'], false],
  ['MIT OR GPL-2.0-only AND Zlib', ['MIT', 'Zlib'], true],
  ['(MIT OR GPL-2.0-only) AND Zlib', ['GPL-*'], false],
  ['(MIT OR GPL-2.0-only) AND Zlib', ['MIT', 'GPL-*'], true],
  ['GPL-2.0-only WITH Universal-FOSS-exception-1.0', ['GPL-2.0-only'], true],
  ['GPL-2.0-only WITH Universal-FOSS-exception-1.0', ['* WITH Universal-FOSS-exception-1.0'], true],
  ['LicenseRef-Oracle-FUTC', ['LicenseRef-*'], true],
])('%s with %j denied: %s', (expression, deny, expected) => {
  expect(denied(expression, deny)).toBe(expected)
})

it.each([
  ['gpl-2.0-only'],
  ['BSD'],
  ['NOASSERTION'],
  ['UNLICENSED'],
  ['MIT/Apache-2.0'],
  ['MIT AND'],
  ['GPL-2.0-only WITH Linking'],
  [''],
  ['('.repeat(100_000)],
])('%s is no expression', (text) => {
  expect(parseLicence(text)).toBeUndefined()
})

it('ends for any text, and denies nothing when nothing is denied', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(denied(text, [])).not.toBe(true)
    }),
  )
})

it.each([
  ['GPL-*', undefined],
  ['gpl-2.0-only', undefined],
  ['LicenseRef-Oracle-*', undefined],
  ['* WITH Universal-FOSS-exception-1.0', undefined],
  ['Apache-20', 'no SPDX licence "Apache-20", did you mean "Apache-2.0"?'],
  [
    'Proprietary',
    'no SPDX licence "Proprietary"; known are the ids of https://spdx.org/licenses/, and LicenseRef-…',
  ],
  ['* WITH Classpath', 'no SPDX licence exception "Classpath"; known'],
])('%s in a deny-list: %s', (pattern, flaw) => {
  if (flaw === undefined) expect(denyFlaw(pattern)).toBeUndefined()
  else expect(denyFlaw(pattern)).toContain(flaw)
})
