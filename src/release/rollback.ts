/** Restores an earlier release whole. */

import { ConfigurationError } from '../errors.ts'
import type { Digest } from '../oci/digest.ts'
import { isIndexType, parseIndex } from '../oci/manifest.ts'
import { inParallel } from '../parallel.ts'
import { getManifest, type StoredManifest } from '../registry/manifests.ts'
import { formatRepository, REQUESTS, type Repository } from '../registry/repository.ts'
import { canDelete } from '../registry/tags.ts'
import { listed } from './family.ts'
import { decide, isChange, type Move } from './moves.ts'
import {
  type AliasRecord,
  aliasName,
  RELEASE_ID,
  type ReleaseRecord,
  readHistory,
  readRecord,
  recordsFrom,
} from './record.ts'
import { type Decision, perform, type ReleaseOptions, type ReleaseResult, Session } from './release.ts'
import { type Repositories, readAliases } from './state.ts'

/** Releases are followed back so far. */
const MAX_RELEASES = 1000

/**
 * Restores an earlier release whole: every alias goes back to what it named when that release was complete;
 * aliases that came later are removed, where the registry lets us. Tags with a date stay. It is a release
 * itself, with a record and all, and can be rolled back. It holds: see afterRollback() in record.ts.
 * @throws as release(), and ConfigurationError when there is no such release, or the registry has lost an
 *   image of it.
 */
export async function rollback(id: string, options: ReleaseOptions): Promise<ReleaseResult> {
  if (!RELEASE_ID.test(id)) {
    throw new ConfigurationError(
      `${JSON.stringify(id.slice(0, 100))} is not a release: an id is like 20261124-141530-1a2b3c`,
    )
  }
  const session = new Session(options)
  const { repositories } = session
  const { main } = repositories
  const look = async (last: string | undefined): Promise<Decision> => {
    const targets = aliasesAsOf(await releasesSince(main, last, id))
    const [aliases, history, restored] = await Promise.all([
      readAliases(repositories, targets),
      readHistory(main, last),
      readHistory(main, id),
    ])
    const isLater = (target: AliasRecord): boolean => target.to === null && aliases.has(aliasName(target))
    const later = new Set(targets.filter(isLater).map(({ image }) => image))
    // Whether a registry lets us delete is found out by writing: a dry run can't say.
    const deletable = options.dryRun ? undefined : await deletableOf(repositories, later)
    const state = { aliases, history, deletable }
    const moves = decide(state, { kind: 'rollback', targets })
    const contents = await readContents(repositories, moves)
    const about = { kind: 'rollback' as const, restores: id, cells: [] }
    return { state, moves, about, restored, contents }
  }
  try {
    if (!options.dryRun) await session.recover()
    const result = await perform(session, look, async () => {})
    return { id: result.id, moves: result.decision.moves, moved: result.moved, cells: [] }
  } finally {
    session.close()
  }
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

async function deletableOf(
  repositories: Repositories,
  images: ReadonlySet<string | undefined>,
): Promise<Set<string | undefined>> {
  const allowed = await inParallel(REQUESTS, [...images], async (image) =>
    (await canDelete(repositories.at(image))) ? [image] : [],
  )
  return new Set(allowed.flat())
}

/** A registry may have lost what nothing named any more, also of an index whose own manifest is there. */
async function readContents(
  repositories: Repositories,
  moves: readonly Move[],
): Promise<Map<Digest, StoredManifest>> {
  const contents = new Map<Digest, StoredManifest>()
  const checked = await inParallel(REQUESTS, moves.filter(isChange), async (move) => {
    const { image, to } = move
    const missing = to === undefined ? [] : await readImage(repositories.at(image), to.digest, contents)
    return missing.map((digest) => `${aliasName(move)} (${digest})`)
  })
  const lost = checked.flat()
  if (lost.length === 0) return contents
  throw new ConfigurationError(
    `nothing was moved: the registry has lost images of that release: ${listed(lost, ', ')}`,
  )
}

/** @returns what is not there of an image: its manifest, or those of an index's platforms */
async function readImage(
  repository: Repository,
  digest: Digest,
  contents: Map<Digest, StoredManifest>,
): Promise<Digest[]> {
  const stored = await getManifest(repository, digest)
  if (stored === undefined) return [digest]
  contents.set(digest, stored)
  if (!isIndexType(stored.descriptor.mediaType)) return []
  const what = `${formatRepository(repository)}@${digest}`
  const { manifests } = parseIndex(stored.bytes, what, (line) => repository.client.note(line))
  const checked = await Promise.all(manifests.map((each) => readImage(repository, each.digest, contents)))
  return checked.flat()
}
