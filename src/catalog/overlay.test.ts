import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isMapping, overlay as merge, withoutNulls } from './user.ts'

const overlay = (below: unknown, above: unknown): unknown => withoutNulls(merge(below, above))

const value = fc.jsonValue({ maxDepth: 4 })
const mapping = fc.dictionary(fc.string(), value)
/** What is laid over: a catalog that was parsed has no null. */
const shipped = mapping.map((content) => withoutNulls(content) as Record<string, unknown>)

/** All paths of mappings to a value, null ones too. */
function paths(found: unknown, path: readonly string[] = []): { path: readonly string[]; value: unknown }[] {
  if (!isMapping(found) || Object.keys(found).length === 0) return [{ path, value: found }]
  return Object.entries(found).flatMap(([key, inner]) => paths(inner, [...path, key]))
}

function at(found: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (inner, key) => (isMapping(inner) && Object.hasOwn(inner, key) ? inner[key] : undefined),
    found,
  )
}

describe('an overlay', () => {
  it('of nothing changes nothing', () => {
    fc.assert(
      fc.property(shipped, (below) => {
        expect(overlay(below, {})).toEqual(below)
      }),
    )
  })

  it('has all that is laid over, without what is null there', () => {
    fc.assert(
      fc.property(shipped, mapping, (below, above) => {
        const merged = overlay(below, above)
        for (const { path, value: wanted } of paths(above)) {
          if (wanted === null) expect(at(merged, path)).toBeUndefined()
          else if (!isMapping(wanted)) expect(at(merged, path)).toEqual(wanted)
        }
      }),
    )
  })

  it('keeps what nothing is laid over', () => {
    fc.assert(
      fc.property(shipped, mapping, (below, above) => {
        const merged = overlay(below, above)
        for (const [key, kept] of Object.entries(below))
          if (!Object.hasOwn(above, key)) expect(at(merged, [key])).toEqual(kept)
      }),
    )
  })

  it('laid over again changes nothing more, and neither value is changed', () => {
    fc.assert(
      fc.property(shipped, mapping, (below, above) => {
        const before = JSON.stringify([below, above])
        const merged = overlay(below, above)
        expect(overlay(merged, above)).toEqual(merged)
        expect(JSON.stringify([below, above])).toBe(before)
      }),
    )
  })

  it('replaces lists, and mappings by anything else', () => {
    expect(overlay({ a: [1, 2], b: { c: 1 } }, { a: [3], b: 'x' })).toEqual({ a: [3], b: 'x' })
  })

  it('takes __proto__ for a key like any other', () => {
    const merged = overlay({}, JSON.parse('{"__proto__":{"polluted":true}}')) as Record<string, unknown>
    expect(Object.getPrototypeOf(merged)).toBe(Object.prototype)
    expect(merged.polluted).toBeUndefined()
  })
})
