/** Releases a family: every alias goes where the tag policy says, or none moves. */
import { globMatcher } from '../catalog/names.ts'
import { inParallel } from '../parallel.ts'
import { putManifest } from '../registry/manifests.ts'
import { copyImage } from '../registry/push.ts'
import { REQUESTS, type Repository } from '../registry/repository.ts'
import { type History, notePlan, readHistory, withNotedPlans } from './history.ts'
import { type CellFacts, cellFacts, checkGrowth, type ReleasedImage, readImages } from './images.ts'
import { checkOverrides, checkPlanOrder, dayOf, decide, isChange, type Move, wantedAliases } from './moves.ts'
import { aliasName } from './record.ts'
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
  const { planned, versions } = request
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
  const wanted = wantedAliases(images, request.aliases, dayOf(options.now))
  checkPlaces(options.image, wanted)
  const places = wanted.map(({ claim }) => claim)
  const overrides = new Map(request.override.map((pattern) => [pattern, globMatcher(pattern)]))
  const isOverridden = (name: string): boolean => [...overrides.values()].some((matches) => matches(name))
  let cells: readonly CellFacts[] = []
  const { id, moves, moved, state, transaction } = await session.plan(
    async (last) => {
      const [aliases, history] = await Promise.all([
        readAliases(main, places, images),
        readHistory(main, last).then((known) => withNotedPlans(main, known)),
      ])
      const state = { aliases, history }
      const moves = decide(state, { wanted, versions, isOverridden })
      checkOverrides(moves, overrides)
      checkPlanOrder(moves, history, planned)
      if (cells.length === 0) cells = await cellFacts(main, images, history)
      const changed = new Set(moves.filter(isChange).map(({ cell }) => cell))
      const growing = cells.filter(({ cell }) => changed.has(cell))
      checkGrowth(growing, request.growth)
      const about = { kind: 'release' as const, planned, cells: recordedCells(images, moves, history) }
      return { state, moves, about, manifests: images.map(({ stored }) => stored) }
    },
    (moves) => bringImages(main, images, moves, signatures),
  )
  await transaction?.move()
  if (!dryRun && moved === 0) {
    // An alias that is held back is not decided on: an earlier run's plan may yet move it.
    const decided = moves.filter(({ kind, verdict }) => kind !== 'fixed' && verdict !== 'held back')
    await notePlan(main, state.history, decided.map(aliasName), planned, options.say)
  }
  return {
    id,
    moves,
    moved,
    cells,
    differences: [...new Set(images.flatMap(({ differences }) => differences))],
  }
}

/** The images of a release as its record keeps them: also whether a tag with a date names each. */
function recordedCells(images: readonly ReleasedImage[], moves: readonly Move[], { cells }: History) {
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
  const needed = moves.filter(isChange).flatMap(({ image, to }) => (to ? [{ image, digest: to.digest }] : []))
  const digests = new Set(needed.map(({ digest }) => digest))
  const indexes = images.filter(({ platforms, target }) => platforms.length > 1 && digests.has(target.digest))
  await inParallel(REQUESTS, indexes, async ({ target, stored: { bytes } }) => {
    const stored = await putManifest(main, target.digest, bytes, target.mediaType)
    await signatures?.sign(main, stored)
  })
  const unique = new Map(needed.map((need) => [`${need.image} ${need.digest}`, need]))
  for (const { image, digest } of unique.values()) {
    if (image !== undefined) await copyImage(main, repositoryAt(main, image), digest)
  }
}
