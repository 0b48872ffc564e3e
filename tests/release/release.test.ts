import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { sha256 } from '../../src/oci/digest.ts'
import { MEDIA_TYPES, parseIndex, parseManifest } from '../../src/oci/manifest.ts'
import { sibling } from '../../src/oci/reference.ts'
import { IN_TOTO_TYPE } from '../../src/oci/statement.ts'
import { stateDigest } from '../../src/plan/fingerprint.ts'
import { pushBytes } from '../../src/registry/artifact.ts'
import { getBlob } from '../../src/registry/blobs.ts'
import { getManifest, putManifest, resolveTag } from '../../src/registry/manifests.ts'
import { listReferrers } from '../../src/registry/referrers.ts'
import { formatRepository, openRepository, type Repository } from '../../src/registry/repository.ts'
import { readHistory } from '../../src/release/history.ts'
import { leaseTag } from '../../src/release/lease.ts'
import { isChange } from '../../src/release/moves.ts'
import { journal, type ReleaseRecord, readRecord, writeRecord } from '../../src/release/record.ts'
import { rollback } from '../../src/release/rollback.ts'
import { type ReleaseOptions, type ReleaseResult, Session } from '../../src/release/session.ts'
import { denyingGateway } from '../registry/denied.ts'
import { gateway } from '../registry/gateway.ts'
import { startRegistry, type TestRegistry } from '../registry/registry.ts'
import { ALIASES, planned, pushCell, pushFamily, release, snapshot } from './family.ts'
import { type Passing, startFaults } from './faults.ts'

// Several whole runs each, on a machine that may have other things to do.
vi.setConfig({ testTimeout: 120_000 })

let registry: TestRegistry
beforeAll(async () => {
  registry = await startRegistry()
})
afterAll(async () => {
  await registry?.[Symbol.asyncDispose]()
})

const NOW = new Date('2026-11-24T14:15:30Z')
const LATER = new Date('2026-11-25T08:00:00Z')
const times = { settle: 300, renew: 500, valid: 10_000, flight: 100, lease: 3000, wait: 60_000 }

let count = 0

/** A repository that no other test uses, with what releases of it need. */
function workplace(host = registry.host) {
  const image = { registry: host, repository: `org${count++}/spark` }
  const client = { retries: { attempts: 3, base: 1, cap: 2, patience: 100 } }
  const at = (name: string | undefined): Repository =>
    openRepository(name === undefined ? image : sibling(image, name), client)
  const said: string[] = []
  const options: ReleaseOptions = {
    image,
    client,
    times,
    dryRun: false,
    by: 'a test',
    now: NOW,
    say: (text) => said.push(text),
  }
  return { repository: at(undefined), at, options, said }
}

/** Nobody has the lease, and nothing is unfinished. */
async function expectIdle(repository: Repository): Promise<void> {
  expect((await leaseTag.read(repository))?.holder).toBeUndefined()
  expect((await journal.read(repository))?.unfinished).toBeUndefined()
}

/** What each alias of an outcome names, as `verdict cell`. */
const verdicts = ({ moves }: ReleaseResult) =>
  Object.fromEntries(
    moves.map(({ image, tag, verdict, cell }) => [
      image === undefined ? tag : `${image}:${tag}`,
      `${verdict} ${cell}`,
    ]),
  )

const family = [planned('4.1.0', 'baseline'), planned('4.1.1', 'baseline'), planned('4.1.1', 'gpu')]

