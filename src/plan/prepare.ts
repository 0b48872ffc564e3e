/** Makes a plan from the catalog, the images folder and the registry. */
import { cellsOf, exclusionOf } from '../catalog/cells.ts'
import type { Catalog } from '../catalog/schema.ts'
import type { Repository } from '../registry/repository.ts'
import { type BaseImage, type CellFilter, fingerprintCells, isSelected, type Plan, plan } from './plan.ts'
import { readImages } from './sources.ts'

/** What a plan is made of. */
export interface PlanRequest {
  readonly catalog: Catalog
  /** The images folder. */
  readonly images: string
  readonly base: BaseImage
  readonly selection: CellFilter
  /** Where to look for what is there; undefined to build whatever was asked for. */
  readonly repository?: Repository
}

/**
 * Makes a plan from the catalog, the images folder and what the registry holds.
 * @throws ConfigurationError when a file is missing or the registry can't be asked.
 */
export async function preparePlan({
  catalog,
  images,
  base,
  selection,
  repository,
}: PlanRequest): Promise<Plan> {
  const targets = fingerprintCells(cellsOf(catalog), catalog, readImages(images), base)
  if (repository === undefined) return plan(targets, base, selection, undefined)
  const wanted = targets.filter(({ cell }) => isSelected(cell, selection) && exclusionOf(cell) === undefined)
  const { readPublishedImages } = await import('./lookup.ts')
  return plan(targets, base, selection, await readPublishedImages(repository, wanted))
}
