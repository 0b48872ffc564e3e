import { randomBytes, randomUUID } from 'node:crypto'
import type { Alias } from '../catalog/schema.ts'
import { isExpected, messageOf } from '../errors.ts'
import type { Digest } from '../oci/digest.ts'
import type { ImageName } from '../oci/reference.ts'
import { inParallel } from '../parallel.ts'
import type { PlanOutputCell } from '../plan/output.ts'
import { checkPush } from '../registry/access.ts'
import { copyImage } from '../registry/copy.ts'
import type { ClientOptions } from '../registry/http/client.ts'
import { Transport } from '../registry/http/transport.ts'
import { putManifest, type StoredManifest } from '../registry/manifests.ts'
import { openRepository } from '../registry/repository.ts'
import { checkOrder, type EarlierCell, earlierCells, notePlan } from './history.ts'
import { REQUESTS, type ReleasedImage, readImages } from './images.ts'
import { LOCK_TIMES, Lock, type LockState, type LockTimes, readLock } from './lock.ts'
import { checkPlaces, type PlacedPointer, Repositories, readPointers } from './pointers.ts'
import { aliasName, dayOf, decideMoves, isChange, type Move, wantedAliases } from './policy.ts'
import { type AliasRecord, type ReleaseRecord, releaseId } from './record.ts'
import { type CellFacts, cellFacts, checkGrowth } from './sizes.ts'
import { move, recover, type Step, type Written, writeDown } from './transaction.ts'

/** Where a release or a rollback works, and how. */
export interface ReleaseOptions {
  /** The images' own repository. */
  readonly image: ImageName
  readonly client?: ClientOptions
  readonly times?: LockTimes
  /** Only finds out what it would do. */
  readonly dryRun: boolean
  /** Whose release it is, for people. */
  readonly by: string
  readonly now: Date
  /** Compressed bytes that an image may have grown by since the release before, by cell id. */
  readonly growth?: ReadonlyMap<string, number>
  /** When the plan was made, an ISO 8601 time in UTC: an older plan is not released over a newer one. */
  readonly planned?: string
  readonly say: (text: string) => void
  readonly onStep?: (step: Step | 'undo') => void
}

/** What a release or a rollback did. */
export interface Outcome {
  /** The release whose aliases the registry has now; undefined before the first, and in a dry run. */
  readonly id: string | undefined
  /** Every alias, those that stay too. */
  readonly moves: readonly Move[]
  /** How many of them were moved. */
  readonly moved: number
  /** Of a release: its images. */
  readonly cells: readonly CellFacts[]
}

/** A request must have ended before its lock is dead to others: less than `lease` is longer than `valid`. */
const TIME_LIMITS = { connect: 10_000, idle: 25_000 }

/** A registry to which nothing is written any more once the lock may be somebody else's. */
export class Session {
  readonly repositories: Repositories
  readonly options: ReleaseOptions
  #lock: Lock | undefined
  #undoing = false

  constructor(options: ReleaseOptions) {
    const guard = (): void => this.#lock?.check(this.#undoing)
    const client = { transport: new Transport(TIME_LIMITS), ...options.client, guard }
    this.options = options
    this.repositories = new Repositories(openRepository(options.image, client))
  }

  /**
   * Takes the lock, finishes or undoes what a dead release left, and makes what is given. When that fails
   * before anything moved, or there is nothing to do, the lock is given back.
   * @returns false when there was nothing to do
   */
  async transact(prepare: (last: string | undefined) => Promise<Prepared | undefined>): Promise<boolean> {
    const { options, repositories } = this
    const { say, times = LOCK_TIMES, by, onStep = () => {} } = options
    await using lock = await Lock.take(repositories.main, { holder: randomUUID(), by }, times, say)
    this.#lock = lock
    const undoing = (): void => {
      this.#undoing = true
    }
    const moving = { repositories, lock, say, onStep, undoing }
    // What fails in here leaves the lock with the name of what is unfinished.
    if (lock.interrupted !== undefined) await recover(lock.interrupted, moving)
    let written: Written | undefined
    try {
      const prepared = await prepare(lock.last)
      written = prepared && (await writeDown(prepared.record, prepared.contents, moving))
    } catch (error) {
      await this.#giveBack(lock)
      throw error
    }
    if (written === undefined) await this.#giveBack(lock)
    else await move(written, moving)
    // Given back: what is asked from now on is asked without it.
    this.#lock = undefined
    return written !== undefined
  }

