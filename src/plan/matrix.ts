import type { MatrixEntry } from './input.ts'
import type { Plan } from './plan.ts'

/** GitHub's own runners by platform. */
const RUNNERS: Readonly<Record<string, string>> = {
  'linux/amd64': 'ubuntu-24.04',
  'linux/arm64': 'ubuntu-24.04-arm',
}

/** `strategy.matrix` of a workflow, with one entry for each cell to build. */
export function matrixOf(plan: Plan): { include: MatrixEntry[] } {
  const built = plan.cells.filter(({ verdict }) => verdict.kind === 'build')
  return {
    include: built.map(({ cell, fingerprint }) => ({
      cell: cell.id,
      version: cell.version,
      variant: cell.variant,
      platform: cell.platform,
      runner: RUNNERS[cell.platform] ?? 'ubuntu-24.04',
      fingerprint,
      base: `${plan.base.name}@${plan.base.digest}`,
    })),
  }
}
