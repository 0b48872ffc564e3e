/** What the build entry does. */
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import * as core from '@actions/core'
import { type Cell, cellsOf, describeRule, selectCells } from '../../catalog/cells.ts'
import { withBases } from '../../catalog/runtimes.ts'
import type { Catalog } from '../../catalog/schema.ts'
import { engineProblem, writesLayouts } from '../../engine/builder.ts'
import { ownPlatform } from '../../engine/buildx.ts'
import { dockerAt } from '../../engine/docker.ts'
import { ConfigurationError, messageOf } from '../../errors.ts'
import { repositorySecret } from '../../family/repositories.ts'
import type { UserFile } from '../../family/workspace.ts'
import { type BuiltImage, buildCell } from '../../image/build.ts'
import { checkDisk, neededBytes } from '../../image/disk.ts'
import { type BuildOptions, type Origin, SOURCE } from '../../image/options.ts'
import { formatImageName } from '../../oci/reference.ts'
import type { CellInput } from '../../plan/output.ts'
import type { Plan, PlannedCell } from '../../plan/plan.ts'
import { preparePlan, resolveBases } from '../../plan/prepare.ts'
import { checkPush } from '../../registry/access.ts'
import { openRepository } from '../../registry/repository.ts'
import { loadSigner } from '../../sign/load.ts'
import { type Report, VulnerabilityError } from '../../vulnerabilities/report.ts'
import { sarifLog } from '../../vulnerabilities/sarif.ts'
import { findCatalog, info, openEntryFamily, PROGRESS, summarize } from '../entry.ts'
import type { Section } from '../summary.ts'
import { openCaches } from './caches.ts'
import type { CompareOptions } from './changes.ts'
import type { BuildInputs } from './inputs.ts'
import { checkPlatform } from './platform.ts'
import { buildSummary, failureSummary } from './summary.ts'

const docker = dockerAt('docker')

/** Sets the outputs, and says in the summary what was built, or why not. */
export async function run(inputs: BuildInputs): Promise<void> {
  const { id } = inputs.cell
  let catalogFile = inputs.catalogFile
  try {
    const user = await findCatalog(inputs)
    catalogFile = user?.file ?? ''
    const outputs = await build(inputs, user)
    for (const [name, value] of Object.entries(outputs)) core.setOutput(name, value)
  } catch (error) {
    const report = error instanceof VulnerabilityError ? error.report : undefined
    if (report !== undefined) core.setOutput('sarif', await writeSarif(report, inputs))
    const folder = inputs.env.GITHUB_REPOSITORY?.split('/')[1] ?? 'REPOSITORY'
    const own = catalogFile === '' ? undefined : { file: catalogFile, folder }
    await summarize(failureSummary(id, messageOf(error), own, report))
    throw error
  }
}

