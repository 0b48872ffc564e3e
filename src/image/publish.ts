/** Pushes a tested image and attaches what is known of it. */
import { attestations } from '../attest/attach.ts'
import type { ImageScan } from '../attest/scan.ts'
import { formatBytes } from '../catalog/bytes.ts'
import { lockfilesOf } from '../catalog/cells.ts'
import { artifactsForPlatform, readLockfile } from '../catalog/locks.ts'
import { messageOf } from '../errors.ts'
import type { Layout } from '../layout/layout.ts'
import { type ImageSize, measure } from '../layout/measure.ts'
import { type FingerprintedCell, newestTag } from '../plan/plan.ts'
import { type AcceptanceRecord, encodeRecord, RECORD_TYPE, TEST_RESULT } from '../plan/record.ts'
import { putManifest } from '../registry/manifests.ts'
import { pushImage } from '../registry/push.ts'
import { pushReferrer, type Referrer } from '../registry/referrers.ts'
import type { Repository } from '../registry/repository.ts'
import type { BuildOptions } from './options.ts'

/** An image that is in the engine and within its budget. */
export interface MadeImage {
  readonly target: FingerprintedCell
  readonly reference: string
  readonly layout: Layout
  readonly size: ImageSize
  /** What was found in the layers that were unpacked to measure them. */
  readonly scan: ImageScan
  readonly begun: Date
  readonly seconds: number
}

/**
 * Pushes the bits that were tested under the staging tag, and attaches bill of materials, provenance and
 * acceptance record.
 * @throws RegistryError when the registry refuses.
 */
export async function publish(
  image: MadeImage,
  record: Omit<AcceptanceRecord, 'result'>,
  repository: Repository,
  options: BuildOptions,
): Promise<void> {
  const { cell, tag } = image.target
  const { imageName, progress } = options
  const attached = await statements(image, options)
  const { digest, pushedBytes, skippedBytes } = await pushImage(image.layout, repository, tag)
  const { descriptor: subject, bytes } = image.layout.manifest
  for (const referrer of attached) await pushReferrer(repository, subject, referrer)
  // Last, because a plan takes an image with a record as complete.
  await pushReferrer(repository, subject, {
    artifactType: RECORD_TYPE,
    mediaType: RECORD_TYPE,
    annotations: {
      'in-toto.io/predicate-type': TEST_RESULT,
      'org.opencontainers.image.created': new Date().toISOString(),
    },
    blob: encodeRecord(record, imageName, digest),
  })
  // This tag only helps a later plan to explain itself, so a registry may refuse to move it.
  await putManifest(repository, newestTag(cell), bytes, subject.mediaType).catch((error: unknown) =>
    progress.info(`${newestTag(cell)} was not moved: ${messageOf(error)}`),
  )
  progress.info(`${imageName}:${tag}@${digest}`)
  progress.info(`${formatBytes(pushedBytes)} pushed, ${formatBytes(skippedBytes)} already there`)
}

/** What is known of the image, as artifacts to attach. */
async function statements(
  { target, layout, size, scan, begun }: MadeImage,
  options: BuildOptions,
): Promise<Referrer[]> {
  const { cell, tag } = target
  const locked = await Promise.all(lockfilesOf(cell).map((lock) => readLockfile(options.images, lock)))
  // Layers that an earlier build measured were not unpacked before the tests, to begin these sooner.
  scan.recall(size.layers)
  const scanned = size.layers.filter((_layer, index) => scan.has(index))
  await measure(layout, { known: scanned, reader: scan.reader })
  scan.remember(size.layers)
  const about = {
    name: options.imageName,
    tag,
    digest: layout.manifest.descriptor.digest,
    cell,
    locked: artifactsForPlatform(cell.platform, locked.flat()),
  }
  const run = { ...target, ...options, ...options.origin, started: begun, finished: new Date() }
  return attestations(about, scan.files(), run)
}
