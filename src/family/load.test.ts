import { cp, mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
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
    // The other catalog is for one platform.
    for (const { cell, fingerprint } of targets(shipped).filter(
      ({ cell }) => cell.platform === 'linux/amd64',
    ))
      expect(mine.get(cell.id), cell.id).toBe(fingerprint)
  })

  it('is built by a Dockerfile of names, with all else in files', async () => {
    await using family = await open()
    const text = await readFile(path.join(family.images, 'Dockerfile'), 'utf8')
    expect(text).toContain(
      `COPY components/orders/orders-$\{SPARK_SERIES}-py$\{PYTHON_VERSION}.lock /components/orders/\n`,
    )
    expect(text).toContain('COPY components/orders/rootfs/ /orders/\n')
    const variant = text.slice(text.indexOf('FROM common AS parts-orders\n'))
    expect(variant).toContain('COPY --link --from=orders /orders/ /\n')
    expect(variant).toContain('ENV ORDERS_CURRENCY="EUR \\"euro\\" \\$HOME"\n')
    const folder = path.join(family.images, 'components/orders')
    expect(await readFile(path.join(folder, 'packages'), 'utf8')).toBe('jq\n')
    expect(await readdir(path.join(folder, 'rootfs/opt/spark/conf'))).toEqual(['log4j2.properties'])
  })

  it.each([
    [file, 'EUR', 'USD'],
    [file, 'debian: [jq]', 'debian: [jq, tree]'],
    [file, 'Europe/Vienna', 'UTC'],
    ['conf/log4j2.properties', 'orders %p', '%p'],
    ['.github/spark-images.locks/orders-4.1-py3.13.lock', 'd3 EPL', 'd4 EPL'],
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
    const folder = path.join(family.images, 'conf/4.1.1-orders')
    expect(await readFile(path.join(folder, 'spark-defaults-site.conf'), 'utf8')).toBe(
      '\n# orders: What the jobs on orders need\nspark.sql.session.timeZone Europe/Vienna\nspark.sql.shuffle.partitions 8\n',
    )
    expect(await readFile(path.join(folder, 'spark-defaults.conf'), 'utf8')).not.toContain('\nspark')
  })

  it('knows where a lock of its own is, for what a build says of it', async () => {
    await using family = await open()
    expect(family.lockfilePaths.get('images/components/orders/orders-4.1-py3.13.lock')).toBe(
      '.github/spark-images.locks/orders-4.1-py3.13.lock',
    )
    expect(family.lockfilePaths.has('images/components/jdbc/jdbc.lock')).toBe(false)
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
    ['conf/log4j2.properties', 'component orders: the file'],
    ['tests/orders.py', 'the acceptance script'],
  ])('is one where %s is what Git LFS left in its place', async (name, what) => {
    const place = path.join(workspace, name)
    const content = await readFile(place)
    await writeFile(
      place,
      `version https://git-lfs.github.com/spec/v1\noid sha256:${'0'.repeat(64)}\nsize 1234567\n`,
    )
    try {
      expect(await refusal()).toBe(
        `${what} ${name} is a pointer of Git LFS, not the file itself: check it out with \`lfs: true\`, or run git lfs pull`,
      )
    } finally {
      await writeFile(place, content)
    }
  })

  it.each([
    ['conf', 'the build has something named conf itself: name yours otherwise, like my-conf'],
    ['spark-deps', 'the build has something named spark-deps itself'],
    ['site', 'the build has something named site itself'],
    ['make-orders', 'the build has something named make-orders itself'],
    ['orders-files', 'the build has something named orders-files itself'],
    [
      'python-4.1-py3.13',
      'the components python and python-4.1-py3.13 would both have the lockfile python-4.1-py3.13.lock',
    ],
  ])('is one where a component has a name that is taken: %s', async (name, message) => {
    const jar = 'maven: { a: { name: "a:a", version: "1", transitive: false } }'
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
      expect(await readdir(path.join(family.images, 'components/orders/rootfs/opt'))).toContain('xy')
    })
  })
})
