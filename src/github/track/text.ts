/** The text of the pull request of `track`: nothing of what indexes say is a link, a mention or markup in it. */
import { formatBytes } from '../../catalog/bytes.ts'
import { oneLine, shorten } from '../../text.ts'
import type { CellChange, LicenceChange } from '../../track/compare.ts'
import { type Change, dayOf, type PinChange, type RuleChange, type VersionChange } from '../../track/notes.ts'
import type { TrackResult } from '../../track/track.ts'
import { below, code as codeType, grids, plain, type Section, summaryOf, tableSection } from '../summary.ts'

/** GitHub takes 65536 characters. */
const MAX_BODY = 60_000
const MAX_TITLE = 120

/** Whether there is anything to change in the files. Python packages alone show only once they are locked. */
export function hasChanges({ changes, cells, isLocked }: TrackResult): boolean {
  return (
    changes.length > 0 ||
    (isLocked && cells.some(({ state }) => state !== 'unchanged' && state !== 'excluded'))
  )
}

/** What changes, in a line: `Spark 4.1.5, iceberg 1.12.0; without Spark 4.1.0`. */
export function titleOf({ changes, renewed }: TrackResult): string {
  const come = changes.flatMap((change) => {
    if (change.kind === 'pin') return `${change.component} ${change.to}`
    return change.kind === 'version' && change.what === 'added' ? `Spark ${change.version}` : []
  })
  const gone = changes.flatMap((one) => (one.kind === 'version' && one.what === 'dropped' ? one.version : []))
  const without = gone.length === 0 ? [] : [`without Spark ${gone.join(', ')}`]
  const news = [...new Set(come)].join(', ')
  const other = changes.some(({ kind }) => kind === 'rule')
    ? 'rules'
    : `Python packages of ${renewed.join(', ')}`
  return shorten(
    oneLine(`Spark images: ${[news, ...without].filter(Boolean).join('; ') || other}`),
    MAX_TITLE,
  )
}

/** The plan of a pull request, as Markdown. */
export function bodyOf(result: TrackResult): string {
  const { changes, held, cells, renewed } = result
  const excluded = cells.filter(({ state }) => state === 'excluded')
  return summaryOf(
    [
      'Versions and pins of the catalog, brought up to date by its policy (`track:`). The acceptance tests of the images decide whether they work. To leave a version out, name it under `skip:`.',
      titled('What is new', newsTable(changes)),
      listed('Dropped', changes.flatMap(droppedLine)),
      listed('To be checked by a person', changes.flatMap(takenOver)),
      listed(
        'Locked anew',
        renewed.map(
          (name) => `the Python packages of ${code(name)}, in the newest versions that the catalog allows`,
        ),
      ),
      ...planSections(cells),
      titled('What it costs', costTable(result)),
      licenceSection(result),
      titled('Rules', ruleTable(changes)),
      listed(
        "Can't be yet",
        held.map(({ what, why }) => `${text(what)}: ${text(why)}`),
      ),
      listed('Excluded images', excludedLines(excluded)),
    ].filter((section) => section !== undefined),
    MAX_BODY,
  )
}

/** Text from anywhere. */
function text(given: string): string {
  return inert(plain(oneLine(given)))
}

/** A name from anywhere. */
function code(given: string): string {
  return inert(codeType(oneLine(given)))
}

/** GitHub makes links of addresses, in HTML's code type too. As entities, these characters begin none. */
function inert(markdown: string): string {
  return markdown.replaceAll('://', '&#58;//').replaceAll(/www\./gi, (word) => `${word.slice(0, 3)}&#46;`)
}

function titled(title: string, section: Section): Section | undefined {
  return section.lines.length === 0 ? undefined : below(`### ${title}`, section)
}

function listed(title: string, lines: readonly string[]): Section | undefined {
  return titled(title, { lines: lines.map((line) => `- ${line}`) })
}

