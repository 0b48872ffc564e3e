/** `npm start`: plans, builds, measures, tests and pushes images on this machine. */
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { formatBytes } from '../catalog/bytes.ts'
import { type Cell, cellsOf, describeRule, exclusionOf, selectCells } from '../catalog/cells.ts'
import { PLATFORMS } from '../catalog/schema/keys.ts'
import type { Catalog } from '../catalog/schema.ts'
import { isPreRelease } from '../catalog/version.ts'
import { ownPlatform } from '../engine/buildx.ts'
import { output } from '../engine/command.ts'
import { EMULATED } from '../engine/container.ts'
import type { Docker } from '../engine/docker.ts'
import { ConfigurationError } from '../errors.ts'
import type { Family } from '../family/load.ts'
import { buildCells } from '../image/build.ts'
import { checkDisk, neededBytes } from '../image/disk.ts'
import { type BuildOptions, type Progress, SOURCE } from '../image/options.ts'
import { shortDigest } from '../oci/digest.ts'
import { formatImageName, parseImageName } from '../oci/reference.ts'
import type { CellFilter, Plan } from '../plan/plan.ts'
import { preparePlan } from '../plan/prepare.ts'
import { checkPush } from '../registry/access.ts'
import { openRepository } from '../registry/repository.ts'
import { loadSigner } from '../sign/load.ts'
import { table } from '../table.ts'
import type { Command } from './arguments.ts'
import { type Context, localSecret, localSigningKey, openLocalFamily, setUp } from './context.ts'
import { findEnvironment } from './environment.ts'
import { type CellReport, reportCells } from './report.ts'

/**
 * Writes out/report.json, and gives the table and the lines that start the images.
 * @throws ConfigurationError before anything is built, for whatever can be known by then.
 */
export async function start(command: Command, context: Context): Promise<string> {
  const { root, env, folder, progress } = context
  const { noCache, outdated, platform = ownPlatform() } = command
  const workFolder = path.join(root, 'out')
  await using family = await openLocalFamily(command, context, workFolder)
  const { images, lockfilePaths } = family
  const catalog = withPlatform(family.catalog, command.platform)
  for (const note of family.notes) progress.info(note)
  const repositories = localSecret(catalog, context)
  const signer = await loadSigner(catalog, localSigningKey(context))
  const all = cellsOf(catalog)
  const cells = selectCells(all, command.cells.length === 0 ? [newestOf(all)] : command.cells)
  const wanted = command.image === undefined ? undefined : parseImageName(command.image)
  const selection = selectionFor(cells, platform, progress)
  if (wanted !== undefined) await checkPush(openRepository(wanted))
  const done = noCache
    ? undefined
    : await startedBefore(command, context, { catalog, images }, { cells, selection })
  if (done !== undefined) return done
  // The plan tells how many are to be built; for one there must be room to begin with.
  await checkDisk(folder.root, Math.max(...cells.map((cell) => neededBytes([{ cell }]))))

  const { docker, builder, registry, bases } = await setUp(context, cells, wanted === undefined, platform)
  const image = wanted ?? parseImageName(`${registry}/spark`)
  const imageName = formatImageName(image)
  const repository = openRepository(image)

  progress.step('plan')
  const lookup = noCache ? undefined : repository
  const plan = await preparePlan({ cells, catalog, images, bases, selection, repository: lookup, outdated })
  for (const warning of plan.warnings ?? []) progress.warning(warning)
  await checkDisk(folder.root, neededBytes(plan.cells.filter(({ verdict }) => verdict.kind === 'build')))
  const revision = await output('git', ['-C', root, 'rev-parse', 'HEAD']).catch(() => undefined)
  const reports = await buildPlanned(plan, {
    images,
    catalog,
    bases,
    origin: { source: SOURCE, revision },
    docker,
    builder,
    noCache,
    workFolder,
    layoutFolder: folder.layout,
    repositories,
    lockfilePaths,
    imageName,
    repository,
    signer,
    env,
    progress,
  })
  return report(reports, docker, context)
}

/** The first cell of the newest version that is no pre-release; where there is none, a glob for all. */
function newestOf(cells: readonly Cell[]): string {
  const built = cells.filter((cell) => exclusionOf(cell) === undefined)
  const newest = built.find(({ version }) => !isPreRelease(version)) ?? built[0]
  return newest?.id ?? '*'
}

/** A catalog that has cells for a platform, too, where one is named. @throws ConfigurationError for what is none. */
function withPlatform(catalog: Catalog, platform: string | undefined): Catalog {
  if (platform === undefined || catalog.platforms.some((one) => one === platform)) return catalog
  const known = PLATFORMS.find((one) => one === platform)
  if (known !== undefined) return { ...catalog, platforms: [...catalog.platforms, known] }
  throw new ConfigurationError(
    `--platform: found ${JSON.stringify(platform)}, allowed: ${PLATFORMS.join(', ')}`,
  )
}

