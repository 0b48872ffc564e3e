/** The tag policy: which alias moves from which image to which. Values in, values out. */
import { type AliasKind, type Claim, claimsOf } from '../catalog/aliases.ts'
import type { Cell } from '../catalog/cells.ts'
import type { Alias } from '../catalog/schema.ts'
import { compareVersions, isPreRelease } from '../catalog/version.ts'
import { ConfigurationError } from '../errors.ts'
import type { StoredManifest } from '../registry/manifests.ts'
import type { History } from './history.ts'
import { type AliasPlace, type AliasRecord, aliasName, type Target } from './record.ts'
import { listed } from './request.ts'

/** A cell of a release, and what its aliases are to name. */
export interface ReleasedCell extends Pick<Cell, 'id' | 'version' | 'series' | 'variant'> {
  /** Its image, or the index over its platforms; undefined when it is to be built first. */
  readonly target: Target | undefined
}

export interface AliasState {
  /** With a version only when it is an image of ours. */
  readonly target: Target
  /** What it is when it is no image of ours, as in "it names …". */
  readonly foreign?: string
  /** Its bytes, to put it back; undefined when they can't be had as they were pushed. */
  readonly stored?: StoredManifest
}

export interface RegistryState {
  /** By aliasName(); what is not there is left out. */
  readonly aliases: ReadonlyMap<string, AliasState>
  readonly history: History
}

interface Intent {
  readonly wanted: readonly Wanted[]
  readonly versions: ReadonlySet<string>
  /** Whether an alias, by its name, may be taken over or go back. */
  readonly isOverridden: (name: string) => boolean
}

/** An alias, where it is, and where it goes. */
export interface Move extends AliasPlace {
  readonly kind: AliasKind
  /** The cell that it is for; empty when no release knows. */
  readonly cell: string
  readonly from: Target | undefined
  /** Undefined when the alias is not to be there, or the image is not built yet. */
  readonly to: Target | undefined
  /** `new`, `move` and `remove` change the alias; `keep` needs no change; `held back` must not have one. */
  readonly verdict: 'new' | 'move' | 'remove' | 'keep' | 'held back'
  readonly reason: string
  /** Why it is held back. The first four can be overridden; the first three want somebody's attention. */
  readonly cause?: 'foreign' | 'withdrawn' | 'rollback' | 'newer' | 'policy'
}

/** Whether a release writes the alias. */
export function isChange({ verdict }: Pick<Move, 'verdict'>): boolean {
  return verdict === 'new' || verdict === 'move' || verdict === 'remove'
}

/** What the alias names when the release is over. */
export function targetAfter({
  verdict,
  from,
  to,
}: Pick<Move, 'verdict' | 'from' | 'to'>): Target | undefined {
  return verdict === 'held back' ? from : to
}

/** Whether an alias is held back for a reason that does not go away by itself. */
export function needsAttention({ cause }: Move): boolean {
  return cause === 'foreign' || cause === 'withdrawn' || cause === 'rollback'
}

/** The day of a release as tags have it, like 20261124, in UTC. */
export function dayOf(now: Date): string {
  return now.toISOString().slice(0, 10).replaceAll('-', '')
}

/** An alias with the one cell that it is for, before anyone knows what it names now. */
export interface Wanted {
  readonly claim: Pick<Claim, 'image' | 'tag' | 'kind'>
  readonly cell: Pick<ReleasedCell, 'id' | 'version' | 'target'>
}

