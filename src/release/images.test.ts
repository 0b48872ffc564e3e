import { describe, expect, it } from 'vitest'
import { describeDifference } from './images.ts'

/** What is said of the packages of a cell's platforms. */
function said(...platforms: (Record<string, string> | undefined)[]): string | undefined {
  const names = ['linux/amd64', 'linux/arm64', 'linux/riscv64']
  const images = platforms.map((packages, at) => ({ of: names[at] ?? '', packages }))
  return describeDifference('4.1.1-gpu', images)
}

describe('the packages of platforms of a cell', () => {
  it('that were built from one state of the archive do not differ', () => {
    expect(said({ a: '1', b: '2' })).toBeUndefined()
    expect(said({ a: '1', b: '2' }, { a: '1', b: '2' })).toBeUndefined()
  })

  it('are named with their versions, a few of them', () => {
    expect(said({ tini: '1', libssl3: '3.0.1' }, { tini: '1', libssl3: '3.0.2' })).toBe(
      '4.1.1-gpu: linux/amd64 and linux/arm64 have different Debian packages: libssl3 3.0.1 and 3.0.2',
    )
    const [then, now] = ['1', '2'].map((version) =>
      Object.fromEntries(['a', 'b', 'c', 'd', 'e'].map((name) => [name, version])),
    )
    expect(said(then, now)).toMatch(/: a 1 and 2, b 1 and 2, c 1 and 2 and 2 more$/)
    expect(said({ a: '1' }, { a: '1' }, { a: '2' })).toMatch(/riscv64 have .*: a 1 and 1 and 2$/)
  })

  it('may be of one platform only, built again for one, or not known', () => {
    expect(said({ a: '1', 'only-amd64': '1' }, { a: '1', 'only-arm64': '2' })).toBeUndefined()
    expect(said({ a: '1-2' }, { a: '1-2+b1' })).toBeUndefined()
    expect(said({ a: '1' }, undefined)).toBeUndefined()
  })

  it('that somebody else wrote are one line of a length to read', () => {
    const text = said({ a: '1\n::error::x' }, { a: `2${'x'.repeat(5000)}` })
    expect(text).not.toContain('\n')
    expect(text?.length).toBeLessThan(600)
  })
})
