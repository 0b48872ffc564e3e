import { once } from 'node:events'
import { mkdir, mkdtemp, readdir, rm, symlink } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { startArchive, type TestArchive, type TestPackage } from '../../tests/support/archive.ts'
import { output } from '../engine/command.ts'
import { isPackageName, isPackageVersion } from './archive.ts'
import { type CheckedCell, readArchives } from './outdated.ts'
import type { AptSources } from './sources.ts'

const SUITES = ['test', 'test-security']
const platform = 'linux/amd64'
let archive: TestArchive

beforeAll(async () => {
  archive = await startArchive()
})

afterAll(() => archive[Symbol.asyncDispose]())

const pkg = (name: string, version: string): TestPackage => ({ name, version })
const jdk = pkg('openjdk-21-jdk-headless', '21.0.9+10-1')

beforeEach(async () => {
  archive.files.clear()
  await archive.publish({ suite: 'test', packages: [jdk, pkg('tini', '0.19.0-1')] })
  await archive.publish({ suite: 'test-security', packages: [jdk] })
  archive.requests.length = 0
})

const cell = (given: Partial<CheckedCell> = {}): CheckedCell => ({ base: 'base', platform, ...given })
const packages = { 'openjdk-21-jdk-headless': '21.0.9+10-1', tini: '0.19.0-1' }

/** Reads archives of cells on bases that have these sources. */
const read = <T extends CheckedCell>(cells: readonly T[], sources: AptSources = archive.sources(SUITES)) =>
  readArchives(cells, () => Promise.resolve(sources))

/** The state that the archive has now. */
async function stateNow() {
  const [freshness] = (await read([cell()])).cells.values()
  archive.requests.length = 0
  if (freshness === undefined) throw new Error('nothing was read')
  return freshness.state
}

/** What is said of one cell: its outdated packages, or the warning. */
async function said(given: Partial<CheckedCell>, sources?: AptSources) {
  const one = cell(given)
  const { cells, warnings } = await read([one], sources)
  return cells.get(one)?.outdated ?? warnings
}

const indexes = () => archive.requests.filter((asked) => !asked.endsWith('/InRelease'))

describe('an image whose archive is as it was', () => {
  it('has nothing outdated, and nothing but each Release is asked for', async () => {
    const state = await stateNow()
    expect(Object.keys(state)).toEqual(['test main', 'test-security main'])
    expect(await said({ archive: state, packages })).toEqual([])
    expect(archive.requests.sort()).toEqual(['dists/test-security/InRelease', 'dists/test/InRelease'])
  })

  it('is so when its Releases were signed anew', async () => {
    const state = await stateNow()
    await archive.publish({ suite: 'test-security', packages: [jdk], fields: ['Version: 2'] })
    expect(await said({ archive: state, packages })).toEqual([])
    expect(indexes()).toEqual([])
  })

  it('is not looked at again though it has older packages: a mirror that lags behind does not make a loop', async () => {
    const state = await stateNow()
    expect(await said({ archive: state, packages: { tini: '0.18.0-1' } })).toEqual([])
  })
})