/** One cell for each alias: of several versions the highest, pre-releases only when there is no other. */
export function wantedAliases(cells: readonly ReleasedCell[], aliases: readonly Alias[], date: string) {
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
 * The moves of a release, one for each alias. A floating alias never goes to a lower version than it has in the
 * registry, and to no pre-release; one with the version in its name follows that version; one with a date is set once,
 * and left out where nothing else of its cell changes and a date names the image already: a day on which nothing
 * changed makes no release. What is none of our images is left alone, and so is what was rolled back.
 */
export function decide(state: RegistryState, intent: Intent): Move[] {
  const moves = intent.wanted.map((wanted): Move => {
    const { image, tag, kind } = wanted.claim
    const { id: cell, target: to } = wanted.cell
    const from = state.aliases.get(aliasName(wanted.claim))?.target
    return { image, tag, kind, cell, from, to, ...rule(wanted, state, intent) }
  })
  const others = moves.filter(({ kind }) => kind !== 'fixed')
  const changed = new Set(others.filter(isChange).map(({ cell }) => cell))
  const rolledBack = new Set(others.filter(({ cause }) => cause === 'rollback').map(({ cell }) => cell))
  const isNeedless = ({ kind, verdict, cell, to }: Move): boolean => {
    if (kind !== 'fixed' || verdict !== 'new' || changed.has(cell)) return false
    const before = state.history.cells.get(cell)
    return rolledBack.has(cell) || (before?.dated === true && before.digest === to?.digest)
  }
  return moves.filter((move) => !isNeedless(move))
}

type Ruling = Pick<Move, 'verdict' | 'reason' | 'cause'>

const heldBack = (cause: Move['cause'], reason: string): Ruling => ({ verdict: 'held back', cause, reason })
const moving = (reason: string): Ruling => ({ verdict: 'move', reason })

function rule({ claim, cell }: Wanted, { aliases, history }: RegistryState, intent: Intent): Ruling {
  const { versions, isOverridden } = intent
  const { version, target } = cell
  const { kind } = claim
  const name = aliasName(claim)
  const now = aliases.get(name)
  if (now !== undefined && now.target.digest === target?.digest) {
    return { verdict: 'keep', reason: 'names this image already' }
  }
  const barred = barredBy(kind, version, now !== undefined)
  if (barred !== undefined) return heldBack('policy', barred)
  const held = history.aliases.get(name)?.held
  if (target !== undefined && held?.images.includes(target.digest) && !isOverridden(name)) {
    const restored = `release ${held.by} rolled it back from this image, to release ${held.restores}`
    return heldBack('rollback', `${restored}: it stays until another image is built`)
  }
  if (now === undefined) return { verdict: 'new', reason: 'not in the registry yet' }
  if (now.foreign !== undefined) return takingOver(now, isOverridden(name))
  const before = now.target.version
  if (before === undefined) return moving('a deletion that did not come to its end left it')
  const order = kind === 'exact' ? 0 : compareVersions(version, before)
  if (order > 0) return moving(`from ${before} to ${version}`)
  if (order === 0) return moving(`${version} was built anew`)
  if (isOverridden(name)) return moving(`back from ${before} to ${version} by override`)
  const reason = `it is at ${before}, which is newer than ${version}`
  if (versions.has(before)) return heldBack('newer', reason)
  return heldBack('withdrawn', `${reason} and not in the catalog`)
}

/** Why an alias must not move, whatever it names. */
function barredBy(kind: AliasKind, version: string, isThere: boolean): string | undefined {
  if (kind === 'floating' && isPreRelease(version)) {
    return `${version} is a pre-release, which takes no floating tag`
  }
  return kind === 'fixed' && isThere ? 'set before: a tag with a date never moves' : undefined
}

function takingOver({ foreign, stored }: AliasState, isOverridden: boolean): Ruling {
  if (!isOverridden) return heldBack('foreign', `it names ${foreign}`)
  if (stored !== undefined) return moving(`taken over by override; it named ${foreign}`)
  return heldBack('foreign', `it names ${foreign}, which could not be put back: remove the tag instead`)
}

/**
 * In a rollback an alias goes back to its target; one that came later is removed; one with a date stays.
 * @param deletable repositories, as in AliasPlace, in which we can delete; undefined when that is not known
 */
export function restoringMove(
  target: AliasRecord,
  aliases: RegistryState['aliases'],
  deletable: ReadonlySet<string | undefined> | undefined,
): Move[] {
  const { image, tag, cell = '', fixed = false } = target
  const from = aliases.get(aliasName(target))?.target
  const to = target.to ?? undefined
  if (to === undefined && from === undefined) return []
  const place = { image, tag, cell, from, to, kind: fixed ? ('fixed' as const) : ('exact' as const) }
  const staying = (reason: string): Move[] => [{ ...place, to: from, ...heldBack('policy', reason) }]
  if (from?.digest === to?.digest) return [{ ...place, verdict: 'keep', reason: 'names this image already' }]
  if (fixed && from !== undefined) return staying('a tag with a date never moves')
  if (to !== undefined) {
    const version = to.version === undefined ? '' : `, Spark ${to.version}`
    return [{ ...place, verdict: from === undefined ? 'new' : 'move', reason: `as it was then${version}` }]
  }
  const reason = 'was not there then'
  if (deletable?.has(image)) return [{ ...place, verdict: 'remove', reason }]
  if (deletable !== undefined) return staying(`${reason}, and this registry does not let us delete`)
  const where = 'it goes where the registry lets us delete, and stays elsewhere'
  return [{ ...place, verdict: 'remove', reason: `${reason}; ${where}` }]
}

/**
 * @param promoted of a promotion: the release whose plan it is
 * @throws ConfigurationError naming aliases on which newer plans have decided than the one made when `planned`.
 */
export function checkPlanOrder(
  moves: readonly Move[],
  { aliases }: History,
  planned: string,
  promoted?: string,
): void {
  const late = moves.filter(isChange).flatMap((move) => {
    const name = aliasName(move)
    const { planned: time = planned, release } = aliases.get(name) ?? {}
    return Date.parse(planned) >= Date.parse(time) ? [] : [{ name, time, release }]
  })
  const newest = late.toSorted((a, b) => Date.parse(b.time) - Date.parse(a.time))[0]
  if (newest === undefined) return
  const names = listed(late.map(({ name }) => name))
  const by = newest.release === undefined ? 'which found it right' : `that of release ${newest.release}`
  const [plan, advice] =
    promoted === undefined
      ? ['this plan', 'plan again, and release that plan']
      : [`the plan of release ${promoted}`, 'promote a newer release, or roll back there']
  throw new ConfigurationError(
    `nothing was moved: ${plan} was made at ${planned}, and newer plans have decided on ${names} since, ${newest.name} by one of ${newest.time}, ${by}: releasing the older one would move back what the newer one decided; ${advice}`,
  )
}

/** @throws ConfigurationError for a pattern of the input override that matches no alias of the release. */
export function checkOverrides(
  moves: readonly Move[],
  overrides: ReadonlyMap<string, (name: string) => boolean>,
): void {
  const unknown = [...overrides].filter(([, matches]) => !moves.some((move) => matches(aliasName(move))))
  if (unknown.length === 0) return
  const patterns = listed(unknown.map(([pattern]) => JSON.stringify(pattern.slice(0, 200))))
  const held = moves.filter(({ verdict }) => verdict === 'held back').map(aliasName)
  const hint = held.length === 0 ? 'none is held back' : `held back are ${listed(held)}`
  throw new ConfigurationError(
    `nothing was moved: override has ${patterns}, which is no alias of this release; ${hint}`,
  )
}
