/** Builds, measures, tests and pushes cells. */
import { randomInt } from 'node:crypto'
import { mkdir, readFile, rm } from 'node:fs/promises'
import path from 'node:path'
import { performance } from 'node:perf_hooks'
import { debianVersions, listPackages } from '../attest/packages.ts'
import { attestations } from '../attest/provenance.ts'
import { ImageScan } from '../attest/scan.ts'
import { SPDX_TYPE } from '../attest/spdx.ts'
import { compileVex } from '../attest/vex.ts'
import { formatBytes } from '../catalog/bytes.ts'
import { lockfilesOf } from '../catalog/cells.ts'
import { artifactsForPlatform, artifactsInImages, broughtJars, parseLockfile } from '../catalog/lockfile.ts'
import { overdueReviews } from '../catalog/statements.ts'
import { builtImage } from '../engine/buildx.ts'
import { removeLater } from '../engine/container.ts'
import { type Docker, dockerOutput } from '../engine/docker.ts'
import { messageOf } from '../errors.ts'
import { openLayout } from '../layout/layout.ts'
import { type MeasureOptions, measure } from '../layout/measure.ts'
import type { Descriptor } from '../oci/descriptor.ts'
import { inParallel, Semaphore } from '../parallel.ts'
import { notedParts } from '../plan/changes.ts'
import { baseOf, type FingerprintedCell, newestTag } from '../plan/plan.ts'
import { type AcceptanceRecord, encodeRecord, TEST_RESULT } from '../plan/record.ts'
import { putManifest } from '../registry/manifests.ts'
import { pushImage } from '../registry/push.ts'
import { pushReferrer, type Referrer, statementReferrer } from '../registry/referrers.ts'
import { AT_A_TIME, runAcceptance } from './acceptance.ts'
import { checkBudget } from './disk.ts'
import { restoreDownloads } from './downloads.ts'
import { archiveContext, imageRequest } from './image.ts'
import { keepImage, knownLayers, prepareLayout } from './kept.ts'
import type { BuildOptions } from './options.ts'
import { runBuild, runCached } from './run.ts'

export type BuiltImage = Awaited<ReturnType<typeof finishImage>>

/**
 * Builds, measures and tests an image and pushes the very bits that were tested. The engine keeps one that is not pushed.
 * @throws ConfigurationError, and pushes nothing, on a wrong download, an image over its budget, a failed test, or
 * vulnerabilities that the catalog does not allow.
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

/**
 * Builds several cells. While an image is tested the next one is made, which mostly waits for network and disk. The engine
 * keeps only the last of the pushed images, since a whole family would take tens of gigabytes.
 * @throws what buildCell() throws, after the other cells that were started have ended. Images pushed by then stay.
 */
