import { describeRule } from '../catalog/cells.ts'
import type { Rule } from '../catalog/schema.ts'
import type { Plan, PlannedCell } from '../plan/plan.ts'
import type { Foreseen } from '../release/preview.ts'
import { code, folded, markdownTable, plain } from './markdown.ts'

/** GitHub drops a step's summary of more than 1 MiB. The lists get what is left to them of this. */
const MAX_BYTES = 900_000
/** Reasons that are read at a glance; more are behind a line to open. */
const MAX_OPEN = 12
const MAX_REASON = 1000

export interface SummaryOptions {
  readonly isPullRequest: boolean
  /** What a release would move; undefined when nobody looked. */
  readonly foreseen?: readonly Foreseen[]
}

/** A plan as the step's summary: a grid of verdicts for each platform, then the reasons. */
export function planSummary(plan: Plan, { isPullRequest, foreseen }: SummaryOptions): string {
  const of = (kind: PlannedCell['verdict']['kind']): PlannedCell[] =>
    plan.cells.filter(({ verdict }) => verdict.kind === kind)
  const [built, unchanged, excluded] = [of('build'), of('unchanged'), of('excluded')]
  const count = `${built.length} of ${cells(plan.cells.length)}`
  const head = [
    isPullRequest ? `## A merge would build ${count}` : `## Spark images: ${count} to build`,
    `${built.length} to build, ${unchanged.length} unchanged, ${excluded.length} excluded. Base: ${code(plan.base.name)} at ${code(plan.base.digest.slice(0, 19))}.`,
    ...(plan.refused === undefined
      ? []
      : [`The registry lets nothing be read, so that all is to be built: ${plain(plan.refused)}`]),
    ...grids(plan),
  ].join('\n\n')
  const nameOf = namer(plan)
  const room = { bytes: MAX_BYTES - Buffer.byteLength(head) }
  const lists = [
    reasons('To build', built, nameOf, room),
    experimental(plan.cells, nameOf, room),
    reasons('Excluded by a rule', excludedBy('rule', plan), nameOf, room),
    notAskedFor(excludedBy('filter', plan)),
    ...(foreseen === undefined ? [] : [moves(foreseen, room)]),
    digests(unchanged, room),
  ]
  return `${[head, ...lists.filter((text) => text !== '')].join('\n\n')}\n`
}

function grids({ cells: all }: Plan): string[] {
  const platforms = distinct(all, ({ cell }) => cell.platform)
  const variants = distinct(all, ({ cell }) => cell.variant)
  const versions = distinct(all, ({ cell }) => cell.version)
  const byPlace = new Map(all.map((planned) => [place(planned), planned]))
  return platforms.flatMap((platform) => {
    const rows = versions.map((version) => [
      `**${plain(version)}**`,
      ...variants.map((variant) => verdictMark(byPlace.get(`${version} ${variant} ${platform}`))),
    ])
    const table = markdownTable(['', ...variants.map(plain)], `l${'c'.repeat(variants.length)}`, rows)
    return platforms.length === 1 ? [table] : [`### ${plain(platform)}`, table]
  })
}

function place({ cell: { version, variant, platform } }: PlannedCell): string {
  return `${version} ${variant} ${platform}`
}

function verdictMark(planned: PlannedCell | undefined): string {
  if (planned === undefined) return ''
  const { kind } = planned.verdict
  const word = kind === 'build' ? '**build**' : kind
  return kind !== 'excluded' && rulesOf(planned, 'experimental').length > 0 ? `${word}<br>experimental` : word
}

/** One line for each cell with its reason. */
function reasons(title: string, listed: readonly PlannedCell[], nameOf: Namer, room: Room): string {
  const lines = listed.map((planned) => `- ${nameOf(planned)}: ${plain(shorten(planned.verdict.reason))}`)
  const content = fitting(lines, room)
  if (lines.length === 0) return ''
  return lines.length <= MAX_OPEN
    ? `### ${title}\n\n${content}`
    : `### ${title}\n\n${folded(`${cells(lines.length)}, each with its reason`, content)}`
}

