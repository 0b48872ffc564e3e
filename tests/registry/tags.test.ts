import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openLayout } from '../../src/layout/layout.ts'
import { MEDIA_TYPES } from '../../src/oci/manifest.ts'
import { getBlob } from '../../src/registry/blobs.ts'
import { copyImage } from '../../src/registry/copy.ts'
import { getManifest, putManifest, resolveTag } from '../../src/registry/manifests.ts'
import { pushImage } from '../../src/registry/push.ts'
import { getReferrerBlob, listReferrers, pushReferrer } from '../../src/registry/referrers.ts'
import { openRepository, type Repository } from '../../src/registry/repository.ts'
import { canDelete, deleteTag } from '../../src/registry/tags.ts'
import { gateway } from './gateway.ts'
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
    await putManifest(repository, 'alias', manifest.bytes, manifest.descriptor.mediaType)
    expect(await canDelete(repository)).toBe(true)
    await deleteTag(repository, 'alias')
    expect(await resolveTag(repository, 'alias')).toBeUndefined()
    expect((await resolveTag(repository, 'staging'))?.digest).toBe(manifest.descriptor.digest)
    // Once more, as after an answer that was lost.
    await deleteTag(repository, 'alias')
    expect(await resolveTag(repository, 'alias')).toBeUndefined()
  })

  test('only where the registry allows it, which is known before', async () => {
    await using strict = await startRegistry({ deletion: false })
    expect(await canDelete(repositoryOf('org/tags', strict.host))).toBe(false)
  })

  test('only where the registry does it: one that answers 404 and keeps it lets nobody delete', async () => {
    await using front = await gateway(registry.port, {
      intercept({ method }, response) {
        if (method === 'DELETE') response.writeHead(404).end('404 page not found')
        return method === 'DELETE'
      },
    })
    const repository = repositoryOf('org/kept', front.host)
    await push(repository, 'alias')
    expect(await canDelete(repository)).toBe(false)
    await expect(deleteTag(repository, 'alias')).rejects.toThrow(':alias was deleted, and is still there')
  })

  test('where the registry says 202 and does it a little later', async () => {
    await using front = await gateway(registry.port, {
      intercept({ method, url }, response) {
        if (method !== 'DELETE') return false
        setTimeout(() => fetch(`http://${registry.host}${url}`, { method }), 200)
        response.writeHead(202).end()
        return true
      },
    })
    const repository = repositoryOf('org/late', front.host)
    await push(repository, 'alias')
    expect(await canDelete(repository)).toBe(true)
    await deleteTag(repository, 'alias')
    expect(await resolveTag(repository, 'alias')).toBeUndefined()
  })
})

describe('an image is copied to another repository', () => {
  test('with what is attached to it and to that, and its blobs are not sent', async () => {
    const source = repositoryOf('org/spark')
    const target = repositoryOf('org/spark-4.1.1')
    const image = await push(source, 'a')
    const subject = image.manifest.descriptor
    const attach = (to: typeof subject, text: string) =>
      pushReferrer(source, to, {
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
    expect((await getManifest(target, subject.digest))?.bytes).toEqual(image.manifest.bytes)
    for (const { descriptor, tar } of image.layers.slice(0, 1)) {
      expect(await getBlob(target, descriptor)).toEqual(tar)
    }
    const attached = await listReferrers(target, subject.digest)
    expect(attached.map(({ annotations }) => annotations?.name)).toEqual(['record', 'sbom'])
    expect(await getReferrerBlob(target, attached[0] ?? record)).toEqual(Buffer.from('record'))
    expect((await listReferrers(target, record.digest)).map(({ digest }) => digest)).toEqual([
      signature.digest,
    ])
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
    const { digest } = await putManifest(source, 'all', Buffer.from(JSON.stringify(index)), MEDIA_TYPES.index)
    await copyImage(source, target, digest)
    expect((await resolveTag(target, digest))?.mediaType).toBe(MEDIA_TYPES.index)
    for (const { manifest } of images) {
      expect(await resolveTag(target, manifest.descriptor.digest)).toMatchObject(manifest.descriptor)
    }
  })

  test('without what is listed as attached to it, and gone', async () => {
    const source = repositoryOf('org/lossy')
    const target = repositoryOf('org/lossy-copy')
    const { manifest } = await push(source, 'a')
    const attach = (text: string) =>
      pushReferrer(source, manifest.descriptor, {
        artifactType: 'text/x-test',
        mediaType: 'text/plain',
        blob: Buffer.from(text),
      })
    const [lost, kept] = [await attach('lost'), await attach('kept')]
    await fetch(`http://${registry.host}/v2/org/lossy/manifests/${lost?.digest}`, { method: 'DELETE' })
    await copyImage(source, target, manifest.descriptor.digest)
    expect(await listReferrers(source, manifest.descriptor.digest)).toEqual([lost, kept])
    expect(await listReferrers(target, manifest.descriptor.digest)).toEqual([kept])
  })

  test('that is not there is an error', async () => {
    const missing = `sha256:${'0'.repeat(64)}` as const
    await expect(copyImage(repositoryOf('org/none'), repositoryOf('org/x'), missing)).rejects.toThrow(
      `${missing} is not in`,
    )
  })
})
