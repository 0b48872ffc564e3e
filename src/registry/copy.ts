/**
 * Copies images bit for bit, with all that is attached to them, between repositories and OCI layouts. What is to be copied
 * is collected first: so each blob is sent once, whatever images have it.
 */
import { Readable } from 'node:stream'
import { RegistryError } from '../errors.ts'
import type { Descriptor } from '../oci/descriptor.ts'
import type { Digest } from '../oci/digest.ts'
import { isIndexType, parseIndex, parseManifest } from '../oci/manifest.ts'
import { apiUrl } from '../oci/reference.ts'
import { inParallel } from '../parallel.ts'
import { type BlobSource, openBlob, pushBlob } from './blobs.ts'
import { receiveError } from './http/failure.ts'
import { getManifest, putManifest, type StoredManifest } from './manifests.ts'
import { attachReferrers, listReferrers, unlessUnreadable } from './referrers.ts'
import { formatRepository, REQUESTS, type Repository } from './repository.ts'

/** Blobs at a time. More are not faster, and registries limit requests by address. */
export const BLOBS = 3

/** Attachments may have attachments of their own; deeper ones are not copied. */
const MAX_DEPTH = 4

/** Where images are: a repository, or an OCI layout. */
export interface ImageSource {
  /** For messages. */
  readonly name: string
  /** Logs what is left out, and why. */
  readonly note: (line: string) => void
  /** What a tag or a digest names, verified; undefined where there is nothing. @throws RegistryError */
  read(reference: string): Promise<StoredManifest | undefined>
  /** What is attached to a manifest. @throws RegistryError */
  referrers(subject: Digest): Promise<readonly Descriptor[]>
  /** A blob's bytes from an offset on. The stream of a whole blob fails if they are not what the descriptor says. */
  open(blob: Descriptor, start: number): Readable
}

/** Where images go. Nothing of it names anything: that comes after. */
export interface ImageTarget {
  /** Stores a blob unless it is there. @returns whether its bytes were sent */
  storeBlob(blob: Descriptor, open: BlobSource): Promise<boolean>
  /** Stores a manifest whose blobs, or images, are there. */
  storeManifest(stored: StoredManifest): Promise<void>
  /** Lists manifests with the one that they name as their subject, where that takes more than storing them. */
  attach(subject: Digest, referrers: readonly Descriptor[]): Promise<void>
}

/** Images, and all that is attached to them. */
export interface ImageContents {
  /** An index comes after the images that it lists. */
  readonly manifests: readonly StoredManifest[]
  /** Each once, the largest first, so that none of them is left for the end. */
  readonly blobs: readonly Descriptor[]
  /** By subject, in the order in which they were attached. */
  readonly attached: ReadonlyMap<Digest, readonly Descriptor[]>
}

/** What storeImages() did, in bytes of blobs. */
export interface Copied {
  readonly sentBytes: number
  /** Of blobs that were there, or came from a sibling repository. */
  readonly skippedBytes: number
}

/**
 * Reads all manifests that belong to images. An attachment that is gone, though it is listed, or can't be read is left out,
 * and noted: anybody may attach anything.
 * @throws RegistryError when something of an image itself is not in the source.
 */
export async function collectImages(
  source: ImageSource,
  images: readonly StoredManifest[],
): Promise<ImageContents> {
  const manifests = new Map<Digest, StoredManifest>()
  const blobs = new Map<Digest, Descriptor>()
  const attached = new Map<Digest, readonly Descriptor[]>()

  async function add(stored: StoredManifest, depth: number): Promise<void> {
    const { digest } = stored.descriptor
    const parts = partsOf(source, stored)
    for (const child of parts.children) await add(await readImage(source, child.digest), depth)
    for (const blob of parts.blobs) blobs.set(blob.digest, blob)
    manifests.set(digest, stored)
    if (depth === MAX_DEPTH || attached.has(digest)) return
    const note = (problem: string): void =>
      source.note(`an artifact attached to ${digest} is not copied: ${problem}`)
    const found: Descriptor[] = []
    attached.set(digest, found)
    for (const referrer of await source.referrers(digest)) {
      const artifact = await unlessUnreadable(note, async () => {
        const read = await source.read(referrer.digest)
        if (read !== undefined) partsOf(source, read)
        return read
      })
      if (artifact === undefined) continue
      await add(artifact, depth + 1)
      found.push(referrer)
    }
  }

  await inParallel(REQUESTS, images, (stored) => add(stored, 0))
  return { manifests: [...manifests.values()], blobs: largestFirst(blobs.values()), attached }
}

