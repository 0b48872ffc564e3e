/** What the plan entry does. */
import * as core from '@actions/core'
import { cellsOf } from '../../catalog/cells.ts'
import { withBases } from '../../catalog/runtimes.ts'
import type { Alias, Catalog } from '../../catalog/schema.ts'
import { overdueReviews, statementsOf } from '../../catalog/statements.ts'
import { isExpected, messageOf } from '../../errors.ts'
import { resolveFilters } from '../../plan/filters.ts'
import { encodePlan, fitsInput, matrixOf } from '../../plan/output.ts'
import type { Plan } from '../../plan/plan.ts'
import { preparePlan, resolveBases } from '../../plan/prepare.ts'
import type { Repository } from '../../registry/repository.ts'
import type { Move } from '../../release/moves.ts'
import { aliasName } from '../../release/record.ts'
import { findCatalog, info, openEntryFamily, summarize, warn } from '../entry.ts'
import type { readInputs } from './inputs.ts'
import { experimentalRules, planSummary } from './summary.ts'

/** Plans the family: sets the outputs, and says in the log and the summary what is to be built and why. */
export async function run(inputs: ReturnType<typeof readInputs>): Promise<void> {
  const { image, credentials, rebuild, publishing } = inputs
  await using family = await openEntryFamily(inputs, await findCatalog(inputs))
  const { experimental = family.catalog.experimental } = inputs
  const catalog = withBases({ ...family.catalog, experimental }, inputs.base)
  const cells = cellsOf(catalog)
  const selection = resolveFilters(cells, inputs.filters)
  // What talks to registries is loaded only where one is asked: a run that asks none starts in half the time.
  const registry = rebuild === 'all' ? undefined : await import('../../registry/repository.ts')
  const repository = registry?.openRepository(image, { credentials })
  const bases = await resolveBases(cells)
  const request = { cells, catalog, images: family.images, bases, selection, repository }
  const plan = await preparePlan({ ...request, outdated: rebuild === 'outdated' })
  const matrix = matrixOf(plan, rebuild)
  const output = encodePlan(plan)
  const unreleased = inputs.unreleased ? await findUnreleased(plan, catalog, repository) : new Set<string>()

  core.setOutput('matrix', JSON.stringify(matrix))
  core.setOutput('count', matrix.include.length)
  core.setOutput('changed', matrix.include.length > 0)
  if (inputs.unreleased) {
    const { include } = matrixOf(
      plan,
      rebuild,
      ({ verdict }) => verdict.kind === 'unchanged' && unreleased.has(verdict.published.digest),
    )
    core.setOutput('unreleased', JSON.stringify({ include }))
    core.setOutput('unreleased-count', include.length)
  }
  core.setOutput('plan', output)
  core.setOutput('publish', publishing.allowed)
  core.setOutput('publish-reason', publishing.reason)
  for (const { cell, tag, verdict } of plan.cells) {
    info([cell.id, cell.platform, verdict.kind, verdict.reason, tag].join('  '))
  }
  warn([...warningsOf(plan, output), ...overdueReviews(statementsOf(catalog), new Date())])
  info(publishing.reason)
  const preview = publishing.allowed ? undefined : await previewMoves(plan, catalog.aliases, repository)
  await summarize(planSummary(plan, publishing, preview))
}

/** Digests that the registry holds of unchanged cells and no release tag of theirs names, as an earlier run did not release them. */
async function findUnreleased(
  plan: Plan,
  { aliases }: Pick<Catalog, 'aliases'>,
  repository: Repository | undefined,
): Promise<Set<string>> {
  const unchanged = plan.cells.flatMap(({ cell, verdict }) =>
    verdict.kind === 'unchanged' ? [{ cell, digest: verdict.published.digest }] : [],
  )
  if (repository === undefined || unchanged.length === 0) return new Set()
  const { releasedImages } = await import('../../vulnerabilities/released.ts')
  const released = await releasedImages(
    unchanged.map(({ cell }) => cell),
    { aliases },
    repository,
  )
  const digests = new Set(unchanged.map(({ digest }) => digest))
  for (const { digest } of released) digests.delete(digest)
  return digests
}

/** What one must know though nothing failed: each rule on what is to be built, once. */
function* warningsOf({ refused, cells, warnings = [] }: Plan, output: string): Generator<string> {
  yield* warnings
  if (!fitsInput(output))
    yield 'the output plan is larger than an input of the release entry may be (128 KiB): to release this family, plan fewer cells at once'
  if (refused !== undefined) yield `nothing of the registry can be read, so all is to be built: ${refused}`
  const built = cells.filter(({ verdict }) => verdict.kind === 'build')
  for (const [rule, held] of experimentalRules(built)) {
    const ids = new Set(held.map(({ cell }) => cell.id))
    yield `experimental: ${[...ids].join(', ')}: ${rule}`
  }
}

/**
 * What a release of a plan would move, also in the log; undefined without a registry that can be asked. A plan does not
 * fail on it: a repository beside the images' own may refuse us.
 */
export async function previewMoves(
  plan: Plan,
  aliases: readonly Alias[],
  repository: Repository | undefined,
  say = info,
): Promise<Move[] | undefined> {
  if (repository === undefined || plan.refused !== undefined) return undefined
  // Loaded only now: a plan that publishes starts faster without it.
  const { preview } = await import('../../release/preview.ts')
  try {
    const moves = await preview(plan, aliases, new Date(), repository)
    for (const { cell, reason, ...alias } of moves)
      say(`a release of this plan would move ${aliasName(alias)} to ${cell}: ${reason}`)
    return moves
  } catch (error) {
    if (!isExpected(error)) throw error
    say(`which tags a release of this plan would move is not known: ${messageOf(error)}`)
    return undefined
  }
}
