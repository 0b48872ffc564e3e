import { tmpdir } from 'node:os'
import * as core from '@actions/core'
import { messageOf } from '../errors.ts'
import type { ImageName } from '../oci/reference.ts'
import { decodePlan, type PlanOutput } from '../plan/output.ts'
import { testPace } from '../release/pace.ts'
import { growthLimits, prepareFamily } from '../release/prepare.ts'
import { type Outcome, type ReleaseOptions, release } from '../release/release.ts'
import { COLUMNS, headline, movesJson, moveTable } from '../release/report.ts'
import { rollback } from '../release/rollback.ts'
import { TransactionError } from '../release/transaction.ts'
import { table } from '../table.ts'
import { clientInput, familyInput, imageInput, refuseStrangers, runEntry, summarize } from './entry.ts'
import { info } from './log.ts'
import { readable } from './moves.ts'
import { failedReleaseSummary, releaseSummary } from './released.ts'

await runEntry(async () => {
  refuseStrangers('release', 'release on push, schedule or workflow_dispatch')
  const image = imageInput()
  const dryRun = core.getBooleanInput('dry-run')
  const pace = testPace(process.env)
  const options: ReleaseOptions = {
    image,
    client: { ...clientInput(), log: info, ...pace.client },
    times: pace.times,
    dryRun,
    by: holder(process.env),
    now: new Date(),
    say: info,
  }
  const plan = await planInput().catch((error: unknown) => tell(error))
  const outcome = await act(plan, options).catch((error: unknown) => tell(error, plan))
  await report({ ...outcome, moves: readable(outcome.moves) }, image, dryRun)
})

/** The plan to release; undefined for a rollback, which has none. */
async function planInput(): Promise<PlanOutput | undefined> {
  return core.getInput('rollback') === '' ? decodePlan(core.getInput('plan')) : undefined
}

/** Puts what went wrong into the summary too. */
async function tell(error: unknown, plan?: PlanOutput): Promise<never> {
  // What was moved when it failed, the error says itself.
  const lead = error instanceof TransactionError ? '' : 'Nothing was released: '
  await summarize(failedReleaseSummary(`${lead}${messageOf(error)}`, plan?.cells))
  throw error
}

async function act(plan: PlanOutput | undefined, options: ReleaseOptions): Promise<Outcome> {
  if (plan === undefined) return rollback(core.getInput('rollback'), options)
  const partial = core.getBooleanInput('partial')
  await using family = await familyInput(process.env.RUNNER_TEMP ?? tmpdir())
  const { catalog, images } = family
  const planned = prepareFamily(plan, catalog, images, partial)
  return release(planned, catalog.aliases, {
    ...options,
    growth: growthLimits(catalog),
    planned: plan.planned,
  })
}

/** Whose release it is, for others that find it under way. */
function holder({ GITHUB_SERVER_URL, GITHUB_REPOSITORY, GITHUB_RUN_ID }: NodeJS.ProcessEnv): string {
  if (GITHUB_RUN_ID === undefined) return `process ${process.pid}`
  return `${GITHUB_SERVER_URL}/${GITHUB_REPOSITORY}/actions/runs/${GITHUB_RUN_ID}`
}

async function report(outcome: Outcome, image: ImageName, dryRun: boolean): Promise<void> {
  const { rows, left } = moveTable(outcome.moves, image)
  const title = headline(outcome, dryRun)
  for (const line of [title, table(COLUMNS, rows), left].filter(Boolean)) info(line)
  core.setOutput('release', outcome.id ?? '')
  core.setOutput('moved', outcome.moved)
  core.setOutput('aliases', JSON.stringify(movesJson(outcome.moves, image)))
  await summarize(releaseSummary({ sentences: [title, left], rows, outcome }))
}
