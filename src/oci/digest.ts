/** Digests: what names content, and verifies it. */
import { createHash } from 'node:crypto'
import { Transform } from 'node:stream'
import { RegistryError } from '../errors.ts'

/** Content's identity: `sha256:` and 64 lower-case hex digits (OCI image-spec, descriptor.md, "Digests"). */
export type Digest = `sha256:${string}`

/** The digest of some bytes. */
export function sha256(bytes: Uint8Array | string): Digest {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`
}

/** Whether a text is a digest of the one algorithm that is used here. */
export function isDigest(text: string): text is Digest {
  return /^sha256:[0-9a-f]{64}$/.test(text)
}

/** @throws Error when the text is not a sha256 digest, sha512 included. */
export function parseDigest(text: string): Digest {
  if (isDigest(text)) return text
  throw new Error(`${JSON.stringify(text.slice(0, 100))} is not a sha256 digest (sha256: and 64 hex digits)`)
}

/** The 64 hex digits of a digest. */
export function hexOf(digest: Digest): string {
  return digest.slice('sha256:'.length)
}

/** A digest as people compare it: its algorithm and 12 hex digits. */
export function shortDigest(digest: string): string {
  return digest.slice(0, 'sha256:'.length + 12)
}

/** What a content must be; `size` in bytes. */
export interface Expectation {
  readonly digest: Digest
  readonly size: number
}

/** @throws RegistryError unless the bytes have the size and the digest. `what` names them in the message. */
export function verify(bytes: Uint8Array, expected: Expectation, what: string): void {
  const flaw = flawOf(expected, what, bytes.length, () => sha256(bytes))
  if (flaw !== null) throw flaw
}

/**
 * Passes bytes on, and fails with a RegistryError when they are not those expected. The last ones are out only once all
 * are known to be right: a registry that gets the others never takes them for the whole.
 */
export function verifying(expected: Expectation, what: string): Transform {
  const hash = createHash('sha256')
  let seen = 0
  const flaw = () => flawOf(expected, what, seen, () => `sha256:${hash.copy().digest('hex')}`)
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      seen += chunk.length
      hash.update(chunk)
      const failed = seen < expected.size ? null : flaw()
      if (failed === null) done(null, chunk)
      else done(failed)
    },
    flush: (done) => done(flaw()),
  })
}

function flawOf(expected: Expectation, what: string, size: number, digestOf: () => Digest) {
  const should = `${what} should have`
  if (size !== expected.size) {
    const seen = size > expected.size ? 'there are more' : `there are ${size}`
    return new RegistryError(`${should} ${expected.size} bytes; ${seen}`, { damaged: true })
  }
  const digest = digestOf()
  if (digest === expected.digest) return null
  return new RegistryError(`${should} the digest ${expected.digest}; it has ${digest}`, { damaged: true })
}
