/** Reads and stores blobs (distribution-spec, "Pulling blobs" and "Pushing blobs"). */
import { pipeline, type Readable } from 'node:stream'
import { RegistryError } from '../errors.ts'
import type { Descriptor } from '../oci/descriptor.ts'
import { type Digest, verify, verifying } from '../oci/digest.ts'
import { type Call, readBytes } from './http/client.ts'
import { ONCE, type RetryPolicy } from './http/retry.ts'
import { asGiven, discard, type Response } from './http/transport.ts'
import { checkStored } from './manifests.ts'
import { callTo, formatRepository, type Repository, scopeOf } from './repository.ts'

/** A blob that is read into memory, a record or a configuration, has at most so many bytes. */
const MAX_SMALL_BLOB_BYTES = 32 * 1024 * 1024

/** A small blob's bytes, verified. @throws RegistryError when it is not there or larger than 32 MiB. */
export async function getBlob(repository: Repository, descriptor: Descriptor): Promise<Buffer> {
  const { digest, size } = descriptor
  const what = `blob ${digest} in ${formatRepository(repository)}`
  if (size > MAX_SMALL_BLOB_BYTES) throw new RegistryError(`${what} is too large to be read at once`)
  return repository.client.request(callTo(repository, 'GET', `blobs/${digest}`, [200]), async (response) => {
    const bytes = await readBytes(response, size)
    verify(bytes, descriptor, what)
    return bytes
  })
}

/** A blob's bytes as a stream, which fails at its end when they are not what the descriptor says. */
export function openBlob(repository: Repository, descriptor: Descriptor): Promise<Readable> {
  const call = callTo(repository, 'GET', `blobs/${descriptor.digest}`, [200])
  const what = `blob ${descriptor.digest} in ${formatRepository(repository)}`
  return repository.client.request(call, ({ body }) => pipeline(body, verifying(descriptor, what), () => {}))
}

/**
 * Whether a blob that is to be pushed is in the repository. Some registries (GitHub's) deny access to a repository that
 * doesn't exist yet; if it exists and we may not write to it, the upload fails next.
 */
export async function hasBlob(repository: Repository, digest: Digest): Promise<boolean> {
  const scopes = [scopeOf(repository.image.repository, 'pull,push')]
  const call = callTo(repository, 'HEAD', `blobs/${digest}`, [200, 404], { scopes })
  try {
    return (await repository.client.request(call, discard)).status === 200
  } catch (error) {
    if (error instanceof RegistryError && error.refused !== undefined) return false
    throw error
  }
}

/** Opens a blob's bytes from a byte offset on; called again for each try. */
export type BlobSource = (start: number) => Readable

/** From this size on, in bytes, an upload that breaks off is worth resuming. */
const RESUMABLE_BYTES = 8 * 1024 * 1024

/**
 * Stores a blob; nothing is sent when it is there, or can be mounted from one of the repositories `mountFrom` of the same
 * registry. A small blob goes in one PUT. A large one goes as Docker sends it, in one PATCH of no announced length, and is
 * resumed where the registry says it broke off, if the registry kept that (distribution doesn't when the connection was
 * lost in the middle). Not in chunks: GHCR refuses those over 4 MiB, and ECR loses all after the first
 * (https://github.com/aws/containers-roadmap/issues/2831). The registry verifies the digest at the end.
 */
export async function pushBlob(
  repository: Repository,
  descriptor: Descriptor,
  open: BlobSource,
  { mountFrom = [] }: { readonly mountFrom?: readonly string[] } = {},
): Promise<'existed' | 'mounted' | 'uploaded'> {
  if (await hasBlob(repository, descriptor.digest)) return 'existed'
  for (const source of mountFrom) {
    const isOther = source !== repository.image.repository
    if (isOther && (await mount(repository, descriptor, source))) return 'mounted'
  }
  await send(repository, descriptor, open)
  return 'uploaded'
}

