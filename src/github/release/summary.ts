/** The release's summary. */
import { formatBytes } from '../../catalog/bytes.ts'
import type { Changes } from '../../diff/schema.ts'
import { shortDigest } from '../../oci/digest.ts'
import type { PlanOutputCell } from '../../plan/output.ts'
import { type Deployment, deployTexts } from '../../release/deploy.ts'
import type { CellFacts } from '../../release/images.ts'
import { isChange } from '../../release/moves.ts'
import { COLUMNS } from '../../release/report.ts'
import type { ReleaseResult } from '../../release/session.ts'
import { shorten } from '../../text.ts'
import { changeSections } from '../changes.ts'
import {
  below,
  blockSection,
  clock,
  code,
  folded,
  grids,
  plain,
  type Section,
  summaryOf,
  tableSection,
  verdictGrids,
} from '../summary.ts'

interface ReleaseSummary {
  readonly title?: string
  readonly sentences: readonly string[]
  readonly rows: readonly (readonly string[])[]
  /** What is held back until somebody does something about it. */
  readonly warnings: readonly string[]
  readonly result: ReleaseResult
  /** What to deploy with; nothing in a dry run. */
  readonly deployments?: readonly Deployment[]
  /** Against the release before. */
  readonly changes?: Changes
}

/** A release as the step's summary: sentences, a grid versions × variants of the images, the moves. */
export function releaseSummary({
  title = 'Spark images: release',
  sentences,
  rows,
  warnings,
  result,
  deployments = [],
  changes,
}: ReleaseSummary): string {
  const held = warnings.map((warning) => `> - ${plain(warning)}`)
  // Only a dry run has changes and moves nothing.
  const word = result.moved === 0 ? 'would be released' : '**released**'
  const changed = new Set(result.moves.filter(isChange).map(({ cell }) => cell))
  const textOf = (facts: CellFacts): string => cellText(facts, changed.has(facts.cell) ? word : 'as before')
  const images = result.cells.map((facts) => ({ ...facts, text: textOf(facts) }))
  const table = rows.map(([alias = '', ...others]) => [code(alias), ...others.map(plain)])
  return summaryOf([
    `## ${title}`,
    ...sentences.filter(Boolean).map(plain),
    { before: '> [!WARNING]\n', lines: held, elsewhere: 'the log' },
    ...grids(images, 'r'),
    tableSection(COLUMNS, 'lllll', table, 'the log'),
    ...(changes === undefined ? [] : changeSections(changes)),
    ...deploySections(deployments),
  ])
}

/** Sections to open, for who copies from the summary what the folder has as files. */
function deploySections(deployments: readonly Deployment[]): Section[] {
  const { images, values, manifests } = deployTexts(deployments)
  const section = (title: string, words: string, text: string): Section => {
    const block = text === '' ? { lines: [] } : blockSection(text.trimEnd(), '', 'yaml')
    return folded(title, below(words, { ...block, elsewhere: 'the folder of the output deploy' }))
  }
  return [
    section(
      'Deploy by digest: kustomize',
      'Copy the <code>images</code> of one cell into a kustomization, which compares names without tags. For SparkApplications take the component in the folder of the output deploy: it also says where they name images.',
      images,
    ),
    section(
      'Deploy by digest: Helm values',
      'For charts that take registry, repository, tag and digest of an image.',
      values,
    ),
    section(
      'Deploy by digest: manifests',
      'The manifests of docs/kubernetes, each for the newest image that it fits.',
      manifests,
    ),
  ]
}

/** A failed release as the step's summary: what the plan had for each image, if there is one, and why it failed. */
export function failedReleaseSummary(
  reason: string,
  planned: readonly PlanOutputCell[] = [],
  title = 'Spark images: the release failed',
): string {
  // A line may repeat what a registry says.
  const lines = reason.split('\n').map((line) => shorten(line, 1000))
  const cells = planned.map((cell) => ({ ...cell, isExperimental: cell.support?.level === 'experimental' }))
  const [first, ...others] = verdictGrids(cells)
  return summaryOf([
    `## ${title}`,
    first && below('What the plan said of each image:', first),
    ...others,
    blockSection(lines.join('\n')),
  ])
}

/** What became of it, size and its change against the release before, tests with their time, digest: a line each. */
function cellText({ compressed, before, tests, passed, seconds, digest }: CellFacts, word: string): string {
  const size = `${formatBytes(compressed)} (${change(compressed, before)})`
  const tested = `${passed}/${tests} tests, ${clock(Math.round(seconds))}`
  return [word, size, tested, code(shortDigest(digest))].join('<br>')
}

function change(now: number, before: number | undefined): string {
  if (before === undefined) return 'new'
  if (now === before) return '±0'
  return now > before ? `+${formatBytes(now - before)}` : `−${formatBytes(before - now)}`
}
