/**
 * How a release goes, whatever it wants: read the registry and decide; under the lease, finish what a dead release left,
 * read and decide again, and move.
 */
import { randomBytes } from 'node:crypto'
import { ConfigurationError, messageOf } from '../errors.ts'
import type { Digest } from '../oci/digest.ts'
import type { ImageName } from '../oci/reference.ts'
import { inParallel } from '../parallel.ts'
import { checkPush } from '../registry/access.ts'
import type { ClientOptions } from '../registry/http/client.ts'
import { Transport } from '../registry/http/transport.ts'
import { putManifest, type StoredManifest } from '../registry/manifests.ts'
import { openRepository, REQUESTS, type Repository } from '../registry/repository.ts'
import type { Clock } from './clock.ts'
import { addToHistory, encodeHistory, type History } from './history.ts'
import type { CellFacts } from './images.ts'
import { Lease, type LeaseTimes } from './lease.ts'
import { isChange, type Move, type RegistryState } from './moves.ts'
import { type AliasRecord, aliasName, type ReleaseRecord, readRecord, releaseId } from './record.ts'
import { listed } from './request.ts'
import { repositoryAt } from './state.ts'
import { journal } from './tag-state.ts'
import {
  explainRejection,
  isRejection,
  MUTABLE,
  type Step,
  Transaction,
  type TransactionContext,
} from './transaction.ts'

/** Where a release or a rollback works, and how. */
export interface ReleaseOptions {
  /** The images' own repository. */
  readonly image: ImageName
  readonly client?: ClientOptions
  readonly times?: LeaseTimes
  readonly clock?: Clock
  /** Only finds out what it would do. */
  readonly dryRun: boolean
  /** Whose release it is, for people. */
  readonly by: string
  readonly now: Date
  readonly say: (text: string) => void
  readonly onStep?: (step: Step) => void
}

/** What a release or a rollback did. */
export interface ReleaseResult {
  /** The release whose aliases the registry has now; undefined before the first, and in a dry run. */
  readonly id: string | undefined
  /** Every alias, those that stay too. */
  readonly moves: readonly Move[]
  /** How many of them were moved. */
  readonly moved: number
  /** Of a release: its images. */
  readonly cells: readonly CellFacts[]
}

/** The registry as it was read, and what is to be done about it. */
export interface Decision {
  readonly state: RegistryState
  readonly moves: readonly Move[]
  readonly about: Pick<ReleaseRecord, 'kind' | 'restores' | 'planned' | 'cells'>
  /** Of a rollback: the history as of the release that it restores. */
  readonly restored?: History
  /** Manifests of what aliases are to name, by digest, if they are known. */
  readonly manifests: ReadonlyMap<Digest, StoredManifest>
}

/** What a release does that a rollback does otherwise. */
export interface Intention {
  /** @param last the release that the registry is at */
  decide(last: string | undefined): Promise<Decision>
  /** Sees to it that what aliases are to name is in their repositories. */
  prepare?(moves: readonly Move[]): Promise<void>
}

/** What is to be done, and what it takes. */
interface ReleasePlan extends Pick<ReleaseResult, 'id' | 'moved'> {
  readonly decision: Decision
  readonly transaction?: Transaction | undefined
}

/** A request must end before others can have its lease: in less than the lease's `flight`. */
const TIME_LIMITS = { connect: 10_000, idle: 25_000 }

/** A registry to which nothing is written any more once the lease may be somebody else's. */
export class Session implements AsyncDisposable {
  /** The images' own repository. */
  readonly main: Repository
  readonly options: ReleaseOptions
  #lease: Lease | undefined

  constructor(options: ReleaseOptions) {
    const permit = (): Lease | undefined => this.#lease
    this.options = options
    this.main = openRepository(options.image, {
      transport: new Transport(TIME_LIMITS),
      ...options.client,
      permit,
    })
  }

  /**
   * Finishes or undoes what a dead release left: first of all, as a run whose own checks fail would end with the
   * tags half-moved. Where nothing is left it costs one request.
   */
  async recover(): Promise<void> {
    if ((await journal.read(this.main))?.unfinished === undefined) return
    await this.begin()
    await this.end()
  }

