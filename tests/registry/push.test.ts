import { randomBytes } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { blobFile, openLayout } from '../../src/layout/layout.ts'
import { hexOf, sha256 } from '../../src/oci/digest.ts'
import { getBlob, hasBlob, openBlob, pushBlob } from '../../src/registry/blobs.ts'
import { getManifest, resolveTag } from '../../src/registry/manifests.ts'
import { pushImage } from '../../src/registry/push.ts'
import { getReferrerBlob, listReferrers, pushReferrer } from '../../src/registry/referrers.ts'
import { formatRepository, openRepository, type Repository } from '../../src/registry/repository.ts'
import { gateway } from './gateway.ts'
import { damage, makeImage, type SampleImage, type SampleLayer, sampleLayers, TestFolder } from './image.ts'
import { startRegistry, type TestRegistry } from './registry.ts'

let registry: TestRegistry
let folder: TestFolder
beforeAll(async () => {
  registry = await startRegistry()
  folder = await TestFolder.make()
})
afterAll(async () => {
  await folder?.[Symbol.asyncDispose]()
  await registry?.[Symbol.asyncDispose]()
})

const repositoryOf = (repository: string, host = registry.host): Repository =>
  openRepository({ registry: host, repository }, { retries: { attempts: 3, base: 1, cap: 2, patience: 100 } })

const sizeOf = ({ config, layers }: SampleImage): number =>
  config.size + layers.reduce((sum, { descriptor }) => sum + descriptor.size, 0)

async function push(image: SampleImage, repository: Repository, tag: string, mountFrom: string[] = []) {
  const layout = await openLayout(await folder.writeLayout(image))
  return pushImage(layout, repository, tag, { mountFrom })
}

const dataPath = (digest: string): string =>
  join(registry.storage, 'blobs/sha256', digest.slice(7, 9), digest.slice(7), 'data')