describe('a package that has a newer version', () => {
  it('is named with both and where it is from, security fixes first', async () => {
    const state = await stateNow()
    await archive.publish({ suite: 'test', packages: [jdk, pkg('tini', '0.19.0-2'), pkg('other', '9')] })
    await archive.publish({
      suite: 'test-security',
      packages: [pkg('openjdk-21-jdk-headless', '21.0.10+7-1'), pkg('zlib1g', '1.3')],
    })
    const { tini, ...others } = packages
    expect(await said({ archive: state, packages: { tini, ...others, 'not-there': '1' } })).toEqual([
      { name: 'openjdk-21-jdk-headless', from: '21.0.9+10-1', to: '21.0.10+7-1', suite: 'security' },
      { name: 'tini', from: '0.19.0-1', to: '0.19.0-2', suite: 'test' },
    ])
  })

  it('counts of an image whose record has no state, and of one of another time', async () => {
    const [then, none] = [cell({ archive: await stateNow(), packages }), cell({ packages })]
    await archive.publish({ suite: 'test-security', packages: [pkg('tini', '0.19.0-1+deb13u1')] })
    const now = cell({ archive: await stateNow(), packages })
    const { cells } = await read([then, none, now])
    const fix = { name: 'tini', from: '0.19.0-1', to: '0.19.0-1+deb13u1', suite: 'security' }
    expect([then, none, now].map((one) => cells.get(one)?.outdated)).toEqual([[fix], [fix], []])
  })

  it('does not count from an index that is as it was when the image was built, though another image has it read', async () => {
    const state = await stateNow()
    const [one, other] = [
      cell({ archive: { ...state, 'test-security main': '0' }, packages: { tini: '0.18.0-1' } }),
      cell({ packages: { tini: '0.18.0-1' } }),
    ]
    const { cells } = await read([one, other])
    expect([one, other].map((each) => cells.get(each)?.outdated?.length)).toEqual([0, 1])
  })

  it('does not count where the catalog asks for one version, or the base prefers none', async () => {
    expect(await said({ packages: { tini: '0.18.0-1' }, pinned: new Set(['tini']) })).toEqual([])
    const preferences = 'Package: tini\nPin: release n=test\nPin-Priority: -1\n'
    const sources = { ...archive.sources(SUITES), preferences }
    expect(await said({ packages: { tini: '0.18.0-1' } }, sources)).toEqual([])
  })

  it('of a suite that apt takes nothing from by itself does not count', async () => {
    await archive.publish({
      suite: 'test-backports',
      packages: [pkg('tini', '0.20')],
      fields: ['NotAutomatic: yes'],
    })
    const sources = archive.sources([...SUITES, 'test-backports'])
    expect(await said({ packages }, sources)).toEqual([])
  })

  it.each([
    ['1.0~rc1', '1.0', true],
    ['1.0', '1.0~rc1', false],
    ['2.0', '1:1.0', true],
    ['1.0-1+deb12u1', '1.0-1+deb12u2', true],
    ['1.0-1+deb12u9', '1.0-1+deb12u10', true],
    ['1.0-1+deb12u2', '1.0-1+deb12u1', false],
    ['1.0-1', '1.0-1+b1', true],
  ])('is newer as dpkg has it: %s, then %s: %s', async (from, to, isNewer) => {
    await archive.publish({ suite: 'test-security', packages: [pkg('tiny', to)] })
    const expected = isNewer ? [{ name: 'tiny', from, to, suite: 'security' }] : []
    expect(await said({ packages: { tiny: from } })).toEqual(expected)
  })
})

it('many cells on two bases: each Release and each index is downloaded once, those that did not change never', async () => {
  const state = await stateNow()
  await archive.publish({ suite: 'test-security', packages: [pkg('tini', '0.19.0-3')] })
  const cells = Array.from({ length: 20 }, (_, at) =>
    cell({ base: `base-${at % 2}`, archive: state, packages }),
  )
  const { cells: found, warnings } = await read(cells)
  expect(warnings).toEqual([])
  expect([...found.values()].map(({ outdated }) => outdated?.length)).toEqual(Array(20).fill(1))
  expect(indexes()).toEqual(['dists/test-security/main/binary-amd64/Packages'])
  expect(archive.requests.filter((asked) => asked === 'dists/test/InRelease')).toHaveLength(1)
})

it('each architecture has its own indexes, asked for together', async () => {
  const architectures = ['amd64', 'arm64']
  await archive.publish({ suite: 'test', packages: [pkg('tini', '2')], architectures })
  await archive.publish({ suite: 'test-security', packages: [], architectures })
  archive.requests.length = 0
  const cells = ['linux/amd64', 'linux/arm64'].map((platform) => cell({ platform, packages }))
  const { cells: found, warnings } = await read(cells)
  expect(warnings).toEqual([])
  expect(cells.map((one) => found.get(one)?.outdated?.map(({ to }) => to))).toEqual([['2'], ['2']])
  expect(found.get(cells[0] as CheckedCell)?.state).not.toEqual(found.get(cells[1] as CheckedCell)?.state)
  expect(new Set(indexes()).size).toBe(indexes().length)
})

