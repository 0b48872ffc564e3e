import { expect, test } from 'vitest'
import { sha256 } from './digest.ts'
import { parseImageConfig, parseIndex, parseManifest } from './manifest.ts'

const bytes = (content: unknown): Buffer => Buffer.from(JSON.stringify(content))
const descriptor = { mediaType: 'a/b', digest: sha256('x'), size: 1 }
const manifest = { schemaVersion: 2, config: descriptor, layers: [descriptor] }

test('a manifest keeps what is used and drops the rest', () => {
  expect(parseManifest(bytes({ ...manifest, extra: 1 }), 'it')).toEqual(manifest)
})

test.each([
  [{ ...manifest, schemaVersion: 1 }, 'schemaVersion'],
  [{ ...manifest, mediaType: 'application/vnd.oci.image.index.v1+json' }, 'mediaType'],
  [{ ...manifest, config: undefined }, 'config'],
  [{ ...manifest, layers: [{ ...descriptor, size: -1 }] }, 'layers.0.size'],
  [{ ...manifest, layers: [{ ...descriptor, size: 1.5 }] }, 'layers.0.size'],
  [{ ...manifest, layers: [descriptor, { ...descriptor, digest: 'sha256:../../x' }] }, 'layers.1.digest'],
  [{ ...manifest, layers: [{ ...descriptor, digest: `sha512:${'0'.repeat(128)}` }] }, 'layers.0.digest'],
])('a manifest with a wrong %#: names the key', (content, key) => {
  expect(() => parseManifest(bytes(content), 'the manifest')).toThrow(
    `the manifest is not an image manifest: ${key}: `,
  )
})

test.each(['', '[]', 'null', '{', '"x"'])('%j is no manifest, index or configuration', (text) => {
  for (const parse of [parseManifest, parseIndex, parseImageConfig]) {
    expect(() => parse(Buffer.from(text), 'the blob')).toThrow(/^the blob is not an image /)
  }
})

test('a configuration as Go writes it, with null for what is empty', () => {
  const rootfs = { type: 'layers', diff_ids: [sha256('x')] }
  const content = { architecture: 'amd64', os: 'linux', rootfs, config: { Labels: null }, history: null }
  const expected = { config: { Labels: {} }, history: [], rootfs: { diff_ids: [sha256('x')] } }
  expect(parseImageConfig(bytes(content), 'it')).toMatchObject(expected)
  expect(parseImageConfig(bytes({ ...content, config: undefined }), 'it')).toMatchObject(expected)
})

test('an index is read entry by entry, and says how many it leaves out', () => {
  const odd = { ...descriptor, platform: null, annotations: { a: 1 }, artifactType: 7 }
  const sha512 = { ...descriptor, digest: `sha512:${'a'.repeat(128)}` }
  const manifests = [descriptor, sha512, null, 'text', { ...descriptor, size: -1 }, odd]
  const content = { schemaVersion: 2, mediaType: 'application/json', manifests, annotations: { b: 2 } }
  const notes: string[] = []
  const index = parseIndex(bytes(content), 'the index', (line) => notes.push(line))
  expect(index.manifests).toEqual([descriptor, descriptor])
  expect(index.content.manifests).toEqual(manifests)
  expect(notes).toEqual(['the index: 4 of 6 entries are not understood and left out'])
})
