/** Pushes an image from its layout. */
import { RegistryError } from '../errors.ts'
import type { Layout } from '../layout/layout.ts'
import type { Descriptor } from '../oci/descriptor.ts'
import type { Digest } from '../oci/digest.ts'
import { inParallel } from '../parallel.ts'
import { getManifest, putManifest } from './manifests.ts'
import { formatRepository, type Repository } from './repository.ts'
import { pushBlob, type Upload } from './upload.ts'

/** Uploads at a time. More are not faster, and registries limit requests by address. */
const UPLOADS = 3

/** A blob that is in the repository now. */
export interface BlobProgress {
  readonly descriptor: Descriptor
  readonly upload: Upload
}

export interface PushResult {
  readonly digest: Digest
  /** Bytes of blobs that were sent. */
  readonly pushedBytes: number
  /** Bytes of blobs that were there or came from a sibling repository. */
  readonly skippedBytes: number
}

/**
 * Pushes an image from its layout, bit for bit: first the blobs that the repository doesn't have, then the manifest under
 * the tag, which is read back.
 * @param options.mountFrom repositories of the same registry that may have some of its blobs
 * @throws RegistryError when the layout is damaged, or the registry gives back another manifest.
 */
export async function pushImage(
  layout: Layout,
  repository: Repository,
  tag: string,
  options: {
    readonly mountFrom?: readonly string[]
    readonly onProgress?: (progress: BlobProgress) => void
  } = {},
): Promise<PushResult> {
  const { content, bytes, descriptor } = layout.manifest
  const { mountFrom = [], onProgress = () => {} } = options
  // A layer may occur twice in an image, and the empty one often does.
  const blobs = new Map([content.config, ...content.layers].map((blob) => [blob.digest, blob]))
  // The largest first, so that none of them is left for the end.
  const ordered = [...blobs.values()].sort((a, b) => b.size - a.size)
  const done = await inParallel(UPLOADS, ordered, async (blob) => {
    const upload = await pushBlob(repository, blob, (start) => layout.readBlob(blob, start), { mountFrom })
    onProgress({ descriptor: blob, upload })
    return { upload, size: blob.size }
  })
  await putManifest(repository, tag, bytes, descriptor.mediaType)
  const stored = await getManifest(repository, tag)
  if (stored?.descriptor.digest !== descriptor.digest) {
    const found = stored?.descriptor.digest ?? 'nothing'
    throw new RegistryError(
      `${formatRepository(repository)}:${tag} should be ${descriptor.digest}; the registry gives ${found}`,
    )
  }
  const sum = (wanted: boolean): number =>
    done.reduce((total, { upload, size }) => total + ((upload === 'uploaded') === wanted ? size : 0), 0)
  return { digest: descriptor.digest, pushedBytes: sum(true), skippedBytes: sum(false) }
}
