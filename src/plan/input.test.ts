import path from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { loadOnePlatform } from '../../tests/support/one-platform.ts'
import { cellsOf } from '../catalog/cells.ts'
import { ConfigurationError } from '../errors.ts'
import { resolveFilters } from './filters.ts'
import { decodePlan, encodePlan, matrixOf, parseCellInput } from './output.ts'
import { fingerprintCells, plan } from './plan.ts'
import { readImages } from './sources.ts'

const images = path.join(import.meta.dirname, '../../images')
const base = { name: 'debian:trixie-slim', digest: `sha256:${'1'.repeat(64)}`, reference: 'x@y' }
const bases = { trixie: base, bookworm: base }
const catalog = await loadOnePlatform(images)
const cells = cellsOf(catalog)
const known = [...new Set(cells.map(({ id }) => id))]
const made = plan(
  fingerprintCells(cells, catalog, readImages(images), bases),
  bases,
  resolveFilters(cells, { versions: [], variants: [], platforms: [], only: [] }),
  undefined,
)
const RUNS = { numRuns: 2000 }

/** What an action gives, or the one error that it may end in. */
function orRefused<T>(action: () => T): T | undefined {
  try {
    return action()
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigurationError)
    expect((error as Error).message).toMatch(/\S/)
    return undefined
  }
}

/** Things that a shell, a command line, a CSV field or a path would take for more than text. */
const hostile = fc.constantFrom(
  '--push',
  '-v',
  '../../etc/passwd',
  'a,type=local',
  '"; id #',
  '$(id)',
  '::set-output::x',
  '\u0000',
  '%0A',
  '__proto__',
  'constructor',
  '*',
  '4.1.*-gpu*',
)
const text = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 40 }), hostile, fc.constantFrom(...known))

/** JSON with one value somewhere in it replaced. */
function mutated(json: string): fc.Arbitrary<string> {
  const places: [object, string | number][] = []
  JSON.stringify(JSON.parse(json), function (this: object, key, value: unknown) {
    places.push([this, key])
    return value
  })
  const value = fc.oneof(text, fc.jsonValue(), fc.constant(undefined))
  return fc.tuple(fc.nat(places.length - 1), value).map(([wanted, replacement]) => {
    let at = -1
    const changed = JSON.stringify(JSON.parse(json), (_key, found: unknown) => {
      at += 1
      return at === wanted ? replacement : found
    })
    return changed ?? ''
  })
}

describe('whatever an input is, it is taken as it is meant or refused in words:', () => {
  it('cell', () => {
    const [entry] = matrixOf(made, 'all').include
    const inputs = fc.oneof(text, fc.json(), mutated(JSON.stringify(entry)))
    fc.assert(
      fc.property(inputs, (input) => {
        const parsed = orRefused(() => parseCellInput(input))
        if (parsed === undefined) return
        expect(parsed.id).toMatch(/^[A-Za-z0-9][A-Za-z0-9._-]*$/)
        if (parsed.planned !== undefined) expect(parsed.planned.fingerprint).toMatch(/^[0-9a-f]{64}$/)
      }),
      RUNS,
    )
  })

  it('plan', () => {
    const inputs = fc.oneof(text, fc.json(), mutated(encodePlan(made)))
    fc.assert(
      fc.property(inputs, (input) => {
        for (const { cell, tag } of orRefused(() => decodePlan(input))?.cells ?? []) {
          expect(cell).toMatch(/^[A-Za-z0-9][A-Za-z0-9._-]*$/)
          expect(tag).toMatch(/^[A-Za-z0-9_][A-Za-z0-9._-]*$/)
        }
      }),
      RUNS,
    )
  })

  it('filters', () => {
    const list = fc.array(text, { maxLength: 3 })
    const filters = fc.record({ versions: list, variants: list, platforms: list, only: list })
    fc.assert(
      fc.property(filters, (asked) => {
        const selection = orRefused(() => resolveFilters(cells, asked))
        for (const id of selection?.ids ?? []) expect(known).toContain(id)
      }),
      RUNS,
    )
  })
})
