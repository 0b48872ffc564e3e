import { mkdir, rm } from 'node:fs/promises'
import path from 'node:path'
import { performance } from 'node:perf_hooks'
import { attestations } from '../attest/attach.ts'
import { lockedFor } from '../attest/image.ts'
import { ImageScan } from '../attest/scan.ts'
import { formatBytes } from '../catalog/bytes.ts'
import { type Cell, locksOf } from '../catalog/cells.ts'
import { readLock } from '../catalog/locks.ts'
import type { Catalog } from '../catalog/schema.ts'
import {
  BUILDX_ENVIRONMENT,
  type BuildRequest,
  buildArguments,
  buildEnvironment,
  builtImage,
} from '../engine/buildx.ts'
import { lastLines } from '../engine/command.ts'
import { type Docker, dockerOutput } from '../engine/docker.ts'
import { hostProxies } from '../engine/host.ts'
import { ConfigurationError, messageOf } from '../errors.ts'
import type { Descriptor } from '../oci/descriptor.ts'
import { type Layout, openLayout } from '../oci/layout.ts'
import { type ImageSize, type MeasureOptions, measure } from '../oci/measure.ts'
import { pushImage } from '../oci/push.ts'
import type { Referrer } from '../oci/referrers.ts'
import type { Repository } from '../oci/registry.ts'
import { notedParts, notedTestParts } from '../plan/changes.ts'
import { type Base, newestTag, type Target } from '../plan/plan.ts'
import {
  type AcceptanceRecord,
  encodeRecord,
  RECORD_TYPE,
  TEST_RESULT,
  type TestOutcome,
} from '../plan/record.ts'
import { runAcceptance, serviceImage } from './acceptance.ts'
import { checkBudget } from './budget.ts'
import { type FolderCache, type KeptDownloads, restoreDownloads } from './downloads.ts'
import { imageRequest, type Origin, serviceRequest } from './image.ts'
import { keepImage, knownLayers, prepareLayout } from './kept.ts'
import type { LayerCache } from './layers.ts'

/** What a build says while it goes on. */
export interface Progress {
  /** A step begins: build, measure, test, push. */
  step(text: string): void
  /** A fact about the step. */
  info(text: string): void
  /** A line of BuildKit's own progress. */
  line(text: string): void
}

/** Where and how a cell is built. */
export interface BuildOptions {
  /** The images folder. */
  readonly images: string
  readonly catalog: Catalog
  readonly base: Base
  readonly origin: Origin
  readonly docker: Docker
  /** The buildx builder; undefined for the current one. */
  readonly builder?: string
  readonly noCache?: boolean
  /** Folder for downloads, which are removed at the end. */
  readonly workFolder: string
  /** Folder of the OCI layout, which is kept from one build to the next. */
  readonly layoutFolder: string
  /** Where downloads are kept from one build to the next. */
  readonly cache?: FolderCache
  /** Where BuildKit keeps layers from one build to the next. */
  readonly layers?: LayerCache
  /** `registry/name`, without a tag. */
  readonly imageName: string
  /** Where the image goes; undefined to build and test only. */
  readonly repository?: Repository
  /** The build secret of repositorySecret(), where the catalog names repositories. */
  readonly repositories?: string
  /** Where locks of a user's own are, by the name that a build gives them. */
  readonly places?: ReadonlyMap<string, string>
  readonly env: NodeJS.ProcessEnv
  readonly progress: Progress
}

/** A cell's image, built, within its budget and tested. */
export interface BuiltImage {
  /** `registry/name:tag`, as it is loaded into the engine and, if it was pushed, in the registry. */
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

/**
 * Builds a target's image, measures it, tests it and pushes the very bits that were tested, under the
 * staging tag, with its bill of materials, its provenance and the acceptance record attached.
 * @throws ConfigurationError when a download is not what its lock says, the image is over its budget, a
 *   test fails, or the registry refuses. Nothing is pushed then.
 */
export async function buildCell(target: Target, options: BuildOptions): Promise<BuiltImage> {
  const { cell } = target
  const { docker, progress, imageName } = options
  const started = performance.now()
  const begun = new Date()
  const image = `${imageName}:${target.tag}`
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
      reference: image,
      ...(kept === undefined ? {} : { downloads: kept.contexts }),
    })
    await runCached(cell, request, options)
    const built = await builtImage(metadataFile)
    await kept?.keepOthers((stage, folder) =>
      runBuild(cell, { ...request, target: stage, outputs: [{ type: 'local', dest: folder }] }, options),
    )

    progress.step(`measure ${cell.id}`)
    const scan = new ImageScan()
    const { layout, size } = await takeImage(layoutFolder, built, image, docker, scan.reader)
    progress.info(`${formatBytes(size.unpacked)} unpacked, ${formatBytes(size.compressed)} compressed`)
    checkBudget(cell, size)

    progress.step(`test ${cell.id}`)
    const tests = await runAcceptance(cell, {
      docker,
      image,
      images: options.images,
      service: (name) => makeService(name, cell, options),
      onOutcome: (outcome) => progress.info(describe(outcome)),
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
    if (options.repository !== undefined) {
      progress.step(`push ${cell.id}`)
      const locked = await Promise.all(locksOf(cell).map((lock) => readLock(options.images, lock)))
      const attested = {
        name: imageName,
        tag: target.tag,
        digest: layout.manifest.descriptor.digest,
        cell,
        locked: lockedFor(cell.platform, locked.flat()),
      }
      const run = { ...target, ...options, ...options.origin, started: begun, finished: new Date() }
      // A layer that an earlier build measured was not unpacked, so that the tests could begin at once.
      const scanned = size.layers.filter((_layer, index) => scan.has(index))
      await measure(layout, { known: scanned, reader: scan.reader })
      const attached = attestations(attested, scan.findings(), run)
      await push(layout, record, target, options.repository, options, attached)
    }
    return {
      image,
      digest: layout.manifest.descriptor.digest,
      imageId: layout.manifest.content.config.digest,
      pushed: options.repository !== undefined,
      size,
      record,
      seconds: Math.round((performance.now() - started) / 1000),
    }
  } finally {
    await rm(downloads, { recursive: true, force: true })
    await rm(metadataFile, { force: true })
  }
}