/** The blobs, each once, the largest first. */
export function largestFirst(blobs: Iterable<Descriptor>): Descriptor[] {
  const unique = new Map([...blobs].map((blob) => [blob.digest, blob]))
  return [...unique.values()].sort((a, b) => b.size - a.size)
}

/**
 * Stores what collectImages() found: blobs, manifests, indexes, and what is attached to them. Every blob is verified on its
 * way, so that a manifest is only stored when all that it names is right.
 * @throws RegistryError when the source is damaged, or the target does not keep what it is given.
 */
export async function storeImages(
  source: ImageSource,
  target: ImageTarget,
  { manifests, blobs, attached }: ImageContents,
): Promise<Copied> {
  let [sentBytes, skippedBytes] = [0, 0]
  await inParallel(BLOBS, blobs, async (blob) => {
    if (await target.storeBlob(blob, (start) => source.open(blob, start))) sentBytes += blob.size
    else skippedBytes += blob.size
  })
  const isIndex = ({ descriptor }: StoredManifest): boolean => isIndexType(descriptor.mediaType)
  await inParallel(
    REQUESTS,
    manifests.filter((stored) => !isIndex(stored)),
    (stored) => target.storeManifest(stored),
  )
  for (const index of manifests.filter(isIndex)) await target.storeManifest(index)
  await inParallel(BLOBS, [...attached], ([subject, referrers]) => target.attach(subject, referrers))
  return { sentBytes, skippedBytes }
}

/**
 * Copies an image or an index from a repository to another one of the same registry: mounts blobs if the registry can.
 * @throws RegistryError when something of it is not in the source.
 */
export async function copyImage(from: Repository, to: Repository, digest: Digest): Promise<void> {
  const source = repositorySource(from)
  const contents = await collectImages(source, [await readImage(source, digest)])
  await storeImages(source, repositoryTarget(to, [from.image.repository]), contents)
}

/** A repository as a place that images come from. */
export function repositorySource(repository: Repository): ImageSource {
  return {
    name: formatRepository(repository),
    note: repository.client.note,
    read: (reference) => getManifest(repository, reference),
    referrers: (subject) => listReferrers(repository, subject),
    open: (blob, start) => Readable.from(bytesOf(repository, blob, start), { objectMode: false }),
  }
}

/** A repository as a place that images go to. @param mountFrom repositories of its registry that may have their blobs */
export function repositoryTarget(repository: Repository, mountFrom: readonly string[] = []): ImageTarget {
  return {
    storeBlob: async (blob, open) => (await pushBlob(repository, blob, open, { mountFrom })) === 'uploaded',
    storeManifest: async ({ descriptor: { digest, mediaType }, bytes }) => {
      await putManifest(repository, digest, bytes, mediaType)
    },
    attach: (subject, referrers) => attachReferrers(repository, subject, referrers),
  }
}

async function readImage(source: ImageSource, digest: Digest): Promise<StoredManifest> {
  const stored = await source.read(digest)
  if (stored === undefined) throw new RegistryError(`${digest} is not in ${source.name}`)
  return stored
}

/** What a manifest or an index is made of. @throws RegistryError when it is neither. */
function partsOf({ name, note }: ImageSource, { bytes, descriptor: { digest, mediaType } }: StoredManifest) {
  const what = `${digest} in ${name}`
  if (isIndexType(mediaType)) return { children: parseIndex(bytes, what, note).manifests, blobs: [] }
  const { config, layers } = parseManifest(bytes, what)
  return { children: [], blobs: [config, ...layers] }
}

/** The bytes of a blob from an offset on. Read whole, it is verified. */
async function* bytesOf(repository: Repository, blob: Descriptor, start: number): AsyncGenerator<Buffer> {
  let before = start
  try {
    for await (const chunk of (await openBlob(repository, blob)) as AsyncIterable<Buffer>) {
      if (before < chunk.length) yield chunk.subarray(before)
      before = Math.max(0, before - chunk.length)
    }
  } catch (error) {
    // A connection that is cut in the middle.
    throw receiveError(apiUrl(repository.image.registry), error)
  }
}
