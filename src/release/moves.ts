/** The tag policy: which alias moves from which image to which. Values in, values out. */
import { type AliasKind, type Claim, claimsOf } from '../catalog/aliases.ts'
import type { Alias } from '../catalog/schema.ts'
import { ConfigurationError } from '../errors.ts'
import type { StoredManifest } from '../registry/manifests.ts'
import type { History } from './history.ts'
import { type AliasHistory, type AliasPlace, type AliasRecord, aliasName, type Target } from './record.ts'
import { listed } from './request.ts'
import { compareVersions, isPreRelease } from './version.ts'

/** A cell of a release, and what its aliases are to name. */
export interface ReleasedCell {
  readonly id: string
  readonly version: string
  readonly series: string
  readonly variant: string
  /** Its image, or the index over its platforms; undefined when it is to be built first. */
  readonly target: Target | undefined
}

/** What an alias names in the registry. */
export interface AliasState {
  /** With a version only when it is an image of ours. */
  readonly target: Target
  /** What it is when it is no image of ours, as in "it names …". */
  readonly foreign?: string
  /** Its bytes, to put it back; undefined when they can't be had as they were pushed. */
  readonly stored?: StoredManifest
}

/** What a registry has of the aliases that a release is about. */
export interface RegistryState {
  /** By aliasName(); what is not there is left out. */
  readonly aliases: ReadonlyMap<string, AliasState>
  readonly history: History
  /** Repositories, as in AliasPlace, in which we can delete; undefined when that is not known. */
  readonly deletable?: ReadonlySet<string | undefined>
}

/** What somebody wants of the aliases. */
export type Intent =
  | {
      /** `preview`: what a release would change once the cells are built. */
      readonly kind: 'release' | 'preview'
      readonly wanted: readonly Wanted[]
      /** The catalog's versions of Spark. */
      readonly versions: ReadonlySet<string>
      /** Whether an alias, by its name, may be taken over or go back. */
      readonly isOverridden: (name: string) => boolean
    }
  | { readonly kind: 'rollback'; readonly targets: readonly AliasRecord[] }

/** `new`, `move` and `remove` change an alias; `keep` needs no change; `held back` must not have one. */
export type MoveVerdict = 'new' | 'move' | 'remove' | 'keep' | 'held back'

/** Why an alias is held back. The first four can be overridden; the first three want somebody's attention. */
export type HeldCause = 'foreign' | 'withdrawn' | 'rollback' | 'newer' | 'policy'

/** An alias, where it is, and where it goes. */
export interface Move extends AliasPlace {
  readonly kind: AliasKind
  /** The cell that it is for; empty when no release knows. */
  readonly cell: string
  readonly from: Target | undefined
  /** Undefined when the alias is not to be there, or the image is not built yet. */
  readonly to: Target | undefined
  readonly verdict: MoveVerdict
  readonly reason: string
  /** Set when it is held back. */
  readonly cause?: HeldCause
}

/** Whether a release writes the alias. */
export function isChange({ verdict }: Pick<Move, 'verdict'>): boolean {
  return verdict === 'new' || verdict === 'move' || verdict === 'remove'
}

/** Whether an alias is held back for a reason that does not go away by itself. */
export function needsAttention({ cause }: Move): boolean {
  return cause === 'foreign' || cause === 'withdrawn' || cause === 'rollback'
}