/** What the cache has of the cell's downloads; nothing when there is no cache or it is not to be used. */
async function keptDownloads(
  { cell }: Target,
  folder: string,
  { cache, noCache, images, progress }: BuildOptions,
): Promise<KeptDownloads | undefined> {
  if (cache === undefined || noCache === true) return undefined
  progress.step(`restore the downloads of ${cell.id}`)
  return restoreDownloads(cell, images, folder, cache, (text) => progress.info(text))
}

/** Makes the image of a server that a test uses; the engine's cache has it the second time. */
async function makeService(name: string, cell: Cell, options: BuildOptions): Promise<string> {
  const image = serviceImage(name)
  await runBuild(cell, await serviceRequest(name, image, options), options)
  return image
}

/** Runs a build with its layer cache; where BuildKit refuses to set that up, without it. */
async function runCached(cell: Cell, request: BuildRequest, options: BuildOptions): Promise<void> {
  const { layers, noCache, progress } = options
  if (layers === undefined || noCache === true) return runBuild(cell, request, options)
  try {
    await runBuild(cell, { ...request, cacheFrom: layers.from, cacheTo: layers.to }, options)
  } catch (error) {
    const flaw = /failed to configure \S+ cache (?:im|ex)porter.*/.exec(messageOf(error))?.[0]
    if (flaw === undefined) throw error
    progress.info(`the layer cache is not used: ${flaw}`)
    await runBuild(cell, request, options)
  }
}

async function runBuild(cell: Cell, request: BuildRequest, options: BuildOptions): Promise<void> {
  const tail: string[] = []
  const { exitCode } = await options.docker(buildArguments(request), {
    env: { ...hostProxies(options.env), ...BUILDX_ENVIRONMENT, ...buildEnvironment(request) },
    onLine: (line) => {
      options.progress.line(line)
      tail.push(line)
      if (tail.length > 400) tail.shift()
    },
  })
  if (exitCode === 0) return
  // The fetch scripts say this of a download that is not what its lock pins, each on a line of its own.
  const mismatch = tail.flatMap((line) => /lock mismatch: (.*)$/.exec(line)?.[1] ?? [])[0]
  if (mismatch !== undefined) {
    const [name = '', ...rest] = mismatch.split(':')
    const place = [options.places?.get(name) ?? name, ...rest].join(':')
    throw new ConfigurationError(`${cell.id}: ${place}. Nothing was built.`)
  }
  throw new ConfigurationError(`${cell.id}: the build failed:\n${lastLines(tail.join('\n'), 20)}`)
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
  const size = await measure(layout, { known, ...(reader === undefined ? {} : { reader }) })
  await keepImage(folder, layout, size, Date.now())
  return { layout, size }
}

async function checkLoaded(layout: Layout, image: string, docker: Docker): Promise<void> {
  const id = await dockerOutput(docker, ['image', 'inspect', '--format', '{{.Id}}', '--', image])
  // The containerd store calls the manifest's digest the image's id, a graph driver the config's.
  const known: string[] = [layout.manifest.descriptor.digest, layout.manifest.content.config.digest]
  if (!known.includes(id)) throw new Error(`the engine has ${id} where ${known.join(' or ')} was built`)
}

async function push(
  layout: Layout,
  record: BuiltImage['record'],
  { cell, tag }: Target,
  repository: Repository,
  { imageName, progress }: BuildOptions,
  attached: readonly Referrer[],
): Promise<void> {
  const { digest, pushedBytes, skippedBytes } = await pushImage(layout, repository, tag)
  const { descriptor: subject, bytes } = layout.manifest
  for (const referrer of attached) await repository.pushReferrer(subject, referrer)
  // The last of all: a plan takes an image with a record as done.
  await repository.pushReferrer(subject, {
    artifactType: RECORD_TYPE,
    mediaType: RECORD_TYPE,
    annotations: {
      'in-toto.io/predicate-type': TEST_RESULT,
      'org.opencontainers.image.created': new Date().toISOString(),
    },
    blob: encodeRecord(record, imageName, digest),
  })
  // For the words of a later plan only: a registry may forbid tags that move.
  await repository
    .putManifest(newestTag(cell), bytes, subject.mediaType)
    .catch((error: unknown) => progress.info(`${newestTag(cell)} was not moved: ${messageOf(error)}`))
  progress.info(`${imageName}:${tag}@${digest}`)
  progress.info(`${formatBytes(pushedBytes)} pushed, ${formatBytes(skippedBytes)} were there`)
}

function describe({ name, outcome, seconds, saw }: TestOutcome): string {
  return [`${outcome} ${name} (${seconds.toFixed(1)} s)`, ...saw.map((line) => `    ${line}`)].join('\n')
}
