/** `npm start`: plans, builds, measures, tests and pushes images on this machine. */
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { formatBytes } from '../catalog/bytes.ts'
import { type Cell, cellsOf, describeRule, selectCells } from '../catalog/cells.ts'
import { output } from '../engine/command.ts'
import type { Docker } from '../engine/docker.ts'
import { ownPlatform } from '../engine/host.ts'
import { type Folder, localFolder } from '../engine/private/folder.ts'
import { ConfigurationError } from '../errors.ts'
import { type Family, openFamily } from '../family/load.ts'
import { parseCredentials, repositorySecret } from '../family/repositories.ts'
import { localUserFile } from '../family/workspace.ts'
import { checkDisk, neededBytes } from '../image/disk.ts'
import { type Origin, SOURCE } from '../image/image.ts'
import type { BuildOptions, Progress } from '../image/options.ts'
import { buildCells } from '../image/sequence.ts'
import { shortDigest } from '../oci/digest.ts'
import { formatImageName, parseImageName } from '../oci/reference.ts'
import type { CellFilter, Plan } from '../plan/plan.ts'
import { preparePlan } from '../plan/prepare.ts'
import { checkPush } from '../registry/access.ts'
import { openRepository } from '../registry/repository.ts'
import { table } from '../table.ts'
import { findEnvironment, openBuildEnvironment } from './environment.ts'
import { type CellReport, reportBuilt, reportUnchanged } from './report.ts'

export interface StartOptions {
  readonly cells: readonly string[]
  /** `registry/name` to push to instead of the loopback registry. */
  readonly image?: string
  /** A user's catalog. */
  readonly catalog?: string
  readonly noCache: boolean
  /** The checkout: images/ is in it, out/ goes there. */
  readonly root: string
  readonly env: NodeJS.ProcessEnv
  readonly progress: Progress
}

/**
 * Plans, builds, measures, tests and pushes the cells, writes out/report.json, and gives the table and the
 * lines that start the images.
 * @throws ConfigurationError before anything is built, for whatever can be known by then.
 */
export async function start(options: StartOptions): Promise<string> {
  const { root, env, progress } = options
  const work = path.join(root, 'out')
  const user = options.catalog === undefined ? undefined : await localUserFile(options.catalog, env)
  await using family = await openFamily(path.join(root, 'images'), user, work)
  const { catalog, images } = family
  for (const note of family.notes) progress.info(note)
  const credentials = parseCredentials(env.SPARK_IMAGES_REPOSITORY_CREDENTIALS ?? '')
  const repositories = repositorySecret(catalog, credentials)
  const cells = selectCells(cellsOf(catalog), options.cells)
  const wanted = options.image === undefined ? undefined : parseImageName(options.image)
  const folder = localFolder(env)
  const selection = selectionFor(cells, progress)
  if (wanted !== undefined) await checkPush(openRepository(wanted))
  const done = options.noCache ? undefined : await startedBefore(options, family, selection)
  if (done !== undefined) return done
  // The plan tells how many are to be built; for one there must be room to begin with.
  await checkDisk(folder.root, Math.max(...cells.map((cell) => neededBytes([{ cell }]))))

  progress.step('set up')
  const environment = await openBuildEnvironment({
    folder,
    base: catalog.base,
    wantsRegistry: wanted === undefined,
    say: (text) => progress.info(text),
  })
  const image = wanted ?? parseImageName(`${environment.registry}/spark`)
  const imageName = formatImageName(image)
  const repository = openRepository(image)

  progress.step('plan')
  const lookup = options.noCache ? {} : { repository }
  const plan = await preparePlan({ catalog, images, base: environment.base, selection, ...lookup })
  const targets = plan.cells.filter(({ verdict }) => verdict.kind === 'build')
  await checkDisk(folder.root, neededBytes(targets))
  const buildOptions: BuildOptions = {
    images,
    catalog,
    base: environment.base,
    origin: await origin(root),
    docker: environment.docker,
    builder: environment.builder,
    noCache: options.noCache,
    workFolder: work,
    layoutFolder: folder.layout,
    repositories,
    lockfilePaths: family.lockfilePaths,
    imageName,
    repository,
    env,
    progress,
  }
  const reports = await buildPlanned(plan, buildOptions)
  await writeReport(root, reports)
  return summary(reports, environment.docker, folder)
}

