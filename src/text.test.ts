import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { oneLine, plainLines, shorten } from './text.ts'

/** What the runner takes for a command: actions/runner, ActionCommand.TryParseV2() and TryParse(). */
const isCommand = (line: string): boolean => /^\s*::/u.test(line) || line.includes('##[')

/** What its comparison passes over, where the runner has the data of its culture. */
const withoutIgnored = (line: string): string =>
  line.replaceAll(/[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/gu, '')

it('cuts what is too long, and nothing else', () => {
  expect(['', 'abc', 'abcd'].map((text) => shorten(text, 3))).toEqual(['', 'abc', 'abc…'])
})

describe('one line', () => {
  it('is made of several', () => {
    expect(oneLine('\r\n a\n\n::error::b\u2028c\u2029\td\u001b[0m\n', 100)).toBe('a ::error::b c d [0m')
    expect(oneLine(`a\n${'b'.repeat(9)}`, 5)).toBe('a bbb…')
    expect(oneLine('x'.repeat(1e7)).length).toBe(2001)
  })

  it.each([
    ['::error::a', ': :error::a'],
    ['\u0000 \u00a0\t::set-env name=PATH::a', ': :set-env name=PATH::a'],
    [':\u00ad:error::a', ': :error::a'],
    ['\u200b::error::a', ': :error::a'],
    ['a ##[add-mask]b', 'a ## [add-mask]b'],
    ['###[error]', '### [error]'],
    ['#\u2060#[error]', '# #[error]'],
    ['##\u0000[error]', '## [error]'],
  ])('is no command: %j is %j', (text, expected) => {
    expect(oneLine(text)).toBe(expected)
  })

  it('is no command, whatever it is made of', () => {
    const pieces = [
      '::',
      ':',
      '#',
      '##[',
      '[',
      ']',
      ' ',
      '\r',
      '\n',
      '\0',
      '\u2028',
      '\ufeff',
      '\u00ad',
      '\ufe0f',
      'error',
    ]
    const text = fc
      .array(fc.oneof(fc.constantFrom(...pieces), fc.string({ unit: 'binary' })))
      .map((all) => all.join(''))
    fc.assert(
      fc.property(text, (found) => {
        const line = oneLine(found)
        expect(isCommand(line) || isCommand(withoutIgnored(line))).toBe(false)
        expect(line).not.toMatch(/[\p{Cc}\u2028\u2029]/u)
        const lines = plainLines(found).split('\n')
        expect(lines.filter((each) => isCommand(each) || isCommand(withoutIgnored(each)))).toEqual([])
      }),
      { numRuns: 2000 },
    )
  })
})

it('keeps lines and their indentation', () => {
  expect(plainLines('a\n    ::error::b\n\n  c  d\r::e\n')).toBe('a\n    : :error::b\n\n  c  d ::e\n')
})
