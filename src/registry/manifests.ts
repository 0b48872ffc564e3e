/** Reads and stores manifests and indexes (distribution-spec, "Pulling manifests" and "Pushing Manifests"). */
import { Readable } from 'node:stream'
import * as z from 'zod/mini'
import { RegistryError } from '../errors.ts'
import type { Descriptor } from '../oci/descriptor.ts'
import { type Digest, isDigest, parseDigest, sha256, verify } from '../oci/digest.ts'
import { tryParseJson } from '../oci/json.ts'
import { MAX_MANIFEST_BYTES, MEDIA_TYPES } from '../oci/manifest.ts'
import { checkTag } from '../oci/reference.ts'
import { readBytes } from './http/client.ts'
import { discard, mediaTypeOf, type Response } from './http/transport.ts'
import { callTo, formatRepository, type Repository } from './repository.ts'

/** A manifest in a registry: its descriptor and its very bytes. */
export interface StoredManifest {
  readonly descriptor: Descriptor
  readonly bytes: Buffer
}

const { manifest, index, dockerManifest, dockerIndex } = MEDIA_TYPES
const ACCEPTING = { headers: { accept: [manifest, index, dockerManifest, dockerIndex].join(', ') } }

/** What a tag or a digest names by the registry's headers; undefined when there is nothing, or no such repository. */
export async function resolveTag(repository: Repository, reference: string): Promise<Descriptor | undefined> {
  const call = callTo(repository, 'HEAD', pathOf(reference), [200, 404], ACCEPTING)
  const response = await repository.client.request(call, discard)
  if (response.status === 404) return undefined
  return describedBy(response, reference) ?? (await getManifest(repository, reference))?.descriptor
}

/** A manifest or index, undefined when there is none. By a digest, the bytes are verified against it. */
export function getManifest(repository: Repository, reference: string): Promise<StoredManifest | undefined> {
  const call = callTo(repository, 'GET', pathOf(reference), [200, 404], ACCEPTING)
  return repository.client.request(call, async (response) => {
    if (response.status === 404) return void discard(response)
    const bytes = await readBytes(response, MAX_MANIFEST_BYTES)
    const said = response.headers['docker-content-digest']
    const digest = isDigest(reference) ? reference : (asDigest(said) ?? sha256(bytes))
    verify(bytes, { digest, size: bytes.length }, `manifest ${reference} in ${formatRepository(repository)}`)
    return { descriptor: { mediaType: typeOf(bytes, response), digest, size: bytes.length }, bytes }
  })
}

/** Whether a Content-Type is a manifest's of some kind; a proxy may have put text/plain or the like in its place. */
function isSpecific(mediaType: string): boolean {
  return mediaType.startsWith('application/vnd.')
}

const typedSchema = z.object({ mediaType: z.optional(z.string()), manifests: z.optional(z.unknown()) })

/** A manifest's media type: what it says itself, as a proxy may change the header; else the header, or its form. */
export function typeOf(bytes: Buffer, response?: Response): string {
  const said = tryParseJson(typedSchema, bytes)
  if (said?.mediaType !== undefined) return said.mediaType
  const header = response && mediaTypeOf(response)
  if (header !== undefined && isSpecific(header)) return header
  return said?.manifests === undefined ? manifest : index
}

/**
 * Stores a manifest or index under a tag or its digest, bit for bit. `onAnswer` may look at the answer's headers.
 * @throws RegistryError when the registry says that it stored something else.
 */
export function putManifest(
  repository: Repository,
  reference: string,
  bytes: Buffer,
  mediaType: string,
  onAnswer: (response: Response) => void = () => {},
): Promise<Descriptor> {
  const digest = sha256(bytes)
  const call = callTo(repository, 'PUT', pathOf(reference), [201], {
    headers: { 'content-type': mediaType },
    body: { size: bytes.length, open: () => Readable.from([bytes]) },
  })
  return repository.client.request(call, (response) => {
    checkStored(repository, response, digest)
    onAnswer(response)
    return { mediaType, digest, size: bytes.length }
  })
}

/** Discards an answer. @throws RegistryError when it says that something else was stored than what was given. */
export function checkStored(repository: Repository, response: Response, digest: Digest): void {
  discard(response)
  const stored = response.headers['docker-content-digest']
  if (typeof stored !== 'string' || stored === digest) return
  const what = isDigest(stored) ? stored : 'something else'
  throw new RegistryError(`${formatRepository(repository)} stored ${what} when it was given ${digest}`)
}

/** The path for a digest, or a tag by the grammar. */
function pathOf(reference: string): string {
  return `manifests/${reference.includes(':') ? parseDigest(reference) : checkTag(reference)}`
}

function asDigest(header: string | string[] | undefined): Digest | undefined {
  return typeof header === 'string' && isDigest(header) ? header : undefined
}

/** The descriptor in a HEAD response's headers; undefined where they lack a part of it, as some registries' do. */
function describedBy(response: Response, reference: string): Descriptor | undefined {
  const digest = asDigest(response.headers['docker-content-digest'])
  const mediaType = mediaTypeOf(response)
  const size = Number(response.headers['content-length'] ?? Number.NaN)
  if (digest === undefined || mediaType === undefined || !Number.isSafeInteger(size)) return undefined
  if (!isSpecific(mediaType) || (isDigest(reference) && digest !== reference)) return undefined
  return { mediaType, digest, size }
}
