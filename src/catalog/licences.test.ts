import fc from 'fast-check'
import { expect, it } from 'vitest'
import { isDenied } from './licences.ts'

it.each([
  ['MIT', ['GPL-*'], false],
  ['GPL-2.0-only', ['GPL-*'], true],
  ['gpl-2.0-ONLY', ['GPL-2.0-only'], true],
  ['MIT OR GPL-2.0-only', ['GPL-*'], false],
  ['MIT AND GPL-2.0-only', ['GPL-*'], true],
  ['MIT OR GPL-2.0-only AND Zlib', ['MIT'], false],
  ['MIT OR GPL-2.0-only AND Zlib', ['MIT', 'Zlib'], true],
  ['(MIT OR GPL-2.0-only) AND Zlib', ['GPL-*'], false],
  ['(MIT OR GPL-2.0-only) AND Zlib', ['MIT', 'GPL-*'], true],
  ['GPL-2.0-only WITH Universal-FOSS-exception-1.0', ['GPL-2.0-only'], true],
  ['GPL-2.0-only WITH Universal-FOSS-exception-1.0', ['* WITH Universal-FOSS-exception-1.0'], true],
  ['LicenseRef-Oracle-FUTC', ['LicenseRef-*'], true],
])('%s with %j denied: %s', (expression, deny, denied) => {
  expect(isDenied(expression, deny)).toBe(denied)
})

it('ends for any text, and denies nothing when nothing is denied', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(isDenied(text, [])).toBe(false)
    }),
  )
})