/** The day of a release as tags have it: 20261124, in UTC. */
export function dayOf(now: Date): string {
  return now.toISOString().slice(0, 10).replaceAll('-', '')
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
 * The moves that lead from what a registry has to what is wanted, one for each alias.
 *
 * A release: a floating alias never goes to a lower version than it has in the registry, and to no pre-release; one
 * with the version in its name follows that version; one with a date is set once, and left out where nothing else of
 * its cell changes and a date names the image already: a day on which nothing changed makes no release. What is
 * none of our images is left alone, and so is what was rolled back.
 *
 * A rollback: every alias goes back to its target; what came later is removed; tags with a date stay.
 */
export function decide(state: RegistryState, intent: Intent): Move[] {
  if (intent.kind === 'rollback') return intent.targets.flatMap((target) => restoringMove(target, state))
  const moves = intent.wanted.map(({ claim, cell }): Move => {
    const { image, tag, kind } = claim
    const from = state.aliases.get(aliasName(claim))?.target
    const place = { image, tag, kind, cell: cell.id, from, to: cell.target }
    return { ...place, ...releaseDecision(claim, cell, state, intent) }
  })
  if (intent.kind === 'preview') return moves.filter((move) => isChange(move) && move.kind !== 'fixed')
  const others = moves.filter(({ kind }) => kind !== 'fixed')
  const changed = new Set(others.filter(isChange).map(({ cell }) => cell))
  const rolledBack = new Set(others.filter(({ cause }) => cause === 'rollback').map(({ cell }) => cell))
  const isDated = ({ cell, to }: Move): boolean => {
    const before = state.history.cells.get(cell)
    return before?.dated === true && before.digest === to?.digest
  }
  const isNeedless = (move: Move): boolean =>
    move.kind === 'fixed' &&
    move.verdict === 'new' &&
    !changed.has(move.cell) &&
    (rolledBack.has(move.cell) || isDated(move))
  return moves.filter((move) => !isNeedless(move))
}

type Decision = Pick<Move, 'verdict' | 'reason' | 'cause'>

const heldBack = (cause: HeldCause, reason: string): Decision => ({ verdict: 'held back', cause, reason })
const moving = (reason: string): Decision => ({ verdict: 'move', reason })

function releaseDecision(
  claim: Claim,
  { version, target }: ReleasedCell,
  { aliases, history }: RegistryState,
  { versions, isOverridden }: Extract<Intent, { kind: 'release' | 'preview' }>,
): Decision {
  const { kind } = claim
  const name = aliasName(claim)
  const now = aliases.get(name)
  if (now !== undefined && now.target.digest === target?.digest) {
    return { verdict: 'keep', reason: 'names this image already' }
  }
  const held = history.aliases.get(name)?.held
  const isHeld = target !== undefined && held?.images.includes(target.digest) === true
  const barred = barredBy(kind, version, now, isHeld && !isOverridden(name) ? held : undefined)
  if (barred !== undefined) return barred
  if (now === undefined) return { verdict: 'new', reason: 'not in the registry yet' }
  if (now.foreign !== undefined) return takingOver(now, isOverridden(name))
  const before = now.target.version
  if (before === undefined) return moving('a deletion that did not come to its end left it')
  if (kind === 'exact') return moving(`${version} was built anew`)
  const order = compareVersions(version, before)
  if (order > 0) return moving(`from ${before} to ${version}`)
  if (order === 0) return moving(`${version} was built anew`)
  if (isOverridden(name)) return moving(`back from ${before} to ${version} by override`)
  if (versions.has(before)) return heldBack('newer', `it is at ${before}, which is newer than ${version}`)
  return heldBack('withdrawn', `it is at ${before}, which is newer than ${version} and not in the catalog`)
}

/** What bars an alias whatever it names. */
function barredBy(
  kind: AliasKind,
  version: string,
  now: AliasState | undefined,
  held: AliasHistory['held'],
): Decision | undefined {
  if (kind === 'floating' && isPreRelease(version)) {
    return heldBack('policy', `${version} is a pre-release, which takes no floating tag`)
  }
  if (kind === 'fixed' && now !== undefined) {
    return heldBack('policy', 'set before: a tag with a date never moves')
  }
  if (held === undefined) return undefined
  return heldBack(
    'rollback',
    `release ${held.by} rolled it back from this image, to release ${held.restores}: it stays until another image is built`,
  )
}

function takingOver({ foreign, stored }: AliasState, isOverridden: boolean): Decision {
  if (!isOverridden) return heldBack('foreign', `it names ${foreign}`)
  if (stored !== undefined) return moving(`taken over by override; it named ${foreign}`)
  return heldBack('foreign', `it names ${foreign}, which could not be put back: remove the tag instead`)
}

function restoringMove(target: AliasRecord, { aliases, deletable }: RegistryState): Move[] {
  const { image, tag, cell = '', fixed = false } = target
  const from = aliases.get(aliasName(target))?.target
  const to = target.to ?? undefined
  if (to === undefined && from === undefined) return []
  const place = { image, tag, cell, from, to, kind: fixed ? ('fixed' as const) : ('exact' as const) }
  if (from?.digest === to?.digest) return [{ ...place, verdict: 'keep', reason: 'names this image already' }]
  if (fixed && from !== undefined)
    return [{ ...place, to: from, ...heldBack('policy', 'a tag with a date never moves') }]
  if (to !== undefined) {
    const version = to.version === undefined ? '' : `, Spark ${to.version}`
    return [{ ...place, verdict: from === undefined ? 'new' : 'move', reason: `as it was then${version}` }]
  }
  if (deletable === undefined) {
    const reason = 'was not there then; it goes where the registry lets us delete, and stays elsewhere'
    return [{ ...place, verdict: 'remove', reason }]
  }
  if (deletable.has(image)) return [{ ...place, verdict: 'remove', reason: 'was not there then' }]
  const reason = 'was not there then, and this registry does not let us delete'
  return [{ ...place, to: from, ...heldBack('policy', reason) }]
}

/** The aliases, but for those with a date, on which a plan has decided: they move, or are right. */
export function decidedAliases(moves: readonly Move[]): string[] {
  return moves.filter(({ kind, verdict }) => kind !== 'fixed' && verdict !== 'held back').map(aliasName)
}

/**
 * Holds a plan against newer ones: an alias on which a newer plan has decided does not move by an older one.
 * @param planned when the plan was made
 * @throws ConfigurationError naming those aliases.
 */
export function checkPlanOrder(moves: readonly Move[], { aliases }: History, planned: string): void {
  const late = moves.filter(isChange).flatMap((move) => {
    const known = aliases.get(aliasName(move))
    const time = known?.planned
    return time === undefined || Date.parse(planned) >= Date.parse(time)
      ? []
      : [{ name: aliasName(move), time, by: known?.release }]
  })
  const newest = [...late].sort((a, b) => Date.parse(b.time) - Date.parse(a.time))[0]
  if (newest === undefined) return
  const by = newest.by === undefined ? 'which found it right' : `that of release ${newest.by}`
  throw new ConfigurationError(
    `nothing was moved: this plan was made at ${planned}, and newer plans have decided on ${listed(
      late.map(({ name }) => name),
      ', ',
    )} since, ${newest.name} by one of ${newest.time}, ${by}: releasing the older one would move back what the newer one decided; plan again, and release that plan`,
  )
}

/**
 * @param isMatch whether an alias, by its name, is one that a pattern of the input override means
 * @throws ConfigurationError for a pattern that means no alias of the release.
 */
export function checkOverrides(
  moves: readonly Move[],
  overrides: ReadonlyMap<string, (name: string) => boolean>,
): void {
  const unknown = [...overrides].filter(([, matches]) => !moves.some((move) => matches(aliasName(move))))
  if (unknown.length === 0) return
  const held = moves.filter(({ verdict }) => verdict === 'held back').map(aliasName)
  const patterns = unknown.map(([pattern]) => JSON.stringify(pattern.slice(0, 200)))
  throw new ConfigurationError(
    `nothing was moved: override has ${listed(patterns, ', ')}, which is no alias of this release; ${
      held.length === 0 ? 'none is held back' : `held back are ${listed(held, ', ')}`
    }`,
  )
}