describe('an archive of another form', () => {
  const newer = pkg('tini', '0.19.0-2')
  const fix = { name: 'tini', from: '0.19.0-1', to: '0.19.0-2' }

  it('has no components', async () => {
    await archive.publish({ suite: 'cuda/', packages: [newer] })
    await archive.publish({ suite: '/', packages: [newer] })
    for (const suite of ['cuda/', '/']) {
      const [source] = archive.sources([suite]).sources
      const sources = { ...archive.sources([]), sources: [{ ...source, components: [] }] } as AptSources
      const one = cell({ packages })
      const { cells } = await read([one], sources)
      expect(cells.get(one)).toEqual({
        state: { [suite]: expect.stringMatching(/^[0-9a-f]{16}$/) },
        outdated: [{ ...fix, suite }],
      })
    }
  })

  it('has its signature in a file of its own', async () => {
    await archive.publish({ suite: 'detached', packages: [newer], detached: true })
    expect(await said({ packages }, archive.sources(['detached']))).toEqual([{ ...fix, suite: 'detached' }])
  })

  it('may be signed by one of several keys', async () => {
    await using other = await startArchive()
    const [source] = archive.sources(['test']).sources
    const keys = new Map([
      ['other.gpg', other.key],
      ['test.gpg', archive.key],
    ])
    const sources = [{ ...source, keys: [...keys.keys()] }] as AptSources['sources']
    expect(
      await said({ packages: { tini: '0.1' } }, { ...archive.sources([]), keys, sources }),
    ).toMatchObject([{ name: 'tini' }])
  })
})

