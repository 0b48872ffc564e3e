/** What a release is of, from a plan, the catalog that it must be of and the inputs. */
import { cellsOf } from '../catalog/cells.ts'
import type { Catalog } from '../catalog/schema.ts'
import { ConfigurationError } from '../errors.ts'
import type { PlanOutput } from '../plan/output.ts'
import { fingerprintCells } from '../plan/plan.ts'
import { readImages } from '../plan/sources.ts'
import { familyOf } from './family.ts'
import type { ReleaseRequest } from './release.ts'

/** A plan may be so much ahead of the clock of the machine that releases it, in ms. */
const MAX_AHEAD = 5 * 60_000

/**
 * @param images the images folder that the plan was made from
 * @param override aliases, or globs over them, that may be taken over or go back
 * @throws ConfigurationError when the plan is not one of this catalog, or of no time that it can be of.
 */
export function prepareRelease(
  plan: PlanOutput,
  catalog: Catalog,
  images: string,
  { partial, override, now }: { partial: boolean; override: readonly string[]; now: Date },
): ReleaseRequest {
  if (catalog.aliases.length === 0) {
    throw new ConfigurationError('the catalog has no aliases: there is nothing that a release could move')
  }
  const base = { ...plan.base, reference: `${plan.base.name}@${plan.base.digest}` }
  const cells = cellsOf(catalog)
  return {
    family: familyOf(plan, fingerprintCells(cells, catalog, readImages(images), base), partial),
    aliases: catalog.aliases,
    versions: new Set(Object.keys(catalog.versions)),
    growth: new Map(
      cells.flatMap(({ id, budget: { growth } }) => (growth === undefined ? [] : [[id, growth] as const])),
    ),
    planned: checkTime(plan.planned, now),
    override,
  }
}

function checkTime(planned: string | undefined, now: Date): string {
  const time = Date.parse(planned ?? '')
  if (planned === undefined || Number.isNaN(time)) {
    throw new ConfigurationError(
      'nothing was moved: the plan does not say when it was made: use one version of the action for plan and release, and plan again',
    )
  }
  if (time - now.getTime() <= MAX_AHEAD) return planned
  throw new ConfigurationError(
    `nothing was moved: the plan says that it was made at ${planned}, and this machine's clock is at ${now.toISOString()}: set the clock that is wrong, of the machine that planned or of this one, and plan again`,
  )
}
