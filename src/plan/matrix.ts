/** The build matrix of a plan. */
import { ConfigurationError } from '../errors.ts'
import type { Rebuild } from './filters.ts'
import type { MatrixEntry } from './input.ts'
import type { Plan } from './plan.ts'

/** https://docs.github.com/actions/reference/limits */
const MAX_JOBS = 256

/**
 * `strategy.matrix` of a workflow, with one entry for each cell to build. It names no image, because GitHub drops an
 * output that contains a secret, and some users keep their registry's name in one.
 * @param rebuild `all` has the jobs build what the registry holds, too.
 * @throws ConfigurationError when GitHub would refuse it.
 */
export function matrixOf(plan: Plan, rebuild: Rebuild): { include: MatrixEntry[] } {
  const built = plan.cells.filter(({ verdict }) => verdict.kind === 'build')
  if (built.length > MAX_JOBS) {
    throw new ConfigurationError(
      `${built.length} cells are to be built, and a matrix has ${MAX_JOBS} jobs at most: plan fewer at once with versions, variants, platforms or only`,
    )
  }
  return {
    include: built.map(({ cell, fingerprint }) => ({
      cell: cell.id,
      version: cell.version,
      variant: cell.variant,
      platform: cell.platform,
      runner: cell.runner,
      fingerprint,
      base: `${plan.base.name}@${plan.base.digest}`,
      ...(rebuild === 'all' ? { anew: true } : {}),
    })),
  }
}
