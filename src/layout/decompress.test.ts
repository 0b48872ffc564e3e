import { PassThrough, Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import zlib from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decompressor, type ZstdDecoder } from './decompress.ts'

const TYPE = 'application/vnd.oci.image.layer.v1.tar'

/** Unpacks bytes that come in pieces of a size, as from a disk or a network. */
async function unpack(bytes: Buffer, piece: number, zstd: ZstdDecoder): Promise<Buffer> {
  function* pieces(): Generator<Buffer> {
    for (let start = 0; start < bytes.length; start += piece) yield bytes.subarray(start, start + piece)
  }
  const decoder = decompressor(`${TYPE}+zstd`, zstd)
  const [content] = await Promise.all([buffer(decoder), pipeline(Readable.from(pieces()), decoder)])
  return content
}

/** Text that repeats itself, near and far: several blocks with references into earlier ones. */
const text = Buffer.from(
  Array.from({ length: 60_000 }, (_, line) => `${line} ${(line * 7919) % 997}\n`).join(''),
)

describe.each(['native', 'javascript'] as const)('zstd, %s', (zstd) => {
  test('any bytes, in pieces of any size', async () => {
    const content = fc.uint8Array({ maxLength: 3000 }).map((bytes) => Buffer.from(bytes))
    await fc.assert(
      fc.asyncProperty(content, fc.integer({ min: 1, max: 400 }), async (bytes, piece) => {
        expect((await unpack(zlib.zstdCompressSync(bytes), piece, zstd)).equals(bytes)).toBe(true)
      }),
      { numRuns: 50 },
    )
  })

  test.each([100, 1_000_000])('many blocks, in pieces of %i bytes', async (piece) => {
    expect((await unpack(zlib.zstdCompressSync(text), piece, zstd)).equals(text)).toBe(true)
  })

  test('a frame that ends too early is an error', async () => {
    const frame = zlib.zstdCompressSync(text)
    for (const length of [frame.length - 1, frame.length >> 1, 10]) {
      await expect(unpack(frame.subarray(0, length), 5000, zstd)).rejects.toThrow()
    }
  })
})

test('zstd, javascript: one frame after another', async () => {
  const frames = Buffer.concat([zlib.zstdCompressSync(text), zlib.zstdCompressSync(text)])
  expect((await unpack(frames, 5000, 'javascript')).equals(Buffer.concat([text, text]))).toBe(true)
})

test('media types of layers', () => {
  const docker = 'application/vnd.docker.image.rootfs.diff.tar.gzip'
  expect(decompressor(TYPE)).toBeInstanceOf(PassThrough)
  expect(decompressor(`${TYPE}+gzip`)).toBeInstanceOf(zlib.Gunzip)
  expect(decompressor(docker)).toBeInstanceOf(zlib.Gunzip)
  for (const type of ['', 'text/plain', `${TYPE}+xz`, 'application/vnd.oci.image.config.v1+json']) {
    expect(() => decompressor(type)).toThrow(`a layer of media type "${type}" can't be unpacked`)
  }
})
