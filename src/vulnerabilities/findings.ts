/** Matches packages with advisories: one finding for each vulnerability of a package, whatever databases call it. */
import { normalizedPython } from '../attest/package.ts'
import { RegistryError } from '../errors.ts'
import { inParallel } from '../parallel.ts'
import { oneLine } from '../text.ts'
import { orderOf } from '../versions/order.ts'
import { type Bill, type BilledPackage, keyOf } from './bill.ts'
import { fixesFor } from './fixes.ts'
import type { Advisory, Osv } from './osv.ts'
import { rate } from './rate.ts'
import type { Rated } from './severity.ts'

export interface Finding extends Rated {
  /** The CVE if there is one, or else the first of the other ids. */
  readonly id: string
  /** Its other ids: of GitHub, Python's and Debian's databases. */
  readonly aliases: readonly string[]
  readonly package: BilledPackage
  /** Versions of the package that fix it, above the one that is there; none if no database knows one. */
  readonly fixed: readonly string[]
  /** A database names fixes that can't be compared with the version that is there. */
  readonly isFixUnknown?: boolean
  readonly summary: string
  readonly url: string
}

/**
 * Advisories that are asked for at once, as many as a registry is asked. OSV has no request for several of them, and most
 * of the time of each is its round trip: of 40 ms, 150 advisories take 0.9 s, and 6.4 s one after the other.
 */
const REQUESTS = 8
const MAX_SUMMARY = 200

/** The findings of each bill. All packages are asked about together, each once. @throws RegistryError as Osv. */
export async function findVulnerabilities(bills: readonly Bill[], osv: Osv): Promise<Finding[][]> {
  const packages = new Map(bills.flatMap((bill) => bill.packages.map((one) => [keyOf(one), one])))
  const listed = await osv.listIds([...packages.values()])
  const ids = [...new Set(listed.flat())]
  const advisories = new Map(
    await inParallel(REQUESTS, ids, async (id) => [id, await osv.getAdvisory(id)] as const),
  )
  const known = new Map(
    [...packages.keys()].map((key, index) => [
      key,
      (listed[index] ?? []).flatMap((id) => advisories.get(id) ?? []),
    ]),
  )
  return bills.map((bill) => bill.packages.flatMap((one) => findingsOf(one, known.get(keyOf(one)) ?? [])))
}

/** The findings of one package. @throws RegistryError for an advisory that is about other packages only. */
export function findingsOf(one: BilledPackage, advisories: readonly Advisory[]): Finding[] {
  const valid = advisories.filter((advisory) => !isWithdrawn(advisory))
  const records = valid.map((advisory) => ({
    advisory,
    names: namesOf(advisory),
    about: aboutOf(advisory, one),
  }))
  // A security advisory of Debian is about several CVEs, each of which has a record of its own.
  const isSingle = ({ names }: RecordOf): boolean => names.filter(isCve).length <= 1
  const groups = merge(records.filter(isSingle))
  for (const bundle of records.filter((record) => !isSingle(record))) {
    const others = groups.filter((group) => sharesName(group, bundle))
    for (const group of others) group.push({ ...bundle, names: [bundle.advisory.id] })
    if (others.length === 0) groups.push([bundle])
  }
  return groups.map((group) => findingOf(one, group))
}

interface RecordOf {
  readonly advisory: Advisory
  /** All ids, its own first. */
  readonly names: readonly string[]
  readonly about: Advisory['affected']
}

const isCve = (id: string): boolean => id.startsWith('CVE-')

/** OSV lists no withdrawn ones; some databases write the year 1 for never. */
function isWithdrawn({ withdrawn = '' }: Advisory): boolean {
  return Date.parse(withdrawn) > 0 && Date.parse(withdrawn) <= Date.now()
}

function namesOf({ id, aliases = [], upstream = [] }: Advisory): string[] {
  return [...new Set([id, ...aliases, ...upstream, ...(id.startsWith('DEBIAN-CVE-') ? [id.slice(7)] : [])])]
}

/** An ecosystem without a suffix has all of its releases in it: `Debian:13` is within `Debian`. */
const isWithin = (ecosystem: string, whole: string): boolean => `${ecosystem}:`.startsWith(`${whole}:`)

function aboutOf({ id, affected }: Advisory, one: BilledPackage): Advisory['affected'] {
  const nameIn = (ecosystem: string, name: string): string =>
    ecosystem === 'PyPI' ? normalizedPython(name) : name
  const about = affected.filter(({ package: named }) => {
    if (named === undefined || nameIn(one.ecosystem, named.name) !== one.name) return false
    return isWithin(one.ecosystem, named.ecosystem) || isWithin(named.ecosystem, one.ecosystem)
  })
  if (about.length > 0) return about
  throw new RegistryError(`${id} is listed for ${one.name} of ${one.ecosystem}, and is not about it`)
}

function sharesName(group: readonly RecordOf[], { names }: RecordOf): boolean {
  return group.some((other) => other.names.some((name) => names.includes(name)))
}

/** Puts records together that share an id, directly or by others. */
function merge(records: readonly RecordOf[]): RecordOf[][] {
  let groups: RecordOf[][] = []
  for (const record of records) {
    const [same, others] = [true, false].map((wanted) =>
      groups.filter((group) => sharesName(group, record) === wanted),
    )
    groups = [...(others ?? []), [...(same ?? []).flat(), record]]
  }
  return groups
}

function findingOf(one: BilledPackage, group: readonly RecordOf[]): Finding {
  const names = [...new Set(group.flatMap((record) => record.names))]
  const [id = '', ...aliases] = names.sort((a, b) => order(a) - order(b) || (a < b ? -1 : 1))
  const vectors = group.flatMap(({ advisory, about }) =>
    [...(advisory.severity ?? []), ...about.flatMap(({ severity = [] }) => severity)].map(
      ({ score }) => score,
    ),
  )
  const words = group.flatMap(({ advisory, about }) => [
    advisory.database_specific?.severity ?? '',
    ...about.map(({ ecosystem_specific: own }) => own?.urgency ?? ''),
  ])
  const ranges = group.flatMap(({ about }) =>
    about.flatMap(({ ranges = [] }) =>
      ranges.filter(({ type }) => type !== 'GIT').map(({ events }) => events),
    ),
  )
  const { fixed, isUnknown } = fixesFor(one.version, ranges, orderOf(one.ecosystem))
  const summary = group.map(({ advisory }) => advisory.summary).find(Boolean) ?? ''
  return {
    id,
    aliases,
    package: one,
    ...rate(vectors, words),
    fixed,
    ...(isUnknown && { isFixUnknown: true }),
    summary: oneLine(summary, MAX_SUMMARY),
    url: `https://osv.dev/vulnerability/${group[0]?.advisory.id}`,
  }
}

/** CVEs first, then what most people know. */
function order(id: string): number {
  const at = ['CVE-', 'GHSA-', 'PYSEC-', 'DSA-', 'DLA-'].findIndex((start) => id.startsWith(start))
  return at < 0 ? 9 : at
}
