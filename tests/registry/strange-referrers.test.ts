import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { type Digest, sha256 } from '../../src/oci/digest.ts'
import { MEDIA_TYPES } from '../../src/oci/manifest.ts'
import { IN_TOTO_TYPE } from '../../src/oci/statement.ts'
import { readPublishedImage } from '../../src/plan/lookup.ts'
import { encodeRecord, TEST_RESULT } from '../../src/plan/record.ts'
import { EMPTY_DESCRIPTOR } from '../../src/registry/artifact.ts'
import { copyImage } from '../../src/registry/copy.ts'
import { pushReferrer } from '../../src/registry/referrers.ts'
import { openRepository } from '../../src/registry/repository.ts'
import { serve } from './server.ts'

const SUBJECT = sha256('the image')
const SHA512 = `sha512:${'a'.repeat(128)}`
const PATH = '/v2/org/spark'

const RECORD = {
  cell: '4.1.1-baseline',
  platform: 'linux/amd64',
  fingerprint: 'f'.repeat(64),
  testsFingerprint: 'e'.repeat(64),
  compressedBytes: 1,
  unpackedBytes: 2,
  tests: [],
}

/** Our record's manifest and blob, and the entry that a good list has for it. */
function ourRecord(created: string) {
  const blob = encodeRecord(RECORD, 'org/spark', SUBJECT)
  const annotations = {
    'in-toto.io/predicate-type': TEST_RESULT,
    'org.opencontainers.image.created': created,
  }
  const manifest = artifact(blob, annotations)
  const entry = { ...manifest.descriptor, artifactType: IN_TOTO_TYPE, annotations }
  return { blob, ...manifest, entry }
}

function artifact(blob: Buffer, annotations: Record<string, string>) {
  const bytes = Buffer.from(
    JSON.stringify({
      schemaVersion: 2,
      mediaType: MEDIA_TYPES.manifest,
      artifactType: IN_TOTO_TYPE,
      config: EMPTY_DESCRIPTOR,
      layers: [{ mediaType: IN_TOTO_TYPE, digest: sha256(blob), size: blob.length }],
      annotations,
    }),
  )
  return { bytes, descriptor: { mediaType: MEDIA_TYPES.manifest, digest: sha256(bytes), size: bytes.length } }
}

/**
 * A registry that has these contents by digest or tag, and takes more; `list` is its answer on referrers, and a number
 * the status that it has instead of a content.
 */
function startRegistry(
  contents: Map<string, Buffer | number>,
  list: unknown,
  onPut: (url: string) => void = () => {},
) {
  return serve(async (request, response) => {
    const { method, url = '' } = request
    const name = decodeURIComponent(url.slice(url.lastIndexOf('/') + 1))
    if (url.startsWith(`${PATH}/referrers/`)) {
      if (list === undefined) return void response.writeHead(404).end()
      return void response.writeHead(200, { 'content-type': MEDIA_TYPES.index }).end(JSON.stringify(list))
    }
    if (method === 'PUT') {
      const body = Buffer.from(await text(request))
      contents.set(name, body)
      onPut(url)
      return void response.writeHead(201).end()
    }
    // Blobs that are asked for before an upload are all there.
    if (method === 'HEAD' && url.includes('/blobs/')) return void response.writeHead(200).end()
    const found = contents.get(name)
    if (found === undefined) return void response.writeHead(404).end()
    if (typeof found === 'number') return void response.writeHead(found).end()
    response.writeHead(200, { 'content-type': MEDIA_TYPES.manifest }).end(found)
  })
}

const strange = [
  {
    mediaType: MEDIA_TYPES.manifest,
    size: 7,
    digest: SHA512,
    artifactType: 'application/vnd.example.signature',
  },
  { mediaType: MEDIA_TYPES.manifest, size: -1, digest: SUBJECT },
  { size: 7, digest: SUBJECT },
  null,
  'text',
  [],
]

