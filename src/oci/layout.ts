import { type FileHandle, open, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline, Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { ConfigurationError, messageOf } from '../errors.ts'
import type { Descriptor } from './descriptor.ts'
import { ContentError, hexOf, verify, verifying } from './digest.ts'
import {
  type ImageConfig,
  isIndexType,
  MAX_MANIFEST_BYTES,
  type Manifest,
  parseImageConfig,
  parseIndex,
  parseManifest,
} from './manifest.ts'
import { indexTar, type TarEntry } from './tar.ts'

/** An image on disk, in the form of the OCI image-spec's image-layout.md. Close it after use. */
export interface Layout extends AsyncDisposable {
  /** The image's manifest for its one platform: parsed, its very bytes, and what names them. */
  readonly manifest: { readonly content: Manifest; readonly bytes: Buffer; readonly descriptor: Descriptor }
  readonly config: ImageConfig
  /**
   * A blob's bytes, from a byte offset on. Read whole, its size and digest are verified: the stream fails
   * with a ContentError at the end if they are others. A part's size alone can be.
   */
  readBlob(descriptor: Descriptor, start?: number): Readable
  close(): Promise<void>
}

/** Bytes read at a time. */
const CHUNK = 256 * 1024

/** The files of a layout, wherever they lie. */
interface Files extends AsyncDisposable {
  /** Size in bytes, undefined when there is no such file. */
  sizeOf(name: string): Promise<number | undefined>
  /** Bytes from `start` to the end. */
  read(name: string, start: number): Readable
}

/**
 * Opens an OCI layout: a tar archive as BuildKit writes it (`--output type=oci,dest=image.tar`), which is
 * read in place, or a folder. It must hold an image for exactly one platform; BuildKit's attestations
 * (https://docs.docker.com/build/metadata/attestations/attestation-storage/) are left out.
 * @throws ConfigurationError naming the path when it is not there or not such a layout.
 * @throws ContentError when its manifest or configuration is damaged.
 */
export async function openLayout(path: string): Promise<Layout> {
  const files = await openFiles(path)
  try {
    return await readLayout(files)
  } catch (error) {
    await files[Symbol.asyncDispose]()
    const message = `${path} is not the OCI layout of an image: ${messageOf(error)}`
    if (error instanceof ContentError) throw new ContentError(message)
    throw new ConfigurationError(message)
  }
}

async function readLayout(files: Files): Promise<Layout> {
  const indexBytes = await readSmall(files, 'index.json')
  const descriptor = await onlyPlatform(files, parseIndex(indexBytes, 'its index.json').manifests)
  const bytes = await readSmallBlob(files, descriptor)
  const content = parseManifest(bytes, `its manifest ${descriptor.digest}`)
  const configBytes = await readSmallBlob(files, content.config)
  const close = (): Promise<void> => Promise.resolve(files[Symbol.asyncDispose]())
  return {
    manifest: { content, bytes, descriptor },
    config: parseImageConfig(configBytes, `its configuration ${content.config.digest}`),
    readBlob: (blob, start = 0) => readVerified(files, blob, start),
    close,
    [Symbol.asyncDispose]: close,
  }
}

/** The one image manifest that the descriptors lead to; BuildKit nests an index when there are attestations. */
async function onlyPlatform(files: Files, descriptors: readonly Descriptor[]): Promise<Descriptor> {
  const found: Descriptor[] = []
  for (const descriptor of descriptors) {
    if (!isIndexType(descriptor.mediaType)) {
      found.push(descriptor)
      continue
    }
    const nested = parseIndex(await readSmallBlob(files, descriptor), `its index ${descriptor.digest}`)
    found.push(...nested.manifests.filter(({ mediaType }) => !isIndexType(mediaType)))
  }
  const images = found.filter((descriptor) => !isAttestation(descriptor))
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

const blobName = ({ digest }: Descriptor): string => `blobs/sha256/${hexOf(digest)}`

function readVerified(files: Files, descriptor: Descriptor, start: number): Readable {
  const what = `the layout's blob ${descriptor.digest}`
  async function* bytes(): AsyncGenerator<Buffer> {
    const size = await files.sizeOf(blobName(descriptor))
    if (size === undefined) throw new ContentError(`${what} is missing`)
    if (size !== descriptor.size) {
      throw new ContentError(`${what} should have ${descriptor.size} bytes; there are ${size}`)
    }
    yield* files.read(blobName(descriptor), start)
  }
  const source = Readable.from(bytes(), { objectMode: false, highWaterMark: CHUNK })
  if (start > 0) return source
  return pipeline(source, verifying(descriptor, what), () => {})
}

async function readSmallBlob(files: Files, descriptor: Descriptor): Promise<Buffer> {
  const bytes = await readSmall(files, blobName(descriptor))
  verify(bytes, descriptor, `its blob ${descriptor.digest}`)
  return bytes
}

async function readSmall(files: Files, name: string): Promise<Buffer> {
  const size = await files.sizeOf(name)
  if (size === undefined) throw new Error(`it has no ${name}`)
  if (size > MAX_MANIFEST_BYTES) throw new Error(`its ${name} is larger than ${MAX_MANIFEST_BYTES} bytes`)
  return buffer(files.read(name, 0))
}

async function openFiles(path: string): Promise<Files> {
  try {
    if ((await stat(path)).isDirectory()) return folderFiles(path)
    const file = await open(path)
    return await tarFiles(path, file)
  } catch (cause) {
    if (cause instanceof ConfigurationError) throw cause
    throw new ConfigurationError(`${path} can't be read as an OCI layout`, { cause })
  }
}

async function tarFiles(path: string, file: FileHandle): Promise<Files> {
  let entries: Map<string, TarEntry>
  try {
    entries = await indexTar(file)
  } catch (error) {
    await file.close()
    throw new ConfigurationError(`${path} is not a tar archive of an OCI layout: ${messageOf(error)}`)
  }
  return {
    sizeOf: async (name) => entries.get(name)?.size,
    read(name, start) {
      const entry = entries.get(name)
      if (entry === undefined) return Readable.from([])
      return Readable.from(readRange(file, entry.offset + start, entry.offset + entry.size))
    },
    [Symbol.asyncDispose]: () => file.close(),
  }
}

function folderFiles(path: string): Files {
  return {
    sizeOf: async (name) => (await stat(join(path, name)).catch(() => undefined))?.size,
    read: (name, start) => Readable.from(readFolderFile(join(path, name), start)),
    [Symbol.asyncDispose]: async () => {},
  }
}

async function* readFolderFile(path: string, start: number): AsyncGenerator<Buffer> {
  const file = await open(path)
  try {
    yield* readRange(file, start, (await file.stat()).size)
  } finally {
    await file.close()
  }
}

/** A file's bytes from offset `start` to `end`. A read stream would close the file, which others read too. */
async function* readRange(file: FileHandle, start: number, end: number): AsyncGenerator<Buffer> {
  for (let position = start; position < end; ) {
    const length = Math.min(CHUNK, end - position)
    const { buffer: chunk, bytesRead } = await file.read(Buffer.allocUnsafe(length), 0, length, position)
    if (bytesRead === 0) throw new ContentError(`the layout ends at byte ${position}, before byte ${end}`)
    yield chunk.subarray(0, bytesRead)
    position += bytesRead
  }
}
