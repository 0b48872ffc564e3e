/** Builds, measures, tests and pushes one cell. */
import { randomInt } from 'node:crypto'
import { mkdir, rm } from 'node:fs/promises'
import path from 'node:path'
import { performance } from 'node:perf_hooks'
import { ImageScan } from '../attest/scan.ts'
import { formatBytes } from '../catalog/bytes.ts'
import type { Cell } from '../catalog/cells.ts'
import { builtImage } from '../engine/buildx.ts'
import { type Docker, dockerOutput } from '../engine/docker.ts'
import { type Layout, openLayout } from '../layout/layout.ts'
import { type ImageSize, type MeasureOptions, measure } from '../layout/measure.ts'
import type { Descriptor } from '../oci/descriptor.ts'
import { notedParts, notedTestParts } from '../plan/changes.ts'
import type { FingerprintedCell } from '../plan/plan.ts'
import type { AcceptanceRecord, TestResult } from '../plan/record.ts'
import { runAcceptance } from './acceptance.ts'
import { checkBudget } from './budget.ts'
import { type KeptDownloads, restoreDownloads } from './downloads.ts'
import { imageRequest } from './image.ts'
import { keepImage, knownLayers, prepareLayout } from './kept.ts'
import type { BuildOptions } from './options.ts'
import { publish } from './publish.ts'
import { makeService, runBuild, runCached } from './run.ts'

/** A cell's image, built, within its budget and tested. */
export interface BuiltImage {
  /** `registry/name:tag`. */
  readonly image: string
  /** The image manifest's digest. */
  readonly digest: string
  /** The image config's digest: what engines with a graph driver call the image's id. */
  readonly imageId: string
  readonly pushed: boolean
  readonly size: ImageSize
  readonly record: Omit<AcceptanceRecord, 'result'>
  readonly seconds: number
}

/** An image that is in the engine and within its budget, to be tested. */
export interface MadeImage {
  readonly target: FingerprintedCell
  /** Its name in the engine. */
  readonly reference: string
  readonly layout: Layout
  readonly size: ImageSize
  readonly scan: ImageScan
  readonly begun: Date
  readonly seconds: number
}

/**
 * Builds a target's image, measures it, tests it and pushes the very bits that were tested, under the
 * staging tag, with its bill of materials, its provenance and the acceptance record attached. The engine keeps only an
 * image that was asked for without a push.
 * @throws ConfigurationError when a download is not what its lock says, the image is over its budget, a
 *   test fails, or the registry refuses. Nothing is pushed then.
 */
export async function buildCell(target: FingerprintedCell, options: BuildOptions): Promise<BuiltImage> {
  if (options.repository === undefined) return finishImage(await makeImage(target, options), options)
  // A name of its own: another job on this machine may have the same image, and remove it.
  const reference = `spark-images-build:${target.tag}-${randomInt(1e9)}`
  try {
    return await finishImage(await makeImage(target, options, reference), options)
  } finally {
    await options.docker(['image', 'rm', '--force', '--', reference])
  }
}

/**
 * The first half of buildCell(): the image, built and measured.
 * @param reference its name in the engine.
 */
export async function makeImage(
  target: FingerprintedCell,
  options: BuildOptions,
  reference = `${options.imageName}:${target.tag}`,
): Promise<MadeImage> {
  const { cell } = target
  const { docker, progress } = options
  const started = performance.now()
  const begun = new Date()
  const { layoutFolder } = options
  const downloads = path.join(options.workFolder, 'downloads')
  const metadataFile = path.join(options.workFolder, `${target.tag}.json`)
  await mkdir(options.workFolder, { recursive: true })
  await prepareLayout(layoutFolder, Date.now())
  try {
    const kept = await keptDownloads(target, downloads, options)
    progress.step(`build ${cell.id}`)
    const request = await imageRequest(target, {
      ...options,
      layout: layoutFolder,
      metadataFile,
      reference,
      ...(kept === undefined ? {} : { downloads: kept.contexts }),
    })
    await runCached(cell, request, options)
    const built = await builtImage(metadataFile)
    await kept?.keepOthers((stage, folder) =>
      runBuild(cell, { ...request, target: stage, outputs: [{ type: 'local', dest: folder }] }, options),
    )

    progress.step(`measure ${cell.id}`)
    const scan = new ImageScan(options.scanned)
    const { layout, size } = await takeImage(layoutFolder, built, reference, docker, scan.reader)
    progress.info(`${formatBytes(size.unpacked)} unpacked, ${formatBytes(size.compressed)} compressed`)
    checkBudget(cell, size)
    return { target, reference, layout, size, scan, begun, seconds: secondsSince(started) }
  } finally {
    await rm(downloads, { recursive: true, force: true })
    await rm(metadataFile, { force: true })
  }
}

