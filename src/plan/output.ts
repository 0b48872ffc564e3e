/** The plan as one job hands it to another: encoded by the plan entry, decoded by the release entry. */
import * as z from 'zod/mini'
import { describeRule } from '../catalog/cells.ts'
import { ID } from '../catalog/names.ts'
import { ConfigurationError } from '../errors.ts'
import type { Plan, PlannedCell } from './plan.ts'

/** Raised when older versions of the action could misunderstand a plan. */
const FORMAT = 1

const hex = z.string().check(z.regex(/^[0-9a-f]{64}$/))
const digest = z.string().check(z.regex(/^sha256:[0-9a-f]{64}$/))
const id = z.string().check(z.regex(ID))
const platform = z.string().check(z.regex(/^[a-z0-9]+\/[a-z0-9]+(?:\/[a-z0-9]+)?$/))
/** distribution-spec, "Pulling manifests". */
const tag = z.string().check(z.regex(/^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$/))

const what = (description: string): z.core.$ZodCheck<unknown> => z.describe(description)

/** The output `plan`; docs/plan.schema.json is made from it. */
export const planSchema = z.object({
  format: z.literal(FORMAT).check(what('Raised when the meaning of a key changes')),
  planned: z.optional(
    z.iso
      .datetime()
      .check(what('When the plan was made, in UTC: a release refuses a plan older than what was released')),
  ),
  base: z
    .object({ name: z.string(), digest })
    .check(what('The base image that all cells are built on: name as the catalog has it, and digest')),
  cells: z.array(
    z.object({
      cell: id.check(what('Cell id, like 4.1.1-baseline')),
      version: id.check(what('Spark version, like 4.1.1')),
      series: z.string().check(what('Feature version, like 4.1')),
      variant: id,
      platform: platform.check(what('OCI platform, like linux/amd64')),
      fingerprint: hex.check(what('Hash over all that determines the content of the cell')),
      testsFingerprint: hex.check(what('Hash over all that tests the cell')),
      tag: tag.check(what('Staging tag: what a build of this fingerprint pushes')),
      verdict: z.enum(['build', 'unchanged', 'excluded']),
      reason: z.string().check(what('Why, in words; long ones are cut')),
      digest: z.optional(
        digest.check(what('Of an unchanged cell: the image manifest that the staging tag names')),
      ),
      excluded: z.optional(
        z
          .enum(['rule', 'filter'])
          .check(what('Of an excluded cell: by a rule of the catalog, or because it was not asked for')),
      ),
      support: z.optional(
        z
          .object({ level: z.enum(['supported', 'experimental', 'unsupported']), reason: z.string() })
          .check(what("What the catalog's rules say of this combination; the least of them is the level")),
      ),
    }),
  ),
})

/** A plan as one job tells it to another: the output `plan`. */
export type PlanOutput = z.infer<typeof planSchema>
export type PlanOutputCell = PlanOutput['cells'][number]

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

/**
 * Parses what encodePlan() gave.
 * @throws ConfigurationError that says what is missing or not valid.
 */
export function decodePlan(text: string): PlanOutput {
  if (text.trim() === '') {
    throw new ConfigurationError(
      'the input plan is empty: give it the output "plan" of the plan entry. GitHub drops an output that holds a secret: keep the registry and the image name out of your secrets',
    )
  }
  let content: unknown
  try {
    content = JSON.parse(text)
  } catch (cause) {
    throw new ConfigurationError('the input plan is not JSON: give it the output "plan" of the plan entry', {
      cause,
    })
  }
  const format = (content as { format?: unknown } | null)?.format
  if (format !== undefined && format !== FORMAT) {
    throw new ConfigurationError(
      `the input plan has format ${JSON.stringify(format)}, this version of the action knows ${FORMAT}: use one version for all entries`,
    )
  }
  const parsed = planSchema.safeParse(content)
  if (!parsed.success) {
    const path = parsed.error.issues[0]?.path.join('.') || 'its top'
    throw new ConfigurationError(
      `the input plan is not what the plan entry gives: ${path} is missing or not valid`,
    )
  }
  const seen = new Set<string>()
  for (const { cell, platform } of parsed.data.cells) {
    const key = `${cell} for ${platform}`
    if (seen.has(key)) throw new ConfigurationError(`the input plan has ${key} twice`)
    seen.add(key)
  }
  return parsed.data
}
