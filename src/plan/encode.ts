/** Encodes a plan as an output of a job. */
import { describeRule } from '../catalog/cells.ts'
import { ConfigurationError } from '../errors.ts'
import { FORMAT, type PlanOutput, type PlanOutputCell } from './output.ts'
import type { Plan, PlannedCell } from './plan.ts'

/** GitHub takes a megabyte of outputs of a job, counted as UTF-16; the matrix is another output. */
const LIMIT = 700_000

/** An input is a variable of the environment: execve(2) takes 128 KiB of each, with its name. */
const INPUT_LIMIT = 128 * 1024 - 'INPUT_PLAN=\0'.length

/** Whether a plan fits an input of the release entry; outputs may be larger than inputs. */
export function fitsInput(text: string): boolean {
  return Buffer.byteLength(text) <= INPUT_LIMIT
}

/**
 * Encodes a plan as JSON that fits an input of the release entry; for a large family long reasons are cut. A plan that
 * is too large even then is still a valid output.
 * @param made when the plan was made
 * @throws ConfigurationError when it is too large for an output of a job.
 */
export function encodePlan({ base, cells }: Plan, made = new Date()): string {
  let shortest = ''
  for (const length of [400, 200, 100, 50, 25]) {
    const output: PlanOutput = {
      format: FORMAT,
      planned: made.toISOString(),
      base: { name: base.name, digest: base.digest },
      cells: cells.map((planned) => outputCell(planned, length)),
    }
    shortest = JSON.stringify(output)
    if (fitsInput(shortest)) return shortest
  }
  if (shortest.length * 2 <= LIMIT) return shortest
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
    support,
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
