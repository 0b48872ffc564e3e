import path from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { loadOnePlatform } from '../../tests/support/one-platform.ts'
import { cellsOf } from '../catalog/cells.ts'
import { decodePlan, encodePlan, type PlanOutput, type PlanOutputCell } from '../plan/output.ts'
import { fingerprintCells, plan } from '../plan/plan.ts'
import { readImages } from '../plan/sources.ts'
import { prepareRelease } from './request.ts'

const images = path.join(import.meta.dirname, '../../images')
const catalog = await loadOnePlatform(images)
const base = { name: 'debian:trixie-slim', digest: `sha256:${'1'.repeat(64)}`, reference: 'x@y' }
const bases = { trixie: base, bookworm: base }
const now = new Date('2026-11-24T12:00:00Z')
const cells = cellsOf(catalog)
const prints = fingerprintCells(cells, catalog, readImages(images), bases)
const made = plan(prints, bases, { ids: new Set(cells.map(({ id }) => id)) }, undefined)
const honest = decodePlan(encodePlan(made, now))

const prepare = (output: PlanOutput) =>
  prepareRelease(output, catalog, images, { partial: false, override: [], now })

describe('a plan of a time that can not be', () => {
  const at = (planned: string | undefined) => () => prepare({ ...honest, planned })

  it('is refused when it is more than five minutes ahead, missing or none', () => {
    expect(at('2026-11-24T12:05:00.000Z')).not.toThrow()
    expect(at('2026-11-24T12:05:01.000Z')).toThrow(
      "nothing was moved: the plan says that it was made at 2026-11-24T12:05:01.000Z, and this machine's clock is at 2026-11-24T12:00:00.000Z",
    )
    for (const none of [undefined, '2026-02-31T25:00:00Z'])
      expect(at(none)).toThrow('the plan does not say when it was made')
  })
})

describe('a plan of other runtimes', () => {
  it('is refused when it has no base image of a runtime, or another one', () => {
    const { trixie } = honest.bases
    if (trixie === undefined) throw new Error('the plan has no base image of trixie')
    expect(() => prepare({ ...honest, bases: { trixie } })).toThrow(
      'nothing was moved: the plan has no base image of bookworm, which 3.5.9-baseline is for: plan and release with one catalog',
    )
    const bookworm = { ...trixie, digest: `sha256:${'2'.repeat(64)}` }
    expect(() => prepare({ ...honest, bases: { trixie, bookworm } })).toThrow(
      'nothing was moved: 3.5.9-baseline for linux/amd64 was planned with fingerprint ',
    )
  })
})

describe('a forged plan', () => {
  const index = fc.nat(honest.cells.length - 1)
  const print = fc.stringMatching(/^[0-9a-f]{64}$/)
  const text = fc.constantFrom('4.1.0', '4.2.0', '9.9', 'gpu', 'baseline', 'x')
  const change: fc.Arbitrary<Partial<PlanOutputCell>> = fc.oneof(
    ...(['version', 'series', 'variant', 'cell'] as const).map((key) =>
      text.map((value) => ({ [key]: value })),
    ),
    ...(['fingerprint', 'testsFingerprint'] as const).map((key) => print.map((value) => ({ [key]: value }))),
    text.map((tag) => ({ tag })),
    fc.constantFrom('linux/arm64', 'linux/amd64').map((platform) => ({ platform })),
    fc
      .constantFrom('build', 'unchanged', 'excluded')
      .map((verdict) => ({ verdict }) as Partial<PlanOutputCell>),
    fc
      .constantFrom('rule', 'filter')
      .map((excluded) => ({ excluded, verdict: 'excluded' }) as Partial<PlanOutputCell>),
    print.map((hex) => ({ digest: `sha256:${hex}` })),
  )

  it('is refused, or gives the very cells of the honest one', () => {
    // A digest is held against the registry's by readImages(): it can only refuse.
    const seen = (output: PlanOutput) =>
      prepare(output).family.map((cell) => ({ ...cell, digest: undefined }))
    const expected = seen(honest)
    const forged = fc.tuple(index, index, change, fc.boolean()).map(([at, other, forgery, swaps]) => {
      const all = honest.cells.map((cell, i) => (i === at ? { ...cell, ...forgery } : cell))
      const [one, two] = [all[at], all[other]]
      if (!swaps || one === undefined || two === undefined) return all
      // All but the name of two cells, exchanged.
      const [first, second] = [
        { ...two, cell: one.cell },
        { ...one, cell: two.cell },
      ]
      return all.map((cell, i) => (i === at ? first : i === other ? second : cell))
    })
    const property = fc.property(forged, (all) => {
      const result = (() => {
        try {
          return seen(decodePlan(JSON.stringify({ ...honest, cells: all })))
        } catch (error) {
          expect((error as Error).name).toBe('ConfigurationError')
          return undefined
        }
      })()
      if (result !== undefined) expect(result).toEqual(expected)
    })
    fc.assert(property, { numRuns: 100 })
  }, 120_000)
})
