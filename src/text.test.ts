import { expect, it } from 'vitest'
import { oneLine, shorten } from './text.ts'

it('cuts what is too long, and nothing else', () => {
  expect(['', 'abc', 'abcd'].map((text) => shorten(text, 3))).toEqual(['', 'abc', 'abc…'])
})

it('makes one line of several, without commands in it', () => {
  expect(oneLine('\r\n a\n\n::error::b\u2028c\u2029\td\u001b[0m\n', 100)).toBe('a ::error::b c d [0m')
  expect(oneLine(`a\n${'b'.repeat(9)}`, 5)).toBe('a bbb…')
})
