/** Releases a family: every alias goes where the tag policy says, or none moves. */
import { globMatcher } from '../catalog/names.ts'
import { inParallel } from '../parallel.ts'
import { copyImage } from '../registry/copy.ts'
import { putManifest, type StoredManifest } from '../registry/manifests.ts'
import { pushReferrer } from '../registry/referrers.ts'
import { REQUESTS, type Repository } from '../registry/repository.ts'
import { type History, notePlan, readHistory, withNotedPlans } from './history.ts'
import { type CellFacts, cellFacts, checkGrowth, type ReleasedImage, readImages } from './images.ts'
import {
  checkOverrides,
  checkPlanOrder,
  dayOf,
  decide,
  isChange,
  type Move,
  type RegistryState,
  type Wanted,
  wantedAliases,
} from './moves.ts'
import { aliasName, type ReleaseRecord, type Target } from './record.ts'
import type { ReleaseRequest } from './request.ts'
import { type ReleaseOptions, type ReleaseResult, type ReleaseSignatures, Session } from './session.ts'
import { checkPlaces, readAliases, repositoryAt } from './state.ts'

/**
 * @throws ConfigurationError when a cell is missing, not as planned, or has grown by more than it may, a newer plan
 *   decided on an alias, two aliases are one tag, or a tag that is to move is immutable.
 * @throws RegistryError when another release is under way for too long.
 * @throws TransactionError when it failed on the way; whether all is as it was is in the message.
 */
export async function release(request: ReleaseRequest, options: ReleaseOptions): Promise<ReleaseResult> {
  const { planned, versions, override } = request
  await using session = new Session(options)
  const { main } = session
  await session.recover()
  const { signatures, dryRun } = options
  const images = await readImages(
    main,
    request.family,
    session.elsewhere,
    signatures && ((image) => signatures.check(main, image, !dryRun)),
  )
  let cells: readonly CellFacts[] = []
  const result = await moveAliases(session, {
    wanted: wantedAliases(images, request.aliases, dayOf(options.now)),
    images,
    override,
    planned,
    versionsOf: () => versions,
    async check(moves, history) {
      if (cells.length === 0) cells = await cellFacts(main, images, history)
      const changed = new Set(moves.filter(isChange).map(({ cell }) => cell))
      const growing = cells.filter(({ cell }) => changed.has(cell))
      checkGrowth(growing, request.growth)
    },
    prepare: (moves) => bringImages(main, images, moves, signatures),
  })
  return { ...result, cells, differences: [...new Set(images.flatMap(({ differences }) => differences))] }
}

/** What is to be released, whoever says so. */
export interface Intended {
  readonly wanted: readonly Wanted[]
  /** All images of it. */
  readonly images: readonly (Released & { readonly stored: StoredManifest })[]
  /** Aliases, or globs over them, that may be taken over or go to a lower version. */
  readonly override: readonly string[]
  /** When its plan was made, an ISO 8601 time in UTC. */
  readonly planned: string
  readonly promoted?: ReleaseRecord['promoted']
  /** The versions that are not withdrawn. */
  readonly versionsOf: (aliases: RegistryState['aliases']) => ReadonlySet<string>
  /** @throws ConfigurationError for what else keeps it from being released. */
  readonly check?: (moves: readonly Move[], history: History) => Promise<void>
  /** Brings what aliases are to name into their repositories. */
  readonly prepare: (moves: readonly Move[]) => Promise<void>
}

type Released = Pick<ReleasedImage, 'id' | 'version'> & { readonly target: Pick<Target, 'digest'> }

/** Moves aliases by the tag policy, all or none. @throws as release(). */
export async function moveAliases(
  session: Session,
  { wanted, images, override, planned, promoted, versionsOf, check, prepare }: Intended,
): Promise<Pick<ReleaseResult, 'id' | 'moves' | 'moved'>> {
  const { main, options } = session
  checkPlaces(options.image, wanted)
  const places = wanted.map(({ claim }) => claim)
  const overrides = new Map(override.map((pattern) => [pattern, globMatcher(pattern)]))
  const isOverridden = (name: string): boolean => [...overrides.values()].some((matches) => matches(name))
  const { id, moves, moved, state, transaction } = await session.plan(async (last) => {
    const [aliases, history] = await Promise.all([
      readAliases(main, places, images),
      readHistory(main, last).then((known) => withNotedPlans(main, known)),
    ])
    const state = { aliases, history }
    const moves = decide(state, { wanted, versions: versionsOf(aliases), isOverridden })
    checkOverrides(moves, overrides)
    checkPlanOrder(moves, history, planned, promoted?.release)
    await check?.(moves, history)
    const cells = recordedCells(images, moves, history)
    const about = { kind: 'release' as const, planned, promoted, cells }
    return { state, moves, about, manifests: images.map(({ stored }) => stored) }
  }, prepare)
  await transaction?.move()
  if (!options.dryRun && moved === 0) {
    // An alias that is held back is not decided on: an earlier run's plan may yet move it.
    const decided = moves.filter(({ kind, verdict }) => kind !== 'fixed' && verdict !== 'held back')
    await notePlan(main, state.history, decided.map(aliasName), planned, options.say)
  }
  return { id, moves, moved }
}

/** The images of a release as its record keeps them: also whether a tag with a date names each. */
function recordedCells(images: readonly Released[], moves: readonly Move[], { cells }: History) {
  const fixed = moves.filter(({ kind }) => kind === 'fixed')
  const named = new Set(fixed.map((move) => (isChange(move) ? move.to : move.from)?.digest))
  return images.map(({ id: cell, version, target: { digest } }) => {
    const before = cells.get(cell)
    const dated = named.has(digest) || (before?.dated === true && before.digest === digest)
    return { cell, digest, dated, version }
  })
}

/** Whatever an alias is to name must be in its repository before anything moves. */
async function bringImages(
  main: Repository,
  images: readonly ReleasedImage[],
  moves: readonly Move[],
  signatures: ReleaseSignatures | undefined,
) {
  const digests = new Set(moves.filter(isChange).map(({ to }) => to?.digest))
  const indexes = images.filter(({ platforms, target }) => platforms.length > 1 && digests.has(target.digest))
  await inParallel(REQUESTS, indexes, async ({ target, stored: { bytes }, attached }) => {
    const stored = await putManifest(main, target.digest, bytes, target.mediaType)
    if (attached !== undefined) await pushReferrer(main, stored, attached)
    await signatures?.sign(main, stored, attached)
  })
  await bringBeside(main, moves)
}

/** Copies what aliases in other repositories are to name from the images' own. */
export async function bringBeside(main: Repository, moves: readonly Move[]): Promise<void> {
  const needed = moves.filter(isChange).flatMap(({ image, to }) => (to ? [{ image, digest: to.digest }] : []))
  const unique = new Map(needed.map((need) => [`${need.image} ${need.digest}`, need]))
  for (const { image, digest } of unique.values()) {
    if (image !== undefined) await copyImage(main, repositoryAt(main, image), digest)
  }
}
