import { cellsOf } from '../catalog/cells.ts'
import type { Catalog } from '../catalog/schema.ts'
import { ConfigurationError } from '../errors.ts'
import type { PlanOutput, PlanOutputCell } from '../plan/output.ts'
import { fingerprintCells } from '../plan/plan.ts'
import { readImages } from '../plan/sources.ts'
import { familyOf } from './family.ts'

/** What images may have grown by since the release before, in bytes, by cell id; see checkGrowth(). */
export function growthLimits(catalog: Catalog): ReadonlyMap<string, number> {
  return new Map(
    cellsOf(catalog).flatMap(({ id, budget: { growth } }) => (growth === undefined ? [] : [[id, growth]])),
  )
}

/**
 * The cells of a release, from a plan and the catalog that it must be of; see familyOf().
 * @param images the images folder that the plan was made from
 */
export function prepareFamily(
  plan: PlanOutput,
  catalog: Catalog,
  images: string,
  partial: boolean,
): readonly PlanOutputCell[] {
  if (catalog.aliases.length === 0) {
    throw new ConfigurationError('the catalog has no aliases: there is nothing that a release could move')
  }
  const base = { ...plan.base, reference: `${plan.base.name}@${plan.base.digest}` }
  return familyOf(plan, fingerprintCells(cellsOf(catalog), catalog, readImages(images), base), partial)
}
