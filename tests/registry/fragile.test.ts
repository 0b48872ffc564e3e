import { randomBytes } from 'node:crypto'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { sha256 } from '../../src/oci/digest.ts'
import { hasBlob, openBlob, pushBlob } from '../../src/registry/blobs.ts'
import { openRepository } from '../../src/registry/repository.ts'
import { type Breakage, fragileProxy } from './fragile.ts'
import { startRegistry } from './registry.ts'

const MIB = 1024 * 1024
const retries = { attempts: 4, base: 20, cap: 50, patience: 100 }

const content = randomBytes(20 * MIB)
const blob = { mediaType: 'application/octet-stream', digest: sha256(content), size: content.length }
const afterFiveMib = (_: Buffer, carried: number): boolean => carried > 5 * MIB
const atPut = (chunk: Buffer): boolean => chunk.subarray(0, 8).equals(Buffer.from('PUT /v2/'))

/** Pushes the blob to a real registry through a proxy. */
async function pushThrough(breaks: number, isTime: Breakage) {
  await using registry = await startRegistry()
  await using proxy = await fragileProxy(registry.port, breaks, isTime)
  const lines: string[] = []
  const options = { retries, log: (line: string) => lines.push(line) }
  const repository = openRepository({ registry: proxy.host, repository: 'org/fragile' }, options)
  const opened: number[] = []
  const open = (start: number): Readable => {
    opened.push(start)
    return Readable.from(chunksOf(content.subarray(start)))
  }
  const outcome = await pushBlob(repository, blob, open).catch((error: unknown) => error)
  const isThere = await hasBlob(repository, blob.digest)
  const isWhole = isThere && (await buffer(await openBlob(repository, blob))).equals(content)
  return { outcome, lines, opened, isThere, isWhole, broken: proxy.broken() }
}

test('an upload whose connection breaks twice arrives whole, and the log says so', async () => {
  const { outcome, broken, lines, isWhole } = await pushThrough(2, afterFiveMib)
  expect({ outcome, broken, isWhole }).toEqual({ outcome: 'uploaded', broken: 2, isWhole: true })
  expect(lines).toHaveLength(2)
  expect(lines[0]).toMatch(/^no connection to 127\.0\.0\.1:\d+; trying again in 0\.0 s$/)
})

test('an upload that breaks when its bytes are there is finished without sending them again', async () => {
  const { outcome, broken, opened, isWhole } = await pushThrough(2, atPut)
  expect({ outcome, broken, isWhole }).toEqual({ outcome: 'uploaded', broken: 2, isWhole: true })
  expect(opened).toEqual([0])
})

test('a connection that always breaks is given up after the allowed tries', async () => {
  const { outcome, broken, isThere } = await pushThrough(Number.POSITIVE_INFINITY, afterFiveMib)
  expect(outcome).toMatchObject({ name: 'RegistryError', transient: true })
  expect({ broken, isThere }).toEqual({ broken: retries.attempts, isThere: false })
})

function* chunksOf(bytes: Buffer): Generator<Buffer> {
  for (let start = 0; start < bytes.length; start += 64 * 1024) yield bytes.subarray(start, start + 64 * 1024)
}
