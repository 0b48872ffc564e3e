import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { runProcess } from '../../tests/support/process.ts'
import { type Cell, cellsOf, lockfilesOf } from '../catalog/cells.ts'
import { readLockfile } from '../catalog/locks.ts'
import { ConfigurationError } from '../errors.ts'
import { type BaseImage, type FingerprintedCell, fingerprintCells } from '../plan/plan.ts'
import { readImages } from '../plan/sources.ts'
import { dockerfileOf } from './dockerfile.ts'
import { type Family, openFamily } from './load.ts'
import { neededLockfiles, unpinned } from './locks.ts'

const images = path.join(import.meta.dirname, '../../images')
const fixture = path.join(import.meta.dirname, '../../tests/fixtures/user-repository')
const base: BaseImage = { name: 'debian:bookworm-slim', digest: `sha256:${'1'.repeat(64)}`, reference: 'x@y' }
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

/** The error that opening gives, which must be the user's. */
async function refusal(): Promise<string> {
  const failed = await open().then(
    () => 'nothing',
    (error: unknown) => error,
  )
  expect(failed, String((failed as Error).stack)).toBeInstanceOf(ConfigurationError)
  return (failed as Error).message
}

function targets({ catalog, images: folder }: Family): FingerprintedCell[] {
  return fingerprintCells(cellsOf(catalog), catalog, readImages(folder), base)
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
    for (const needed of neededLockfiles(cellsOf(family.catalog))) {
      const rows = await readLockfile(images, needed.name)
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
      lockfilesOf(cellOf(family, '4.1.2-orders')).map((name) => readLockfile(family.images, name)),
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

  it('has the same fingerprints whatever the order of settings, variables and packages', async () => {
    const before = await printOf('4.1.1-orders')
    const conf = /( {6}spark\.sql\.session.*\n)( {6}spark\.sql\.shuffle.*\n)/.exec(
      await readFile(path.join(workspace, file), 'utf8'),
    )
    const [both = '', first = '', second = ''] = conf ?? []
    expect(await changed(file, both, second + first, () => printOf('4.1.1-orders'))).toBe(before)
    const withVariables = (lines: string): Promise<string> =>
      changed(file, '    environment:\n', `    environment:\n${lines}`, () => printOf('4.1.1-orders'))
    expect(await withVariables('      A: a\n      B: b\n')).toBe(
      await withVariables('      B: b\n      A: a\n'),
    )
    const withPackages = (names: string): Promise<string> =>
      changed(file, '[jq]', `[${names}]`, () => printOf('4.1.1-orders'))
    expect(await withPackages('jq, tree')).toBe(await withPackages('tree, jq'))
  })

  it('adds its settings to both copies of the defaults', async () => {
    await using family = await open()
    const text = await readFile(
      path.join(family.images, dockerfileOf(cellOf(family, '4.1.1-orders'))),
      'utf8',
    )
    expect(text).toContain('sh /build/append_conf.sh /below/conf /user-conf /parts/orders\n')
    const below = path.join(family.images, 'below')
    const [tree, part] = [
      path.join(family.images, 'tree'),
      path.join(family.images, 'components/orders/conf'),
    ]
    for (const name of ['conf', 'defaults']) {
      await mkdir(path.join(below, 'opt/spark', name), { recursive: true })
      await writeFile(path.join(below, 'opt/spark', name, 'spark-defaults.conf'), 'a 1\n')
    }
    const script = path.join(family.images, 'extension/append_conf.sh')
    const { code, text: said } = await runProcess('sh', [script, below, tree, part])
    expect(code, said).toBe(0)
    const expected = `a 1\n\n${await readFile(part, 'utf8')}`
    for (const name of ['conf', 'defaults'])
      expect(await readFile(path.join(tree, 'opt/spark', name, 'spark-defaults.conf'), 'utf8')).toBe(expected)
  })

  it('knows where a lock of its own is, for what a build says of it', async () => {
    await using family = await open()
    expect(family.lockfilePaths.get('images/locks/orders-4.1.lock')).toBe(
      '.github/spark-images.locks/orders-4.1.lock',
    )
    expect(family.lockfilePaths.has('images/locks/jdbc.lock')).toBe(false)
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

describe('a lock of Python packages', () => {
  const lock = '.github/spark-images.locks/orders-4.1.lock'

  it('is not for platforms that the catalog has since it was made', async () => {
    const both = 'platforms: [linux/amd64, linux/arm64]\nversions:'
    const message = await changed(file, 'versions:', both, refusal)
    expect(message).toContain(`orders: Python packages for linux/arm64 (${lock})`)
    expect(message).toContain(`npm run lock -- --catalog ${file}`)
    const noted = '# wanted: architecture aarch64\n# wanted: architecture x86_64'
    await changed(lock, '# wanted: architecture x86_64', noted, async () => {
      await using one = await open()
      expect(one.catalog.platforms).toEqual(['linux/amd64'])
      await changed(file, 'versions:', both, async () => {
        await using two = await open()
        expect(two.catalog.platforms).toHaveLength(2)
      })
    })
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
      const rows = await readLockfile(family.images, 'locks/jdbc.lock')
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

describe('a deny-list', () => {
  const opened = () => open().catch((error: unknown) => error)

  it.each([
    ['EPL/MPL', 'is not an SPDX expression'],
    ['LicenseRef-unknown', 'is not known'],
  ])('fails with the line of a licence that is %s', async (licence, problem) => {
    const lockfile = '.github/spark-images.locks/orders-4.1.lock'
    await changed(file, '\nversions:', '\nlicenses: { deny: [AGPL-3.0-only] }\nversions:', async () => {
      const failed = await changed(lockfile, 'EPL-1.0 OR MPL-2.0', licence, opened)
      expect((failed as Error).message).toContain(
        `${lockfile}:22: the licence of com.h2database:h2 2.3.232, "${licence}", ${problem}, so licenses.deny can't be checked`,
      )
    })
  })

  it('names an entry that is no licence', async () => {
    const failed = await changed(file, '\nversions:', '\nlicenses: { deny: [Apache-20] }\nversions:', opened)
    expect((failed as Error).message).toMatch(
      /^\.github\/spark-images\.yml:\d+:\d+: licenses\.deny\.0: no SPDX licence "Apache-20", did you mean "Apache-2\.0"\?/,
    )
  })
})

describe('a plain mistake', () => {
  const locks = '.github/spark-images.locks'

  it('is one where the catalog is a folder', async () => {
    const opened = openFamily(images, { workspace, file: '.github', named: '.github' }, work)
    await expect(opened).rejects.toThrow(ConfigurationError)
    await expect(opened).rejects.toThrow('the catalog .github is a folder or no file at all, expected a file')
  })

  it('is one where the folder of locks is a file', async () => {
    const own = path.join(workspace, 'other.locks')
    await cp(path.join(workspace, file), path.join(workspace, 'other.yml'))
    await writeFile(own, '')
    const opened = openFamily(images, { workspace, file: 'other.yml', named: 'other.yml' }, work)
    await expect(opened).rejects.toThrow(ConfigurationError)
    await expect(opened).rejects.toThrow('the folder of locks other.locks is a file, expected a folder')
    for (const name of ['other.yml', 'other.locks']) await rm(path.join(workspace, name))
  })

  it.each([
    ['a folder', (name: string) => mkdir(name), 'is a folder or no file at all'],
    ['a dead link', (name: string) => symlink('none', name), 'is not in the repository'],
    ['a link out', (name: string) => symlink('../../../outside.lock', name), 'leads out of the repository'],
  ])('is one where a lock is %s', async (_, make, message) => {
    await writeFile(path.join(work, 'outside.lock'), '')
    const name = path.join(workspace, locks, 'orders.lock')
    await make(name)
    try {
      expect(await refusal()).toContain(`the lock ${locks}/orders.lock ${message}`)
    } finally {
      for (const made of [name, path.join(work, 'outside.lock')]) await rm(made, { recursive: true })
    }
  })

  it.each([
    ['conf', 'the build has something named conf itself: name yours otherwise, like my-conf'],
    ['none', 'the build has something named none itself'],
    ['packages', 'the build has something named packages itself'],
    ['python-4.1', 'the components python and python-4.1 would both have the lock locks/python-4.1.lock'],
  ])('is one where a component has a name that is taken: %s', async (name, message) => {
    const jar = 'maven: { a: { name: "a:a", version: { "4.1.1": "1", "4.1.0": "1" } } }'
    const more = `components:\n  ${name}: { ${jar}, conf: { spark.a: 1 } }\n`
    const found = await changed(file, 'components:\n', more, () =>
      changed(file, 'python, orders]', `python, orders, ${name}]`, refusal),
    )
    expect(found).toContain(message)
  })

  it.each([
    ['/opt/x', 'found "/opt/x", but "conf" goes to /opt/x: give each a place of its own'],
    ['/opt/x/y', 'found "/opt/x/y", but "conf" goes to /opt/x: give each a place of its own'],
    [`/opt/${'n'.repeat(256)}`, 'a name in it has 256 characters, 255 are allowed'],
  ])('is one where files go to one place, or to none that can be: %s', async (target, message) => {
    const files = `files:\n      conf: /opt/x\n      tests/orders.py: ${target}\n`
    const found = await changed(file, 'files:\n', files, refusal)
    expect(found).toMatch(
      /^\.github\/spark-images\.yml:\d+:\d+: components\.orders\.files\.tests\/orders\.py: /,
    )
    expect(found).toContain(message)
    await changed(file, 'files:\n', files.replace(target, '/opt/xy'), async () => {
      await using family = await open()
      expect(await readdir(path.join(family.images, 'components/orders/files/opt'))).toContain('xy')
    })
  })
})

it('a file whose path in the image is too long cannot be put in place', async () => {
  const files = `files:\n      tests/orders.py: /opt/${'n/'.repeat(3000)}n\n`
  expect(await changed(file, 'files:\n', files, refusal)).toBe(
    'component orders: the file tests/orders.py cannot be put in place',
  )
})

describe('whatever files a catalog names', () => {
  const odd = '.github/odd.yml'
  /** Longer than a name, and than a path, may be. */
  const long = ['n', 'n/'].map((text) => `/opt/${text.repeat(3000)}n`)
  const sources = ['conf', 'tests', 'tests/orders.py']
  const oddSources = ['.', '..', '', '.git/config', 'link', 'dead', 'loop', 'a\0b', ...long]
  const places = ['/opt/x', '/opt/x/y', '/opt/x/y/z', '/etc', ...long]
  const oddPlaces = ['/', '/opt/../x', '../x', '/lib/x', '']

  beforeAll(async () => {
    await mkdir(path.join(workspace, '.git'))
    await writeFile(path.join(workspace, '.git/config'), '')
    for (const [name, to] of [
      ['link', '/etc'],
      ['dead', 'none'],
      ['loop', 'loop'],
    ] as const)
      await symlink(to, path.join(workspace, name))
  })
  afterAll(async () => {
    for (const name of ['.git', 'link', 'dead', 'loop', odd])
      await rm(path.join(workspace, name), { recursive: true })
  })

  it('is a clear error, or in the images folder alone', async () => {
    const text = await readFile(path.join(workspace, file), 'utf8')
    const user = parse(text) as { components: { orders: object } }
    await cp(path.join(workspace, '.github/spark-images.locks'), path.join(workspace, '.github/odd.locks'), {
      recursive: true,
    })
    const source = fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom(...sources) },
      { weight: 1, arbitrary: fc.constantFrom(...oddSources) },
      { weight: 1, arbitrary: fc.string({ maxLength: 12 }) },
    )
    const target = fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom(...places) },
      { weight: 1, arbitrary: fc.constantFrom(...oddPlaces) },
      { weight: 1, arbitrary: fc.stringMatching(/^(?:\/[a-z.]{1,3}){1,3}$/) },
    )
    await fc.assert(
      fc.asyncProperty(fc.dictionary(source, target, { minKeys: 1, maxKeys: 3 }), async (files) => {
        user.components.orders = { ...user.components.orders, files }
        await writeFile(path.join(workspace, odd), JSON.stringify(user))
        const before = await readdir(work)
        try {
          await using family = await openFamily(images, { workspace, file: odd, named: odd }, work)
          expect(family.images.startsWith(work)).toBe(true)
        } catch (error) {
          expect(error, String((error as Error).stack)).toBeInstanceOf(ConfigurationError)
        }
        expect(await readdir(work)).toEqual(before)
      }),
      { numRuns: 150 },
    )
    await rm(path.join(workspace, '.github/odd.locks'), { recursive: true })
  }, 120_000)
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