describe('a release', () => {
  test('sets every alias, with all that is attached to the images, and leaves a record', async () => {
    const { repository, at, options } = workplace()
    const digests = await pushFamily(repository, family)
    const outcome = await release(family, ALIASES, options)
    expect(outcome.moved).toBe(14)
    expect(outcome.id).toMatch(/^20261124-141530-[0-9a-f]{6}$/)
    const digestOf = (cell: string) => digests.get(family.find((one) => one.cell === cell)?.tag ?? '')
    const now = await snapshot(at, outcome.moves)
    expect(now).toEqual({
      '4.1.0-baseline': digestOf('4.1.0-baseline'),
      '4.1.1-baseline': digestOf('4.1.1-baseline'),
      '4.1.1-gpu': digestOf('4.1.1-gpu'),
      '4.1-baseline': digestOf('4.1.1-baseline'),
      '4.1-gpu': digestOf('4.1.1-gpu'),
      baseline: digestOf('4.1.1-baseline'),
      gpu: digestOf('4.1.1-gpu'),
      latest: digestOf('4.1.1-baseline'),
      '4.1.0-baseline-20261124': digestOf('4.1.0-baseline'),
      '4.1.1-baseline-20261124': digestOf('4.1.1-baseline'),
      '4.1.1-gpu-20261124': digestOf('4.1.1-gpu'),
      'spark-4.1.0:baseline': digestOf('4.1.0-baseline'),
      'spark-4.1.1:baseline': digestOf('4.1.1-baseline'),
      'spark-4.1.1:gpu': digestOf('4.1.1-gpu'),
    })
    const copied = at('spark-4.1.1')
    const there = now['spark-4.1.1:gpu'] ?? expect.fail('spark-4.1.1:gpu is not there')
    expect(await listReferrers(copied, there)).toEqual(await listReferrers(repository, there))
    expect(await listReferrers(copied, there)).toHaveLength(1)

    const found = await readRecord(repository, outcome.id ?? '')
    expect(found).toMatchObject({ kind: 'release', id: outcome.id })
    expect(found?.aliases).toHaveLength(14)
  })

  test('with nothing to move says so, and is no release', async () => {
    const { repository, options } = workplace()
    await pushFamily(repository, family)
    const { id } = await release(family, ALIASES, options)
    const again = await release(family, ALIASES, options)
    expect(again).toMatchObject({ id, moved: 0 })
    expect(new Set(again.moves.map(({ verdict }) => verdict))).toEqual(new Set(['keep']))
  })

  test('tells what its images are, and their sizes in the release before', async () => {
    const { repository, options } = workplace()
    await pushFamily(repository, family)
    const first = await release(family, ALIASES, options)
    expect(first.cells.map(({ cell, before }) => [cell, before])).toEqual([
      ['4.1.0-baseline', undefined],
      ['4.1.1-baseline', undefined],
      ['4.1.1-gpu', undefined],
    ])
    const other = family[2] ?? expect.fail('no third cell')
    // Its layer is eight bytes longer: "build 1" became "build 123456789".
    const { digest } = await pushCell(repository, other, 123_456_789)
    const second = await release(family, ALIASES, { ...options, now: LATER })
    const [one, , changed] = second.cells
    expect(one?.before).toBe(one?.compressed)
    expect(changed).toMatchObject({ platform: 'linux/amd64', digest, tests: 1, passed: 1, seconds: 1 })
    expect(changed?.compressed).toBe((changed?.before ?? 0) + 8)
  })

  test('of an image that grew by more than it may moves nothing', async () => {
    const { repository, at, options } = workplace()
    await pushFamily(repository, family)
    const { moves } = await release(family, ALIASES, options)
    const before = await snapshot(at, moves)
    await pushCell(repository, family[2] ?? expect.fail('no third cell'), 123_456_789)
    const growth = (bytes: number) => ({ ...options, growth: new Map([['4.1.1-gpu', bytes]]) })
    await expect(release(family, ALIASES, growth(7))).rejects.toThrow(
      /nothing was moved: .*\n4\.1\.1-gpu for linux\/amd64 grew by 8 B to \d+ B, 7 B are allowed by variants\.gpu\.budget\.growth/,
    )
    expect(await snapshot(at, moves)).toEqual(before)
    expect((await release(family, ALIASES, growth(8))).moved).toBeGreaterThan(0)
  })

  test('knows the sizes that images had before a part of the family was released, and before a rollback', async () => {
    const { repository, options } = workplace()
    const [, , gpu = expect.fail('no third cell')] = family
    await pushFamily(repository, family)
    const one = await release(family, ALIASES, options)
    const sizes = (outcome: ReleaseResult) => outcome.cells.map(({ cell, before }) => [cell, before])
    const first = one.cells.map(({ cell, compressed }) => [cell, compressed])

    await pushCell(repository, gpu, 123_456_789)
    const part = await release([gpu], ALIASES, { ...options, now: LATER })
    const [later] = part.cells
    const whole = await release(family, ALIASES, { ...options, dryRun: true })
    expect(sizes(whole)).toEqual([...first.slice(0, 2), ['4.1.1-gpu', later?.compressed]])

    await rollback(one.id ?? '', options)
    expect(sizes(await release(family, ALIASES, { ...options, dryRun: true }))).toEqual(first)
    await pushCell(repository, gpu, 1_234_567_890)
    const growth = new Map([['4.1.1-gpu', 8]])
    await expect(release(family, ALIASES, { ...options, growth })).rejects.toThrow(
      '4.1.1-gpu for linux/amd64 grew by 9 B',
    )
  })

  test('on a day on which nothing changed is none: no tag with a date is made', async () => {
    const { repository, at, options } = workplace()
    await pushFamily(repository, family)
    const { id } = await release(family, ALIASES, options)
    const next = await release(family, ALIASES, { ...options, now: LATER })
    expect(next).toMatchObject({ id, moved: 0 })

    // Of one cell that was built anew, and of no other.
    await pushCell(repository, family[2] ?? expect.fail('no third cell'), 2)
    const later = await release(family, ALIASES, { ...options, now: LATER })
    const dated = later.moves.filter(({ tag }) => tag.endsWith('-20261125'))
    expect(dated.map(({ tag }) => tag)).toEqual(['4.1.1-gpu-20261125'])
    const third = { ...options, now: new Date('2026-11-26T08:00:00Z') }
    expect(await release(family, ALIASES, third)).toMatchObject({ id: later.id, moved: 0 })
    const names = family.map(({ cell }) => ({ tag: `${cell}-20261126` }))
    expect(await snapshot(at, names)).toEqual({})
  })

  test('goes into repositories of which the registry says "denied" as they are not there yet', async () => {
    await using front = await denyingGateway(registry.port)
    const { repository, at, options } = workplace(front.host)
    await pushFamily(repository, family)
    const { moved, moves } = await release(family, ALIASES, options)
    expect(moved).toBe(14)
    expect(Object.keys(await snapshot(at, moves))).toHaveLength(14)
    expect(front.refused).toContain('GET manifests')
  })

  test('as a dry run tells what would move, and writes nothing', async () => {
    const { repository, at, options } = workplace()
    await pushFamily(repository, family)
    const { id, moved, moves } = await release(family, ALIASES, { ...options, dryRun: true })
    expect({ id, moved }).toEqual({ id: undefined, moved: 0 })
    expect(moves.map(({ verdict }) => verdict)).toEqual(Array(14).fill('new'))
    expect(await snapshot(at, [...moves, { tag: 'release-lease' }])).toEqual({})
  })

  test('of a backport does not take what is at a newer version', async () => {
    const { repository, at, options } = workplace()
    await pushFamily(repository, family)
    const first = await release(family, ALIASES, options)
    const before = await snapshot(at, first.moves)
    const backport = [planned('4.0.9', 'baseline')]
    const digests = await pushFamily(repository, backport)
    const outcome = await release(backport, ALIASES, { ...options, now: LATER })
    expect(verdicts(outcome)).toEqual({
      '4.0.9-baseline': 'new 4.0.9-baseline',
      '4.0-baseline': 'new 4.0.9-baseline',
      baseline: 'held back 4.0.9-baseline',
      '4.0.9-baseline-20261125': 'new 4.0.9-baseline',
      latest: 'held back 4.0.9-baseline',
      'spark-4.0.9:baseline': 'new 4.0.9-baseline',
    })
    expect(await snapshot(at, first.moves)).toEqual(before)
    expect((await resolveTag(repository, '4.0-baseline'))?.digest).toBe([...digests.values()][0])
  })

  test('leaves what is at a version that the catalog has withdrawn, until override names it', async () => {
    const { repository, at, options } = workplace()
    const [withdrawn, left] = [[planned('4.1.2', 'gpu')], [planned('4.1.1', 'gpu')]]
    await pushFamily(repository, withdrawn)
    const [digest] = (await pushFamily(repository, left)).values()
    await release(withdrawn, ALIASES, options)
    const places = [{ tag: 'gpu' }, { tag: '4.1-gpu' }]
    const before = await snapshot(at, places)
    const { moves } = await release(left, ALIASES, { ...options, now: LATER })
    const reason = 'it is at 4.1.2, which is newer than 4.1.1 and not in the catalog'
    const held = moves.filter(({ cause }) => cause === 'withdrawn')
    expect(held.map((move) => [move.tag, move.reason])).toEqual([
      ['4.1-gpu', reason],
      ['gpu', reason],
    ])
    expect(await snapshot(at, places)).toEqual(before)
    await release(left, ALIASES, { ...options, now: LATER, override: ['g*u'] })
    expect(await snapshot(at, places)).toEqual({ ...before, gpu: digest })
  })

  test('reads a record from before there was a history in it', async () => {
    const { repository, options } = workplace()
    await pushFamily(repository, family)
    const { id = '' } = await release(family, ALIASES, options)
    const { history, planned: _, cells, ...record } = (await readRecord(repository, id)) ?? {}
    const older = { ...record, cells: cells?.map(({ dated: __, ...cell }) => cell) }
    await writeRecord(repository, older as ReleaseRecord)
    expect((await readRecord(repository, id))?.history).toBeUndefined()
    const read = await readHistory(repository, id)
    expect(Object.fromEntries(read.cells)).toEqual(
      Object.fromEntries((history?.cells ?? []).map(({ cell, ...known }) => [cell, known])),
    )
    const { moved } = await release(family, ALIASES, { ...options, now: LATER })
    expect(moved).toBe(0)
  })

  test('merges the platforms of a cell into one index, the same each time', async () => {
    const { repository, at, options } = workplace()
    const both = [planned('4.1.1', 'gpu', 'linux/amd64'), planned('4.1.1', 'gpu', 'linux/arm64')]
    const digests = await pushFamily(repository, both)
    const { moved } = await release(both, ALIASES, options)
    expect(moved).toBe(5)
    for (const place of [repository, at('spark-4.1.1')]) {
      const stored = await getManifest(place, 'gpu')
      expect(stored?.descriptor.mediaType).toBe(MEDIA_TYPES.index)
      const index = parseIndex(stored?.bytes ?? Buffer.alloc(0), 'the index', () => {})
      expect(index.annotations?.['org.opencontainers.image.version']).toBe('4.1.1')
      expect(index.manifests.map(({ digest, platform }) => [platform?.architecture, digest])).toEqual([
        ['amd64', digests.get(both[0]?.tag ?? '')],
        ['arm64', digests.get(both[1]?.tag ?? '')],
      ])
      for (const { digest } of index.manifests) expect(await listReferrers(place, digest)).toHaveLength(1)
      const [tested, ...others] = await listReferrers(
        place,
        stored?.descriptor.digest ?? 'sha256:',
        IN_TOTO_TYPE,
      )
      expect(others).toEqual([])
      const artifact = await getManifest(place, tested?.digest ?? '')
      const [layer] = parseManifest(artifact?.bytes ?? Buffer.alloc(0), 'the result').layers
      const blob = layer && (await getBlob(place, layer))
      expect(JSON.parse(String(blob))).toMatchObject({
        subject: [{ digest: { sha256: stored?.descriptor.digest.slice('sha256:'.length) } }],
        predicate: {
          result: 'PASSED',
          configuration: index.manifests.map(({ digest }) => ({
            digest: { sha256: digest.slice('sha256:'.length) },
          })),
          passedTests: expect.arrayContaining([expect.stringMatching(/^linux\/arm64 \w/)]),
        },
      })
    }
    expect((await release(both, ALIASES, options)).moved).toBe(0)
    // A backport knows the version behind an index.
    const old = [planned('4.0.9', 'gpu')]
    await pushFamily(repository, old)
    expect(verdicts(await release(old, ALIASES, options))).toMatchObject({ gpu: 'held back 4.0.9-gpu' })
  })
})

