import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { openLayoutFolder } from '../../src/layout/folder.ts'
import { blobFile } from '../../src/layout/layout.ts'
import { type Digest, hexOf } from '../../src/oci/digest.ts'
import { type PromoteOptions, promote } from '../../src/promote/promote.ts'
import { getManifest, putManifest, resolveTag } from '../../src/registry/manifests.ts'
import { listReferrers, pushReferrer } from '../../src/registry/referrers.ts'
import { openRepository, type Repository } from '../../src/registry/repository.ts'
import { aliasName, readRecord } from '../../src/release/record.ts'
import { rollback } from '../../src/release/rollback.ts'
import type { ReleaseOptions } from '../../src/release/session.ts'
import { fragileProxy } from '../registry/fragile.ts'
import { damage } from '../registry/image.ts'
import { withReferrersApi } from '../registry/referrers-api.ts'
import { startRegistry, type TestRegistry } from '../registry/registry.ts'
import { ALIASES, planned, pushCell, pushFamily, release, snapshot } from '../release/family.ts'
import { startFaults } from '../release/faults.ts'

// Several releases each, on a machine that may have other things to do.
vi.setConfig({ testTimeout: 120_000 })

const NOW = new Date('2026-11-24T14:15:30Z')
const TIMES = { settle: 30, renew: 500, valid: 10_000, flight: 50, lease: 200, wait: 60_000 }
const RETRIES = { attempts: 4, base: 1, cap: 10, patience: 100 }

let source: TestRegistry
let target: TestRegistry
/** The target's front, which has the referrers API. */
let modern: Awaited<ReturnType<typeof withReferrersApi>>
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'test-promote-'))
  source = await startRegistry()
  target = await startRegistry()
  modern = await withReferrersApi(target.port)
})
afterAll(async () => {
  await modern?.[Symbol.asyncDispose]()
  await Promise.all([source?.[Symbol.asyncDispose](), target?.[Symbol.asyncDispose]()])
  await rm(folder, { recursive: true, force: true })
})

let count = 0
/** A name that no other test uses. */
const fresh = (): string => `team${count++}/spark`

const at = (host: string, repository: string): Repository => openRepository({ registry: host, repository })
const place = ({ image }: Repository): { image: typeof image } => ({ image })

const CELLS = [planned('4.1.1', 'baseline'), planned('4.1.1', 'gpu'), planned('3.5.8', 'baseline')]

function options(image: Repository['image']): ReleaseOptions {
  const client = { retries: RETRIES }
  return { image, client, times: TIMES, dryRun: false, by: 'a test', now: NOW, say: () => {} }
}

/** Releases cells in a fresh repository of the source, with a signature of an acceptance record attached. */
async function released(
  cells = CELLS,
  build = 1,
  name = fresh(),
  planTime = '2026-11-24T12:00:00.000Z',
  aliases = ALIASES,
) {
  const repository = at(source.host, name)
  const digests = await pushFamily(repository, cells, build)
  const when = { planned: planTime, now: new Date(planTime) }
  const { id } = await release(cells, aliases, { ...options(repository.image), ...when })
  const record = await resolveTag(repository, `release-${id}`)
  if (id === undefined || record === undefined) throw new Error('nothing was released')
  const signature = {
    artifactType: 'text/x-signature',
    mediaType: 'text/plain',
    blob: Buffer.from(`of ${id}`),
  }
  await pushReferrer(repository, record, signature)
  for (const digest of digests.values()) {
    const [acceptance] = await listReferrers(repository, digest)
    if (acceptance !== undefined) await pushReferrer(repository, acceptance, signature)
  }
  return { repository, id, digests }
}

/** Gives a tag to an image of a newer version. */
async function pushNewer(repository: Repository, tags: readonly string[]): Promise<Digest> {
  const { digest } = await pushCell(repository, planned('4.2.0', 'baseline'))
  const stored = await getManifest(repository, digest)
  if (stored === undefined) throw new Error('nothing was pushed')
  for (const tag of tags) await putManifest(repository, tag, stored.bytes, stored.descriptor.mediaType)
  return digest
}

