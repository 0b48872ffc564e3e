/** Stores blobs (distribution-spec, "Pushing blobs"). */
import type { Readable } from 'node:stream'
import { RegistryError } from '../errors.ts'
import type { Descriptor } from '../oci/descriptor.ts'
import { hasBlob } from './blobs.ts'
import type { Call } from './http/client.ts'
import { PATIENT, type RetryPolicy } from './http/retry.ts'
import { asGiven, discard, type Response } from './http/transport.ts'
import { checkStored } from './manifests.ts'
import { callTo, type Repository, scopeOf } from './repository.ts'

/** Opens a blob's bytes from a byte offset on; called again for each try. */
export type BlobSource = (start: number) => Readable

/** How a blob came to be in the repository. */
export type Upload = 'existed' | 'mounted' | 'uploaded'

/** From this size on, in bytes, an upload that breaks off is worth resuming. */
const RESUMABLE_BYTES = 8 * 1024 * 1024

/**
 * Stores a blob in a repository (distribution-spec, "Pushing blobs"): nothing is sent when it is there, or
 * when it can be mounted from one of the repositories `mountFrom` of the same registry. A small blob goes
 * in one PUT. A large one goes as Docker sends it, in one PATCH of no announced length, and is resumed
 * where the registry says it broke off, if the registry kept that (distribution doesn't when the connection
 * was lost in the middle). Not in chunks: GHCR refuses those over 4 MiB, and ECR loses all after the first
 * (https://github.com/aws/containers-roadmap/issues/2831). The registry verifies the digest at the end.
 */
export async function pushBlob(
  repository: Repository,
  descriptor: Descriptor,
  open: BlobSource,
  { mountFrom = [] }: { readonly mountFrom?: readonly string[] } = {},
): Promise<Upload> {
  if (await isThere(repository, descriptor)) return 'existed'
  for (const source of mountFrom) {
    if (source !== repository.image.repository && (await mount(repository, descriptor, source)))
      return 'mounted'
  }
  await send(repository, descriptor, open)
  return 'uploaded'
}

/**
 * Whether a blob is in the repository. Some registries (GitHub's) deny access to a repository that doesn't exist yet; if
 * it exists and we may not write to it, the upload fails next.
 */
async function isThere(repository: Repository, { digest }: Descriptor): Promise<boolean> {
  try {
    return await hasBlob(repository, digest, 'pull,push')
  } catch (error) {
    if (error instanceof RegistryError && error.refused !== undefined) return false
    throw error
  }
}

/** Sends a blob's bytes, and after each failure those that the registry does not have yet. */
async function send(repository: Repository, descriptor: Descriptor, open: BlobSource): Promise<void> {
  let session: URL | undefined
  await repository.client.retrying(async () => {
    // The last request may have arrived although its answer was lost.
    if (session !== undefined && (await isThere(repository, descriptor))) return
    const progress = session && (await progressOf(repository, session, descriptor))
    session = progress?.location ?? locationOf(await repository.client.once(uploadCall(repository, '')))
    try {
      session = await sendFrom(repository, session, descriptor, progress?.start ?? 0, open)
      await finish(repository, session, descriptor, open)
    } catch (error) {
      if (progress === undefined || !isFinal(error) || error.refused !== undefined) throw error
      // The parts did not fit together: send it again from the start.
      session = undefined
      throw new RegistryError(error.message, { transient: true, cause: error })
    }
  })
}

/** Whether the registry answered, and asking again would not help. */
function isFinal(error: unknown): error is RegistryError {
  return error instanceof RegistryError && !error.transient
}

/** Begins an upload. @returns the URL that the registry gives for its bytes */
export async function beginUpload(repository: Repository, policy: RetryPolicy = PATIENT): Promise<URL> {
  return repository.client.request(uploadCall(repository, ''), (response) => locationOf(response), policy)
}