describe('pushing an image', () => {
  test('stores its manifest and blobs bit for bit, and the second time sends nothing', async () => {
    const image = await makeImage()
    const repository = repositoryOf('org/first')
    const { digest } = image.manifest.descriptor

    expect(await push(image, repository, 'a')).toEqual({
      digest,
      pushedBytes: sizeOf(image),
      skippedBytes: 0,
    })
    expect(await resolveTag(repository, 'a')).toMatchObject(image.manifest.descriptor)
    expect((await getManifest(repository, digest))?.bytes).toEqual(image.manifest.bytes)
    for (const blob of [image.config, ...image.layers.map(({ descriptor }) => descriptor)]) {
      const stored = await readFile(dataPath(blob.digest))
      expect(stored.equals(image.files.get(`blobs/sha256/${hexOf(blob.digest)}`) ?? Buffer.alloc(0))).toBe(
        true,
      )
      expect(sha256(await buffer(await openBlob(repository, blob)))).toBe(blob.digest)
    }
    expect(await push(image, repository, 'b')).toEqual({
      digest,
      pushedBytes: 0,
      skippedBytes: sizeOf(image),
    })
  })

  test('takes the blobs of a sibling repository without sending them', async () => {
    const image = await makeImage()
    await push(image, repositoryOf('org/sibling'), 'a')
    const target = repositoryOf('org/mounting')
    const result = await push(image, target, 'a', ['org/mounting', 'org/absent', 'org/sibling'])
    expect(result).toMatchObject({ pushedBytes: 0, skippedBytes: sizeOf(image) })
    expect(await hasBlob(target, image.config.digest)).toBe(true)
  })

  test('sends a blob that no sibling has', async () => {
    const image = await makeImage()
    const result = await push(image, repositoryOf('org/alone'), 'a', ['org/absent'])
    expect(result).toMatchObject({ pushedBytes: sizeOf(image), skippedBytes: 0 })
  })

  test.each([
    ['the same repository', 'org/family', []],
    ['a sibling repository', 'org/family-gpu', ['org/family']],
  ])(
    'what siblings have pushed to %s is not sent: a hundredth of the bytes at most goes over the wire',
    async (_, name, mountFrom) => {
      const shared = sampleLayers(1_000_000)
      const conf = (): SampleLayer => ({
        createdBy: 'COPY /conf/ / # buildkit',
        compression: 'zstd',
        content: randomBytes(1000),
      })
      await push(await makeImage([...shared, conf()]), repositoryOf('org/family'), 'a')
      const image = await makeImage([...shared, conf()])
      await using front = await gateway(registry.port, {})
      const { pushedBytes } = await push(image, repositoryOf(name, front.host), 'b', mountFrom)
      expect(pushedBytes).toBeLessThanOrEqual(sizeOf(image) / 100)
      // As they came over the wire, the manifest included.
      expect(front.received()).toBe(pushedBytes + image.manifest.bytes.length)
      expect(front.received()).toBeLessThanOrEqual(sizeOf(image) / 100)
    },
  )

  test('a large blob arrives whole', async () => {
    const content = randomBytes(9 * 1024 * 1024)
    const descriptor = {
      mediaType: 'application/octet-stream',
      digest: sha256(content),
      size: content.length,
    }
    const repository = repositoryOf('org/large')
    const opened: number[] = []
    const open = (start: number): Readable => {
      opened.push(start)
      return Readable.from([content.subarray(start)])
    }
    expect(await pushBlob(repository, descriptor, open)).toBe('uploaded')
    expect(opened).toEqual([0])
    expect((await readFile(dataPath(descriptor.digest))).equals(content)).toBe(true)
  })

  test('a large blob that broke off is sent anew where the registry does not say how far it got', async () => {
    const content = randomBytes(9 * 1024 * 1024)
    const blob = { mediaType: 'a/b', digest: sha256(content), size: content.length }
    let [broken, asked] = [0, 0]
    await using front = await gateway(registry.port, {
      intercept({ method, url = '', socket }, response) {
        if (!url.includes('/blobs/uploads/')) return false
        if (method === 'PATCH' && broken++ === 0) {
          socket.destroy()
          return true
        }
        if (method !== 'GET') return false
        asked += 1
        response.writeHead(405).end()
        return true
      },
    })
    const repository = repositoryOf('org/silent', front.host)
    expect(await pushBlob(repository, blob, (start) => Readable.from([content.subarray(start)]))).toBe(
      'uploaded',
    )
    expect({ broken, asked }).toEqual({ broken: 2, asked: 1 })
    expect((await readFile(dataPath(blob.digest))).equals(content)).toBe(true)
  })

  test('a blob that the registry says it stored as another is an error', async () => {
    const other = sha256('something else')
    await using front = await gateway(registry.port, {
      intercept({ method }, response) {
        if (method === 'PUT') response.writeHead(201, { 'docker-content-digest': other }).end()
        return method === 'PUT'
      },
    })
    const content = Buffer.from('content')
    const blob = { mediaType: 'a/b', digest: sha256(content), size: content.length }
    const repository = repositoryOf('org/liar', front.host)
    await expect(pushBlob(repository, blob, () => Readable.from([content]))).rejects.toThrow(
      `${formatRepository(repository)} stored ${other} when it was given ${blob.digest}`,
    )
  })

  test('a blob that the registry says it mounted as another is sent', async () => {
    await using front = await gateway(registry.port, {
      intercept({ url = '' }, response) {
        const isMount = url.includes('?mount=')
        if (isMount) response.writeHead(201, { 'docker-content-digest': sha256('something else') }).end()
        return isMount
      },
    })
    const content = randomBytes(100)
    const blob = { mediaType: 'a/b', digest: sha256(content), size: content.length }
    const repository = repositoryOf('org/mounted', front.host)
    const open = (): Readable => Readable.from([content])
    expect(await pushBlob(repository, blob, open, { mountFrom: ['org/other'] })).toBe('uploaded')
    expect(await hasBlob(repository, blob.digest)).toBe(true)
  })

  test.each([1_000, 9 * 1024 * 1024])('a layer of %i bytes damaged on disk is not stored', async (bytes) => {
    const image = await makeImage(sampleLayers(bytes).slice(0, 1))
    const { descriptor } = image.layers[0] ?? expect.fail('no layer')
    const path = await folder.writeLayout(image)
    const layout = await openLayout(path)
    await damage(blobFile(path, descriptor))
    const repository = repositoryOf(`org/damaged-${bytes}`)
    await expect(pushImage(layout, repository, 'a')).rejects.toThrow(
      `the layout's blob ${descriptor.digest} should have the digest`,
    )
    expect(await hasBlob(repository, descriptor.digest)).toBe(false)
    expect(await resolveTag(repository, 'a')).toBeUndefined()
  })
})

