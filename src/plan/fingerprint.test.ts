import { cp, mkdtemp, readFile, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { loadOnePlatform } from '../../tests/support/one-platform.ts'
import { ROOT, runProcess } from '../../tests/support/process.ts'
import { cellsOf } from '../catalog/cells.ts'
import { vulnerabilityPolicy } from '../catalog/schema/policies.ts'
import type { Catalog } from '../catalog/schema.ts'
import { openFamily } from '../family/load.ts'
import { fingerprintOf } from './fingerprint.ts'
import { type BaseImage, type BaseImages, type FingerprintedCell, fingerprintCells } from './plan.ts'
import type { FingerprintParts } from './record.ts'
import { type ImagesFolder, readImages } from './sources.ts'

const shipped = path.join(import.meta.dirname, '../../images')
const base: BaseImage = { name: 'debian:trixie-slim', digest: `sha256:${'1'.repeat(64)}`, reference: 'x@y' }
const bases: BaseImages = { trixie: base, bookworm: { ...base, name: 'debian:bookworm-slim' } }
const folder = readImages(shipped)
const files = [...folder.sources.keys()]
let catalog: Catalog
let before: FingerprintedCell[]
let copy: string

beforeAll(async () => {
  catalog = await loadOnePlatform(shipped)
  before = targets()
  copy = await mkdtemp(path.join(tmpdir(), 'spark-images-fingerprint-'))
  await cp(shipped, copy, { recursive: true })
})
afterAll(() => rm(copy, { recursive: true }))

function targets(
  change: { catalog?: Catalog; folder?: ImagesFolder; bases?: BaseImages } = {},
): FingerprintedCell[] {
  const used = change.catalog ?? catalog
  return fingerprintCells(cellsOf(used), used, change.folder ?? folder, { ...bases, ...change.bases })
}

/** Ids of the cells whose fingerprint is not what it was. */
function changed(after: readonly FingerprintedCell[]): string[] {
  const then = new Map(before.map(({ cell, fingerprint }) => [cell.id, fingerprint]))
  return after.flatMap(({ cell, fingerprint }) => (then.get(cell.id) === fingerprint ? [] : [cell.id]))
}

/** Ids of the cells that another content of a file changes. */
function changedBy(name: string): string[] {
  const sources = new Map(folder.sources).set(name, { executable: false, sha256: '0'.repeat(64) })
  return changed(targets({ folder: { ...folder, sources } }))
}

const all = (): string[] => before.map(({ cell }) => cell.id)
const having = (component: string, versions = /./): string[] =>
  before.flatMap(({ cell }) =>
    cell.components.includes(component) && versions.test(cell.version) ? [cell.id] : [],
  )

const order = fc.infiniteStream(fc.nat(1000))

/** What puts lists, and the keys of mappings to any depth, in an order that is drawn. */
function shuffler(draws: fc.Stream<number>) {
  const shuffled = <T>(items: readonly T[]): T[] => {
    const keyed = items.map((item) => [draws.next().value ?? 0, item] as const)
    return keyed.sort(([a], [b]) => a - b).map(([, item]) => item)
  }
  const reorder = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(reorder)
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(shuffled(Object.entries(value)).map(([key, part]) => [key, reorder(part)]))
  }
  return { shuffled, reorder }
}