type Given = Partial<PromoteOptions> & Pick<PromoteOptions, 'from' | 'to'>

const run = (given: Given) => {
  const { image: _, ...rest } = options({ registry: '', repository: '' })
  return promote({ ...rest, fromClient: { retries: RETRIES }, what: 'latest', override: [], ...given })
}

/** All that is attached to a manifest, and to that, by subject. */
async function attachedTo(
  digest: Digest,
  list: (subject: Digest) => Promise<readonly { readonly digest: Digest }[]>,
): Promise<Record<string, string[]>> {
  const referrers = (await list(digest)).map((referrer) => referrer.digest)
  const deeper = await Promise.all(referrers.map((referrer) => attachedTo(referrer, list)))
  return Object.assign(referrers.length === 0 ? {} : { [digest]: referrers.sort() }, ...deeper)
}

const inRegistry = (repository: Repository) => (digest: Digest) => listReferrers(repository, digest)

const PLACES = [
  ...['latest', 'baseline', 'gpu', '4.1-gpu', '3.5-baseline', '4.1.1-gpu', '4.1.1-gpu-20261124'],
  ...['3.5.8-baseline'],
].map((tag) => ({ tag }))
const BESIDE = { image: 'spark-4.1.1', tag: 'gpu' }

const aliasesOf = (main: Repository) =>
  snapshot(
    (image) => ({
      ...main,
      image: { ...main.image, repository: main.image.repository.replace(/spark$/, image ?? 'spark') },
    }),
    [...PLACES, BESIDE],
  )

