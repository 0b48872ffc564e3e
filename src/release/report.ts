/** A release's moves as a table, a sentence and JSON. */
import { shortDigest } from '../oci/digest.ts'
import { formatImageName, type ImageName, sibling } from '../oci/reference.ts'
import { isChange, type Move, needsAttention, targetAfter } from './moves.ts'
import { aliasName } from './record.ts'
import type { ReleaseResult } from './session.ts'

/** Lines that a table has at most: a step summary holds one megabyte. */
const MAX_LINES = 1000

export const COLUMNS = ['alias', 'from', 'to', 'verdict', 'reason'] as const

/** What changes and what is held back, a row each; `left` says in words what is not among the rows. */
export function moveTable(moves: readonly Move[]): { rows: string[][]; left: string } {
  const told = [...moves.filter(isChange), ...moves.filter(({ verdict }) => verdict === 'held back')]
  const rows = told.slice(0, MAX_LINES).map((move) => {
    const { from, to, cell, verdict, reason } = move
    const target = verdict === 'held back' ? undefined : to
    return [aliasName(move), shown(from, from?.version), shown(target, cell), verdict, reason]
  })
  const kept = moves.length - told.length
  const parts = [
    told.length > MAX_LINES ? `${told.length - MAX_LINES} more lines are left out` : '',
    kept === 0 ? '' : `${kept} ${kept === 1 ? 'alias names' : 'aliases name'} the right image already`,
  ]
  return { rows, left: parts.filter(Boolean).join('; ') }
}

/** What an alias names, with its version or cell where that is known. */
function shown(target: Move['to'], of = ''): string {
  return target === undefined ? '–' : `${of} ${shortDigest(target.digest)}`.trimStart()
}

/** One sentence on what happened. */
export function headline({ id, moved, moves }: Omit<ReleaseResult, 'cells'>, dryRun: boolean): string {
  const changes = moves.filter(isChange).length
  const count = (number: number): string => `${number} ${number === 1 ? 'alias' : 'aliases'}`
  const all = `of ${moves.length}`
  if (dryRun) return `Dry run: ${changes === 0 ? 'nothing' : count(changes)} would move, ${all}`
  if (moved > 0) return `Release ${id}: ${count(moved)} moved, ${all}`
  const held = moves.filter(needsAttention).length
  const since = id === undefined ? '' : `, since release ${id}`
  if (held > 0) return `Nothing to move: ${count(held)} of ${moves.length} held back${since}`
  return `Nothing to move: all ${moves.length} aliases are as they should be${since}`
}

/** All aliases with their digests, for programs. @param image the images' own repository; none of a layout */
export function movesJson(moves: readonly Move[], image: ImageName | undefined): object[] {
  return moves.map((line) => ({
    alias: image ? `${formatImageName(sibling(image, line.image))}:${line.tag}` : aliasName(line),
    cell: line.cell,
    from: line.from?.digest ?? null,
    to: targetAfter(line)?.digest ?? null,
    verdict: line.verdict,
    reason: line.reason,
  }))
}

/** What platforms of a cell differ in, and what is held back until somebody does something about it, one line each. */
export function warningsOf({
  moves,
  differences = [],
}: Pick<ReleaseResult, 'moves' | 'differences'>): string[] {
  const held = moves.filter(needsAttention).map((move) => `${aliasName(move)} is held back: ${move.reason}`)
  const different = differences.slice(0, MAX_LINES)
  if (held.length === 0) return different
  const advice = 'to let a release move such aliases all the same, name them in override'
  return [...different, ...held.slice(0, MAX_LINES), advice]
}
