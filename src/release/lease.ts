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
import { setTimeout as sleep } from 'node:timers/promises'
import * as z from 'zod/mini'
import { RegistryError } from '../errors.ts'
import type { Permit } from '../registry/http/transport.ts'
import { formatRepository, type Repository } from '../registry/repository.ts'
import { oneLine } from '../text.ts'
import { type Clock, machineClock } from './clock.ts'
import { journal, TagState } from './tag-state.ts'

/** The tag of the lease. */
export const leaseTag = new TagState(
  'release-lease',
  z.object({
    /** Random, one for each run; none when nobody has the lease. */
    holder: z.optional(z.string()),
    /** Who that is and when it was written, for people. */
    by: z.optional(z.string()),
    time: z.string(),
    /** Random: no two writes are alike. */
    turn: z.string(),
  }),
)

/** What the lease's tag says. */
export type LeaseState = NonNullable<Awaited<ReturnType<typeof leaseTag.read>>>

/** In ms. */
export interface LeaseTimes {
  /** From writing the lease to reading it back. */
  readonly settle: number
  /** Between renewals. */
  readonly renew: number
  /** How long a holder may act after it began its last renewal. */
  readonly valid: number
  /** How much later a request may still be carried out that was cancelled or got no answer. */
  readonly flight: number
  /** How long others watch a silent holder before they take over: twice `valid + flight`. */
  readonly lease: number
  /** How long to wait for living holders. */
  readonly wait: number
}

export const LEASE_TIMES: LeaseTimes = {
  settle: 1500,
  renew: 8000,
  valid: 30_000,
  flight: 30_000,
  lease: 120_000,
  wait: 600_000,
}

export interface LeaseOptions {
  /** Who asks for the lease, for people. */
  readonly by: string
  readonly times?: LeaseTimes | undefined
  readonly clock?: Clock | undefined
  readonly say: (text: string) => void
}

/** The lease as it was read. */
interface Sighting {
  readonly state: LeaseState | undefined
  /** When the request was sent, and when its answer was there. */
  readonly asked: number
  readonly answered: number
}

