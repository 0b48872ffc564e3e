/** What the plan entry does. */
import * as core from '@actions/core'
import { cellsOf } from '../../catalog/cells.ts'
import type { ImageName } from '../../oci/reference.ts'
import { resolveBase } from '../../plan/base.ts'
import { resolveFilters } from '../../plan/filters.ts'
import { matrixOf } from '../../plan/matrix.ts'
import { encodePlan, fitsInput } from '../../plan/output.ts'
import type { Plan } from '../../plan/plan.ts'
import { preparePlan } from '../../plan/prepare.ts'
import type { Credentials } from '../../registry/http/credentials.ts'
import type { Repository } from '../../registry/repository.ts'
import { info, summarize, warn } from '../entry.ts'
import { findCatalog, openEntryFamily } from '../family.ts'
import type { PlanInputs } from './inputs.ts'
import { previewMoves } from './preview.ts'
import { experimentalRules, planSummary } from './summary.ts'

const TOO_LARGE =
  'the output plan is larger than an input of the release entry may be (128 KiB): to release this family, plan fewer cells at once'

/** Plans the family: sets the outputs, and says in the log and the summary what is to be built and why. */
export async function run(inputs: PlanInputs): Promise<void> {
  const { image, credentials, rebuild, publishing } = inputs
  await using family = await openEntryFamily(inputs, await findCatalog(inputs))
  const catalog = { ...family.catalog, experimental: inputs.experimental ?? family.catalog.experimental }
  const selection = resolveFilters(cellsOf(catalog), inputs.filters)
  const repository = rebuild === 'all' ? undefined : await openRepository(image, credentials)
  const base = await resolveBase(inputs.base || catalog.base)
  const plan = await preparePlan({ catalog, images: family.images, base, selection, repository })
  const matrix = matrixOf(plan, rebuild)
  const output = encodePlan(plan)

  core.setOutput('matrix', JSON.stringify(matrix))
  core.setOutput('count', matrix.include.length)
  core.setOutput('changed', matrix.include.length > 0)
  core.setOutput('plan', output)
  core.setOutput('publish', publishing.allowed)
  core.setOutput('publish-reason', publishing.reason)
  for (const { cell, tag, verdict } of plan.cells) {
    info([cell.id, cell.platform, verdict.kind, verdict.reason, tag].join('  '))
  }
  warn([...(fitsInput(output) ? [] : [TOO_LARGE]), ...warningsOf(plan)])
  info(publishing.reason)
  const preview = publishing.allowed ? undefined : await previewMoves(plan, catalog.aliases, repository, info)
  await summarize(planSummary(plan, publishing, preview))
}

/** Loads what talks to registries only now: a run that asks none starts in half the time. */
async function openRepository(image: ImageName, credentials: Credentials | undefined): Promise<Repository> {
  const registry = await import('../../registry/repository.ts')
  return registry.openRepository(image, { credentials })
}

/** What one must know though nothing failed: each rule on what is to be built, once. */
function warningsOf({ refused, cells }: Plan): string[] {
  const built = cells.filter(({ verdict }) => verdict.kind === 'build')
  const rules = [...experimentalRules(built)].map(([rule, held]) => {
    const ids = new Set(held.map(({ cell }) => cell.id))
    return `experimental: ${[...ids].join(', ')}: ${rule}`
  })
  if (refused === undefined) return rules
  return [`nothing of the registry can be read, so all is to be built: ${refused}`, ...rules]
}