function newsTable(changes: readonly Change[]): Section {
  const rows = changes.flatMap((change): string[][] => {
    if (change.kind === 'pin') return [pinRow(change)]
    return change.kind === 'version' && change.what === 'added' ? [versionRow(change)] : []
  })
  return tableSection(['what', 'before', 'after', 'there since', 'Spark'], 'lllll', rows)
}

function pinRow({ component, names, from = '–', to, released, versions }: PinChange): string[] {
  const jars = names.map(code).join('<br>')
  return [
    `**${text(component)}**<br>${jars}`,
    text(from),
    text(to),
    day(released),
    versions.map(text).join(', '),
  ]
}

function versionRow({ version, released }: VersionChange): string[] {
  return ['**Spark**', '–', text(version), day(released), '']
}

function day(time: number | undefined): string {
  return time === undefined ? 'unknown' : dayOf(time)
}

function droppedLine(change: Change): string[] {
  return change.kind === 'version' && change.what === 'dropped' ? [`Spark ${text(change.version)}`] : []
}

function takenOver(change: Change): string[] {
  if (change.kind !== 'version' || change.seriesFrom === undefined) return []
  return [
    `Spark ${text(change.version)} is the first of its series. Its Scala, Java and Python are taken over from series ${text(change.seriesFrom)}: compare them with the release notes.`,
  ]
}

/** A grid of all images, where there is any other than before. */
function planSections(cells: readonly CellChange[]): Section[] {
  if (cells.every(({ state }) => state === 'unchanged' || state === 'excluded')) return []
  const marked = cells.map(({ version, variant, platform, state }) => {
    const word = state === 'new' || state === 'changed' ? `**${state}**` : state
    return { version, variant, platform, text: word }
  })
  const [first, ...others] = grids(marked, 'c')
  return first === undefined ? [] : [below('### Images', first), ...others]
}

function costTable({ cells }: TrackResult): Section {
  const rows = cells
    .filter(({ state }) => state === 'new' || state === 'changed')
    .map(({ id, platform, bytes, bytesBefore }) => [
      text(id),
      text(platform),
      size(bytesBefore),
      size(bytes),
      bytes === undefined || bytesBefore === undefined ? 'unknown' : difference(bytes - bytesBefore),
    ])
  const header = ['image', 'platform', 'downloads before', 'after', 'difference']
  const section = tableSection(header, 'llrrr', rows)
  const note = 'A new image is compared with the newest like it. `unknown` is what no lockfile pins yet.'
  return { ...section, after: `\n\n${note}` }
}

function size(bytes: number | undefined): string {
  return bytes === undefined ? 'unknown' : formatBytes(bytes)
}

function difference(bytes: number): string {
  if (bytes === 0) return 'none'
  return bytes < 0 ? `−${formatBytes(-bytes)}` : `+${formatBytes(bytes)}`
}

function licenceSection({ licences, isLocked }: TrackResult): Section | string {
  const none = isLocked ? 'Of what is locked, none changes.' : 'They are known once the lockfiles are made.'
  return titled('Licences', licenceTable(licences)) ?? `### Licences\n\n${none}`
}

function licenceTable(licences: readonly LicenceChange[]): Section {
  const rows = licences.map(({ name, before, after }) => [
    code(name),
    before.length === 0 ? 'not there' : before.map(code).join(', '),
    after.length === 0 ? 'not there' : after.map(code).join(', '),
  ])
  return tableSection(['artifact', 'before', 'after'], 'lll', rows)
}

function ruleTable(changes: readonly Change[]): Section {
  const rules = changes.filter((change): change is RuleChange => change.kind === 'rule')
  const rows = rules.map(({ name, what, why }) => [code(name), what, text(why)])
  return tableSection(['rule', 'is', 'it says'], 'lll', rows)
}

/** Each reason once, with its images. */
function excludedLines(cells: readonly CellChange[]): string[] {
  const reasons = [...new Set(cells.map(({ reason = '' }) => reason))]
  return reasons.map((reason) => {
    const ids = new Set(cells.filter((cell) => (cell.reason ?? '') === reason).map(({ id }) => text(id)))
    return `${text(reason)}: ${[...ids].join(', ')}`
  })
}
