/** Stores whole images: pushed from a layout, or copied from another repository of the same registry. */
import { Readable } from 'node:stream'
import { RegistryError } from '../errors.ts'
import type { Layout } from '../layout/layout.ts'
import type { Descriptor } from '../oci/descriptor.ts'
import type { Digest } from '../oci/digest.ts'
import { isIndexType, parseIndex, parseManifest } from '../oci/manifest.ts'
import { inParallel } from '../parallel.ts'
import { openBlob, pushBlob } from './blobs.ts'
import { getManifest, putManifest, type StoredManifest } from './manifests.ts'
import { attachReferrer, listReferrers, unlessUnreadable } from './referrers.ts'
import { formatRepository, type Repository } from './repository.ts'

/** Blobs at a time. More are not faster, and registries limit requests by address. */
const BLOBS = 3

/** Attachments may have attachments of their own; deeper ones are not copied. */
const MAX_DEPTH = 4

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
  // The largest first, so that none of them is left for the end.
  const blobs = unique([content.config, ...content.layers]).sort((a, b) => b.size - a.size)
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

/** A layer may occur twice in an image, and the empty one often does. */
function unique(blobs: readonly Descriptor[]): Descriptor[] {
  return [...new Map(blobs.map((blob) => [blob.digest, blob])).values()]
}

/**
 * Copies an image or an index bit for bit, with all that is attached to it: mounts blobs if the registry can, or sends them.
 * @throws RegistryError when something of it is not in the source.
 */
export async function copyImage(from: Repository, to: Repository, digest: Digest, depth = 0): Promise<void> {
  const stored = await getManifest(from, digest)
  if (stored === undefined) throw new RegistryError(`${digest} is not in ${formatRepository(from)}`)
  await copy(from, to, stored, depth)
}

/** @param depth how many attachments it is away from the image that is copied */
async function copy(from: Repository, to: Repository, stored: StoredManifest, depth: number): Promise<void> {
  const { digest, mediaType } = stored.descriptor
  const { children, blobs } = partsOf(from, stored)
  for (const child of children) await copyImage(from, to, child.digest, depth)
  const mountFrom = [from.image.repository]
  await inParallel(BLOBS, blobs, async (blob) => {
    const open = (start: number): Readable => Readable.from(bytesOf(from, blob, start), { objectMode: false })
    await pushBlob(to, blob, open, { mountFrom })
  })
  await putManifest(to, digest, stored.bytes, mediaType)
  const attached = depth < MAX_DEPTH ? await listReferrers(from, digest) : []
  if (attached.length === 0) return
  const there = new Set((await listReferrers(to, digest)).map((referrer) => referrer.digest))
  const note = (problem: string): void =>
    from.client.note(`an artifact attached to ${digest} is not copied: ${problem}`)
  // One by one: in a registry without the referrers API they share a list.
  for (const referrer of attached.filter((referrer) => !there.has(referrer.digest))) {
    const found = await unlessUnreadable(note, async () => {
      const artifact = await getManifest(from, referrer.digest)
      if (artifact !== undefined) partsOf(from, artifact)
      return artifact
    })
    // The referrer may have been garbage-collected although it is still listed.
    if (found === undefined) continue
    await copy(from, to, found, depth + 1)
    await attachReferrer(to, digest, referrer)
  }
}

/** What a manifest or an index is made of. @throws RegistryError when it is neither. */
function partsOf(repository: Repository, { bytes, descriptor: { digest, mediaType } }: StoredManifest) {
  const what = `${digest} in ${formatRepository(repository)}`
  if (isIndexType(mediaType)) {
    return { children: parseIndex(bytes, what, repository.client.note).manifests, blobs: [] }
  }
  const { config, layers } = parseManifest(bytes, what)
  return { children: [], blobs: unique([config, ...layers]) }
}

/** The bytes of a blob from an offset on. Read whole, it is verified. */
async function* bytesOf(repository: Repository, blob: Descriptor, start: number): AsyncGenerator<Buffer> {
  let before = start
  for await (const chunk of (await openBlob(repository, blob)) as AsyncIterable<Buffer>) {
    if (before < chunk.length) yield chunk.subarray(before)
    before = Math.max(0, before - chunk.length)
  }
}
