/** Releases a family, and what releases and rollbacks have in common. */

import { randomBytes } from 'node:crypto'
import { globMatcher } from '../catalog/names.ts'
import type { Alias } from '../catalog/schema.ts'
import { ConfigurationError, messageOf } from '../errors.ts'
import type { Digest } from '../oci/digest.ts'
import type { ImageName } from '../oci/reference.ts'
import { inParallel } from '../parallel.ts'
import { checkPush } from '../registry/access.ts'
import { copyImage } from '../registry/copy.ts'
import type { ClientOptions } from '../registry/http/client.ts'
import { Transport } from '../registry/http/transport.ts'
import { putManifest, type StoredManifest } from '../registry/manifests.ts'
import { openRepository, REQUESTS } from '../registry/repository.ts'
import type { Clock } from './clock.ts'
import { listed, type StagedCell } from './family.ts'
import type { CellFacts } from './images.ts'
import { type ReleasedImage, readImages } from './images.ts'
import { readJournal } from './journal.ts'
import { Lease, type LeaseTimes } from './lease.ts'
import {
  checkOverrides,
  checkPlanOrder,
  dayOf,
  decide,
  decidedAliases,
  isChange,
  type Move,
  type RegistryState,
  wantedAliases,
} from './moves.ts'
import { notePlan, withNotedPlans } from './plan-note.ts'
import {
  type AliasRecord,
  addToHistory,
  aliasName,
  encodeHistory,
  type History,
  type ReleaseRecord,
  readHistory,
  releaseId,
} from './record.ts'
import { cellFacts, checkGrowth } from './sizes.ts'
import { checkPlaces, Repositories, readAliases } from './state.ts'
import {
  explainRejection,
  isRejection,
  MUTABLE,
  move,
  recover,
  type Step,
  type Written,
  writeDown,
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
  readonly onStep?: (step: Step | 'undo') => void
}

/** What to release, and by which rules. */
export interface ReleaseRequest {
  readonly family: readonly StagedCell[]
  readonly aliases: readonly Alias[]
  /** The catalog's versions of Spark. */
  readonly versions: ReadonlySet<string>
  /** Compressed bytes that an image may have grown by since the release before, by cell id. */
  readonly growth: ReadonlyMap<string, number>
  /** When the plan was made, an ISO 8601 time in UTC. */
  readonly planned: string
  /** Aliases, or globs over them, that may be taken over or go back. */
  readonly override: readonly string[]
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

/** A request must end before others can have its lease: in less than the lease's `flight`. */
const TIME_LIMITS = { connect: 10_000, idle: 25_000 }

/** A registry to which nothing is written any more once the lease may be somebody else's. */
export class Session {
  readonly repositories: Repositories
  readonly options: ReleaseOptions
  #lease: Lease | undefined

  constructor(options: ReleaseOptions) {
    const permit = (): Lease | undefined => this.#lease
    const client = { transport: new Transport(TIME_LIMITS), ...options.client, permit }
    this.options = options
    this.repositories = new Repositories(openRepository(options.image, client))
  }

  /**
   * Takes the lease, finishes or undoes what a dead release left, and makes what is given. When that fails
   * before anything moved, or there is nothing to do, the lease is given back.
   * @returns false when there was nothing to do
   */
  async transact(prepare: (last: string | undefined) => Promise<Prepared | undefined>): Promise<boolean> {
    const { options, repositories } = this
    const { say, onStep = () => {} } = options
    await using lease = await Lease.acquire(repositories.main, options).catch(explainRejection)
    this.#lease = lease
    const journal = await readJournal(repositories.main)
    const found = { repositories, lease, last: journal?.last, say, onStep }
    // What fails in here leaves the journal with the name of what is unfinished.
    const last = journal?.unfinished === undefined ? found.last : await recover(journal.unfinished, found)
    const moving = { ...found, last }
    let written: Written | undefined
    try {
      const prepared = await prepare(last)
      written = prepared && (await writeDown(prepared.record, prepared.contents, moving))
    } catch (error) {
      await this.#giveBack(lease)
      throw error
    }
    if (written === undefined) await this.#giveBack(lease)
    else await move(written, moving)
    // Given back: what is asked from now on is asked without it.
    this.#lease = undefined
    return written !== undefined
  }

