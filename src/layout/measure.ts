/** Measures images by unpacking their layers. */
import { createHash } from 'node:crypto'
import { pipeline } from 'node:stream/promises'
import { RegistryError } from '../errors.ts'
import type { Descriptor } from '../oci/descriptor.ts'
import type { Digest } from '../oci/digest.ts'
import type { ImageConfig } from '../oci/manifest.ts'
import { inParallel } from '../parallel.ts'
import { decompressor, ZSTD_DECODERS } from './decompress.ts'
import type { Layout } from './layout.ts'
import type { FileSink } from './untar.ts'

/** All sizes in bytes. */
export interface LayerSize {
  readonly digest: Digest
  readonly diffId: Digest
  readonly compressed: number
  readonly unpacked: number
  readonly stage: string
}

/** An image's size, in bytes, the same on every store and engine. */
export interface ImageSize {
  /** Its configuration and its layers as a registry holds them; attestations are not counted. */
  readonly compressed: number
  /** The layers' tar archives before compression. */
  readonly unpacked: number
  readonly layers: readonly LayerSize[]
}

/** A layer that was unpacked before: whatever has its digest is the same. */
export type UnpackedLayer = Pick<LayerSize, 'digest' | 'diffId' | 'unpacked'>

export interface MeasureOptions {
  /** Layers that are not read again; no reader is made for them. */
  readonly known?: readonly UnpackedLayer[]
  /** Makes a reader of a layer (0 is the lowest); if it is unpacked twice, the last of its readers gets all of it. */
  readonly reader?: (layer: number) => Pick<FileSink, 'write'>
}

/**
 * Unpacks layers as streams, two at a time, and verifies each one's digest, and its diff_id in the configuration.
 * @throws RegistryError when a layer is not what the manifest or the configuration says it is.
 */
export async function measure(
  layout: Layout,
  { known = [], reader }: MeasureOptions = {},
): Promise<ImageSize> {
  const { config, layers: listed } = layout.manifest.content
  const diffIds = layout.config.rootfs.diff_ids
  if (diffIds.length !== listed.length) {
    throw new RegistryError(
      `the image's manifest has ${listed.length} layers and its configuration ${diffIds.length}`,
    )
  }
  const stages = stagesOf(layout.config.history)
  const layers = await inParallel(2, [...diffIds.entries()], async ([index, diffId]) => {
    const layer = listed[index] as Descriptor
    const { digest, size: compressed } = layer
    const before = known.find((each) => each.digest === digest && each.diffId === diffId)
    const unpacked = before?.unpacked ?? (await unpackAs(diffId, layout, layer, () => reader?.(index)))
    return { digest, diffId, compressed, unpacked, stage: stages[index] ?? BASE }
  })
  return {
    compressed: layers.reduce((sum, { compressed }) => sum + compressed, config.size),
    unpacked: layers.reduce((sum, { unpacked }) => sum + unpacked, 0),
    layers,
  }
}

/** A layer's size unpacked, in bytes. @throws RegistryError when it does not unpack to `diffId`. */
async function unpackAs(
  diffId: Digest,
  layout: Layout,
  layer: Descriptor,
  makeReader: () => Pick<FileSink, 'write'> | undefined,
): Promise<number> {
  let problem: RegistryError | undefined
  // Node's own decoder (up to 24 at least) fails, or stops without an error, where one frame follows another.
  const decoders = layer.mediaType.endsWith('zstd') ? ZSTD_DECODERS : ZSTD_DECODERS.slice(0, 1)
  for (const decoder of decoders) {
    const reader = makeReader()
    const hash = createHash('sha256')
    let size = 0
    const count = async (bytes: AsyncIterable<Buffer>): Promise<void> => {
      for await (const chunk of bytes) {
        size += chunk.length
        hash.update(chunk)
        reader?.write(chunk)
      }
    }
    try {
      await pipeline(layout.readBlob(layer), decompressor(layer.mediaType, decoder), count)
      const unpacked = `sha256:${hash.digest('hex')}`
      if (unpacked === diffId) return size
      const differs = `unpacks to ${unpacked}; its configuration says ${diffId}`
      problem = new RegistryError(`the image's layer ${layer.digest} ${differs}`)
    } catch (cause) {
      // The layer itself is damaged.
      if (cause instanceof RegistryError) throw cause
      problem = new RegistryError(`the image's layer ${layer.digest} can't be unpacked`, { cause })
    }
  }
  throw problem
}

/** The stage of layers that come from the base image, or from no known instruction. */
const BASE = 'base'

/**
 * The stage of each layer, lowest first: history entries that are not marked empty_layer correspond to layers in order
 * (image-spec, config.md, "history"). Whatever lies under the last instruction that is not of images/Dockerfile's kind,
 * like a base's own ADD, is the base's.
 */
export function stagesOf(history: ImageConfig['history']): string[] {
  const layers = history.filter((entry) => entry.empty_layer !== true)
  const stages = layers.map((entry) => stageOf(entry.created_by ?? ''))
  const base = stages.lastIndexOf(undefined)
  return stages.map((stage = BASE, index) => (index <= base ? BASE : stage))
}

/**
 * By the conventions of images/Dockerfile: `COPY --link --from=spark /spark/ /`, recorded as `COPY /spark/ / # buildkit`,
 * puts stage spark in place; RUN belongs to stage os, or installs a catalog's own Debian packages or certificates; WORKDIR
 * makes a layer of the image itself. Undefined for any other instruction, as of bases that other tools made.
 */
function stageOf(createdBy: string): string | undefined {
  const copied = /^COPY (?:--\S+ )*\/([a-z0-9][a-z0-9._-]*)\/ \/(?: # buildkit)?$/.exec(createdBy)
  if (copied !== null) return copied[1]
  if (/^RUN\s/.test(createdBy)) {
    const [, own] = /\/(?:install|trust)_(packages|certificates)\.sh/.exec(createdBy) ?? []
    return own ?? 'os'
  }
  return /^WORKDIR\s/.test(createdBy) ? 'image' : undefined
}
