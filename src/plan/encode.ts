import { describeRule } from '../catalog/cells.ts'
import { ConfigurationError } from '../errors.ts'
import type { PlanOutput, PlanOutputCell } from './output.ts'
import type { Plan, PlannedCell } from './plan.ts'

/** Raised when a reader of today could misunderstand what a writer of tomorrow means. */
export const FORMAT = 1

/** GitHub takes a megabyte of outputs of a job, counted as UTF-16; the matrix is another output. */
const LIMIT = 700_000

/** A plan as JSON, small enough for an output of a job: where the family is large, long reasons are cut. */
export function encodePlan({ base, cells }: Plan): string {
  for (const length of [400, 200, 100, 50]) {
    const output: PlanOutput = {
      format: FORMAT,
      base: { name: base.name, digest: base.digest },
      cells: cells.map((planned) => outputCell(planned, length)),
    }
    const text = JSON.stringify(output)
    if (text.length * 2 <= LIMIT) return text
  }
  throw new ConfigurationError(
    `the plan of ${cells.length} cells is larger than an output of a job may be: plan fewer versions, variants or platforms at once`,
  )
}

function outputCell(planned: PlannedCell, length: number): PlanOutputCell {
  const { cell, fingerprint, testsFingerprint, tag, verdict } = planned
  const support = supportOf(planned, length)
  return {
    cell: cell.id,
    version: cell.version,
    series: cell.series,
    variant: cell.variant,
    platform: cell.platform,
    fingerprint,
    testsFingerprint,
    tag,
    verdict: verdict.kind,
    reason: shorten(verdict.reason, length),
    ...(verdict.kind === 'unchanged' ? { digest: verdict.published.digest } : {}),
    ...(verdict.kind === 'excluded' ? { excluded: verdict.by } : {}),
    ...(support === undefined ? {} : { support }),
  }
}

function supportOf({ cell: { rules } }: PlannedCell, length: number): PlanOutputCell['support'] {
  const level = (['unsupported', 'experimental', 'supported'] as const).find((one) =>
    rules.some(({ support }) => support === one),
  )
  if (level === undefined) return undefined
  return { level, reason: shorten(rules.map(describeRule).join('; '), length) }
}

function shorten(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1)}…`
}
