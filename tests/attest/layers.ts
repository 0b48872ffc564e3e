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
  const found = new ImageScan()
  for (const [index, files] of layers.entries()) {
    const tar = await layerTar(files)
    const reader = found.reader(index)
    for (let start = 0; start < tar.length; start += step) reader.write(tar.subarray(start, start + step))
  }
  return found.files()
}
