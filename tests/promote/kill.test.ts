/** A promotion that ends anywhere: from some request on, nothing arrives any more. */
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openLayoutFolder } from '../../src/layout/folder.ts'
import { inParallel } from '../../src/parallel.ts'
import { type PromoteOptions, promote } from '../../src/promote/promote.ts'
import { openRepository, type Repository } from '../../src/registry/repository.ts'
import { Session } from '../../src/release/session.ts'
import { startRegistry, type TestRegistry } from '../registry/registry.ts'
import { planned, pushFamily, release, snapshot } from '../release/family.ts'
import { type Passing, startFaults } from '../release/faults.ts'

const TIMES = { settle: 30, renew: 500, valid: 10_000, flight: 50, lease: 200, wait: 60_000 }
const client = { retries: { attempts: 2, base: 1, cap: 2, patience: 100 } }
const COMMON = { client, times: TIMES, dryRun: false, by: 'a test', say: () => {} }
const ALIASES = [
  { tag: '{version}-{variant}' },
  { tag: '{variant}' },
  { tag: 'latest', variants: ['baseline'] },
]
const CELLS = [planned('4.1.1', 'baseline'), planned('4.1.1', 'gpu')]
const TAGS = ['4.1.1-baseline', '4.1.1-gpu', 'baseline', 'gpu', 'latest'].map((tag) => ({ tag }))

let source: TestRegistry
let target: TestRegistry
let folder: string
let from: Repository
/** Two releases of the source, and what their aliases name. */
let ids: string[]
let states: Record<string, string | undefined>[]
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'test-promote-kill-'))
  source = await startRegistry()
  target = await startRegistry()
  from = openRepository({ registry: source.host, repository: 'team/spark' })
  ids = []
  states = []
  for (const build of [1, 2]) {
    await pushFamily(from, CELLS, build)
    const now = new Date(`2026-11-2${build}T12:00:00Z`)
    const done = await release(CELLS, ALIASES, {
      ...COMMON,
      image: from.image,
      now,
      planned: now.toISOString(),
    })
    ids.push(done.id ?? '')
    states.push(await snapshot(() => from, TAGS))
  }
})
afterAll(async () => {
  await Promise.all([source?.[Symbol.asyncDispose](), target?.[Symbol.asyncDispose]()])
  await rm(folder, { recursive: true, force: true })
})

const run = (given: Pick<PromoteOptions, 'from' | 'to'> & Partial<PromoteOptions>) =>
  promote({ ...COMMON, now: new Date(), fromClient: client, what: 'latest', override: [], ...given })

/** Lets so many requests of a kind through, and then none at all. */
function endAfter(limit: number, counts: (passing: Passing) => boolean) {
  let seen = 0
  return (passing: Passing) => {
    if (counts(passing)) seen += 1
    return seen > limit ? ('refuse' as const) : undefined
  }
}

describe('a promotion that ends anywhere', () => {
  test('leaves the aliases of a registry whole: the next run finishes or undoes it', async () => {
    const repositoryOf = (host: string, name: string) =>
      openRepository({ registry: host, repository: `${name}/spark` })
    const prepare = (name: string) => run({ from, to: repositoryOf(target.host, name), what: ids[0] ?? '' })
    const isWrite = ({ writes }: Passing): boolean => writes
    let writings = 0
    await prepare('counted')
    await using counting = await startFaults(target.port, {
      onForward: (passing) => {
        if (isWrite(passing)) writings += 1
      },
    })
    await run({ from, to: repositoryOf(counting.host, 'counted') })
    expect(writings).toBeGreaterThan(30)

    const points = Array.from({ length: Math.ceil(writings / 3) }, (_, index) => index * 3)
    const outcomes = await inParallel(4, points, async (point) => {
      const name = `ended${point}`
      await prepare(name)
      const there = repositoryOf(target.host, name)
      const look = () => snapshot(() => there, TAGS)
      await using proxy = await startFaults(target.port, { fault: endAfter(point, isWrite) })
      const ended = await run({ from, to: repositoryOf(proxy.host, name) }).then(
        () => 'done',
        () => 'failed',
      )
      const left = await look()
      // What every run begins with.
      await using session = new Session({ ...COMMON, image: there.image, now: new Date() })
      await session.begin()
      await session.end()
      expect(states, `${point}`).toContainEqual(await look())
      await run({ from, to: there })
      expect(await look()).toEqual(states[1])
      return `${ended} ${states.findIndex((state) => JSON.stringify(state) === JSON.stringify(left))}`
    })
    expect(outcomes.filter((outcome) => outcome === 'failed 0').length).toBeGreaterThan(5)
    // Half-way: some aliases had moved.
    expect(outcomes).toContain('failed -1')
  }, 300_000)

  test('leaves a layout as it was', async () => {
    const to = { folder: path.join(folder, 'layout') }
    await run({ from, to, what: ids[0] ?? '' })
    const index = await readFile(path.join(to.folder, 'index.json'), 'utf8')
    let failed = 0
    for (let point = 1; ; point += 3) {
      await using proxy = await startFaults(source.port, { fault: endAfter(point, () => true) })
      const reading = openRepository({ registry: proxy.host, repository: 'team/spark' })
      const error = await run({ from: reading, to }).then(() => undefined, String)
      if (error === undefined) break
      failed += 1
      expect(await readFile(path.join(to.folder, 'index.json'), 'utf8')).toBe(index)
    }
    expect(failed).toBeGreaterThan(5)
    const { tags } = await openLayoutFolder(to.folder)
    for (const [tag, digest] of Object.entries(states[1] ?? {})) expect(tags.get(tag)?.digest).toBe(digest)
  }, 60_000)
})
