/** Keeps the layout folder, with its blobs and what they unpack to, from one build to the next. */
import { mkdir, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises'
import path from 'node:path'
import * as z from 'zod/mini'
import { blobFile, type Layout } from '../layout/layout.ts'
import type { ImageSize, UnpackedLayer } from '../layout/measure.ts'
import { digestSchema } from '../oci/descriptor.ts'

/** Unused blobs are removed after a week. In ms. */
const LIFETIME = 7 * 24 * 3600 * 1000

/** File beside the blobs: the unpacked size of each layer. */
const SIZES = 'unpacked.json'
const sizesSchema = z.array(z.object({ digest: digestSchema, diffId: digestSchema, unpacked: z.number() }))

/** Prepares a layout's folder for the next image, at `now` in ms. Blobs stay, so that BuildKit writes only new ones. */
export async function prepareLayout(folder: string, now: number): Promise<void> {
  const blobs = path.join(folder, 'blobs/sha256')
  await mkdir(blobs, { recursive: true })
  await rm(path.join(folder, 'index.json'), { force: true })
  for (const name of await readdir(blobs)) {
    const file = path.join(blobs, name)
    if (now - (await stat(file)).mtimeMs > LIFETIME) await rm(file)
  }
}

/** Reads the sizes of known layers; none if the file can't be read. */
export async function knownLayers(folder: string): Promise<readonly UnpackedLayer[]> {
  try {
    return sizesSchema.parse(JSON.parse(await readFile(path.join(folder, SIZES), 'utf8')))
  } catch {
    return []
  }
}

/** Records the use of an image and the sizes of its layers. */
export async function keepImage(folder: string, layout: Layout, size: ImageSize, now: number): Promise<void> {
  const { descriptor, content } = layout.manifest
  for (const blob of [descriptor, content.config, ...content.layers]) {
    await utimes(blobFile(folder, blob), now / 1000, now / 1000)
  }
  const there = new Set(await readdir(path.join(folder, 'blobs/sha256')))
  const known = [...(await knownLayers(folder)), ...size.layers]
    .filter(({ digest }) => there.has(path.basename(blobFile(folder, { digest }))))
    .map(({ digest, diffId, unpacked }) => [digest, { digest, diffId, unpacked }] as const)
  await writeFile(path.join(folder, SIZES), JSON.stringify([...new Map(known).values()]))
}
