import { pipeline, Readable } from 'node:stream'
import { ConfigurationError, ExpectedError, messageOf } from '../errors.ts'
import type { Descriptor } from '../oci/descriptor.ts'
import { type Digest, isDigest, parseDigest, sha256, verify, verifying } from '../oci/digest.ts'
import { MAX_MANIFEST_BYTES, MEDIA_TYPES } from '../oci/manifest.ts'
import { checkTag, formatImageName, type ImageName } from '../oci/reference.ts'
import { type Call, Client, type ClientOptions, readBytes } from './http/client.ts'
import { RegistryError } from './http/failure.ts'
import { BRISK } from './http/retry.ts'
import { discard, type Response } from './http/transport.ts'
import { getReferrerBlob, pushReferrer, type Referrer, referrers } from './referrers.ts'
import { type BlobSource, beginUpload, cancelUpload, checkStored, pushBlob, type Upload } from './upload.ts'

/** A manifest in a registry: what names it, and its very bytes. */
export interface StoredManifest {
  readonly descriptor: Descriptor
  readonly bytes: Buffer
}

const MANIFEST_TYPES = [
  MEDIA_TYPES.manifest,
  MEDIA_TYPES.index,
  MEDIA_TYPES.dockerManifest,
  MEDIA_TYPES.dockerIndex,
].join(', ')

/** A blob that is read into memory, a record or a configuration, has at most so many bytes. */
const MAX_SMALL_BLOB_BYTES = 32 * 1024 * 1024

/** A repository of a registry; see Repository. Nothing is asked of the registry yet. */
export function openRepository(image: ImageName, options: ClientOptions = {}): Repository {
  return new Repository(image, new Client(image.registry, options))
}

/**
 * A repository of a registry, by the OCI distribution-spec. Whatever is read or written is verified by its
 * digest, and failures that may pass are tried again. Every method throws a ConfigurationError when the
 * registry refuses us, a RegistryError when it fails or can't be reached, and a ContentError when it
 * gives other bytes than its digest says.
 */
export class Repository {
  readonly image: ImageName
  readonly client: Client
  #attached: Promise<unknown> = Promise.resolve()

  constructor(image: ImageName, client: Client) {
    this.image = image
    this.client = client
  }

  /** Path of something in the repository, relative to the API's root. */
  path(rest: string): string {
    return `/v2/${this.image.repository}/${rest}`
  }

  get pullScopes(): readonly string[] {
    return [`repository:${this.image.repository}:pull`]
  }

  get pushScopes(): readonly string[] {
    return [`repository:${this.image.repository}:pull,push`]
  }

