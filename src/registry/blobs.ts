/** Reads blobs (distribution-spec, "Pulling blobs"). */
import { pipeline, type Readable } from 'node:stream'
import { RegistryError } from '../errors.ts'
import type { Descriptor } from '../oci/descriptor.ts'
import { type Digest, verify, verifying } from '../oci/digest.ts'
import { type Call, readBytes } from './http/client.ts'
import { discard } from './http/transport.ts'
import { callTo, formatRepository, type Repository, scopeOf } from './repository.ts'

/** A blob that is read into memory, a record or a configuration, has at most so many bytes. */
const MAX_SMALL_BLOB_BYTES = 32 * 1024 * 1024

/** @param actions the rights to ask with: those of a push where one comes next */
export function hasBlob(
  repository: Repository,
  digest: Digest,
  actions: 'pull' | 'pull,push' = 'pull',
): Promise<boolean> {
  const scopes = [scopeOf(repository.image.repository, actions)]
  const call = callTo(repository, 'HEAD', `blobs/${digest}`, [200, 404], { scopes })
  return repository.client.request(call, (response) => {
    discard(response)
    return response.status === 200
  })
}

/** A small blob's bytes, verified. @throws RegistryError when it is not there or larger than 32 MiB. */
export async function getBlob(repository: Repository, descriptor: Descriptor): Promise<Buffer> {
  const what = nameOf(repository, descriptor)
  if (descriptor.size > MAX_SMALL_BLOB_BYTES) {
    throw new RegistryError(`${what} is too large to be read at once`)
  }
  return repository.client.request(blobCall(repository, descriptor), async (response) => {
    const bytes = await readBytes(response, descriptor.size)
    verify(bytes, descriptor, what)
    return bytes
  })
}

/** A blob's bytes as a stream, which fails at its end when they are not what the descriptor says. */
export function openBlob(repository: Repository, descriptor: Descriptor): Promise<Readable> {
  return repository.client.request(blobCall(repository, descriptor), ({ body }) =>
    pipeline(body, verifying(descriptor, nameOf(repository, descriptor)), () => {}),
  )
}

function blobCall(repository: Repository, { digest }: Descriptor): Call {
  return callTo(repository, 'GET', `blobs/${digest}`, [200])
}

function nameOf(repository: Repository, { digest }: Descriptor): string {
  return `blob ${digest} in ${formatRepository(repository)}`
}
