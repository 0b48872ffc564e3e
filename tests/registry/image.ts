import { randomBytes } from 'node:crypto'
import { mkdir, mkdtemp, open, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import zlib from 'node:zlib'
import { pack } from 'tar-stream'
import type { Descriptor } from '../../src/oci/descriptor.ts'
import { type Digest, hexOf, sha256 } from '../../src/oci/digest.ts'

const TAR = 'application/vnd.oci.image.layer.v1.tar'
const OCI = 'application/vnd.oci.image'

/** How a layer is stored; `zstd-frames`: in two frames, as parallel compressors write it. */
export type Compression = 'none' | 'gzip' | 'zstd' | 'zstd-frames'

export interface SampleLayer {
  readonly createdBy: string
  readonly compression: Compression
  /** Bytes of the layer's one file, which can't be compressed. */
  readonly content: Buffer
}

/** An image made for a test; sizes in bytes. */
export interface SampleImage {
  /** All files of its OCI layout, by name. */
  readonly files: Map<string, Buffer>
  readonly manifest: { readonly bytes: Buffer; readonly descriptor: Descriptor }
  readonly config: Descriptor
  readonly layers: readonly { readonly tar: Buffer; readonly descriptor: Descriptor }[]
}

/** One layer of each compression, made of random bytes: no two images have one in common. */
export function sampleLayers(bytes = 100_000): SampleLayer[] {
  return [
    { createdBy: '# debian.sh --arch amd64', compression: 'none', content: randomBytes(bytes) },
    { createdBy: 'COPY /spark/ / # buildkit', compression: 'gzip', content: randomBytes(2 * bytes) },
    { createdBy: 'COPY /jdbc/ / # buildkit', compression: 'zstd', content: randomBytes(3 * bytes) },
  ]
}

/**
 * Makes an image as BuildKit would. zstd needs a Node that has it.
 * @param change alters its index, configuration or manifest before they are stored
 */
export async function makeImage(
  samples: readonly SampleLayer[] = sampleLayers(),
  change: {
    readonly diffIds?: readonly Digest[]
    readonly attested?: boolean
    readonly images?: number
  } = {},
): Promise<SampleImage> {
  const files = new Map<string, Buffer>()
  const layers = await Promise.all(
    samples.map(async ({ compression, content }) => {
      const tar = await tarOf(new Map([['file', content]]))
      const suffix = compression === 'none' ? '' : `+${compression.replace('-frames', '')}`
      return { tar, descriptor: add(files, `${TAR}${suffix}`, compress(tar, compression)) }
    }),
  )
  const config = addJson(files, `${OCI}.config.v1+json`, {
    architecture: 'amd64',
    os: 'linux',
    config: { Labels: { 'org.opencontainers.image.version': '4.1.1' } },
    rootfs: { type: 'layers', diff_ids: change.diffIds ?? layers.map(({ tar }) => sha256(tar)) },
    history: [
      ...samples.map(({ createdBy }) => ({ created_by: createdBy })),
      { created_by: 'CMD ["connect"]', comment: 'buildkit.dockerfile.v0', empty_layer: true },
    ],
  })
  const content = { schemaVersion: 2, config, layers: layers.map(({ descriptor }) => descriptor) }
  const descriptor = addJson(files, `${OCI}.manifest.v1+json`, content)
  const named = { ...descriptor, platform: { architecture: 'amd64', os: 'linux' } }
  let manifests: object[] = Array.from({ length: change.images ?? 1 }, () => named)
  if (change.attested) {
    const attestation = addJson(files, `${OCI}.manifest.v1+json`, { schemaVersion: 2, config, layers: [] })
    const unknown = { ...attestation, platform: { architecture: 'unknown', os: 'unknown' } }
    const nested = { schemaVersion: 2, manifests: [...manifests, unknown] }
    manifests = [addJson(files, `${OCI}.index.v1+json`, nested)]
  }
  files.set('index.json', Buffer.from(JSON.stringify({ schemaVersion: 2, manifests })))
  files.set('oci-layout', Buffer.from('{"imageLayoutVersion":"1.0.0"}'))
  const bytes = files.get(`blobs/sha256/${hexOf(descriptor.digest)}`) ?? Buffer.alloc(0)
  return { files, manifest: { bytes, descriptor }, config, layers }
}

/** A folder of a test, removed with all that is in it. */
export class TestFolder implements AsyncDisposable {
  readonly path: string

  private constructor(path: string) {
    this.path = path
  }

  static async make(): Promise<TestFolder> {
    return new TestFolder(await mkdtemp(join(tmpdir(), 'test-oci-')))
  }

  /** Writes an image's layout into a folder of its own. @returns its path */
  async writeLayout({ files }: Pick<SampleImage, 'files'>): Promise<string> {
    const path = await mkdtemp(join(this.path, 'image-'))
    for (const [name, content] of files) {
      await mkdir(dirname(join(path, name)), { recursive: true })
      await writeFile(join(path, name), content)
    }
    return path
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await rm(this.path, { recursive: true, force: true })
  }
}

/** Flips a bit of a file's first byte: a disk that went bad. */
export async function damage(path: string): Promise<void> {
  const file = await open(path, 'r+')
  const { buffer: first } = await file.read(Buffer.alloc(1), 0, 1, 0)
  await file.write(Buffer.from([(first[0] ?? 0) ^ 1]), 0, 1, 0)
  await file.close()
}

function compress(tar: Buffer, compression: Compression): Buffer {
  if (compression === 'none') return tar
  if (compression === 'gzip') return zlib.gzipSync(tar)
  if (compression === 'zstd') return zlib.zstdCompressSync(tar)
  const half = tar.length >> 1
  return Buffer.concat([tar.subarray(0, half), tar.subarray(half)].map((part) => zlib.zstdCompressSync(part)))
}

async function tarOf(files: ReadonlyMap<string, Buffer>): Promise<Buffer> {
  const archive = pack()
  for (const [name, content] of files) archive.entry({ name, mtime: new Date(0) }, content)
  archive.finalize()
  return buffer(archive)
}

function add(files: Map<string, Buffer>, mediaType: string, bytes: Buffer): Descriptor {
  const digest = sha256(bytes)
  files.set(`blobs/sha256/${hexOf(digest)}`, bytes)
  return { mediaType, digest, size: bytes.length }
}

function addJson(files: Map<string, Buffer>, mediaType: string, content: object): Descriptor {
  return add(files, mediaType, Buffer.from(JSON.stringify({ mediaType, ...content })))
}
