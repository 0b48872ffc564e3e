/** The outputs of the plan entry: `plan`, decoded by the release entry, and `matrix`, read back by the build entry. */
import * as z from 'zod/mini'
import { describeRule } from '../catalog/cells.ts'
import { ID } from '../catalog/names.ts'
import { ConfigurationError } from '../errors.ts'
import { shorten } from '../text.ts'
import type { Rebuild } from './filters.ts'
import { stateDigest } from './fingerprint.ts'
import { baseOf, type Plan, type PlannedCell } from './plan.ts'
import { archiveState } from './record.ts'

/** Raised when older versions of the action could misunderstand a plan. */
const FORMAT = 2

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
  bases: z
    .record(id, z.object({ name: z.string(), digest }))
    .check(
      what('The base images that cells are built on, by runtime: name as the catalog has it, and digest'),
    ),
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
      archive: z.optional(
        z
          .string()
          .check(z.regex(/^[0-9a-f]{12}$/))
          .check(
            what(
              "Of a cell with outdated packages: hash over the state of Debian's archive that its new image is of",
            ),
          ),
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
 * @throws ConfigurationError when it is too large for an output of a job.
 */
export function encodePlan({ bases, cells }: Plan, made = new Date()): string {
  let shortest = ''
  for (const length of [400, 200, 100, 50, 25]) {
    shortest = JSON.stringify({
      format: FORMAT,
      planned: made.toISOString(),
      bases: Object.fromEntries(
        Object.entries(bases).map(([runtime, { name, digest }]) => [runtime, { name, digest }]),
      ),
      cells: cells.map((planned) => outputCell(planned, length)),
    } satisfies PlanOutput)
    if (fitsInput(shortest)) return shortest
  }
  if (shortest.length * 2 <= LIMIT) return shortest
  throw new ConfigurationError(
    `the plan of ${cells.length} cells is larger than an output of a job may be: plan fewer versions, variants or platforms at once`,
  )
}

function outputCell({ cell, verdict, ...target }: PlannedCell, length: number): PlanOutputCell {
  const level = (['unsupported', 'experimental', 'supported'] as const).find((one) =>
    cell.rules.some(({ support }) => support === one),
  )
  return {
    cell: cell.id,
    version: cell.version,
    series: cell.series,
    variant: cell.variant,
    platform: cell.platform,
    fingerprint: target.fingerprint,
    testsFingerprint: target.testsFingerprint,
    tag: target.tag,
    verdict: verdict.kind,
    reason: shorten(verdict.reason, length),
    digest: verdict.kind === 'unchanged' ? verdict.published.digest : undefined,
    excluded: verdict.kind === 'excluded' ? verdict.by : undefined,
    archive:
      verdict.kind === 'build' && verdict.anew && target.archive ? stateDigest(target.archive) : undefined,
    support: level && { level, reason: shorten(cell.rules.map(describeRule).join('; '), length) },
  }
}

/** Parses what encodePlan() gave. @throws ConfigurationError that says what is missing or not valid. */
export function decodePlan(text: string): PlanOutput {
  if (text.trim() === '') {
    throw new ConfigurationError(
      'the input plan is empty: give it the output "plan" of the plan entry. GitHub drops an output that holds a secret: keep the registry and the image name out of your secrets',
    )
  }
  const content = parseJson(text, 'the input plan is not JSON: give it the output "plan" of the plan entry')
  const { format = FORMAT } = (content ?? {}) as Partial<PlanOutput>
  if (format !== FORMAT) {
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

function parseJson(text: string, problem: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new ConfigurationError(problem, { cause })
  }
}

/** One job of the build matrix: all that it needs to build the cell that was planned, and no other. */
const entrySchema = z.object({
  cell: id,
  version: z.string(),
  variant: z.string(),
  platform: z.string(),
  runner: z.string(),
  fingerprint: hex,
  base: z.string(),
  /** To be built even where the registry has it: with newer packages, or as the plan was asked to rebuild all. */
  anew: z.optional(z.boolean()),
  archive: archiveState,
})

type MatrixEntry = z.infer<typeof entrySchema>

/** https://docs.github.com/actions/reference/limits */
const MAX_JOBS = 256

/**
 * `strategy.matrix` of a workflow, with one entry for each cell to build. It names no image, because GitHub drops an
 * output that contains a secret, and some users keep their registry's name in one.
 * @param rebuild `all` has the jobs build what the registry holds, too.
 * @param also whether a cell that is not to be built has an entry, too.
 * @throws ConfigurationError when GitHub would refuse it.
 */
export function matrixOf(
  { cells, bases }: Plan,
  rebuild: Rebuild,
  also: (planned: PlannedCell) => boolean = () => false,
): { include: MatrixEntry[] } {
  const built = cells.filter((planned) => planned.verdict.kind === 'build' || also(planned))
  if (built.length > MAX_JOBS) {
    throw new ConfigurationError(
      `${built.length} cells are to be built, and a matrix has ${MAX_JOBS} jobs at most: plan fewer at once with versions, variants, platforms or only`,
    )
  }
  return {
    include: built.map(({ cell, fingerprint, archive, verdict }) => {
      const { name, digest } = baseOf(cell, bases)
      return {
        cell: cell.id,
        version: cell.version,
        variant: cell.variant,
        platform: cell.platform,
        runner: cell.runner,
        fingerprint,
        base: `${name}@${digest}`,
        anew: rebuild === 'all' || (verdict.kind === 'build' && verdict.anew) || undefined,
        archive,
      }
    }),
  }
}

/** A cell to build, as the build entry is told: a matrix entry in JSON, or just the cell's id. */
export type CellInput = { readonly id: string; readonly planned?: MatrixEntry }

/** Parses the `cell` input of the build entry. @throws ConfigurationError when it is neither. */
export function parseCellInput(text: string): CellInput {
  const value = text.trim()
  if (value === '' || value === 'null' || value === '{}') {
    throw new ConfigurationError(
      'the input cell is empty: run this step in a job whose matrix is the plan\'s output "matrix", or name a cell, like 4.1.1-baseline',
    )
  }
  if (!value.startsWith('{')) {
    if (ID.test(value)) return { id: value }
    throw new ConfigurationError(`${JSON.stringify(value)} is not a cell id: letters, digits and . _ - only`)
  }
  const parsed = entrySchema.safeParse(parseJson(value, 'the input cell starts with { but is not JSON'))
  if (parsed.success) return { id: parsed.data.cell, planned: parsed.data }
  const key = parsed.error.issues[0]?.path.join('.') ?? ''
  throw new ConfigurationError(
    `the input cell is not an entry of the plan's matrix: ${key} is missing or not valid`,
  )
}
