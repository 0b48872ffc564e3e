/** What a scan found, in words. */
import type { VulnerabilityPolicy } from '../catalog/schema/policies.ts'
import { ConfigurationError } from '../errors.ts'
import { table } from '../table.ts'
import { oneLine } from '../text.ts'
import type { Assessed, Status } from './policy.ts'
import { SEVERITIES } from './severity.ts'

export interface Report {
  /** `registry/name@sha256:…`, or with the staging tag of an image that is not pushed yet. */
  readonly image: string
  /** The image that it is compared with, if there is one. */
  readonly against?: string
  readonly packages: number
  /** Parts that have no package URL. */
  readonly unnamed: readonly string[]
  readonly policy: VulnerabilityPolicy
  readonly findings: readonly Assessed[]
  readonly started: Date
  readonly finished: Date
}

/** The page that explains what is looked up and what fails. */
export const SCANNER = 'https://github.com/org/spark-images-action/blob/main/docs/vulnerabilities.md'

const PRESENT: readonly Status[] = ['new', 'found', 'known']
const MAX_TEXT = 80

/** What is in the image now. */
export function presentFindings({ findings }: Report): Assessed[] {
  return findings.filter(({ status }) => PRESENT.includes(status))
}

/** `1 image`, `2 images`. */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${count} ${count === 1 ? one : many}`

/** `37 vulnerabilities in 412 packages (2 critical, 5 high, 30 medium); 1 new, 36 known, 1 fixed, 0 gone`. */
export function headline(report: Report): string {
  const { packages, findings, against } = report
  const present = presentFindings(report)
  const severities = SEVERITIES.flatMap((severity) => {
    const count = present.filter((finding) => finding.severity === severity).length
    return count === 0 ? [] : [`${count} ${severity}`]
  })
  const count = (status: Status): number => findings.filter((finding) => finding.status === status).length
  const changes = (['new', 'known', 'fixed', 'gone'] as const).map((status) => `${count(status)} ${status}`)
  return [
    `${counted(present.length, 'vulnerability', 'vulnerabilities')} in ${counted(packages, 'package')}`,
    severities.length === 0 ? '' : ` (${severities.join(', ')})`,
    against === undefined ? '' : `; ${changes.join(', ')}`,
  ].join('')
}

export const COLUMNS = ['', 'vulnerability', 'severity', 'package', 'version', 'fixed in', 'where'] as const

/** A finding as a row below COLUMNS; records and bills may hold anything. */
export function rowOf(finding: Assessed): string[] {
  const { status, fails, ignored, id, severity, score, package: one, fixed, isFixUnknown } = finding
  const mark = fails ? `${status}, fails` : ignored === undefined ? status : `${status}, ignored`
  const rated = score === undefined ? severity : `${severity} ${score.toFixed(1)}`
  const fixes = isFixUnknown ? 'unknown' : fixed.join(', ')
  const texts = [one.name, one.version, fixes, one.where.join(', ')]
  return [mark, id, rated, ...texts.map((text) => oneLine(text, MAX_TEXT))]
}

/** Of a finding, in a sentence: `fixed in 1.2.3`. */
export function fixText({ fixed, isFixUnknown }: Assessed): string {
  if (isFixUnknown) return "databases name fixes that can't be compared with this version"
  return fixed.length === 0 ? 'no fixed version is known' : `fixed in ${oneLine(fixed.join(', '), MAX_TEXT)}`
}

/** What is said below the table; lines of text. */
export function notesOf({ unnamed, against, findings, policy }: Report): string[] {
  const ignored = findings.flatMap(({ id, ignored: why }) =>
    why === undefined ? [] : [`${id} is ignored: ${why}`],
  )
  const needsRelease = policy['only-new'] && policy['fail-on'] !== 'none' && against === undefined
  return [
    ...new Set(ignored),
    ...(needsRelease
      ? ['there is no released image to compare with, so that none of them counts as new']
      : []),
    ...(unnamed.length === 0 ? [] : [`without a package URL, and not looked up: ${unnamed.join(', ')}`]),
  ]
}

/** All of it, for a log. */
export function textOf(report: Report): string {
  const { findings, against } = report
  const rows = findings.length === 0 ? [] : ['', table(COLUMNS, findings.map(rowOf))]
  const compared = against === undefined ? [] : [`against ${against}`]
  const notes = notesOf(report)
  return [...compared, headline(report), ...rows, ...(notes.length === 0 ? [] : ['', ...notes])].join('\n')
}

/** The rule of a policy, in words: `new, of severity high or more, and fixed in another version`. */
function ruleOf({
  'fail-on': least,
  'only-new': onlyNew,
  'only-fixed': onlyFixed,
}: VulnerabilityPolicy): string {
  const severity = least === 'critical' ? 'critical' : `of severity ${least} or more`
  return [...(onlyNew ? ['new'] : []), severity, ...(onlyFixed ? ['fixed in another version'] : [])].join(
    ', ',
  )
}

/** An image that fails by its policy. */
export class VulnerabilityError extends ConfigurationError {
  readonly report: Report

  constructor(report: Report) {
    super(failureOf(report))
    this.report = report
  }
}

/** A vulnerability of a package that fails by the policy, with the images that have it. */
export interface Failing {
  readonly finding: Assessed
  readonly images: readonly string[]
}

/** What fails in any of the images, each vulnerability of a package's version once. */
export function failingOf(reports: readonly Report[]): Failing[] {
  const found = new Map<string, { finding: Assessed; images: string[] }>()
  for (const { image, findings } of reports)
    for (const finding of findings.filter(({ fails }) => fails)) {
      const key = [finding.id, finding.package.name, finding.package.version].join(' ')
      const known = found.get(key)
      if (known === undefined) found.set(key, { finding, images: [image] })
      else known.images.push(image)
    }
  return [...found.values()]
}

export const hasFailed = ({ findings }: Report): boolean => findings.some(({ fails }) => fails)

/** Why an image fails, for whoever can mend it. */
export function failureOf({ image, findings, policy }: Report): string {
  const failing = findings.filter(({ fails }) => fails)
  const lines = failing.map((finding) => {
    const [, id, severity, name, version] = rowOf(finding)
    const summary = finding.summary === '' ? '' : `: ${finding.summary}`
    return `  ${id} (${severity}) in ${name} ${version}, ${fixText(finding)}${summary}`
  })
  const what = failing.length === 1 ? 'a vulnerability' : `${failing.length} vulnerabilities`
  return [
    `${image} has ${what} that the catalog's vulnerabilities.fail-on does not allow (${ruleOf(policy)}):`,
    ...lines,
    'Take a fixed version, or name the id and why it does no harm under vulnerabilities.ignore in the catalog.',
  ].join('\n')
}
