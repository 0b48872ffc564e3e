import { setTimeout as sleep } from 'node:timers/promises'
import * as z from 'zod/mini'
import { ConfigurationError, RegistryError } from '../errors.ts'
import { digestSchema } from '../oci/descriptor.ts'
import { MEDIA_TYPES, parseManifest } from '../oci/manifest.ts'
import { pushEmpty } from '../registry/empty.ts'
import { getManifest, putManifest } from '../registry/manifests.ts'
import { formatRepository, type Repository } from '../registry/repository.ts'
import { encodeArtifact } from './artifact.ts'

const LOCK_TYPE = 'application/vnd.spark-images.release-lock.v1+json'
export const LOCK_TAG = 'release-lock'
const STATE = 'spark-images.lock'

const stateSchema = z.object({
  /** `idle`: nobody's. `held`: somebody prepares. `moving`: what `record` names is being moved. */
  phase: z.enum(['idle', 'held', 'moving']),
  /** Random, one for each run. */
  holder: z.optional(z.string()),
  /** Whose it is, for people. */
  by: z.optional(z.string()),
  /** The release under way, and the digest of its record's manifest. */
  release: z.optional(z.string()),
  record: z.optional(digestSchema),
  /** The last release that was completed. */
  last: z.optional(z.string()),
  /** When it was written. */
  time: z.string(),
  /** Makes each writing another one. */
  turn: z.number(),
})

/** What the lock's tag says. */
export type LockState = z.infer<typeof stateSchema>

/** In ms. */
export interface LockTimes {
  /** From writing the lock to reading it back: longer than two writings at once are apart. */
  readonly settle: number
  /** Between renewals. */
  readonly renew: number
  /** Without a renewal for so long, a holder writes nothing more. */
  readonly valid: number
  /** Without a renewal for so long, a holder is dead to others: longer, by the time that a request may take. */
  readonly lease: number
}

export const LOCK_TIMES: LockTimes = { settle: 1500, renew: 8000, valid: 30_000, lease: 60_000 }

/** Somebody else releases, or took over from us. */
export class LockError extends RegistryError {
  override readonly name = 'LockError'
}

/** What the lock's tag says now; undefined before the first release. */
export async function readLock(repository: Repository): Promise<LockState | undefined> {
  const stored = await getManifest(repository, LOCK_TAG)
  if (stored === undefined) return undefined
  const what = `${formatRepository(repository)}:${LOCK_TAG}`
  const { artifactType, annotations } = parseManifest(stored.bytes, what)
  try {
    const parsed = stateSchema.safeParse(JSON.parse(annotations?.[STATE] ?? 'null'))
    if (artifactType === LOCK_TYPE && parsed.success) return parsed.data
  } catch {
    // Not JSON: not ours.
  }
  throw new ConfigurationError(`${what} is not a release lock: remove that tag`)
}

/**
 * The right to move aliases: a tag that names its holder. A registry can't compare and swap, so it is
 * written, left alone for a moment and read back; then it is renewed as long as it is held. Holders and
 * others measure time each by a clock of their own. See docs/release.md for what this can't do.
 */
export class Lock implements AsyncDisposable {
  /** What an earlier holder, dead by now, left unfinished. */
  readonly interrupted: LockState | undefined
  readonly #repository: Repository
  readonly #times: LockTimes
  readonly #stop = new AbortController()
  #state: LockState
  /** By performance.now(), in ms. */
  #validUntil: number
  #lostTo: LockState | undefined
  #writing: Promise<unknown> = Promise.resolve()

  private constructor(
    repository: Repository,
    times: LockTimes,
    state: LockState,
    written: number,
    interrupted: LockState | undefined,
  ) {
    this.#repository = repository
    this.#times = times
    this.#state = state
    this.#validUntil = written + times.valid
    this.interrupted = interrupted
  }

  /**
   * Takes the lock; waits until a holder that may be dead is.
   * @param owner `holder` a random id, `by` who that is for people
   * @throws LockError when somebody else has it.
   */
  static async take(
    repository: Repository,
    owner: { readonly holder: string; readonly by: string },
    times: LockTimes,
    say: (text: string) => void,
  ): Promise<Lock> {
    await pushEmpty(repository)
    let from = performance.now()
    const seen = await readLock(repository)
    const interrupted = seen === undefined || seen.phase === 'idle' ? undefined : seen
    if (interrupted !== undefined) from = await awaitDeath(repository, interrupted, times, say)
    const last = seen?.last === undefined ? {} : { last: seen.last }
    // What was under way stays named, until it is finished or undone.
    const left = interrupted ?? { phase: 'held', ...last }
    const state: LockState = { ...left, ...owner, time: new Date().toISOString(), turn: 0 }
    const written = performance.now()
    await write(repository, state)
    // Who was slow to write may have written over somebody's lock: that one notices within the lease.
    const isSlow = performance.now() - from > times.settle
    if (isSlow) say(`the registry is slow: waiting ${Math.ceil(times.lease / 1000)} s for the release lock`)
    const lock = new Lock(repository, times, state, written, interrupted)
    void lock.#keep()
    try {
      await sleep(isSlow ? times.lease : times.settle)
      await lock.confirm()
      return lock
    } catch (error) {
      await lock[Symbol.asyncDispose]()
      throw error
    }
  }

