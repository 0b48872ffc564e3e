/** Pushes an image from its layout. */
import { RegistryError } from '../errors.ts'
import type { Layout } from '../layout/layout.ts'
import type { Digest } from '../oci/digest.ts'
import { inParallel } from '../parallel.ts'
import { pushBlob } from './blobs.ts'
import { BLOBS, largestFirst } from './copy.ts'
import { getManifest, putManifest } from './manifests.ts'
import { formatRepository, type Repository } from './repository.ts'

/**
 * Pushes an image from its layout, bit for bit: first the blobs that the repository doesn't have, then the manifest under
 * the tag, which is read back.
 * @param options.mountFrom repositories of the same registry that may have some of its blobs
 * @returns also the bytes of blobs that were sent, and of those that were there or came from a sibling repository
 * @throws RegistryError when the layout is damaged, or the registry gives back another manifest.
 */
export async function pushImage(
  layout: Layout,
  repository: Repository,
  tag: string,
  options: { readonly mountFrom?: readonly string[] } = {},
): Promise<{ readonly digest: Digest; readonly pushedBytes: number; readonly skippedBytes: number }> {
  const { content, bytes, descriptor } = layout.manifest
  const { digest } = descriptor
  // A layer may occur twice in an image, and the empty one often does.
  const blobs = largestFirst([content.config, ...content.layers])
  let pushedBytes = 0
  let skippedBytes = 0
  await inParallel(BLOBS, blobs, async (blob) => {
    const upload = await pushBlob(repository, blob, (start) => layout.readBlob(blob, start), options)
    if (upload === 'uploaded') pushedBytes += blob.size
    else skippedBytes += blob.size
  })
  await putManifest(repository, tag, bytes, descriptor.mediaType)
  const found = (await getManifest(repository, tag))?.descriptor.digest
  if (found === digest) return { digest, pushedBytes, skippedBytes }
  const name = `${formatRepository(repository)}:${tag}`
  throw new RegistryError(`${name} should be ${digest}; the registry gives ${found ?? 'nothing'}`)
}
