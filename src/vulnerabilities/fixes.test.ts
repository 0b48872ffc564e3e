import { describe, expect, it } from 'vitest'
import { orderOf } from '../versions/order.ts'
import { fixesFor } from './fixes.ts'
import type { RangeEvent } from './osv.ts'

/** Of ranges as `i0 f2.40-1`: introduced, fixed, last affected. */
function fixes(ecosystem: string, version: string, ...ranges: readonly string[]) {
  const names: Readonly<Record<string, keyof RangeEvent>> = {
    i: 'introduced',
    f: 'fixed',
    l: 'last_affected',
  }
  const events = ranges.map((range) =>
    range.split(' ').map((event): RangeEvent => ({ [names[event.charAt(0)] ?? '']: event.slice(1) })),
  )
  return fixesFor(version, events, orderOf(ecosystem))
}

const known = (...fixed: readonly string[]) => ({ fixed, isUnknown: false })
const none = known()
const unknown = { fixed: [], isUnknown: true }

describe('the fixes of a version', () => {
  it.each([
    ['1.2', ['1.8']],
    ['2.1', ['2.5']],
    ['3.4', []],
  ])('%s are the end of its own range', (version, fixed) => {
    expect(fixes('Maven', version, 'i2.0 f2.5 i0 f1.8', 'i3.0 l3.4')).toEqual(known(...fixed))
  })

  it.each([
    // Debian's own range ends at a longer upstream version, without a fix.
    ['Debian:13', '2.41-12+deb13u5', ['i0 f2.40-1', 'i2.41-1 l2.41.1-1'], none],
    ['Debian:13', '2.41-12', ['i0 f2.41-12+deb13u1'], known('2.41-12+deb13u1')],
    ['Debian:13', '5.2.37-2+b1', ['i0 f5.2.37-2', 'i5.2.37-2+b1 f5.2.38-1'], known('5.2.38-1')],
    ['Debian', '1:1.0-1', ['i0 f9.0-1', 'i1:0.9-1 f1:1.0-2'], known('1:1.0-2')],
    // ea0 is no pre-release to Maven.
    ['Maven', '0.27ea0', ['i0 f0.26.1', 'i0.27'], none],
    ['Maven', '33.4.8-android', ['i0 f33.4.8-jre'], known('33.4.8-jre')],
    ['Maven', '2.0-rc1', ['i0 f2.0'], known('2.0')],
    ['PyPI', '2.2.0.dev1', ['i0 f2.2.0'], known('2.2.0')],
    ['PyPI', '2.2.0.post1', ['i0 f2.2.0', 'i2.2.0 f2.2.1'], known('2.2.1')],
    // `0` is where all versions begin, also those that an order puts before it.
    ['Debian', '0~1-1', ['i0 f1-1', 'i2-1 f3-1'], known('1-1')],
    ['PyPI', '0.dev1', ['i0 f1', 'i2 f3'], known('1')],
  ])('%s %s follow the order of the ecosystem', (ecosystem, version, ranges, expected) => {
    expect(fixes(ecosystem, version, ...ranges)).toEqual(expected)
  })

  it('of several databases are each named once, in their order', () => {
    expect(fixes('Maven', '1.0', 'i0 f1.10', 'i0 f1.9', 'i0', 'i0 f1.10')).toEqual(known('1.9', '1.10'))
  })

  it('are where other ranges end, above it, where OSV lists it and it is in none', () => {
    const ranges = ['i1.0 f1.8', 'i2.0 f2.5', 'i3.0 f3.5'] as const
    expect(fixes('PyPI', '2.7', ...ranges)).toEqual(known('3.5'))
    expect(fixes('PyPI', '3.5', ...ranges)).toEqual(none)
  })

  it('are unknown where they are named, and what they are can not be compared', () => {
    expect(fixes('PyPI', '2004', 'i0 f2004d')).toEqual(unknown)
    expect(fixes('PyPI', '2.0-custom', 'i0 f3.0')).toEqual(unknown)
    expect(fixes('PyPI', '2.0', 'i0 f3.0-custom')).toEqual(unknown)
    expect(fixes('Debian:13', '2.0', 'i0 f1_2')).toEqual(unknown)
    expect(fixes('Debian:13', '2.0', 'iunknown f3.0')).toEqual(unknown)
    expect(fixes('Hex', '2.0', 'i0 f3.0')).toEqual(unknown)
  })

  it('are those that can be compared, or none if none is named', () => {
    expect(fixes('PyPI', '2.0', 'i0 f3.0-custom', 'i0 f3.0')).toEqual(known('3.0'))
    expect(fixes('PyPI', '2.0-custom', 'i0', 'i1.0 l3.0')).toEqual(none)
  })
})
