import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Cell, cellsOf, locksOf } from '../catalog/cells.ts'
import { readLock } from '../catalog/locks.ts'
import { ConfigurationError } from '../errors.ts'
import { type Base, type Target, targetsOf } from '../plan/plan.ts'
import { readImages } from '../plan/sources.ts'
import { dockerfileOf } from './dockerfile.ts'
import { type Family, openFamily } from './load.ts'
import { neededLocks, unpinned } from './locks.ts'

const images = path.join(import.meta.dirname, '../../images')
const fixture = path.join(import.meta.dirname, '../../tests/fixtures/user-repository')
const base: Base = { name: 'debian:bookworm-slim', digest: `sha256:${'1'.repeat(64)}`, reference: 'x@y' }
const file = '.github/spark-images.yml'
let work: string
let workspace: string

beforeAll(async () => {
  work = await mkdtemp(path.join(tmpdir(), 'spark-images-family-'))
  workspace = path.join(work, 'repository')
  await cp(fixture, workspace, { recursive: true })
})
afterAll(() => rm(work, { recursive: true }))

function open(): Promise<Family> {
  return openFamily(images, { workspace, file, named: file }, work)
}

/** Runs with one text of a file of the repository replaced. */
async function changed<T>(name: string, from: string, to: string, action: () => Promise<T>): Promise<T> {
  const text = await readFile(path.join(workspace, name), 'utf8')
  expect(text).toContain(from)
  await writeFile(path.join(workspace, name), text.replace(from, to))
  try {
    return await action()
  } finally {
    await writeFile(path.join(workspace, name), text)
  }
}

function targets({ catalog, images: folder }: Family): Target[] {
  return targetsOf(cellsOf(catalog), catalog, readImages(folder), base)
}

async function printOf(id: string): Promise<string> {
  await using family = await open()
  return targets(family).find(({ cell }) => cell.id === id)?.fingerprint ?? ''
}

function cellOf(family: Family, id: string): Cell {
  const found = cellsOf(family.catalog).find((cell) => cell.id === id)
  if (found === undefined) throw new Error(`no ${id}`)
  return found
}

describe('the shipped locks', () => {
  it('pin what the shipped catalog wants', async () => {
    await using family = await openFamily(images, undefined, work)
    for (const needed of neededLocks(cellsOf(family.catalog))) {
      const rows = await readLock(images, needed.name)
      const made = needed.wanted.flatMap((one) => (one.kind === 'maven' ? [] : [one]))
      // Requirements of Python are resolved when the lock is made: each has a row, of whatever version.
      for (const one of made) {
        const name = one.kind === 'sdist' ? one.name : one.requirement.replace(/[^a-z0-9-].*$/, '')
        expect(rows.map((row) => row.name)).toContain(name)
      }
      const jars = { ...needed, wanted: needed.wanted.filter(({ kind }) => kind === 'maven') }
      expect(unpinned(jars, rows, []), needed.name).toEqual([])
      expect(rows.map(({ license }) => license)).not.toContain('LicenseRef-unknown')
    }
  })
})

describe("the family of a user's repository", () => {
  it('has the version and the variant that its file adds', async () => {
    await using family = await open()
    const ids = cellsOf(family.catalog).map(({ id }) => id)
    for (const id of ['4.1.2-baseline', '4.1.2-gpu-iceberg', '4.1.2-orders', '4.1.1-orders'])
      expect(ids).toContain(id)
    expect(targets(family).map(({ fingerprint }) => fingerprint)).toHaveLength(ids.length)
    const locks = await Promise.all(
      locksOf(cellOf(family, '4.1.2-orders')).map((name) => readLock(family.images, name)),
    )
    expect(locks.flat().map(({ name }) => name)).toEqual(
      expect.arrayContaining(['pyspark', 'com.h2database:h2', 'humanize', 'pandas']),
    )
  })

  it('leaves shipped cells their fingerprints', async () => {
    await using shipped = await openFamily(images, undefined, work)
    await using own = await open()
    const mine = new Map(targets(own).map(({ cell, fingerprint }) => [cell.id, fingerprint]))
    for (const { cell, fingerprint } of targets(shipped)) expect(mine.get(cell.id), cell.id).toBe(fingerprint)
  })

  it('is built by a Dockerfile of names, with all else in files', async () => {
    await using family = await open()
    const cell = cellOf(family, '4.1.1-orders')
    const text = await readFile(path.join(family.images, dockerfileOf(cell)), 'utf8')
    expect(text).toContain('COPY locks/orders-4.1.lock /locks/')
    expect(text).toContain('COPY --link --from=user-orders /user-orders/ /')
    expect(text).toContain('ENV ORDERS_CURRENCY="EUR \\"euro\\" \\$HOME"')
    const folder = path.join(family.images, 'components/orders')
    expect(await readFile(path.join(folder, 'packages'), 'utf8')).toBe('jq\n')
    expect(await readFile(path.join(folder, 'conf'), 'utf8')).toContain('spark.sql.shuffle.partitions 8\n')
    expect(await readdir(path.join(folder, 'files/opt/spark/conf'))).toEqual(['log4j2.properties'])
    expect(dockerfileOf(cellOf(family, '4.1.1-baseline'))).toBe('Dockerfile')
  })

  it.each([
    [file, 'EUR', 'USD'],
    [file, 'debian: [jq]', 'debian: [jq, tree]'],
    [file, 'Europe/Vienna', 'UTC'],
    ['conf/log4j2.properties', 'orders %p', '%p'],
    ['.github/spark-images.locks/orders-4.1.lock', 'd3 EPL', 'd4 EPL'],
  ])('has another fingerprint for its cell when %s changes, and for no other: %s', async (name, from, to) => {
    const before = [await printOf('4.1.1-orders'), await printOf('4.1.1-baseline')]
    const after = await changed(name, from, to, async () => [
      await printOf('4.1.1-orders'),
      await printOf('4.1.1-baseline'),
    ])
    expect(after[0]).not.toBe(before[0])
    expect(after[1]).toBe(before[1])
  })

  it('knows where a lock of its own is, for what a build says of it', async () => {
    await using family = await open()
    expect(family.places.get('images/locks/orders-4.1.lock')).toBe(
      '.github/spark-images.locks/orders-4.1.lock',
    )
    expect(family.places.has('images/locks/jdbc.lock')).toBe(false)
  })

  it('leaves nothing behind', async () => {
    {
      await using family = await open()
      expect(await readdir(work)).toContain(path.basename(family.images))
    }
    expect(await readdir(work)).toEqual(['repository'])
  })
})

