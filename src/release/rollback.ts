import { randomBytes } from 'node:crypto'
import { ConfigurationError } from '../errors.ts'
import type { Digest } from '../oci/digest.ts'
import { isIndexType, parseIndex } from '../oci/manifest.ts'
import { inParallel } from '../parallel.ts'
import { getManifest } from '../registry/manifests.ts'
import { formatRepository, type Repository } from '../registry/repository.ts'
import { canDelete } from '../registry/tags.ts'
import { listed } from './family.ts'
import { recordsFrom } from './history.ts'
import { REQUESTS } from './images.ts'
import { readLock } from './lock.ts'
import { type PlacedPointer, type Repositories, readPointers } from './pointers.ts'
import { aliasName, isChange, type Move } from './policy.ts'
import { type AliasRecord, RELEASE_ID, type ReleaseRecord, readRecord, releaseId } from './record.ts'
import { checkRights, type Outcome, type ReleaseOptions, Session, targetOf } from './release.ts'

/** Releases are followed back so far. */
const MAX_RELEASES = 1000

/**
 * Restores an earlier release whole: every alias goes back to what it named when that release was complete;
 * aliases that came later are removed, where the registry lets us. Tags with a date stay. It is a release
 * itself, with a record and all, and can be rolled back.
 * @throws as release(), and ConfigurationError when there is no such release, or the registry has lost an
 *   image of it.
 */
export async function rollback(id: string, options: ReleaseOptions): Promise<Outcome> {
  if (!RELEASE_ID.test(id)) {
    throw new ConfigurationError(
      `${JSON.stringify(id.slice(0, 100))} is not a release: an id is like 20261124-141530-1a2b3c`,
    )
  }
  const session = new Session(options)
  try {
    return await rollbackIn(session, id)
  } finally {
    session.close()
  }
}

async function rollbackIn(session: Session, id: string): Promise<Outcome> {
  const { repositories, options } = session
  const { main } = repositories
  if (!options.dryRun) await session.recover()
  const lock = await readLock(main)
  const look = async (last: string | undefined): Promise<Restoration> => {
    const chain = await releasesSince(main, last, id)
    return restoration(repositories, aliasesAsOf(chain), !options.dryRun)
  }
  const first = await look(lock?.last)
  if (options.dryRun) return { id: undefined, moves: first.moves, moved: 0, cells: [] }
  if (lock?.phase === 'idle' && !first.moves.some(isChange)) {
    return { id: lock.last, moves: first.moves, moved: 0, cells: [] }
  }
  await checkRights(repositories, first.moves)
  let { moves } = first
  let made: string | undefined
  const isMoved = await session.transact(async (last) => {
    made = last
    const { pointers, targets, ...decided } = await look(last)
    moves = decided.moves
    if (!moves.some(isChange)) return undefined
    const record = recordOf(id, moves, pointers, targets, options.now, last)
    made = record.id
    return { record, contents: new Map() }
  })
  return { id: made, moves, moved: isMoved ? moves.filter(isChange).length : 0, cells: [] }
}

/** The release of this id and all after it, newest first. */
async function releasesSince(
  repository: Repository,
  last: string | undefined,
  id: string,
): Promise<ReleaseRecord[]> {
  const chain: ReleaseRecord[] = []
  for await (const record of recordsFrom(repository, last, ({ previous }) => previous, MAX_RELEASES)) {
    chain.push(record)
    if (record.id === id) return chain
  }
  const known = chain.map((record) => record.id)
  const other = await readRecord(repository, id)
  if (other?.outcome === 'undone') {
    throw new ConfigurationError(`release ${id} was undone when it was made: there is nothing to restore`)
  }
  const hint = known.length === 0 ? 'there is none' : `known are ${listed(known, ', ')}`
  throw new ConfigurationError(`no complete release ${id} in ${formatRepository(repository)}; ${hint}`)
}

/** What the aliases named when the oldest of the releases was complete. */
function aliasesAsOf(chain: readonly ReleaseRecord[]): Map<string, AliasRecord> {
  const [target, ...later] = [...chain].reverse()
  const aliases = new Map(target?.aliases.map((alias) => [nameOf(alias), alias]))
  // Oldest first: what a later release found is what the restored one left, as nobody else names it.
  for (const alias of later.flatMap((record) => record.aliases)) {
    if (!aliases.has(nameOf(alias))) aliases.set(nameOf(alias), { ...alias, to: alias.from })
  }
  return aliases
}

interface Restoration {
  readonly moves: readonly Move[]
  readonly pointers: ReadonlyMap<string, PlacedPointer>
  readonly targets: ReadonlyMap<string, AliasRecord>
}

