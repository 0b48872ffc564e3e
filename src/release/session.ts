/**
 * How a release goes, whatever it wants: read the registry and decide; under the lease, finish what a dead release left,
 * read and decide again, and move.
 */
import { randomBytes } from 'node:crypto'
import { ConfigurationError, messageOf } from '../errors.ts'
import type { Descriptor } from '../oci/descriptor.ts'
import type { ImageName } from '../oci/reference.ts'
import { inParallel } from '../parallel.ts'
import { checkPush } from '../registry/access.ts'
import type { ClientOptions } from '../registry/http/client.ts'
import { Transport } from '../registry/http/transport.ts'
import { putManifest, type StoredManifest } from '../registry/manifests.ts'
import type { Referrer } from '../registry/referrers.ts'
import { openRepository, REQUESTS, type Repository } from '../registry/repository.ts'
import { addToHistory, encodeHistory, type History } from './history.ts'
import type { CellFacts, StagedImage } from './images.ts'
import { Lease, type LeaseOptions } from './lease.ts'
import { isChange, type Move, type RegistryState } from './moves.ts'
import { type AliasRecord, aliasName, journal, type ReleaseRecord, readRecord } from './record.ts'
import { listed } from './request.ts'
import { repositoryAt } from './state.ts'
import { explainRejection, isRejection, MUTABLE, Transaction } from './transaction.ts'

export interface ReleaseSignatures {
  /**
   * What is wrong with the signatures on an image, in words.
   * @param mayWrite false in a dry run
   */
  check(repository: Repository, image: StagedImage, mayWrite: boolean): Promise<string | undefined>
  /**
   * Signs what the release made itself, an index or its record, unless it is signed already.
   * @param testResult what is attached to an index
   */
  sign(repository: Repository, subject: Descriptor, testResult?: Referrer): Promise<void>
}

export interface ReleaseOptions extends LeaseOptions {
  /** The images' own repository. */
  readonly image: ImageName
  readonly client?: ClientOptions
  /** Where the same family is built and released, too. */
  readonly compareWith?: readonly ImageName[]
  /** Where the catalog asks for signatures. */
  readonly signatures?: ReleaseSignatures
  readonly dryRun: boolean
  readonly now: Date
}

export interface ReleaseResult {
  /** The release whose aliases the registry has now; undefined before the first, and in a dry run. */
  readonly id: string | undefined
  /** Every alias, those that stay too. */
  readonly moves: readonly Move[]
  readonly moved: number
  readonly cells: readonly CellFacts[]
  /** Cells whose platforms, or images elsewhere, have different Debian packages, a line each. */
  readonly differences?: readonly string[]
}

/** The registry as it was read, and what is to be done about it. */
interface Decision {
  readonly state: RegistryState
  readonly moves: readonly Move[]
  readonly about: Pick<ReleaseRecord, 'kind' | 'restores' | 'planned' | 'promoted' | 'cells'>
  /** Of a rollback: the history as of the release that it restores. */
  readonly restored?: History
  /** Manifests of what aliases are to name, if they are known. */
  readonly manifests: readonly StoredManifest[]
}

/** A registry to which nothing is written once the lease may be somebody else's. */
export class Session implements AsyncDisposable {
  readonly main: Repository
  /** The repositories to compare with. */
  readonly elsewhere: readonly Repository[]
  readonly options: ReleaseOptions
  #lease: Lease | undefined

