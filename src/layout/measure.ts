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

/** What a layer turned out to be when it was unpacked once: a digest never stands for anything else. */
export type UnpackedLayer = Pick<LayerSize, 'digest' | 'diffId' | 'unpacked'>

/** Takes a layer's tar archive as it is unpacked. */
export interface LayerReader {
  write(chunk: Buffer): void
}

export interface MeasureOptions {
  readonly zstd?: ZstdDecoder
  /** Layers that need not be read again; no reader is made for them. */
  readonly known?: readonly UnpackedLayer[]
  /**
   * Makes a reader of a layer (0 is the lowest), so that who wants to know what is in it need not unpack it
   * once more. A layer may be tried twice: of several readers of a layer, the last one read it whole.
   */
  readonly reader?: (layer: number) => LayerReader
}

/**
 * Measures an image by unpacking every layer (streamed, two at a time), and so verifies each layer's
 * digest and its diff_id in the configuration. A layer that is `known` is not read again.
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
  const first = await unpack(layout, layer, zstd, reader())
  if (first.diffId === diffId) return first.unpacked
  // Node's own (up to 24 at least) loses its way, or silently stops, where one frame follows another.
  const isZstd = layer.mediaType.endsWith('zstd')
  const last = isZstd && zstd === 'native' ? await unpack(layout, layer, 'javascript', reader()) : first
  if (last.diffId === diffId) return last.unpacked
  if (last.failure !== undefined) {
    throw new RegistryError(`the image's layer ${layer.digest} can't be unpacked`, { cause: last.failure })
  }
  const problem = `unpacks to ${last.diffId}; its configuration says ${diffId}`
  throw new RegistryError(`the image's layer ${layer.digest} ${problem}`)
}

interface Unpacked {
  readonly unpacked: number
  /** Undefined when it could not be unpacked to its end. */
  readonly diffId?: Digest
  readonly failure?: unknown
}

/** @throws RegistryError when the layer itself is damaged. */
async function unpack(
  layout: Layout,
  layer: Descriptor,
  zstd: ZstdDecoder,
  reader: LayerReader | undefined,
): Promise<Unpacked> {
  const hash = createHash('sha256')
  let unpacked = 0
  const count = async (bytes: AsyncIterable<Buffer>): Promise<void> => {
    for await (const chunk of bytes) {
      unpacked += chunk.length
      hash.update(chunk)
      reader?.write(chunk)
    }
  }
  const decoder = decompressor(layer.mediaType, zstd)
  try {
    const blob = layout.readBlob(layer)
    await (decoder === undefined ? pipeline(blob, count) : pipeline(blob, decoder, count))
  } catch (failure) {
    if (failure instanceof RegistryError) throw failure
    return { unpacked, failure }
  }
  return { unpacked, diffId: `sha256:${hash.digest('hex')}` }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
