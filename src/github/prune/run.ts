/** What the prune entry does. */
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import * as core from '@actions/core'
import { ConfigurationError } from '../../errors.ts'
import { findPackages } from '../../prune/packages.ts'
import { prunePolicy } from '../../prune/policy.ts'
import { type PruneResult, prune } from '../../prune/prune.ts'
import { COLUMNS, headline, itemsJson, pruneTable, totals, warningsOf } from '../../prune/report.ts'
import { testPace } from '../../release/lease.ts'
import { table } from '../../table.ts'
import { findCatalog, info, openEntryFamily, summarize, warn } from '../entry.ts'
import { holder } from '../holder.ts'
import type { readInputs } from './inputs.ts'
import { pruneSummary } from './summary.ts'

type Inputs = ReturnType<typeof readInputs>

/** Tells what no tag and no release needs, and deletes it where it is asked to. */
export async function run(inputs: Inputs): Promise<void> {
  const { image, credentials, dryRun, publishing, env, token } = inputs
  if (!publishing.allowed && !dryRun)
    throw new ConfigurationError(
      `refused to delete: ${publishing.reason}. Name this event in publish-on to prune on it, or set dry-run`,
    )
  const now = new Date()
  await using family = await openEntryFamily(inputs, await findCatalog(inputs))
  const pace = testPace(env)
  const result = await prune(prunePolicy(inputs.limits, family.catalog, now), {
    image,
    client: { credentials, log: info, ...pace.client },
    times: pace.times,
    packages: findPackages(image, token, env),
    dryRun,
    by: holder(env),
    now,
    say: info,
  })
  await report(result, inputs)
}

async function report(result: PruneResult, { dryRun, workFolder }: Inputs): Promise<void> {
  const { rows, left } = pruneTable(result.items)
  const title = headline(result, dryRun)
  for (const line of [title, table(COLUMNS, rows), left].filter(Boolean)) info(line)
  const warnings = warningsOf(result)
  warn(warnings)
  const { count, kept, bytes } = totals(result)
  core.setOutput('count', count)
  core.setOutput('kept', kept)
  core.setOutput('bytes', bytes)
  const file = path.join(workFolder, 'spark-images-prune.json')
  await writeFile(file, JSON.stringify(itemsJson(result)))
  core.setOutput('report', file)
  await summarize(pruneSummary(title, result, warnings))
}