/** The second half of buildCell(): the image, tested and pushed. */
export async function finishImage(made: MadeImage, options: BuildOptions): Promise<BuiltImage> {
  const { target, reference, layout, size } = made
  const { cell } = target
  const { docker, progress, repository } = options
  const image = `${options.imageName}:${target.tag}`
  const started = performance.now()
  progress.step(`test ${cell.id}`)
  const tests = await runAcceptance(cell, {
    docker,
    image,
    reference,
    images: options.images,
    service: (name) => makeService(name, cell, options),
    onOutcome: (outcome) => progress.info(describe(cell, outcome)),
    testing: options.testing,
  })
  const record = {
    cell: cell.id,
    platform: cell.platform,
    fingerprint: target.fingerprint,
    testsFingerprint: target.testsFingerprint,
    compressedBytes: size.compressed,
    unpackedBytes: size.unpacked,
    tests,
    parts: notedParts(target.parts),
    testParts: notedTestParts(target.testParts),
  }
  if (repository !== undefined) {
    progress.step(`push ${cell.id}`)
    await publish(target, { ...made, record }, repository, options)
  }
  return {
    image,
    digest: layout.manifest.descriptor.digest,
    imageId: layout.manifest.content.config.digest,
    pushed: repository !== undefined,
    size,
    record,
    seconds: Math.round(made.seconds + secondsSince(started)),
  }
}

function secondsSince(started: number): number {
  return (performance.now() - started) / 1000
}

/** What the cache has of the cell's downloads; nothing when there is no cache or it is not to be used. */
async function keptDownloads(
  { cell }: FingerprintedCell,
  folder: string,
  { cache, noCache, images, progress }: BuildOptions,
): Promise<KeptDownloads | undefined> {
  if (cache === undefined || noCache === true) return undefined
  progress.step(`restore the downloads of ${cell.id}`)
  return restoreDownloads(cell, images, folder, cache, progress.warning)
}

/**
 * Opens the image that was built in its layout, and measures it. `reader` gets the layers that are unpacked for
 * it, which are those that no earlier build in this folder had.
 * @throws Error unless the engine has the very image that the layout has: what is tested is what is pushed.
 */
export async function takeImage(
  folder: string,
  built: Descriptor,
  image: string,
  docker: Docker,
  reader?: MeasureOptions['reader'],
): Promise<{ layout: Layout; size: ImageSize }> {
  const layout = await openLayout(folder, built)
  await checkLoaded(layout, image, docker)
  const known = await knownLayers(folder)
  const size = await measure(layout, { known, reader })
  await keepImage(folder, layout, size, Date.now())
  return { layout, size }
}

async function checkLoaded(layout: Layout, image: string, docker: Docker): Promise<void> {
  const id = await dockerOutput(docker, ['image', 'inspect', '--format', '{{.Id}}', '--', image])
  // The containerd store calls the manifest's digest the image's id, a graph driver the config's.
  const known: string[] = [layout.manifest.descriptor.digest, layout.manifest.content.config.digest]
  if (!known.includes(id)) throw new Error(`the engine has ${id} where ${known.join(' or ')} was built`)
}

function describe({ id }: Cell, { name, outcome, seconds, saw }: TestResult): string {
  return [`${outcome} ${name} of ${id} (${seconds.toFixed(1)} s)`, ...saw.map((line) => `    ${line}`)].join(
    '\n',
  )
}
