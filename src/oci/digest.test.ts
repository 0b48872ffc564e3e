import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { type Expectation, sha256, verifying } from './digest.ts'

const content = Buffer.from('abcdef')
const right = { digest: sha256(content), size: content.length }

/** What comes out of a stream that verifies these chunks, and how it ends. */
async function passed(chunks: readonly string[], expected: Expectation): Promise<[string, string]> {
  const stream = Readable.from(chunks.map((chunk) => Buffer.from(chunk))).pipe(verifying(expected, 'it'))
  let out = ''
  try {
    for await (const chunk of stream) out += chunk
    return [out, 'whole']
  } catch (error) {
    return [out, String(error)]
  }
}

test('what is right is passed on', async () => {
  expect(await passed(['abc', 'def'], right)).toEqual(['abcdef', 'whole'])
  expect(await passed([], { digest: sha256(''), size: 0 })).toEqual(['', 'whole'])
})

test.each([
  ['other', ['abc', 'dex'], /^RegistryError: it should have the digest sha256:.*; it has sha256:/],
  ['other and in one piece', ['abcdex'], /should have the digest/],
  ['more', ['abc', 'defg'], /should have 6 bytes; there are more$/],
  ['fewer', ['abc'], /should have 6 bytes; there are 3$/],
])('of %s bytes the last are kept back', async (_, chunks, message) => {
  const [out, end] = await passed(chunks, right)
  expect(end).toMatch(message)
  expect(out.length).toBeLessThan(right.size)
})
