import { readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import {
  ALONE,
  changed,
  file,
  open,
  refusal,
  VERSIONS,
  WITH_NEEDS,
  workspace,
} from '../../tests/support/user-family.ts'
import { cellsOf } from '../catalog/cells.ts'
import { ConfigurationError } from '../errors.ts'

describe('an artifact that is in no lockfile', () => {
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

  it('is none that the lockfile of another component or version has, which comes with the action', async () => {
    const lock = '.github/spark-images.locks/spark-4.1.2.lock'
    const hardened = (text: string) => text.split('\n').filter((line) => line.startsWith('maven io.netty:'))
    expect(hardened(await readFile(path.join(workspace, lock), 'utf8'))).toEqual([])
    await using family = await open()
    const [own, shipped] = ['4.1.2', '4.1.1'].map((version) =>
      readFile(path.join(family.images, `components/spark/spark-${version}.lock`), 'utf8'),
    )
    expect(hardened((await own) ?? '')).toEqual(hardened((await shipped) ?? ''))
    expect(hardened((await own) ?? '').length).toBeGreaterThan(20)
    // What an earlier release of the action had is not wanted any more.
    const [row = ''] = hardened((await shipped) ?? '')
    const earlier = row.replaceAll('4.2.18.Final', '4.2.1.Final')
    expect(earlier).not.toBe(row)
    await changed(lock, '# kind name', `${earlier}\n# kind name`, async () => {
      await using later = await open()
      const text = await readFile(path.join(later.images, 'components/spark/spark-4.1.2.lock'), 'utf8')
      expect(hardened(text)).toEqual(hardened((await own) ?? ''))
    })
    const missing = changed(file, '  4.1.2: {}', '  4.1.3: {}', refusal)
    expect(await missing).toContain('spark: pyspark:4.1.3 (')
  })
})

describe('a lockfile of Python packages', () => {
  const lock = '.github/spark-images.locks/orders-4.1-py3.13.lock'

  it('is not for platforms that the catalog has since it was made', async () => {
    const both = 'platforms: [linux/amd64, linux/arm64]'
    const one = 'platforms: [linux/amd64]'
    const message = await changed(file, one, both, refusal)
    expect(message).toContain(`orders: Python packages for linux/arm64 (${lock})`)
    expect(message).toMatch(
      /npm run lock -- --catalog \S+, or build for linux\/amd64 alone: platforms: \[linux\/amd64\]$/,
    )
    const other = () => changed(file, 'humanize: ">=4,<5"', 'humanize: ">=4,<4.5"', refusal)
    const unpinned = 'orders: humanize>=4,<4.5, Python packages for linux/arm64'
    const mixed = await changed(file, one, both, other)
    expect(mixed).toContain(`${unpinned} (${lock})`)
    expect(mixed).not.toContain('alone')
    const noted = '# wanted: architecture aarch64\n# wanted: architecture x86_64'
    await changed(lock, '# wanted: architecture x86_64', noted, async () => {
      await using before = await open()
      expect(before.catalog.platforms).toEqual(['linux/amd64'])
      await changed(file, one, both, async () => {
        await using two = await open()
        expect(two.catalog.platforms).toHaveLength(2)
      })
    })
  })
})

describe('a jar with what it needs', () => {
  const locks = '.github/spark-images.locks'
  const line = 'resolve com.h2database:h2 2.3.232 a:* -'

  /** Runs with lockfiles for each version, made of the one for jars that come alone. */
  async function withLocks(wanted: string, more: string, action: () => Promise<void>): Promise<void> {
    const text = await readFile(path.join(workspace, locks, 'orders-4.1-py3.13.lock'), 'utf8')
    const made = VERSIONS.map((version) => path.join(workspace, locks, `orders-${version}-py3.13.lock`))
    const changedText = text.replace('maven com.h2database:h2 2.3.232 -', wanted)
    for (const name of made) await writeFile(name, `${changedText}${more}`)
    try {
      await changed(file, ALONE, WITH_NEEDS, action)
    } finally {
      for (const name of made) await rm(name)
    }
  }

  it('is in a lockfile for each version of Spark, made for the same jars and exclusions', async () => {
    const missing = await changed(file, ALONE, WITH_NEEDS, refusal)
    for (const version of VERSIONS) expect(missing).toContain(`(${locks}/orders-${version}-py3.13.lock)`)
    await withLocks(line, '', async () => {
      await using family = await open()
      expect(
        await readFile(path.join(family.images, 'components/orders/orders-4.1.2-py3.13.lock'), 'utf8'),
      ).toContain(line)
    })
    await withLocks(line.replace('a:*', '-'), '', async () => {
      expect(await refusal()).toContain(
        `orders: what com.h2database:h2:2.3.232 needs (${locks}/orders-4.1.0-py3.13.lock)`,
      )
    })
    await withLocks(`${line}\n# wanted: maven a:a 1 MIT`, '', async () => {
      expect(await refusal()).toContain(
        `orders: jars as they are wanted now (${locks}/orders-4.1.0-py3.13.lock)`,
      )
    })
  })

  it('keeps the rows of what it needs', async () => {
    const row = `maven a:b 1 b-1.jar 5 ${'0'.repeat(64)} MIT`
    await withLocks(line, `${row}\n`, async () => {
      await using family = await open()
      const cell = cellsOf(family.catalog).find(({ id }) => id === '4.1.1-orders')
      expect(cell?.downloads.at(-1)?.lockfile).toBe('components/orders/orders-4.1.1-py3.13.lock')
      expect(
        await readFile(path.join(family.images, 'components/orders/orders-4.1.1-py3.13.lock'), 'utf8'),
      ).toContain(row)
    })
  })

  it('is not in two versions in one image', async () => {
    const row = `maven org.postgresql:postgresql 1 postgresql-1.jar 5 ${'0'.repeat(64)} MIT`
    const both = () => changed(file, 'python, orders]', 'python, jdbc, orders]', refusal)
    await withLocks(line, `${row}\n`, async () => {
      expect(await both()).toMatch(
        /^\.github\/spark-images\.locks\/orders-4\.1\.4-py3\.13\.lock:\d+: 4\.1\.4-orders would have org\.postgresql:postgresql twice, 1 by orders and 42\.7\.14 by jdbc \(images\/components\/jdbc\/jdbc\.lock:\d+\): exclude it/,
      )
    })
  })
})

describe("a change of Spark's jars", () => {
  const remove = (name: string) => `  spark: { remove: ["${name}"] }\n  orders:`
  const brings = '# brings: derbytools 10.16.1.1 org/apache\n# kind name'
  const spark = '.github/spark-images.locks/spark-4.1.2.lock'
  const withJar = (name: string, lines: string, action: () => Promise<unknown>) =>
    changed(file, '  orders:\n    description', `${remove(name)}\n    description`, () =>
      changed(spark, '# kind name', lines, action),
    )

  it('is told once for each Spark version', async () => {
    await withJar('org.apache.derby:derbytools', brings, async () => {
      await using family = await open()
      // 3.5 has none of it.
      expect(family.notes).toEqual(
        ['4.3.0', '4.2.1', '4.1.4', '4.1.2', '4.1.1', '4.1.0', '4.0.5'].map(
          (version) => `Spark ${version}: org.apache.derby:derbytools 10.16.1.1 is left out`,
        ),
      )
    })
  })

  it('may name a file by its classifier', async () => {
    const listed = '# brings: io.acme:ssl 2.0.Final\n# kind name'
    await withJar('io.acme:ssl:linux-x86_64', listed, async () => {
      await using family = await open()
      expect(family.notes).toEqual(['Spark 4.1.2: io.acme:ssl:linux-x86_64 2.0.Final is left out'])
    })
  })

  it('is of a jar that there is, and of one', async () => {
    const refused = (lines: string) => withJar('org.apache.derby:derbytools', lines, refusal)
    const place = `${file}: components.spark: org.apache.derby:derbytools: of the jars that Spark 4.1.2 brings (${spark})`
    expect(await refused(`# brings: org.apache.derby:derbytools 1\n${brings}`)).toBe(
      `${place}, 2 jars may be it`,
    )
    expect(await withJar('a:b', brings, refusal)).toBe(
      `${file}: components.spark: no Spark version brings a:b`,
    )
    expect(await refused('# kind name')).toContain(`${spark} does not say which jars Spark 4.1.2 brings`)
  })
})
