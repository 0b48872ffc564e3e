/** Restores an earlier release whole. */
import { ConfigurationError } from '../errors.ts'
import type { Digest } from '../oci/digest.ts'
import { isIndexType, parseIndex } from '../oci/manifest.ts'
import { inParallel } from '../parallel.ts'
import { getManifest, type StoredManifest } from '../registry/manifests.ts'
import { formatRepository, REQUESTS, type Repository } from '../registry/repository.ts'
import { canDelete } from '../registry/tags.ts'
import { readHistory } from './history.ts'
import { isChange, type Move, restoringMove } from './moves.ts'
import type { AliasRecord, ReleaseRecord } from './record.ts'
import { aliasName, checkReleaseId, readRecord, recordsFrom } from './record.ts'
import { listed } from './request.ts'
import { type ReleaseOptions, type ReleaseResult, Session } from './session.ts'
import { readAliases, repositoryAt } from './state.ts'

const MAX_RELEASES = 1000

/**
 * Every alias goes back to what it named when that release was complete; aliases that came later are removed, where the
 * registry lets us. Tags with a date stay. A rollback is a release itself, with a record, and can be rolled back. It
 * holds: see afterRollback() in history.ts.
 * @throws as release(), and ConfigurationError when there is no such release, or the registry has lost an image of it.
 */
export async function rollback(id: string, options: ReleaseOptions): Promise<ReleaseResult> {
  checkReleaseId(id)
  await using session = new Session(options)
  const { main } = session
  await session.recover()
  const {
    id: release,
    moves,
    moved,
    transaction,
  } = await session.plan(async (last) => {
    const targets = aliasesAsOf(await releasesSince(main, last, id))
    const [aliases, history, restored] = await Promise.all([
      readAliases(main, targets),
      readHistory(main, last),
      readHistory(main, id),
    ])
    const later = targets.filter((target) => target.to === null && aliases.has(aliasName(target)))
    const places = [...new Set(later.map(({ image }) => image))]
    const canRemove = (image: string | undefined) => canDelete(repositoryAt(main, image))
    // Whether a registry lets us delete is found out by writing: a dry run can't say.
    const allowed = options.dryRun ? undefined : await inParallel(REQUESTS, places, canRemove)
    const deletable = allowed && new Set(places.filter((_, index) => allowed[index]))
    const moves = targets.flatMap((target) => restoringMove(target, aliases, deletable))
    const about = { kind: 'rollback' as const, restores: id, cells: [] }
    const manifests = await readManifests(main, moves)
    return { state: { aliases, history }, moves, about, restored, manifests }
  })
  await transaction?.move()
  return { id: release, moves, moved, cells: [] }
}

/**
 * The release of this id and all after it, newest first.
 * @throws ConfigurationError when there is none, or it was not completed.
 */
export async function releasesSince(main: Repository, last: string | undefined, id: string) {
  const chain: ReleaseRecord[] = []
  for await (const record of recordsFrom(main, last, MAX_RELEASES)) {
    chain.push(record)
    if (record.id === id) return chain
  }
  if ((await readRecord(main, id)) !== undefined) {
    throw new ConfigurationError(`release ${id} was not completed: no tag names what it was to move`)
  }
  const known = chain.map((record) => record.id)
  const hint = known.length === 0 ? 'there is none' : `known are ${listed(known)}`
  throw new ConfigurationError(`no complete release ${id} in ${formatRepository(main)}; ${hint}`)
}

/** What the aliases named when the oldest of the releases, which are newest first, was complete. */
export function aliasesAsOf(chain: readonly ReleaseRecord[]): AliasRecord[] {
  const [target, ...later] = [...chain].reverse()
  const aliases = new Map(target?.aliases.map((alias) => [aliasName(alias), alias]))
  // Oldest first: what a later release found is what the restored one left, as nobody else names it.
  for (const alias of later.flatMap((record) => record.aliases)) {
    if (!aliases.has(aliasName(alias))) aliases.set(aliasName(alias), { ...alias, to: alias.from })
  }
  return [...aliases.values()]
}

/**
 * The manifests of what the aliases are to name. A registry may have lost what nothing named any more, also of an index
 * whose own manifest is there.
 */
async function readManifests(main: Repository, moves: readonly Move[]): Promise<StoredManifest[]> {
  const manifests: StoredManifest[] = []
  /** @returns what is not there of an image */
  const readImage = async (repository: Repository, digest: Digest): Promise<Digest[]> => {
    const stored = await getManifest(repository, digest)
    if (stored === undefined) return [digest]
    manifests.push(stored)
    if (!isIndexType(stored.descriptor.mediaType)) return []
    const what = `${formatRepository(repository)}@${digest}`
    const children = parseIndex(stored.bytes, what, (line) => repository.client.note(line)).manifests
    return (await Promise.all(children.map((child) => readImage(repository, child.digest)))).flat()
  }
  const checked = await inParallel(REQUESTS, moves.filter(isChange), async (move) => {
    const { image, to } = move
    const missing = to === undefined ? [] : await readImage(repositoryAt(main, image), to.digest)
    return missing.map((digest) => `${aliasName(move)} (${digest})`)
  })
  const lost = checked.flat()
  if (lost.length === 0) return manifests
  throw new ConfigurationError(
    `nothing was moved: the registry has lost images of that release: ${listed(lost)}`,
  )
}