  /**
   * Decides, and where something is to be moved, decides again under the lease.
   * @returns also the transaction that is ready to move it; without one there is nothing to move
   */
  async plan({ decide, prepare = async () => {} }: Intention): Promise<ReleasePlan> {
    const { dryRun, say } = this.options
    const { last, unfinished } = (await journal.read(this.main)) ?? {}
    let decision = await decide(last)
    if (dryRun) {
      if (unfinished !== undefined) {
        say(`release ${unfinished.release} is under way or unfinished: a release may find another state`)
      }
      return { id: undefined, decision, moved: 0 }
    }
    if (unfinished === undefined && !decision.moves.some(isChange)) return { id: last, decision, moved: 0 }
    await checkRights(this.main, decision.moves)
    const context = await this.begin()
    let transaction: Transaction | undefined
    try {
      decision = await decide(context.last)
      if (decision.moves.some(isChange)) {
        await checkMutable(this.main, decision)
        await prepare(decision.moves)
        const record = recordOf(decision, this.options.now, context.last)
        transaction = new Transaction(context, record, knownManifests(decision))
        await transaction.writeRecord()
      }
    } catch (error) {
      await this.end()
      throw error
    }
    if (transaction === undefined) await this.end()
    const moved = transaction === undefined ? 0 : decision.moves.filter(isChange).length
    return { id: transaction?.id ?? context.last, decision, moved, transaction }
  }

  /** Takes the lease, and finishes or undoes what a dead release left. */
  async begin(): Promise<TransactionContext> {
    const { main, options } = this
    const { say, onStep = () => {} } = options
    const lease = await Lease.acquire(main, options).catch(explainRejection)
    this.#lease = lease
    const { last, unfinished } = (await journal.read(main)) ?? {}
    const context = { main, lease, last, say, onStep }
    if (unfinished === undefined) return context
    // When this fails, the journal still names what is unfinished. The record may have lost its tag.
    const record = (await readRecord(main, unfinished.release)) ?? (await readRecord(main, unfinished.record))
    if (record === undefined) {
      say(
        `the record of release ${unfinished.release} is gone from the registry: its aliases stay as they are`,
      )
    }
    const finished = record === undefined ? last : await new Transaction(context, record).finish()
    await journal.write(main, { last: finished })
    return { ...context, last: finished }
  }

  /** Gives the lease back. */
  async end(): Promise<void> {
    await this.#lease?.giveBack().catch((error: unknown) => {
      this.options.say(`the release lease could not be given back: ${messageOf(error)}`)
    })
    this.#lease = undefined
  }

  /** Stops renewing the lease if it was not given back, and closes the connections. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.#lease?.[Symbol.asyncDispose]()
    this.main.client.close()
  }
}

/** @throws RegistryError naming the right that is missing. */
async function checkRights(main: Repository, moves: readonly Move[]): Promise<void> {
  // The own repository too: lease and record are there.
  const images = new Set([undefined, ...moves.filter(isChange).map(({ image }) => image)])
  for (const image of images) await checkPush(repositoryAt(main, image))
}

/**
 * Writes every alias that is to move once more as it is: a registry with immutable tags refuses that, and nothing has
 * moved yet.
 * @throws ConfigurationError naming the tags that must be mutable.
 */
async function checkMutable(main: Repository, { moves, state }: Decision): Promise<void> {
  const changes = moves.filter(({ verdict }) => verdict === 'move' || verdict === 'remove')
  const found = await inParallel(REQUESTS, changes, async (move) => {
    const stored = state.aliases.get(aliasName(move))?.stored
    if (stored === undefined) return []
    const repository = repositoryAt(main, move.image)
    return putManifest(repository, move.tag, stored.bytes, stored.descriptor.mediaType).then(
      () => [],
      (error: unknown) => {
        if (isRejection(error)) return [{ name: aliasName(move), reason: error.message }]
        throw error
      },
    )
  })
  const refused = found.flat()
  if (refused.length === 0) return
  const names = listed(
    refused.map(({ name }) => name),
    ', ',
  )
  throw new ConfigurationError(
    `nothing was moved: the registry does not let these tags be moved: ${names} (${refused[0]?.reason}); ${MUTABLE}`,
  )
}

/** What it takes to move the aliases, and to put them back. */
function knownManifests({ state, manifests }: Decision): Map<Digest, StoredManifest> {
  const before = [...state.aliases.values()].flatMap(({ stored }) => stored ?? [])
  return new Map([...before.map((stored) => [stored.descriptor.digest, stored] as const), ...manifests])
}

function recordOf(decision: Decision, now: Date, previous: string | undefined): ReleaseRecord {
  const { moves, about, state, restored } = decision
  const aliases = moves.map((move): AliasRecord => {
    const { image, tag, cell, kind, verdict, from = null, to = null } = move
    return {
      image,
      tag,
      from,
      to: isChange(move) ? to : from,
      cell: cell === '' ? undefined : cell,
      fixed: kind === 'fixed' ? true : undefined,
      heldBack: verdict === 'held back' ? true : undefined,
    }
  })
  const record: ReleaseRecord = {
    format: 1,
    id: releaseId(now, randomBytes(3).toString('hex')),
    created: now.toISOString(),
    previous,
    ...about,
    aliases,
  }
  return { ...record, history: encodeHistory(addToHistory(state.history, record, restored)) }
}
