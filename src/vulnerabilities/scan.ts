/** Scans images by their bills of materials: values in, and OSV's answers. */
import type { VulnerabilityPolicy } from '../catalog/schema/policies.ts'
import type { Stated } from '../catalog/statements.ts'
import type { Bill } from './bill.ts'
import { findVulnerabilities } from './findings.ts'
import type { Osv } from './osv.ts'
import { assess } from './policy.ts'
import type { Report } from './report.ts'

export interface Named {
  /** As reports name it. */
  readonly image: string
  readonly bill: Bill
}

export interface Subject extends Named {
  /** The image to compare it with, if there is one. */
  readonly against?: Named
}

/**
 * A report of each image. Both an image and the one that it is compared with are looked up now: what was found in the
 * meantime is known of both.
 * @throws RegistryError when OSV gives no answer, or one that is not understood.
 */
export async function scan(
  subjects: readonly Subject[],
  policy: VulnerabilityPolicy,
  osv: Osv,
  statements: readonly Stated[] = [],
): Promise<Report[]> {
  const started = new Date()
  const bills = subjects.flatMap(({ bill, against }) =>
    against === undefined ? [bill] : [bill, against.bill],
  )
  const found = await findVulnerabilities(bills, osv)
  const findings = (bill: Bill) => found[bills.indexOf(bill)] ?? []
  const finished = new Date()
  return subjects.map(({ image, bill, against }) => {
    const before = against && { bill: against.bill, findings: findings(against.bill) }
    const { packages, unnamed } = bill
    const assessed = assess({ bill, findings: findings(bill) }, before, policy, statements)
    const names = { image, against: against?.image }
    return { ...names, packages: packages.length, unnamed, policy, findings: assessed, started, finished }
  })
}