export async function buildCells(targets: readonly FingerprintedCell[], where: BuildOptions) {
  const [making, testing] = [new Semaphore(1), new Semaphore(AT_A_TIME)]
  const scanned: BuildOptions['scanned'] = new Map()
  // The engine holds three images at a time: one is made, two are tested.
  return inParallel(3, [...targets.entries()], async ([turn, target]) => {
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

type MadeImage = Awaited<ReturnType<typeof makeImage>>

/** The first half of buildCell(): the image, built under the name `reference` in the engine, and measured. */
async function makeImage(
  target: FingerprintedCell,
  options: BuildOptions,
  reference = `${options.imageName}:${target.tag}`,
) {
  const { cell } = target
  const { docker, progress, layoutFolder: layoutPath, workFolder } = options
  const [started, begun] = [performance.now(), new Date()]
  const downloads = path.join(workFolder, 'downloads')
  const archive = path.join(workFolder, 'debian-archive')
  const metadataFile = path.join(workFolder, `${target.tag}.json`)
  await mkdir(workFolder, { recursive: true })
  await prepareLayout(layoutPath, Date.now())
  try {
    const cache = options.noCache === true ? undefined : options.cache
    if (cache !== undefined) progress.step(`restore the downloads of ${cell.id}`)
    const kept = cache && (await restoreDownloads(cell, options.images, downloads, cache, progress.warning))
    progress.step(`build ${cell.id}`)
    const contexts = { ...kept?.contexts, ...(await archiveContext(target, options, archive)) }
    const made = { layout: layoutPath, metadataFile, reference, contexts }
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
    await rm(archive, { recursive: true, force: true })
    await rm(metadataFile, { force: true })
  }
}

/** The second half of buildCell(): the image, tested and pushed. */
async function finishImage(made: MadeImage, options: BuildOptions) {
  const { target, reference, layout, size } = made
  const { cell, fingerprint, testsFingerprint } = target
  const { progress } = options
  const image = `${options.imageName}:${target.tag}`
  const started = performance.now()
  progress.step(`test ${cell.id}`)
  const tests = await runAcceptance({ cell, image, reference }, options, (result) => {
    const head = `${result.outcome} ${result.name} of ${cell.id} (${result.seconds.toFixed(1)} s)`
    progress.info([head, ...result.saw.map((line) => `    ${line}`)].join('\n'))
  })
  const { descriptor, content } = layout.manifest
  const isUsed =
    options.repository !== undefined ||
    options.catalog.vulnerabilities !== undefined ||
    options.isCompared === true
  const { attached = [], packages } = isUsed ? await statements(made, options) : {}
  const record: Omit<AcceptanceRecord, 'result'> = {
    cell: cell.id,
    platform: cell.platform,
    fingerprint,
    testsFingerprint,
    compressedBytes: size.compressed,
    unpackedBytes: size.unpacked,
    tests,
    parts: notedParts(target.parts),
    testParts: notedParts(target.testParts),
    archive: target.archive,
    packages,
  }
  const vulnerabilities = await checkGate(made, attached, options)
  if (vulnerabilities !== undefined) attached.push(vulnerabilities.statement)
  const created = new Date().toISOString()
  const encoded = encodeRecord(record, options.imageName, descriptor.digest)
  const acceptance = statementReferrer(TEST_RESULT, encoded, created)
  const pushed = await publish(made, attached, acceptance, options)
  const documents: readonly Referrer[] = [...attached, acceptance]
  const compared = options.isCompared === true ? { layout, documents } : undefined
  // Engines with a graph driver call the image config's digest the image's id.
  const [digest, imageId] = [descriptor.digest, content.config.digest]
  const seconds = Math.round(made.seconds + secondsSince(started))
  const report = vulnerabilities?.report
  return { image, digest, imageId, pushed, size, record, seconds, vulnerabilities: report, compared }
}

const secondsSince = (started: number): number => (performance.now() - started) / 1000

/**
 * Opens the built image in its layout and measures it. `reader` gets the layers that no earlier build in this folder had.
 * @throws Error unless the engine has the very image that the layout has: what is tested is what is pushed.
 */
export async function takeImage(
  folder: string,
  built: Descriptor,
  image: string,
  docker: Docker,
  reader?: MeasureOptions['reader'],
) {
  const layout = await openLayout(folder, built)
  const id = await dockerOutput(docker, ['image', 'inspect', '--format', '{{.Id}}', '--', image])
  // The containerd store calls the manifest's digest the image's id, a graph driver the config's.
  const ids: string[] = [layout.manifest.descriptor.digest, layout.manifest.content.config.digest]
  if (!ids.includes(id)) throw new Error(`the engine has ${id} where ${ids.join(' or ')} was built`)
  const size = await measure(layout, { known: await knownLayers(folder), reader })
  await keepImage(folder, layout, size, Date.now())
  return { layout, size }
}

/**
 * What is known of the vulnerabilities of an image, as a report and as a statement to attach; undefined if nobody could
 * say. @throws ConfigurationError as checkVulnerabilities().
 */
async function checkGate(
  { target, layout }: MadeImage,
  attached: readonly Referrer[],
  options: BuildOptions,
) {
  const { catalog, imageName, progress, origin } = options
  const policy = catalog.vulnerabilities
  const spdx = attached.find(({ mediaType }) => mediaType === SPDX_TYPE)?.blob
  if (policy === undefined || spdx === undefined) return undefined
  progress.step(`look up the vulnerabilities of ${target.cell.id}`)
  // Loaded here: few builds rate vulnerabilities.
  const { checkVulnerabilities } = await import('../vulnerabilities/gate.ts')
  const { vulnerabilityStatement } = await import('../vulnerabilities/attestation.ts')
  const { digest } = layout.manifest.descriptor
  const report = await checkVulnerabilities(
    { cell: target.cell, image: `${imageName}:${target.tag}`, digest, spdx },
    { policy, catalog, released: options.released ?? options.repository, progress },
  )
  if (report === undefined) return undefined
  const about = { name: imageName, digest, database: policy.url, invocation: origin.invocation }
  return { report, statement: vulnerabilityStatement(report, about) }
}

/** Pushes under the staging tag, if that is asked for, and attaches what is known. @throws RegistryError on a refusal. */
async function publish(
  image: MadeImage,
  attached: readonly Referrer[],
  acceptance: Referrer,
  options: BuildOptions,
) {
  const { cell, tag } = image.target
  const { imageName, progress, repository, signer } = options
  if (repository === undefined) return false
  progress.step(`push ${cell.id}`)
  const { digest, pushedBytes, skippedBytes } = await pushImage(image.layout, repository, tag)
  const { descriptor: subject, bytes } = image.layout.manifest
  for (const referrer of attached) await pushReferrer(repository, subject, referrer)
  if (signer !== undefined) {
    progress.step(`sign ${cell.id}`)
    await signer.sign(repository, subject, [...attached, acceptance])
  }
  // Last, because a plan takes an image with a record as complete.
  await pushReferrer(repository, subject, acceptance)
  // This tag only helps a later plan to explain itself, so a registry may refuse to move it.
  await putManifest(repository, newestTag(cell), bytes, subject.mediaType).catch((error: unknown) =>
    progress.info(`${newestTag(cell)} was not moved: ${messageOf(error)}`),
  )
  progress.info(`${imageName}:${tag}@${digest}`)
  progress.info(`${formatBytes(pushedBytes)} pushed, ${formatBytes(skippedBytes)} already there`)
  return true
}

/** What is attached to an image, and its Debian packages with their versions. */
async function statements(image: MadeImage, options: BuildOptions) {
  const { target, layout, size, scan, begun } = image
  const { cell, tag } = target
  const names = lockfilesOf(cell)
  const texts = await Promise.all(names.map((lock) => readFile(path.join(options.images, lock), 'utf8')))
  const locked = texts.flatMap((text, index) => parseLockfile(text, `images/${names[index]}`))
  const artifacts = artifactsInImages(locked.flatMap(({ artifact }) => artifact ?? []))
  // Layers that an earlier build measured were not unpacked before the tests, to begin these sooner.
  await measure(layout, { known: scan.recall(size.layers), reader: scan.reader })
  scan.remember(size.layers)
  const pinned = artifactsForPlatform(cell.platform, artifacts)
  const { digest } = layout.manifest.descriptor
  const about = { name: options.imageName, tag, digest, cell, locked: pinned, brought: broughtJars(texts) }
  const base = baseOf(cell, options.bases)
  const run = { ...target, ...options, ...options.origin, base, started: begun, finished: new Date() }
  const packages = listPackages(about, scan.files())
  const vex = compileVex(about, packages, run)
  for (const note of vex.notes) options.progress.info(note)
  for (const overdue of overdueReviews(vex.used, run.finished)) options.progress.warning(overdue)
  const attached: Referrer[] = [
    ...attestations(about, packages, run),
    ...(vex.referrer ? [vex.referrer] : []),
  ]
  return { attached, packages: debianVersions(packages) }
}