  /** The last release that was completed. */
  get last(): string | undefined {
    return this.#state.last
  }

  /**
   * @param undoing whether what was moved is put back, which is right even when the lock was taken away
   * @throws LockError when it may be somebody else's by now.
   */
  check(undoing: boolean): void {
    if (this.#lostTo !== undefined && !undoing) throw taken(this.#lostTo)
    if (performance.now() < this.#validUntil) return
    throw new LockError('the release lock could not be renewed in time: another release may have it now')
  }

  /** Reads the lock back. @throws LockError when somebody else has it. */
  async confirm(): Promise<void> {
    const found = await readLock(this.#repository)
    if (found?.holder === this.#state.holder) return
    this.#lostTo = found ?? { phase: 'idle', time: '', turn: 0 }
    throw taken(this.#lostTo)
  }

  /** Writes what the release does now, and reads it back. */
  async update(change: Partial<Pick<LockState, 'phase' | 'release' | 'record' | 'last'>>): Promise<void> {
    await this.#write(change)
    await this.confirm()
  }

  /** Gives the lock back. @param last the last release that was completed */
  async giveBack(last: string | undefined): Promise<void> {
    this.#stop.abort()
    await this.#writing.catch(() => {})
    if (this.#lostTo !== undefined) return
    const time = new Date().toISOString()
    await write(this.#repository, {
      phase: 'idle',
      last,
      time,
      turn: this.#state.turn + 1,
    })
  }

  /** Leaves the lock to the next release, which has to finish or undo what is under way. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#stop.abort()
    await this.#writing.catch(() => {})
  }

  /** Renews until it is given back. A renewal that fails is no harm before the time is up. */
  async #keep(): Promise<void> {
    const { signal } = this.#stop
    for (;;) {
      await sleep(this.#times.renew, undefined, { signal, ref: false }).catch(() => {})
      if (signal.aborted) return
      await this.confirm()
        .then(() => this.#write({}))
        .catch(() => {})
    }
  }

  #write(change: Partial<LockState>): Promise<void> {
    const written = this.#writing
      .catch(() => {})
      .then(async () => {
        if (this.#stop.signal.aborted) return
        this.check(false)
        const { time: _, ...rest } = this.#state
        const state = { ...rest, ...change, time: new Date().toISOString(), turn: rest.turn + 1 }
        const started = performance.now()
        await write(this.#repository, state)
        this.#state = state
        this.#validUntil = started + this.#times.valid
      })
    this.#writing = written
    return written
  }
}

/** Waits until nobody has renewed a lock for its lease. @returns when it was last seen, in ms */
async function awaitDeath(
  repository: Repository,
  seen: LockState,
  { lease }: LockTimes,
  say: (text: string) => void,
): Promise<number> {
  // Whatever the clocks of two machines are apart, it is less than this.
  const isOld = Date.now() - Date.parse(seen.time) > 10 * lease
  if (isOld) return performance.now()
  say(
    `${describe(seen)}; if it does not renew its lock within ${Math.ceil(lease / 1000)} s it is dead, and is finished or undone`,
  )
  const until = performance.now() + lease
  for (;;) {
    await sleep(Math.min(lease / 20, Math.max(0, until - performance.now())))
    const asked = performance.now()
    const now = await readLock(repository)
    if (now?.holder !== seen.holder || now?.turn !== seen.turn) throw busy(now ?? seen)
    if (asked >= until) return asked
  }
}

async function write(repository: Repository, state: LockState): Promise<void> {
  const artifact = { artifactType: LOCK_TYPE, annotations: { [STATE]: JSON.stringify(state) } }
  await putManifest(repository, LOCK_TAG, encodeArtifact(artifact).bytes, MEDIA_TYPES.manifest)
}

function describe({ by, release, time }: LockState): string {
  const id = release === undefined ? '' : ` ${release}`
  return `another release${id} is under way${by === undefined ? '' : `, of ${by}`}, last seen at ${time}`
}

function busy(state: LockState): LockError {
  const other = state.phase === 'idle' ? 'another release was under way until now' : describe(state)
  return new LockError(`nothing was moved: ${other}; run this one again when it has ended`)
}

function taken(state: LockState): LockError {
  return new LockError(`another release took the lock${state.by === undefined ? '' : `, of ${state.by}`}`)
}