  /** What a tag or a digest names, undefined when there is nothing (or no such repository). */
  async resolve(reference: string): Promise<Descriptor | undefined> {
    const known = await this.client.call(this.#manifestCall('HEAD', reference), (response) => {
      discard(response)
      if (response.status === 404) return undefined
      return described(response, reference) ?? 'unknown'
    })
    // Registries should give digest and length, and some don't.
    return known === 'unknown' ? (await this.getManifest(reference))?.descriptor : known
  }

  /** A manifest or index, undefined when there is none. By a digest, the bytes are verified against it. */
  async getManifest(reference: string): Promise<StoredManifest | undefined> {
    return this.client.call(this.#manifestCall('GET', reference), async (response) => {
      if (response.status === 404) return void discard(response)
      const bytes = await readBytes(response, MAX_MANIFEST_BYTES)
      const said = response.headers['docker-content-digest']
      const digest = isDigest(reference) ? reference : (asDigest(said) ?? sha256(bytes))
      verify(bytes, { digest, size: bytes.length }, `manifest ${reference} in ${this}`)
      const mediaType = typeOf(response) ?? MEDIA_TYPES.manifest
      return { descriptor: { mediaType, digest, size: bytes.length }, bytes }
    })
  }

  /** As resolve(), for when it matters: of what the bytes are, not of what a header says. */
  async identify(reference: string): Promise<Descriptor | undefined> {
    return (await this.getManifest(reference))?.descriptor
  }

  /** @param scopes the rights to ask with: pushScopes where a push comes next */
  async hasBlob(digest: Digest, scopes = this.pullScopes): Promise<boolean> {
    const call: Call = {
      method: 'HEAD',
      url: this.path(`blobs/${digest}`),
      scopes,
      expect: [200, 404],
    }
    return this.client.call(call, (response) => {
      discard(response)
      return response.status === 200
    })
  }

  /** A small blob's bytes, verified. @throws RegistryError when it is not there or larger than 32 MiB. */
  async getBlob(descriptor: Descriptor): Promise<Buffer> {
    const what = `blob ${descriptor.digest} in ${this}`
    if (descriptor.size > MAX_SMALL_BLOB_BYTES) {
      throw new RegistryError(`${what} is too large to be read at once`, { transient: false })
    }
    return this.client.call(this.#blobCall(descriptor), async (response) => {
      const bytes = await readBytes(response, descriptor.size)
      verify(bytes, descriptor, what)
      return bytes
    })
  }

  /** A blob's bytes as a stream, which fails at its end when they are not what the descriptor says. */
  async openBlob(descriptor: Descriptor): Promise<Readable> {
    const what = `blob ${descriptor.digest} in ${this}`
    return this.client.call(this.#blobCall(descriptor), ({ body }) =>
      pipeline(body, verifying(descriptor, what), () => {}),
    )
  }

  /**
   * Stores a manifest or index under a tag or its digest, bit for bit.
   * @throws RegistryError when the registry says that it stored something else.
   */
  async putManifest(reference: string, bytes: Buffer, mediaType: string): Promise<Descriptor> {
    const { descriptor } = await this.storeManifest(reference, bytes, mediaType)
    return descriptor
  }

  /** As putManifest(); also whether the registry took note of the manifest's subject. */
  async storeManifest(
    reference: string,
    bytes: Buffer,
    mediaType: string,
  ): Promise<{ descriptor: Descriptor; knowsReferrers: boolean }> {
    const digest = sha256(bytes)
    const call: Call = {
      method: 'PUT',
      url: this.path(`manifests/${checkReference(reference)}`),
      headers: { 'content-type': mediaType },
      body: { size: bytes.length, open: () => Readable.from([bytes]) },
      scopes: this.pushScopes,
      expect: [201],
    }
    return this.client.call(call, (response) => {
      discard(response)
      checkStored(this, response, digest)
      const knowsReferrers = response.headers['oci-subject'] !== undefined
      return { descriptor: { mediaType, digest, size: bytes.length }, knowsReferrers }
    })
  }

  /** Stores a blob unless it is there; see pushBlob() in upload.ts. */
  pushBlob(
    descriptor: Descriptor,
    open: BlobSource,
    options?: { readonly mountFrom?: readonly string[] },
  ): Promise<Upload> {
    return pushBlob(this, descriptor, open, options)
  }

  /** See referrers() in referrers.ts. */
  referrers(subject: Digest, artifactType?: string): Promise<readonly Descriptor[]> {
    return referrers(this, subject, artifactType)
  }

  /** The content of an artifact that pushReferrer() stored. */
  getReferrerBlob(referrer: Descriptor): Promise<Buffer> {
    return getReferrerBlob(this, referrer)
  }

  /** See pushReferrer() in referrers.ts. One at a time, as they may have to change the same list. */
  pushReferrer(subject: Descriptor, referrer: Referrer): Promise<Descriptor> {
    const attached = this.#attached.then(() => pushReferrer(this, subject, referrer))
    this.#attached = attached.catch(() => {})
    return attached
  }

  /**
   * Finds out whether we may push, by beginning an upload and ending it at once.
   * @throws ConfigurationError that says why not: no connection, not a registry, no or wrong credentials,
   *   no right to.
   */
  async checkPush(): Promise<void> {
    try {
      const root: Call = { method: 'GET', url: '/v2/', scopes: this.pushScopes, expect: [200, 404] }
      const isRegistry = await this.client.call(root, isRegistryAnswer, BRISK)
      if (!isRegistry) {
        throw new RegistryError('what answers there is not a registry (no /v2/ API)', { transient: false })
      }
      await cancelUpload(this, await beginUpload(this, BRISK))
    } catch (error) {
      if (error instanceof ConfigurationError || !(error instanceof ExpectedError)) throw error
      const isUnknown = error instanceof RegistryError && error.codes.includes('NAME_UNKNOWN')
      const advice = isUnknown ? '; this registry wants a repository to be created first' : ''
      throw new ConfigurationError(`can't push to ${this}: ${messageOf(error)}${advice}`)
    }
  }

  close(): void {
    this.client.close()
  }

  toString(): string {
    return formatImageName(this.image)
  }

  #manifestCall(method: 'GET' | 'HEAD', reference: string): Call {
    return {
      method,
      url: this.path(`manifests/${checkReference(reference)}`),
      headers: { accept: MANIFEST_TYPES },
      scopes: this.pullScopes,
      expect: [200, 404],
    }
  }

  #blobCall({ digest }: Descriptor): Call {
    return { method: 'GET', url: this.path(`blobs/${digest}`), scopes: this.pullScopes, expect: [200] }
  }
}

/** A digest, or a tag by the grammar: it becomes part of a path. */
function checkReference(reference: string): string {
  return reference.includes(':') ? parseDigest(reference) : checkTag(reference)
}

function asDigest(header: string | string[] | undefined): Digest | undefined {
  return typeof header === 'string' && isDigest(header) ? header : undefined
}

function typeOf({ headers }: Response): string | undefined {
  return headers['content-type']?.split(';')[0]?.trim()
}

/** The descriptor in a HEAD response's headers, if all of it is there. */
function described(response: Response, reference: string): Descriptor | undefined {
  const { headers } = response
  const digest = asDigest(headers['docker-content-digest'])
  const mediaType = typeOf(response)
  const size = Number(headers['content-length'] ?? Number.NaN)
  if (digest === undefined || mediaType === undefined || !Number.isSafeInteger(size)) return undefined
  if (isDigest(reference) && digest !== reference) return undefined
  return { mediaType, digest, size }
}

/**
 * distribution-spec, "Determining Support": GET /v2/ answers 200, or 401 that is met with credentials. Some
 * answer 404 although they are registries, but say so in a header.
 */
function isRegistryAnswer(response: Response): boolean {
  discard(response)
  const isHtml = typeOf(response) === 'text/html'
  return (response.status === 200 && !isHtml) || 'docker-distribution-api-version' in response.headers
}
