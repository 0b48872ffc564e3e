import { cp, mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { runProcess } from '../../tests/support/process.ts'
import {
  cellOf,
  changed,
  file,
  images,
  open,
  printOf,
  refusal,
  targets,
  work,
  workspace,
} from '../../tests/support/user-family.ts'
import { cellsOf, lockfilesOf } from '../catalog/cells.ts'
import { readLockfile } from '../catalog/lockfile.ts'
import { ConfigurationError } from '../errors.ts'
import { dockerfileOf } from './dockerfile.ts'
import { openFamily } from './load.ts'

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

  it('adds its settings behind the defaults of the image', async () => {
    await using family = await open()
    const text = await readFile(
      path.join(family.images, dockerfileOf(cellOf(family, '4.1.1-orders'))),
      'utf8',
    )
    expect(text).toContain('sh /build/append_conf.sh /user-conf /parts/orders\n')
    const [tree, part] = [
      path.join(family.images, 'tree'),
      path.join(family.images, 'components/orders/conf'),
    ]
    const script = path.join(family.images, 'extension/append_conf.sh')
    const { code, text: said } = await runProcess('sh', [script, tree, part])
    expect(code, said).toBe(0)
    const written = await readFile(path.join(tree, 'opt/spark/defaults/spark-defaults-site.conf'), 'utf8')
    expect(written).toBe(`${await readFile(part, 'utf8')}\n`)
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

describe('a plain mistake', () => {
  const locks = '.github/spark-images.locks'

  it('is one where the catalog is a folder', async () => {
    const opened = openFamily(images, { workspace, file: '.github', named: '.github' }, work)
    await expect(opened).rejects.toThrow(ConfigurationError)
    await expect(opened).rejects.toThrow('the catalog .github is a folder or no file at all, expected a file')
  })

  it('is one where the folder of lockfiles is a file', async () => {
    const own = path.join(workspace, 'other.locks')
    await cp(path.join(workspace, file), path.join(workspace, 'other.yml'))
    await writeFile(own, '')
    const opened = openFamily(images, { workspace, file: 'other.yml', named: 'other.yml' }, work)
    await expect(opened).rejects.toThrow(ConfigurationError)
    await expect(opened).rejects.toThrow('the folder of lockfiles other.locks is a file, expected a folder')
    for (const name of ['other.yml', 'other.locks']) await rm(path.join(workspace, name))
  })

  it.each([
    ['a folder', (name: string) => mkdir(name), 'is a folder or no file at all'],
    ['a dead link', (name: string) => symlink('none', name), 'is not in the repository'],
    ['a link out', (name: string) => symlink('../../../outside.lock', name), 'leads out of the repository'],
  ])('is one where a lockfile is %s', async (_, make, message) => {
    await writeFile(path.join(work, 'outside.lock'), '')
    const name = path.join(workspace, locks, 'orders.lock')
    await make(name)
    try {
      expect(await refusal()).toContain(`the lockfile ${locks}/orders.lock ${message}`)
    } finally {
      for (const made of [name, path.join(work, 'outside.lock')]) await rm(made, { recursive: true })
    }
  })

  it.each([
    ['conf', 'the build has something named conf itself: name yours otherwise, like my-conf'],
    ['none', 'the build has something named none itself'],
    ['packages', 'the build has something named packages itself'],
    ['certificates', 'the build has something named certificates itself'],
    ['site', 'the build has something named site itself'],
    ['python-4.1', 'the components python and python-4.1 would both have the lockfile locks/python-4.1.lock'],
  ])('is one where a component has a name that is taken: %s', async (name, message) => {
    const jar = 'maven: { a: { name: "a:a", version: { "4.1.1": "1", "4.1.0": "1" }, transitive: false } }'
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
