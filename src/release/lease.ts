/**
 * The right to move a family's tags: a lease, kept in the tag `release-lease`, which names its holder.
 *
 * A registry can't compare and swap, so the lease is a protocol on a tag. No step of it depends on a wall clock, or on
 * the clocks of two machines agreeing.
 *
 * - To claim it: read that it is free, write your name, leave it alone for `settle`, read it back. If reading and
 *   writing took well under `settle`, the last to write is the only one who finds its own name.
 * - A claim that took longer may have overwritten a lease. Its writer waits `lease / 2` (= `valid + flight`): whoever
 *   was overwritten has noticed or run out by then. Others wait `lease` for a silent holder, so nobody takes over from
 *   the writer meanwhile.
 * - The holder renews it. It sends nothing once `valid` has passed since it began its last renewal; what it had sent
 *   is cancelled then, and has `flight` to end.
 * - Nobody takes over a lease, whatever it says, without having read it unchanged for `lease`.
 * - A write that got no answer may still be carried out. The holder waits `flight` before it relies on what it reads
 *   back or gives the lease back.
 */
import { randomUUID } from 'node:crypto'
import { uptime } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import * as z from 'zod/mini'
import { RegistryError } from '../errors.ts'
import { PATIENT, type RetryPolicy } from '../registry/http/retry.ts'
import type { Permit } from '../registry/http/transport.ts'
import { formatRepository, type Repository } from '../registry/repository.ts'
import { oneLine } from '../text.ts'
import { journal, tagState } from './record.ts'

export const leaseTag = tagState('release-lease', {
  /** Random, one for each run; none when nobody has the lease. */
  holder: z.optional(z.string()),
  /** Who that is and when it was written, for people. */
  by: z.optional(z.string()),
  time: z.string(),
  /** Random: no two writes are alike. */
  turn: z.string(),
})

/** How long a release waits for others, in ms. */
export const LEASE_TIMES = {
  /** From writing the lease to reading it back. */
  settle: 1500,
  renew: 8000,
  /** How long a holder may act after it began its last renewal. */
  valid: 30_000,
  /** How much later a request may still be carried out that was cancelled or got no answer. */
  flight: 30_000,
  /** How long others watch a silent holder before they take over: twice `valid + flight`. */
  lease: 120_000,
  wait: 600_000,
}
export type LeaseTimes = Readonly<typeof LEASE_TIMES>

/**
 * The usual waits; SPARK_IMAGES_PACE, a number over 0 and at most 1, scales those for others. It is for the tests, which
 * have no minutes to wait.
 */
export function testPace(env: NodeJS.ProcessEnv): { client: { retries: RetryPolicy }; times: LeaseTimes } {
  const asked = Number(env.SPARK_IMAGES_PACE ?? 1)
  const factor = asked > 0 && asked <= 1 ? asked : 1
  const scale = <T extends object>(times: T): T =>
    Object.fromEntries(Object.entries(times).map(([name, time]) => [name, time * factor])) as T
  return {
    client: { retries: { ...scale(PATIENT), attempts: PATIENT.attempts } },
    times: { ...scale(LEASE_TIMES), valid: LEASE_TIMES.valid },
  }
}

export interface Clock {
  /** Milliseconds since some fixed moment. Never goes back, and goes on while the machine is suspended. */
  now(): number
  /** The wall clock, which may be wrong by any amount: only for people. */
  wall(): Date
}

/**
 * A clock by whichever of a machine's two measures, in ms, went further. `performance.now()` is CLOCK_MONOTONIC, which
 * stands still while a machine sleeps. `os.uptime()` is CLOCK_BOOTTIME on Linux (libuv reads /proc/uptime, in steps of
 * 10 ms) and counts that time too.
 */
export function machineClock({
  monotonic = () => performance.now(),
  boot = () => uptime() * 1000,
} = {}): Clock {
  const [monotonicStart, bootStart] = [monotonic(), boot()]
  return {
    now: () => Math.max(monotonic() - monotonicStart, boot() - bootStart),
    wall: () => new Date(),
  }
}

export interface LeaseOptions {
  readonly by: string
  readonly times?: LeaseTimes | undefined
  readonly clock?: Clock | undefined
  readonly say: (text: string) => void
}

