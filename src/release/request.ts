/** What a release is of: what the catalog says of the cells of a plan. */
import { cellsOf } from '../catalog/cells.ts'
import { own } from '../catalog/names.ts'
import type { Alias, Catalog, Rule } from '../catalog/schema.ts'
import { ConfigurationError } from '../errors.ts'
import type { PlanOutput, PlanOutputCell } from '../plan/output.ts'
import { type FingerprintedCell, fingerprintCells } from '../plan/plan.ts'
import { readImages } from '../plan/sources.ts'

/** A plan may be so much ahead of the clock of the machine that releases it, in ms. */
const MAX_AHEAD = 5 * 60_000

/** Items that a message lists. */
const LISTED = 20

export interface ReleaseRequest {
  readonly family: readonly StagedCell[]
  readonly aliases: readonly Alias[]
  readonly versions: ReadonlySet<string>
  /** Compressed bytes that an image may have grown by since the release before, by cell id. */
  readonly growth: ReadonlyMap<string, number>
  /** When the plan was made, an ISO 8601 time in UTC. */
  readonly planned: string
  /** Aliases, or globs over them, that may be taken over or go to a lower version. */
  readonly override: readonly string[]
}

/** A cell of a release for one platform: what its build pushes, and the digest where the plan found it built. */
export type StagedCell = Omit<PlanOutputCell, 'verdict' | 'reason' | 'excluded' | 'support'>

/**
 * The release that a plan, the catalog and images folder that it must be of, and the inputs ask for.
 * @param inputs.partial whether the plan may have been asked for a part of the family
 * @throws ConfigurationError when the plan is not one of this catalog, or of no time that it can be of.
 */
export function prepareRelease(
  plan: PlanOutput,
  catalog: Catalog,
  images: string,
  inputs: { readonly partial: boolean; readonly override: readonly string[]; readonly now: Date },
): ReleaseRequest {
  if (catalog.aliases.length === 0) {
    throw new ConfigurationError('the catalog has no aliases: there is nothing that a release could move')
  }
  const cells = cellsOf(catalog)
  const bases = Object.fromEntries(
    Object.entries(plan.bases).map(([runtime, base]) => [
      runtime,
      { ...base, reference: `${base.name}@${base.digest}` },
    ]),
  )
  const left = cells.find(({ runtime }) => own(bases, runtime) === undefined)
  if (left !== undefined)
    throw new ConfigurationError(
      `nothing was moved: the plan has no base image of ${left.runtime}, which ${left.id} is for: plan and release with one catalog`,
    )
  return {
    family: familyOf(plan, fingerprintCells(cells, catalog, readImages(images), bases), inputs.partial),
    aliases: catalog.aliases,
    versions: new Set(Object.keys(catalog.versions)),
    growth: new Map(cells.map(({ id, budget: { growth = Number.POSITIVE_INFINITY } }) => [id, growth])),
    planned: checkTime(plan.planned, inputs.now),
    override: inputs.override,
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

/**
 * The cells of a release: all that the plan has, but for those that a rule of the catalog keeps out.
 * Of the plan only what was asked for is believed: all else is the catalog's, as its cells are here.
 * @throws ConfigurationError when the plan is of another catalog or version of the action, of a part of the
 *   family, or of a part of a cell's platforms.
 */
export function familyOf(plan: PlanOutput, targets: readonly FingerprintedCell[], partial: boolean) {
  const hasRule = ({ here }: Pair, support: Rule['support']) =>
    here.cell.rules.some((rule) => rule.support === support)
  const namesOf = (pairs: readonly Pair[]) => listed(pairs.map(({ planned }) => nameOf(planned)))
  const supported = pair(plan, targets).filter((each) => !hasRule(each, 'unsupported'))
  // The plan entry's input decides on the experimental cells, on all alike.
  const experimental = supported.filter((each) => hasRule(each, 'experimental'))
  const areOut = experimental.every(({ planned }) => planned.excluded === 'rule')
  const whole = areOut ? supported.filter((each) => !experimental.includes(each)) : supported
  const left = whole.filter(({ planned }) => planned.verdict === 'excluded')
  const family = whole.filter((each) => !left.includes(each))
  // A cell's tags name all of its platforms: of a part of them is no release, not even a partial one.
  const torn = left.filter((each) => family.some(({ planned }) => planned.cell === each.planned.cell))
  if (torn.length > 0) {
    const platforms = [...new Set(torn.map(({ planned }) => planned.platform))].join(', ')
    throw new ConfigurationError(
      `nothing was moved: tags would lose a platform: the plan leaves out ${namesOf(torn)}, and takes others of the same cells; plan without the input platforms, or take ${platforms} out of the catalog`,
    )
  }
  if (left.length > 0 && !partial) {
    throw new ConfigurationError(
      `nothing was moved: the plan leaves out ${left.length} of ${whole.length} cells (${namesOf(left)}), and a release is of the whole family: plan all of it, or set partial: true to release the rest`,
    )
  }
  if (family.length === 0) throw new ConfigurationError('nothing was moved: the plan has no cell to release')
  return family.map(({ planned: { digest }, here: { cell, fingerprint, testsFingerprint, tag } }) => {
    const { id, version, series, variant, platform } = cell
    return { cell: id, version, series, variant, platform, fingerprint, testsFingerprint, tag, digest }
  })
}

/** A cell as the plan has it, and as the catalog has it here. */
type Pair = ReturnType<typeof pair>[number]

/** @throws ConfigurationError for a plan of another catalog or version of it: its cells or fingerprints differ. */
function pair(plan: PlanOutput, targets: readonly FingerprintedCell[]) {
  const advice = 'give plan, build and release the same catalog and version of the action'
  const rest = new Map(targets.map((here) => [nameOf({ ...here.cell, cell: here.cell.id }), here]))
  const unknown: string[] = []
  const pairs = plan.cells.flatMap((planned) => {
    const here = rest.get(nameOf(planned))
    rest.delete(nameOf(planned))
    if (here !== undefined) return [{ planned, here }]
    unknown.push(nameOf(planned))
    return []
  })
  if (unknown.length > 0 || rest.size > 0) {
    const parts = [
      unknown.length === 0 ? '' : `it has ${listed(unknown)}`,
      rest.size === 0 ? '' : `it lacks ${listed([...rest.keys()])}`,
    ]
    throw new ConfigurationError(
      `nothing was moved: the plan is of another catalog: ${parts.filter(Boolean).join(', and ')}; ${advice}`,
    )
  }
  const other = pairs.find(({ planned, here }) => here.fingerprint !== planned.fingerprint)
  if (other === undefined) return pairs
  const [then, now] = [other.planned, other.here].map(({ fingerprint }) => fingerprint.slice(0, 12))
  throw new ConfigurationError(
    `nothing was moved: ${nameOf(other.planned)} was planned with fingerprint ${then} and has ${now} here; ${advice}`,
  )
}

export function nameOf({ cell, platform }: Pick<StagedCell, 'cell' | 'platform'>): string {
  return `${cell} for ${platform}`
}

/** The first of some items, and how many more there are. */
export function listed(items: readonly string[], separator = ', '): string {
  const more = items.length - LISTED
  return [...items.slice(0, LISTED), ...(more > 0 ? [`${more} more`] : [])].join(separator)
}