/** Sends a blob's bytes, and after each failure those that the registry does not have yet. */
async function send(repository: Repository, descriptor: Descriptor, open: BlobSource): Promise<void> {
  let session: URL | undefined
  await repository.client.retrying(async () => {
    // The last request may have arrived although its answer was lost.
    if (session !== undefined && (await hasBlob(repository, descriptor.digest))) return
    const progress = session && (await progressOf(repository, session, descriptor.size))
    session = progress?.location ?? (await beginUpload(repository, ONCE))
    try {
      session = await sendFrom(repository, session, descriptor.size, progress?.start ?? 0, open)
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
export function beginUpload(repository: Repository, policy: RetryPolicy): Promise<URL> {
  return repository.client.request(uploadCall(repository), locationOf, policy)
}

/** Ends an upload without storing anything. If the registry refuses, the upload expires by itself. */
export async function cancelUpload(repository: Repository, location: URL): Promise<void> {
  // Some registries want the right to delete for it, which a push doesn't need.
  const statuses = [200, 202, 204, 400, 401, 403, 404, 405, 501]
  await repository.client.request(callTo(repository, 'DELETE', location, statuses), discard)
}

/** distribution-spec, "Mounting a blob from another repository"; false when that doesn't work. */
async function mount(repository: Repository, { digest }: Descriptor, source: string): Promise<boolean> {
  const call = uploadCall(repository, `?mount=${digest}&from=${encodeURIComponent(source)}`)
  const scopes = [...call.scopes, scopeOf(source, 'pull')]
  const expect = [201, 202, 404]
  try {
    const response = await repository.client.request({ ...call, scopes, expect }, discard, ONCE)
    // Instead of mounting it, the registry may have begun an ordinary upload.
    if (response.status === 202) await cancelUpload(repository, locationOf(response))
    checkStored(repository, response, digest)
    return response.status === 201
  } catch {
    // We may not be allowed to read the other repository, for instance. The upload itself reports what matters.
    return false
  }
}

function uploadCall(repository: Repository, query = ''): Call {
  return callTo(repository, 'POST', `blobs/uploads/${query}`, [202])
}

/** Sends what is missing of a large blob. @returns where the upload goes on */
async function sendFrom(repository: Repository, url: URL, size: number, start: number, open: BlobSource) {
  if (size < RESUMABLE_BYTES || start === size) return url
  const range: Record<string, string> = start === 0 ? {} : { 'content-range': `${start}-${size - 1}` }
  const call = callTo(repository, 'PATCH', url, [201, 202, 204], {
    headers: { 'content-type': 'application/octet-stream', ...range },
    body: { size: start === 0 ? 'unannounced' : size - start, open: () => open(start) },
  })
  return repository.client.request(call, locationOf, ONCE)
}

/**
 * Where an upload goes on (distribution-spec, "Pushing a blob in chunks"); undefined when the registry doesn't know or
 * tell, and for small blobs, which are always sent whole.
 */
async function progressOf(repository: Repository, location: URL, size: number) {
  if (size < RESUMABLE_BYTES) return undefined
  const { scopes } = uploadCall(repository)
  const call = callTo(repository, 'GET', location, [202, 204, 400, 404, 416], { scopes })
  const read = (response: Response) => {
    const next = locationOf(response)
    const last = Number(/^(?:bytes=)?0-(\d+)$/.exec(String(response.headers.range))?.[1] ?? 0)
    // "0-0" can mean one byte or none.
    return response.status >= 400 || last === 0 || last >= size
      ? undefined
      : { location: next, start: last + 1 }
  }
  return repository.client.request(call, read, ONCE).catch((error: unknown) => {
    // A registry that doesn't let us ask (405) may still let us start again.
    if (isFinal(error)) return undefined
    throw error
  })
}

/** Completes an upload; a small blob's bytes are sent with it. The registry verifies the digest. */
async function finish(repository: Repository, location: URL, descriptor: Descriptor, open: BlobSource) {
  const { digest, size } = descriptor
  const url = asGiven(new URL(location))
  url.searchParams.set('digest', digest)
  const headers = { 'content-type': 'application/octet-stream' }
  const whole = { headers, body: { size, open: () => open(0) } }
  const call = callTo(repository, 'PUT', url, [201, 204], size < RESUMABLE_BYTES ? whole : {})
  await repository.client.request(call, (response) => checkStored(repository, response, digest), ONCE)
}

function locationOf(response: Response): URL {
  discard(response)
  const { location } = response.headers
  if (location === undefined || !URL.canParse(location, response.url.href)) {
    throw new RegistryError(`${response.url.host} began an upload without saying where`)
  }
  return asGiven(new URL(location, response.url))
}