describe('the order of plans', () => {
  const at = (minute: number): string => `2026-11-24T12:${minute}:00.000Z`

  test('is kept: an older plan than the last release’s moves nothing, and says so', async () => {
    const { repository, at: place, options } = workplace()
    await pushFamily(repository, family)
    const { id, moves } = await release(family, ALIASES, { ...options, planned: at(20) })
    expect((await readRecord(repository, id ?? ''))?.planned).toBe(at(20))
    const before = await snapshot(place, moves)
    // What a slow run has built.
    await pushFamily(repository, family, 2)
    for (const dryRun of [true, false]) {
      await expect(release(family, ALIASES, { ...options, dryRun, planned: at(10) })).rejects.toMatchObject({
        name: 'ConfigurationError',
        message: expect.stringMatching(
          `^nothing was moved: this plan was made at ${at(10)}, and newer plans have decided on .*, that of release ${id}: `,
        ),
      })
    }
    expect(await snapshot(place, moves)).toEqual(before)
    await expectIdle(repository)
    // The same plan once more, and a newer one.
    expect((await release(family, ALIASES, { ...options, planned: at(20) })).moved).toBeGreaterThan(0)
    await pushFamily(repository, family, 3)
    expect((await release(family, ALIASES, { ...options, planned: at(30) })).moved).toBeGreaterThan(0)
  })

  test('is kept by a plan that found nothing to move, too', async () => {
    const { repository, options } = workplace()
    await pushFamily(repository, family)
    const { id } = await release(family, ALIASES, { ...options, planned: at(10) })
    // The commit of the plan of 12:20 is slow; the next one takes it back.
    expect(await release(family, ALIASES, { ...options, planned: at(30) })).toMatchObject({ id, moved: 0 })
    await pushFamily(repository, family, 2)
    await expect(release(family, ALIASES, { ...options, planned: at(20) })).rejects.toThrow(
      `by one of ${at(30)}, which found it right: `,
    )
    expect((await release(family, ALIASES, { ...options, planned: at(40) })).moved).toBeGreaterThan(0)
  })

  test('is that of releases, not of rollbacks, and unknown where no record says it', async () => {
    const { repository, options } = workplace()
    await pushFamily(repository, family)
    const old = await release(family, ALIASES, options)
    await pushFamily(repository, family, 2)
    const { id } = await release(family, ALIASES, { ...options, planned: at(20) })
    await rollback(old.id ?? '', options)
    await pushFamily(repository, family, 3)
    await expect(release(family, ALIASES, { ...options, planned: at(10) })).rejects.toThrow(`release ${id}`)
    expect((await release(family, ALIASES, { ...options, planned: at(30) })).moved).toBeGreaterThan(0)
  })
})