/** Ends an upload without storing anything. If the registry refuses, the upload expires by itself. */
export async function cancelUpload(repository: Repository, location: URL): Promise<void> {
  // Some registries want the right to delete for it, which a push doesn't need.
  const statuses = [200, 202, 204, 400, 401, 403, 404, 405, 501]
  await repository.client.request(callTo(repository, 'DELETE', location, statuses), discard)
}

/** distribution-spec, "Mounting a blob from another repository"; false when that doesn't work. */
async function mount(repository: Repository, { digest }: Descriptor, source: string): Promise<boolean> {
  const query = `?mount=${digest}&from=${encodeURIComponent(source)}`
  const upload = uploadCall(repository, query)
  const call: Call = {
    ...upload,
    scopes: [...upload.scopes, scopeOf(source, 'pull')],
    expect: [201, 202, 404],
  }
  try {
    const response = await repository.client.once(call)
    // Instead of mounting it, the registry may have begun an ordinary upload.
    if (response.status === 202) await cancelUpload(repository, locationOf(response))
    else discard(response)
    if (response.status !== 201) return false
    checkStored(repository, response, digest)
    return true
  } catch {
    // We may not be allowed to read the other repository, for instance. The upload itself reports what matters.
    return false
  }
}

function uploadCall(repository: Repository, query: string): Call {
  return callTo(repository, 'POST', `blobs/uploads/${query}`, [202], { headers: { 'content-length': '0' } })
}

/** Sends what is missing of a large blob. @returns where the upload goes on */
async function sendFrom(
  repository: Repository,
  location: URL,
  { size }: Descriptor,
  start: number,
  open: BlobSource,
): Promise<URL> {
  if (size < RESUMABLE_BYTES || start === size) return location
  const range: Record<string, string> = start === 0 ? {} : { 'content-range': `${start}-${size - 1}` }
  const call = callTo(repository, 'PATCH', location, [201, 202, 204], {
    headers: { 'content-type': 'application/octet-stream', ...range },
    body: { size: start === 0 ? 'unannounced' : size - start, open: () => open(start) },
  })
  return locationOf(await repository.client.once(call))
}

/**
 * The offset of an upload's next byte (distribution-spec, "Pushing a blob in chunks"); undefined when the registry doesn't
 * know or tell, and for small blobs, which are always sent whole.
 */
async function progressOf(
  repository: Repository,
  location: URL,
  { size }: Descriptor,
): Promise<{ location: URL; start: number } | undefined> {
  if (size < RESUMABLE_BYTES) return undefined
  const { scopes } = uploadCall(repository, '')
  const call = callTo(repository, 'GET', location, [202, 204, 400, 404, 416], { scopes })
  const response = await repository.client.once(call).catch((error: unknown) => {
    // A registry that doesn't let us ask (405) may still let us start again.
    if (isFinal(error)) return undefined
    throw error
  })
  if (response === undefined) return undefined
  discard(response)
  const last = /^(?:bytes=)?0-(\d+)$/.exec(String(response.headers.range))?.[1]
  // "0-0" can mean one byte or none.
  if (response.status >= 400 || last === undefined || last === '0' || Number(last) >= size) return undefined
  return { location: locationOf(response), start: Number(last) + 1 }
}

/** Completes an upload; a small blob's bytes are sent with it. The registry verifies the digest. */
async function finish(
  repository: Repository,
  location: URL,
  { digest, size }: Descriptor,
  open: BlobSource,
): Promise<void> {
  const url = asGiven(new URL(location))
  url.searchParams.set('digest', digest)
  const content: Partial<Call> =
    size < RESUMABLE_BYTES
      ? { headers: { 'content-type': 'application/octet-stream' }, body: { size, open: () => open(0) } }
      : { headers: { 'content-length': '0' } }
  const response = await repository.client.once(callTo(repository, 'PUT', url, [201, 204], content))
  discard(response)
  checkStored(repository, response, digest)
}

function locationOf(response: Response): URL {
  discard(response)
  const { location } = response.headers
  if (location === undefined || !URL.canParse(location, response.url.href)) {
    throw new RegistryError(`${response.url.host} began an upload without saying where`)
  }
  return asGiven(new URL(location, response.url))
}
