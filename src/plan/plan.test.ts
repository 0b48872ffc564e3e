import path from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { loadOnePlatform } from '../../tests/support/one-platform.ts'
import type { CellFreshness } from '../archive/outdated.ts'
import { type Cell, cellsOf } from '../catalog/cells.ts'
import type { Catalog } from '../catalog/schema.ts'
import { notedParts } from './changes.ts'
import { decodePlan, encodePlan, matrixOf, parseCellInput } from './output.ts'
import {
  type BaseImage,
  fingerprintCells,
  newestTag,
  type Plan,
  type PublishedImage,
  plan,
  withArchives,
} from './plan.ts'
import type { AcceptanceRecord, FingerprintParts } from './record.ts'
import { readImages } from './sources.ts'

const images = path.join(import.meta.dirname, '../../images')
const base: BaseImage = { name: 'debian:trixie-slim', digest: `sha256:${'1'.repeat(64)}`, reference: 'x@y' }
const old: BaseImage = { ...base, name: 'debian:bookworm-slim', digest: `sha256:${'3'.repeat(64)}` }
const bases = { trixie: base, bookworm: old }
let catalog: Catalog
let cells: readonly Cell[]

beforeAll(async () => {
  catalog = await loadOnePlatform(images)
  cells = cellsOf(catalog)
})

async function target() {
  const targets = fingerprintCells(cells, catalog, readImages(images), bases)
  const [found] = targets.filter(({ cell }) => cell.id === '4.1.1-baseline')
  if (found === undefined) throw new Error('no 4.1.1-baseline')
  return found
}