test.each([
  ['as it should be', {}],
  ['without annotations', { annotations: null }],
  ['with annotations that are none', { annotations: { a: 1 } }],
  [
    'with the type of its configuration',
    { artifactType: 'application/vnd.oci.empty.v1+json', annotations: undefined },
  ],
  ['without a type', { artifactType: undefined, annotations: undefined }],
  ['with a platform of null', { platform: null }],
])('our record is found among strange entries when it is listed %s', async (_, change) => {
  const { blob, bytes, descriptor, entry } = ourRecord('2026-11-01T00:00:00Z')
  const contents = new Map<string, Buffer | number>([
    [descriptor.digest, bytes],
    [sha256(blob), blob],
  ])
  const manifests = [...strange, { ...entry, ...change }]
  await using registry = await startRegistry(contents, { schemaVersion: 2, manifests })
  const notes: string[] = []
  const image = { registry: registry.host, repository: 'org/spark' }
  const repository = openRepository(image, { log: (line) => notes.push(line) })
  const found = await readPublishedImage(repository, SUBJECT)
  expect(found).toMatchObject({ record: { ...RECORD, result: 'PASSED' }, recorded: '2026-11-01T00:00:00Z' })
  expect(notes.join('\n')).toContain(
    `artifacts attached in ${registry.host}/org/spark: 6 of 7 entries are not understood and left out`,
  )
})

test('a newer attachment that is no record of ours does not hide it', async () => {
  const { blob, bytes, descriptor, entry } = ourRecord('2026-11-01T00:00:00Z')
  const other = Buffer.from('{"_type": "something else"}')
  const annotations = { ...entry.annotations, 'org.opencontainers.image.created': '2027-01-01T00:00:00Z' }
  const hostile = artifact(other, annotations)
  const gone = { ...entry, digest: sha256('gone'), annotations }
  const contents = new Map<string, Buffer | number>([
    [descriptor.digest, bytes],
    [sha256(blob), blob],
    [hostile.descriptor.digest, hostile.bytes],
    [sha256(other), other],
  ])
  const manifests = [{ ...entry, ...hostile.descriptor, annotations }, gone, entry]
  await using registry = await startRegistry(contents, { schemaVersion: 2, manifests })
  const repository = openRepository({ registry: registry.host, repository: 'org/spark' })
  expect(await readPublishedImage(repository, SUBJECT)).toMatchObject({ record: RECORD })
})

test.each<[string, Buffer | number]>([
  ['refused', 403],
  ['refused by who wants to know who asks', 401],
  ['broken in the registry', 500],
  ['damaged', Buffer.from('{}')],
  ['no manifest', Buffer.from('<html>')],
])('our record is found, with a note, beside attachments whose manifest is %s', async (_, found) => {
  const { blob, bytes, descriptor, entry } = ourRecord('2026-11-01T00:00:00Z')
  const other = typeof found === 'number' ? sha256('other') : sha256(found)
  const contents = new Map<string, Buffer | number>([
    [descriptor.digest, bytes],
    [sha256(blob), blob],
    [other, String(found) === '{}' ? Buffer.from('{ }') : found],
  ])
  const manifests = [
    { ...entry, digest: other, annotations: undefined },
    { ...entry, annotations: undefined },
  ]
  await using registry = await startRegistry(contents, { schemaVersion: 2, manifests })
  const notes: string[] = []
  const repository = openRepository(
    { registry: registry.host, repository: 'org/spark' },
    { log: (line) => notes.push(line), retries: { attempts: 1, base: 1, cap: 1, patience: 1 } },
  )
  expect(await readPublishedImage(repository, SUBJECT)).toMatchObject({ record: RECORD })
  expect(notes.join('\n')).toContain(`1 artifacts attached to ${SUBJECT} are skipped: they can't be read (`)
})

test('a registry that has no time is an error: nothing is hidden', async () => {
  const { descriptor, entry } = ourRecord('2026-11-01T00:00:00Z')
  const contents = new Map<string, Buffer | number>([[descriptor.digest, 429]])
  const manifests = [{ ...entry, annotations: undefined }]
  await using registry = await startRegistry(contents, { schemaVersion: 2, manifests })
  const image = { registry: registry.host, repository: 'org/spark' }
  const repository = openRepository(image, { retries: { attempts: 2, base: 1, cap: 1, patience: 1 } })
  await expect(readPublishedImage(repository, SUBJECT)).rejects.toMatchObject({ status: 429 })
})