  /**
   * Finishes or undoes what a dead release left: first of all, as a run whose own checks fail would end with the
   * tags half-moved. Where nothing is left it costs one request.
   */
  async recover(): Promise<void> {
    if (isUnfinished(await readLock(this.repositories.main))) await this.transact(async () => undefined)
  }

  close(): void {
    this.repositories.main.client.close()
  }

  async #giveBack(lock: Lock): Promise<void> {
    await lock.giveBack(lock.last).catch((error: unknown) => {
      this.options.say(`the release lock could not be given back: ${messageOf(error)}`)
    })
  }
}

/** Whether a release is under way, or died. */
const isUnfinished = (lock: LockState | undefined): boolean => lock !== undefined && lock.phase !== 'idle'

/** A transaction that is ready to move. */
export interface Prepared {
  readonly record: ReleaseRecord
  readonly contents: ReadonlyMap<Digest, StoredManifest>
}

/**
 * Releases a family: every alias goes where the policy says, or none moves.
 * @throws ConfigurationError when a cell is missing, not as planned, or has grown by more than it may, a newer plan
 *   was released, two aliases are one tag, or the registry refuses us.
 * @throws LockError when another release is under way.
 * @throws TransactionError when it failed on the way; whether all is as it was is in the message.
 */
export async function release(
  family: readonly PlanOutputCell[],
  aliases: readonly Alias[],
  options: ReleaseOptions,
): Promise<Outcome> {
  const session = new Session(options)
  try {
    return await releaseIn(session, family, aliases)
  } finally {
    session.close()
  }
}

/** What a release sees in the registry, and makes of it. */
interface Sight {
  readonly moves: readonly Move[]
  readonly pointers: ReadonlyMap<string, PlacedPointer>
  /** What cells were released as before. */
  readonly earlier: ReadonlyMap<string, EarlierCell>
}

async function releaseIn(
  session: Session,
  family: readonly PlanOutputCell[],
  aliases: readonly Alias[],
): Promise<Outcome> {
  const { repositories, options } = session
  const { main } = repositories
  const { planned } = options
  if (!options.dryRun) await session.recover()
  const images = await readImages(main, family)
  const wanted = wantedAliases(images, aliases, dayOf(options.now))
  checkPlaces(options.image, wanted)
  const versions = new Map(images.map(({ digest, version }) => [digest, version]))
  const places = wanted.map(({ claim: { image, tag } }) => ({ image, tag }))
  const ids = images.map(({ id }) => id)
  const look = async (last: string | undefined): Promise<Sight> => {
    const [pointers, earlier] = await Promise.all([
      readPointers(repositories, places, versions),
      earlierCells(main, last, ids).catch(unlessLimited(options, new Map<string, EarlierCell>())),
    ])
    return { moves: decideMoves(wanted, pointers, datedOf(images, earlier)), pointers, earlier }
  }
  const lock = await readLock(main)
  const isNews = await checkOrder(main, lock?.last, planned)
  const first = await look(lock?.last)
  const cells = await cellFacts(main, images, first.earlier).catch(
    unlessLimited(
      options,
      images.flatMap(({ platforms }) => platforms),
    ),
  )
  checkGrowth(cells, options.growth ?? new Map())
  if (options.dryRun) {
    if (isUnfinished(lock))
      options.say(
        `release ${lock?.release ?? ''} is under way or unfinished: a release may find another state`,
      )
    return { id: undefined, moves: first.moves, moved: 0, cells }
  }
  if (!isUnfinished(lock) && !first.moves.some(isChange)) {
    if (isNews && planned !== undefined) await notePlan(main, planned, options.say)
    return { id: lock?.last, moves: first.moves, moved: 0, cells }
  }

  await checkRights(repositories, first.moves)
  let moves = first.moves
  let id: string | undefined
  const isMoved = await session.transact(async (last) => {
    id = last
    await checkOrder(main, last, planned)
    const sight = await look(last)
    moves = sight.moves
    if (!moves.some(isChange)) return undefined
    await bringContents(repositories, images, moves)
    const record = recordOf(images, sight, options, last)
    id = record.id
    return { record, contents: new Map(images.map(({ digest, stored }) => [digest, stored])) }
  })
  return { id, moves, moved: isMoved ? moves.filter(isChange).length : 0, cells }
}

