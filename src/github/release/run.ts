/** What the release entry does. */
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import * as core from '@actions/core'
import type { Catalog } from '../../catalog/schema.ts'
import { releaseChanges } from '../../diff/family.ts'
import type { Changes } from '../../diff/schema.ts'
import { ConfigurationError, messageOf } from '../../errors.ts'
import type { Notice } from '../../notices/notices.ts'
import { formatImageName, type ImageName, sibling } from '../../oci/reference.ts'
import { decodePlan, type PlanOutput } from '../../plan/output.ts'
import { openRepository } from '../../registry/repository.ts'
import type { Deployment } from '../../release/deploy.ts'
import { writeDeployments } from '../../release/deploy-folder.ts'
import { testPace } from '../../release/lease.ts'
import { isChange, targetAfter } from '../../release/moves.ts'
import { readRecord } from '../../release/record.ts'
import { release } from '../../release/release.ts'
import { COLUMNS, headline, movesJson, moveTable, warningsOf } from '../../release/report.ts'
import { prepareRelease } from '../../release/request.ts'
import { rollback } from '../../release/rollback.ts'
import type { ReleaseOptions, ReleaseResult, ReleaseSignatures } from '../../release/session.ts'
import { TransactionError } from '../../release/transaction.ts'
import { loadSigning } from '../../sign/load.ts'
import { readTrustedRoot } from '../../sign/root.ts'
import { table } from '../../table.ts'
import { changeNotes } from '../changes.ts'
import { findCatalog, info, openEntryFamily, summarize, warn } from '../entry.ts'
import { holder } from '../holder.ts'
import { notify } from '../notices.ts'
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
    const reason = `${lead}${messageOf(error)}`
    await summarize(failedReleaseSummary(reason, plan?.cells))
    if (publishing.allowed && !dryRun) await tell({ event: 'failure', text: reason }, inputs)
    throw error
  }
  await report(result, inputs, options)
  if (result.moved > 0) await tell(releaseNotice(result, image), inputs)
}

function tell(notice: Omit<Notice, 'image' | 'run'>, { image, recipients, env }: Inputs): Promise<void> {
  const name = formatImageName(image)
  return notify({ ...notice, image: name, text: `${name}: ${notice.text}` }, recipients, env)
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

/** What a release moved. */
function releaseNotice(result: ReleaseResult, image: ImageName): Omit<Notice, 'image' | 'run'> {
  const aliases = result.moves.filter(isChange).map((move) => ({
    alias: `${formatImageName(sibling(image, move.image))}:${move.tag}`,
    digest: targetAfter(move)?.digest ?? null,
  }))
  return { event: 'release', text: headline(result, false), release: result.id, aliases }
}

async function report(result: ReleaseResult, inputs: Inputs, options: ReleaseOptions): Promise<void> {
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
  const changes = result.moved === 0 ? undefined : await describe(result, inputs, options)
  await summarize(releaseSummary({ sentences: [title, left], rows, warnings, result, deployments, changes }))
}

/** What changed since the release before, also as a file of notes. The tags have moved: what goes wrong fails no release. */
async function describe({ id = '' }: ReleaseResult, inputs: Inputs, { image, client }: ReleaseOptions) {
  const repository = openRepository(image, client)
  const file = path.join(inputs.workFolder, 'spark-images-notes.md')
  try {
    const record = await readRecord(repository, id)
    const changes: Changes | undefined = record && (await releaseChanges(repository, record))
    if (changes === undefined) return undefined
    await writeFile(file, changeNotes(changes))
    core.setOutput('notes', file)
    return changes
  } catch (error) {
    core.warning(`what changed is not known: ${messageOf(error)}`)
    return undefined
  } finally {
    repository.client.close()
  }
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
