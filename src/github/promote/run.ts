/** What the promote entry does. */
import * as core from '@actions/core'
import { ConfigurationError, messageOf } from '../../errors.ts'
import { decodePlan } from '../../plan/output.ts'
import { type PromoteResult, promote } from '../../promote/promote.ts'
import { sentencesOf } from '../../promote/report.ts'
import { testPace } from '../../release/lease.ts'
import { COLUMNS, movesJson, moveTable, warningsOf } from '../../release/report.ts'
import { prepareRelease, type ReleaseRequest } from '../../release/request.ts'
import { TransactionError } from '../../release/transaction.ts'
import { table } from '../../table.ts'
import { findCatalog, info, openEntryFamily, summarize, warn } from '../entry.ts'
import { holder } from '../holder.ts'
import { failedReleaseSummary, releaseSummary } from '../release/summary.ts'
import type { readInputs } from './inputs.ts'

type Inputs = ReturnType<typeof readInputs>

/** The heading of the summary. */
const TITLE = 'Spark images: promotion'

/** Promotes a release or the staged images of a plan, and reports every alias. */
export async function run(inputs: Inputs): Promise<void> {
  const { from, to, dryRun, publishing, override, env } = inputs
  const pace = testPace(env)
  const now = new Date()
  let result: PromoteResult
  try {
    if (!publishing.allowed && !dryRun && to.image !== undefined) {
      throw new ConfigurationError(
        `refused to promote: ${publishing.reason}. Name this event in publish-on to promote on it, or set dry-run`,
      )
    }
    const client = { log: info, ...pace.client }
    result = await promote({
      from,
      fromClient: { ...client, credentials: inputs.fromCredentials },
      to,
      client: { ...client, credentials: inputs.credentials },
      times: pace.times,
      what: inputs.plan === '' ? inputs.release : await requestOf(inputs, now),
      override,
      dryRun,
      by: holder(env),
      now,
      say: info,
    })
  } catch (error) {
    // What was moved when it failed, the error says itself.
    const lead = error instanceof TransactionError ? '' : 'No tag was moved: '
    await summarize(failedReleaseSummary(`${lead}${messageOf(error)}`, [], `${TITLE} failed`))
    throw error
  }
  await report(result, inputs)
}

async function requestOf(inputs: Inputs, now: Date): Promise<ReleaseRequest> {
  const { partial, override } = inputs
  await using family = await openEntryFamily(inputs, await findCatalog(inputs))
  return prepareRelease(decodePlan(inputs.plan), family.catalog, family.images, { partial, override, now })
}

async function report(result: PromoteResult, inputs: Inputs): Promise<void> {
  const { rows, left } = moveTable(result.moves)
  const sentences = [...sentencesOf(result, inputs), left].filter(Boolean)
  for (const line of [...sentences, table(COLUMNS, rows)]) info(line)
  const warnings = warningsOf(result)
  warn(warnings)
  core.setOutput('release', result.id ?? '')
  core.setOutput('promoted', result.promoted ?? '')
  core.setOutput('moved', result.moved)
  core.setOutput('aliases', JSON.stringify(movesJson(result.moves, inputs.to.image)))
  const summary = { sentences, rows, warnings, result: { ...result, cells: [] }, title: TITLE }
  await summarize(releaseSummary(summary))
}