/** A lease that we hold, renewed until it is given back, disposed of or lost. */
export class Lease implements AsyncDisposable, Permit {
  readonly #repository: Repository
  readonly #owner: { readonly holder: string; readonly by: string }
  readonly #times: LeaseTimes
  readonly #clock: Clock
  readonly #say: (text: string) => void
  /** Aborted for good when the lease has run out, which cancels requests under way. */
  readonly #expiry = new AbortController()
  readonly signal = this.#expiry.signal
  readonly #stop = new AbortController()
  #validUntil = Number.POSITIVE_INFINITY
  #alarm: NodeJS.Timeout | undefined
  #keeping: Promise<void> = Promise.resolve()
  /** Why the lease is not ours any more, although its time is not up. */
  #lost: RegistryError | undefined
  #undoing = false
  #leaving = false
  /** Until then, a write without an answer may still be carried out. */
  #unsettledUntil = 0

  private constructor(repository: Repository, options: LeaseOptions) {
    this.#repository = repository
    this.#owner = { holder: randomUUID(), by: options.by }
    this.#times = options.times ?? LEASE_TIMES
    this.#clock = options.clock ?? machineClock()
    this.#say = options.say
  }

  /**
   * Waits until nobody else has the lease and takes it. Read the journal afterwards: the holder before may have died.
   * @throws RegistryError when others have it for too long, or the registry's reads are out of date.
   */
  static async acquire(repository: Repository, options: LeaseOptions): Promise<Lease> {
    const lease = new Lease(repository, options)
    try {
      const giveUp = lease.#clock.now() + lease.#times.wait
      while (!(await lease.#claim(await lease.#awaitFree(giveUp))));
      lease.#keeping = lease.#keep()
      // Without a journal, a missing lease is the sign of a family that was never released: see #awaitFree().
      if ((await journal.read(repository)) === undefined) {
        await journal.write(repository, {})
        await lease.confirm()
      }
      return lease
    } catch (error) {
      await lease[Symbol.asyncDispose]()
      throw error
    }
  }

  /** @throws RegistryError when the lease may be somebody else's by now. */
  check(): void {
    this.#expire()
    this.signal.throwIfAborted()
    if (this.#lost !== undefined && (!this.#undoing || this.#leaving)) throw this.#lost
  }

  unanswered(): void {
    this.#unsettledUntil = this.#clock.now() + this.#times.flight
    // A second try could be followed by the first one, when somebody else has the lease already.
    if (this.#leaving)
      this.#lost ??= new RegistryError('there was no answer to giving the release lease back')
  }

  /** settle(), then reads the lease back. @throws RegistryError when it is not ours any more. */
  async confirm(): Promise<void> {
    await this.settle()
    await this.#confirmHolder()
  }

  /** From now on the lease's time alone counts, not who took it: what was moved is put back. */
  async beginUndo(): Promise<void> {
    this.#undoing = true
    await this.settle()
  }

  /** Waits until no write of ours can still be under way. @returns whether one could */
  async settle(): Promise<boolean> {
    for (let waited = false; ; waited = true) {
      const left = this.#unsettledUntil - this.#clock.now()
      if (left <= 0) return waited
      await sleep(left)
      this.check()
    }
  }

  /** Gives the lease back, so that the next release need not wait; not if it was lost. */
  async giveBack(): Promise<void> {
    await this.settle()
    await this[Symbol.asyncDispose]()
    if (this.#lost !== undefined) return
    if (this.#clock.now() < this.#unsettledUntil) throw new RegistryError('its last renewal got no answer')
    this.check()
    this.#leaving = true
    await this.#write({})
  }

  /** Stops renewing: the next release takes over when the lease has run out. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#stop.abort()
    await this.#keeping
    clearTimeout(this.#alarm)
  }

  /** Waits until the lease is idle, or was not renewed for a whole lease. @returns the read that showed it */
  async #awaitFree(giveUp: number) {
    const { lease, renew } = this.#times
    let first: { answered: number; turn: string | undefined } | undefined
    for (;;) {
      const asked = this.#clock.now()
      const state = await leaseTag.read(this.#repository)
      const answered = this.#clock.now()
      const turn = state?.turn
      // A tag that is missing although there were releases may have been deleted under somebody's hands.
      const inUse = state === undefined ? await journal.read(this.#repository) : state.holder
      if (inUse === undefined) return { asked, turn }
      const wait = `waiting until it has ended, or was silent for ${Math.ceil(lease / 1000)} s`
      if (first === undefined) this.#say(`${describe(state)}; ${wait}`)
      if (first === undefined || first.turn !== turn) first = { answered, turn }
      if (asked - first.answered >= lease) return { asked, turn }
      if (asked > giveUp) {
        throw new RegistryError(`nothing was moved: ${describe(state)}; run this one again when it has ended`)
      }
      await sleep(Math.min(renew / 4, lease / 8))
    }
  }

  /** Writes our name and reads it back. @returns whether the lease is ours */
  async #claim(seen: { asked: number; turn: string | undefined }): Promise<boolean> {
    const { settle, lease, valid } = this.#times
    const started = this.#clock.now()
    const turn = await this.#write(this.#owner)
    const isSlow = this.#clock.now() - seen.asked > (settle * 2) / 3
    const seconds = Math.ceil(lease / 2000)
    if (isSlow) this.#say(`the registry is slow: waiting ${seconds} s for the release lease`)
    await sleep(isSlow ? lease / 2 : settle)
    const found = await leaseTag.read(this.#repository)
    if (found?.turn === seen.turn) {
      throw new RegistryError(
        `${formatRepository(this.#repository)}:${leaseTag.tag} still shows what was there before it was written: a release needs a registry, without a cache before it, that shows a tag as it was last written`,
      )
    }
    if (found?.turn !== turn) return false
    // Nobody takes over from a slow writer for `lease`, which is `lease / 2 + valid + flight`.
    this.#extend(started + (isSlow ? lease / 2 + valid : valid))
    if (isSlow) await this.#renew()
    this.check()
    return true
  }

  /** Renews until told to stop. A renewal that fails is no harm before the time is up. */
  async #keep(): Promise<void> {
    const { signal } = this.#stop
    while (!signal.aborted) {
      await sleep(this.#times.renew, undefined, { signal, ref: false }).catch(() => {})
      if (!signal.aborted) await this.#renew().catch(() => {})
    }
  }

  async #renew(): Promise<void> {
    await this.#confirmHolder()
    const started = this.#clock.now()
    await this.#write(this.#owner)
    this.check()
    this.#extend(started + this.#times.valid)
  }

  async #confirmHolder(): Promise<void> {
    const found = await leaseTag.read(this.#repository)
    if (found?.holder !== this.#owner.holder)
      this.#lost ??= new RegistryError(`the release lease was lost: ${describe(found)}`)
    if (this.#lost !== undefined) throw this.#lost
    this.check()
  }

  /** @returns the turn that marks this write */
  async #write(owner: { holder?: string; by?: string }): Promise<string> {
    const turn = randomUUID()
    await leaseTag.write(this.#repository, { ...owner, time: this.#clock.wall().toISOString(), turn })
    return turn
  }

  #extend(until: number): void {
    this.#validUntil = until
    clearTimeout(this.#alarm)
    // The timer may stand still where the clock goes on, and the other way round.
    const ring = (): void => {
      this.#expire()
      if (!this.signal.aborted) this.#extend(this.#validUntil)
    }
    this.#alarm = setTimeout(ring, Math.max(1, until - this.#clock.now())).unref()
  }

  #expire(): void {
    if (this.#clock.now() < this.#validUntil) return
    const reason = 'the release lease could not be renewed in time: another release may have it now'
    this.#expiry.abort(new RegistryError(reason))
  }
}

function describe(state: Awaited<ReturnType<typeof leaseTag.read>>): string {
  if (state === undefined) return `its tag ${leaseTag.tag} is missing, so a release may be under way`
  if (state.holder === undefined) return 'somebody gave it back'
  const by = state.by === undefined ? '' : `, by ${oneLine(state.by, 200)}`
  return `another release is under way${by}, last seen at ${oneLine(state.time, 40)}`
}