describe('an archive that is not to be believed is a warning, and nothing is said of its cells:', () => {
  const about =
    'which packages have newer versions is not known of what is on base, so that only other changes count: '

  it('its signature is of other bytes', async () => {
    const file = 'dists/test-security/InRelease'
    const signed = String(archive.files.get(file))
    const zeros = signed.replace(/^ [0-9a-f]{64}/m, ` ${'0'.repeat(64)}`)
    archive.files.set(file, Buffer.from(zeros))
    expect(await said({ packages })).toEqual([
      expect.stringMatching(`^${about}apt-get failed .*(?:BADSIG|not signed)`),
    ])
  })

  it('it is signed by another key', async () => {
    await using other = await startArchive()
    const sources = { ...archive.sources(SUITES), keys: new Map([['test.gpg', other.key]]) }
    expect(await said({ packages }, sources)).toEqual([expect.stringContaining('NO_PUBKEY')])
  })

  it('it has two signed texts, or text beside one', async () => {
    const file = 'dists/test-security/InRelease'
    const signed = String(archive.files.get(file))
    for (const text of [
      `${signed}${signed}`,
      `SHA256:\n ${'0'.repeat(64)} 1 main/binary-amd64/Packages\n${signed}`,
    ]) {
      archive.files.set(file, Buffer.from(text))
      expect(await said({ packages })).toEqual([expect.stringContaining(about)])
    }
  })

  it('it is not signed', async () => {
    archive.files.delete('dists/test/InRelease')
    archive.files.set('dists/test/Release', Buffer.from('SHA256:\n'))
    expect(await said({ packages })).toEqual([
      expect.stringMatching(/not signed|does not have a Release file/),
    ])
  })

  it('it expired', async () => {
    const fields = ['Date: Sat, 01 Nov 2025 10:00:00 UTC', 'Valid-Until: Sat, 08 Nov 2025 10:00:00 UTC']
    await archive.publish({ suite: 'test-security', packages: [jdk], fields })
    expect(await said({ packages })).toEqual([expect.stringMatching(`^${about}.*is expired`)])
  })

  it('an index is not what the Release says', async () => {
    archive.files.set(
      'dists/test-security/main/binary-amd64/Packages',
      Buffer.from('Package: tini\nVersion: 9\n'),
    )
    expect(await said({ packages })).toEqual([expect.stringContaining(about)])
  })

  it('it can not be reached', async () => {
    const [first, ...rest] = archive.sources(['test']).sources
    const gone = [{ ...first, uri: 'http://127.0.0.1:1/' }, ...rest] as AptSources['sources']
    const sources = { ...archive.sources(SUITES), sources: gone }
    expect(await said({ packages }, sources)).toEqual([expect.stringMatching(`^${about}.*127.0.0.1:1`)])
  })

  it('it never ends', async () => {
    const server = createServer((_, response) => {
      const chunk = Buffer.alloc(64 * 1024, 'a')
      const more = () => response.write(chunk, (error) => error || more())
      more()
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const [first] = archive.sources(['test']).sources
    const endless = { ...first, uri: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` }
    const sources = { ...archive.sources([]), sources: [endless] } as AptSources
    // The size that a file may have stops apt, which says so only if it is still there to be told.
    const stopped = /File has unexpected size|does not have a Release file/
    try {
      expect(await said({ packages }, sources)).toEqual([expect.stringMatching(stopped)])
    } finally {
      server.closeAllConnections()
      server.close()
    }
  })

  it('this machine has no apt', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'spark-images-no-apt-'))
    try {
      for (const name of ['timeout', 'prlimit'])
        await symlink(await output('which', [name]), path.join(folder, name))
      vi.stubEnv('PATH', folder)
      expect(await said({ packages })).toEqual([`${about}there is no apt-get on this machine`])
    } finally {
      vi.unstubAllEnvs()
      await rm(folder, { recursive: true })
    }
  })
})

describe('a record that somebody else wrote', () => {
  it('is read without what are no packages', async () => {
    const hostile = {
      '-o=APT::Update::Pre-Invoke::=touch /tmp/x': '1',
      '--option': '1',
      '../../x': '1',
      ['a'.repeat(5000)]: '1',
      tini: '--help',
      'openjdk-21-jdk-headless': '1',
    }
    expect(await said({ packages: hostile })).toEqual([
      { name: 'openjdk-21-jdk-headless', from: '1', to: '21.0.9+10-1', suite: 'security' },
    ])
  })

  it('does not say which packages an image has when none of it is one', async () => {
    const one = cell({ packages: { '-x': '1' } })
    expect((await read([one])).cells.get(one)).toMatchObject({ outdated: undefined })
  })

  it('may name a hundred thousand', async () => {
    const many = Object.fromEntries(Array.from({ length: 100_000 }, (_, at) => [`package-${at}`, '1']))
    expect(await said({ packages: { tini: '0.1', ...many } })).toMatchObject([{ name: 'tini' }])
  })
})

it('a name and a version are what dpkg takes for one', () => {
  for (const name of ['tini', 'libstdc++6', 'python3.13-minimal', '7zip'])
    expect(isPackageName(name), name).toBe(true)
  for (const name of ['', 'a', '-o=x', '../x', 'A', 'tini:amd64', 'a b', 'tini\n-x', 'x'.repeat(101)])
    expect(isPackageName(name), name).toBe(false)
  for (const version of ['1', '1:2.3~rc1-4+deb13u1', '20250419~deb12u2', '0.19.0-1+b3'])
    expect(isPackageVersion(version), version).toBe(true)
  for (const version of ['', '--help', 'v1', '1 2', '1:', '1_2', '1\n2', '../1', '9'.repeat(300)])
    expect(isPackageVersion(version), version).toBe(false)
})

it('leaves nothing behind', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'spark-images-tmp-'))
  vi.stubEnv('TMPDIR', folder)
  try {
    await mkdir(folder, { recursive: true })
    expect(await said({ packages })).toEqual([])
    expect(await readdir(folder)).toEqual([])
  } finally {
    vi.unstubAllEnvs()
    await rm(folder, { recursive: true })
  }
})
