/** Unpacks layers: gzip and zstd. */
import { Transform } from 'node:stream'
import zlib from 'node:zlib'
import { Decompress } from 'fzstd'

const CHUNK = 256 * 1024

/** What decompresses zstd: Node's own, from 22.15 on, or the one in JavaScript. */
export type ZstdDecoder = 'native' | 'javascript'

/** Node's own where it has one. */
export function bestZstdDecoder(): ZstdDecoder {
  // Types say it is always there, for the Node that they describe.
  const create: unknown = zlib.createZstdDecompress
  return typeof create === 'function' ? 'native' : 'javascript'
}

/**
 * A stream that unpacks a layer of a media type (image-spec, layer.md; Docker's are always gzip), or
 * undefined when the layer is a plain tar.
 * @throws Error when the media type is not one of a layer.
 */
export function decompressor(
  mediaType: string,
  zstd: ZstdDecoder = bestZstdDecoder(),
): Transform | undefined {
  switch (/^application\/vnd\.(?:oci|docker)\.image\.(?:layer|rootfs)\..*?tar(.*)$/.exec(mediaType)?.[1]) {
    case '':
      return undefined
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
    return error instanceof Error ? error : new Error(String(error))
  }
}
