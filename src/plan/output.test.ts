import { execFileSync } from 'node:child_process'
import path from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { loadOnePlatform } from '../../tests/support/one-platform.ts'
import { cellsOf } from '../catalog/cells.ts'
import { decodePlan, encodePlan, fitsInput } from './output.ts'
import { fingerprintCells, type Plan, type PlannedCell, plan } from './plan.ts'
import { readImages } from './sources.ts'

const images = path.join(import.meta.dirname, '../../images')
const base = { name: 'debian:trixie-slim', digest: `sha256:${'1'.repeat(64)}`, reference: 'x@y' }
const old = { name: 'debian:bookworm-slim', digest: `sha256:${'2'.repeat(64)}`, reference: 'x@z' }
const bases = { trixie: base, bookworm: old }
let made: Plan

beforeAll(async () => {
  const catalog = await loadOnePlatform(images)
  const targets = fingerprintCells(cellsOf(catalog), catalog, readImages(images), bases)
  made = plan(targets, bases, { ids: new Set(['4.1.1-baseline']) }, undefined)
})

/** As many cells as a matrix may have, with the longest ids and reasons. */
function large(count: number): Plan {
  const [first] = made.cells
  if (first === undefined) throw new Error('no cells')
  const long = (length: number, index: number): string => String(index).padStart(length, 'x')
  const rule = {
    support: 'experimental',
    when: {},
    reason: long(5000, 0),
    source: 's',
    reviewed: '2026-11-24',
  }
  const cells = Array.from({ length: count }, (_, index) => ({
    ...first,
    cell: {
      ...first.cell,
      id: long(63, index),
      version: long(63, index),
      variant: long(63, index),
      rules: [rule],
    },
    tag: long(76, index),
    verdict: { kind: 'build', reason: `${'ä"'.repeat(2500)}` },
  })) as PlannedCell[]
  return { bases, cells }
}

describe('the output plan', () => {
  it('comes back as it was written, every cell with its verdict', () => {
    const output = decodePlan(encodePlan(made))
    expect(output.bases).toEqual({
      trixie: { name: base.name, digest: base.digest },
      bookworm: { name: old.name, digest: old.digest },
    })
    expect(output.cells).toHaveLength(made.cells.length)
    const [built] = output.cells.filter(({ verdict }) => verdict === 'build')
    expect(built).toMatchObject({
      cell: '4.1.1-baseline',
      version: '4.1.1',
      series: '4.1',
      variant: 'baseline',
    })
    expect(output.cells.find(({ cell }) => cell === '4.1.0-gpu')?.support).toEqual({
      level: 'experimental',
      reason: expect.stringContaining('no shim for Spark 4.1.0'),
    })
  })

  it('is one variable of the environment where ids are not the longest that there may be', () => {
    const text = encodePlan(large(150))
    expect(`INPUT_PLAN=${text}\0`.length).toBeLessThan(128 * 1024)
    expect(execFileSync(process.execPath, ['-p', '1'], { env: { INPUT_PLAN: text } })).toHaveLength(2)
    expect(decodePlan(text).cells).toHaveLength(150)
  })

  it('has room for a matrix of 256 with long ids and reasons below the limit of an output', () => {
    const text = encodePlan(large(256))
    expect(fitsInput(text)).toBe(false)
    expect(text.length * 2).toBeLessThan(700_000)
    expect(decodePlan(text).cells).toHaveLength(256)
  })

  it('of too many cells is an error', () => {
    expect(() => encodePlan(large(2000))).toThrow('plan fewer versions, variants or platforms')
  })

  it.each([
    ['', 'the input plan is empty'],
    [' \n', 'the input plan is empty'],
    ['{', 'is not JSON'],
    ['null', 'is not what the plan entry gives: its top'],
    ['[]', 'is not what the plan entry gives'],
    ['{"format":1}', 'format 1, this version of the action knows 2'],
    ['{"format":3}', 'format 3, this version of the action knows 2'],
    ['{"format":2,"base":{"name":"a","digest":"b"},"cells":[]}', 'bases is missing or not valid'],
    [
      '{"format":2,"bases":{"trixie":{"name":"a","digest":"b"}},"cells":[]}',
      'bases.trixie.digest is missing or not valid',
    ],
    ['{"format":2,"bases":{"a b":{"name":"a"}},"cells":[]}', 'bases.a b is missing or not valid'],
    ['{"format":2,"bases":{},"cells":[{}]}', 'cells.0.cell is missing or not valid'],
  ])('refuses %j', (text, message) => {
    expect(() => decodePlan(text)).toThrow(message)
  })

  it('refuses a cell that is there twice, and a tag that is none', () => {
    const output = decodePlan(encodePlan(made))
    const first = output.cells.find(({ cell }) => cell === '4.1.1-baseline')
    const twice = { ...output, cells: [first, first] }
    expect(() => decodePlan(JSON.stringify(twice))).toThrow('4.1.1-baseline for linux/amd64 twice')
    const wrong = { ...output, cells: [{ ...first, tag: '../x' }] }
    expect(() => decodePlan(JSON.stringify(wrong))).toThrow('cells.0.tag')
  })
})
