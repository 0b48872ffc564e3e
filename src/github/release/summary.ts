/** The release's summary. */
import { formatBytes } from '../../catalog/bytes.ts'
import { shortDigest } from '../../oci/digest.ts'
import type { PlanOutputCell } from '../../plan/output.ts'
import type { CellFacts } from '../../release/images.ts'
import { isChange } from '../../release/moves.ts'
import type { ReleaseResult } from '../../release/release.ts'
import { COLUMNS } from '../../release/report.ts'
import { shorten } from '../../text.ts'
import { grids, verdictMark } from '../summary/grid.ts'
import { block, code, plain } from '../summary/markdown.ts'
import { framed, paragraph, type Section, summaryOf, tableSection } from '../summary/sections.ts'
import { clock } from '../summary/words.ts'

/** A line may repeat what a registry says. */
const MAX_LINE = 1000

/** What a release's summary is made of. */
export interface ReleaseSummary {
  readonly sentences: readonly string[]
  /** Of the table of moves. */
  readonly rows: readonly (readonly string[])[]
  /** What is held back until somebody does something about it. */
  readonly warnings: readonly string[]
  readonly result: ReleaseResult
}

/** A release as the step's summary: sentences, a grid versions × variants of the images, the moves. */
export function releaseSummary({ sentences, rows, warnings, result }: ReleaseSummary): string {
  return summaryOf([
    paragraph('## Spark images: release'),
    ...sentences.filter(Boolean).map((sentence) => paragraph(plain(sentence))),
    heldBack(warnings),
    ...releasedGrids(result),
    { ...tableSection(COLUMNS, 'lllll', rows.map(moveRow)), elsewhere: 'the log' },
  ])
}

function heldBack(warnings: readonly string[]): Section {
  const lines = warnings.map((warning) => `> - ${plain(warning)}`)
  return { lines, frame: (content) => `> [!WARNING]\n${content}`, elsewhere: 'the log' }
}

/**
 * A release that failed as the step's summary: what the plan had for each image, and why it failed as the log has it.
 * @param planned none where there is no plan, as for a rollback
 */
export function failedReleaseSummary(reason: string, planned: readonly PlanOutputCell[] = []): string {
  return summaryOf([
    paragraph('## Spark images: the release failed'),
    ...plannedGrids(planned),
    { lines: reason.split('\n').map((line) => shorten(line, MAX_LINE)), frame: block, elsewhere: 'the log' },
  ])
}

function plannedGrids(planned: readonly PlanOutputCell[]): Section[] {
  const [first, ...others] = grids(
    planned.map((cell) => ({
      ...cell,
      text: verdictMark(cell.verdict, cell.support?.level === 'experimental'),
    })),
    'c',
  )
  if (first === undefined) return []
  return [framed(first, (content) => `What the plan said of each image:\n\n${content}`), ...others]
}

function releasedGrids({ cells, moves, moved }: ReleaseResult): Section[] {
  // Only a dry run has changes and moves nothing.
  const word = moved === 0 ? 'would be released' : '**released**'
  const changed = new Set(moves.filter(isChange).map(({ cell }) => cell))
  return grids(
    cells.map((facts) => ({ ...facts, text: cellText(facts, changed.has(facts.cell) ? word : 'as before') })),
    'r',
  )
}

/** What became of it, size and its change against the release before, tests with their time, digest: a line each. */
function cellText({ compressed, before, tests, passed, seconds, digest }: CellFacts, word: string): string {
  return [
    word,
    `${formatBytes(compressed)} (${change(compressed, before)})`,
    `${passed}/${tests} tests, ${clock(Math.round(seconds))}`,
    code(shortDigest(digest)),
  ].join('<br>')
}

function change(now: number, before: number | undefined): string {
  if (before === undefined) return 'new'
  if (now === before) return '±0'
  return now > before ? `+${formatBytes(now - before)}` : `−${formatBytes(before - now)}`
}

function moveRow([alias = '', from = '', to = '', verdict = '', reason = '']: readonly string[]): string[] {
  return [code(alias), plain(from), plain(to), plain(verdict), plain(reason)]
}
