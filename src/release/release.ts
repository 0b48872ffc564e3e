/** Releases a family: every alias goes where the tag policy says, or none moves. */
import { globMatcher } from '../catalog/names.ts'
import { inParallel } from '../parallel.ts'
import { copyImage } from '../registry/copy.ts'
import { putManifest } from '../registry/manifests.ts'
import { REQUESTS, type Repository } from '../registry/repository.ts'
import { type History, notePlan, readHistory, withNotedPlans } from './history.ts'
import { type CellFacts, cellFacts, checkGrowth, type ReleasedImage, readImages } from './images.ts'
import {
  checkOverrides,
  checkPlanOrder,
  dayOf,
  decide,
  decidedAliases,
  isChange,
  type Move,
  wantedAliases,
} from './moves.ts'
import type { ReleaseRecord } from './record.ts'
import type { ReleaseRequest } from './request.ts'
import { type ReleaseOptions, type ReleaseResult, Session } from './session.ts'
import { checkPlaces, readAliases, repositoryAt } from './state.ts'

/**
 * Releases a family.
 * @throws ConfigurationError when a cell is missing, not as planned, or has grown by more than it may, a newer plan
 *   decided on an alias, two aliases are one tag, or a tag that is to move is immutable.
 * @throws RegistryError when another release is under way for too long.
 * @throws TransactionError when it failed on the way; whether all is as it was is in the message.
 */
export async function release(request: ReleaseRequest, options: ReleaseOptions): Promise<ReleaseResult> {
  const { planned, versions } = request
  await using session = new Session(options)
  const { main } = session
  if (!options.dryRun) await session.recover()
  const images = await readImages(main, request.family)
  const wanted = wantedAliases(images, request.aliases, dayOf(options.now))
  checkPlaces(options.image, wanted)
  const overrides = new Map(request.override.map((pattern) => [pattern, globMatcher(pattern)]))
  const isOverridden = (name: string): boolean => [...overrides.values()].some((matches) => matches(name))
  let cells: readonly CellFacts[] = []
  const { id, decision, moved, transaction } = await session.plan({
    async decide(last) {
      const places = wanted.map(({ claim }) => claim)
      const [aliases, history] = await Promise.all([
        readAliases(main, places, images),
        readHistory(main, last).then((known) => withNotedPlans(main, known)),
      ])
      const state = { aliases, history }
      const moves = decide(state, { kind: 'release', wanted, versions, isOverridden })
      checkOverrides(moves, overrides)
      checkPlanOrder(moves, history, planned)
      if (cells.length === 0) cells = await cellFacts(main, images, history.cells)
      const changed = new Set(moves.filter(isChange).map(({ cell }) => cell))
      checkGrowth(
        cells.filter(({ cell }) => changed.has(cell)),
        request.growth,
      )
      const about = { kind: 'release' as const, planned, cells: recordedCells(images, moves, history) }
      const manifests = new Map(images.map(({ target, stored }) => [target.digest, stored]))
      return { state, moves, about, manifests }
    },
    prepare: (moves) => bringImages(main, images, moves),
  })
  await transaction?.move()
  const { moves, state } = decision
  if (!options.dryRun && moved === 0) {
    await notePlan(main, state.history, decidedAliases(moves), planned, options.say)
  }
  return { id, moves, moved, cells }
}

/** The images of a release as its record keeps them: also whether a tag with a date names each. */
function recordedCells(
  images: readonly ReleasedImage[],
  moves: readonly Move[],
  { cells }: History,
): ReleaseRecord['cells'] {
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
): Promise<void> {
  const needed = moves.filter(isChange).flatMap(({ image, to }) => (to ? [{ image, digest: to.digest }] : []))
  const digests = new Set(needed.map(({ digest }) => digest))
  const made = images.filter(({ made, target }) => made && digests.has(target.digest))
  await inParallel(REQUESTS, made, ({ target, stored: { bytes } }) =>
    putManifest(main, target.digest, bytes, target.mediaType),
  )
  const unique = new Map(needed.map((need) => [`${need.image} ${need.digest}`, need]))
  for (const { image, digest } of unique.values()) {
    if (image !== undefined) await copyImage(main, repositoryAt(main, image), digest)
  }
}
