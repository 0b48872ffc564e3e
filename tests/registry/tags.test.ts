import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { copyImage } from '../../src/oci/copy.ts'
import { openLayout } from '../../src/oci/layout.ts'
import { MEDIA_TYPES } from '../../src/oci/manifest.ts'
import { pushImage } from '../../src/oci/push.ts'
import { openRepository, type Repository } from '../../src/oci/registry.ts'
import { canDelete, deleteTag } from '../../src/oci/tags.ts'
import { makeImage, sampleLayers, TestFolder } from './image.ts'
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

async function push(repository: Repository, tag: string) {
  const image = await makeImage(sampleLayers(1000))
  const layout = await openLayout(await folder.writeLayout(image))
  await pushImage(layout, repository, tag)
  return image
}

describe('a tag is deleted', () => {
  test('and the image that it named stays, with its other tags', async () => {
    const repository = repositoryOf('org/tags')
    const { manifest } = await push(repository, 'staging')
    await repository.putManifest('alias', manifest.bytes, manifest.descriptor.mediaType)
    expect(await canDelete(repository)).toBe(true)
    await deleteTag(repository, 'alias')
    expect(await repository.resolve('alias')).toBeUndefined()
    expect((await repository.resolve('staging'))?.digest).toBe(manifest.descriptor.digest)
    // Once more, as after an answer that was lost.
    await deleteTag(repository, 'alias')
    expect(await repository.resolve('alias')).toBeUndefined()
  })

  test('only where the registry allows it, which is known before', async () => {
    await using strict = await startRegistry({ deletion: false })
    expect(await canDelete(repositoryOf('org/tags', strict.host))).toBe(false)
  })
})

describe('an image is copied to another repository', () => {
  test('with what is attached to it and to that, and its blobs are not sent', async () => {
    const source = repositoryOf('org/spark')
    const target = repositoryOf('org/spark-4.1.1')
    const image = await push(source, 'a')
    const subject = image.manifest.descriptor
    const attach = (to: typeof subject, text: string) =>
      source.pushReferrer(to, {
        artifactType: 'text/x-test',
        mediaType: 'text/plain',
        annotations: { name: text },
        blob: Buffer.from(text),
      })
    const record = await attach(subject, 'record')
    await attach(subject, 'sbom')
    const signature = await attach(record, 'signature')

    await copyImage(source, target, subject.digest)
    await copyImage(source, target, subject.digest)
    expect((await target.getManifest(subject.digest))?.bytes).toEqual(image.manifest.bytes)
    for (const { descriptor, tar } of image.layers.slice(0, 1)) {
      expect(await target.getBlob(descriptor)).toEqual(tar)
    }
    const attached = await target.referrers(subject.digest)
    expect(attached.map(({ annotations }) => annotations?.name)).toEqual(['record', 'sbom'])
    expect(await target.getReferrerBlob(attached[0] ?? record)).toEqual(Buffer.from('record'))
    expect((await target.referrers(record.digest)).map(({ digest }) => digest)).toEqual([signature.digest])
  })

  test('as an index with all its images', async () => {
    const source = repositoryOf('org/multi')
    const target = repositoryOf('org/multi-copy')
    const images = [await push(source, 'a'), await push(source, 'b')]
    const index = {
      schemaVersion: 2,
      mediaType: MEDIA_TYPES.index,
      manifests: images.map(({ manifest }) => manifest.descriptor),
    }
    const { digest } = await source.putManifest('all', Buffer.from(JSON.stringify(index)), MEDIA_TYPES.index)
    await copyImage(source, target, digest)
    expect((await target.resolve(digest))?.mediaType).toBe(MEDIA_TYPES.index)
    for (const { manifest } of images) {
      expect(await target.resolve(manifest.descriptor.digest)).toMatchObject(manifest.descriptor)
    }
  })

  test('that is not there is an error', async () => {
    const missing = `sha256:${'0'.repeat(64)}` as const
    await expect(copyImage(repositoryOf('org/none'), repositoryOf('org/x'), missing)).rejects.toThrow(
      `${missing} is not in`,
    )
  })
})
