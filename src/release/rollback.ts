/** Restores an earlier release whole. */
import { ConfigurationError } from '../errors.ts'
import type { Digest } from '../oci/digest.ts'
import { isIndexType, parseIndex } from '../oci/manifest.ts'
import { inParallel } from '../parallel.ts'
import { getManifest, type StoredManifest } from '../registry/manifests.ts'
import { formatRepository, REQUESTS, type Repository } from '../registry/repository.ts'
import { canDelete } from '../registry/tags.ts'
import { readHistory } from './history.ts'
import { decide, isChange, type Move } from './moves.ts'
import { type AliasRecord, aliasName, type ReleaseRecord, readRecord, recordsFrom } from './record.ts'
import { listed } from './request.ts'
import { type ReleaseOptions, type ReleaseResult, Session } from './session.ts'
import { readAliases, repositoryAt } from './state.ts'
import { RELEASE_ID } from './tag-state.ts'

/** Releases are followed back so far. */
const MAX_RELEASES = 1000

/**
 * Restores an earlier release whole: every alias goes back to what it named when that release was complete;
 * aliases that came later are removed, where the registry lets us. Tags with a date stay. It is a release
 * itself, with a record and all, and can be rolled back. It holds: see afterRollback() in history.ts.
 * @throws as release(), and ConfigurationError when there is no such release, or the registry has lost an
 *   image of it.
 */
export async function rollback(id: string, options: ReleaseOptions): Promise<ReleaseResult> {
  if (!RELEASE_ID.test(id)) {
    throw new ConfigurationError(
      `${JSON.stringify(id.slice(0, 100))} is not a release: an id is like 20261124-141530-1a2b3c`,
    )
  }
  await using session = new Session(options)
  const { main } = session
  if (!options.dryRun) await session.recover()
  const {
    id: release,
    decision,
    moved,
    transaction,
  } = await session.plan({
    async decide(last) {
      const targets = aliasesAsOf(await releasesSince(main, last, id))
      const [aliases, history, restored] = await Promise.all([
        readAliases(main, targets),
        readHistory(main, last),
        readHistory(main, id),
      ])
      const later = targets.filter((target) => target.to === null && aliases.has(aliasName(target)))
      // Whether a registry lets us delete is found out by writing: a dry run can't say.
      const deletable = options.dryRun ? undefined : await deletableOf(main, later)
      const state = { aliases, history, deletable }
      const moves = decide(state, { kind: 'rollback', targets })
      const about = { kind: 'rollback' as const, restores: id, cells: [] }
      return { state, moves, about, restored, manifests: await readManifests(main, moves) }
    },
  })
  await transaction?.move()
  return { id: release, moves: decision.moves, moved, cells: [] }
}

/** The release of this id and all after it, newest first. */
async function releasesSince(
  repository: Repository,
  last: string | undefined,
  id: string,
): Promise<ReleaseRecord[]> {
  const chain: ReleaseRecord[] = []
  for await (const record of recordsFrom(repository, last, MAX_RELEASES)) {
    chain.push(record)
    if (record.id === id) return chain
  }
  if ((await readRecord(repository, id)) !== undefined) {
    throw new ConfigurationError(`release ${id} was not completed: there is nothing to restore`)
  }
  const known = chain.map((record) => record.id)
  const hint = known.length === 0 ? 'there is none' : `known are ${listed(known, ', ')}`
  throw new ConfigurationError(`no complete release ${id} in ${formatRepository(repository)}; ${hint}`)
}

/** What the aliases named when the oldest of the releases was complete. */
function aliasesAsOf(chain: readonly ReleaseRecord[]): AliasRecord[] {
  const [target, ...later] = [...chain].reverse()
  const aliases = new Map(target?.aliases.map((alias) => [aliasName(alias), alias]))
  // Oldest first: what a later release found is what the restored one left, as nobody else names it.
  for (const alias of later.flatMap((record) => record.aliases)) {
    if (!aliases.has(aliasName(alias))) aliases.set(aliasName(alias), { ...alias, to: alias.from })
  }
  return [...aliases.values()]
}

/** Which of the repositories of these aliases let us delete. */
async function deletableOf(
  main: Repository,
  aliases: readonly AliasRecord[],
): Promise<Set<string | undefined>> {
  const images = [...new Set(aliases.map(({ image }) => image))]
  const allowed = await inParallel(REQUESTS, images, (image) => canDelete(repositoryAt(main, image)))
  return new Set(images.filter((_, index) => allowed[index]))
}

/**
 * The manifests of what the aliases are to name. A registry may have lost what nothing named any more, also of an index
 * whose own manifest is there.
 */
async function readManifests(main: Repository, moves: readonly Move[]): Promise<Map<Digest, StoredManifest>> {
  const manifests = new Map<Digest, StoredManifest>()
  /** @returns what is not there of an image */
  const readImage = async (repository: Repository, digest: Digest): Promise<Digest[]> => {
    const stored = await getManifest(repository, digest)
    if (stored === undefined) return [digest]
    manifests.set(digest, stored)
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
    `nothing was moved: the registry has lost images of that release: ${listed(lost, ', ')}`,
  )
}