/** What came before is only for people where no limit is set: no reason to release nothing. */
function unlessLimited<T>({ growth, say }: ReleaseOptions, instead: T): (error: unknown) => T {
  return (error) => {
    if (!isExpected(error) || (growth?.size ?? 0) > 0) throw error
    say(`sizes of the release before are not known: ${messageOf(error)}`)
    return instead
  }
}

/** The images that an alias with a date names since an earlier release. */
function datedOf(
  images: readonly ReleasedImage[],
  earlier: ReadonlyMap<string, EarlierCell>,
): ReadonlySet<Digest> {
  const isDated = ({ id, digest }: ReleasedImage): boolean => {
    const before = earlier.get(id)
    return before?.digest === digest && before.dated
  }
  return new Set(images.filter(isDated).map(({ digest }) => digest))
}

/** @throws ConfigurationError naming the right that is missing. */
export async function checkRights(repositories: Repositories, moves: readonly Move[]): Promise<void> {
  // The own repository too: lock and record are there.
  const images = new Set([undefined, ...moves.filter(isChange).map(({ image }) => image)])
  for (const image of images) await checkPush(repositories.at(image))
}

/** Whatever an alias is to name must be in its repository before anything moves. */
async function bringContents(
  repositories: Repositories,
  images: readonly ReleasedImage[],
  moves: readonly Move[],
): Promise<void> {
  const { main } = repositories
  const byDigest = new Map(images.map((image) => [image.digest, image]))
  const needed = moves.filter(isChange).map(({ image, to }) => ({ image, to }))
  const unique = [...new Map(needed.map((need) => [`${need.image} ${need.to}`, need])).values()]
  const made = images.filter((image) => image.made && needed.some(({ to }) => to === image.digest))
  await inParallel(REQUESTS, made, ({ digest, stored: { bytes, descriptor } }) =>
    putManifest(main, digest, bytes, descriptor.mediaType),
  )
  for (const { image, to } of unique) {
    if (image !== undefined && to !== undefined && byDigest.has(to)) {
      await copyImage(main, repositories.at(image), to)
    }
  }
}

function recordOf(
  images: readonly ReleasedImage[],
  { moves, pointers, earlier }: Sight,
  { now, planned }: ReleaseOptions,
  previous: string | undefined,
): ReleaseRecord {
  const byDigest = new Map(images.map((image) => [image.digest, image]))
  const aliases = moves.map((line): AliasRecord => {
    const { image, tag, cell, to, kind } = line
    const pointer = pointers.get(aliasName(line))
    const from = pointer === undefined ? null : targetOf(pointer)
    const released = isChange(line) && to !== undefined ? byDigest.get(to) : undefined
    return {
      image,
      tag,
      from,
      to: released === undefined ? from : { ...released.stored.descriptor, version: released.version },
      cell,
      ...(kind === 'fixed' ? { fixed: true } : {}),
    }
  })
  const named = aliases.flatMap(({ fixed, to }) => (fixed === true && to !== null ? [to.digest] : []))
  const dated = new Set([...datedOf(images, earlier), ...named])
  return {
    format: 1,
    id: releaseId(now, randomBytes(3).toString('hex')),
    kind: 'release',
    created: now.toISOString(),
    planned,
    previous,
    cells: images.map(({ id: cell, version, digest }) => ({
      cell,
      version,
      digest,
      dated: dated.has(digest),
    })),
    aliases,
  }
}

/** A pointer as a record keeps it. */
export function targetOf({ descriptor, version }: PlacedPointer): AliasRecord['from'] {
  const { mediaType, digest, size } = descriptor
  return { mediaType, digest, size, version }
}
