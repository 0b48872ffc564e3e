/** Builds, measures, tests and pushes cells. */
import { randomInt } from 'node:crypto'
import { mkdir, rm } from 'node:fs/promises'
import path from 'node:path'
import { performance } from 'node:perf_hooks'
import { ImageScan } from '../attest/scan.ts'
import { formatBytes } from '../catalog/bytes.ts'
import { builtImage } from '../engine/buildx.ts'
import { removeLater } from '../engine/container.ts'
import { type Docker, dockerOutput } from '../engine/docker.ts'
import { type Layout, openLayout } from '../layout/layout.ts'
import { type ImageSize, type MeasureOptions, measure } from '../layout/measure.ts'
import type { Descriptor } from '../oci/descriptor.ts'
import { inParallel, Semaphore } from '../parallel.ts'
import { notedParts, notedTestParts } from '../plan/changes.ts'
import type { FingerprintedCell } from '../plan/plan.ts'
import type { AcceptanceRecord } from '../plan/record.ts'
import { AT_A_TIME, runAcceptance } from './acceptance.ts'
import { checkBudget } from './budget.ts'
import { restoreDownloads } from './downloads.ts'
import { imageRequest } from './image.ts'
import { keepImage, knownLayers, prepareLayout } from './kept.ts'
import type { BuildOptions } from './options.ts'
import { type MadeImage, publish } from './publish.ts'
import { runBuild, runCached } from './run.ts'

/** A cell's image, built, within its budget and tested. */
export interface BuiltImage {
  /** `registry/name:tag`. */
  readonly image: string
  readonly digest: string
  /** The image config's digest: what engines with a graph driver call the image's id. */
  readonly imageId: string
  readonly pushed: boolean
  readonly size: ImageSize
  readonly record: Omit<AcceptanceRecord, 'result'>
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
  // A unique name, since another job on this machine may build, and remove, the same image.
  const reference = `spark-images-build:${target.tag}-${randomInt(1e9)}`
  const remove = removeLater(options.docker, reference)
  try {
    return await finishImage(await makeImage(target, options, reference), options)
  } finally {
    await remove()
  }
}

/** Images that the engine holds at a time: one is made, two are tested. */
const IMAGES = 3

/**
 * Builds several cells on one machine. While an image is tested the next one is made, which mostly waits for network
 * and disk; its tests start as soon as earlier ones leave slots free. The engine keeps only the last of the pushed
 * images, since a whole family would take tens of gigabytes.
 * @returns the images in the targets' order.
 * @throws what buildCell() throws, after the other cells that were started have ended. Images pushed by then stay.
 */
export async function buildCells(
  targets: readonly FingerprintedCell[],
  where: BuildOptions,
): Promise<BuiltImage[]> {
  const [making, testing] = [new Semaphore(1), new Semaphore(AT_A_TIME)]
  const scanned: BuildOptions['scanned'] = new Map()
  return inParallel(IMAGES, [...targets.entries()], async ([turn, target]) => {
    const options: BuildOptions = { ...where, scanned, testing: (test) => testing.run(test, turn) }
    const made = await making.run(() => makeImage(target, options))
    try {
      const image = await finishImage(made, options)
      if (image.pushed && target !== targets.at(-1)) await options.docker(['image', 'rm', '--', image.image])
      return image
    } catch (error) {
      // Cells that wait to be made are not started.
      making.close(error)
      throw error
    }
  })
}

/**
 * The first half of buildCell(): the image, built and measured.
 * @param reference its name in the engine.
 */
async function makeImage(
  target: FingerprintedCell,
  options: BuildOptions,
  reference = `${options.imageName}:${target.tag}`,
): Promise<MadeImage> {
  const { cell } = target
  const { docker, progress, layoutFolder: layoutPath, workFolder } = options
  const started = performance.now()
  const begun = new Date()
  const downloads = path.join(workFolder, 'downloads')
  const metadataFile = path.join(workFolder, `${target.tag}.json`)
  await mkdir(workFolder, { recursive: true })
  await prepareLayout(layoutPath, Date.now())
  try {
    const cache = options.noCache === true ? undefined : options.cache
    if (cache !== undefined) progress.step(`restore the downloads of ${cell.id}`)
    const kept = cache && (await restoreDownloads(cell, options.images, downloads, cache, progress.warning))
    progress.step(`build ${cell.id}`)
    const made = { layout: layoutPath, metadataFile, reference, downloads: kept?.contexts }
    const request = await imageRequest(target, { ...options, ...made })
    await runCached(cell, request, options)
    const built = await builtImage(metadataFile)
    await kept?.keepOthers((stage, folder) =>
      runBuild(cell, { ...request, target: stage, outputs: [{ type: 'local', dest: folder }] }, options),
    )

    progress.step(`measure ${cell.id}`)
    const scan = new ImageScan(options.scanned)
    const { layout, size } = await takeImage(layoutPath, built, reference, docker, scan.reader)
    progress.info(`${formatBytes(size.unpacked)} unpacked, ${formatBytes(size.compressed)} compressed`)
    checkBudget(cell, size)
    return { target, reference, layout, size, scan, begun, seconds: secondsSince(started) }
  } finally {
    await rm(downloads, { recursive: true, force: true })
    await rm(metadataFile, { force: true })
  }
}

/** The second half of buildCell(): the image, tested and pushed. */
async function finishImage(made: MadeImage, options: BuildOptions): Promise<BuiltImage> {
  const { target, reference, layout, size } = made
  const { cell } = target
  const { progress, repository } = options
  const image = `${options.imageName}:${target.tag}`
  const started = performance.now()
  progress.step(`test ${cell.id}`)
  const tests = await runAcceptance({ cell, image, reference }, options, (result) => {
    const head = `${result.outcome} ${result.name} of ${cell.id} (${result.seconds.toFixed(1)} s)`
    progress.info([head, ...result.saw.map((line) => `    ${line}`)].join('\n'))
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
    await publish(made, record, repository, options)
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

/**
 * Opens the built image in its layout and measures it. `reader` gets the layers that are unpacked for that: those that
 * no earlier build in this folder had.
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
  const id = await dockerOutput(docker, ['image', 'inspect', '--format', '{{.Id}}', '--', image])
  // The containerd store calls the manifest's digest the image's id, a graph driver the config's.
  const ids: string[] = [layout.manifest.descriptor.digest, layout.manifest.content.config.digest]
  if (!ids.includes(id)) throw new Error(`the engine has ${id} where ${ids.join(' or ')} was built`)
  const known = await knownLayers(folder)
  const size = await measure(layout, { known, reader })
  await keepImage(folder, layout, size, Date.now())
  return { layout, size }
}