/** A machine builds and runs images of its own platform only. */
function selectionFor(cells: readonly Cell[], progress: Progress): CellFilter {
  const ids = new Set(cells.map(({ id }) => id))
  const own = ownPlatform()
  const others = new Set(cells.map(({ platform }) => platform).filter((platform) => platform !== own))
  if (others.size > 0 && cells.every(({ platform }) => platform !== own)) {
    throw new ConfigurationError(
      `${[...ids].join(', ')}: for ${[...others].join(', ')} only, which can't be run on this machine: start it on one of that platform, or add ${own} to the catalog's platforms`,
    )
  }
  if (others.size > 0) progress.info(`${[...others].join(', ')} can't be run on this machine: left out`)
  return { ids, platforms: new Set([own]) }
}

/**
 * The summary of a run with nothing to build, since the registry of an earlier run has everything. Starts no engine.
 * Undefined if there is something to build, or no such registry.
 */
async function startedBefore(
  { image, root, env, progress }: StartOptions,
  { catalog, images }: Family,
  selection: CellFilter,
): Promise<string | undefined> {
  const folder = localFolder(env)
  const there = await findEnvironment(folder, catalog.base)
  if (there === undefined) return undefined
  const imageName = image ?? `${there.registry}/spark`
  const repository = openRepository(parseImageName(imageName))
  const { base } = there
  const { cells } = await preparePlan({ catalog, images, base, selection, repository })
  if (cells.some(({ verdict }) => verdict.kind === 'build')) return undefined
  const reports = cells.flatMap((planned) =>
    planned.verdict.kind === 'unchanged'
      ? [reportUnchanged(planned, planned.verdict.published, imageName)]
      : [],
  )
  progress.info('nothing changed: 0 cells built, no engine started')
  await writeReport(root, reports)
  return summary(reports, there.isRunning ? there.docker : undefined, folder)
}

async function writeReport(root: string, reports: readonly CellReport[]): Promise<void> {
  await mkdir(path.join(root, 'out'), { recursive: true })
  await writeFile(path.join(root, 'out', 'report.json'), `${JSON.stringify({ cells: reports }, null, 2)}\n`)
}

/** Builds what the plan says is to be built, and reports on all that were asked for. */
async function buildPlanned(plan: Plan, options: BuildOptions): Promise<CellReport[]> {
  const asked = plan.cells.filter(({ verdict }) => verdict.kind !== 'excluded')
  for (const { verdict, cell } of asked) {
    options.progress.info(`${cell.id}: ${verdict.kind}, ${verdict.reason}`)
    for (const rule of cell.rules) options.progress.info(`    ${rule.support}: ${describeRule(rule)}`)
  }
  const targets = asked.filter(({ verdict }) => verdict.kind === 'build')
  const built = await buildCells(targets, options)
  const images = new Map(targets.map((target, index) => [target, built[index]]))
  return asked.flatMap((planned) => {
    if (planned.verdict.kind === 'unchanged')
      return [reportUnchanged(planned, planned.verdict.published, options.imageName)]
    const image = images.get(planned)
    return image === undefined ? [] : [reportBuilt(planned, image)]
  })
}

async function origin(root: string): Promise<Origin> {
  const revision = await output('git', ['-C', root, 'rev-parse', 'HEAD']).catch(() => undefined)
  return revision === undefined ? { source: SOURCE } : { source: SOURCE, revision }
}

/** @param docker the engine to start images with; undefined when none runs. */
function summary(reports: readonly CellReport[], docker: Docker | undefined, folder: Folder): string {
  const rows = reports.map((report) => [
    report.cell,
    report.verdict,
    formatBytes(report.unpackedBytes),
    formatBytes(report.compressedBytes),
    `${report.tests.filter(({ outcome }) => outcome === 'passed').length}/${report.tests.length}`,
    `${report.seconds} s`,
    shortDigest(report.digest),
  ])
  const overview = table(['cell', 'verdict', 'unpacked', 'compressed', 'tests', 'time', 'digest'], rows)
  if (docker === undefined) {
    return [
      overview,
      '',
      'Details are in out/report.json. The images:',
      ...reports.map(({ image }) => `  ${image}`),
    ].join('\n')
  }
  // Not needed to start an image.
  const command = docker.command.replace(`BUILDX_CONFIG=${folder.config}/buildx `, '')
  return [
    overview,
    '',
    'Details are in out/report.json. To start a Spark Connect server on port 15002 of this machine only, as it asks for no password:',
    ...runLines(`${command} run --rm --publish 127.0.0.1:15002:15002`, reports),
  ].join('\n')
}

/** The line that starts an image; of several images the line once, and what may stand at its end. */
function runLines(command: string, reports: readonly CellReport[]): string[] {
  const images = reports.map(({ image }) => image)
  if (images.length === 1) return [`  ${command} ${images[0]}`]
  return [`  ${command} IMAGE`, 'with one of these as IMAGE:', ...images.map((image) => `  ${image}`)]
}
