/** What the release entry does. */
import path from 'node:path'
import * as core from '@actions/core'
import type { Catalog } from '../../catalog/schema.ts'
import { ConfigurationError, messageOf } from '../../errors.ts'
import { decodePlan, type PlanOutput } from '../../plan/output.ts'
import type { Deployment } from '../../release/deploy.ts'
import { writeDeployments } from '../../release/deploy-folder.ts'
import { testPace } from '../../release/lease.ts'
import { release } from '../../release/release.ts'
import { COLUMNS, headline, movesJson, moveTable, warningsOf } from '../../release/report.ts'
import { prepareRelease } from '../../release/request.ts'
import { rollback } from '../../release/rollback.ts'
import type { ReleaseOptions, ReleaseResult, ReleaseSignatures } from '../../release/session.ts'
import { TransactionError } from '../../release/transaction.ts'
import { loadSigning } from '../../sign/load.ts'
import { readTrustedRoot } from '../../sign/root.ts'
import { table } from '../../table.ts'
import { findCatalog, info, openEntryFamily, summarize, warn } from '../entry.ts'
import type { readInputs } from './inputs.ts'
import { failedReleaseSummary, releaseSummary } from './summary.ts'

type Inputs = ReturnType<typeof readInputs>

/** Releases the plan, or rolls back to an earlier release, and reports every alias. */
export async function run(inputs: Inputs): Promise<void> {
  const { image, credentials, dryRun, publishing, env } = inputs
  const pace = testPace(env)
  const now = new Date()
  const options: ReleaseOptions = {
    image,
    client: { credentials, log: info, ...pace.client },
    times: pace.times,
    compareWith: inputs.compareWith,
    dryRun,
    by: holder(env),
    now,
    say: info,
  }
  let plan: PlanOutput | undefined
  let result: ReleaseResult
  try {
    if (!publishing.allowed && !dryRun) {
      throw new ConfigurationError(
        `refused to move tags: ${publishing.reason}. Name this event in publish-on to release on it, or set dry-run`,
      )
    }
    if (inputs.rollback === undefined) {
      plan = decodePlan(inputs.plan)
      await using family = await openEntryFamily(inputs, await findCatalog(inputs))
      const { partial, override } = inputs
      const given = { partial, override, now }
      const request = prepareRelease(plan, family.catalog, family.images, given)
      const signatures = await openSignatures(family.catalog, inputs)
      result = await release(request, { ...options, signatures })
    } else
      result = await rollback(inputs.rollback, { ...options, signatures: await rollbackSignatures(inputs) })
  } catch (error) {
    // What was moved when it failed, the error says itself.
    const lead = error instanceof TransactionError ? '' : 'Nothing was released: '
    await summarize(failedReleaseSummary(`${lead}${messageOf(error)}`, plan?.cells))
    throw error
  }
  await report(result, inputs)
}

/** Undefined where the catalog asks for no signatures. @throws ConfigurationError as openSigning() */
async function openSignatures(
  catalog: Catalog,
  { signingKey, signExisting, trustedRoot, workspace, env }: Inputs,
): Promise<ReleaseSignatures | undefined> {
  const file = trustedRoot && path.resolve(workspace ?? '', trustedRoot)
  const root = await readTrustedRoot('the input trusted-root', file)
  const signing = await loadSigning(catalog, signingKey, { root, repository: env.GITHUB_REPOSITORY })
  if (signing === undefined) return undefined
  const { releaseSignatures } = await import('../../release/signatures.ts')
  return releaseSignatures(signing, signExisting)
}

/** A rollback comes from its record alone: a catalog or a key that is broken now must not hold it back. */
async function rollbackSignatures(inputs: Inputs): Promise<ReleaseSignatures | undefined> {
  try {
    await using family = await openEntryFamily(inputs, await findCatalog(inputs))
    return await openSignatures(family.catalog, inputs)
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error
    core.warning(`the record of this rollback is not signed: ${messageOf(error)}`)
    return undefined
  }
}

function holder({ GITHUB_SERVER_URL, GITHUB_REPOSITORY, GITHUB_RUN_ID }: NodeJS.ProcessEnv): string {
  if (GITHUB_RUN_ID === undefined) return `process ${process.pid}`
  return `${GITHUB_SERVER_URL}/${GITHUB_REPOSITORY}/actions/runs/${GITHUB_RUN_ID}`
}

async function report(result: ReleaseResult, inputs: Inputs): Promise<void> {
  const { image, dryRun } = inputs
  const { rows, left } = moveTable(result.moves)
  const title = headline(result, dryRun)
  for (const line of [title, table(COLUMNS, rows), left].filter(Boolean)) info(line)
  const warnings = warningsOf(result)
  warn(warnings)
  core.setOutput('release', result.id ?? '')
  core.setOutput('moved', result.moved)
  core.setOutput('aliases', JSON.stringify(movesJson(result.moves, image)))
  const deployments = dryRun ? [] : await deploy(result, inputs)
  await summarize(releaseSummary({ sentences: [title, left], rows, warnings, result, deployments }))
}

/** Leaves the values to deploy with in a folder. The tags have moved: what goes wrong here fails no release. */
async function deploy(result: ReleaseResult, { image, images, workFolder }: Inputs): Promise<Deployment[]> {
  const folder = path.join(workFolder, 'spark-images-deploy')
  try {
    const deployments = await writeDeployments(result, image, images, folder)
    if (deployments.length > 0) {
      info(`values to deploy with, by digest: ${folder}`)
      core.setOutput('deploy', folder)
    }
    return deployments
  } catch (error) {
    core.warning(`the values to deploy with were not written: ${messageOf(error)}`)
    return []
  }
}
