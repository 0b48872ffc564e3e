import path from 'node:path'
import * as core from '@actions/core'
import { type BuiltImage, buildCell } from '../build/build.ts'
import { checkDisk, neededBytes } from '../build/disk.ts'
import { type Origin, SOURCE } from '../build/image.ts'
import type { Progress } from '../build/options.ts'
import { cellsOf, describeRule, selectCells } from '../catalog/cells.ts'
import type { Catalog } from '../catalog/schema.ts'
import { inspectEngine, writesLayouts } from '../engine/builder.ts'
import { dockerAt } from '../engine/docker.ts'
import { ownPlatform } from '../engine/host.ts'
import { ConfigurationError, messageOf } from '../errors.ts'
import { type HostCredentials, parseCredentials, repositorySecret } from '../family/repositories.ts'
import { formatImageName } from '../oci/reference.ts'
import { resolveBase } from '../plan/base.ts'
import { type CellInput, parseCellInput } from '../plan/input.ts'
import type { Plan, PlannedCell } from '../plan/plan.ts'
import { preparePlan } from '../plan/prepare.ts'
import { cachesInput } from './cache.ts'
import {
  familyInput,
  IMAGES,
  imageInput,
  refuseStrangers,
  repositoryInput,
  runEntry,
  summarize,
} from './entry.ts'
import { buildSummary, failureSummary } from './outcome.ts'

const docker = dockerAt('docker')

await runEntry(async () => {
  const input = parseCellInput(core.getInput('cell', { required: true }))
  const imageName = formatImageName(imageInput())
  const push = pushInput()
  const noCache = core.getBooleanInput('no-cache')
  const builder = core.getInput('builder') === '' ? {} : { builder: core.getInput('builder') }
  const workFolder = process.env.RUNNER_TEMP ?? path.join(IMAGES, '../out')

  await using family = await familyInput(workFolder)
  const { images } = family
  // Whether experimental cells are built is the plan's to say: a cell that is asked for is built.
  const catalog: Catalog = { ...family.catalog, experimental: 'build' }
  const secret = repositorySecret(catalog, credentialsInput())
  const repositories = secret === undefined ? {} : { repositories: secret }
  const cells = selectCells(cellsOf(catalog), [input.id])
  const repository = push ? { repository: await repositoryInput(imageInput()) } : {}
  await repository.repository?.checkPush()
  await checkBuilder(builder.builder)
  await checkDisk(workFolder, neededBytes(cells))

  const base = await resolveBase(input.planned?.base ?? (core.getInput('base') || catalog.base))
  const lookup = noCache || input.planned?.anew === true ? {} : repository
  const plan = await preparePlan({
    catalog,
    images,
    base,
    selection: { ids: new Set([input.id]) },
    ...lookup,
  })
  const target = targetOf(plan, input)
  const { verdict } = target
  core.info(`${input.id}: ${verdict.kind}, ${verdict.reason}`)
  for (const rule of target.cell.rules.filter(({ support }) => support === 'experimental'))
    core.warning(`${input.id} is experimental: ${describeRule(rule)}`)
  if (verdict.kind === 'unchanged') {
    const { digest } = verdict.published
    return setOutputs({ image: `${imageName}:${target.tag}`, digest, verdict: verdict.kind })
  }
  const origin = originOf(process.env)
  const layoutFolder = path.join(workFolder, 'layout')
  const where = {
    images,
    catalog,
    ...repositories,
    places: family.places,
    base,
    origin,
    docker,
    workFolder,
    layoutFolder,
    imageName,
    env: process.env,
  }
  const keeping = cachesInput(target.cell, imageName, workFolder, process.env)
  const building = grouped((progress) =>
    buildCell(target, { ...where, ...builder, ...repository, ...keeping, noCache, progress }),
  )
  const built = await building.catch(async (error: unknown) => {
    await summarize(failureSummary(input.id, messageOf(error)))
    throw error
  })
  await summarize(buildSummary(input.id, built))
  const { image, digest, imageId: imageid } = built
  setOutputs({ image, digest, imageid, verdict: verdict.kind, metadata: metadata(built) })
})

/** The `repository-credentials` input; passwords are masked in the log. */
function credentialsInput(): HostCredentials[] {
  const credentials = parseCredentials(core.getInput('repository-credentials'))
  for (const { password } of credentials) core.setSecret(password)
  return credentials
}

function pushInput(): boolean {
  const push = core.getBooleanInput('push')
  if (push) refuseStrangers('push', 'use pull_request, or push: false')
  return push
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
    ...(revision === undefined ? {} : { revision }),
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
      info: core.info,
      warning: core.warning,
      line: core.info,
    })
  } finally {
    close()
  }
}

function metadata({ image, digest, imageId, pushed, seconds, record }: BuiltImage): string {
  const { parts: _, testParts: __, ...facts } = record
  return JSON.stringify({ image, digest, imageId, pushed, seconds, ...facts })
}

function setOutputs(outputs: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(outputs)) core.setOutput(name, value)
}
