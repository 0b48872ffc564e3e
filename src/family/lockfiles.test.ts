import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { runProcess } from '../../tests/support/process.ts'
import { lay } from '../../tests/support/user-catalog.ts'
import {
  cellOf,
  changed,
  file,
  images,
  open,
  refusal,
  work,
  workspace,
} from '../../tests/support/user-family.ts'
import { cellsOf, lockfilesOf, withShelf } from '../catalog/cells.ts'
import { readLockfile } from '../catalog/lockfile.ts'
import { ConfigurationError } from '../errors.ts'
import { openFamily } from './load.ts'
import {
  chooseLockfiles,
  conflictsOf,
  type Lockfile,
  type NeededLockfile,
  neededLockfiles,
  notedLines,
  staleLockfiles,
  wantedText,
} from './lockfiles.ts'
import { draftOf, shippedLockfiles } from './user.ts'

describe('the shipped locks', () => {
  it('pin what the shipped catalog wants', async () => {
    await using family = await openFamily(images, undefined, work)
    const shelf = cellsOf(withShelf(family.catalog))
    for (const needed of neededLockfiles(shelf)) {
      const rows = await readLockfile(images, needed.name)
      const made = needed.wanted.flatMap((one) => (one.kind === 'maven' ? [] : [one]))
      // Requirements of Python are resolved when the lock is made: each has a row, of whatever version.
      for (const one of made) {
        const name = one.kind === 'sdist' ? one.name : one.requirement.replace(/[^a-z0-9-].*$/, '')
        expect(rows.map((row) => row.name)).toContain(name)
      }
      expect(rows.map(({ license }) => license)).not.toContain('LicenseRef-unknown')
    }
    const names = await readdir(path.join(images, 'components'), { recursive: true })
    const shipped = names
      .filter((name) => name.endsWith('.lock'))
      .map(async (name) => {
        const text = await readFile(path.join(images, 'components', name), 'utf8')
        return [path.basename(name), { text, place: name }] as const
      })
    const lockfiles = { shipped: new Map(await Promise.all(shipped)), own: new Map() }
    expect(chooseLockfiles(shelf, family.catalog, lockfiles).missing).toEqual([])
  })

  it('are there for a variant of components that no shipped one has', async () => {
    const components = '[os, jre, spark, python, s3a, iceberg, delta, kafka]'
    const lakehouse = `lakehouse: { components: ${components}, versions: [4.1.1] }`
    await changed(file, 'variants:\n', `variants:\n  ${lakehouse}\n`, async () => {
      await using family = await open()
      expect(lockfilesOf(cellOf(family, '4.1.1-lakehouse')).slice(2)).toEqual([
        'components/s3a/s3a-4.1.1.lock',
        'components/iceberg/iceberg-4.1.lock',
        'components/delta/delta-4.1.1-py3.13.lock',
        'components/kafka/kafka-4.1.lock',
      ])
      const dockerfile = await readFile(path.join(family.images, 'Dockerfile'), 'utf8')
      expect(dockerfile).toContain('COPY --link --from=s3a /s3a/ /\n')
      const conf = await readFile(
        path.join(family.images, 'conf/4.1.1-lakehouse/spark-defaults.conf'),
        'utf8',
      )
      expect(conf).toMatch(/^spark.sql.extensions org.apache.iceberg.\S+,io.delta.sql.\S+$/m)
    })
  })
})

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

/** Those of the series of the fixture's jobs, the shipped ones and its own. */
const VERSIONS = ['4.1.4', '4.1.2', '4.1.1', '4.1.0']

