/**
 * Releases that contend for one family, with wrong clocks, on machines that are suspended, with processes that are
 * stopped and killed, through a network that delays and loses. A gateway before the registry records what each of them
 * writes: no alias is ever written by one while another one holds the lease, and the family is whole in the end.
 */
import { type ChildProcess, fork } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sibling } from '../../src/oci/reference.ts'
import { inParallel } from '../../src/parallel.ts'
import { getManifest, putManifest } from '../../src/registry/manifests.ts'
import { openRepository, type Repository } from '../../src/registry/repository.ts'
import { type LeaseTimes, leaseTag } from '../../src/release/lease.ts'
import { journal } from '../../src/release/record.ts'
import { Session } from '../../src/release/session.ts'
import { startRegistry, type TestRegistry } from '../registry/registry.ts'
import type { Job } from './contender.ts'
import { planned, pushFamily, release, snapshot } from './family.ts'
import { type Fault, type Passing, startFaults } from './faults.ts'
import { numbers } from './random.ts'

/** `SPARK_IMAGES_CONTENTIONS=1000 npm test -- release` */
const CONTENTIONS = Number(process.env.SPARK_IMAGES_CONTENTIONS ?? 2)
const FIRST_SEED = Number(process.env.SPARK_IMAGES_SEED ?? randomInt(2 ** 31))
const LANES = Number(process.env.SPARK_IMAGES_LANES ?? 4)
const RUNS = 3

/** As the real ones relate, and much shorter. */
const TIMES: LeaseTimes = { settle: 300, renew: 300, valid: 1500, flight: 1000, lease: 5000, wait: 30_000 }
/** How long the network keeps a request: that and what the registry takes is less than `flight`. */
const MAX_DELAY = 400
const DAY = 24 * 3_600_000

const VARIANTS = ['baseline', 'gpu']
const VERSIONS = ['4.1.0', '4.1.1', '4.1.2', '4.1.3']
const ALIASES = [{ tag: '{variant}' }, { tag: 'x-{variant}' }, { image: 'spark-x', tag: '{variant}' }]
const NAMES = VARIANTS.flatMap((variant) => [
  { tag: variant },
  { tag: `x-${variant}` },
  { image: 'spark-x', tag: variant },
])
const familyOf = (version: string) => VARIANTS.map((variant) => planned(version, variant))

let registry: TestRegistry
let folder: string
beforeAll(async () => {
  registry = await startRegistry()
  folder = await mkdtemp(path.join(tmpdir(), 'contention-'))
})
afterAll(async () => {
  await registry?.[Symbol.asyncDispose]()
  await rm(folder, { recursive: true, force: true })
})

/** What happens to a run, as a seed says. */
interface Fate {
  /** In ms. */
  readonly begin: number
  readonly wallOffset: number
  /** Before which of its writes it is stopped, for how long, and whether its machine is suspended. */
  readonly pause: { readonly write: number; readonly length: number; readonly suspended: boolean } | undefined
  /** Before which of its writes it is killed. */
  readonly kill: number
  readonly faults: number
  readonly delays: number
  /** Whether its claims of the lease are slow. */
  readonly slow: boolean
}

function fateOf(next: () => number): Fate {
  const pick = <T>(...from: readonly T[]): T => from[Math.floor(next() * from.length)] as T
  const pauses = next() < 0.6
  return {
    begin: next() * pick(100, 1500),
    wallOffset: (2 * next() - 1) * DAY,
    pause: pauses
      ? { write: Math.floor(next() * 24), length: pick(500, 2500, 6500, 9000), suspended: next() < 0.5 }
      : undefined,
    kill: next() < 0.2 ? Math.floor(next() * 24) : Number.POSITIVE_INFINITY,
    faults: pick(0, 0, 0.03, 0.1),
    delays: pick(0, 0.05, 0.2),
    slow: next() < 0.25,
  }
}

/** What a run did, in the order in which it reached the registry. */
interface Step {
  readonly run: string
  readonly what: 'holds' | 'moves'
  readonly detail: string
}

/** A process that runs one release at a time, and the time in ms that its machine was suspended for. */
class Contender {
  #child: ChildProcess | undefined
  #suspended = 0
  readonly #file: string

  constructor(name: string) {
    this.#file = path.join(folder, name)
  }

