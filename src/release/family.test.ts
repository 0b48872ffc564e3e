import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { readOnePlatform } from '../../tests/support/one-platform.ts'
import { cellsOf, isUnsupported } from '../catalog/cells.ts'
import { parseCatalog } from '../catalog/parse.ts'
import { decodePlan, encodePlan, type PlanOutput } from '../plan/output.ts'
import { fingerprintCells, plan } from '../plan/plan.ts'
import { readImages } from '../plan/sources.ts'
import { familyOf } from './request.ts'

const images = path.join(import.meta.dirname, '../../images')
const base = { name: 'debian:trixie-slim', digest: `sha256:${'1'.repeat(64)}`, reference: 'x@y' }
const bases = { trixie: base, bookworm: base }
const shipped = readOnePlatform(images).text

/** How many cells the shipped catalog gives that are not excluded. */
const SUPPORTED = cellsOf(parseCatalog(shipped, 'my.yml')).filter((cell) => !isUnsupported(cell)).length

/** A catalog's targets, and its plan of the cells that were asked for. */
function planOf(text: string, asked: (id: string) => boolean, platforms?: readonly string[]) {
  const catalog = parseCatalog(text, 'my.yml')
  const cells = cellsOf(catalog)
  const targets = fingerprintCells(cells, catalog, readImages(images), bases)
  const selected = {
    ids: new Set(cells.map(({ id }) => id).filter(asked)),
    ...(platforms === undefined ? {} : { platforms: new Set(platforms) }),
  }
  const output = decodePlan(
    encodePlan(plan(targets, bases, selected, { published: new Map(), earlier: new Map() })),
  )
  return { targets, output }
}

const ids = (plan: PlanOutput, partial = false, targets = planOf(shipped, () => true).targets): string[] =>
  familyOf(plan, targets, partial).map(({ cell }) => cell)

describe('the family of a release', () => {
  it('is all that was planned', () => {
    expect(ids(planOf(shipped, () => true).output)).toHaveLength(SUPPORTED)
  })

  it('is without what the catalog does not support', () => {
    // The first rule is on one cell.
    const text = shipped.replace('support: experimental', 'support: unsupported')
    const { targets, output } = planOf(text, () => true)
    expect(ids(output, false, targets)).toHaveLength(SUPPORTED - 1)
  })

  it('is a part only when asked for', () => {
    const { output } = planOf(shipped, (id) => id.startsWith('4.1.1'))
    expect(() => ids(output)).toThrow(
      `the plan leaves out ${SUPPORTED - 4} of ${SUPPORTED} cells (4.3.0-baseline for linux/amd64, `,
    )
    expect(ids(output, true)).toEqual(['4.1.1-baseline', '4.1.1-gpu', '4.1.1-iceberg', '4.1.1-gpu-iceberg'])
  })

  it('has all platforms of a cell or none, also when it is a part, but for those that a rule excludes', () => {
    const both = shipped.replace('platforms: [linux/amd64]', 'platforms: [linux/amd64, linux/arm64]')
    const isAsked = (id: string): boolean => id.startsWith('4.1.1-gpu')
    const torn = planOf(both, isAsked, ['linux/amd64'])
    const message =
      'nothing was moved: tags would lose a platform: the plan leaves out 4.1.1-gpu for linux/arm64, 4.1.1-gpu-iceberg for linux/arm64, and takes others of the same cells; plan without the input platforms, or take linux/arm64 out of the catalog'
    for (const partial of [true, false]) {
      expect(() => ids(torn.output, partial, torn.targets)).toThrow(message)
    }
    const whole = planOf(both, isAsked)
    expect(ids(whole.output, true, whole.targets)).toEqual(
      ['4.1.1-gpu', '4.1.1-gpu-iceberg'].flatMap((id) => [id, id]),
    )
    const noArm =
      '{ support: unsupported, when: { versions: [4.1.1], components: [rapids], platforms: [linux/arm64] }, reason: a test, source: a test, reviewed: 2026-11-24 }'
    const ruled = planOf(both.replace(/^rules:\n/m, `rules:\n  no-arm: ${noArm}\n`), isAsked)
    expect(ids(ruled.output, true, ruled.targets)).toEqual(['4.1.1-gpu', '4.1.1-gpu-iceberg'])
  })

  it('is never empty', () => {
    const { output } = planOf(shipped, () => false)
    expect(() => ids(output, true)).toThrow('the plan has no cell to release')
  })

  it('can not be cut by a plan that says so of a cell without a rule', () => {
    const { output } = planOf(shipped, (id) => id !== '4.1.1-iceberg')
    const cells = output.cells.map((cell) =>
      cell.verdict === 'excluded' ? { ...cell, excluded: 'rule' as const } : cell,
    )
    expect(() => ids({ ...output, cells })).toThrow(
      `the plan leaves out 1 of ${SUPPORTED} cells (4.1.1-iceberg`,
    )
  })
})
