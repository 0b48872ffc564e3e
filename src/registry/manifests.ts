/** Reads and stores manifests and indexes (distribution-spec, "Pulling manifests" and "Pushing Manifests"). */
import { Readable } from 'node:stream'
import * as z from 'zod/mini'
import { RegistryError } from '../errors.ts'
import type { Descriptor } from '../oci/descriptor.ts'
import { type Digest, isDigest, parseDigest, sha256, verify } from '../oci/digest.ts'
import { tryParseJson } from '../oci/json.ts'
import { MAX_MANIFEST_BYTES, MEDIA_TYPES } from '../oci/manifest.ts'
import { checkTag } from '../oci/reference.ts'
import { type Call, readBytes } from './http/client.ts'
import { discard, mediaTypeOf, type Response } from './http/transport.ts'
import { callTo, formatRepository, type Repository } from './repository.ts'

/** A manifest in a registry: its descriptor and its very bytes. */
export interface StoredManifest {
  readonly descriptor: Descriptor
  readonly bytes: Buffer
}

const ACCEPTED = [
  MEDIA_TYPES.manifest,
  MEDIA_TYPES.index,
  MEDIA_TYPES.dockerManifest,
  MEDIA_TYPES.dockerIndex,
].join(', ')

/**
 * What a tag or a digest names, undefined when there is nothing (or no such repository). It believes the
 * registry's headers: use getManifest() where that matters.
 */
export async function resolveTag(repository: Repository, reference: string): Promise<Descriptor | undefined> {
  const known = await repository.client.request(manifestCall(repository, 'HEAD', reference), (response) => {
    discard(response)
    return response.status === 404 ? 'nothing' : describedBy(response, reference)
  })
  if (known === 'nothing') return undefined
  return known ?? (await getManifest(repository, reference))?.descriptor
}

/** A manifest or index, undefined when there is none. By a digest, the bytes are verified against it. */
export function getManifest(repository: Repository, reference: string): Promise<StoredManifest | undefined> {
  return repository.client.request(manifestCall(repository, 'GET', reference), async (response) => {
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
function typeOf(bytes: Buffer, response: Response): string {
  const said = tryParseJson(typedSchema, bytes)
  if (said?.mediaType !== undefined) return said.mediaType
  const header = mediaTypeOf(response)
  if (header !== undefined && isSpecific(header)) return header
  return said?.manifests === undefined ? MEDIA_TYPES.manifest : MEDIA_TYPES.index
}

/**
 * Stores a manifest or index under a tag or its digest, bit for bit.
 * @throws RegistryError when the registry says that it stored something else.
 */
export async function putManifest(
  repository: Repository,
  reference: string,
  bytes: Buffer,
  mediaType: string,
): Promise<Descriptor> {
  return (await putManifestWithSubject(repository, reference, bytes, mediaType)).descriptor
}

/** As putManifest(); also whether the registry took note of the manifest's subject. */
export function putManifestWithSubject(
  repository: Repository,
  reference: string,
  bytes: Buffer,
  mediaType: string,
): Promise<{ descriptor: Descriptor; knowsReferrers: boolean }> {
  const digest = sha256(bytes)
  const call = callTo(repository, 'PUT', `manifests/${checkReference(reference)}`, [201], {
    headers: { 'content-type': mediaType },
    body: { size: bytes.length, open: () => Readable.from([bytes]) },
  })
  return repository.client.request(call, (response) => {
    discard(response)
    checkStored(repository, response, digest)
    const knowsReferrers = response.headers['oci-subject'] !== undefined
    return { descriptor: { mediaType, digest, size: bytes.length }, knowsReferrers }
  })
}

/** @throws RegistryError when the registry says that it stored something else than what it was given. */
export function checkStored(repository: Repository, { headers }: Response, digest: Digest): void {
  const stored = headers['docker-content-digest']
  if (typeof stored !== 'string' || stored === digest) return
  const what = isDigest(stored) ? stored : 'something else'
  throw new RegistryError(`${formatRepository(repository)} stored ${what} when it was given ${digest}`)
}

function manifestCall(repository: Repository, method: 'GET' | 'HEAD', reference: string): Call {
  const headers = { accept: ACCEPTED }
  return callTo(repository, method, `manifests/${checkReference(reference)}`, [200, 404], { headers })
}

/** A digest, or a tag by the grammar: it becomes part of a path. */
function checkReference(reference: string): string {
  return reference.includes(':') ? parseDigest(reference) : checkTag(reference)
}

function asDigest(header: string | string[] | undefined): Digest | undefined {
  return typeof header === 'string' && isDigest(header) ? header : undefined
}

/** The descriptor in a HEAD response's headers; undefined where they lack a part of it, as some registries' do. */
function describedBy(response: Response, reference: string): Descriptor | undefined {
  const { headers } = response
  const digest = asDigest(headers['docker-content-digest'])
  const mediaType = mediaTypeOf(response)
  const size = Number(headers['content-length'] ?? Number.NaN)
  if (digest === undefined || mediaType === undefined || !Number.isSafeInteger(size)) return undefined
  if (!isSpecific(mediaType) || (isDigest(reference) && digest !== reference)) return undefined
  return { mediaType, digest, size }
}
