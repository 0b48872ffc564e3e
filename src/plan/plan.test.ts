import path from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { type Cell, cellsOf } from '../catalog/cells.ts'
import { loadCatalog } from '../catalog/load.ts'
import type { Catalog } from '../catalog/schema.ts'
import { parseCellInput } from './input.ts'
import { matrixOf } from './matrix.ts'
import { type Base, type Plan, type Published, plan, targetsOf } from './plan.ts'
import { type AcceptanceRecord, decodeRecord, encodeRecord } from './record.ts'
import { readImages } from './sources.ts'

const images = path.join(import.meta.dirname, '../../images')
const base: Base = { name: 'debian:bookworm-slim', digest: `sha256:${'1'.repeat(64)}`, reference: 'x@y' }
let catalog: Catalog
let cells: Cell[]

beforeAll(async () => {
  catalog = await loadCatalog(path.join(images, 'catalog.yml'))
  cells = cellsOf(catalog)
})

async function target() {
  const targets = targetsOf(cells, catalog, readImages(images), base)
  const [found] = targets.filter(({ cell }) => cell.id === '4.1.1-baseline')
  if (found === undefined) throw new Error('no 4.1.1-baseline')
  return found
}

async function planWith(published: Map<string, Published>): Promise<Plan> {
  const targets = targetsOf(cells, catalog, readImages(images), base)
  return plan(targets, base, new Set(['4.1.1-baseline']), published)
}

async function record(change: Partial<AcceptanceRecord> = {}): Promise<AcceptanceRecord> {
  const { fingerprint, testsFingerprint } = await target()
  const sizes = { compressedBytes: 1, unpackedBytes: 2 }
  const tests = [{ name: 'connect', outcome: 'passed' as const, seconds: 1.5, saw: ['Spark 4.1.1'] }]
  return {
    cell: '4.1.1-baseline',
    platform: 'linux/amd64',
    fingerprint,
    testsFingerprint,
    ...sizes,
    tests,
    result: 'PASSED',
    ...change,
  }
}

describe('a verdict', () => {
  const verdictOf = (made: Plan) => made.cells.find(({ cell }) => cell.id === '4.1.1-baseline')?.verdict

  it('is build when the registry has no such tag', async () => {
    expect(verdictOf(await planWith(new Map()))).toMatchObject({
      kind: 'build',
      reason: expect.stringContaining('is not in the registry'),
    })
  })

  it('is build when the image has no acceptance record', async () => {
    const { tag } = await target()
    const published = new Map([[tag, { digest: 'sha256:aa' }]])
    expect(verdictOf(await planWith(published))).toMatchObject({
      kind: 'build',
      reason: `${tag} has no acceptance record`,
    })
  })

  it('is build when other tests made the record', async () => {
    const { tag } = await target()
    const published = new Map([
      [tag, { digest: 'sha256:aa', record: await record({ testsFingerprint: 'old' }) }],
    ])
    expect(verdictOf(await planWith(published))).toMatchObject({
      kind: 'build',
      reason: expect.stringContaining('tests changed'),
    })
  })

  it('is build when the record is of a failure', async () => {
    const { tag } = await target()
    const published = new Map([[tag, { digest: 'sha256:aa', record: await record({ result: 'FAILED' }) }]])
    expect(verdictOf(await planWith(published))?.kind).toBe('build')
  })

  it('is unchanged when the image is there and tested', async () => {
    const { tag } = await target()
    const published = new Map([[tag, { digest: 'sha256:aa', record: await record() }]])
    const made = await planWith(published)
    expect(verdictOf(made)?.kind).toBe('unchanged')
    expect(matrixOf(made).include).toEqual([])
  })
})

describe('the matrix', () => {
  it('has what a build job needs, and the build input reads it back', async () => {
    const { include } = matrixOf(await planWith(new Map()))
    const { fingerprint } = await target()
    expect(include).toEqual([
      {
        cell: '4.1.1-baseline',
        version: '4.1.1',
        variant: 'baseline',
        platform: 'linux/amd64',
        runner: 'ubuntu-24.04',
        fingerprint,
        base: `debian:bookworm-slim@sha256:${'1'.repeat(64)}`,
      },
    ])
    expect(parseCellInput(JSON.stringify(include[0]))).toEqual({ id: '4.1.1-baseline', planned: include[0] })
  })

  it.each([
    ['', 'the input cell is empty'],
    ['null', 'the input cell is empty'],
    ['{"cell":', 'is not JSON'],
    ['{"cell":"4.1.1-baseline"}', "is not an entry of the plan's matrix"],
    ['--output=x', 'is not a cell id'],
    ['a b', 'is not a cell id'],
  ])('refuses %j as a cell', (text, message) => {
    expect(() => parseCellInput(text)).toThrow(message)
  })
})

describe('an acceptance record', () => {
  const digest = `sha256:${'a'.repeat(64)}`

  it('comes back as it was written', async () => {
    const { result, ...rest } = await record()
    expect(decodeRecord(encodeRecord(rest, 'r/spark', digest), digest)).toEqual({ ...rest, result })
  })

  it('is FAILED with a failed test', async () => {
    const { result: _, ...rest } = await record({
      tests: [{ name: 'a', outcome: 'failed', seconds: 1, saw: [] }],
    })
    expect(decodeRecord(encodeRecord(rest, 'r/spark', digest), digest).result).toBe('FAILED')
  })

  it('about another image is refused', async () => {
    const { result: _, ...rest } = await record()
    expect(() => decodeRecord(encodeRecord(rest, 'r/spark', `sha256:${'b'.repeat(64)}`), digest)).toThrow(
      'another image',
    )
  })

  it.each(['', '{}', '[]', '{"_type":1}'])('that is %j is refused', (text) => {
    expect(() => decodeRecord(Buffer.from(text), digest)).toThrow('acceptance record')
  })
})
