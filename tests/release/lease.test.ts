import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { MEDIA_TYPES } from '../../src/oci/manifest.ts'
import { encodeArtifact, pushEmpty } from '../../src/registry/artifact.ts'
import { getManifest, putManifest } from '../../src/registry/manifests.ts'
import { formatRepository, openRepository, type Repository } from '../../src/registry/repository.ts'
import {
  type Clock,
  LEASE_TIMES,
  Lease,
  type LeaseTimes,
  leaseTag,
  machineClock,
} from '../../src/release/lease.ts'
import { journal } from '../../src/release/record.ts'
import { startRegistry, type TestRegistry } from '../registry/registry.ts'
import { planned, pushCell } from './family.ts'
import { type Fault, startFaults } from './faults.ts'

const TIMES: LeaseTimes = { settle: 200, renew: 200, valid: 5000, flight: 100, lease: 1500, wait: 60_000 }
const DAY = 24 * 3_600_000

// Several whole runs each, on a machine that may have other things to do.
vi.setConfig({ testTimeout: 120_000 })

let registry: TestRegistry
beforeAll(async () => {
  registry = await startRegistry()
})
afterAll(async () => {
  await registry?.[Symbol.asyncDispose]()
})

let count = 0
const fresh = (): string => `lease${count++}/spark`
const open = (repository: string, host = registry.host): Repository =>
  openRepository({ registry: host, repository }, { retries: { attempts: 2, base: 1, cap: 2, patience: 10 } })

interface Options {
  readonly times?: Partial<LeaseTimes>
  readonly said?: string[]
  readonly clock?: Clock
}

function acquire(
  repository: Repository,
  by: string,
  { times, said = [], clock }: Options = {},
): Promise<Lease> {
  const say = (text: string): unknown => said.push(text)
  return Lease.acquire(repository, { by: `run ${by}`, times: { ...TIMES, ...times }, clock, say })
}

/** Leaves a lease as a run does that dies. */
async function die(repository: Repository, options: Options = {}): Promise<void> {
  await (await acquire(repository, 'a', options))[Symbol.asyncDispose]()
}

/** Stores a lease as another program may have written it. */
async function put(repository: Repository, state: unknown, artifactType?: string): Promise<void> {
  const type = artifactType ?? 'application/vnd.spark-images.release-lease.v1+json'
  const text = typeof state === 'string' ? state : JSON.stringify(state)
  const bytes = encodeArtifact({ artifactType: type, annotations: { 'spark-images.state': text } })
  await pushEmpty(repository)
  await putManifest(repository, leaseTag.tag, bytes, MEDIA_TYPES.manifest)
}

const wallOffBy = (offset: number): Clock => ({
  ...machineClock(),
  wall: () => new Date(Date.now() + offset),
})

