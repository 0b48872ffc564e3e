/** Copies images and their attachments between repositories of one registry. */
import { Readable } from 'node:stream'
import { RegistryError } from '../errors.ts'
import type { Descriptor } from '../oci/descriptor.ts'
import type { Digest } from '../oci/digest.ts'
import { isIndexType, parseIndex, parseManifest } from '../oci/manifest.ts'
import { inParallel } from '../parallel.ts'
import { openBlob } from './blobs.ts'
import { getManifest, putManifest, type StoredManifest } from './manifests.ts'
import { attachReferrer, listReferrers, unlessUnreadable } from './referrers.ts'
import { formatRepository, type Repository } from './repository.ts'
import { pushBlob } from './upload.ts'

/** Blobs at a time. */
const BLOBS = 3

/** Attachments may have attachments of their own; deeper ones are not copied. */
const MAX_DEPTH = 4

/**
 * Copies an image or an index to another repository of the same registry, bit for bit, with all that is attached to it.
 * Blobs are mounted if the registry can, and sent otherwise.
 * @throws RegistryError when something of it is not in the source.
 */
export async function copyImage(source: Repository, target: Repository, digest: Digest): Promise<void> {
  await copy(source, target, await read(source, digest), 0)
}

async function read(source: Repository, digest: Digest): Promise<StoredManifest> {
  const stored = await getManifest(source, digest)
  if (stored !== undefined) return stored
  throw new RegistryError(`${digest} is not in ${formatRepository(source)}`)
}

async function copy(
  source: Repository,
  target: Repository,
  { bytes, descriptor }: StoredManifest,
  depth: number,
): Promise<void> {
  const { digest, mediaType } = descriptor
  const { children, blobs } = partsOf(source, { bytes, descriptor })
  for (const child of children) await copy(source, target, await read(source, child.digest), depth)
  await inParallel(BLOBS, blobs, async (blob) => {
    await pushBlob(target, blob, (start) => openFrom(source, blob, start), {
      mountFrom: [source.image.repository],
    })
  })
  await putManifest(target, digest, bytes, mediaType)
  if (depth < MAX_DEPTH) await copyReferrers(source, target, digest, depth)
}

/** What a manifest or an index is made of. @throws RegistryError when it is neither. */
function partsOf(
  source: Repository,
  { bytes, descriptor: { digest, mediaType } }: StoredManifest,
): { readonly children: readonly Descriptor[]; readonly blobs: readonly Descriptor[] } {
  const what = `${digest} in ${formatRepository(source)}`
  if (isIndexType(mediaType)) {
    const { manifests } = parseIndex(bytes, what, (line) => source.client.note(line))
    return { children: manifests, blobs: [] }
  }
  const { config, layers } = parseManifest(bytes, what)
  const blobs = new Map([config, ...layers].map((blob) => [blob.digest, blob]))
  return { children: [], blobs: [...blobs.values()] }
}

/** Copies attachments one by one: in a registry without the referrers API they share a list. */
async function copyReferrers(
  source: Repository,
  target: Repository,
  subject: Digest,
  depth: number,
): Promise<void> {
  const attached = await listReferrers(source, subject)
  if (attached.length === 0) return
  const there = new Set((await listReferrers(target, subject)).map(({ digest }) => digest))
  for (const referrer of attached.filter(({ digest }) => !there.has(digest))) {
    const note = (problem: string): void =>
      source.client.note(`an artifact attached to ${subject} is not copied: ${problem}`)
    const stored = await unlessUnreadable(note, async () => {
      const found = await getManifest(source, referrer.digest)
      if (found !== undefined) partsOf(source, found)
      return found
    })
    // The referrer may have been garbage-collected although it is still listed.
    if (stored === undefined) continue
    await copy(source, target, stored, depth + 1)
    await attachReferrer(target, subject, referrer)
  }
}

/** A blob of another repository from an offset on. Read whole, it is verified. */
function openFrom(source: Repository, blob: Descriptor, start: number): Readable {
  async function* bytes(): AsyncGenerator<Buffer> {
    let position = 0
    for await (const chunk of (await openBlob(source, blob)) as AsyncIterable<Buffer>) {
      const rest = chunk.subarray(Math.min(chunk.length, Math.max(0, start - position)))
      position += chunk.length
      if (rest.length > 0) yield rest
    }
  }
  return Readable.from(bytes(), { objectMode: false })
}
