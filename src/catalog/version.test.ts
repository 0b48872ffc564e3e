import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareVersions, isPreRelease } from './version.ts'

describe('versions', () => {
  it.each([
    ['3.5.8', '4.0.0'],
    ['4.0.9', '4.1.0'],
    ['4.1.9', '4.1.10'],
    ['4.1.1', '4.1.1.1'],
    ['4.1', '4.1.0'],
    ['4.2.0-preview1', '4.2.0'],
    ['4.2.0-SNAPSHOT', '4.2.0'],
    ['4.1.1', '4.2.0-rc1'],
    ['4.2.0-rc2', '4.2.0-rc10'],
    ['4.2.0-preview2', '4.2.0-rc1'],
  ])('%s comes before %s', (a, b) => {
    expect(compareVersions(a, b)).toBeLessThan(0)
    expect(compareVersions(b, a)).toBeGreaterThan(0)
  })

  it.each([
    ['4.1.1', false],
    ['4.2.0-rc1', true],
    ['4.0.0-preview2', true],
    ['4.2.0-SNAPSHOT', true],
    ['3.5.7-amzn-0', true],
    ['4.2.0-', true],
  ])('%s is a pre-release: %s', (version, expected) => {
    expect(isPreRelease(version)).toBe(expected)
  })

  it('have one order, whatever they are made of', () => {
    const number = fc.oneof(fc.nat(12), fc.nat()).map(String)
    const core = fc.array(number, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('.'))
    const suffix = fc.oneof(fc.constant(''), fc.stringMatching(/^-[a-zA-Z0-9.-]{0,8}$/))
    const version = fc.tuple(core, suffix).map(([numbers, rest]) => numbers + rest)
    fc.assert(
      fc.property(version, version, version, (a, b, c) => {
        expect(Math.sign(compareVersions(a, b))).toBe(0 - Math.sign(compareVersions(b, a)))
        expect(compareVersions(a, a)).toBe(0)
        if (compareVersions(a, b) <= 0 && compareVersions(b, c) <= 0) {
          expect(compareVersions(a, c)).toBeLessThanOrEqual(0)
        }
      }),
      { numRuns: 2000 },
    )
  })

  it('agree with the numbers', () => {
    const triple = fc.tuple(fc.nat(30), fc.nat(30), fc.nat(30))
    fc.assert(
      fc.property(triple, triple, (a, b) => {
        const expected = a[0] - b[0] || a[1] - b[1] || a[2] - b[2]
        expect(Math.sign(compareVersions(a.join('.'), b.join('.')))).toBe(Math.sign(expected))
      }),
    )
  })
})
