import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { lay } from '../../tests/support/user-catalog.ts'
import { cellOf, changed, file, images, open, work } from '../../tests/support/user-family.ts'
import { cellsOf, lockfilesOf, withShelf } from '../catalog/cells.ts'
import { readLockfile } from '../catalog/lockfile.ts'
import { chooseLockfiles, staleLockfiles } from './chosen.ts'
import { openFamily } from './load.ts'
import { type Lockfile, type NeededLockfile, neededLockfiles } from './lockfiles.ts'
import { shippedLockfiles } from './user.ts'
import { wantedText } from './wanted.ts'

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
