import { formatBytes } from '../catalog/bytes.ts'
import { isChange } from '../release/policy.ts'
import type { Outcome } from '../release/release.ts'
import { COLUMNS } from '../release/report.ts'
import type { CellFacts } from '../release/sizes.ts'
import { code, markdownTable, plain } from './markdown.ts'

/** What a release's summary is made of. */
export interface ReleaseSummary {
  readonly sentences: readonly string[]
  /** Of the table of moves. */
  readonly rows?: readonly (readonly string[])[]
  readonly outcome?: Outcome
}

/** A release as the step's summary: sentences, a grid versions × variants of the images, the moves. */
export function releaseSummary({ sentences, rows = [], outcome }: ReleaseSummary): string {
  const lines = sentences
    .flatMap((sentence) => sentence.split('\n'))
    .filter(Boolean)
    .map(plain)
  const table = rows.length === 0 ? [] : [markdownTable(COLUMNS, 'lllll', rows.map(tableRow))]
  const grids = outcome === undefined ? [] : gridsOf(outcome)
  return `${['## Spark images: release', ...lines, ...grids, ...table].join('\n\n')}\n`
}

function gridsOf({ cells, moves, moved }: Outcome): string[] {
  // Only a dry run has changes and moves nothing.
  const word = moved === 0 ? 'would be released' : '**released**'
  const changed = new Set(moves.filter(isChange).map(({ cell }) => cell))
  const platforms = distinct(cells.map(({ platform }) => platform))
  return platforms.flatMap((platform) => {
    const here = cells.filter((facts) => facts.platform === platform)
    const variants = distinct(here.map(({ variant }) => variant))
    const rows = distinct(here.map(({ version }) => version)).map((version) => [
      `**${plain(version)}**`,
      ...variants.map((variant) => {
        const facts = here.find((one) => one.version === version && one.variant === variant)
        return facts === undefined ? '' : cellText(facts, changed.has(facts.cell) ? word : 'as before')
      }),
    ])
    const grid = markdownTable(['', ...variants.map(plain)], `l${'r'.repeat(variants.length)}`, rows)
    return platforms.length === 1 ? [grid] : [`### ${plain(platform)}`, grid]
  })
}

/** What became of it, size and its change against the release before, tests with their time, digest: a line each. */
function cellText({ compressed, before, tests, passed, seconds, digest }: CellFacts, word: string): string {
  return [
    word,
    `${formatBytes(compressed)} (${change(compressed, before)})`,
    `${passed}/${tests} tests, ${Math.round(seconds)} s`,
    code(digest.slice(0, 19)),
  ].join('<br>')
}

function change(now: number, before: number | undefined): string {
  if (before === undefined) return 'new'
  if (now === before) return '±0'
  return now > before ? `+${formatBytes(now - before)}` : `−${formatBytes(before - now)}`
}

function distinct(values: readonly string[]): string[] {
  return [...new Set(values)]
}

function tableRow([alias = '', from = '', to = '', verdict = '', reason = '']: readonly string[]): string[] {
  return [code(alias), plain(from), plain(to), plain(verdict), plain(reason)]
}