describe('nothing moves', () => {
  const [first = planned('4.1.0', 'baseline'), second = first, third = first] = family
  test.each([
    ['that is not there', undefined, 'is not there: its build did not push it'],
    ['without a record', { record: false }, 'has no acceptance record'],
    ['that failed its tests', { record: { outcome: 'failed' } }, 'did not pass its acceptance tests'],
    [
      'that other tests tested',
      { record: { testsFingerprint: 'f'.repeat(64) } },
      'was tested by other acceptance tests than those planned',
    ],
    [
      'of another fingerprint',
      { labels: { 'spark-images.fingerprint': '0'.repeat(64) } },
      `has "${'0'.repeat(64)}" as label spark-images.fingerprint, not ${third.fingerprint}`,
    ],
    [
      'of another version',
      { labels: { 'org.opencontainers.image.version': '4.0.0' } },
      'has "4.0.0" as label',
    ],
    ['for another platform', { architecture: 'arm64' }, 'is an image for linux/arm64'],
    [
      'with other annotations',
      { annotations: { 'spark-images.cell': '4.1.1-baseline' } },
      'has "4.1.1-baseline" as annotation spark-images.cell',
    ],
  ] as const)('with a cell %s', async (_, deviation, message) => {
    const { repository, at, options } = workplace()
    await pushFamily(repository, [first, second])
    if (deviation !== undefined) await pushCell(repository, third, 1, deviation)
    const failure = await release(family, ALIASES, options).catch((error: Error) => error)
    expect(failure).toMatchObject({ name: 'ConfigurationError' })
    const text = (failure as Error).message
    expect(text).toContain("nothing was moved: 1 of 3 cells can't be released")
    expect(text).toContain(`4.1.1-gpu for linux/amd64: ${third.tag} ${message}`)
    const names = ['latest', 'gpu', 'release-lease', 'release-journal'].map((tag) => ({ tag }))
    expect(await snapshot(at, names)).toEqual({})
  })

  test('with two aliases that are one tag, as one names the images’ own repository', async () => {
    const { repository, at, options } = workplace()
    await pushFamily(repository, family)
    const aliases = [...ALIASES, { image: 'spark', tag: 'latest', variants: ['gpu'] }]
    await expect(release(family, aliases, options)).rejects.toThrow(
      `nothing was moved: the catalog's aliases give latest for 4.1.1-baseline and spark:latest for 4.1.1-gpu, which are one tag, ${formatRepository(repository)}:latest: leave out "image"`,
    )
    expect(await snapshot(at, [{ tag: 'latest' }, { tag: 'release-lease' }])).toEqual({})
  })

  test('with a cell whose build did not replace its outdated packages', async () => {
    const { repository, options } = workplace()
    const [now, then] = [{ 'trixie main': '2' }, { 'trixie main': '1' }]
    const due = { ...third, archive: stateDigest(now) }
    const asked = [first, second, due]
    await pushFamily(repository, [first, second])
    const text = `${due.tag} was planned with newer Debian packages: its build did not push it`
    for (const archive of [then, undefined]) {
      await pushCell(repository, due, 1, { record: { archive } })
      await expect(release(asked, ALIASES, options)).rejects.toThrow(text)
    }
    await pushCell(repository, due, 2, { record: { archive: now } })
    expect((await release(asked, ALIASES, options)).moved).toBeGreaterThan(0)
  })

  test('with a platform that nobody built', async () => {
    const { repository, at, options } = workplace()
    const both = [planned('4.1.1', 'gpu', 'linux/amd64'), planned('4.1.1', 'gpu', 'linux/arm64')]
    await pushFamily(repository, both.slice(0, 1))
    await expect(release(both, ALIASES, options)).rejects.toThrow(
      /nothing was moved: 1 of 2 cells can't be released[\s\S]*4\.1\.1-gpu for linux\/arm64: /,
    )
    expect(await snapshot(at, [{ tag: 'gpu' }, { tag: 'release-lease' }])).toEqual({})
  })

  test('with platforms that do not belong together', async () => {
    const { repository, options } = workplace()
    const both = [planned('4.1.1', 'gpu', 'linux/amd64'), planned('4.1.1', 'gpu', 'linux/arm64')]
    await pushFamily(repository, both.slice(0, 1))
    const base = { 'org.opencontainers.image.base.digest': `sha256:${'2'.repeat(64)}` }
    await pushCell(repository, both[1] ?? first, 1, { labels: base })
    await expect(release(both, ALIASES, options)).rejects.toThrow(
      "the images of 4.1.1-gpu don't belong together: org.opencontainers.image.base.digest is",
    )
  })
})

test('what the same family has elsewhere is compared, where it can be', async () => {
  const [here, there, nowhere] = [workplace(), workplace(), workplace('127.0.0.1:1')]
  const cell = planned('4.1.1', 'gpu')
  await pushCell(here.repository, cell, 1, { record: { packages: { tini: '0.19.0-1', tzdata: '2026b' } } })
  await pushCell(there.repository, cell, 2, { record: { packages: { tini: '0.19.0-1', tzdata: '2026c' } } })
  const compareWith = [there, nowhere].map(({ options }) => options.image)
  const { moved, differences } = await release([cell], ALIASES, { ...here.options, compareWith })
  expect(moved).toBeGreaterThan(0)
  const [ours, tours] = [here, there].map(({ repository }) => formatRepository(repository))
  expect(differences).toEqual([
    `4.1.1-gpu for linux/amd64: ${ours} and ${tours} have different Debian packages: tzdata 2026b and 2026c`,
    expect.stringMatching(/^127\.0\.0\.1:1\/\S+ was not compared: .*127\.0\.0\.1:1/),
  ])
  const same = { ...here.options, compareWith: [here.options.image, workplace().options.image] }
  expect((await release([cell], ALIASES, same)).differences).toEqual([])
})

