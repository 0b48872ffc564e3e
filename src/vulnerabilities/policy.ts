/** What a policy says of findings, and of what an earlier image had. */
import { own } from '../catalog/names.ts'
import type { VulnerabilityPolicy } from '../catalog/schema.ts'
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

/** All findings of an image, and those that an earlier one had: what fails first, then the most severe. */
export function assess(now: Image, before: Image | undefined, policy: VulnerabilityPolicy): Assessed[] {
  const present = now.findings.map((finding): Assessed => {
    const status = before === undefined ? 'found' : isIn(finding, before.findings) ? 'known' : 'new'
    const ignored = [finding.id, ...finding.aliases].map((id) => own(policy.ignore, id)).find(Boolean)
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

function isFailure({ severity, fixed }: Finding, status: Status, policy: VulnerabilityPolicy): boolean {
  const { 'fail-on': least, 'only-new': onlyNew, 'only-fixed': onlyFixed } = policy
  if (least === 'none' || SEVERITIES.indexOf(severity) > SEVERITIES.indexOf(least)) return false
  return (!onlyNew || status === 'new') && (!onlyFixed || fixed.length > 0)
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
