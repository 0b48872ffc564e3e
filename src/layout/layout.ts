/** OCI layouts: images on disk. */
import { createReadStream } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline, Readable } from 'node:stream'
import { ConfigurationError, messageOf, RegistryError } from '../errors.ts'
import type { Descriptor } from '../oci/descriptor.ts'
import { hexOf, verify, verifying } from '../oci/digest.ts'
import {
  type ImageConfig,
  isIndexType,
  MAX_MANIFEST_BYTES,
  type Manifest,
  parseImageConfig,
  parseIndex,
  parseManifest,
} from '../oci/manifest.ts'

/** An image on disk, in the form of the OCI image-spec's image-layout.md. */
export interface Layout {
  /** The image's manifest for its one platform: parsed, its very bytes, and what names them. */
  readonly manifest: { readonly content: Manifest; readonly bytes: Buffer; readonly descriptor: Descriptor }
  readonly config: ImageConfig
  /**
   * A blob's bytes from an offset on. The stream of a whole blob fails with a RegistryError if size or digest are wrong;
   * of a part, only the size can be verified.
   */
  readBlob(descriptor: Descriptor, start?: number): Readable
}

/** Bytes read at a time. */
const CHUNK = 256 * 1024

/**
 * Opens an OCI layout: a folder as BuildKit writes it (`--output type=oci,tar=false,dest=FOLDER`).
 * @param image which one; without it the index must lead to an image for exactly one platform, attestations aside
 *   (https://docs.docker.com/build/metadata/attestations/attestation-storage/).
 * @throws ConfigurationError naming the folder when it is not there or not such a layout.
 * @throws RegistryError when its manifest or configuration is damaged.
 */
export async function openLayout(folder: string, image?: Descriptor): Promise<Layout> {
  try {
    const descriptor = await onlyPlatform(folder, image)
    const bytes = await readSmallBlob(folder, descriptor)
    const content = parseManifest(bytes, `its manifest ${descriptor.digest}`)
    const configBytes = await readSmallBlob(folder, content.config)
    return {
      manifest: { content, bytes, descriptor },
      config: parseImageConfig(configBytes, `its configuration ${content.config.digest}`),
      readBlob: (blob, start = 0) => readVerified(folder, blob, start),
    }
  } catch (error) {
    const message = `${folder} is not the OCI layout of an image: ${messageOf(error)}`
    if (error instanceof RegistryError && error.damaged) throw new RegistryError(message, { damaged: true })
    throw new ConfigurationError(message)
  }
}

/** The one image manifest that the index or `named` leads to; BuildKit nests an index when there are attestations. */
async function onlyPlatform(folder: string, named?: Descriptor): Promise<Descriptor> {
  const what = 'its index.json'
  const listed = named
    ? [named]
    : parseIndex(await readSmall(join(folder, 'index.json'), what), what).manifests
  const images: Descriptor[] = []
  for (const descriptor of listed) {
    if (isIndexType(descriptor.mediaType)) {
      const bytes = await readSmallBlob(folder, descriptor)
      const { manifests } = parseIndex(bytes, `its index ${descriptor.digest}`)
      images.push(...manifests.filter((nested) => !isIndexType(nested.mediaType) && !isAttestation(nested)))
    } else if (!isAttestation(descriptor)) images.push(descriptor)
  }
  const [image, ...others] = images
  if (image === undefined) throw new Error('it has no image in it')
  if (others.length === 0) return image
  const platforms = images.map(({ platform }) => (platform ? `${platform.os}/${platform.architecture}` : '?'))
  throw new Error(`it has ${images.length} images (${platforms.join(', ')}); build it for one platform`)
}

function isAttestation({ annotations, platform }: Descriptor): boolean {
  return (
    annotations?.['vnd.docker.reference.type'] === 'attestation-manifest' ||
    (platform?.os === 'unknown' && platform.architecture === 'unknown')
  )
}

/** Where a blob's file is. */
export function blobFile(folder: string, { digest }: Pick<Descriptor, 'digest'>): string {
  return join(folder, 'blobs/sha256', hexOf(digest))
}

/** A blob's bytes from an offset on, verified as `Layout.readBlob` says. */
export function readVerified(folder: string, descriptor: Descriptor, start: number): Readable {
  const what = `the layout's blob ${descriptor.digest}`
  async function* bytes(): AsyncGenerator<Buffer> {
    const file = blobFile(folder, descriptor)
    const size = await sizeOf(file)
    if (size === undefined) throw new RegistryError(`${what} is missing`)
    if (size !== descriptor.size) {
      throw new RegistryError(`${what} should have ${descriptor.size} bytes; there are ${size}`)
    }
    yield* createReadStream(file, { start, highWaterMark: CHUNK })
  }
  const source = Readable.from(bytes(), { objectMode: false, highWaterMark: CHUNK })
  return start > 0 ? source : pipeline(source, verifying(descriptor, what), () => {})
}

async function readSmallBlob(folder: string, descriptor: Descriptor): Promise<Buffer> {
  const what = `its blob ${descriptor.digest}`
  const bytes = await readSmall(blobFile(folder, descriptor), what)
  verify(bytes, descriptor, what)
  return bytes
}

/** A file of at most 4 MiB. @throws Error that says that it is not there, or too large. */
export async function readSmall(file: string, what: string): Promise<Buffer> {
  const size = await sizeOf(file)
  if (size === undefined) throw new Error(`${what} is not there`)
  if (size > MAX_MANIFEST_BYTES) throw new Error(`${what} is larger than ${MAX_MANIFEST_BYTES} bytes`)
  return readFile(file)
}

/** Bytes of a file; undefined if it is not there. */
export async function sizeOf(file: string): Promise<number | undefined> {
  return (await stat(file).catch(() => undefined))?.size
}