test('platforms of a cell with different packages are released, and said', async () => {
  const { repository, options } = workplace()
  const both = [planned('4.1.1', 'gpu', 'linux/amd64'), planned('4.1.1', 'gpu', 'linux/arm64')]
  for (const [at, cell] of both.entries())
    await pushCell(repository, cell, 1, { record: { packages: { tini: `0.19.0-${at}` } } })
  const { moved, differences } = await release(both, ALIASES, options)
  expect(moved).toBeGreaterThan(0)
  expect(differences).toEqual([
    '4.1.1-gpu: linux/amd64 and linux/arm64 have different Debian packages: tini 0.19.0-0 and 0.19.0-1',
  ])
})

describe('a rollback', () => {
  test('restores an earlier release whole, and can be rolled back itself', async () => {
    const { repository, at, options } = workplace()
    await pushFamily(repository, family)
    const one = await release(family, ALIASES, options)
    const grown = [...family, planned('4.1.2', 'baseline')]
    await pushFamily(repository, grown, 2)
    const two = await release(grown, ALIASES, { ...options, now: LATER })
    const after = await snapshot(at, two.moves)
    const dated = Object.keys(after).filter((name) => name.endsWith('-20261125'))

    const dry = await rollback(one.id ?? '', { ...options, dryRun: true })
    expect(verdicts(dry)).toMatchObject({
      latest: 'move 4.1.1-baseline',
      '4.1.2-baseline': 'remove 4.1.2-baseline',
    })
    expect(dry.moves.find(({ tag }) => tag === '4.1.2-baseline')?.reason).toBe(
      'was not there then; it goes where the registry lets us delete, and stays elsewhere',
    )
    expect(await snapshot(at, two.moves)).toEqual(after)

    const back = await rollback(one.id ?? '', { ...options, now: LATER })
    const restored = await snapshot(at, [...one.moves, ...two.moves])
    for (const { image, tag, to } of one.moves) {
      expect(restored[image === undefined ? tag : `${image}:${tag}`]).toBe(to?.digest)
    }
    const names = one.moves.map(({ image, tag }) => (image === undefined ? tag : `${image}:${tag}`))
    expect(Object.keys(restored).sort()).toEqual([...names, ...dated].sort())
    expect(await readRecord(repository, back.id ?? '')).toMatchObject({
      kind: 'rollback',
      restores: one.id,
      previous: two.id,
    })

    await rollback(two.id ?? '', { ...options, now: LATER })
    expect(await snapshot(at, two.moves)).toEqual(after)
    expect((await rollback(two.id ?? '', options)).moved).toBe(0)
  })

  test('leaves new tags where the registry does not let us delete, and says so', async () => {
    await using strict = await startRegistry({ deletion: false })
    const { repository, options } = workplace(strict.host)
    await pushFamily(repository, family)
    const one = await release(family, ALIASES, options)
    const grown = [...family, planned('4.1.2', 'baseline')]
    await pushFamily(repository, grown)
    const two = await release(grown, ALIASES, options)
    const back = await rollback(one.id ?? '', options)
    const line = back.moves.find(({ tag }) => tag === '4.1.2-baseline')
    expect(line).toMatchObject({
      verdict: 'held back',
      reason: expect.stringContaining('does not let us delete'),
    })
    expect((await resolveTag(repository, 'latest'))?.digest).toBe(
      one.moves.find(({ tag }) => tag === 'latest')?.to?.digest,
    )
    expect(two.id).not.toBe(one.id)
  })

  test('moves nothing when the registry has lost a platform of an image', async () => {
    const { repository, at, options } = workplace()
    const both = [planned('4.1.1', 'gpu', 'linux/amd64'), planned('4.1.1', 'gpu', 'linux/arm64')]
    const digests = await pushFamily(repository, both)
    const one = await release(both, ALIASES, options)
    await pushFamily(repository, both, 2)
    const two = await release(both, ALIASES, { ...options, now: LATER })
    const before = await snapshot(at, two.moves)
    const lost = digests.get(both[1]?.tag ?? '')
    const url = `http://${registry.host}/v2/${options.image.repository}/manifests/${lost}`
    expect((await fetch(url, { method: 'DELETE' })).status).toBe(202)
    const message = `nothing was moved: the registry has lost images of that release: 4.1.1-gpu (${lost}), `
    await expect(rollback(one.id ?? '', options)).rejects.toThrow(message)
    expect(await snapshot(at, two.moves)).toEqual(before)
  })

  test('of what is no release says which there are', async () => {
    const { repository, options } = workplace()
    await expect(rollback('latest', options)).rejects.toThrow('"latest" is not a release: an id is like')
    await expect(rollback('20200101-000000-abcdef', options)).rejects.toThrow('there is none')
    await pushFamily(repository, family)
    const { id } = await release(family, ALIASES, options)
    await expect(rollback('20200101-000000-abcdef', options)).rejects.toThrow(`known are ${id}`)
  })
})