  /**
   * Finishes or undoes what a dead release left: first of all, as a run whose own checks fail would end with the
   * tags half-moved. Where nothing is left it costs one request.
   */
  async recover(): Promise<void> {
    const journal = await readJournal(this.repositories.main)
    if (journal?.unfinished !== undefined) await this.transact(async () => undefined)
  }

  close(): void {
    this.repositories.main.client.close()
  }

  async #giveBack(lease: Lease): Promise<void> {
    await lease.giveBack().catch((error: unknown) => {
      this.options.say(`the release lease could not be given back: ${messageOf(error)}`)
    })
  }
}

/** A transaction that is ready to move. */
interface Prepared {
  readonly record: ReleaseRecord
  readonly contents: ReadonlyMap<Digest, StoredManifest>
}

/** The registry as it was read, and what is to be done about it. */
export interface Decision {
  readonly state: RegistryState
  readonly moves: readonly Move[]
  readonly about: Pick<ReleaseRecord, 'kind' | 'restores' | 'planned' | 'cells'>
  /** Of a rollback: the history as of the release that it restores. */
  readonly restored?: History
  /** Manifests of what aliases are to name, by digest, if they are known. */
  readonly contents: ReadonlyMap<Digest, StoredManifest>
}

/**
 * Reads the registry and decides; where something is to be moved, does both again under the lease, and moves it.
 * @param bring sees to it that what aliases are to name is in their repositories
 */
export async function perform(
  session: Session,
  look: (last: string | undefined) => Promise<Decision>,
  bring: (moves: readonly Move[]) => Promise<void>,
): Promise<{ id: string | undefined; decision: Decision; moved: number }> {
  const { repositories, options } = session
  const journal = await readJournal(repositories.main)
  const unfinished = journal?.unfinished
  let decision = await look(journal?.last)
  if (options.dryRun) {
    if (unfinished !== undefined) {
      options.say(
        `release ${unfinished.release} is under way or unfinished: a release may find another state`,
      )
    }
    return { id: undefined, decision, moved: 0 }
  }
  let id = journal?.last
  if (unfinished === undefined && !decision.moves.some(isChange)) return { id, decision, moved: 0 }
  await checkRights(repositories, decision.moves)
  const isMoved = await session.transact(async (last) => {
    id = last
    decision = await look(last)
    const { moves, state } = decision
    if (!moves.some(isChange)) return undefined
    await checkMutable(repositories, decision)
    await bring(moves)
    const record = recordOf(decision, options.now, last)
    id = record.id
    const before = [...state.aliases.values()].flatMap(({ stored }) => stored ?? [])
    const known = before.map((stored) => [stored.descriptor.digest, stored] as const)
    return { record, contents: new Map([...known, ...decision.contents]) }
  })
  return { id, decision, moved: isMoved ? decision.moves.filter(isChange).length : 0 }
}

/** @throws RegistryError naming the right that is missing. */
async function checkRights(repositories: Repositories, moves: readonly Move[]): Promise<void> {
  // The own repository too: lease and record are there.
  const images = new Set([undefined, ...moves.filter(isChange).map(({ image }) => image)])
  for (const image of images) await checkPush(repositories.at(image))
}

/**
 * Writes every alias that is to move once more as it is: a registry with immutable tags refuses that, and nothing has
 * moved yet.
 * @throws ConfigurationError naming the tags that must be mutable.
 */
