/** The gate of a build: what its image may have that the released image of its cell does not. */
import type { Cell } from '../catalog/cells.ts'
import type { VulnerabilityPolicy } from '../catalog/schema/policies.ts'
import type { Catalog } from '../catalog/schema.ts'
import { statementsOf } from '../catalog/statements.ts'
import { ConfigurationError, messageOf, RegistryError } from '../errors.ts'
import type { Progress } from '../image/options.ts'
import type { Digest } from '../oci/digest.ts'
import type { Repository } from '../registry/repository.ts'
import { parseBill } from './bill.ts'
import { Osv, type OsvOptions } from './osv.ts'
import { releasedBefore, withBill } from './released.ts'
import { hasFailed, type Report, textOf, VulnerabilityError } from './report.ts'
import { type Named, scan } from './scan.ts'

export interface BuiltImage {
  readonly cell: Cell
  /** With its staging tag. */
  readonly image: string
  readonly digest: Digest
  /** Its bill of materials. */
  readonly spdx: Uint8Array
}

interface GateOptions {
  readonly policy: VulnerabilityPolicy
  readonly catalog: Pick<Catalog, 'aliases' | 'vex'>
  /** Where released images are; undefined to compare with none. */
  readonly released: Repository | undefined
  readonly progress: Pick<Progress, 'info' | 'warning'>
  readonly osv?: OsvOptions
}

/**
 * What OSV knows of an image that is about to be pushed; undefined if nobody could say and the policy lets it pass.
 * @throws VulnerabilityError when the image fails by the policy.
 * @throws ConfigurationError when nobody could say, and the policy is to fail then.
 */
export async function checkVulnerabilities(
  built: BuiltImage,
  options: GateOptions,
): Promise<Report | undefined> {
  const { policy, progress } = options
  const image = `${built.image}@${built.digest}`
  let report: Report | undefined
  try {
    using osv = new Osv(policy.url, { log: progress.info, ...options.osv })
    const bill = parseBill(built.spdx, built.digest)
    const against = await findReleased(built.cell, options)
    report = (await scan([{ image, bill, against }], policy, osv, statementsOf(options.catalog)))[0]
  } catch (error) {
    if (!(error instanceof RegistryError)) throw error
    const problem = `the vulnerabilities of ${built.cell.id} are not known: ${messageOf(error)}`
    if (policy.unreachable === 'fail')
      throw new ConfigurationError(
        `${problem}. vulnerabilities.unreachable: warn in the catalog would let it pass`,
      )
    progress.warning(problem)
  }
  if (report === undefined) return undefined
  progress.info(textOf(report))
  if (hasFailed(report)) throw new VulnerabilityError(report)
  return report
}

async function findReleased(
  cell: Cell,
  { catalog, released, progress }: GateOptions,
): Promise<Named | undefined> {
  if (released === undefined) return undefined
  for (const found of await releasedBefore(cell, catalog, released)) {
    const named = await withBill(found, progress.warning)
    if (named !== undefined) return named
  }
  return undefined
}
