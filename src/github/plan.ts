import { tmpdir } from 'node:os'
import * as core from '@actions/core'
import { cellsOf, describeRule } from '../catalog/cells.ts'
import type { Catalog } from '../catalog/schema.ts'
import { ConfigurationError } from '../errors.ts'
import { resolveBase } from '../plan/base.ts'
import { encodePlan, fitsInput } from '../plan/encode.ts'
import { parseRebuild, selectionOf } from '../plan/filters.ts'
import { matrixOf } from '../plan/matrix.ts'
import type { Plan } from '../plan/plan.ts'
import { preparePlan } from '../plan/prepare.ts'
import { familyInput, imageInput, listInput, repositoryInput, runEntry, summarize } from './entry.ts'
import { foreseenMoves } from './foreseen.ts'
import { info } from './log.ts'
import { planSummary } from './summary.ts'

/** GitHub shows so many of a kind for a step. */
const MAX_ANNOTATIONS = 10

const TOO_LARGE =
  'the output plan is larger than an input of the release entry may be (128 KiB): to release this family, plan fewer cells at once'

await runEntry(async () => {
  const rebuild = parseRebuild(core.getInput('rebuild') || 'changed')
  await using family = await familyInput(process.env.RUNNER_TEMP ?? tmpdir())
  const { images } = family
  const catalog = { ...family.catalog, experimental: experimentalInput() ?? family.catalog.experimental }
  const selection = selectionOf(cellsOf(catalog), {
    versions: listInput('versions'),
    variants: listInput('variants'),
    platforms: listInput('platforms'),
    only: listInput('only'),
  })
  const repository = rebuild === 'all' ? {} : { repository: await repositoryInput(imageInput()) }
  const base = await resolveBase(core.getInput('base') || catalog.base)
  const plan = await preparePlan({ catalog, images, base, selection, ...repository })
  const matrix = matrixOf(plan, rebuild)
  const output = encodePlan(plan)

  core.setOutput('matrix', JSON.stringify(matrix))
  core.setOutput('count', matrix.include.length)
  core.setOutput('changed', matrix.include.length > 0)
  core.setOutput('plan', output)
  for (const { cell, tag, verdict } of plan.cells) {
    info([cell.id, cell.platform, verdict.kind, verdict.reason, tag].join('  '))
  }
  const warnings = warningsOf(plan)
  if (!fitsInput(output)) warnings.unshift(TOO_LARGE)
  for (const warning of warnings.slice(0, MAX_ANNOTATIONS)) core.warning(warning)
  for (const warning of warnings.slice(MAX_ANNOTATIONS)) info(warning)
  const isPullRequest = /^pull_request/.test(process.env.GITHUB_EVENT_NAME ?? '')
  const foreseen = isPullRequest
    ? await foreseenMoves(plan, catalog.aliases, repository.repository, info)
    : undefined
  await summarize(planSummary(plan, { isPullRequest, foreseen }))
})

/** What one must know though nothing failed: each rule on what is to be built, once. */
function warningsOf({ refused, cells }: Plan): string[] {
  const experimental = new Map<string, string[]>()
  for (const { cell, verdict } of cells) {
    if (verdict.kind !== 'build') continue
    for (const rule of cell.rules.filter(({ support }) => support === 'experimental')) {
      const text = describeRule(rule)
      experimental.set(text, [...(experimental.get(text) ?? []), cell.id])
    }
  }
  return [
    ...(refused === undefined
      ? []
      : [`nothing of the registry can be read, so all is to be built: ${refused}`]),
    ...[...experimental].map(([text, ids]) => `experimental: ${[...new Set(ids)].join(', ')}: ${text}`),
  ]
}

/** What is to become of experimental cells; undefined to leave it to the catalog. */
function experimentalInput(): Catalog['experimental'] | undefined {
  const value = core.getInput('experimental')
  if (value === '') return undefined
  if (value === 'build' || value === 'exclude') return value
  throw new ConfigurationError(
    `the input experimental is ${JSON.stringify(value)}; allowed: build, exclude, or nothing for what the catalog says`,
  )
}