async function planWith(
  published: Map<string, PublishedImage>,
  earlier = new Map<string, PublishedImage>(),
): Promise<Plan> {
  const targets = fingerprintCells(cells, catalog, readImages(images), bases)
  return plan(targets, bases, { ids: new Set(['4.1.1-baseline']) }, { published, earlier })
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
  const recorded = '2026-11-20T10:00:00.000Z'

  /** The reason when the newest image was made of other parts. */
  async function reasonAfter(
    change: (parts: FingerprintParts) => FingerprintParts | undefined,
  ): Promise<string | undefined> {
    const { cell, parts } = await target()
    const then = change(parts)
    const noted = then === undefined ? {} : { parts: notedParts(then) }
    const earlier = { digest: 'sha256:aa', recorded, record: await record({ fingerprint: 'x', ...noted }) }
    const made = await planWith(new Map(), new Map([[newestTag(cell), earlier]]))
    expect(verdictOf(made)?.kind).toBe('build')
    return verdictOf(made)?.reason
  }

  const since = 'since 4.1.1-baseline was built (2026-11-20)'

  it('is build when the registry has no image of the cell', async () => {
    const { tag } = await target()
    expect(verdictOf(await planWith(new Map()))).toEqual({
      kind: 'build',
      reason: `${tag} is not in the registry, nor is any other image of 4.1.1-baseline`,
    })
  })

  it('names the files that changed', async () => {
    const { 'conf/4.1.1-baseline/spark-defaults.conf': _, ...others } = (await target()).parts.files
    const zero = '0'.repeat(64)
    const withFiles = (files: Record<string, string>) => reasonAfter((parts) => ({ ...parts, files }))
    expect(await withFiles({ ...others, 'conf/4.1.1-baseline/spark-defaults.conf': zero })).toBe(
      `images/conf/4.1.1-baseline/spark-defaults.conf changed ${since}`,
    )
    expect(await withFiles(others)).toBe(`images/conf/4.1.1-baseline/spark-defaults.conf is new ${since}`)
    expect(await withFiles(Object.fromEntries(Object.keys(others).map((name) => [name, zero])))).toMatch(
      /^images\/.dockerignore, images\/build\/SparkPi.scala, images\/build\/SqlPi.scala and \d+ more changed; images\/conf\/4.1.1-baseline\/spark-defaults.conf is new since /,
    )
    const all = (await target()).parts.files
    expect(await withFiles({ ...all, 'a.sh': zero, 'b.sh': zero })).toBe(
      `images/a.sh, images/b.sh are gone ${since}`,
    )
  })

  it('says how the base moved, what arguments and settings were, and which stage changed', async () => {
    const old = `sha256:${'2'.repeat(64)}`
    expect(await reasonAfter((parts) => ({ ...parts, settings: { ...parts.settings, base: old } }))).toBe(
      `the base image moved sha256:222222222222… → sha256:111111111111… ${since}`,
    )
    const args = { JAVA_VERSION: '11', SOURCE_DATE_EPOCH: '1735689600' }
    expect(await reasonAfter((parts) => ({ ...parts, args: { ...parts.args, ...args } }))).toBe(
      `build argument JAVA_VERSION: 11 → 21; epoch: 2025-01-01T00:00:00Z → 2026-11-01T00:00:00Z ${since}`,
    )
    const settings = { compression: 'gzip 6', support: 'experimental: x' }
    expect(await reasonAfter((parts) => ({ ...parts, settings: { ...parts.settings, ...settings } }))).toBe(
      `compression: gzip 6 → zstd 7; how well it is supported: "experimental: x" → nothing said ${since}`,
    )
    expect(await reasonAfter((parts) => ({ ...parts, stages: { ...parts.stages, jre: '0' } }))).toBe(
      `stage jre of images/Dockerfile changed ${since}`,
    )
  })

  it('says when nothing changed, or when it is not known', async () => {
    const { tag } = await target()
    expect(await reasonAfter((parts) => parts)).toBe(
      `${tag} is gone from the registry since it was built (2026-11-20)`,
    )
    expect(await reasonAfter(() => undefined)).toBe(
      `${tag} is not in the registry, and the newest image of 4.1.1-baseline (2026-11-20) does not say what it was made of`,
    )
  })

  it('is build when the image has no acceptance record, or one that is not usable', async () => {
    const { tag } = await target()
    const withFound = async (found: PublishedImage) => verdictOf(await planWith(new Map([[tag, found]])))
    expect(await withFound({ digest: 'sha256:aa' })).toEqual({
      kind: 'build',
      reason: `${tag} has no acceptance record`,
    })
    expect(await withFound({ digest: 'sha256:aa', flaw: 'it is not JSON' })).toEqual({
      kind: 'build',
      reason: `the acceptance record of ${tag} is not usable: it is not JSON`,
    })
  })

  it('is build when other tests made the record, and names them', async () => {
    const { tag, testParts } = await target()
    const reasonWith = async (change: Partial<AcceptanceRecord>) => {
      const found = {
        digest: 'sha256:aa',
        recorded,
        record: await record({ testsFingerprint: 'old', ...change }),
      }
      return verdictOf(await planWith(new Map([[tag, found]])))
    }
    expect(await reasonWith({})).toEqual({
      kind: 'build',
      reason: 'its acceptance tests changed since it was tested (2026-11-20)',
    })
    const files = { ...testParts.files, 'components/spark/acceptance/connect.py': 'old' }
    const { connect: _, ...tests } = testParts.tests
    expect(await reasonWith({ testParts: notedParts({ files, tests }) })).toEqual({
      kind: 'build',
      reason:
        'images/components/spark/acceptance/connect.py changed; acceptance test connect in the catalog is new since it was tested (2026-11-20)',
    })
  })

  it('is build when the record is of a failure', async () => {
    const { tag } = await target()
    const tests = [{ name: 'connect', outcome: 'failed' as const, seconds: 1, saw: [] }]
    const found = { digest: 'sha256:aa', record: await record({ result: 'FAILED', tests }) }
    expect(verdictOf(await planWith(new Map([[tag, found]])))).toEqual({
      kind: 'build',
      reason: 'its acceptance record is of a failure: connect',
    })
  })

  it('is unchanged when the image is there and tested', async () => {
    const { tag } = await target()
    const published = new Map([[tag, { digest: 'sha256:aa', recorded, record: await record() }]])
    const made = await planWith(published)
    expect(verdictOf(made)).toMatchObject({
      kind: 'unchanged',
      reason: 'in the registry, tested (2026-11-20)',
    })
    expect(matrixOf(made, 'changed').include).toEqual([])
  })

  it('is for every platform that is asked for, and no other', async () => {
    const platforms = { ...catalog, platforms: ['linux/amd64', 'linux/arm64'] as Catalog['platforms'] }
    const targets = fingerprintCells(cellsOf(platforms), platforms, readImages(images), bases)
    const selection = { ids: new Set(['4.1.1-gpu']), platforms: new Set(['linux/arm64']) }
    const made = plan(targets, bases, selection, undefined)
    expect(made.cells).toHaveLength(2 * cells.length)
    expect(matrixOf(made, 'changed').include).toMatchObject([
      { cell: '4.1.1-gpu', platform: 'linux/arm64', runner: 'ubuntu-24.04-arm' },
    ])
  })
})