/** The cells of one platform. */
function selectionFor(cells: readonly Cell[], platform: string, progress: Progress): CellFilter {
  const ids = new Set(cells.map(({ id }) => id))
  const others = new Set(cells.map(({ platform }) => platform).filter((one) => one !== platform))
  const left = [...others].join(', ')
  if (cells.every((cell) => cell.platform !== platform)) {
    throw new ConfigurationError(
      `${[...ids].join(', ')}: for ${left} only, not for ${platform}: build for that with --platform, or add ${platform} to the catalog's platforms`,
    )
  }
  if (others.size > 0) progress.info(`built for ${platform}; --platform builds for ${left}`)
  return { ids, platforms: new Set([platform]) }
}

/**
 * The summary where the registry of an earlier run has everything, without starting an engine; undefined elsewhere.
 */
async function startedBefore(
  { image, outdated, platform = ownPlatform() }: Command,
  context: Context,
  { catalog, images }: Pick<Family, 'catalog' | 'images'>,
  { cells, selection }: { cells: readonly Cell[]; selection: CellFilter },
): Promise<string | undefined> {
  const there = await findEnvironment(context.folder, cells, platform)
  if (there === undefined) return undefined
  const imageName = image ?? `${there.registry}/spark`
  const repository = openRepository(parseImageName(imageName))
  const { bases } = there
  const plan = await preparePlan({ cells, catalog, images, bases, selection, repository, outdated })
  if (plan.cells.some(({ verdict }) => verdict.kind === 'build')) return undefined
  for (const warning of plan.warnings ?? []) context.progress.warning(warning)
  context.progress.info('nothing changed: 0 cells built, no engine started')
  return report(reportCells(plan.cells, imageName), there.isRunning ? there.docker : undefined, context)
}

async function buildPlanned({ cells }: Plan, options: BuildOptions): Promise<CellReport[]> {
  const { progress, imageName } = options
  for (const { verdict, cell } of cells.filter(({ verdict }) => verdict.kind !== 'excluded')) {
    progress.info(`${cell.id}: ${verdict.kind}, ${verdict.reason}`)
    for (const rule of cell.rules) progress.info(`    ${rule.support}: ${describeRule(rule)}`)
  }
  const targets = cells.filter(({ verdict }) => verdict.kind === 'build')
  const built = await buildCells(targets, options)
  return reportCells(cells, imageName, new Map(targets.map((target, index) => [target, built[index]])))
}

/**
 * Writes out/report.json, and gives it as a table, with the lines that start the images.
 * @param docker the engine to start images with; undefined when none runs.
 */
async function report(
  cells: readonly CellReport[],
  docker: Docker | undefined,
  { root, folder }: Context,
): Promise<string> {
  await mkdir(path.join(root, 'out'), { recursive: true })
  await writeFile(path.join(root, 'out/report.json'), `${JSON.stringify({ cells }, null, 2)}\n`)
  const rows = cells.map(({ cell, verdict, unpackedBytes, compressedBytes, tests, seconds, digest }) => [
    cell,
    verdict,
    formatBytes(unpackedBytes),
    formatBytes(compressedBytes),
    `${tests.filter(({ outcome }) => outcome === 'passed').length}/${tests.length}`,
    `${seconds} s`,
    shortDigest(digest),
  ])
  const overview = table(['cell', 'verdict', 'unpacked', 'compressed', 'tests', 'time', 'digest'], rows)
  const listed = cells.map(({ image }) => `  ${image}`)
  if (docker === undefined)
    return [overview, '', 'Details are in out/report.json. The images:', ...listed].join('\n')
  const lines = [
    overview,
    '',
    'Details are in out/report.json. To start a Spark Connect server on port 15002 of this machine only, as it asks for no password:',
  ]
  // BUILDX_CONFIG is not needed to start an image.
  const command = docker.command.replace(`BUILDX_CONFIG=${folder.config}/buildx `, '')
  const isEmulated = cells.some(({ platform }) => platform !== ownPlatform())
  const needed = isEmulated
    ? Object.entries(EMULATED).map(([name, value]) => ` --env ${name}='${value}'`)
    : []
  const run = `  ${command} run --rm --publish 127.0.0.1:15002:15002${needed.join('')}`
  if (cells.length === 1) return [...lines, `${run} ${cells[0]?.image}`].join('\n')
  return [...lines, `${run} IMAGE`, 'with one of these as IMAGE:', ...listed].join('\n')
}
