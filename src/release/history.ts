/** What a release must know of all releases before it: each record has it, so that the newest one is enough. */
import { isExpected, messageOf } from '../errors.ts'
import type { Digest } from '../oci/digest.ts'
import type { Repository } from '../registry/repository.ts'
import type { AliasHistory, AliasRecord, ReleaseRecord } from './record.ts'
import { aliasName, notedPlans, recordsFrom } from './record.ts'

export interface History {
  /** What each cell was released as last, by its id. */
  readonly cells: ReadonlyMap<string, { readonly digest: Digest; readonly dated: boolean }>
  /** By aliasName(); none of those with a date. */
  readonly aliases: ReadonlyMap<string, AliasHistory>
}

const NO_HISTORY: History = { cells: new Map(), aliases: new Map() }

/** Releases before there was a history in records are followed back so far. */
const MAX_RELEASES = 50

/** What is to be remembered after the release of this id. */
export async function readHistory(repository: Repository, id: string | undefined): Promise<History> {
  const records: ReleaseRecord[] = []
  for await (const record of recordsFrom(repository, id, MAX_RELEASES)) {
    records.unshift(record)
    if (record.history !== undefined) break
  }
  const known = new Map<string | undefined, History>()
  for (const record of records) {
    const { history, previous, restores } = record
    const after = history && {
      cells: new Map(history.cells.map(({ cell, digest, dated = false }) => [cell, { digest, dated }])),
      aliases: new Map(history.aliases.map(({ alias, ...known }) => [alias, known])),
    }
    known.set(record.id, after ?? addToHistory(known.get(previous), record, known.get(restores)))
  }
  return known.get(id) ?? NO_HISTORY
}

/** A history in the form that a record keeps. */
export function encodeHistory({ cells, aliases }: History): ReleaseRecord['history'] {
  return {
    cells: [...cells].map(([cell, known]) => ({ cell, ...known })),
    aliases: [...aliases].map(([alias, known]) => ({ alias, ...known })),
  }
}

/**
 * What is to be remembered after one more release.
 * @param restored of a rollback: the history as of the release that it restores, for what the cells were then
 */
export function addToHistory(history = NO_HISTORY, record: ReleaseRecord, restored = history): History {
  const [base, add] = record.kind === 'release' ? [history, afterRelease] : [restored, afterRollback]
  const aliases = new Map(history.aliases)
  for (const line of record.aliases.filter(({ fixed }) => fixed !== true)) {
    aliases.set(aliasName(line), add(aliases.get(aliasName(line)) ?? {}, line, record))
  }
  const cells = new Map(base.cells)
  for (const { cell, digest, dated } of record.cells) {
    const hasDate = record.aliases.some((line) => line.fixed === true && line.to?.digest === digest)
    cells.set(cell, { digest, dated: dated ?? hasDate })
  }
  return { cells, aliases }
}

function afterRelease(before: AliasHistory, line: AliasRecord, { id, planned }: ReleaseRecord): AliasHistory {
  if (line.heldBack === true) return before
  const isMoved = line.from?.digest !== line.to?.digest
  // Only an alias that stays can be of a plan that is older than the one which decided on it.
  const isNewest = planned !== undefined && !(Date.parse(planned) < Date.parse(before.planned ?? ''))
  return { ...(isNewest ? { planned, release: id } : before), held: isMoved ? undefined : before.held }
}

/** A rollback forward again, to an image that an earlier one took away, lets that image go and holds no other. */
function afterRollback(before: AliasHistory, line: AliasRecord, record: ReleaseRecord): AliasHistory {
  const { from, to } = line
  if (from?.digest === to?.digest) return before
  const images = new Set(before.held?.images)
  const isForward = to !== null && images.delete(to.digest)
  if (!isForward && from !== null) images.add(from.digest)
  const held = { images: [...images], by: record.id, restores: record.restores ?? '' }
  return { ...before, held: images.size === 0 ? undefined : held }
}

export async function withNotedPlans(repository: Repository, history: History): Promise<History> {
  const aliases = new Map(history.aliases)
  for (const { planned, aliases: names } of (await notedPlans.read(repository))?.plans ?? []) {
    for (const name of names) {
      const known = aliases.get(name)
      if (!isAsNew(known, planned)) aliases.set(name, { ...known, planned, release: undefined })
    }
  }
  return { ...history, aliases }
}

/** Whether a plan at least as new as one of this time has decided on an alias. */
function isAsNew(known: AliasHistory | undefined, planned: string): boolean {
  return Date.parse(known?.planned ?? '') >= Date.parse(planned)
}

/**
 * Notes that a plan found aliases right: it is still newer than what an earlier run has yet to release. Of two notes
 * at once one may be lost. Nothing is to be moved, so a refusal is only said.
 */
export async function notePlan(
  repository: Repository,
  { aliases }: History,
  names: readonly string[],
  planned: string,
  say: (text: string) => void,
): Promise<void> {
  const news = names.filter((name) => !isAsNew(aliases.get(name), planned))
  if (news.length === 0) return
  const noted = new Map([[planned, news]])
  // What no record has: of another pipeline's plans, which this note must not forget.
  for (const [name, { planned: time, release }] of aliases) {
    if (time === undefined || release !== undefined || news.includes(name)) continue
    noted.set(time, [...(noted.get(time) ?? []), name])
  }
  try {
    const plans = [...noted].map(([time, of]) => ({ planned: time, aliases: of }))
    await notedPlans.write(repository, { plans })
  } catch (error) {
    if (!isExpected(error)) throw error
    say(`that this plan is the newest is not noted: ${messageOf(error)}`)
  }
}
