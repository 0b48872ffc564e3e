/** A catalog's statements on vulnerabilities (`vex`): what each status asks for, and when they are to be reviewed. */
import type { Fail, Path } from './document.ts'
import { own } from './names.ts'
import type { VexStatement } from './schema/policies.ts'
import type { Catalog } from './schema.ts'

export interface Stated extends VexStatement {
  /** Package URL, perhaps without a version. */
  readonly package: string
  readonly vulnerability: string
}

/** The statements in a fixed order, those on a version of a package before those on all. */
export function statementsOf({ vex }: Pick<Catalog, 'vex'>): Stated[] {
  const all = Object.entries(vex).flatMap(([name, byVulnerability]) =>
    Object.entries(byVulnerability).map(([vulnerability, statement]) => ({
      ...statement,
      package: name,
      vulnerability,
    })),
  )
  const key = (stated: Stated): string =>
    `${stated.package.includes('@') ? 0 : 1} ${stated.package} ${stated.vulnerability}`
  return all.sort((a, b) => (key(a) < key(b) ? -1 : 1))
}

/** Which keys a status may have beside it. */
const REASONS = {
  not_affected: ['justification', 'impact'],
  affected: ['action'],
  fixed: [],
  under_investigation: [],
} as const

/**
 * Calls `fail` with the first statement that OpenVEX 0.2.0 would not have ("Statement Fields" and "Note on justification
 * and impact_statement"): `not_affected` needs a justification or an impact statement, `affected` an action statement,
 * and these go with no other status.
 */
export function checkStatements(catalog: Catalog, fail: Fail): void {
  for (const stated of statementsOf(catalog)) {
    const path = ['vex', stated.package, stated.vulnerability]
    checkReasons(stated, path, fail)
    if (stated.shaded !== undefined && !stated.package.startsWith('pkg:maven/'))
      fail([...path, 'shaded'], 'only a jar, pkg:maven/…, has others in it')
    if (stated['review-by'] < stated.reviewed)
      fail([...path, 'review-by'], `it is before ${stated.reviewed}, when it was reviewed`)
  }
}

function checkReasons(stated: Stated, path: Path, fail: Fail): void {
  const { status, justification, impact, action } = stated
  const allowed: readonly string[] = REASONS[status]
  for (const key of ['justification', 'impact', 'action'] as const)
    if (stated[key] !== undefined && !allowed.includes(key))
      fail([...path, key], `it goes with ${key === 'action' ? 'affected' : 'not_affected'}, found ${status}`)
  if (status === 'not_affected' && justification === undefined && impact === undefined)
    fail(path, 'not_affected needs a justification, like vulnerable_code_not_present, or an impact in words')
  if (status === 'affected' && action === undefined)
    fail(path, 'affected needs an action: what those who run the image should do')
}

/** Statements whose review was due before a day, in words. */
export function overdueReviews(statements: readonly Stated[], now: Date): string[] {
  const today = now.toISOString().slice(0, 10)
  return statements
    .filter((stated) => stated['review-by'] < today)
    .map(
      (stated) =>
        `vex: ${stated.package}: ${stated.vulnerability}: its review was due by ${stated['review-by']} (${stated.author})`,
    )
}

/** Whether a package URL of a bill of materials, which has a version, is of a package that a catalog names. */
export function isPackage(named: string, purl: string): boolean {
  const [escaped = ''] = purl.split('?')
  const found = decodeURIComponent(escaped)
  return found === named || found.slice(0, found.lastIndexOf('@')) === named
}

/** The shipped statements without those that a user's file makes itself: nobody's reasons are mixed with another's. */
export function withoutRestated(
  shipped: Catalog['vex'],
  user: Readonly<Record<string, unknown>>,
): Catalog['vex'] {
  return Object.fromEntries(
    Object.entries(shipped).map(([name, statements]) => {
      const restated = Object(own(user, name))
      return [
        name,
        Object.fromEntries(Object.entries(statements).filter(([key]) => !Object.hasOwn(restated, key))),
      ]
    }),
  )
}