describe('a fingerprint', () => {
  it('has nothing of the policy for vulnerabilities', () => {
    const asked: Catalog = { ...catalog, vulnerabilities: vulnerabilityPolicy.parse({ 'fail-on': 'low' }) }
    expect(changed(targets({ catalog: asked }))).toEqual([])
  })

  it.each([
    ['build/locks.py', () => all()],
    ['components/rapids/build/trim_rapids.py', () => having('rapids')],
    ['conf/3.5.7-gpu/spark-defaults.conf', () => ['3.5.7-gpu']],
    ['components/spark/rootfs/opt/new.sh', () => all()],
    ['components/rapids/rootfs/opt/new.sh', () => having('rapids')],
    ['components/iceberg/build/IcebergCatalog.java', () => having('iceberg')],
    ['components/spark/spark-4.1.1.lock', () => having('spark', /^4\.1\.1$/)],
    ['components/spark/shared-4.1.list', () => having('spark', /^4\.1/)],
    ['components/python/python-3.5-py3.11.lock', () => having('python', /^3\.5/)],
    ['components/python/python-4.1-py3.13.lock', () => having('python', /^4\.1/)],
    ['components/iceberg/iceberg-4.1.lock', () => having('iceberg', /^4\.1/)],
    ['components/rapids/rapids-3.5.lock', () => having('rapids', /^3\.5/)],
    ['.dockerignore', () => all()],
    ['components/spark/other.lock', () => []],
    ['components/spark/component.yml', () => []],
    ['build/make_lock.py', () => []],
    ['build/new.sh', () => []],
    ['README.md', () => []],
    ['components/spark/acceptance/connect.py', () => []],
    ['catalog.yml', () => []],
  ] as const)('changes with %s for the images that have it, and for no other', (name, ids) => {
    expect(changedBy(name)).toEqual(ids())
  })

  it('changes with the text of a stage for the images that have the stage', async () => {
    const text = await readFile(path.join(shipped, 'Dockerfile'), 'utf8')
    const withText = async (other: string): Promise<string[]> => {
      await writeFile(path.join(copy, 'Dockerfile'), other)
      return changed(targets({ folder: readImages(copy) }))
    }
    expect(text).toContain('COPY components/rapids/rootfs/ /rapids/')
    expect(
      await withText(
        text.replace(
          'COPY components/rapids/rootfs/ /rapids/',
          'COPY components/rapids/rootfs/ /rapids/more/',
        ),
      ),
    ).toEqual(having('rapids'))
    expect(await withText(text.replace('EXPOSE 15002', 'EXPOSE 15003'))).toEqual(all())
    expect(await withText(text.replace('FROM scratch AS locks', 'FROM base AS locks'))).toEqual([])
    expect(await withText(text.replace('FROM debian:trixie-slim AS base', 'FROM debian:12 AS base'))).toEqual(
      [],
    )
    expect(
      await withText(`# a comment\n\n${text.replace('CMD ["connect"]', '# one\nCMD ["connect"]')}`),
    ).toEqual([])
    expect(await withText(text)).toEqual([])
  })

  it('changes with the base and the Java of its runtime, not with those of another', () => {
    const on: Record<string, string[]> = { trixie: having('spark', /^4/), bookworm: having('spark', /^3\.5/) }
    expect(Object.keys(catalog.runtimes)).toEqual(Object.keys(on))
    for (const [name, runtime] of Object.entries(catalog.runtimes)) {
      const withBase = (change: Partial<BaseImage>) =>
        changed(targets({ bases: { [name]: { ...base, ...change } } }))
      expect(withBase({ digest: `sha256:${'2'.repeat(64)}` })).toEqual(on[name])
      expect(withBase({ name: 'mirror/debian:slim', reference: 'z' })).toEqual([])
      const runtimes = { ...catalog.runtimes, [name]: { ...runtime, java: runtime.java - 4 } }
      const series = Object.fromEntries(
        Object.entries(catalog.series).map(([one, { java: _, ...rest }]) => [one, rest]),
      )
      // Without a list of Java versions, Python alone says which runtime fits.
      expect(changed(targets({ catalog: { ...catalog, series, runtimes } }))).toEqual(on[name])
    }
  })

  it('does not change with statements on vulnerabilities', () => {
    expect(changed(targets({ catalog: { ...catalog, vex: {} } }))).toEqual([])
  })

  it("does not change with a runtime's name", () => {
    const { trixie, bookworm } = catalog.runtimes
    if (trixie === undefined || bookworm === undefined) throw new Error('the shipped runtimes are others')
    const other = { ...catalog, runtimes: { new: trixie, old: bookworm } }
    expect(changed(targets({ catalog: other, bases: { new: base, old: base } }))).toEqual([])
  })

  it('changes with the epoch, the compression, and what the label says of support', () => {
    expect(changed(targets({ catalog: { ...catalog, epoch: '2026-11-02T00:00:00Z' } }))).toEqual(all())
    expect(changed(targets({ catalog: { ...catalog, compression: { type: 'gzip', level: 6 } } }))).toEqual(
      all(),
    )
    const rules = Object.fromEntries(
      Object.entries(catalog.rules).map(([name, rule]) => [
        name,
        { ...rule, reviewed: '2027-01-01', source: 'elsewhere' },
      ]),
    )
    expect(changed(targets({ catalog: { ...catalog, rules } }))).toEqual([])
    expect(changed(targets({ catalog: { ...catalog, rules: {} } }))).toContain('4.1.0-gpu')
  })

  it('is another for another platform, and so is the staging tag', () => {
    const both = targets({ catalog: { ...catalog, platforms: ['linux/amd64', 'linux/arm64'] } })
    expect(new Set(both.map(({ fingerprint }) => fingerprint)).size).toBe(2 * before.length)
    expect(new Set(both.map(({ tag }) => tag)).size).toBe(2 * before.length)
    expect(changed(both.filter(({ cell }) => cell.platform === 'linux/amd64'))).toEqual([])
  })

  it('does not depend on the order of keys or files', () => {
    fc.assert(
      fc.property(order, (draws) => {
        const { shuffled, reorder } = shuffler(draws)
        const sources = new Map(shuffled([...folder.sources]))
        // The order of runtimes counts: a version has the first that fits.
        const runtimes = Object.entries(catalog.runtimes).map(([name, runtime]) => [name, reorder(runtime)])
        const other = { ...(reorder(catalog) as Catalog), runtimes: Object.fromEntries(runtimes) }
        const after = targets({ catalog: other, folder: { ...folder, sources } })
        expect(changed(after)).toEqual([])
        expect(after).toHaveLength(before.length)
      }),
      { numRuns: 25 },
    )
  })

  it("does not depend on the order of keys or packages of a user's catalog", async () => {
    const file = '.github/spark-images.yml'
    const workspace = path.join(copy, '../', `${path.basename(copy)}-repository`)
    await cp(path.join(ROOT, 'tests/fixtures/user-repository'), workspace, { recursive: true })
    const user = parse(await readFile(path.join(workspace, file), 'utf8')) as {
      components: { orders: Record<string, object> }
    }
    const { orders } = user.components
    orders.environment = { ...orders.environment, ORDERS_HOME: '/opt/orders', A: 'a' }
    orders.debian = ['jq', 'tree', 'file']
    orders.files = { ...orders.files, tests: '/opt/orders/tests', conf: '/opt/orders/conf' }
    const printsOf = async (content: unknown): Promise<Record<string, string>> => {
      await writeFile(path.join(workspace, file), JSON.stringify(content))
      await using family = await openFamily(shipped, { workspace, file, named: file }, copy)
      const cells = cellsOf(family.catalog)
      const made = fingerprintCells(cells, family.catalog, readImages(family.images), bases)
      return Object.fromEntries(made.map(({ cell, fingerprint }) => [cell.id, fingerprint]))
    }
    try {
      const then = await printsOf(user)
      expect(Object.keys(then)).toContain('4.1.1-orders')
      await fc.assert(
        fc.asyncProperty(order, async (draws) => {
          const { shuffled, reorder } = shuffler(draws)
          const again = reorder(user) as typeof user
          again.components.orders.debian = shuffled(['jq', 'tree', 'file'])
          expect(await printsOf(again)).toEqual(then)
        }),
        { numRuns: 10 },
      )
    } finally {
      await rm(workspace, { recursive: true })
    }
  })

  it('is the same in another checkout, whatever its path, times and line ends of what is a list', async () => {
    const lists = ['Dockerfile', '.dockerignore', ...files.filter((file) => file.endsWith('.lock'))]
    for (const name of lists) {
      const text = await readFile(path.join(shipped, name), 'utf8')
      const isLockfile = name.endsWith('.lock')
      const [first = '', ...rest] = text.trimEnd().split('\n')
      const lines = isLockfile ? [first, '# another comment', ...rest.reverse()] : [first, ...rest]
      // Heredocs are content: the Dockerfile keeps its line ends.
      await writeFile(path.join(copy, name), name === 'Dockerfile' ? text : `${lines.join('\r\n')}\r\n`)
    }
    for (const name of files) await utimes(path.join(copy, name), 1, 1)
    expect(changed(targets({ folder: readImages(copy) }))).toEqual([])
    const script = path.join(copy, 'build/settle.sh')
    await writeFile(script, (await readFile(script, 'utf8')).replaceAll('\n', '\r\n'))
    expect(changed(targets({ folder: readImages(copy) }))).toEqual(all())
  })

  it('is the same in another process with another locale, time zone and folder', async () => {
    const program = `
      import { cellsOf } from ${JSON.stringify(path.join(import.meta.dirname, '../catalog/cells.ts'))}
      import { loadOnePlatform } from ${JSON.stringify(path.join(import.meta.dirname, '../../tests/support/one-platform.ts'))}
      import { fingerprintCells } from ${JSON.stringify(path.join(import.meta.dirname, 'plan.ts'))}
      import { readImages } from ${JSON.stringify(path.join(import.meta.dirname, 'sources.ts'))}
      const catalog = await loadOnePlatform(${JSON.stringify(shipped)})
      const made = fingerprintCells(cellsOf(catalog), catalog, readImages(${JSON.stringify(shipped)}), ${JSON.stringify(bases)})
      console.log(JSON.stringify(made.map(({ fingerprint }) => fingerprint)))`
    const env = { ...process.env, TZ: 'Pacific/Apia', LC_ALL: 'tr_TR.UTF-8', LANG: 'tr_TR.UTF-8' }
    const args = ['--input-type=module-typescript', '--eval', program]
    const { code, stdout, stderr } = await runProcess(process.execPath, args, { env, cwd: '/' })
    expect(code, stderr).toBe(0)
    expect(JSON.parse(stdout)).toEqual(before.map(({ fingerprint }) => fingerprint))
  })

  it('changes with any one part', () => {
    const part = fc.constantFrom('settings', 'args', 'stages', 'files') as fc.Arbitrary<
      keyof FingerprintParts
    >
    fc.assert(
      fc.property(fc.nat(before.length - 1), part, fc.nat(), fc.string(), (at, section, index, text) => {
        const { parts, fingerprint } = before[at] ?? expect.fail()
        const names = Object.keys(parts[section])
        const name = names[index % names.length] ?? ''
        fc.pre(parts[section][name] !== text)
        const { [name]: _, ...others } = parts[section]
        expect(fingerprintOf({ ...parts, [section]: { ...others, [name]: text } })).not.toBe(fingerprint)
        expect(fingerprintOf({ ...parts, [section]: others })).not.toBe(fingerprint)
        expect(fingerprintOf({ ...parts, [section]: { [name]: parts[section][name], ...others } })).toBe(
          fingerprint,
        )
      }),
      { numRuns: 1000 },
    )
  })

  it('is refused when a lock is missing, or an id is too long for a tag', () => {
    const sources = new Map([...folder.sources].filter(([name]) => name !== 'components/jdbc/jdbc.lock'))
    expect(() => targets({ folder: { ...folder, sources } })).toThrow(
      'images/components/jdbc/jdbc.lock is not there; make it with: npm run lock',
    )
    const [[, gpu] = []] = Object.entries(catalog.variants)
    const variants = { ['x'.repeat(60)]: gpu } as Catalog['variants']
    expect(() => targets({ catalog: { ...catalog, variants } })).toThrow('is longer than 63 characters')
  })
})

it('of tests with a server covers what the servers are made from', () => {
  const [tested] = before.filter(({ cell }) => cell.id === '4.1.1-iceberg')
  const used = Object.keys(tested?.testParts.files ?? {})
  expect(used).toContain('components/iceberg/acceptance/iceberg.py')
  expect(used).not.toContain('components/rapids/acceptance/rapids.py')
  expect(used.filter((name) => name.includes('/services/'))).toEqual([
    'acceptance/services/Dockerfile',
    'acceptance/services/kafka.in',
    'acceptance/services/kafka.lock',
    'acceptance/services/services.in',
    'acceptance/services/services.lock',
  ])
})