describe('a jar with what it needs', () => {
  const locks = '.github/spark-images.locks'
  const alone = 'version: 2.3.232, transitive: false }'
  const rest = `version: 2.3.232, exclude: ["a:*"] }`
  const line = 'resolve com.h2database:h2 2.3.232 a:* -'
  const csv = 'maven org.apache.commons:commons-csv 1.14.1 Apache-2.0'

  /** Runs with lockfiles for each version, made of the one for jars that come alone. */
  async function withLocks(wanted: string, more: string, action: () => Promise<void>): Promise<void> {
    const text = await readFile(path.join(workspace, locks, 'orders-4.1-py3.13.lock'), 'utf8')
    const made = VERSIONS.map((version) => path.join(workspace, locks, `orders-${version}-py3.13.lock`))
    const changedText = text.replace('maven com.h2database:h2 2.3.232 -', wanted)
    for (const name of made) await writeFile(name, `${changedText}${more}`)
    try {
      await changed(file, alone, rest, action)
    } finally {
      for (const name of made) await rm(name)
    }
  }

  it('is in a lockfile for each version of Spark, made for the same jars and exclusions', async () => {
    const missing = await changed(file, alone, rest, refusal)
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

  it('is resolved for the Spark of the image, with the jars that its lockfile lists', async () => {
    const needed = async (): Promise<string[]> => {
      const draft = await draftOf(images, { workspace, file, named: file })
      return draft.missing.map((one) => wantedText(one, draft.chosen))
    }
    const spark = `${locks}/spark-4.1.2.lock`
    const texts = () => changed(file, alone, rest, needed)
    await expect(texts()).rejects.toThrow(
      `${spark} does not say which jars Spark 4.1.2 brings: delete it and make it anew with npm run lock`,
    )
    const brings = '# brings: org.slf4j:slf4j-api 2.0.17\n# kind name'
    const wanted = await changed(spark, '# kind name', brings, texts)
    const text = wanted.find((one) => one.includes('\nspark 4.1.2 '))
    expect(text?.split('\n')).toEqual(
      expect.arrayContaining([line, csv, 'spark 4.1.2 2.13', 'brings org.slf4j:slf4j-api 2.0.17']),
    )
    expect(notedLines(await lockFor(text?.replace('resolve', '# resolve') ?? ''))).not.toContain(
      'brings org.slf4j:slf4j-api 2.0.17',
    )
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

it('tells the conflicts that a lockfile notes', () => {
  const conflict = 'a:b: 2 is used; wanted: 1 for c:d 1; 2 for e:f 1'
  expect(conflictsOf(`# wanted: x\n# conflict: ${conflict}\n`)).toEqual([conflict])
})

/** What make_lock.py writes for a text, without what needs downloads. */
async function lockFor(text: string): Promise<string> {
  await writeFile(path.join(work, 'x.in'), text)
  const program = `
import sys
from pathlib import Path
sys.dont_write_bytecode = True
sys.path.insert(0, ${JSON.stringify(path.join(images, 'build'))})
import make_lock
make_lock.python_rows = make_lock.maven_rows = lambda *_: []
sys.stdout.write(make_lock.make_lock(Path(${JSON.stringify(path.join(work, 'x.in'))})))`
  const { code, stdout, stderr } = await runProcess('python3', ['-c', program])
  expect(code, stderr).toBe(0)
  return stdout
}

async function orders(): Promise<[needed: NeededLockfile, text: string]> {
  const draft = await draftOf(images, { workspace, file, named: file })
  const needed = neededLockfiles(cellsOf(draft.catalog)).find(
    ({ name }) => name === 'components/orders/orders-4.1-py3.13.lock',
  )
  if (needed === undefined) throw new Error('no lock of orders')
  return [needed, wantedText(needed, draft.chosen)]
}

it('has the machines and the packages that a lock is for, where it has Python packages', async () => {
  const [needed, text] = await orders()
  expect(text).toMatch(/^wheel humanize>=4,<5\n/)
  expect(text).toMatch(/\narchitecture x86_64\nbeside googleapis-common-protos \S+\n/)
  expect(text).not.toContain('aarch64')
  const installed = VERSIONS.map((version) => `installed pyspark ${version}\n`).join('')
  expect(text.endsWith(`\n${installed}`)).toBe(true)
  expect(wantedText(needed)).not.toMatch(/architecture|beside/)
})

it('is noted in the lock, each line of it', async () => {
  const [, text] = await orders()
  const lines = text.trimEnd().split('\n')
  expect(notedLines(await lockFor(text))).toEqual(lines)
  expect(notedLines(await lockFor(`# a comment\n\n${text}`))).toEqual(lines)
})

describe('what a resolver is told of Spark', () => {
  it('are its jars by group and name, in the versions that are taken instead', async () => {
    const catalog = lay('')
    const needed = neededLockfiles(cellsOf(withShelf(catalog))).find(({ name }) =>
      name.endsWith('s3a-4.1.1.lock'),
    )
    const lockfiles = { shipped: await shippedLockfiles(images), own: new Map() }
    const { chosen } = chooseLockfiles(cellsOf(catalog), catalog, lockfiles)
    const brings = wantedText(needed as NeededLockfile, chosen).match(/^brings .*/gm) ?? []
    expect(brings.length).toBeGreaterThan(280)
    for (const line of brings) expect(line).toMatch(/^brings (?:[^ :]+:)?[^ :]+ \S+(?: \S+)?$/)
    const of = (name: string) => brings.filter((line) => line.split(' ')[1] === name).at(-1)
    expect(of('io.netty:netty-tcnative-boringssl-static')).toMatch(/ 2\.0\.84\.Final$/)
    expect(of('org.apache.avro:avro')).toBeDefined()
  })
})

const BOTH = 'platforms: [linux/amd64, linux/arm64]'

describe('an artifact with a name for each platform', () => {
  const native = (name: string) =>
    `components: { rapids: { maven: { rapids: { name: ${name}, version: { "4.1": "1" } } } } }`
  const names = '{ linux/amd64: "a:b:x64", linux/arm64: "a:b:arm" }'
  const row = (kind: string, name: string) =>
    `${kind} ${name} 1 ${name.split(':')[2]}.jar 1 ${'0'.repeat(64)} Apache-2.0`
  const rows = [row('maven@aarch64', 'a:b:arm'), row('maven@x86_64', 'a:b:x64')]
  /** What the user's own lockfile of these rows does not pin, and what is left of it. */
  async function chosenOf(user: string, lines?: readonly string[]) {
    const name = 'rapids-4.1.lock'
    const own = new Map(lines && [[name, { text: lines.join('\n'), place: name }]])
    const lockfiles = { shipped: await shippedLockfiles(images), own }
    const cells = cellsOf(lay(user)).filter(({ id }) => id === '4.1.1-gpu')
    const { chosen, missing } = chooseLockfiles(cells, lay(BOTH), lockfiles)
    const isMine = (one: NeededLockfile) => path.basename(one.name) === name
    return { unpinned: missing.find(isMine)?.unpinned, text: chosen.find(isMine)?.text }
  }

  it('is locked for each of those that are built', () => {
    const wantedFor = (user: string) => {
      const needed = neededLockfiles(cellsOf(lay(user))).find(({ name }) => name.endsWith('rapids-4.1.lock'))
      return wantedText(needed as NeededLockfile)
        .trimEnd()
        .split('\n')
    }
    const [amd64, arm64] = ['maven@x86_64 a:b:x64 1 Apache-2.0', 'maven@aarch64 a:b:arm 1 Apache-2.0']
    expect(wantedFor(`${BOTH}\n${native(names)}`)).toEqual([amd64, arm64])
    expect(wantedFor(native(names))).toEqual([amd64])
  })

  it('is pinned by a row for its machine, and for nobody else', async () => {
    const both = `${BOTH}\n${native(names)}`
    expect(await chosenOf(both, rows)).toEqual({ text: rows.join('\n') })
    expect(await chosenOf(both, rows.slice(1))).toEqual({ unpinned: ['a:b:arm:1 for linux/arm64'] })
    // As older versions of the action locked it: one for all.
    const plain = row('maven', 'a:b:x64')
    expect(await chosenOf(both, [plain])).toEqual({ unpinned: ['a:b:arm:1 for linux/arm64'] })
    expect(await chosenOf(native(names), [plain])).toEqual({ text: plain })
    expect(await chosenOf(native('"a:b:x64"'), rows)).toEqual({ unpinned: ['a:b:x64:1'] })
  })

  it('stays in the lockfile of a catalog that has not its platform, which counts for nothing', async () => {
    expect(await chosenOf(native(names), rows)).toEqual({ text: rows.join('\n') })
    const shippedText = (await shippedLockfiles(images)).get('rapids-4.1.lock')?.text
    expect((await chosenOf('')).text).toBe(shippedText)
    expect((await chosenOf(BOTH)).text).toBe(shippedText)
  })

  it('is resolved anew for a platform that comes, not for one that goes', async () => {
    const resolved = (name: string) =>
      native(name).replace('version:', 'transitive: true, license: Apache-2.0, version:')
    const noted = ['resolve@x86_64 a:b:x64 1 - Apache-2.0', 'resolve@aarch64 a:b:arm 1 - Apache-2.0']
    const locked = (count: number) => [...noted.slice(0, count).map((line) => `# wanted: ${line}`), ...rows]
    const name = 'rapids-4.1.1.lock'
    const unpinnedOf = async (user: string, lines: readonly string[]) => {
      const own = new Map([[name, { text: lines.join('\n'), place: name }]])
      const cells = cellsOf(lay(user)).filter(({ id }) => id === '4.1.1-gpu')
      const { missing } = chooseLockfiles(cells, lay(BOTH), { shipped: await shippedLockfiles(images), own })
      return missing.find((one) => path.basename(one.name) === name)?.unpinned
    }
    expect(await unpinnedOf(`${BOTH}\n${resolved(names)}`, locked(2))).toBeUndefined()
    expect(await unpinnedOf(resolved(names), locked(2))).toBeUndefined()
    expect(await unpinnedOf(`${BOTH}\n${resolved(names)}`, locked(1))).toEqual(['what a:b:arm:1 needs'])
  })
})

describe('a shipped lockfile is stale', () => {
  const staleIn = async (text: string, lockfiles?: ReadonlyMap<string, Lockfile>) => {
    const needed = neededLockfiles(cellsOf(withShelf(lay(`${BOTH}\n${text}`))))
    const stale = staleLockfiles(needed, lockfiles ?? (await shippedLockfiles(images)))
    return stale.map(({ name }) => path.basename(name, '.lock'))
  }

  it('if it was made for other artifacts, and only then', async () => {
    expect(await staleIn('')).toEqual([])
    expect(await staleIn('components: { hudi: { maven: { hudi: { version: { "3.5": 9.9.9 } } } } }')).toEqual(
      ['hudi-3.5'],
    )
    const tink = '{ "com.google.crypto.tink:tink": { version: { "4.3": 9.9.9 } } }'
    expect(await staleIn(`components: { spark: { hardened: { replace: ${tink} } } }`)).toContain(
      'spark-4.3.0',
    )
  })

  it('if it is not there, or what it was resolved with is stale', async () => {
    const shipped = await shippedLockfiles(images)
    const without = (name: string) => new Map([...shipped].filter(([one]) => one !== `${name}.lock`))
    expect(await staleIn('', without('jdbc'))).toEqual(['jdbc'])
    expect(await staleIn('', without('spark-4.1.1'))).toEqual(
      expect.arrayContaining(['spark-4.1.1', 's3a-4.1.1']),
    )
    const python = await staleIn('', without('python-4.1-py3.13'))
    expect(python).toEqual(expect.arrayContaining(['python-4.1-py3.13', 'delta-4.1.1-py3.13']))
    expect(python).not.toContain('spark-4.1.1')
  })
})
