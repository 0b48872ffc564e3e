import { type AliasKind, type Claim, claimsOf } from '../catalog/aliases.ts'
import type { Alias } from '../catalog/schema.ts'
import type { Digest } from '../oci/digest.ts'
import { compareVersions, isPreRelease } from './version.ts'

/** A cell of a release: what its aliases are to name. */
export interface ReleasedCell {
  readonly id: string
  readonly version: string
  readonly series: string
  readonly variant: string
  /** Of its manifest, or of the index over its platforms. */
  readonly digest: Digest
}

/** What an alias names in a registry. */
export interface Pointer {
  readonly digest: Digest
  /** Spark version by the image's label or annotation; undefined when it has none. */
  readonly version?: string
}

/**
 * What becomes of an alias: `new`, `move` and, in a rollback, `remove` change it; `keep` needs no change;
 * `held back` must not have one.
 */
export type MoveVerdict = 'new' | 'move' | 'remove' | 'keep' | 'held back'

/** A line of the table: an alias, where it is, and where it goes. */
export interface Move {
  /** Last part of the repository's name; undefined for the images' own. */
  readonly image: string | undefined
  readonly tag: string
  readonly kind: AliasKind
  /** The cell that it is for; empty when no release knows. */
  readonly cell: string
  /** The cell's digest; undefined when the alias is not to be there. */
  readonly to: Digest | undefined
  readonly from: Pointer | undefined
  readonly verdict: MoveVerdict
  readonly reason: string
}

/** An alias's name within a release: `tag`, or `image:tag` in a repository of its own. */
export function aliasName({ image, tag }: Pick<Move, 'image' | 'tag'>): string {
  return image === undefined ? tag : `${image}:${tag}`
}

/** The day of a release as tags have it: 20261124, in UTC. */
export function dayOf(now: Date): string {
  return now.toISOString().slice(0, 10).replaceAll('-', '')
}

/** Whether a release writes the alias. */
export function isChange({ verdict }: Pick<Move, 'verdict'>): boolean {
  return verdict === 'new' || verdict === 'move' || verdict === 'remove'
}

/** An alias with the one cell that it is for, before anyone knows what it names now. */
export interface Wanted {
  readonly claim: Claim
  readonly cell: ReleasedCell
}

/**
 * One cell for each alias: of several versions the highest, pre-releases only when there is no other.
 * @param date day of the release, as dayOf() gives it
 */
export function wantedAliases(
  cells: readonly ReleasedCell[],
  aliases: readonly Alias[],
  date: string,
): Wanted[] {
  const byId = new Map(cells.map((cell) => [cell.id, cell]))
  const chosen = new Map<string, Wanted>()
  for (const claim of claimsOf(cells, aliases, date)) {
    const cell = byId.get(claim.cell.id)
    if (cell === undefined) throw new Error(`a claim of ${claim.cell.id}, which is no cell of the release`)
    const name = aliasName(claim)
    const other = chosen.get(name)
    if (other === undefined || outranks(cell.version, other.cell.version)) chosen.set(name, { claim, cell })
  }
  return [...chosen.values()]
}

function outranks(version: string, other: string): boolean {
  const [early, otherEarly] = [isPreRelease(version), isPreRelease(other)]
  return early === otherEarly ? compareVersions(version, other) > 0 : otherEarly
}

/**
 * The tag policy. Each alias has one target. A floating one never goes to a lower version than it has in
 * the registry, and to no pre-release; one with the version in its name follows that version; one with a
 * date is set once, and left out where nothing else of its cell changes and a date names the image already: a
 * day on which nothing changed makes no release.
 * @param now what each alias names in the registry, by aliasName()
 * @param dated images that an alias with a date is known to name
 */
export function decideMoves(
  wanted: readonly Wanted[],
  now: ReadonlyMap<string, Pointer>,
  dated: ReadonlySet<Digest> = new Set(),
): Move[] {
  const moves = wanted.map(({ claim, cell }): Move => {
    const from = now.get(aliasName(claim))
    const { image, tag, kind } = claim
    return { image, tag, kind, cell: cell.id, to: cell.digest, from, ...decide(claim, cell, from) }
  })
  const changed = new Set(
    moves.filter((move) => move.kind !== 'fixed' && isChange(move)).map(({ cell }) => cell),
  )
  const isNeedless = ({ kind, verdict, cell, to }: Move): boolean =>
    kind === 'fixed' && verdict === 'new' && to !== undefined && dated.has(to) && !changed.has(cell)
  return moves.filter((move) => !isNeedless(move))
}

type Decision = Pick<Move, 'verdict' | 'reason'>

function decide({ kind }: Claim, cell: ReleasedCell, from: Pointer | undefined): Decision {
  if (from?.digest === cell.digest) return { verdict: 'keep', reason: 'names this image already' }
  const heldBack = (reason: string): Decision => ({ verdict: 'held back', reason })
  if (kind === 'floating' && isPreRelease(cell.version)) {
    return heldBack(`${cell.version} is a pre-release, which takes no floating tag`)
  }
  if (from === undefined) return { verdict: 'new', reason: 'not in the registry yet' }
  if (kind === 'fixed') return heldBack('set before: a tag with a date never moves')
  if (kind === 'exact') return { verdict: 'move', reason: `${cell.version} was built anew` }
  if (from.version === undefined) {
    return heldBack('it names an image without a version label: remove the tag to let a release have it')
  }
  const order = compareVersions(cell.version, from.version)
  if (order < 0) return heldBack(`it is at ${from.version}, which is newer than ${cell.version}`)
  if (order === 0) return { verdict: 'move', reason: `${cell.version} was built anew` }
  return { verdict: 'move', reason: `from ${from.version} to ${cell.version}` }
}
