/** What a policy says of findings, and of what an earlier image had. */
import { own } from '../catalog/names.ts'
import type { VulnerabilityPolicy } from '../catalog/schema/policies.ts'
import { isPackage, type Stated } from '../catalog/statements.ts'
import type { Bill, BilledPackage } from './bill.ts'
import type { Finding } from './findings.ts'
import { SEVERITIES } from './severity.ts'

/**
 * Against an earlier image: `new` and `known` are in the image; of what is not, the package of `fixed` still is, that of
 * `gone` is not. Without one, all are `found`.
 */
export type Status = 'new' | 'found' | 'known' | 'fixed' | 'gone'

export interface Assessed extends Finding {
  readonly status: Status
  readonly fails: boolean
  /** Why it never fails, as the policy has it. */
  readonly ignored?: string
}

export interface Image {
  readonly bill: Bill
  readonly findings: readonly Finding[]
}

/**
 * All findings of an image, and those that an earlier one had: what fails first, then the most severe.
 * @param statements the catalog's: what they say does no harm, or is fixed, is ignored.
 */
export function assess(
  now: Image,
  before: Image | undefined,
  policy: VulnerabilityPolicy,
  statements: readonly Stated[] = [],
): Assessed[] {
  const present = now.findings.map((finding): Assessed => {
    const status = before === undefined ? 'found' : isIn(finding, before.findings) ? 'known' : 'new'
    const ids = [finding.id, ...finding.aliases]
    const ignored =
      ids.map((id) => own(policy.ignore, id)).find(Boolean) ??
      statements.filter((stated) => covers(stated, finding, now.bill)).map(wordsOf)[0]
    const fails = ignored === undefined && isFailure(finding, status, policy)
    return { ...finding, status, fails, ignored }
  })
  const missing = (before?.findings ?? []).filter((finding) => !isIn(finding, now.findings))
  const past = missing.map((finding): Assessed => {
    const isThere = now.bill.packages.some((one) => isSamePackage(one, finding.package))
    return { ...finding, status: isThere ? 'fixed' : 'gone', fails: false }
  })
  return [...present, ...past].sort(byWeight)
}

/**
 * `only-fixed` lets pass what is known to have no fix. If a database names one that can't be compared, there may be
 * something to do: that fails, and `ignore` is the answer of whoever has looked.
 */
function isFailure(
  { severity, fixed, isFixUnknown = false }: Finding,
  status: Status,
  policy: VulnerabilityPolicy,
): boolean {
  const { 'fail-on': least, 'only-new': onlyNew, 'only-fixed': onlyFixed } = policy
  if (least === 'none' || SEVERITIES.indexOf(severity) > SEVERITIES.indexOf(least)) return false
  return (!onlyNew || status === 'new') && (!onlyFixed || fixed.length > 0 || isFixUnknown)
}

/** Whether a statement says that a finding does no harm. One on a package does not hold where another jar has it, too. */
function covers(stated: Stated, { id, aliases, package: one }: Finding, { packages }: Bill): boolean {
  const isHarmless = stated.status === 'not_affected' || stated.status === 'fixed'
  if (!isHarmless || ![id, ...aliases].includes(stated.vulnerability)) return false
  if (!isPackage(stated.shaded ?? stated.package, one.purl)) return false
  if (one.ecosystem.startsWith('Debian')) return true
  const [place, ...others] = one.where
  if (place === undefined || others.length > 0) return false
  return packages.some(({ purl, where }) => isPackage(stated.package, purl) && where.includes(place))
}

function wordsOf({ status, justification, impact, author }: Stated): string {
  const why = impact ?? justification?.replaceAll('_', ' ')
  return `${[status.replaceAll('_', ' '), why].filter(Boolean).join(': ')} (stated by ${author})`
}

/** Databases may know one version by one id and another by a second, so that any of them counts. */
function isIn(finding: Finding, others: readonly Finding[]): boolean {
  const ids = new Set([finding.id, ...finding.aliases])
  return others.some(
    (other) =>
      isSamePackage(other.package, finding.package) && [other.id, ...other.aliases].some((id) => ids.has(id)),
  )
}

/** Whatever its version, and that of Debian. */
function isSamePackage(a: BilledPackage, b: BilledPackage): boolean {
  const [one, two] = [a, b].map(({ ecosystem }) => ecosystem.split(':')[0])
  return a.name === b.name && one === two
}

const STATUSES: readonly Status[] = ['new', 'found', 'known', 'fixed', 'gone']

function byWeight(a: Assessed, b: Assessed): number {
  return (
    Number(b.fails) - Number(a.fails) ||
    STATUSES.indexOf(a.status) - STATUSES.indexOf(b.status) ||
    SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
    (b.score ?? 0) - (a.score ?? 0) ||
    compare(a.package.name, b.package.name) ||
    compare(a.id, b.id) ||
    compare(a.package.version, b.package.version)
  )
}

const compare = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1)
