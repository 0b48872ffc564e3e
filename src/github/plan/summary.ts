/** The plan's summary. */
import { describeRule } from '../../catalog/cells.ts'
import { shortDigest } from '../../oci/digest.ts'
import type { Plan, PlannedCell } from '../../plan/plan.ts'
import type { Move } from '../../release/moves.ts'
import { aliasName } from '../../release/record.ts'
import { shorten } from '../../text.ts'
import type { Publishing } from '../events.ts'
import { code, countCells, plain } from '../summary/markdown.ts'
import { below, folded, type Section, summaryOf, tableSection, verdictGrids } from '../summary/sections.ts'

const MAX_OPEN = 12
const MAX_REASON = 1000

/**
 * A plan as the step's summary: a grid of verdicts for each platform, then the reasons.
 * @param preview what a release would move; undefined when nobody looked.
 */
export function planSummary(plan: Plan, publishing: Publishing, preview?: readonly Move[]): string {
  const of = (kind: PlannedCell['verdict']['kind']): PlannedCell[] =>
    plan.cells.filter(({ verdict }) => verdict.kind === kind)
  const [built, unchanged, excluded] = [of('build'), of('unchanged'), of('excluded')]
  const by = (what: 'rule' | 'filter'): PlannedCell[] =>
    excluded.filter(({ verdict }) => verdict.kind === 'excluded' && verdict.by === what)
  const count = `${built.length} of ${countCells(plan.cells.length)}`
  const nameOf = namer(plan)
  return summaryOf([
    `## Spark images: ${count} to build`,
    ...(publishing.allowed ? [] : [`**Nothing is published**: ${plain(publishing.reason)}.`]),
    `${built.length} to build, ${unchanged.length} unchanged, ${excluded.length} excluded. Base: ${code(plan.base.name)} at ${code(shortDigest(plan.base.digest))}.`,
    ...(plan.refused === undefined ? [] : [refusal(plan.refused)]),
    ...verdictGrids(
      plan.cells.map((planned) => ({
        ...planned.cell,
        verdict: planned.verdict.kind,
        isExperimental: experimentalRules([planned]).size > 0,
      })),
    ),
    reasons('To build', built, nameOf),
    experimental(
      plan.cells.filter(({ verdict }) => verdict.kind !== 'excluded'),
      nameOf,
    ),
    reasons('Excluded by a rule', by('rule'), nameOf),
    notAskedFor(by('filter')),
    ...(preview === undefined ? [] : [moves(preview)]),
    digests(unchanged),
  ])
}

function refusal(reason: string): string {
  const words = 'The registry lets nothing be read, so that all is to be built'
  return `${words}: ${plain(shorten(reason, MAX_REASON))}`
}

/** One line for each cell with its reason. */
function reasons(title: string, listed: readonly PlannedCell[], nameOf: Namer): Section {
  const reasonOf = ({ verdict }: PlannedCell): string => plain(shorten(verdict.reason, MAX_REASON))
  const lines = listed.map((planned) => `- ${nameOf(planned)}: ${reasonOf(planned)}`)
  const section = { lines, elsewhere: 'the log' }
  const isShort = lines.length <= MAX_OPEN
  return below(
    `### ${title}`,
    isShort ? section : folded(`${countCells(lines.length)}, each with its reason`, section),
  )
}

/** The experimental rules, in words, each with the cells that it holds for. */
export function experimentalRules(cells: readonly PlannedCell[]): Map<string, PlannedCell[]> {
  const held = new Map<string, PlannedCell[]>()
  for (const planned of cells) {
    for (const rule of planned.cell.rules.filter(({ support }) => support === 'experimental')) {
      const text = describeRule(rule)
      held.set(text, [...(held.get(text) ?? []), planned])
    }
  }
  return held
}

function experimental(cells: readonly PlannedCell[], nameOf: Namer): Section {
  const lines = [...experimentalRules(cells)].map(
    ([rule, held]) => `- ${held.map(nameOf).join(', ')}: ${plain(shorten(rule, MAX_REASON))}`,
  )
  return below('### Experimental', { lines, elsewhere: 'the output plan' })
}

function notAskedFor(listed: readonly PlannedCell[]): Section {
  const text = `${countCells(listed.length)} not asked for: the filters left them out.`
  return { lines: listed.length === 0 ? [] : [text] }
}

/** Which tags a release of this plan would move, from what to what. */
function moves(preview: readonly Move[]): Section | string {
  if (preview.length === 0) return '### Tags\n\nA release of this plan would move none.'
  const rows = preview.map(({ cell, from, to, reason, ...alias }) => [
    code(aliasName(alias)),
    from === undefined ? '–' : code(`${from.version ?? '?'} ${shortDigest(from.digest)}`),
    to === undefined ? `${code(cell)}, to be built` : code(`${cell} ${shortDigest(to.digest)}`),
    plain(reason),
  ])
  return below(
    '### Tags that a release of this plan would move',
    tableSection(['tag', 'from', 'to', 'reason'], 'llll', rows, 'the log'),
  )
}

function digests(listed: readonly PlannedCell[]): Section {
  const rows = listed.map(({ cell, tag, verdict }) => [
    code(cell.id),
    code(cell.platform),
    code(tag),
    verdict.kind === 'unchanged' ? code(shortDigest(verdict.published.digest)) : '',
  ])
  return folded(
    `${countCells(listed.length)} unchanged: in the registry, tested`,
    tableSection(['cell', 'platform', 'staging tag', 'digest'], 'llll', rows, 'the output plan'),
  )
}

type Namer = (planned: PlannedCell) => string

/** Cells by their ids, and by their platforms where there are several. */
function namer(plan: Plan): Namer {
  const isOne = new Set(plan.cells.map(({ cell }) => cell.platform)).size === 1
  return ({ cell }) => (isOne ? code(cell.id) : `${code(cell.id)} for ${plain(cell.platform)}`)
}
