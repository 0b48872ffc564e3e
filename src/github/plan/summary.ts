/** The plan's summary. */
import { describeRule } from '../../catalog/cells.ts'
import { shortDigest } from '../../oci/digest.ts'
import type { Plan, PlannedCell } from '../../plan/plan.ts'
import type { Move } from '../../release/moves.ts'
import { aliasName } from '../../release/record.ts'
import { shorten } from '../../text.ts'
import type { Publishing } from '../events.ts'
import {
  below,
  code,
  countCells,
  folded,
  plain,
  type Section,
  summaryOf,
  tableSection,
  verdictGrids,
} from '../summary.ts'

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
  const notAskedFor = by('filter').length
  const grid = plan.cells.map((planned) => {
    const isExperimental = experimentalRules([planned]).size > 0
    return { ...planned.cell, verdict: planned.verdict.kind, isExperimental }
  })
  const nameOf = namer(plan)
  const rules = [...experimentalRules([...built, ...unchanged])]
  const experimental = rules.map(([rule, held]) => `- ${held.map(nameOf).join(', ')}: ${cut(rule)}`)
  return summaryOf([
    `## Spark images: ${count} to build`,
    publishing.allowed ? undefined : `**Nothing is published**: ${plain(publishing.reason)}.`,
    `${built.length} to build, ${unchanged.length} unchanged, ${excluded.length} excluded. ${basesOf(plan)}.`,
    plan.refused === undefined
      ? undefined
      : `The registry lets nothing be read, so that all is to be built: ${cut(plan.refused)}`,
    ...(plan.warnings ?? []).map(cut),
    ...verdictGrids(grid),
    reasons('To build', built, nameOf),
    below('### Experimental', { lines: experimental, elsewhere: 'the output plan' }),
    reasons('Excluded by a rule', by('rule'), nameOf),
    notAskedFor > 0 ? `${countCells(notAskedFor)} not asked for: the filters left them out.` : undefined,
    preview && moves(preview),
    digests(unchanged),
  ])
}

/** `Base: …`, in the order of the catalog. */
function basesOf({ bases }: Plan): string {
  const all = Object.values(bases).map(({ name, digest }) => `${code(name)} at ${code(shortDigest(digest))}`)
  return `Base: ${all.join(', ')}`
}

/** Text from outside, of bounded length. */
const cut = (text: string): string => plain(shorten(text, 1000))

function reasons(title: string, listed: readonly PlannedCell[], nameOf: Namer): Section {
  const lines = listed.map((planned) => `- ${nameOf(planned)}: ${cut(planned.verdict.reason)}`)
  const open = { lines, elsewhere: 'the log' }
  const line = `${countCells(lines.length)}, each with its reason`
  return below(`### ${title}`, lines.length <= 12 ? open : folded(line, open))
}

/** The experimental rules, in words, each with the cells that it holds for. */
export function experimentalRules(cells: readonly PlannedCell[]): Map<string, PlannedCell[]> {
  const held = new Map<string, PlannedCell[]>()
  for (const planned of cells) {
    const rules = planned.cell.rules.filter(({ support }) => support === 'experimental')
    for (const text of rules.map(describeRule)) held.set(text, [...(held.get(text) ?? []), planned])
  }
  return held
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
  const table = tableSection(['tag', 'from', 'to', 'reason'], 'llll', rows, 'the log')
  return below('### Tags that a release of this plan would move', table)
}

function digests(listed: readonly PlannedCell[]): Section {
  const rows = listed.map(({ cell, tag, verdict }) => [
    ...[cell.id, cell.platform, tag].map(code),
    verdict.kind === 'unchanged' ? code(shortDigest(verdict.published.digest)) : '',
  ])
  const table = tableSection(['cell', 'platform', 'staging tag', 'digest'], 'llll', rows, 'the output plan')
  return folded(`${countCells(listed.length)} unchanged: in the registry, tested`, table)
}

type Namer = (planned: PlannedCell) => string

/** Cells by their ids, and by their platforms where there are several. */
function namer(plan: Plan): Namer {
  const isOne = new Set(plan.cells.map(({ cell }) => cell.platform)).size === 1
  return ({ cell }) => (isOne ? code(cell.id) : `${code(cell.id)} for ${plain(cell.platform)}`)
}