describe('reading', () => {
  test('what is not there is undefined', async () => {
    const repository = repositoryOf('org/nothing')
    expect(await resolveTag(repository, 'a')).toBeUndefined()
    expect(await getManifest(repository, sha256('nothing'))).toBeUndefined()
    expect(await hasBlob(repository, sha256('nothing'))).toBe(false)
  })

  test('a blob damaged in the registry is refused', async () => {
    const image = await makeImage()
    const repository = repositoryOf('org/rotten')
    await push(image, repository, 'a')
    const { digest } = image.config
    const content = await readFile(dataPath(digest))
    content[0] = (content[0] ?? 0) ^ 1
    await writeFile(dataPath(digest), content)
    await expect(getBlob(repository, image.config)).rejects.toThrow(/should have the digest/)
    await expect(buffer(await openBlob(repository, image.config))).rejects.toThrow(/should have the digest/)
    await expect(getBlob(repository, { ...image.config, size: 10 })).rejects.toThrow(
      'larger than the 10 bytes',
    )
  })

  test('a manifest damaged in the registry is refused', async () => {
    const image = await makeImage()
    const repository = repositoryOf('org/rotten')
    await push(image, repository, 'b')
    const { digest } = image.manifest.descriptor
    const text = await readFile(dataPath(digest), 'utf8')
    await writeFile(dataPath(digest), text.replace('"schemaVersion":2', '"schemaVersion": 2'))
    await expect(getManifest(repository, 'b')).rejects.toThrow(`should have the digest ${digest}`)
  })
})

describe('referrers', () => {
  const record = (text: string) => ({
    artifactType: 'application/vnd.in-toto+json',
    mediaType: 'application/vnd.in-toto+json',
    annotations: { 'in-toto.io/predicate-type': text },
    blob: Buffer.from(JSON.stringify({ text })),
  })

  test('are attached to an image, listed in order, and read back', async () => {
    const image = await makeImage()
    const repository = repositoryOf('org/attested')
    await push(image, repository, 'a')
    const subject = image.manifest.descriptor
    expect(await listReferrers(repository, subject.digest)).toEqual([])

    const first = await pushReferrer(repository, subject, record('first'))
    const second = await pushReferrer(repository, subject, record('second'))
    await pushReferrer(repository, subject, record('first'))
    await pushReferrer(repository, subject, { ...record('other'), artifactType: 'application/other' })

    const listed = await listReferrers(repository, subject.digest, 'application/vnd.in-toto+json')
    expect(listed).toEqual([first, second])
    expect(await listReferrers(repository, subject.digest)).toHaveLength(3)
    expect(String(await getReferrerBlob(repository, second))).toBe('{"text":"second"}')
    // Where this registry, without the API, keeps the list (distribution-spec, "Referrers Tag Schema").
    expect(await resolveTag(repository, `sha256-${hexOf(subject.digest)}`)).toBeDefined()
    const stored = JSON.parse(String((await getManifest(repository, first.digest))?.bytes))
    expect(stored).toMatchObject({ subject, config: { mediaType: 'application/vnd.oci.empty.v1+json' } })
  })

  test('none is lost when several are attached at once', async () => {
    const image = await makeImage()
    const repository = repositoryOf('org/busy')
    await push(image, repository, 'a')
    const texts = ['1', '2', '3']
    await Promise.all(texts.map((text) => pushReferrer(repository, image.manifest.descriptor, record(text))))
    const listed = await listReferrers(repository, image.manifest.descriptor.digest)
    expect(listed.map(({ annotations }) => annotations?.['in-toto.io/predicate-type']).sort()).toEqual(texts)
  })
})
