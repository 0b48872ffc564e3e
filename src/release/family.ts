/** The cells of a release: what the catalog says of those that a plan has. */
import type { Cell } from '../catalog/cells.ts'
import type { Rule } from '../catalog/schema.ts'
import { ConfigurationError } from '../errors.ts'
import type { PlanOutput, PlanOutputCell } from '../plan/output.ts'
import type { FingerprintedCell } from '../plan/plan.ts'

/** Beyond so many, problems are counted and not listed. */
const LISTED = 20

/** A cell of a release for one platform: what its build pushes, and the digest where the plan found it built. */
export type StagedCell = Pick<
  PlanOutputCell,
  | 'cell'
  | 'version'
  | 'series'
  | 'variant'
  | 'platform'
  | 'fingerprint'
  | 'testsFingerprint'
  | 'tag'
  | 'digest'
>

/**
 * The cells of a release: all that the plan has, but for those that a rule of the catalog keeps out.
 * Of the plan only what was asked for is believed: all else is the catalog's.
 * @param targets the catalog's cells as they are here, with the plan's base image
 * @param partial whether the plan may have been asked for a part of the family
 * @throws ConfigurationError when the plan is of another catalog or version of the action, of a part of the
 *   family, or of a part of a cell's platforms.
 */
export function familyOf(
  plan: PlanOutput,
  targets: readonly FingerprintedCell[],
  partial: boolean,
): readonly StagedCell[] {
  checkOrigin(plan, targets)
  const here = new Map(targets.map(({ cell }) => [keyOf(cell), cell]))
  const hasRule = (planned: PlanOutputCell, support: Rule['support']): boolean =>
    here.get(keyOf(planned))?.rules.some((rule) => rule.support === support) ?? false
  const experimental = plan.cells.filter(
    (cell) => hasRule(cell, 'experimental') && !hasRule(cell, 'unsupported'),
  )
  // The plan entry's input decides on them, on all alike.
  const areExcluded = experimental.every(({ excluded }) => excluded === 'rule')
  const isOut = (cell: PlanOutputCell): boolean =>
    hasRule(cell, 'unsupported') || (areExcluded && experimental.includes(cell))
  const whole = plan.cells.filter((cell) => !isOut(cell))
  const left = whole.filter(({ verdict }) => verdict === 'excluded')
  const family = whole.filter(({ verdict }) => verdict !== 'excluded')
  checkPlatforms(family, left)
  if (left.length > 0 && !partial) {
    throw new ConfigurationError(
      `nothing was moved: the plan leaves out ${left.length} of ${whole.length} cells (${listed(left.map(nameOf), ', ')}), and a release is of the whole family: plan all of it, or set partial: true to release the rest`,
    )
  }
  if (family.length > 0) return stagedCells(family, targets)
  throw new ConfigurationError('nothing was moved: the plan has no cell to release')
}

/** The catalog's cells that a plan has, in the plan's order. */
function stagedCells(family: readonly PlanOutputCell[], targets: readonly FingerprintedCell[]): StagedCell[] {
  const here = new Map(targets.map((target) => [keyOf(target.cell), target]))
  return family.flatMap((planned) => {
    const target = here.get(keyOf(planned))
    if (target === undefined) return []
    const { cell, fingerprint, testsFingerprint, tag } = target
    const { id, version, series, variant, platform } = cell
    const { digest } = planned
    return [{ cell: id, version, series, variant, platform, fingerprint, testsFingerprint, tag, digest }]
  })
}

/** A cell's tags name all of its platforms: of a part of them is no release, not even a partial one. */
function checkPlatforms(family: readonly PlanOutputCell[], left: readonly PlanOutputCell[]): void {
  const released = new Set(family.map(({ cell }) => cell))
  const torn = left.filter(({ cell }) => released.has(cell))
  if (torn.length === 0) return
  const platforms = [...new Set(torn.map(({ platform }) => platform))].join(', ')
  throw new ConfigurationError(
    `nothing was moved: tags would lose a platform: the plan leaves out ${listed(torn.map(nameOf), ', ')}, and takes others of the same cells; plan without the input platforms, or take ${platforms} out of the catalog`,
  )
}

/** A plan of another catalog has other cells; of the same one in another version, other fingerprints. */
function checkOrigin(plan: PlanOutput, targets: readonly FingerprintedCell[]): void {
  const advice = 'give plan, build and release the same catalog and version of the action'
  const here = new Map(targets.map((target) => [keyOf(target.cell), target]))
  const planned = new Set(plan.cells.map(keyOf))
  const unknown = plan.cells.filter((cell) => !here.has(keyOf(cell)))
  const absent = targets.filter(({ cell }) => !planned.has(keyOf(cell)))
  if (unknown.length > 0 || absent.length > 0) {
    const parts = [
      unknown.length === 0 ? '' : `it has ${listed(unknown.map(nameOf), ', ')}`,
      absent.length === 0
        ? ''
        : `it lacks ${listed(
            absent.map(({ cell }) => nameOf(cell)),
            ', ',
          )}`,
    ]
    throw new ConfigurationError(
      `nothing was moved: the plan is of another catalog: ${parts.filter(Boolean).join(', and ')}; ${advice}`,
    )
  }
  const other = plan.cells.find((cell) => here.get(keyOf(cell))?.fingerprint !== cell.fingerprint)
  if (other === undefined) return
  const [then, now] = [other.fingerprint, here.get(keyOf(other))?.fingerprint ?? ''].map((print) =>
    print.slice(0, 12),
  )
  throw new ConfigurationError(
    `nothing was moved: ${nameOf(other)} was planned with fingerprint ${then} and has ${now} here; ${advice}`,
  )
}

type Named = { readonly platform: string } & (Pick<Cell, 'id'> | Pick<PlanOutputCell, 'cell'>)

const idOf = (cell: Named): string => ('id' in cell ? cell.id : cell.cell)

const keyOf = (cell: Named): string => `${idOf(cell)} ${cell.platform}`

/** A cell in messages. */
export function nameOf(cell: Named): string {
  return `${idOf(cell)} for ${cell.platform}`
}

/** Some of many. */
export function listed(items: readonly string[], separator: string): string {
  const more = items.length - LISTED
  return [...items.slice(0, LISTED), ...(more > 0 ? [`${more} more`] : [])].join(separator)
}
