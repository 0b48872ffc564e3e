/** The build matrix of a plan: made by the plan entry, and read back, entry by entry, by the build entry. */
import * as z from 'zod/mini'
import { ID } from '../catalog/names.ts'
import { ConfigurationError } from '../errors.ts'
import type { Rebuild } from './filters.ts'
import type { Plan } from './plan.ts'

const hex = z.string().check(z.regex(/^[0-9a-f]{64}$/))

/** One job of the build matrix: all that it needs to build the cell that was planned, and no other. */
const entrySchema = z.object({
  cell: z.string().check(z.regex(ID)),
  version: z.string(),
  variant: z.string(),
  platform: z.string(),
  /** Label of a runner of the cell's platform. */
  runner: z.string(),
  fingerprint: hex,
  /** The base image with the digest that the plan found. */
  base: z.string(),
  /** To be built even where the registry has it: the plan was asked to rebuild all. */
  anew: z.optional(z.boolean()),
})

export type MatrixEntry = z.infer<typeof entrySchema>

/** A cell to build, as the build entry is told: a matrix entry in JSON, or just the cell's id. */
export type CellInput = { readonly id: string; readonly planned?: MatrixEntry }

/**
 * Parses the `cell` input of the build entry.
 * @throws ConfigurationError when it is neither.
 */
export function parseCellInput(text: string): CellInput {
  const value = text.trim()
  if (value === '' || value === 'null' || value === '{}') {
    throw new ConfigurationError(
      'the input cell is empty: run this step in a job whose matrix is the plan\'s output "matrix", or name a cell, like 4.1.1-baseline',
    )
  }
  if (!value.startsWith('{')) {
    if (!ID.test(value))
      throw new ConfigurationError(
        `${JSON.stringify(value)} is not a cell id: letters, digits and . _ - only`,
      )
    return { id: value }
  }
  let content: unknown
  try {
    content = JSON.parse(value)
  } catch (cause) {
    throw new ConfigurationError('the input cell starts with { but is not JSON', { cause })
  }
  const parsed = entrySchema.safeParse(content)
  if (!parsed.success) {
    const key = parsed.error.issues[0]?.path.join('.') ?? ''
    throw new ConfigurationError(
      `the input cell is not an entry of the plan's matrix: ${key} is missing or not valid`,
    )
  }
  return { id: parsed.data.cell, planned: parsed.data }
}

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