describe('what was rolled back', () => {
  const [, , gpu = planned('4.1.1', 'gpu')] = family

  test('stays until another image is built or override says so, and is told', async () => {
    const { repository, options } = workplace()
    await pushFamily(repository, family)
    const one = await release(family, ALIASES, options)
    const { digest: bad } = await pushCell(repository, gpu, 2)
    await release(family, ALIASES, { ...options, now: LATER })
    const back = await rollback(one.id ?? '', { ...options, now: LATER })
    const nightly = await release(family, ALIASES, { ...options, now: LATER })
    expect(nightly).toMatchObject({ id: back.id, moved: 0 })
    expect(nightly.moves.find(({ tag }) => tag === '4.1-gpu')).toMatchObject({
      verdict: 'held back',
      cause: 'rollback',
      reason: `release ${back.id} rolled it back from this image, to release ${one.id}: it stays until another image is built`,
    })
    // A part of the family forgets nothing.
    const part = [planned('4.1.2', 'baseline')]
    await pushFamily(repository, part)
    expect((await release(part, ALIASES, { ...options, now: LATER })).moved).toBeGreaterThan(0)
    expect((await release(family, ALIASES, { ...options, now: LATER })).moved).toBe(0)
    const some = await release(family, ALIASES, { ...options, now: LATER, override: ['4.1-gpu'] })
    expect(some.moves.filter(isChange).map(({ tag, to }) => [tag, to?.digest])).toEqual([['4.1-gpu', bad]])
    const { digest: good } = await pushCell(repository, gpu, 3)
    await release(family, ALIASES, { ...options, now: LATER })
    for (const tag of ['gpu', '4.1-gpu', '4.1.1-gpu']) {
      expect((await getManifest(repository, tag))?.descriptor.digest).toBe(good)
    }
  })

  test('and back again, and forward, holds what it was taken from', async () => {
    const { repository, options } = workplace()
    const ids: string[] = []
    for (const build of [1, 2, 3]) {
      await pushCell(repository, gpu, build)
      ids.push((await release([gpu], ALIASES, { ...options, now: LATER })).id ?? '')
    }
    const [first = '', second = '', third = ''] = ids
    const verdictOf = async (build: number) => {
      await pushCell(repository, gpu, build)
      const { moves } = await release([gpu], ALIASES, { ...options, dryRun: true })
      return moves.find(({ tag }) => tag === '4.1-gpu')?.verdict
    }
    await rollback(second, options)
    await rollback(first, options)
    expect([await verdictOf(3), await verdictOf(2), await verdictOf(4)]).toEqual([
      'held back',
      'held back',
      'move',
    ])
    await rollback(third, options)
    expect([await verdictOf(3), await verdictOf(2), await verdictOf(1)]).toEqual([
      'keep',
      'held back',
      'move',
    ])
  })
})

describe('what is none of our images behind an alias', () => {
  const EMPTY = { digest: `sha256:${'4'.repeat(64)}`, size: 2 }
  const config = { mediaType: 'application/vnd.oci.image.config.v1+json', ...EMPTY }
  const manifest = (more: object) => ({
    schemaVersion: 2,
    mediaType: MEDIA_TYPES.manifest,
    layers: [],
    ...more,
  })
  const sha512 = { mediaType: 'x', digest: `sha512:${'0'.repeat(128)}`, size: 1 }

  test.each<[string, string, object | string, object, RegExp]>([
    [
      'a chart',
      MEDIA_TYPES.manifest,
      manifest({ config: { ...config, mediaType: 'application/vnd.cncf.helm.config.v1+json' } }),
      {},
      /^it names an artifact of the type application\/vnd\.cncf\.helm\.config\.v1\+json$/,
    ],
    [
      'an ORAS artifact',
      MEDIA_TYPES.manifest,
      manifest({ artifactType: 'text/x', config: { ...config, mediaType: MEDIA_TYPES.empty } }),
      {},
      /^it names an artifact of the type text\/x$/,
    ],
    [
      'a configuration without an architecture',
      MEDIA_TYPES.manifest,
      manifest({ config }),
      { os: 'linux', rootfs: { type: 'layers', diff_ids: [] } },
      /^it names what is no image: its configuration is not an image configuration: architecture/,
    ],
    [
      'a layer with another digest',
      MEDIA_TYPES.manifest,
      manifest({ config, layers: [sha512] }),
      {},
      /^it names what is no image: .*sha256 digest/,
    ],
    [
      'an image with the version of its base',
      MEDIA_TYPES.manifest,
      manifest({ config }),
      {
        architecture: 'amd64',
        os: 'linux',
        config: { Labels: { 'org.opencontainers.image.version': '22.04' } },
        rootfs: { type: 'layers', diff_ids: [] },
      },
      /^it names an image that is none of this family$/,
    ],
    [
      'an index of others',
      MEDIA_TYPES.index,
      { schemaVersion: 2, mediaType: MEDIA_TYPES.index, manifests: [] },
      {},
      /^it names an index that no release made$/,
    ],
    [
      'an index with an image that is gone',
      MEDIA_TYPES.index,
      {
        schemaVersion: 2,
        mediaType: MEDIA_TYPES.index,
        manifests: [{ mediaType: MEDIA_TYPES.manifest, digest: sha256('gone'), size: 4 }],
        annotations: { 'org.opencontainers.image.version': '4.1.1', 'spark-images.cell': '4.1.1-gpu' },
      },
      {},
      /^it names an index with an image that is gone or of another version$/,
    ],
    [
      'schema 1',
      'application/vnd.docker.distribution.manifest.v1+prettyjws',
      '{"schemaVersion": 1}',
      {},
      /^it names a manifest of the type application\/vnd\.docker\.distribution\.manifest\.v1\+prettyjws$/,
    ],
    [
      'no JSON',
      MEDIA_TYPES.manifest,
      'no JSON',
      {},
      /^it names what is no image: it is not an image manifest/,
    ],
  ])('%s is held back, and all others move', async (kind, mediaType, content, blob, reason) => {
    const { repository, options } = workplace()
    await pushFamily(repository, family)
    // Another one than the empty blob, which releases use themselves.
    const blobBytes = Buffer.from(JSON.stringify({ ...blob, kind }))
    const ours = JSON.stringify(content)
      .replaceAll(EMPTY.digest, sha256(blobBytes))
      .replaceAll('"size":2', `"size":${blobBytes.length}`)
    const bytes = Buffer.from(typeof content === 'string' ? content : ours)
    const digest = kind === 'schema 1' ? sha256('without its signature') : sha256(bytes)
    let isTaken = false
    await using front = await gateway(registry.port, {
      intercept({ method = '', url = '' }, response) {
        const isAlias = /\/manifests\/4\.1-gpu$/.test(url) || url.endsWith(`/manifests/${digest}`)
        if (url.endsWith(`/blobs/${sha256(blobBytes)}`)) {
          response.end(blobBytes)
          return true
        }
        isTaken ||= isAlias && method === 'PUT'
        if (!isAlias || isTaken) return false
        response.writeHead(200, {
          'content-type': mediaType,
          'docker-content-digest': digest,
          'content-length': bytes.length,
        })
        response.end(method === 'HEAD' ? undefined : bytes)
        return true
      },
    })
    const there = { ...options, image: { ...options.image, registry: front.host } }
    const { moved, moves } = await release(family, ALIASES, there)
    const held = moves.filter(({ verdict }) => verdict === 'held back')
    expect(held.map(({ tag, cause }) => [tag, cause])).toEqual([['4.1-gpu', 'foreign']])
    expect(held[0]?.reason).toMatch(reason)
    expect(moved).toBe(13)
    expect(isTaken).toBe(false)
    await expect(release(family, ALIASES, { ...there, override: ['5.*'] })).rejects.toThrow(
      'held back are 4.1-gpu',
    )
  })

  test('an index that holds an image of ours and a chart is held back, in a real registry', async () => {
    const { repository, options } = workplace()
    await pushFamily(repository, family)
    const ours = await resolveTag(repository, planned('4.1.1', 'gpu').tag)
    const config = await pushBytes(repository, 'application/vnd.cncf.helm.config.v1+json', Buffer.from('{}'))
    const chart = Buffer.from(JSON.stringify(manifest({ config })))
    const foreign = await putManifest(repository, sha256(chart), chart, MEDIA_TYPES.manifest)
    const index = {
      schemaVersion: 2,
      mediaType: MEDIA_TYPES.index,
      manifests: [ours, foreign],
      annotations: { 'org.opencontainers.image.version': '4.1.1', 'spark-images.cell': '4.1.1-gpu' },
    }
    const bytes = Buffer.from(JSON.stringify(index))
    const { digest } = await putManifest(repository, '4.1-gpu', bytes, MEDIA_TYPES.index)
    const { moved, moves } = await release(family, ALIASES, options)
    const held = moves.filter(({ verdict }) => verdict === 'held back')
    expect(held.map(({ tag, cause, reason }) => [tag, cause, reason])).toEqual([
      [
        '4.1-gpu',
        'foreign',
        'it names an index with an artifact of the type application/vnd.cncf.helm.config.v1+json',
      ],
    ])
    expect(moved).toBe(13)
    expect((await resolveTag(repository, '4.1-gpu'))?.digest).toBe(digest)
  })
})

