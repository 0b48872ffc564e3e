/** Pushes a tested image with what is attached to it. */
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

/** An image that was built, measured and tested. */
export interface TestedImage {
  readonly layout: Layout
  readonly size: ImageSize
  /** What was found in the layers that were unpacked to measure them. */
  readonly scan: ImageScan
  readonly record: Omit<AcceptanceRecord, 'result'>
  /** When its build began. */
  readonly begun: Date
}

/**
 * Pushes the bits that were tested under the staging tag, and attaches bill of materials, provenance and
 * acceptance record.
 * @throws RegistryError when the registry refuses.
 */
export async function publish(
  target: FingerprintedCell,
  image: TestedImage,
  repository: Repository,
  options: BuildOptions,
): Promise<void> {
  const { cell, tag } = target
  const { imageName, progress } = options
  const attached = await statements(target, image, options)
  const { digest, pushedBytes, skippedBytes } = await pushImage(image.layout, repository, tag)
  const { descriptor: subject, bytes } = image.layout.manifest
  for (const referrer of attached) await pushReferrer(repository, subject, referrer)
  // The last of all: a plan takes an image with a record as done.
  await pushReferrer(repository, subject, {
    artifactType: RECORD_TYPE,
    mediaType: RECORD_TYPE,
    annotations: {
      'in-toto.io/predicate-type': TEST_RESULT,
      'org.opencontainers.image.created': new Date().toISOString(),
    },
    blob: encodeRecord(image.record, imageName, digest),
  })
  // For the words of a later plan only: a registry may forbid tags that move.
  await putManifest(repository, newestTag(cell), bytes, subject.mediaType).catch((error: unknown) =>
    progress.info(`${newestTag(cell)} was not moved: ${messageOf(error)}`),
  )
  progress.info(`${imageName}:${tag}@${digest}`)
  progress.info(`${formatBytes(pushedBytes)} pushed, ${formatBytes(skippedBytes)} were there`)
}

/** What is known of the image, as artifacts to attach. */
async function statements(
  target: FingerprintedCell,
  { layout, size, scan, begun }: TestedImage,
  options: BuildOptions,
): Promise<Referrer[]> {
  const { cell, tag } = target
  const locked = await Promise.all(lockfilesOf(cell).map((lock) => readLockfile(options.images, lock)))
  // A layer that an earlier build measured was not unpacked, so that the tests could begin at once.
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