async function restoration(
  repositories: Repositories,
  targets: ReadonlyMap<string, AliasRecord>,
  mayWrite: boolean,
): Promise<Restoration> {
  const places = [...targets.values()].map(({ image, tag }) => ({ image, tag }))
  const pointers = await readPointers(repositories, places)
  const moves = [...targets.values()].flatMap((target) => lineOf(target, pointers.get(nameOf(target))))
  await checkContents(repositories, moves)
  if (!moves.some(({ verdict }) => verdict === 'remove')) return { moves, pointers, targets }
  const possible = mayWrite ? await withoutRemovals(repositories, moves) : moves.map(withoutPromise)
  return { moves: possible, pointers, targets }
}

/** Whether a registry lets us delete is found out by writing: a dry run can't say. */
function withoutPromise(line: Move): Move {
  if (line.verdict !== 'remove') return line
  return { ...line, reason: `${line.reason}; it goes where the registry lets us delete, and stays elsewhere` }
}

function lineOf(target: AliasRecord, from: PlacedPointer | undefined): Move[] {
  const to = target.to?.digest
  if (to === undefined && from === undefined) return []
  const { image, tag, cell = '', fixed = false } = target
  const line = { image, tag, cell, to, from, kind: fixed ? ('fixed' as const) : ('exact' as const) }
  if (from?.digest === to) return [{ ...line, verdict: 'keep', reason: 'names this image already' }]
  if (fixed && from !== undefined)
    return [{ ...line, to: from.digest, verdict: 'held back', reason: 'a tag with a date never moves' }]
  if (to === undefined) return [{ ...line, verdict: 'remove', reason: 'was not there then' }]
  const version = target.to?.version === undefined ? '' : `, Spark ${target.to.version}`
  return [{ ...line, verdict: from === undefined ? 'new' : 'move', reason: `as it was then${version}` }]
}

/** A registry may have lost what nothing named any more, also of an index whose own manifest is there. */
async function checkContents(repositories: Repositories, moves: readonly Move[]): Promise<void> {
  const checked = await inParallel(REQUESTS, moves.filter(isChange), async (line) => {
    const { image, to } = line
    const missing = to === undefined ? [] : await lostOf(repositories.at(image), to)
    return missing.map((digest) => `${aliasName(line)} (${digest})`)
  })
  const lost = checked.flat()
  if (lost.length === 0) return
  throw new ConfigurationError(
    `nothing was moved: the registry has lost images of that release: ${listed(lost, ', ')}`,
  )
}

/** What is not there of an image: its manifest, or those of an index's platforms. */
async function lostOf(repository: Repository, digest: Digest): Promise<Digest[]> {
  const stored = await getManifest(repository, digest)
  if (stored === undefined) return [digest]
  if (!isIndexType(stored.descriptor.mediaType)) return []
  const { manifests } = parseIndex(stored.bytes, `${formatRepository(repository)}@${digest}`)
  const checked = await Promise.all(manifests.map((platform) => lostOf(repository, platform.digest)))
  return checked.flat()
}

async function withoutRemovals(repositories: Repositories, moves: readonly Move[]): Promise<Move[]> {
  const images = [...new Set(moves.filter(({ verdict }) => verdict === 'remove').map(({ image }) => image))]
  const allowed = new Map(
    await inParallel(
      REQUESTS,
      images,
      async (image) => [image, await canDelete(repositories.at(image))] as const,
    ),
  )
  return moves.map((line) => {
    if (line.verdict !== 'remove' || allowed.get(line.image)) return line
    const reason = 'was not there then, and this registry does not let us delete'
    return { ...line, to: line.from?.digest, verdict: 'held back', reason }
  })
}

function recordOf(
  restores: string,
  moves: readonly Move[],
  pointers: ReadonlyMap<string, PlacedPointer>,
  targets: ReadonlyMap<string, AliasRecord>,
  now: Date,
  previous: string | undefined,
): ReleaseRecord {
  return {
    format: 1,
    id: releaseId(now, randomBytes(3).toString('hex')),
    kind: 'rollback',
    restores,
    created: now.toISOString(),
    previous,
    cells: [],
    aliases: moves.map((line): AliasRecord => {
      const { image, tag, cell, kind } = line
      const pointer = pointers.get(aliasName(line))
      const from = pointer === undefined ? null : targetOf(pointer)
      return {
        image,
        tag,
        from,
        to: isChange(line) ? (targets.get(aliasName(line))?.to ?? null) : from,
        ...(cell === '' ? {} : { cell }),
        ...(kind === 'fixed' ? { fixed: true } : {}),
      }
    }),
  }
}

const nameOf = ({ image, tag }: AliasRecord): string => aliasName({ image, tag })
