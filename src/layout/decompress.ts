/** Unpacks layers: gzip and zstd. */
import { PassThrough, Transform } from 'node:stream'
import zlib from 'node:zlib'
import { Decompress } from 'fzstd'

const CHUNK = 256 * 1024

export type ZstdDecoder = 'native' | 'javascript'

/** What decompresses zstd, the fastest first: Node's own, which it has from 22.15 on, and the one in JavaScript. */
export const ZSTD_DECODERS: readonly ZstdDecoder[] =
  'createZstdDecompress' in zlib ? ['native', 'javascript'] : ['javascript']

/** Unpacks a layer (image-spec, layer.md; Docker's are always gzip). @throws Error for a media type that is none of a layer. */
export function decompressor(mediaType: string, zstd = ZSTD_DECODERS[0]): Transform {
  switch (/^application\/vnd\.(?:oci|docker)\.image\.(?:layer|rootfs)\..*?tar(.*)$/.exec(mediaType)?.[1]) {
    case '':
      return new PassThrough()
    case '+gzip':
    case '.gzip':
      return zlib.createGunzip({ chunkSize: CHUNK })
    case '+zstd':
    case '.zstd':
      return zstd === 'native' ? zlib.createZstdDecompress({ chunkSize: CHUNK }) : javascriptZstd()
    default:
      throw new Error(`a layer of media type ${JSON.stringify(mediaType)} can't be unpacked`)
  }
}

function javascriptZstd(): Transform {
  const out = new Transform({
    transform: (chunk: Buffer, _encoding, done) => done(failureOf(() => decoder.push(chunk))),
    // It reports input that ends too early only when told that this was the last.
    flush: (done) => done(failureOf(() => decoder.push(new Uint8Array(0), true))),
  })
  const decoder = new Decompress((data) => {
    if (data.length > 0) out.push(data)
  })
  return out
}

function failureOf(action: () => void): Error | null {
  try {
    action()
    return null
  } catch (error) {
    return error as Error
  }
}
