/** A release's moves as a table, a sentence and JSON. */
import { shortDigest } from '../oci/digest.ts'
import { formatImageName, type ImageName } from '../oci/reference.ts'
import { isChange, type Move, needsAttention } from './moves.ts'
import { aliasName, type Target } from './record.ts'
import type { ReleaseResult } from './session.ts'
import { sibling } from './state.ts'

/** Lines that a table has at most: a step summary holds one megabyte. */
const MAX_LINES = 1000

/** The columns of the table of moves. */
export const COLUMNS = ['alias', 'from', 'to', 'verdict', 'reason'] as const

/** A release's moves for people. */
export interface MoveTable {
  readonly rows: readonly (readonly string[])[]
  /** What is not among the rows, in words; empty when nothing is left out. */
  readonly left: string
}

/** What changes and what is held back, line by line; what stays as it is, only counted. */
export function moveTable(moves: readonly Move[], image: ImageName): MoveTable {
  const changes = moves.filter(isChange)
  const held = moves.filter(({ verdict }) => verdict === 'held back')
  const told = [...changes, ...held]
  const rows = told
    .slice(0, MAX_LINES)
    .map((line) => [
      aliasOf(line, image),
      line.from === undefined ? '–' : pointer(line.from),
      line.to === undefined || line.verdict === 'held back' ? '–' : target(line),
      line.verdict,
      line.reason,
    ])
  const kept = moves.length - told.length
  const parts = [
    told.length > MAX_LINES ? `${told.length - MAX_LINES} more lines are left out` : '',
    kept === 0 ? '' : `${kept} ${kept === 1 ? 'alias names' : 'aliases name'} the right image already`,
  ]
  return { rows, left: parts.filter(Boolean).join('; ') }
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

/** All aliases with their digests, for programs. */
export function movesJson(moves: readonly Move[], image: ImageName): object[] {
  return moves.map((line) => ({
    alias: `${repositoryOf(line, image)}:${line.tag}`,
    cell: line.cell,
    from: line.from?.digest ?? null,
    to: (line.verdict === 'held back' ? line.from : line.to)?.digest ?? null,
    verdict: line.verdict,
    reason: line.reason,
  }))
}

/** An alias as people type it: its tag, after the image's name where that is another than the cells'. */
function aliasOf(line: Move, image: ImageName): string {
  if (line.image === undefined) return line.tag
  return `${repositoryOf(line, image).split('/').pop()}:${line.tag}`
}

function repositoryOf(line: Move, image: ImageName): string {
  return formatImageName(line.image === undefined ? image : sibling(image, line.image))
}

function pointer({ version, digest }: Target): string {
  return version === undefined ? shortDigest(digest) : `${version} ${shortDigest(digest)}`
}

function target({ to, cell }: Move): string {
  return [cell, to === undefined ? '' : shortDigest(to.digest)].filter(Boolean).join(' ')
}

/** What is held back until somebody does something about it, one line each. */
export function warningsOf(moves: readonly Move[]): string[] {
  const held = moves.filter(needsAttention).map((move) => `${aliasName(move)} is held back: ${move.reason}`)
  if (held.length === 0) return []
  const advice = 'to let a release move such aliases all the same, name them in override'
  return [...held.slice(0, MAX_LINES), advice]
}