/** A lease that we hold, renewed until it is given back, disposed of or lost. */
export class Lease implements AsyncDisposable, Permit {
  readonly #repository: Repository
  readonly #holder = randomUUID()
  readonly #by: string
  readonly #times: LeaseTimes
  readonly #clock: Clock
  readonly #say: (text: string) => void
  /** Aborted for good when the lease has run out. */
  readonly #expiry = new AbortController()
  /** Cancels requests under way when the lease runs out. */
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
    this.#by = options.by
    this.#times = options.times ?? LEASE_TIMES
    this.#clock = options.clock ?? machineClock()
    this.#say = options.say
  }

  /**
   * Waits until nobody else has the lease and takes it. Read the journal afterwards: the holder before may have died.
   * @throws RegistryError when others have it for too long, or the registry's reads are out of date.
   * @throws ConfigurationError when the tag holds something else.
   */
  static async acquire(repository: Repository, options: LeaseOptions): Promise<Lease> {
    const lease = new Lease(repository, options)
    try {
      const giveUp = lease.#clock.now() + lease.#times.wait
      while (!(await lease.#claim(await lease.#awaitFree(giveUp))));
      lease.#keeping = lease.#keep()
      // Without a journal, a missing lease is the sign of a family that was never released: see #isFree().
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

  /**
   * Called right before each request that relies on the lease, and when its answer is there.
   * @throws RegistryError when the lease may be somebody else's by now.
   */
  check(): void {
    if (this.#clock.now() >= this.#validUntil) this.#expiry.abort(expired())
    this.signal.throwIfAborted()
    if (this.#lost !== undefined && (!this.#undoing || this.#leaving)) throw this.#lost
  }

  /** Takes note of a write that may still be carried out. */
  unanswered(): void {
    this.#unsettledUntil = this.#clock.now() + this.#times.flight
    // A second try could be followed by the first one, when somebody else has the lease already.
    if (this.#leaving)
      this.#lost ??= new RegistryError('there was no answer to giving the release lease back')
  }

  /**
   * Waits until no write of ours can still be under way, and reads the lease back.
   * @throws RegistryError when it is not ours any more.
   */
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
  async #awaitFree(giveUp: number): Promise<Sighting> {
    const { lease, renew } = this.#times
    let first: Sighting | undefined
    for (;;) {
      const found = await this.#look()
      if (await this.#isFree(found)) return found
      if (first === undefined)
        this.#say(
          `${describe(found.state)}; waiting until it has ended, or was silent for ${Math.ceil(lease / 1000)} s`,
        )
      if (first === undefined || first.state?.turn !== found.state?.turn) first = found
      if (found.asked - first.answered >= lease) return found
      if (found.asked > giveUp) {
        throw new RegistryError(
          `nothing was moved: ${describe(found.state)}; run this one again when it has ended`,
        )
      }
      await sleep(Math.min(renew / 4, lease / 8))
    }
  }

  async #look(): Promise<Sighting> {
    const asked = this.#clock.now()
    const state = await leaseTag.read(this.#repository)
    return { state, asked, answered: this.#clock.now() }
  }

  /** A tag that is missing although there were releases may have been deleted under somebody's hands. */
  async #isFree({ state }: Sighting): Promise<boolean> {
    if (state !== undefined) return state.holder === undefined
    return (await journal.read(this.#repository)) === undefined
  }

  /** Writes our name and reads it back. @returns whether the lease is ours */
  async #claim(seen: Sighting): Promise<boolean> {
    const { settle, lease, valid } = this.#times
    const started = this.#clock.now()
    const turn = await this.#write({ holder: this.#holder, by: this.#by })
    const isSlow = this.#clock.now() - seen.asked > (settle * 2) / 3
    if (isSlow) {
      this.#say(`the registry is slow: waiting ${Math.ceil(lease / 2000)} s for the release lease`)
    }
    await sleep(isSlow ? lease / 2 : settle)
    const found = await leaseTag.read(this.#repository)
    if (found?.turn === seen.state?.turn) {
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
    await this.#write({ holder: this.#holder, by: this.#by })
    this.check()
    this.#extend(started + this.#times.valid)
  }

  async #confirmHolder(): Promise<void> {
    const found = await leaseTag.read(this.#repository)
    if (found?.holder !== this.#holder)
      this.#lost ??= new RegistryError(`the release lease was lost: ${describe(found)}`)
    if (this.#lost !== undefined) throw this.#lost
    this.check()
  }

  /** @returns the turn that marks this write */
  async #write(owner: Pick<LeaseState, 'holder' | 'by'>): Promise<string> {
    const turn = randomUUID()
    await leaseTag.write(this.#repository, { ...owner, time: this.#clock.wall().toISOString(), turn })
    return turn
  }

  #extend(until: number): void {
    this.#validUntil = until
    clearTimeout(this.#alarm)
    // The timer may stand still where the clock goes on, and the other way round.
    const ring = (): void => {
      if (this.#clock.now() < this.#validUntil) this.#extend(this.#validUntil)
      else this.#expiry.abort(expired())
    }
    this.#alarm = setTimeout(ring, Math.max(1, until - this.#clock.now())).unref()
  }
}

function expired(): RegistryError {
  return new RegistryError('the release lease could not be renewed in time: another release may have it now')
}

function describe(state: LeaseState | undefined): string {
  if (state === undefined) return `its tag ${leaseTag.tag} is missing, so a release may be under way`
  if (state.holder === undefined) return 'somebody gave it back'
  const by = state.by === undefined ? '' : `, by ${oneLine(state.by, 200)}`
  return `another release is under way${by}, last seen at ${oneLine(state.time, 40)}`
}
