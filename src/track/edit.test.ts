import { readFileSync } from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { ROOT } from '../../tests/support/process.ts'
import { addKey, EditError, remove, setValue, valueAt, writtenAt } from './edit.ts'

const FILE = `# The family.
versions:   # newest first
  # The newest.
  4.1.4: {}   # in production
  4.1.1: { runtime: bookworm }

  4.1.0: {}
rules:
  old:
    when: { versions: [4.1.1,  4.1.0], components: [spark] }   # two
    reason: >
      because
  other: { when: { versions: ['4.1.0'] } }
pins: { "3.5": 1.11.0, "4.0": 1.11.0 }   # ascending
`

/** What changed between two texts, as lines with a sign. */
function difference(before: string, after: string): string[] {
  const [old, now] = [before.split('\n'), after.split('\n')]
  return [
    ...old.filter((line) => !now.includes(line)).map((line) => `-${line}`),
    ...now.filter((line) => !old.includes(line)).map((line) => `+${line}`),
  ]
}

describe('a change of a YAML file', () => {
  it.each([
    ['4.1.5', '+  4.1.5: {}'],
    ['4.1.2', '+  4.1.2: {}'],
    ['4.0.9', '+  4.0.9: {}'],
  ])('adds version %s in the order of the others', (version, line) => {
    const after = addKey(FILE, ['versions'], version, '{}')
    expect(difference(FILE, after)).toEqual([line])
    const keys = Object.keys(parse(after).versions as object)
    expect(keys).toEqual([...keys].sort().reverse())
  })

  it('adds at the end of keys that ascend, on one line', () => {
    expect(difference(FILE, addKey(FILE, ['pins'], '4.1', '1.12.0'))).toEqual([
      '-pins: { "3.5": 1.11.0, "4.0": 1.11.0 }   # ascending',
      '+pins: { "3.5": 1.11.0, "4.0": 1.11.0, "4.1": 1.12.0 }   # ascending',
    ])
  })

  it('adds before the next older one where the others are in no order', () => {
    const mixed = 'versions:\n  4.1.1: {}\n  4.1.0: {}\n  4.3.0: null\n'
    expect(addKey(mixed, ['versions'], '4.1.2', '{}')).toBe(mixed.replace(/^ /m, '  4.1.2: {}\n '))
    expect(addKey('versions: { 4.1.1: {} }\n', ['versions'], '4.1.2', '{}')).toContain(
      '{ 4.1.2: {}, 4.1.1: {} }',
    )
    expect(addKey('v: { w: { "4.1": a } }\n', ['v', 'w'], '4.2', 'b')).toContain('{ "4.1": a, "4.2": b }')
  })

  it.each([
    ['', 'versions: { 4.1.5: {} }\n'],
    ['# mine\n', '# mine\nversions: { 4.1.5: {} }\n'],
    ['series: {}', 'series: {}\nversions: { 4.1.5: {} }\n'],
    ['versions: {} # none\n', 'versions: { 4.1.5: {} } # none\n'],
  ])('makes the mapping where %j has none', (before, after) => {
    expect(addKey(before, ['versions'], '4.1.5', '{}')).toBe(after)
  })

  it('removes a key with its line, and a list or mapping with its last item', () => {
    expect(difference(FILE, remove(FILE, ['versions', '4.1.4']))).toEqual(['-  4.1.4: {}   # in production'])
    expect(remove(FILE, ['rules', 'old', 'when', 'versions', 1])).toContain('[4.1.1]')
    expect(remove(FILE, ['rules', 'old', 'when', 'versions', 0])).toContain('[4.1.0]')
    const one = remove(FILE, ['rules', 'other', 'when', 'versions', 0])
    expect(valueAt(one, ['rules'])).toEqual({ old: expect.anything() as unknown })
    expect(difference(FILE, remove(FILE, ['rules', 'old']))).toHaveLength(4)
  })

  it('keeps quotes, and sets them where a text would be a number', () => {
    expect(setValue('a: "1"\nb: \'2\'\nc: x\n', ['a'], '3')).toContain('a: "3"')
    expect(setValue('a: "1"\nb: \'2\'\nc: x\n', ['b'], '3')).toContain("b: '3'")
    expect(setValue('c: 1.1.0\n', ['c'], '1.10')).toBe('c: "1.10"\n')
    expect(setValue('c: {} # x\n', ['c'], null)).toBe('c: null # x\n')
  })

  it('gives a value as it is written', () => {
    expect(writtenAt(FILE, ['versions', '4.1.1'])).toBe('{ runtime: bookworm }')
  })

  it('refuses a key that is there', () => {
    expect(() => addKey(FILE, ['versions'], '4.1.1', '{}')).toThrow(EditError)
  })

  it.each(['a: &x {b: 1}\nc: *x\n', '? a\n: {b: 1}\n'])('refuses %j', (text) => {
    expect(() => setValue(text, ['c', 'b'], '2')).toThrow(EditError)
  })

  it('of any version leaves each other line of the shipped catalog as it is', () => {
    const text = readFileSync(path.join(ROOT, 'images/catalog.yml'), 'utf8')
    const versions = Object.keys(valueAt(text, ['versions']) as object)
    const number = fc.integer({ min: 0, max: 99 })
    fc.assert(
      fc.property(fc.tuple(number, number, number), fc.constantFrom(...versions), (numbers, dropped) => {
        const version = numbers.join('.')
        fc.pre(!versions.includes(version))
        const added = addKey(text, ['versions'], version, '{}')
        expect(difference(text, added)).toEqual([`+  ${version}: {}`])
        expect(remove(added, ['versions', version])).toBe(text)
        expect(difference(text, remove(text, ['versions', dropped]))).toEqual([`-  ${dropped}: {}`])
      }),
      { numRuns: Number(process.env.FUZZ_RUNS ?? 150) },
    )
  })
})