  constructor(options: ReleaseOptions) {
    // A request must end before others can have the lease: in less than its `flight`.
    const transport = new Transport({ connect: 10_000, idle: 25_000 })
    this.options = options
    this.main = openRepository(options.image, { transport, ...options.client, permit: () => this.#lease })
    // Credentials are for the registry of the images: others have Docker's own.
    this.elsewhere = (options.compareWith ?? []).map((name) => {
      const { credentials, ...client } = options.client ?? {}
      const isSame = name.registry === options.image.registry
      return openRepository(name, { transport, ...client, credentials: isSame ? credentials : undefined })
    })
  }

  /**
   * Finishes or undoes what a dead release left: first of all, as a run whose own checks fail would end with the
   * tags half-moved. Where nothing is left it costs one request.
   */
  async recover(): Promise<void> {
    if (this.options.dryRun || (await journal.read(this.main))?.unfinished === undefined) return
    await this.begin()
    await this.end()
  }

  /**
   * Decides, and where something is to be moved, decides again under the lease.
   * @param decide what the release wants, now that this was the last one
   * @param prepare brings what aliases are to name into their repositories
   * @returns also the transaction that is ready to move it; without one there is nothing to move
   */
  async plan(
    decide: (last: string | undefined) => Promise<Decision>,
    prepare?: (moves: readonly Move[]) => Promise<void>,
  ): Promise<Decision & Pick<ReleaseResult, 'id' | 'moved'> & { transaction?: Transaction }> {
    const { main, options } = this
    const { last, unfinished } = (await journal.read(main)) ?? {}
    const early = await decide(last)
    if (options.dryRun) {
      const hint = 'is under way or unfinished: a release may find another state'
      if (unfinished !== undefined) options.say(`release ${unfinished.release} ${hint}`)
      return { ...early, id: undefined, moved: 0 }
    }
    const changes = early.moves.filter(isChange)
    if (unfinished === undefined && changes.length === 0) return { ...early, id: last, moved: 0 }
    // The own repository too: lease and record are there.
    const images = new Set([undefined, ...changes.map(({ image }) => image)])
    for (const image of images) await checkPush(repositoryAt(main, image))
    const context = await this.begin()
    try {
      const decision = await decide(context.last)
      const moved = decision.moves.filter(isChange).length
      if (moved === 0) {
        await this.end()
        return { ...decision, id: context.last, moved }
      }
      await checkMutable(main, decision)
      await prepare?.(decision.moves)
      const record = recordOf(decision, options.now, context.last)
      const before = [...decision.state.aliases.values()].flatMap(({ stored }) => stored ?? [])
      const transaction = new Transaction(context, record, [...before, ...decision.manifests])
      const stored = await transaction.writeRecord()
      await options.signatures?.sign(main, stored)
      return { ...decision, id: record.id, moved, transaction }
    } catch (error) {
      await this.end()
      throw error
    }
  }

  /** Takes the lease, and finishes or undoes what a dead release left. */
  async begin() {
    const { main, options } = this
    const { say } = options
    const lease = await Lease.acquire(main, options).catch(explainRejection)
    this.#lease = lease
    const { last, unfinished } = (await journal.read(main)) ?? {}
    const context = { main, lease, last, say }
    if (unfinished === undefined) return context
    // When this fails, the journal still names what is unfinished. The record may have lost its tag.
    const record = (await readRecord(main, unfinished.release)) ?? (await readRecord(main, unfinished.record))
    if (record === undefined) {
      const what = `the record of release ${unfinished.release}`
      say(`${what} is gone from the registry: its aliases stay as they are`)
    }
    const finished = record === undefined ? last : await new Transaction(context, record).finish()
    await journal.write(main, { last: finished })
    return { ...context, last: finished }
  }

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

/**
 * Writes every alias that is to move once more as it is: a registry with immutable tags refuses that.
 * @throws ConfigurationError naming the tags that must be mutable.
 */
async function checkMutable(main: Repository, { moves, state }: Decision): Promise<void> {
  const changes = moves.filter(({ verdict }) => verdict === 'move' || verdict === 'remove')
  const found = await inParallel(REQUESTS, changes, async (move) => {
    const stored = state.aliases.get(aliasName(move))?.stored
    if (stored === undefined) return []
    try {
      await putManifest(repositoryAt(main, move.image), move.tag, stored.bytes, stored.descriptor.mediaType)
      return []
    } catch (error) {
      if (!isRejection(error)) throw error
      return [{ name: aliasName(move), reason: error.message }]
    }
  })
  const refused = found.flat()
  if (refused.length === 0) return
  const names = listed(refused.map(({ name }) => name))
  throw new ConfigurationError(
    `nothing was moved: the registry does not let these tags be moved: ${names} (${refused[0]?.reason}); ${MUTABLE}`,
  )
}

function recordOf(decision: Decision, now: Date, previous: string | undefined): ReleaseRecord {
  const { moves, about, state, restored } = decision
  const aliases = moves.map((move): AliasRecord => {
    const { image, tag, from = null, to = null } = move
    const cell = move.cell === '' ? undefined : move.cell
    const fixed = move.kind === 'fixed' ? true : undefined
    const heldBack = move.verdict === 'held back' ? true : undefined
    return { image, tag, from, to: isChange(move) ? to : from, cell, fixed, heldBack }
  })
  const created = now.toISOString()
  const time = created.replaceAll(/[-:]/g, '').slice(0, 15).replace('T', '-')
  const id = `${time}-${randomBytes(3).toString('hex')}`
  const record = { format: 1 as const, id, created, previous, ...about, aliases }
  return { ...record, history: encodeHistory(addToHistory(state.history, record, restored)) }
}