  /** @returns how the release ended */
  async run(job: Omit<Job, 'suspended'>): Promise<string> {
    await writeFile(this.#file, String(this.#suspended))
    const child = this.#child ?? (await this.#start())
    const ended = new Promise<string>((resolve) => {
      const told = (outcome: unknown): void => resolve(String(outcome))
      child.once('message', told)
      child.once('exit', () => resolve('killed'))
    })
    child.send({ ...job, suspended: this.#file })
    const outcome = await ended
    child.removeAllListeners('exit')
    if (outcome === 'killed') this.#child = undefined
    return outcome
  }

  async pause({ length, suspended }: { length: number; suspended: boolean }): Promise<void> {
    const child = this.#child
    child?.kill('SIGSTOP')
    await sleep(length)
    if (suspended) this.#suspended += length
    await writeFile(this.#file, String(this.#suspended))
    child?.kill('SIGCONT')
  }

  kill(): void {
    this.#child?.kill('SIGKILL')
  }

  async #start(): Promise<ChildProcess> {
    const child = fork(path.join(import.meta.dirname, 'contender.ts'), [], { execArgv: [] })
    await new Promise((resolve) => child.once('message', resolve))
    this.#child = child
    return child
  }
}

/** A family that contentions of one lane share, one after the other, and the processes that contend. */
class Lane {
  readonly image: { readonly registry: string; readonly repository: string }
  readonly #contenders: readonly Contender[]
  readonly #at: (name: string | undefined) => Repository

  constructor(index: number) {
    this.image = { registry: registry.host, repository: `lane${index}/spark` }
    this.#contenders = Array.from({ length: RUNS }, (_, run) => new Contender(`${index}-${run}`))
    this.#at = (name) => openRepository(name === undefined ? this.image : sibling(this.image, name))
  }

  async prepare(): Promise<void> {
    for (const version of VERSIONS) {
      const pushed = await pushFamily(this.#at(undefined), familyOf(version))
      for (const digest of pushed.values()) images.set(digest, version)
    }
    await release(familyOf(VERSIONS[0] ?? ''), ALIASES, this.#options())
  }

  /** @returns how the releases ended */
  async contend(seed: number, before: Awaited<ReturnType<Lane['look']>>): Promise<string[]> {
    await this.#restore(before)
    const next = numbers(seed)
    const steps: Step[] = []
    const fates = Array.from({ length: RUNS }, () => fateOf(next))
    const deleted = next() < 0.1 ? this.#deleteLease(next() * 1500) : undefined
    const ends = await Promise.all(fates.map((fate, run) => this.#run(run, fate, next, steps)))
    await deleted
    const story = `${JSON.stringify(fates)}\n${ends.join('\n')}\n${steps.map((step) => Object.values(step).join(' ')).join('\n')}`
    expect(twoHolders(steps), story).toEqual([])

    // The next release begins with this.
    await using session = new Session(this.#options())
    await session.begin()
    await session.end()
    const main = this.#at(undefined)
    expect((await leaseTag.read(main))?.holder, story).toBeUndefined()
    expect((await journal.read(main))?.unfinished, story).toBeUndefined()
    expect(versionsOf(await this.look()), story).toHaveLength(1)
    return ends
  }

  look() {
    return snapshot(this.#at, NAMES)
  }

  #options() {
    const say = (): void => {}
    // What prepares and repairs has no part in this.
    const times = { ...TIMES, valid: 60_000 }
    return {
      image: this.image,
      times,
      dryRun: false,
      by: 'a test',
      now: new Date(),
      say,
      client: { env: {} },
    }
  }

  /** Everything as it was before the first contention. */
  async #restore(state: Record<string, string | undefined>): Promise<void> {
    for (const { image, tag } of NAMES) {
      const at = this.#at(image)
      const stored = await getManifest(at, state[image === undefined ? tag : `${image}:${tag}`] ?? '')
      if (stored !== undefined) await putManifest(at, tag, stored.bytes, stored.descriptor.mediaType)
    }
    await journal.write(this.#at(undefined), {})
  }

  async #run(run: number, fate: Fate, next: () => number, steps: Step[]): Promise<string> {
    const contender = this.#contenders[run] as Contender
    const name = `run ${run}`
    let writes = 0
    let holder: string | undefined
    /** Kills or pauses the run before this write. @returns whether it is dead */
    const strike = (write: number): boolean => {
      if (write >= fate.kill) contender.kill()
      else if (fate.pause?.write === write) contender.pause(fate.pause)
      return write >= fate.kill
    }
    const fault = async ({
      writes: isWrite,
      method,
      path: url,
      sent,
    }: Passing): Promise<Fault | undefined> => {
      if (isWrite && strike(writes++)) return 'refuse'
      const isClaim = method === 'PUT' && url.endsWith(leaseTag.tag)
      if (isClaim) holder = stateOf(sent)?.holder ?? holder
      if ((isClaim && fate.slow) || next() < fate.delays) await sleep(next() * MAX_DELAY)
      return next() < fate.faults ? FAULTS[Math.floor(next() * FAULTS.length)] : undefined
    }
    await using proxy = await startFaults(registry.port, {
      fault,
      onForward({ method, path: url }) {
        if (method === 'PUT' && ALIAS.test(url)) steps.push({ run: name, what: 'moves', detail: url })
      },
      onAnswer({ method, path: url }, body) {
        if (method !== 'GET' || !url.endsWith(leaseTag.tag)) return
        const found = stateOf(body)?.holder
        if (found !== undefined && found === holder) steps.push({ run: name, what: 'holds', detail: found })
      },
    })
    await sleep(fate.begin)
    const outcome = await contender.run({
      image: { ...this.image, registry: proxy.host },
      family: familyOf(VERSIONS[run + 1] ?? ''),
      versions: VERSIONS,
      aliases: ALIASES,
      by: name,
      times: TIMES,
      wallOffset: fate.wallOffset,
    })
    await proxy.settled()
    return `${name}: ${outcome}`
  }

  /** As a clean-up may do it. */
  async #deleteLease(after: number): Promise<void> {
    await sleep(after)
    const main = this.#at(undefined)
    const stored = await getManifest(main, leaseTag.tag)
    if (stored === undefined) return
    const url = `http://${registry.host}/v2/${main.image.repository}/manifests/${stored.descriptor.digest}`
    await (await fetch(url, { method: 'DELETE' })).arrayBuffer()
  }
}

const FAULTS: readonly Fault[] = ['refuse', 'lost', 'lost', 'stall', 'error', 'busy']
const ALIAS = /\/manifests\/(?:x-)?(?:baseline|gpu)$/

function stateOf(manifest: Buffer): { holder?: string } | undefined {
  try {
    return JSON.parse(JSON.parse(manifest.toString()).annotations['spark-images.state'])
  } catch {
    return undefined
  }
}

/** Aliases that a run moved when another one had confirmed that it holds the lease. */
function twoHolders(steps: readonly Step[]): string[] {
  let holder: string | undefined
  return steps.flatMap(({ run, what, detail }) => {
    if (what === 'holds') holder = run
    return what === 'moves' && run !== holder ? [`${run} moves ${detail}, held by ${holder}`] : []
  })
}

/** The versions whose images the aliases name. */
function versionsOf(state: Record<string, string | undefined>): string[] {
  const found = VERSIONS.filter((version) =>
    Object.values(state).some((digest) => digest !== undefined && images.get(digest) === version),
  )
  return Object.values(state).every((digest) => images.has(digest ?? '')) ? found : ['unknown', ...found]
}

/** The version of each image. */
const images = new Map<string, string>()

test(`${CONTENTIONS} contentions with wrong clocks and suspensions: one holder, nothing half-moved`, async () => {
  const seeds = Array.from({ length: CONTENTIONS }, (_, index) => FIRST_SEED + index).values()
  const counts = new Map<string, number>()
  await inParallel(
    LANES,
    Array.from({ length: LANES }, (_, index) => index),
    async (index) => {
      const lane = new Lane(index)
      await lane.prepare()
      const before = await lane.look()
      for (const seed of seeds) {
        const ends = await lane.contend(seed, before).catch((cause: unknown) => {
          throw new Error(
            `seed ${seed}: SPARK_IMAGES_SEED=${seed} SPARK_IMAGES_CONTENTIONS=1 npm test -- release`,
            {
              cause,
            },
          )
        })
        for (const end of ends) {
          const kind = end
            .replace(/^run \d: /, '')
            .replaceAll(/\d{8}-\S+|127\.\S+|sha256:\S+|\d+/g, '…')
            .slice(0, 90)
          counts.set(kind, (counts.get(kind) ?? 0) + 1)
        }
      }
    },
  )
  process.stdout.write(`contentions from seed ${FIRST_SEED}: ${JSON.stringify([...counts], undefined, 1)}\n`)
}, 36_000_000)