test('an older record of ours counts where the newest can not be read', async () => {
  const older = ourRecord('2026-11-01T00:00:00Z')
  const newer = ourRecord('2026-11-02T00:00:00Z')
  const layerOf = ({ bytes }: typeof newer) => JSON.parse(bytes.toString()).layers[0].digest as string
  expect(layerOf(newer)).toBe(layerOf(older))
  for (const found of [403, Buffer.from('{ }')]) {
    const contents = new Map<string, Buffer | number>([
      [older.descriptor.digest, older.bytes],
      [layerOf(older), older.blob],
      [newer.descriptor.digest, found],
    ])
    const manifests = [newer.entry, older.entry]
    await using registry = await startRegistry(contents, { schemaVersion: 2, manifests })
    const image = { registry: registry.host, repository: 'org/spark' }
    const repository = openRepository(image, { retries: { attempts: 1, base: 1, cap: 1, patience: 1 } })
    expect(await readPublishedImage(repository, SUBJECT)).toMatchObject({ recorded: '2026-11-01T00:00:00Z' })
  }
})

test('an index is copied with the images that are understood, and what is attached to it where that can be read', async () => {
  const { bytes, descriptor, entry } = ourRecord('2026-11-01T00:00:00Z')
  const sha512 = { mediaType: MEDIA_TYPES.manifest, size: 7, digest: SHA512 }
  const index = Buffer.from(
    JSON.stringify({
      schemaVersion: 2,
      mediaType: MEDIA_TYPES.index,
      manifests: [sha512, { ...descriptor, platform: null }],
    }),
  )
  const contents = new Map<string, Buffer | number>([
    [descriptor.digest, bytes],
    [sha256(index), index],
    [sha256('refused'), 403],
  ])
  const list = { schemaVersion: 2, manifests: [{ ...entry, digest: sha256('refused') }] }
  const put: string[] = []
  await using registry = await startRegistry(contents, list, (url) => put.push(url))
  const notes: string[] = []
  const [source, target] = ['org/spark', 'org/other'].map((repository) =>
    openRepository({ registry: registry.host, repository }, { log: (line) => notes.push(line) }),
  )
  if (source === undefined || target === undefined) throw new Error('no repository')
  await copyImage(source, target, sha256(index))
  expect(put).toEqual([descriptor.digest, sha256(index)].map((digest) => `/v2/org/other/manifests/${digest}`))
  expect(notes.join('\n')).toContain('1 of 2 entries are not understood and left out')
})

test('our record without annotations is found beside another attachment of its type that has some', async () => {
  const { blob, bytes, descriptor, entry } = ourRecord('2026-11-01T00:00:00Z')
  const contents = new Map<string, Buffer | number>([
    [descriptor.digest, bytes],
    [sha256(blob), blob],
  ])
  const annotations = { 'in-toto.io/predicate-type': 'https://slsa.dev/provenance/v1' }
  const manifests = [
    { ...entry, digest: sha256('provenance'), annotations },
    { ...entry, annotations: null },
  ]
  await using registry = await startRegistry(contents, { schemaVersion: 2, manifests })
  const repository = openRepository({ registry: registry.host, repository: 'org/spark' })
  expect(await readPublishedImage(repository, SUBJECT)).toMatchObject({ record: RECORD })
})

test('attaching keeps entries of a list that are not understood', async () => {
  const tag = SUBJECT.replace(':', '-')
  const list = {
    schemaVersion: 2,
    mediaType: MEDIA_TYPES.index,
    manifests: strange,
    annotations: { kept: 'yes' },
  }
  const contents = new Map<string, Buffer | number>([[tag, Buffer.from(JSON.stringify(list))]])
  await using registry = await startRegistry(contents, undefined)
  const repository = openRepository({ registry: registry.host, repository: 'org/spark' })
  const subject = { mediaType: MEDIA_TYPES.manifest, digest: SUBJECT as Digest, size: 9 }
  const referrer = { artifactType: 'a/b', mediaType: 'a/b', blob: Buffer.from('{}') }
  const { digest } = await pushReferrer(repository, subject, referrer)
  expect(JSON.parse(String(contents.get(tag)))).toEqual({
    ...list,
    manifests: [...strange, expect.objectContaining({ digest })],
  })
})
