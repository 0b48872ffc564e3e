/** What the build entry does. */

import path from 'node:path'
import * as core from '@actions/core'
import { cellsOf, describeRule, selectCells } from '../../catalog/cells.ts'
import type { Catalog } from '../../catalog/schema.ts'
import { inspectEngine, writesLayouts } from '../../engine/builder.ts'
import { dockerAt } from '../../engine/docker.ts'
import { ownPlatform } from '../../engine/host.ts'
import { ConfigurationError, messageOf } from '../../errors.ts'
import { repositorySecret } from '../../family/repositories.ts'
import type { UserFile } from '../../family/workspace.ts'
import { type BuiltImage, buildCell } from '../../image/build.ts'
import { checkDisk, neededBytes } from '../../image/disk.ts'
import { type Origin, SOURCE } from '../../image/image.ts'
import type { Progress } from '../../image/options.ts'
import { formatImageName } from '../../oci/reference.ts'
import { resolveBase } from '../../plan/base.ts'
import type { CellInput } from '../../plan/input.ts'
import type { Plan, PlannedCell } from '../../plan/plan.ts'
import { preparePlan } from '../../plan/prepare.ts'
import { checkPush } from '../../registry/access.ts'
import { openRepository } from '../../registry/repository.ts'
import { summarize } from '../entry.ts'
import { findCatalog, openFamilyOf } from '../family.ts'
import { info } from '../log.ts'
import { openCaches } from './caches.ts'
import type { BuildInputs } from './inputs.ts'
import { buildSummary, failureSummary } from './summary.ts'

const docker = dockerAt('docker')

/** Builds a cell, unless the registry has it: sets the outputs, and says in the summary what was built, or why not. */
export async function run(inputs: BuildInputs): Promise<void> {
  const { id } = inputs.cell
  let catalogFile = inputs.catalogFile
  try {
    const user = await findCatalog(inputs)
    catalogFile = user?.file ?? ''
    const result = await build(inputs, user)
    if (result.built !== undefined) {
      const { allowed, reason } = inputs.publishing
      const why = allowed ? 'the input push is false' : reason
      if (!result.built.pushed) info(`not pushed: ${why}`)
      await summarize(buildSummary(id, result.built, why))
    }
    for (const [name, value] of Object.entries(result.outputs)) core.setOutput(name, value)
  } catch (error) {
    const folder = inputs.env.GITHUB_REPOSITORY?.split('/')[1] ?? 'REPOSITORY'
    const own = catalogFile === '' ? undefined : { file: catalogFile, folder }
    await summarize(failureSummary(id, messageOf(error), own))
    throw error
  }
}

/** What a build gives back. */
interface BuildResult {
  readonly outputs: Readonly<Record<string, string>>
  /** Its image, if that was built now. */
  readonly built?: BuiltImage
}

/** Builds, tests and, if asked to, pushes the cell, unless the registry has it. */
async function build(inputs: BuildInputs, user: UserFile | undefined): Promise<BuildResult> {
  const { cell: input, image, credentials, builder, noCache, workFolder, env } = inputs
  const imageName = formatImageName(image)

  await using family = await openFamilyOf(user, inputs)
  const { images } = family
  // Whether experimental cells are built is the plan's to say: a cell that is asked for is built.
  const catalog: Catalog = { ...family.catalog, experimental: 'build' }
  // Refuses an id that the catalog does not have, before anything is asked.
  selectCells(cellsOf(catalog), [input.id])
  const repository = inputs.push ? openRepository(image, { credentials }) : undefined
  if (repository !== undefined) await checkPush(repository)
  await checkBuilder(builder)

  const base = await resolveBase(input.planned?.base ?? (inputs.base || catalog.base))
  const plan = await preparePlan({
    catalog,
    images,
    base,
    selection: { ids: new Set([input.id]) },
    repository: noCache || input.planned?.anew === true ? undefined : repository,
  })
  const target = targetOf(plan, input)
  const { verdict } = target
  info(`${input.id}: ${verdict.kind}, ${verdict.reason}`)
  for (const rule of target.cell.rules.filter(({ support }) => support === 'experimental'))
    core.warning(`${input.id} is experimental: ${describeRule(rule)}`)
  if (verdict.kind === 'unchanged') {
    const { digest } = verdict.published
    return { outputs: { image: `${imageName}:${target.tag}`, digest, verdict: verdict.kind } }
  }
  await checkDisk(workFolder, neededBytes([target]))
  const built = await grouped((progress) =>
    buildCell(target, {
      images,
      catalog,
      repositories: repositorySecret(catalog, inputs.repositoryCredentials),
      lockfilePaths: family.lockfilePaths,
      base,
      origin: originOf(env),
      docker,
      builder,
      noCache,
      workFolder,
      layoutFolder: path.join(workFolder, 'layout'),
      imageName,
      repository,
      ...openCaches(inputs, target.cell),
      env,
      progress,
    }),
  )
  const { digest, imageId: imageid } = built
  const outputs = { image: built.image, digest, imageid, verdict: verdict.kind, metadata: metadata(built) }
  return { outputs, built }
}

/**
 * The repository and commit that the workflow runs for, the workflow and its run
 * (https://docs.github.com/en/actions/reference/workflows-and-actions/variables).
 */
function originOf(env: NodeJS.ProcessEnv): Origin {
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_SHA: revision } = env
  const { GITHUB_WORKFLOW_REF: workflow, GITHUB_RUN_ID: run, GITHUB_RUN_ATTEMPT: attempt = '1' } = env
  const source = repository === undefined ? SOURCE : `${server}/${repository}`
  return {
    source,
    revision,
    ...(workflow === undefined ? {} : { builder: `${server}/${workflow}` }),
    ...(run === undefined ? {} : { invocation: `${source}/actions/runs/${run}/attempts/${attempt}` }),
  }
}

async function checkBuilder(builder: string | undefined): Promise<void> {
  if (writesLayouts(await inspectEngine(docker, builder))) return
  throw new ConfigurationError(
    'this builder cannot write an OCI layout: add a step "uses: docker/setup-buildx-action" before this one',
  )
}

/** The cell as it is here, which must be what was planned; without a plan, for this machine's own platform. */
function targetOf(plan: Plan, { id, planned }: CellInput): PlannedCell {
  const platform = planned?.platform ?? ownPlatform()
  const target = plan.cells.find(({ cell }) => cell.id === id && cell.platform === platform)
  if (target === undefined) throw new ConfigurationError(`the catalog has no ${id} for ${platform}`)
  if (target.verdict.kind === 'excluded')
    throw new ConfigurationError(`${id} for ${platform} is ${target.verdict.reason}`)
  if (planned === undefined || planned.fingerprint === target.fingerprint) return target
  const [then, now] = [planned.fingerprint, target.fingerprint].map((print) => print.slice(0, 12))
  throw new ConfigurationError(
    `${id} was planned with fingerprint ${then} and has ${now} here: let plan and build use the same version of the action`,
  )
}

/** Runs an action with each of its steps as a group of the log. */
async function grouped<T>(action: (progress: Progress) => Promise<T>): Promise<T> {
  let open = false
  const close = (): void => {
    if (open) core.endGroup()
    open = false
  }
  try {
    return await action({
      step: (text) => {
        close()
        core.startGroup(text)
        open = true
      },
      info,
      warning: core.warning,
      line: info,
    })
  } finally {
    close()
  }
}

function metadata({ image, digest, imageId, pushed, seconds, record }: BuiltImage): string {
  const { parts: _, testParts: __, ...facts } = record
  return JSON.stringify({ image, digest, imageId, pushed, seconds, ...facts })
}
