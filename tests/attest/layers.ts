import { buffer } from 'node:stream/consumers'
import { type Header, pack } from 'tar-stream'
import { type FoundFiles, ImageScan } from '../../src/attest/scan.ts'

/** Entries of a layer: a file's content by its path, or the header of something else. */
export type LayerFiles = Readonly<Record<string, string | Buffer | Partial<Header>>>

/** A layer as a tar archive. */
export async function layerTar(files: LayerFiles): Promise<Buffer> {
  const archive = pack()
  for (const [name, content] of Object.entries(files)) {
    if (typeof content === 'string' || Buffer.isBuffer(content)) archive.entry({ name }, content)
    else archive.entry({ name, ...content })
  }
  archive.finalize()
  return buffer(archive)
}

/** What is found in an image of these layers, the lowest first, when their bytes come `step` at a time. */
export async function scan(layers: readonly LayerFiles[], step = 1000): Promise<FoundFiles> {
  return scanTars(await Promise.all(layers.map(layerTar)), step)
}

/** The same of layers as archives. */
export function scanTars(tars: readonly Buffer[], step = 1000): FoundFiles {
  const found = new ImageScan()
  for (const [index, tar] of tars.entries()) {
    const reader = found.reader(index)
    for (let start = 0; start < tar.length; start += step) reader.write(tar.subarray(start, start + step))
  }
  return found.files()
}
