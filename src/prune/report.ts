/** What was pruned, as a table, a sentence and JSON. */
import { formatBytes } from '../catalog/bytes.ts'
import { shorten } from '../text.ts'
import { type Item, isDue, nameOf } from './decide.ts'
import type { PruneResult } from './prune.ts'

export const COLUMNS = ['what', 'verdict', 'frees', 'reason'] as const

/** Lines that a table has at most: a log and a summary are for people. */
const MAX_LINES = 1000
const MAX_NAME = 120

const VERDICTS = { delete: 'delete', untag: 'remove the tag', keep: 'keep' } as const

/** An item in COLUMNS. */
export function pruneRow(item: Item): string[] {
  const { verdict, frees, reason } = item
  return [
    shorten(nameOf(item), MAX_NAME),
    VERDICTS[verdict],
    verdict === 'delete' ? formatBytes(frees) : '',
    reason,
  ]
}

/** A row for each item; `left` says in words what is not among the rows. */
export function pruneTable(items: readonly Item[]): { rows: string[][]; left: string } {
  const rows = items.slice(0, MAX_LINES).map(pruneRow)
  const more = items.length - rows.length
  return { rows, left: more > 0 ? `${more} more lines are left out` : '' }
}

/** How many items are or would be deleted, and the bytes that this frees. */
export function totals({ items, left }: Pick<PruneResult, 'items' | 'left'>) {
  const gone = items.filter((item) => isDue(item) && !left.has(item))
  const bytes = gone.reduce((sum, { frees }) => sum + frees, 0)
  return { count: gone.length, kept: items.length - gone.length, bytes }
}

/** One sentence on what happened. */
export function headline(result: PruneResult, dryRun: boolean): string {
  const { count, kept, bytes } = totals(result)
  const what = count === 0 ? 'nothing' : `${count} of ${count + kept}`
  const freed = count === 0 ? '' : `, which ${dryRun ? 'would free' : 'frees'} ${formatBytes(bytes)}`
  if (dryRun) return `Dry run: ${what} would be deleted${freed}`
  const left = result.left.size === 0 ? '' : `; ${result.left.size} could not be`
  return `Deleted: ${what}${freed}${left}`
}

/** What is still there although it was to be deleted, and what one must know, a line each. */
export function warningsOf({ left, warnings }: PruneResult): string[] {
  const stays = [...left].slice(0, MAX_LINES).map(([item, why]) => `${nameOf(item)} is still there: ${why}`)
  return [...warnings, ...stays]
}

/** All items, for programs. */
export function itemsJson({ items, left }: PruneResult): object[] {
  return items.map((item) => {
    const { place = null, digest, tags, verdict, frees, reason } = item
    return { image: place, digest, tags, verdict, frees, reason, left: left.get(item) ?? null }
  })
}