async function checkMutable(repositories: Repositories, { moves, state }: Decision): Promise<void> {
  const changes = moves.filter(({ verdict }) => verdict === 'move' || verdict === 'remove')
  const refused = await inParallel(REQUESTS, changes, async (move) => {
    const stored = state.aliases.get(aliasName(move))?.stored
    if (stored === undefined) return []
    try {
      await putManifest(repositories.at(move.image), move.tag, stored.bytes, stored.descriptor.mediaType)
      return []
    } catch (error) {
      if (!isRejection(error)) throw error
      return [{ name: aliasName(move), reason: error.message }]
    }
  })
  const [first] = refused.flat()
  if (first === undefined) return
  const names = refused.flat().map(({ name }) => name)
  throw new ConfigurationError(
    `nothing was moved: the registry does not let these tags be moved: ${listed(names, ', ')} (${first.reason}); ${MUTABLE}`,
  )
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

/**
 * Releases a family: every alias goes where the policy says, or none moves.
 * @throws ConfigurationError when a cell is missing, not as planned, or has grown by more than it may, a newer plan
 *   decided on an alias, two aliases are one tag, or a tag that is to move is immutable.
 * @throws RegistryError when another release is under way for too long.
 * @throws TransactionError when it failed on the way; whether all is as it was is in the message.
 */
export async function release(request: ReleaseRequest, options: ReleaseOptions): Promise<ReleaseResult> {
  const session = new Session(options)
  try {
    return await releaseIn(session, request)
  } finally {
    session.close()
  }
}

async function releaseIn(session: Session, request: ReleaseRequest): Promise<ReleaseResult> {
  const { repositories, options } = session
  const { main } = repositories
  const { planned, versions } = request
  if (!options.dryRun) await session.recover()
  const images = await readImages(main, request.family)
  const wanted = wantedAliases(images, request.aliases, dayOf(options.now))
  checkPlaces(options.image, wanted)
  const overrides = new Map(request.override.map((pattern) => [pattern, globMatcher(pattern)]))
  const isOverridden = (name: string): boolean => [...overrides.values()].some((matches) => matches(name))
  let cells: CellFacts[] | undefined
  const look = async (last: string | undefined): Promise<Decision> => {
    const [aliases, history] = await Promise.all([
      readAliases(
        repositories,
        wanted.map(({ claim }) => claim),
        images,
      ),
      readHistory(main, last).then((known) => withNotedPlans(main, known)),
    ])
    const state = { aliases, history }
    const moves = decide(state, { kind: 'release', wanted, versions, isOverridden })
    checkOverrides(moves, overrides)
    checkPlanOrder(moves, history, planned)
    cells ??= await cellFacts(main, images, history.cells)
    const changed = new Set(moves.filter(isChange).map(({ cell }) => cell))
    checkGrowth(
      cells.filter(({ cell }) => changed.has(cell)),
      request.growth,
    )
    const about = { kind: 'release' as const, planned, cells: recordedCells(images, moves, history) }
    const contents = new Map(images.map(({ target, stored }) => [target.digest, stored]))
    return { state, moves, about, contents }
  }
  const { id, decision, moved } = await perform(session, look, (moves) =>
    bringContents(repositories, images, moves),
  )
  const { moves, state } = decision
  if (!options.dryRun && moved === 0) {
    await notePlan(main, state.history, decidedAliases(moves), planned, options.say)
  }
  return { id, moves, moved, cells: cells ?? [] }
}

/** The images of a release as its record keeps them: also whether a tag with a date names each. */
function recordedCells(
  images: readonly ReleasedImage[],
  moves: readonly Move[],
  { cells }: History,
): ReleaseRecord['cells'] {
  const named = new Set(
    moves
      .filter(({ kind }) => kind === 'fixed')
      .map((move) => (isChange(move) ? move.to : move.from)?.digest),
  )
  return images.map(({ id: cell, version, target: { digest } }) => {
    const before = cells.get(cell)
    const dated = named.has(digest) || (before?.dated === true && before.digest === digest)
    return { cell, digest, dated, version }
  })
}

/** Whatever an alias is to name must be in its repository before anything moves. */
async function bringContents(
  repositories: Repositories,
  images: readonly ReleasedImage[],
  moves: readonly Move[],
): Promise<void> {
  const { main } = repositories
  const needed = moves.filter(isChange).flatMap(({ image, to }) => (to ? [{ image, digest: to.digest }] : []))
  const made = images.filter(
    ({ made, target }) => made && needed.some(({ digest }) => digest === target.digest),
  )
  await inParallel(REQUESTS, made, ({ target, stored: { bytes } }) =>
    putManifest(main, target.digest, bytes, target.mediaType),
  )
  const unique = new Map(needed.map((need) => [`${need.image} ${need.digest}`, need]))
  for (const { image, digest } of unique.values()) {
    if (image !== undefined) await copyImage(main, repositories.at(image), digest)
  }
}
