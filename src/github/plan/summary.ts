/** The plan's summary. */
import { describeRule } from '../../catalog/cells.ts'
import type { Rule } from '../../catalog/schema.ts'
import { shortDigest } from '../../oci/digest.ts'
import type { Plan, PlannedCell } from '../../plan/plan.ts'
import type { Move } from '../../release/moves.ts'
import { aliasName } from '../../release/record.ts'
import { shorten } from '../../text.ts'
import type { Publishing } from '../events.ts'
import { type GridCell, grids, verdictMark } from '../summary/grid.ts'
import { code, folded, plain } from '../summary/markdown.ts'
import { framed, paragraph, type Section, summaryOf, tableSection } from '../summary/sections.ts'
import { countCells } from '../summary/words.ts'

/** Reasons that are read at a glance; more are behind a line to open. */
const MAX_OPEN = 12
const MAX_REASON = 1000

export interface SummaryOptions {
  /** Whether the event publishes. */
  readonly publishing: Publishing
  /** What a release would move; undefined when nobody looked. */
  readonly preview?: readonly Move[]
}

/** A plan as the step's summary: a grid of verdicts for each platform, then the reasons. */
export function planSummary(plan: Plan, { publishing, preview }: SummaryOptions): string {
  const of = (kind: PlannedCell['verdict']['kind']): PlannedCell[] =>
    plan.cells.filter(({ verdict }) => verdict.kind === kind)
  const [built, unchanged, excluded] = [of('build'), of('unchanged'), of('excluded')]
  const count = `${built.length} of ${countCells(plan.cells.length)}`
  const nameOf = namer(plan)
  return summaryOf([
    paragraph(`## Spark images: ${count} to build`),
    ...(publishing.allowed ? [] : [paragraph(`**Nothing is published**: ${plain(publishing.reason)}.`)]),
    paragraph(
      `${built.length} to build, ${unchanged.length} unchanged, ${excluded.length} excluded. Base: ${code(plan.base.name)} at ${code(shortDigest(plan.base.digest))}.`,
    ),
    ...(plan.refused === undefined ? [] : [refusal(plan.refused)]),
    ...grids(plan.cells.map(gridCell), 'c'),
    reasons('To build', built, nameOf),
    experimental(plan.cells, nameOf),
    reasons('Excluded by a rule', excludedBy('rule', plan), nameOf),
    notAskedFor(excludedBy('filter', plan)),
    ...(preview === undefined ? [] : [moves(preview)]),
    digests(unchanged),
  ])
}

function refusal(reason: string): Section {
  const words = 'The registry lets nothing be read, so that all is to be built'
  return paragraph(`${words}: ${plain(shorten(reason, MAX_REASON))}`)
}

function gridCell(planned: PlannedCell): GridCell {
  const { version, variant, platform } = planned.cell
  const isExperimental = rulesOf(planned, 'experimental').length > 0
  return { version, variant, platform, text: verdictMark(planned.verdict.kind, isExperimental) }
}

/** One line for each cell with its reason. */
function reasons(title: string, listed: readonly PlannedCell[], nameOf: Namer): Section {
  const reasonOf = ({ verdict }: PlannedCell): string => plain(shorten(verdict.reason, MAX_REASON))
  const lines = listed.map((planned) => `- ${nameOf(planned)}: ${reasonOf(planned)}`)
  const fold = (content: string): string =>
    lines.length <= MAX_OPEN ? content : folded(`${countCells(lines.length)}, each with its reason`, content)
  return { lines, frame: (content) => `### ${title}\n\n${fold(content)}`, elsewhere: 'the log' }
}

/** Each rule once, with the cells that it holds for. */
function experimental(all: readonly PlannedCell[], nameOf: Namer): Section {
  const held = new Map<Rule, PlannedCell[]>()
  for (const planned of all) {
    if (planned.verdict.kind === 'excluded') continue
    for (const rule of rulesOf(planned, 'experimental')) held.set(rule, [...(held.get(rule) ?? []), planned])
  }
  const lines = [...held].map(
    ([rule, planned]) =>
      `- ${planned.map(nameOf).join(', ')}: ${plain(shorten(describeRule(rule), MAX_REASON))}`,
  )
  return { lines, frame: (content) => `### Experimental\n\n${content}`, elsewhere: 'the output plan' }
}

function notAskedFor(listed: readonly PlannedCell[]): Section {
  const text = `${countCells(listed.length)} not asked for: the filters left them out.`
  return { lines: listed.length === 0 ? [] : [text] }
}

/** Which tags a release of this plan would move, from what to what. */
function moves(preview: readonly Move[]): Section {
  if (preview.length === 0) return paragraph('### Tags\n\nA release of this plan would move none.')
  const rows = preview.map(({ cell, from, to, reason, ...alias }) => [
    code(aliasName(alias)),
    from === undefined ? '–' : code(`${from.version ?? '?'} ${shortDigest(from.digest)}`),
    to === undefined ? `${code(cell)}, to be built` : code(`${cell} ${shortDigest(to.digest)}`),
    plain(reason),
  ])
  const title = '### Tags that a release of this plan would move'
  const table = tableSection(['tag', 'from', 'to', 'reason'], 'llll', rows)
  return { ...framed(table, (content) => `${title}\n\n${content}`), elsewhere: 'the log' }
}

function digests(listed: readonly PlannedCell[]): Section {
  const rows = listed.map(({ cell, tag, verdict }) => [
    code(cell.id),
    code(cell.platform),
    code(tag),
    verdict.kind === 'unchanged' ? code(shortDigest(verdict.published.digest)) : '',
  ])
  const line = `${countCells(listed.length)} unchanged: in the registry, tested`
  const table = tableSection(['cell', 'platform', 'staging tag', 'digest'], 'llll', rows)
  return { ...framed(table, (content) => folded(line, content)), elsewhere: 'the output plan' }
}

type Namer = (planned: PlannedCell) => string

/** Cells by their ids, and by their platforms where there are several. */
function namer(plan: Plan): Namer {
  const isOne = new Set(plan.cells.map(({ cell }) => cell.platform)).size === 1
  return ({ cell }) => (isOne ? code(cell.id) : `${code(cell.id)} for ${plain(cell.platform)}`)
}

function excludedBy(by: 'rule' | 'filter', { cells: all }: Plan): PlannedCell[] {
  return all.filter(({ verdict }) => verdict.kind === 'excluded' && verdict.by === by)
}

function rulesOf({ cell }: PlannedCell, support: Rule['support']): Rule[] {
  return cell.rules.filter((rule) => rule.support === support)
}