describe('the matrix', () => {
  it('has what a build job needs, and the build input reads it back', async () => {
    const { include } = matrixOf(await planWith(new Map()), 'changed')
    const { fingerprint } = await target()
    expect(include).toEqual([
      {
        cell: '4.1.1-baseline',
        version: '4.1.1',
        variant: 'baseline',
        platform: 'linux/amd64',
        runner: 'ubuntu-24.04',
        fingerprint,
        base: `debian:trixie-slim@sha256:${'1'.repeat(64)}`,
      },
    ])
    expect(parseCellInput(JSON.stringify(include[0]))).toEqual({ id: '4.1.1-baseline', planned: include[0] })
  })

  it('has for each cell the base image of its runtime', () => {
    const targets = fingerprintCells(cells, catalog, readImages(images), bases)
    const ids = new Set(['3.5.9-baseline', '4.3.0-baseline'])
    const { include } = matrixOf(plan(targets, bases, { ids }, undefined), 'changed')
    expect(include.map(({ cell, base: image }) => [cell, image])).toEqual([
      ['4.3.0-baseline', `${base.name}@${base.digest}`],
      ['3.5.9-baseline', `${old.name}@${old.digest}`],
    ])
  })

  it('of a plan to rebuild all tells the jobs not to be content with what the registry holds', async () => {
    const [entry] = matrixOf(await planWith(new Map()), 'all').include
    expect(entry).toMatchObject({ anew: true })
    expect(parseCellInput(JSON.stringify(entry)).planned).toEqual(entry)
  })

  it('has the state of the archive for each job, and tells it to replace what has outdated packages', async () => {
    const outdated = [{ name: 'tini', from: '1', to: '2', suite: 'trixie-updates' }]
    const [entry] = matrixOf(
      await judged({ packages: { tini: '1' } }, { state, outdated }),
      'outdated',
    ).include
    expect(entry).toMatchObject({ anew: true, archive: state })
    expect(parseCellInput(JSON.stringify(entry)).planned).toEqual(entry)
  })

  it('tells the release of which state the image of such a cell must be', async () => {
    const outdated = [{ name: 'tini', from: '1', to: '2', suite: 'trixie-updates' }]
    const archiveIn = async (freshness: CellFreshness): Promise<string | undefined> => {
      const { cells } = decodePlan(encodePlan(await judged({}, freshness)))
      return cells.find(({ cell }) => cell === '4.1.1-baseline')?.archive
    }
    expect(await archiveIn({ state, outdated })).toMatch(/^[0-9a-f]{12}$/)
    expect(await archiveIn({ state, outdated: [] })).toBeUndefined()
  })

  it('refuses a state that is none of an archive', async () => {
    const [entry] = matrixOf(await planWith(new Map()), 'changed').include
    for (const archive of [
      { x: '--build-arg' },
      Object.fromEntries([...Array(101).keys()].map((at) => [at, 'a'])),
    ])
      expect(() => parseCellInput(JSON.stringify({ ...entry, archive }))).toThrow('not an entry')
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

const state = { 'trixie main': '1'.repeat(16) }

/** The plan where the registry has the cell, tested, with this in its record, and the archive says that. */
async function judged(given: Partial<AcceptanceRecord>, freshness: CellFreshness | undefined): Promise<Plan> {
  const { tag } = await target()
  const found = {
    digest: `sha256:${'a'.repeat(64)}`,
    recorded: '2026-11-20T10:00:00.000Z',
    record: await record(given),
  }
  const made = await planWith(new Map([[tag, found]]))
  const [planned] = made.cells.filter(({ cell }) => cell.id === '4.1.1-baseline')
  if (planned === undefined) throw new Error('no 4.1.1-baseline')
  const known = freshness === undefined ? [] : [[planned, freshness] as const]
  return withArchives(made, { cells: new Map(known), warnings: ['a warning'] })
}

describe('what the archive says', () => {
  const verdictIn = ({ cells }: Plan) => cells.find(({ cell }) => cell.id === '4.1.1-baseline')
  const jdk = { name: 'openjdk-21-jdk-headless', from: '21.0.9+10-1', to: '21.0.10+7-1', suite: 'security' }

  it('makes a cell with outdated packages one to build anew, named with both versions', async () => {
    const made = await judged({}, { state, outdated: [jdk] })
    expect(verdictIn(made)?.verdict).toEqual({
      kind: 'build',
      anew: true,
      reason: 'openjdk-21-jdk-headless 21.0.9+10-1 → 21.0.10+7-1 (security)',
    })
    expect(made.warnings).toEqual(['a warning'])
    const others = ['a', 'b', 'c', 'd'].map((name) => ({ ...jdk, name }))
    expect(verdictIn(await judged({}, { state, outdated: others }))?.verdict.reason).toMatch(
      /^a 21.* \(security\), b .*, c .* \(security\) and 1 more$/,
    )
  })

  it('makes one to build of a record that does not say which packages the image has', async () => {
    const { tag } = await target()
    expect(verdictIn(await judged({}, { state }))?.verdict).toEqual({
      kind: 'build',
      anew: true,
      reason: `the acceptance record of ${tag} does not say which packages it has`,
    })
  })

  it('leaves a cell alone that is current, or of which nothing is known', async () => {
    const current = verdictIn(await judged({}, { state, outdated: [] }))
    expect(current).toMatchObject({ verdict: { kind: 'unchanged' }, archive: state })
    const unknown = verdictIn(await judged({ archive: state }, undefined))
    expect(unknown).toMatchObject({ verdict: { kind: 'unchanged' }, archive: state })
  })

  it('stays with a cell that is built for another reason, so that no cache brings older packages back', async () => {
    const { cell } = await target()
    const earlier = { digest: 'sha256:aa', record: await record({ archive: state }) }
    const made = await planWith(new Map(), new Map([[newestTag(cell), earlier]]))
    const [entry] = matrixOf(made, 'changed').include
    expect(entry).toMatchObject({ archive: state })
    expect(entry?.anew).toBeUndefined()
  })
})