/** Builds, tests and, if asked to, pushes the cell, unless the registry has it. Returns the outputs. */
async function build(inputs: BuildInputs, user: UserFile | undefined): Promise<Record<string, string>> {
  const { cell: input, image, credentials, builder, noCache, workFolder, env } = inputs
  const imageName = formatImageName(image)
  await using family = await openEntryFamily(inputs, user)
  const { images, lockfilePaths } = family
  // Whether experimental cells are built is the plan's to say: a cell that is asked for is built.
  const declared: Catalog = { ...family.catalog, experimental: 'build' }
  // Refuses an id that the catalog does not have, before anything is asked.
  const asked = selectCells(cellsOf(declared), [input.id])
  const named = input.planned === undefined ? inputs.base : [input.planned.base]
  const catalog = withBases(declared, named, asked)
  // Of excluded platforms, too: what excludes them is to be said.
  const cells = cellsOf(catalog).filter(({ id }) => id === input.id)
  const { repository, signer } = await preparePush(inputs, catalog)
  const problem = await engineProblem(docker)
  if (problem !== undefined) throw new ConfigurationError(problem)
  if (!(await writesLayouts(docker, builder)))
    throw new ConfigurationError(
      'this builder cannot write an OCI layout: add a step "uses: docker/setup-buildx-action" before this one',
    )
  const here = cells.find(({ platform }) => platform === platformOf(input))
  await checkPlatform(here, docker, builder)
  const bases = await resolveBases(cells)
  const known = noCache || input.planned?.anew === true ? undefined : repository
  const selection = { ids: new Set([input.id]) }
  const plan = await preparePlan({ cells, catalog, images, bases, selection, repository: known })
  const target = targetOf(plan, input)
  const { cell, tag, verdict } = target
  info(`${input.id}: ${verdict.kind}, ${verdict.reason}`)
  for (const rule of cell.rules.filter(({ support }) => support === 'experimental'))
    core.warning(`${input.id} is experimental: ${describeRule(rule)}`)
  if (verdict.kind === 'unchanged')
    return { image: `${imageName}:${tag}`, digest: verdict.published.digest, verdict: verdict.kind }
  await checkDisk(workFolder, neededBytes([target]))
  const place = { images, lockfilePaths, workFolder, imageName, repository, env }
  const origin = originOf(env)
  // The jobs of a run share what a builder has cached meanwhile.
  const fresh = input.planned?.anew === true ? (origin.invocation ?? new Date().toISOString()) : undefined
  const settings = { catalog, bases, docker, builder, noCache, fresh }
  const released = repository ?? openRepository(image, { credentials })
  const options: BuildOptions = {
    ...place,
    ...settings,
    ...openCaches(inputs, cell),
    repositories: repositorySecret(catalog, inputs.repositoryCredentials),
    origin,
    layoutFolder: path.join(workFolder, 'layout'),
    released,
    isCompared: repository === undefined,
    progress: PROGRESS,
    signer,
  }
  const { archive } = input.planned ?? target
  const built = await buildCell({ ...target, archive }, options).finally(core.endGroup)
  const why = inputs.publishing.allowed ? 'the input push is false' : inputs.publishing.reason
  if (!built.pushed) info(`not pushed: ${why}`)
  const changes = await compare(built, cell, { catalog, released, workFolder })
  await summarize(buildSummary(input.id, built, why, changes))
  const { image: name, digest, imageId: imageid, pushed, seconds, record } = built
  const sarif = await writeSarif(built.vulnerabilities, inputs)
  const { parts: _, testParts: __, packages: ___, ...facts } = record
  const metadata = JSON.stringify({ image: name, digest, imageId: imageid, pushed, seconds, ...facts })
  return { image: name, digest, imageid, verdict: verdict.kind, metadata, sarif }
}

/** What an image that is not pushed changes, for the summary and as outputs. */
async function compare(
  { image, compared }: BuiltImage,
  cell: Cell,
  where: CompareOptions,
): Promise<readonly Section[]> {
  if (compared === undefined) return []
  // Loaded here: most builds push what they build.
  const { describeChanges } = await import('./changes.ts')
  const { sections, markdown, json, artifact, problem } = await describeChanges(
    { image, cell, ...compared },
    where,
  )
  if (problem !== undefined) core.notice(problem)
  core.setOutput('changes', markdown)
  core.setOutput('changes-json', json)
  core.setOutput('changes-artifact', artifact)
  return sections
}

/** Where the image goes, and what signs it there: neither where it is not pushed. */
async function preparePush({ push, image, credentials, signingKey }: BuildInputs, catalog: Catalog) {
  if (!push) return {}
  const repository = openRepository(image, { credentials })
  await checkPush(repository)
  return { repository, signer: await loadSigner(catalog, signingKey) }
}

/** Writes what is known of an image's vulnerabilities. Returns the path; an empty one where nothing is. */
async function writeSarif(report: Report | undefined, { workFolder }: BuildInputs): Promise<string> {
  if (report === undefined) return ''
  const file = path.join(workFolder, 'vulnerabilities.sarif')
  await writeFile(file, sarifLog([report]))
  return file
}

/**
 * The repository and commit that the workflow runs for, the workflow and its run
 * (https://docs.github.com/en/actions/reference/workflows-and-actions/variables).
 */
function originOf(env: NodeJS.ProcessEnv): Origin {
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_SHA: revision } = env
  const { GITHUB_WORKFLOW_REF: workflow, GITHUB_RUN_ID: run, GITHUB_RUN_ATTEMPT: attempt = '1' } = env
  const source = repository === undefined ? SOURCE : `${server}/${repository}`
  const invocation = run && `${source}/actions/runs/${run}/attempts/${attempt}`
  return { source, revision, builder: workflow && `${server}/${workflow}`, invocation }
}

/** The platform that was planned; without a plan, this machine's own. */
function platformOf({ planned }: CellInput): string {
  return planned?.platform ?? ownPlatform()
}

/** The cell as it is here, which must be what was planned. */
function targetOf(plan: Plan, input: CellInput): PlannedCell {
  const { id, planned } = input
  const platform = platformOf(input)
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
