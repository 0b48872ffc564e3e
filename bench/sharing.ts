import { stagesOf } from '../src/layout/measure.ts'
import type { Descriptor } from '../src/oci/descriptor.ts'
import { parseImageConfig, parseManifest } from '../src/oci/manifest.ts'
import { getBlob } from '../src/registry/blobs.ts'
import { getManifest } from '../src/registry/manifests.ts'
import { formatRepository, type Repository } from '../src/registry/repository.ts'

/** An image as its registry has it. */
export interface RegistryImage {
  /** The cell's id. */
  readonly id: string
  /** All that a registry keeps for it: manifest, configuration, layers. Its acceptance record is apart. */
  readonly blobs: readonly Descriptor[]
  /** Lowest first. */
  readonly layers: readonly { readonly stage: string; readonly layer: Descriptor }[]
}

/** What a tag names, with the Dockerfile stage of each layer. Undefined when there is nothing. */
export async function readImage(
  repository: Repository,
  id: string,
  tag: string,
): Promise<RegistryImage | undefined> {
  const stored = await getManifest(repository, tag)
  if (stored === undefined) return undefined
  const what = `${formatRepository(repository)}:${tag}`
  const { config, layers } = parseManifest(stored.bytes, what)
  const { history } = parseImageConfig(await getBlob(repository, config), what)
  const stages = stagesOf(history)
  return {
    id,
    blobs: [stored.descriptor, config, ...layers],
    layers: layers.map((layer, index) => ({ stage: stages[index] ?? '', layer })),
  }
}

/** Bytes of images in one repository, where equal blobs are one. */
export function storedBytes(images: readonly RegistryImage[]): number {
  return total(images.flatMap(({ blobs }) => blobs))
}

/** Bytes of images in repositories of their own. */
export function separateBytes(images: readonly RegistryImage[]): number {
  return images.reduce((sum, { blobs }) => sum + total(blobs), 0)
}

/** Bytes to pull of an image where another one is there. */
export function bytesToPull(image: RegistryImage, there: RegistryImage): number {
  const known = new Set(there.blobs.map(({ digest }) => digest))
  return total(image.blobs.filter(({ digest }) => !known.has(digest)))
}

/** Stages whose layers differ between two images, or that only one has. */
export function changedStages(a: RegistryImage, b: RegistryImage): string[] {
  const missing = (here: RegistryImage, there: RegistryImage): string[] => {
    const known = new Set(there.layers.map(({ layer }) => layer.digest))
    return here.layers.filter(({ layer }) => !known.has(layer.digest)).map(({ stage }) => stage)
  }
  return [...new Set([...missing(a, b), ...missing(b, a)])]
}

function total(blobs: readonly Descriptor[]): number {
  const sizes = new Map(blobs.map(({ digest, size }) => [digest, size]))
  return [...sizes.values()].reduce((sum, size) => sum + size, 0)
}