test('immutable tags are found out before anything moves, and named', async () => {
  const { repository, at, options } = workplace()
  await pushFamily(repository, family)
  const { moves } = await release(family, ALIASES, options)
  const before = await snapshot(at, moves)
  await pushFamily(repository, family, 2)
  const refuseWrites = (isImmutable: (tag: string) => boolean) =>
    gateway(registry.port, {
      intercept({ method, url = '' }, response) {
        const tag = /\/manifests\/([^:]+)$/.exec(url)?.[1] ?? ''
        if (method !== 'PUT' || !isImmutable(tag)) return false
        const errors = [{ code: 'PRECONDITION', message: `'${tag}' configured as immutable` }]
        response.writeHead(412).end(JSON.stringify({ errors }))
        return true
      },
    })
  await using some = await refuseWrites((tag) => tag === '4.1-gpu')
  const there = { ...options, now: LATER, image: { ...options.image, registry: some.host } }
  await expect(release(family, ALIASES, there)).rejects.toThrow(
    /^nothing was moved: the registry does not let these tags be moved: 4\.1-gpu \(.*configured as immutable.*\); a release moves aliases and writes release-lease, release-journal and/,
  )
  expect(await snapshot(at, moves)).toEqual(before)
  await using all = await refuseWrites((tag) => tag === 'release-lease')
  const locked = { ...options, now: LATER, image: { ...options.image, registry: all.host } }
  await expect(release(family, ALIASES, locked)).rejects.toThrow(
    /^nothing was moved: .*configured as immutable.*exempt these/,
  )
  expect(await snapshot(at, moves)).toEqual(before)
})

test('a release that fails before it announces what it moves gives the lease back', async () => {
  const { repository, at, options } = workplace()
  await pushFamily(repository, family)
  await using proxy = await startFaults(registry.port, {
    fault: ({ method, path }) =>
      method === 'PUT' && /\/manifests\/release-\d/.test(path) ? 'denied' : undefined,
  })
  const image = { ...options.image, registry: proxy.host }
  await expect(release(family, ALIASES, { ...options, image })).rejects.toThrow('TEST: a fault of the tests')
  await expectIdle(repository)
  expect(await snapshot(at, [{ tag: 'latest' }])).toEqual({})
})

test('a release that fails where a deletion is answered with 404, and not done, leaves its new tags and blocks no other', async () => {
  const { repository, options } = workplace()
  await pushFamily(repository, family)
  let isRefused = false
  await using front = await gateway(registry.port, {
    intercept({ method, url = '' }, response) {
      const isFirst = !isRefused && method === 'PUT' && url.endsWith('/manifests/latest')
      isRefused ||= isFirst
      if (isFirst) response.writeHead(403).end()
      if (method === 'DELETE') response.writeHead(404).end('404 page not found')
      return isFirst || method === 'DELETE'
    },
  })
  const there = { ...options, image: { ...options.image, registry: front.host } }
  await expect(release(family, ALIASES, there)).rejects.toThrow(
    /failed and was undone: .*every alias is as it was, but: .*is new and stays, as this registry does not let us delete/,
  )
  const outcome = await release(family, ALIASES, there)
  expect(outcome.moved).toBeGreaterThan(0)
  expect((await resolveTag(repository, 'latest'))?.digest).toBe(
    outcome.moves.find(({ tag }) => tag === 'latest')?.to?.digest,
  )
})

