/** Measures images by unpacking their layers. */
import { createHash } from 'node:crypto'
import { pipeline } from 'node:stream/promises'
import { RegistryError } from '../errors.ts'
import type { Descriptor } from '../oci/descriptor.ts'
import type { Digest } from '../oci/digest.ts'
import { inParallel } from '../parallel.ts'
import { bestZstdDecoder, decompressor, type ZstdDecoder } from './decompress.ts'
import { BASE, stagesOf } from './history.ts'
import type { Layout } from './layout.ts'

/** All sizes in bytes. */
export interface LayerSize {
  readonly digest: Digest
  readonly diffId: Digest
  readonly mediaType: string
  readonly compressed: number
  readonly unpacked: number
  /** See stagesOf(). */
  readonly stage: string
  /** The instruction that made it, as BuildKit records it; empty when not known. */
  readonly createdBy: string
}

/** An image's size, in bytes, the same on every store and engine. */
export interface ImageSize {
  /** Its configuration and its layers as a registry holds them; attestations are not counted. */
  readonly compressed: number
  /** The layers' tar archives before compression. */
  readonly unpacked: number
  /** Lowest first. */
  readonly layers: readonly LayerSize[]
}

/** A layer that was unpacked before: whatever has its digest is the same. */
export type UnpackedLayer = Pick<LayerSize, 'digest' | 'diffId' | 'unpacked'>

/** Takes a layer's tar archive as it is unpacked. */
export interface LayerReader {
  write(chunk: Buffer): void
}

export interface MeasureOptions {
  readonly zstd?: ZstdDecoder
  /** Layers that are not read again; no reader is made for them. */
  readonly known?: readonly UnpackedLayer[]
  /**
   * Makes a reader of a layer (0 is the lowest), which gets its archive while it is measured. If a layer is unpacked
   * twice, the last of its readers gets all of it.
   */
  readonly reader?: (layer: number) => LayerReader
}

/**
 * Measures an image by unpacking its layers, streamed and two at a time. This verifies each layer's digest, and its
 * diff_id in the configuration.
 * @throws RegistryError when a layer is not what the manifest or the configuration says it is.
 */
export async function measure(
  layout: Layout,
  { zstd = bestZstdDecoder(), known = [], reader }: MeasureOptions = {},
): Promise<ImageSize> {
  const { config } = layout
  const manifest = layout.manifest.content
  const diffIds = config.rootfs.diff_ids
  if (diffIds.length !== manifest.layers.length) {
    const counts = `${manifest.layers.length} layers and its configuration ${diffIds.length}`
    throw new RegistryError(`the image's manifest has ${counts}`)
  }
  const stages = stagesOf(config.history)
  const pairs = diffIds.map((diffId, index) => ({ diffId, index, layer: manifest.layers[index] }))
  const layers = await inParallel(2, pairs, async ({ diffId, index, layer }) => {
    if (layer === undefined) throw new RangeError('there are as many layers as diff_ids')
    const { digest, mediaType, size: compressed } = layer
    const before = known.find((each) => each.digest === digest && each.diffId === diffId)
    const unpacked = before?.unpacked ?? (await unpackAs(diffId, layout, layer, zstd, () => reader?.(index)))
    const { stage = BASE, createdBy = '' } = stages[index] ?? {}
    return { digest, diffId, mediaType, compressed, unpacked, stage, createdBy }
  })
  return {
    compressed: manifest.config.size + sum(layers.map((layer) => layer.compressed)),
    unpacked: sum(layers.map((layer) => layer.unpacked)),
    layers,
  }
}

/** A layer's size unpacked, in bytes. @throws RegistryError when it does not unpack to `diffId`. */
async function unpackAs(
  diffId: Digest,
  layout: Layout,
  layer: Descriptor,
  zstd: ZstdDecoder,
  reader: () => LayerReader | undefined,
): Promise<number> {
  // Node's own decoder (up to 24 at least) fails, or stops without an error, where one frame follows another.
  const isRetried = layer.mediaType.endsWith('zstd') && zstd === 'native'
  const decoders: readonly ZstdDecoder[] = isRetried ? ['native', 'javascript'] : [zstd]
  let problem: RegistryError | undefined
  for (const decoder of decoders) {
    try {
      const unpacked = await unpack(layout, layer, decoder, reader())
      if (unpacked.digest === diffId) return unpacked.size
      const differs = `unpacks to ${unpacked.digest}; its configuration says ${diffId}`
      problem = new RegistryError(`the image's layer ${layer.digest} ${differs}`)
    } catch (cause) {
      // The layer itself is damaged.
      if (cause instanceof RegistryError) throw cause
      problem = new RegistryError(`the image's layer ${layer.digest} can't be unpacked`, { cause })
    }
  }
  throw problem
}

async function unpack(
  layout: Layout,
  layer: Descriptor,
  zstd: ZstdDecoder,
  reader: LayerReader | undefined,
): Promise<{ readonly digest: Digest; readonly size: number }> {
  const hash = createHash('sha256')
  let size = 0
  const count = async (bytes: AsyncIterable<Buffer>): Promise<void> => {
    for await (const chunk of bytes) {
      size += chunk.length
      hash.update(chunk)
      reader?.write(chunk)
    }
  }
  const decoder = decompressor(layer.mediaType, zstd)
  const blob = layout.readBlob(layer)
  await (decoder === undefined ? pipeline(blob, count) : pipeline(blob, decoder, count))
  return { digest: `sha256:${hash.digest('hex')}`, size }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