/** Each rule once, with the cells that it holds for. */
function experimental(all: readonly PlannedCell[], nameOf: Namer, room: Room): string {
  const held = new Map<Rule, PlannedCell[]>()
  for (const planned of all) {
    if (planned.verdict.kind === 'excluded') continue
    for (const rule of rulesOf(planned, 'experimental')) held.set(rule, [...(held.get(rule) ?? []), planned])
  }
  if (held.size === 0) return ''
  const lines = [...held].map(
    ([rule, planned]) => `- ${planned.map(nameOf).join(', ')}: ${plain(shorten(describeRule(rule)))}`,
  )
  return `### Experimental\n\n${fitting(lines, room)}`
}

function notAskedFor(listed: readonly PlannedCell[]): string {
  return listed.length === 0 ? '' : `${cells(listed.length)} not asked for: the filters left them out.`
}

/** Which tags the release after a merge would move, from what to what. */
function moves(foreseen: readonly Foreseen[], room: Room): string {
  if (foreseen.length === 0) return '### Tags\n\nA release after the merge would move none.'
  const rows = foreseen.map(({ image, tag, cell, from, to, reason }) => [
    code(image === undefined ? tag : `${image}:${tag}`),
    from === undefined ? '–' : code(`${from.version ?? '?'} ${from.digest.slice(0, 19)}`),
    to === undefined ? `${code(cell)}, to be built` : code(`${cell} ${to.slice(0, 19)}`),
    plain(reason),
  ])
  const table = markdownTable(['tag', 'from', 'to', 'reason'], 'llll', rows)
  return `### Tags that a release after the merge would move\n\n${fitting(table.split('\n'), room)}`
}

function digests(listed: readonly PlannedCell[], room: Room): string {
  if (listed.length === 0) return ''
  const rows = listed.map(({ cell, tag, verdict }) => [
    code(cell.id),
    code(cell.platform),
    code(tag),
    verdict.kind === 'unchanged' ? code(verdict.published.digest.slice(0, 19)) : '',
  ])
  const table = markdownTable(['cell', 'platform', 'staging tag', 'digest'], 'llll', rows)
  return folded(
    `${cells(listed.length)} unchanged: in the registry, tested`,
    fitting(table.split('\n'), room),
  )
}

interface Room {
  bytes: number
}

/** As many lines as there is room for, and how many are left out. */
function fitting(lines: readonly string[], room: Room): string {
  const kept: string[] = []
  for (const line of lines) {
    const bytes = Buffer.byteLength(line) + 1
    if (bytes > room.bytes) break
    room.bytes -= bytes
    kept.push(line)
  }
  const left = lines.length - kept.length
  return left === 0
    ? kept.join('\n')
    : `${kept.join('\n')}\n\n${left} more are left out here; the log has all of them.`
}

type Namer = (planned: PlannedCell) => string

/** Cells by their ids, and by their platforms where there are several. */
function namer(plan: Plan): Namer {
  const isOne = distinct(plan.cells, ({ cell }) => cell.platform).length === 1
  return ({ cell }) => (isOne ? code(cell.id) : `${code(cell.id)} for ${plain(cell.platform)}`)
}

function excludedBy(by: 'rule' | 'filter', { cells: all }: Plan): PlannedCell[] {
  return all.filter(({ verdict }) => verdict.kind === 'excluded' && verdict.by === by)
}

function rulesOf({ cell }: PlannedCell, support: Rule['support']): Rule[] {
  return cell.rules.filter((rule) => rule.support === support)
}

function distinct(all: readonly PlannedCell[], of: (planned: PlannedCell) => string): string[] {
  return [...new Set(all.map(of))]
}

function cells(count: number): string {
  return count === 1 ? '1 cell' : `${count} cells`
}

function shorten(text: string): string {
  return text.length <= MAX_REASON ? text : `${text.slice(0, MAX_REASON)}…`
}