/** A run for which nothing arrives any more from this request on: as if it were killed. */
async function dieAt(
  { options }: ReturnType<typeof workplace>,
  isEnd: (passing: Passing) => boolean,
  run: (options: ReleaseOptions) => Promise<unknown>,
): Promise<void> {
  let isDead = false
  const fault = (passing: Passing) => {
    isDead ||= isEnd(passing)
    return isDead ? ('refuse' as const) : undefined
  }
  await using proxy = await startFaults(registry.port, { fault })
  const image = { ...options.image, registry: proxy.host }
  await expect(run({ ...options, image })).rejects.toThrow()
  expect(isDead).toBe(true)
}

/** Whether a request is the second one that moves an alias of the variant gpu: each of the four is written as it is before. */
function secondAlias(): (passing: Passing) => boolean {
  let seen = 0
  return ({ method, path }) =>
    method === 'PUT' && /\/manifests\/(?:4\.1(?:\.1)?-)?gpu$/.test(path) && seen++ > 4
}

describe('what a dead release left half-moved', () => {
  const [, , gpu = planned('4.1.1', 'gpu')] = family

  test.each<[string, (options: ReleaseOptions) => Promise<unknown>, string]>([
    [
      'a release of an incomplete plan',
      (options) => release([...family, planned('4.1.2', 'gpu')], ALIASES, options),
      "nothing was moved: 1 of 4 cells can't be released",
    ],
    [
      'a rollback to what is no release',
      (options) => rollback('20200101-000000-abcdef', options),
      'no complete release 20200101-000000-abcdef',
    ],
  ])('is undone by %s too, which moves nothing itself', async (_, next, message) => {
    const place = workplace()
    const { repository, at, options, said } = place
    await pushFamily(repository, family)
    const { moves } = await release(family, ALIASES, options)
    const before = await snapshot(at, moves)
    await pushCell(repository, gpu, 2)
    await dieAt(place, secondAlias(), (through) => release(family, ALIASES, { ...through, now: LATER }))
    expect(await snapshot(at, moves)).not.toEqual(before)

    const impatient = { ...options, times: { ...times, lease: 500 } }
    const said0 = said.length
    await expect(next({ ...impatient, dryRun: true })).rejects.toThrow(message)
    expect(await snapshot(at, moves)).not.toEqual(before)
    await expect(next(impatient)).rejects.toThrow(message)
    expect(await snapshot(at, moves)).toEqual(before)
    expect(said.slice(said0).join()).toContain('ended in the middle: it was undone')
    await expectIdle(repository)
  })

  test('is undone as far as the old images are there: what is gone blocks no release', async () => {
    const place = workplace()
    const { repository, at, options, said } = place
    const old = (await pushFamily(repository, family)).get(gpu.tag) ?? expect.fail('no image')
    const { moves } = await release(family, ALIASES, options)
    const before = await snapshot(at, moves)
    const { digest } = await pushCell(repository, gpu, 2)
    await dieAt(place, secondAlias(), (through) => release(family, ALIASES, { ...through, now: LATER }))
    const moved = Object.entries(await snapshot(at, moves)).filter(([name, now]) => now !== before[name])
    expect(moved.map(([, now]) => now)).toEqual([digest])

    await using cleaned = await gateway(registry.port, {
      intercept({ url = '' }, response) {
        const isGone = url.endsWith(`/manifests/${old}`)
        if (isGone) response.writeHead(404).end()
        return isGone
      },
    })
    const image = { ...options.image, registry: cleaned.host }
    await using session = new Session({ ...options, image, times: { ...times, lease: 500 } })
    await session.recover()
    expect(said.at(-1)).toContain(
      `ended in the middle: it was undone, but ${moved[0]?.[0]} has lost its old image ${old}, which is gone from the registry; it stays at ${digest}`,
    )
    await expectIdle(repository)
    expect((await release(family, ALIASES, { ...options, now: LATER })).moved).toBeGreaterThan(0)
  })

  test('is complete when all its aliases are where they should be', async () => {
    const place = workplace()
    const { repository, at, options, said } = place
    await pushFamily(repository, family)
    const first = await release(family, ALIASES, options)
    await pushCell(repository, gpu, 2)
    let last = 0
    // Of the writings of the journal the third, after beginning it and announcing, says that nothing is unfinished.
    const isAfter = ({ method, path }: Passing): boolean =>
      method === 'PUT' && path.endsWith('/manifests/release-journal') && ++last === 2
    const still = { ...options, times: { ...times, renew: 60_000 } }
    await dieAt({ ...place, options: still }, isAfter, (through) =>
      release(family, ALIASES, { ...through, now: LATER }),
    )
    const left = await snapshot(at, first.moves)
    await using session = new Session({ ...options, times: { ...times, lease: 500 } })
    await session.recover()
    expect(said.at(-1)).toContain('ended after it moved everything: it is complete now')
    expect(await snapshot(at, first.moves)).toEqual(left)
    await expectIdle(repository)
    const { last: id = '' } = (await journal.read(repository)) ?? {}
    expect((await readRecord(repository, id))?.previous).toBe(first.id)
  })

  test('is undone under a lease that what comes next does not need', async () => {
    const { options } = workplace()
    const brief = { ...times, settle: 100, renew: 200, valid: 1000 }
    await using session = new Session({ ...options, times: brief })
    await session.begin()
    await session.end()
    await sleep(1.5 * brief.valid)
    expect(await resolveTag(session.main, 'latest')).toBeUndefined()
  })
})

describe('two releases at once', () => {
  test('take turns: one moves all, the others then find nothing to move', async () => {
    const { repository, at, options } = workplace()
    await pushFamily(repository, family)
    const results = await Promise.all(
      ['the first', 'the second', 'the third'].map((by) => release(family, ALIASES, { ...options, by })),
    )
    expect(results.map(({ moved }) => moved).sort()).toEqual([0, 0, 14])
    expect(new Set(results.map(({ id }) => id)).size).toBe(1)
    expect(Object.keys(await snapshot(at, results[0]?.moves ?? []))).toHaveLength(14)
  })
})