describe('a release is promoted', () => {
  test.each([
    ['without the referrers API', () => target.host],
    ['with the referrers API', () => modern.host],
  ])('to another registry %s: the same digests, with all that is attached', async (_, host) => {
    const { repository, id, digests } = await released()
    const there = at(host(), fresh())
    const done = await run({ from: place(repository), to: place(there) })
    expect(done).toMatchObject({ promoted: id, moved: 15, skippedBytes: expect.any(Number) })
    expect(await aliasesOf(there)).toEqual(await aliasesOf(repository))
    expect(Object.keys(await aliasesOf(there))).toHaveLength(9)
    const record = await resolveTag(repository, `release-${id}`)
    expect(await resolveTag(there, `release-${id}`)).toEqual(record)
    for (const digest of [...digests.values(), record?.digest as Digest]) {
      const attached = await attachedTo(digest, inRegistry(repository))
      expect(Object.keys(attached).length).toBeGreaterThan(0)
      expect(await attachedTo(digest, inRegistry(there))).toEqual(attached)
    }
    // A release of its own, which says where it came from.
    const own = await readRecord(there, done.id ?? '')
    expect(own).toMatchObject({
      id: expect.not.stringMatching(id),
      promoted: { from: `${source.host}/${repository.image.repository}`, release: id },
      planned: '2026-11-24T12:00:00.000Z',
    })
    // The second time there is nothing to send, and nothing to move.
    const again = await run({ from: place(repository), to: place(there) })
    expect(again).toMatchObject({ moved: 0, sentBytes: 0, id: done.id })
  })

  test('and rolled back there', async () => {
    const name = fresh()
    const { repository } = await released()
    const there = at(target.host, name)
    const first = await run({ from: place(repository), to: place(there) })
    const before = await aliasesOf(there)
    await released(CELLS, 2, repository.image.repository, '2026-11-24T13:00:00.000Z')
    expect((await run({ from: place(repository), to: place(there) })).moved).toBeGreaterThan(0)
    expect(await aliasesOf(there)).not.toEqual(before)
    await rollback(first.id ?? '', options(there.image))
    expect(await aliasesOf(there)).toEqual(before)
    // The rollback holds there, too.
    const again = await run({ from: place(repository), to: place(there) })
    expect(again.moves.find(({ tag }) => tag === 'latest')).toMatchObject({
      verdict: 'held back',
      cause: 'rollback',
    })
  })

  test('each blob is sent once, and read once', async () => {
    const cells = ['3.5.8', '4.0.1', '4.1.0', '4.1.1'].flatMap((version) =>
      ['baseline', 'gpu', 'iceberg', 'gpu-iceberg'].map((variant) => planned(version, variant)),
    )
    const own = [{ tag: '{version}-{variant}' }]
    const { repository } = await released(cells, 1, fresh(), undefined, own)
    const sent: string[] = []
    const read: string[] = []
    await using front = await startFaults(target.port, {
      onForward: ({ method, path: url }) => {
        if (method === 'PUT' && url.includes('/blobs/'))
          sent.push(decodeURIComponent(url).replace(/^.*digest=/, ''))
      },
    })
    await using behind = await startFaults(source.port, {
      onForward: ({ method, path: url }) => {
        if (method === 'GET' && url.includes('/blobs/')) read.push(url.replace(/^.*\//, ''))
      },
    })
    const there = at(front.host, fresh())
    const from = at(behind.host, repository.image.repository)
    const done = await run({ from: place(from), to: place(there) })
    // A config, a layer and a record's blob for each cell, the empty blob, the release's record and signatures; the rest
    // are the target's own record and its journal.
    expect(new Set(sent).size).toBeGreaterThan(16 * 3)
    expect(sent).toHaveLength(new Set(sent).size)
    // The record itself is read to know what is in it.
    expect(read.length - new Set(read).size).toBeLessThanOrEqual(2)
    expect(done.skippedBytes).toBe(0)
    const again = sent.length
    await run({ from: place(from), to: place(there) })
    expect(sent).toHaveLength(again)
  })

  test('to a target whose aliases are newer: those stay, all others move', async () => {
    const { repository } = await released()
    const there = at(target.host, fresh())
    const digest = await pushNewer(there, ['latest', 'baseline'])
    const done = await run({ from: place(repository), to: place(there) })
    const held = done.moves.filter(({ verdict }) => verdict === 'held back')
    expect(held.map(({ tag, reason }) => [tag, reason])).toEqual([
      ['baseline', 'it is at 4.2.0, which is newer than 4.1.1'],
      ['latest', 'it is at 4.2.0, which is newer than 4.1.1'],
    ])
    expect(await aliasesOf(there)).toEqual({
      ...(await aliasesOf(repository)),
      latest: digest,
      baseline: digest,
    })
    const over = await run({ from: place(repository), to: place(there), override: ['latest'] })
    expect(over.moved).toBe(1)
    await expect(run({ from: place(repository), to: place(there), override: ['none'] })).rejects.toThrow(
      /^nothing was moved: override has "none", which is no alias of this release; held back are baseline$/,
    )
  })

  test('without what the release held back', async () => {
    const name = fresh()
    const digest = await pushNewer(at(source.host, name), ['latest'])
    const { repository } = await released(CELLS, 1, name)
    const there = at(target.host, fresh())
    const { moves } = await run({ from: place(repository), to: place(there) })
    expect(moves.map(aliasName)).not.toContain('latest')
    expect(await resolveTag(there, digest)).toBeUndefined()
  })

  test('an older one than what is there is refused', async () => {
    const { repository, id } = await released()
    await released(CELLS, 2, repository.image.repository, '2026-11-24T13:00:00.000Z')
    const there = at(target.host, fresh())
    await run({ from: place(repository), to: place(there) })
    const before = await aliasesOf(there)
    await expect(run({ from: place(repository), to: place(there), what: id })).rejects.toThrow(
      `nothing was moved: the plan of release ${id} was made at 2026-11-24T12:00:00.000Z, and newer plans`,
    )
    expect(await aliasesOf(there)).toEqual(before)
  })

  test('a dry run sends nothing and tells what would move', async () => {
    const { repository } = await released()
    const writes: string[] = []
    await using watched = await startFaults(target.port, {
      onForward: ({ writes: isWrite, path: url }) => void (isWrite && writes.push(url)),
    })
    const there = at(watched.host, fresh())
    const done = await run({ from: place(repository), to: place(there), dryRun: true })
    expect(done).toMatchObject({ id: undefined, moved: 0, sentBytes: 0 })
    expect(done.moves.filter(({ verdict }) => verdict === 'new')).toHaveLength(15)
    expect(writes).toEqual([])
    const to = { folder: path.join(folder, 'dry') }
    expect((await run({ from: place(repository), to, dryRun: true })).moves).toHaveLength(15)
    expect(existsSync(to.folder)).toBe(false)
  })
})

describe('a release goes by an OCI layout', () => {
  test('and comes back with equal digests and all that is attached', async () => {
    const { repository, id, digests } = await released()
    const to = { folder: path.join(folder, 'way') }
    const out = await run({ from: place(repository), to })
    expect(out).toMatchObject({ promoted: id, id, moved: 15, skippedBytes: 0 })
    const layout = await openLayoutFolder(to.folder)
    const aliases = await aliasesOf(repository)
    for (const [name, digest] of Object.entries(aliases)) expect(layout.tags.get(name)?.digest).toBe(digest)
    for (const digest of digests.values()) {
      expect(await attachedTo(digest, layout.referrers)).toEqual(
        await attachedTo(digest, inRegistry(repository)),
      )
    }
    const there = at(modern.host, fresh())
    const back = await run({ from: to, to: place(there) })
    expect(back).toMatchObject({ promoted: id, moved: 15 })
    expect(await aliasesOf(there)).toEqual(aliases)
    for (const digest of digests.values()) {
      expect(await attachedTo(digest, inRegistry(there))).toEqual(
        await attachedTo(digest, inRegistry(repository)),
      )
    }
    expect(await resolveTag(there, `release-${id}`)).toEqual(await resolveTag(repository, `release-${id}`))
    // Again there is nothing to write.
    expect(await run({ from: place(repository), to })).toMatchObject({ moved: 0, sentBytes: 0 })
  })

  test('which keeps the releases before', async () => {
    const { repository, id } = await released()
    const to = { folder: path.join(folder, 'two') }
    await run({ from: place(repository), to })
    const old = await aliasesOf(repository)
    const second = await released(CELLS, 2, repository.image.repository, '2026-11-24T13:00:00.000Z')
    await run({ from: place(repository), to })
    const index = JSON.parse(await readFile(path.join(to.folder, 'index.json'), 'utf8')) as {
      manifests: { digest: string; annotations?: Record<string, string> }[]
    }
    const names = index.manifests.flatMap(
      ({ annotations }) => annotations?.['org.opencontainers.image.ref.name'] ?? [],
    )
    expect(names).toHaveLength(new Set(names).size)
    const ofOld = index.manifests.filter(({ digest }) => digest === old.latest)
    expect(ofOld.map(({ annotations }) => annotations?.['org.opencontainers.image.ref.name'])).toEqual([
      '4.1.1-baseline-20261124',
    ])
    const [first, last] = [at(target.host, fresh()), at(target.host, fresh())]
    await run({ from: to, to: place(first), what: id })
    expect(await aliasesOf(first)).toEqual(old)
    await run({ from: to, to: place(last) })
    expect((await aliasesOf(last)).latest).toBe((await aliasesOf(second.repository)).latest)
    await expect(run({ from: to, to: place(last), what: '20200101-000000-abcdef' })).rejects.toThrow(
      /^no release 20200101-000000-abcdef in oci:.*; there are .*, /,
    )
  })

  test.each<[string, (layout: string, digest: Digest) => Promise<void>]>([
    [
      'a layer with another digest',
      async (layout, digest) => {
        const manifest = JSON.parse(await readFile(blobFile(layout, { digest }), 'utf8')) as {
          layers: { digest: Digest }[]
        }
        await damage(blobFile(layout, { digest: manifest.layers[0]?.digest as Digest }))
      },
    ],
    ['a manifest with another digest', (layout, digest) => damage(blobFile(layout, { digest }))],
    [
      'a signature that is gone',
      async (layout, digest) => {
        const opened = await openLayoutFolder(layout)
        const [first] = await opened.referrers(digest)
        await rm(blobFile(layout, { digest: first?.digest as Digest }))
      },
    ],
    [
      'an index of something else',
      (layout) => writeFile(path.join(layout, 'index.json'), '{"manifests": 1}'),
    ],
  ])('that is damaged (%s): it is refused, and nothing is named', async (name, spoil) => {
    const { repository, digests } = await released()
    const to = { folder: path.join(folder, name) }
    await run({ from: place(repository), to })
    const [digest] = digests.values()
    await spoil(to.folder, digest as Digest)
    const there = at(target.host, fresh())
    await expect(run({ from: to, to: place(there) })).rejects.toThrow(
      /should have (?:the digest )?(?:sha256|\d+ bytes)|is not there|is not an OCI layout/,
    )
    const tags = await fetch(`http://${target.host}/v2/${there.image.repository}/tags/list`)
    expect(((await tags.json()) as { tags?: string[] }).tags ?? []).toEqual([])
  })

  test('from a folder that is none', async () => {
    const there = at(target.host, fresh())
    await expect(run({ from: { folder }, to: place(there) })).rejects.toThrow(
      /^\/.* is not an OCI layout: its file oci-layout is not there; name a folder that promote made/,
    )
    const { repository } = await released()
    const file = path.join(folder, 'file')
    await writeFile(file, '')
    await expect(run({ from: place(repository), to: { folder: file } })).rejects.toThrow(
      /^can't write the OCI layout .*: EEXIST/,
    )
  })
})

describe('nothing is named when', () => {
  test('there is no release, or not this one', async () => {
    const there = at(target.host, fresh())
    const empty = at(source.host, fresh())
    await expect(run({ from: place(empty), to: place(there) })).rejects.toThrow(
      `there is no release in ${source.host}/${empty.image.repository}: release there first`,
    )
    const { repository, id } = await released()
    const other = '20200101-000000-abcdef'
    await expect(run({ from: place(repository), to: place(there), what: other })).rejects.toThrow(
      `no complete release ${other} in ${source.host}/${repository.image.repository}; known are ${id}`,
    )
    await expect(run({ from: place(repository), to: place(there), what: 'x' })).rejects.toThrow(
      /is not a release/,
    )
    await expect(run({ from: place(repository), to: place(repository) })).rejects.toThrow(
      /is promoted to itself/,
    )
  })

  test('images of the release are gone', async () => {
    const { repository, digests } = await released()
    const [digest] = digests.values()
    await rm(
      path.join(
        source.storage,
        'repositories',
        repository.image.repository,
        '_manifests/revisions/sha256',
        hexOf(digest as Digest),
      ),
      { recursive: true },
    )
    const there = at(target.host, fresh())
    await expect(run({ from: place(repository), to: place(there) })).rejects.toThrow(
      new RegExp(
        `^nothing was promoted: .* has lost images of release .*: 4\\.1\\.1-baseline \\(${digest}\\), `,
      ),
    )
    expect(await aliasesOf(there)).toEqual({})
  })

  test('a connection is cut once it is promoted all the same, and always it is not', async () => {
    const { repository } = await released()
    const name = fresh()
    await using breaking = await fragileProxy(target.port, 3, (chunk) => chunk.includes('PUT /v2/'))
    await run({ from: place(repository), to: place(at(breaking.host, name)) })
    expect(breaking.broken()).toBe(3)
    expect(await aliasesOf(at(target.host, name))).toEqual(await aliasesOf(repository))
    const to = { folder: path.join(folder, 'cut') }
    await using reading = await startFaults(source.port, {
      fault: ({ index, path: url }) => (index % 5 === 0 && url.includes('/blobs/') ? 'cut' : undefined),
    })
    await run({ from: place(at(reading.host, repository.image.repository)), to })
    expect(reading.faults()).toBeGreaterThan(2)
    const unlucky = fresh()
    await using never = await startFaults(source.port, {
      fault: ({ method, path: url }) => (method === 'GET' && url.includes('/blobs/') ? 'cut' : undefined),
    })
    await expect(
      run({ from: place(at(never.host, repository.image.repository)), to: place(at(target.host, unlucky)) }),
    ).rejects.toThrow(/no connection to/)
    expect(await aliasesOf(at(target.host, unlucky))).toEqual({})
  })
})