describe('an artifact that is in no lock', () => {
  it.each([
    ['version: 2.3.232', 'version: 2.4.240', 'orders: com.h2database:h2:2.4.240'],
    ['humanize: ">=4,<5"', 'humanize: ">=4,<4.5"', 'orders: humanize>=4,<4.5'],
    ['  4.1.2: {}', '  4.1.3: {}', 'spark: pyspark:4.1.3'],
    ['license: Apache-2.0', 'license: MIT', 'orders: org.apache.commons:commons-csv:1.14.1 under MIT'],
  ])('is an error that names it and the command that locks it: %s → %s', async (from, to, message) => {
    const failed = await changed(file, from, to, () => open().catch((error: unknown) => error))
    expect(failed).toBeInstanceOf(ConfigurationError)
    expect((failed as Error).message).toContain(message)
    expect((failed as Error).message).toContain(`npm run lock -- --catalog ${file}`)
  })
})

describe('a denied licence', () => {
  const deny = (licences: string) => `\nlicenses: { deny: [${licences}] }\nversions:`

  it('leaves out a JDBC driver and its row of the lock', async () => {
    await changed(file, '\nversions:', deny('GPL-2.0-only, LicenseRef-Oracle-*'), async () => {
      await using family = await open()
      expect(family.notes).toEqual([
        'jdbc: com.mysql:mysql-connector-j is left out, its licence GPL-2.0-only WITH Universal-FOSS-exception-1.0 is denied',
        'jdbc: com.oracle.database.jdbc:ojdbc11 is left out, its licence LicenseRef-Oracle-FUTC is denied',
      ])
      const cell = cellOf(family, '4.1.1-baseline')
      expect(cell.jars).toEqual(['postgresql', 'sqlserver', 'vertica'])
      const rows = await readLock(family.images, 'locks/jdbc.lock')
      expect(rows.map(({ name }) => name).join(' ')).not.toMatch(/mysql|oracle/)
    })
  })

  it('of what a cell needs is an error with artifact, licence and component', async () => {
    const failed = await changed(file, '\nversions:', deny('MPL-2.0, EPL-1.0'), () =>
      open().catch((error: unknown) => error),
    )
    expect((failed as Error).message).toMatch(
      /^\.github\/spark-images\.yml: licenses\.deny: component orders needs com\.h2database:h2 2\.3\.232, which is under EPL-1\.0 OR MPL-2\.0/,
    )
  })
})

describe('a file that a catalog names', () => {
  it.each([
    ['conf/log4j2.properties:', '../../outside:', 'leads out of the repository|is not in the repository'],
    [
      'conf/log4j2.properties:',
      'conf/none:',
      'component orders: the file conf/none is not in the repository',
    ],
    ['tests/orders.py', 'tests/none.py', 'the acceptance script tests/none.py is not in the repository'],
  ])('must be there: %s → %s', async (from, to, message) => {
    const failed = await changed(file, from, to, () => open().catch((error: unknown) => error))
    expect(failed).toBeInstanceOf(ConfigurationError)
    expect((failed as Error).message).toMatch(new RegExp(message))
  })

  it('is found by what is at its place now', async () => {
    await mkdir(path.join(workspace, 'more/deep'), { recursive: true })
    await writeFile(path.join(workspace, 'more/deep/a'), 'a')
    await changed(file, '    conf:\n', '      more: /opt/more\n    conf:\n', async () => {
      await using family = await open()
      const placed = path.join(family.images, 'components/orders/files/opt/more/deep/a')
      expect(await readFile(placed, 'utf8')).toBe('a')
    })
  })
})
