import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { getManifest, putManifest } from '../../src/registry/manifests.ts'
import { openRepository, type Repository } from '../../src/registry/repository.ts'
import { LOCK_TAG, Lock, type LockTimes, readLock } from '../../src/release/lock.ts'
import { startRegistry, type TestRegistry } from '../registry/registry.ts'
import { planned, pushCell } from './family.ts'
import { type Fault, startFaults } from './faults.ts'

const TIMES: LockTimes = { settle: 200, renew: 200, valid: 5000, lease: 1500 }

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
const fresh = (): string => `lock${count++}/spark`
const open = (repository: string, host = registry.host): Repository =>
  openRepository({ registry: host, repository }, { retries: { attempts: 2, base: 1, cap: 2, patience: 10 } })

function take(repository: Repository, holder: string, times = TIMES, said: string[] = []): Promise<Lock> {
  return Lock.take(repository, { holder, by: `run ${holder}` }, times, (text) => said.push(text))
}

describe('the release lock', () => {
  test('is taken, says what is done, and is given back with the last release', async () => {
    const repository = open(fresh())
    const lock = await take(repository, 'a')
    await lock.update({ phase: 'moving', release: '20261124-141530-1a2b3c' })
    expect(await readLock(repository)).toMatchObject({
      phase: 'moving',
      holder: 'a',
      by: 'run a',
      release: '20261124-141530-1a2b3c',
    })
    await lock.giveBack('20261124-141530-1a2b3c')
    expect(await readLock(repository)).toMatchObject({ phase: 'idle', last: '20261124-141530-1a2b3c' })
    await sleep(2 * TIMES.renew)
    expect((await readLock(repository))?.phase).toBe('idle')
    await using next = await take(repository, 'b')
    expect(next).toMatchObject({ interrupted: undefined, last: '20261124-141530-1a2b3c' })
  })

  test('of a living holder is not taken, and who wants it is told whose it is', async () => {
    const repository = open(fresh())
    await using lock = await take(repository, 'a')
    await expect(take(repository, 'b')).rejects.toMatchObject({
      name: 'LockError',
      message: expect.stringMatching(
        /^nothing was moved: another release is under way, of run a, last seen at 20/,
      ),
    })
    await lock.confirm()
  })

  test('of a dead holder is taken when it was not renewed for the lease, with what was under way', async () => {
    const repository = open(fresh())
    const dead = await take(repository, 'a')
    await dead.update({ phase: 'moving', release: '20261124-141530-1a2b3c' })
    await dead[Symbol.asyncDispose]()
    const started = performance.now()
    const said: string[] = []
    await using lock = await take(repository, 'b', TIMES, said)
    expect(performance.now() - started).toBeGreaterThan(TIMES.lease)
    expect(said.join()).toContain('another release 20261124-141530-1a2b3c is under way, of run a')
    expect(lock.interrupted).toMatchObject({ phase: 'moving', release: '20261124-141530-1a2b3c' })
    // Still there for whoever comes after this one, should it die too.
    expect(await readLock(repository)).toMatchObject({ holder: 'b', release: '20261124-141530-1a2b3c' })
    await expect(dead.confirm()).rejects.toMatchObject({ name: 'LockError' })
  })

  test('that is long dead needs no waiting', async () => {
    const repository = open(fresh())
    const dead = await take(repository, 'a', { ...TIMES, lease: 60_000 })
    await dead[Symbol.asyncDispose]()
    await sleep(200)
    const started = performance.now()
    await using lock = await take(repository, 'b', { ...TIMES, settle: 1500, lease: 15 })
    expect(lock.interrupted?.holder).toBe('a')
    expect(performance.now() - started).toBeLessThan(10_000)
  })

  test('that could not be renewed in time is nobody’s to write by, not even to undo', async () => {
    let cut = false
    await using proxy = await startFaults(registry.port, { fault: () => (cut ? 'refuse' : undefined) })
    const times = { ...TIMES, valid: 1000 }
    await using lock = await take(open(fresh(), proxy.host), 'a', times)
    lock.check(false)
    await sleep(2 * times.valid)
    lock.check(false)
    cut = true
    await sleep(1.5 * times.valid)
    expect(() => lock.check(false)).toThrow('could not be renewed in time')
    expect(() => lock.check(true)).toThrow('could not be renewed in time')
  })

  test('that somebody wrote over is lost: what was moved may be put back, and no more', async () => {
    const name = fresh()
    await using lock = await take(open(name), 'a')
    // As if the other one had not seen it.
    await using _ = await take(open(`other/${name}`), 'b')
    const stored = await getManifest(open(`other/${name}`), LOCK_TAG)
    await putManifest(
      open(name),
      LOCK_TAG,
      stored?.bytes ?? Buffer.alloc(0),
      stored?.descriptor.mediaType ?? '',
    )
    await sleep(3 * TIMES.renew)
    expect(() => lock.check(false)).toThrow('another release took the lock, of run b')
    lock.check(true)
    await expect(lock.update({ phase: 'moving' })).rejects.toThrow('another release took the lock')
    expect((await readLock(open(name)))?.holder).toBe('b')
  })

  test('written slowly is waited for, as its writing may have been over another one’s', async () => {
    let delay = 1000
    const fault = async ({ method, path }: { method: string; path: string }): Promise<Fault | undefined> => {
      if (method !== 'PUT' || !path.endsWith(LOCK_TAG) || delay === 0) return undefined
      const now = delay
      delay = 0
      await sleep(now)
      return undefined
    }
    await using proxy = await startFaults(registry.port, { fault })
    const said: string[] = []
    const started = performance.now()
    await using lock = await take(open(fresh(), proxy.host), 'a', TIMES, said)
    expect(performance.now() - started).toBeGreaterThan(1000 + TIMES.lease)
    expect(said.join()).toContain('the registry is slow')
    lock.check(false)
  })

  test('is not taken for one when something else has its tag', async () => {
    const repository = open(fresh())
    await pushCell(repository, { ...planned('4.1.1', 'gpu'), tag: LOCK_TAG })
    await expect(take(repository, 'a')).rejects.toThrow(
      /:release-lock is not a release lock: remove that tag$/,
    )
  })
})