describe('the release lease', () => {
  test('is acquired, says who holds it, and is given back', async () => {
    const repository = open(fresh())
    const lease = await acquire(repository, 'a')
    expect(await leaseTag.read(repository)).toMatchObject({ by: 'run a', holder: expect.any(String) })
    await lease.giveBack()
    await sleep(2 * TIMES.renew)
    expect((await leaseTag.read(repository))?.holder).toBeUndefined()
    const said: string[] = []
    await using _ = await acquire(repository, 'b', { said })
    expect(said.join()).not.toContain('another release')
  })

  test('of a living holder is waited for, and then acquired', async () => {
    const repository = open(fresh())
    const first = await acquire(repository, 'a')
    const said: string[] = []
    const second = acquire(repository, 'b', { said })
    await sleep(2 * TIMES.lease)
    await first.confirm()
    await first.giveBack()
    await using lease = await second
    await lease.confirm()
    expect(said[0]).toMatch(
      /^another release is under way, by run a, last seen at 20.*; waiting until it has/,
    )
  })

  test('of a living holder is not waited for without end', async () => {
    const repository = open(fresh())
    await using lease = await acquire(repository, 'a')
    await expect(acquire(repository, 'b', { times: { wait: 1000 } })).rejects.toMatchObject({
      name: 'RegistryError',
      message: expect.stringMatching(
        /^nothing was moved: another release is under way, by run a, .* has ended$/,
      ),
    })
    await lease.confirm()
  })

  test.each([
    ['a day behind', -DAY],
    ['ten minutes behind', -600_000],
    ['right', 0],
    ['a day ahead', DAY],
  ])('of a dead holder whose wall clock is %s is watched for a whole lease', async (_, offset) => {
    const repository = open(fresh())
    await die(repository, { clock: wallOffBy(offset) })
    const started = performance.now()
    await using lease = await acquire(repository, 'b', { clock: wallOffBy(-offset) })
    expect(performance.now() - started).toBeGreaterThan(TIMES.lease)
    await lease.confirm()
  })

  test.each([
    ['a day behind', -DAY],
    ['a day ahead', DAY],
  ])('of a living holder whose wall clock is %s stays its own', async (_, offset) => {
    const repository = open(fresh())
    await using lease = await acquire(repository, 'a', { clock: wallOffBy(offset) })
    await expect(acquire(repository, 'b', { times: { wait: 3000 } })).rejects.toThrow(
      'is under way, by run a',
    )
    await lease.confirm()
  })

  test.each([
    ['suspended', { monotonic: 0, boot: 1 }],
    ['stopped, as a process', { monotonic: 1, boot: 1 }],
    ['on a system whose boot time stands still', { monotonic: 1, boot: 0 }],
  ])('is nobody’s to write by after its holder was %s for too long', async (_, passes) => {
    let passed = 0
    const monotonic = () => performance.now() + passes.monotonic * passed
    const boot = () => performance.now() + passes.boot * passed
    const clock = machineClock({ monotonic, boot })
    await using lease = await acquire(open(fresh()), 'a', { clock })
    lease.check()
    passed = TIMES.valid
    expect(() => lease.check()).toThrow('could not be renewed in time')
    expect(lease.signal.aborted).toBe(true)
    // For good: whatever is renewed later, somebody else may have had it.
    passed = 0
    await sleep(2 * TIMES.renew)
    expect(() => lease.check()).toThrow('could not be renewed in time')
  })

  test('that could not be renewed in time is nobody’s to write by, not even to undo', async () => {
    let cut = false
    await using proxy = await startFaults(registry.port, { fault: () => (cut ? 'refuse' : undefined) })
    const times = { valid: 1000 }
    await using lease = await acquire(open(fresh(), proxy.host), 'a', { times })
    await sleep(2 * times.valid)
    lease.check()
    cut = true
    await sleep(1.5 * times.valid)
    expect(lease.signal.aborted).toBe(true)
    expect(() => lease.check()).toThrow('could not be renewed in time')
    await expect(lease.beginUndo().then(() => lease.check())).rejects.toThrow('could not be renewed in time')
  })

  test('that somebody wrote over is lost: what was moved may be put back, and no more', async () => {
    const repository = open(fresh())
    await using lease = await acquire(repository, 'a')
    await put(repository, { holder: 'x', by: 'run x', time: '', turn: '1' })
    await sleep(3 * TIMES.renew)
    expect(() => lease.check()).toThrow('the release lease was lost: another release is under way, by run x')
    await expect(lease.confirm()).rejects.toThrow('the release lease was lost')
    await lease.beginUndo()
    lease.check()
    await lease.giveBack()
    expect((await leaseTag.read(repository))?.holder).toBe('x')
  })

  test('written slowly is not relied on before whoever it overwrote must have noticed', async () => {
    let delay = 1000
    const fault = async ({ method, path }: { method: string; path: string }): Promise<Fault | undefined> => {
      if (method !== 'PUT' || !path.endsWith(leaseTag.tag) || delay === 0) return undefined
      const now = delay
      delay = 0
      await sleep(now)
      return undefined
    }
    await using proxy = await startFaults(registry.port, { fault })
    const said: string[] = []
    const started = performance.now()
    await using lease = await acquire(open(fresh(), proxy.host), 'a', { said })
    expect(performance.now() - started).toBeGreaterThan(1000 + TIMES.lease / 2)
    expect(said.join()).toContain('the registry is slow')
    await lease.confirm()
  })

  test('that is missing although there were releases is watched before it is acquired', async () => {
    const repository = open(fresh())
    await journal.write(repository, {})
    const said: string[] = []
    const started = performance.now()
    await using _ = await acquire(repository, 'b', { said })
    expect(performance.now() - started).toBeGreaterThan(TIMES.lease)
    expect(said[0]).toMatch(/^its tag release-lease is missing, so a release may be under way; waiting until/)
  })

  test('that a clean-up deletes is lost, and nobody else’s before it was watched', async () => {
    const repository = open(fresh())
    // Renewed meanwhile, it would have another digest.
    await using lease = await acquire(repository, 'a', { times: { renew: TIMES.valid } })
    const digest = (await getManifest(repository, leaseTag.tag))?.descriptor.digest ?? ''
    const url = `http://${registry.host}/v2/${repository.image.repository}/manifests/${digest}`
    expect((await fetch(url, { method: 'DELETE' })).status).toBe(202)
    const started = performance.now()
    await expect(lease.confirm()).rejects.toThrow('was lost: its tag release-lease is missing')
    await using _ = await acquire(repository, 'b')
    expect(performance.now() - started).toBeGreaterThan(TIMES.lease)
  })

  test('of a later version, with more fields, is understood', async () => {
    const repository = open(fresh())
    await put(repository, { holder: 'x', by: 'run x', time: 'now', turn: '1', queue: [1], phase: 'moving' })
    expect(await leaseTag.read(repository)).toEqual({ holder: 'x', by: 'run x', time: 'now', turn: '1' })
  })

  test.each<[string, (repository: Repository) => Promise<unknown>]>([
    ['an image', (repository) => pushCell(repository, { ...planned('4.1.1', 'gpu'), tag: leaseTag.tag })],
    ['an artifact of another type', (repository) => put(repository, { time: '', turn: '' }, 'a/b')],
    ['no JSON', (repository) => put(repository, '{')],
    ['JSON of another kind', (repository) => put(repository, { holder: 1 })],
    ['an index', (repository) => putIndex(repository)],
  ])('is not taken for one when its tag holds %s', async (_, store) => {
    const repository = open(fresh())
    await store(repository)
    await expect(acquire(repository, 'a')).rejects.toMatchObject({
      name: 'ConfigurationError',
      message: `${formatRepository(repository)}:release-lease holds nothing that this version of the action can read: use the version that wrote it, or remove that tag when no release is under way`,
    })
  })

  test('says who holds it in one short line that is no workflow command', async () => {
    const repository = open(fresh())
    const by = `\u001b[31m\r\n::error::x ##[error]y ${'z'.repeat(1_000_000)}`
    await put(repository, { holder: 'x', by, time: '\n::stop-commands::t', turn: '1' })
    const said: string[] = []
    const failure = await acquire(repository, 'b', { said, times: { wait: 1 } }).catch(
      (error: Error) => error,
    )
    for (const text of [said[0], (failure as Error).message]) {
      expect(text).toContain('another release is under way, by [31m ')
      expect(text).not.toMatch(/[\p{Cc}\u2028\u2029]|##\[/u)
      expect(text?.length).toBeLessThan(500)
    }
  })

  test('is not acquired where the registry shows what a tag was before', async () => {
    const repository = open(fresh())
    await (await acquire(repository, 'a')).giveBack()
    const old = await getManifest(repository, leaseTag.tag)
    await using stale = await startFaults(registry.port, {
      fault: ({ method, path }) => (method === 'PUT' && path.endsWith(leaseTag.tag) ? 'pretend' : undefined),
    })
    await expect(acquire(open(repository.image.repository, stale.host), 'b')).rejects.toThrow(
      /:release-lease still shows what was there before it was written: a release needs a registry/,
    )
    expect((await getManifest(repository, leaseTag.tag))?.descriptor).toEqual(old?.descriptor)
  })

  test('is given back once no write without an answer can still be carried out', async () => {
    const repository = open(fresh())
    const lease = await acquire(repository, 'a', { times: { flight: 1000 } })
    const started = performance.now()
    lease.unanswered()
    await lease.giveBack()
    expect(performance.now() - started).toBeGreaterThan(999)
    expect((await leaseTag.read(repository))?.holder).toBeUndefined()
  })
})

test('the lease’s times keep their promises', () => {
  const { settle, renew, valid, flight, lease } = LEASE_TIMES
  expect(lease / 2).toBeGreaterThanOrEqual(valid + flight)
  expect(valid).toBeGreaterThan(3 * renew)
  expect(renew).toBeGreaterThan(settle)
})

async function putIndex(repository: Repository): Promise<void> {
  const bytes = Buffer.from(JSON.stringify({ schemaVersion: 2, mediaType: MEDIA_TYPES.index, manifests: [] }))
  await putManifest(repository, leaseTag.tag, bytes, MEDIA_TYPES.index)
}
