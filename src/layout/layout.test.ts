import { randomBytes } from 'node:crypto'
import { rm, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeImage, type SampleImage, sampleLayers, TestFolder } from '../../tests/registry/image.ts'
import { ConfigurationError } from '../errors.ts'
import { hexOf, sha256 } from '../oci/digest.ts'
import { blobFile, openLayout } from './layout.ts'
import { measure } from './measure.ts'

let folder: TestFolder
beforeAll(async () => {
  folder = await TestFolder.make()
})
afterAll(() => folder[Symbol.asyncDispose]())

async function blobPath(image: SampleImage, layer: number): Promise<string> {
  return `blobs/sha256/${hexOf(image.layers[layer]?.descriptor.digest ?? sha256(''))}`
}

describe('openLayout', () => {
  test('manifest, configuration and blobs', async () => {
    const image = await makeImage()
    const layout = await openLayout(await folder.writeLayout(image))
    expect(layout.manifest.bytes).toEqual(image.manifest.bytes)
    expect(layout.manifest.descriptor).toMatchObject(image.manifest.descriptor)
    expect(layout.config.config.Labels).toEqual({ 'org.opencontainers.image.version': '4.1.1' })
    for (const { descriptor } of image.layers) {
      const whole = await buffer(layout.readBlob(descriptor))
      expect(sha256(whole)).toBe(descriptor.digest)
      expect((await buffer(layout.readBlob(descriptor, 70_001))).equals(whole.subarray(70_001))).toBe(true)
      expect(await buffer(layout.readBlob(descriptor, descriptor.size))).toHaveLength(0)
    }
  })

  test('attestations beside the image are left out', async () => {
    const image = await makeImage(sampleLayers(10), { attested: true })
    const layout = await openLayout(await folder.writeLayout(image))
    expect(layout.manifest.descriptor.digest).toBe(image.manifest.descriptor.digest)
  })

  test('the image that is named, of several in the folder', async () => {
    const [first, second] = [await makeImage(sampleLayers(10)), await makeImage(sampleLayers(10))]
    const path = await folder.writeLayout({ files: new Map([...first.files, ...second.files]) })
    for (const { manifest } of [first, second]) {
      const layout = await openLayout(path, manifest.descriptor)
      expect(layout.manifest.bytes).toEqual(manifest.bytes)
    }
    const { descriptor } = (await makeImage(sampleLayers(10))).manifest
    await expect(openLayout(path, descriptor)).rejects.toThrow(`its blob ${descriptor.digest} is not there`)
  })

  test('images for several platforms are refused', async () => {
    const path = await folder.writeLayout(await makeImage(sampleLayers(10), { images: 2 }))
    await expect(openLayout(path)).rejects.toThrow('it has 2 images (linux/amd64, linux/amd64)')
    const none = await folder.writeLayout(await makeImage(sampleLayers(10), { images: 0 }))
    await expect(openLayout(none)).rejects.toThrow('it has no image in it')
  })

  test('what is no layout is refused by its path', async () => {
    const path = join(folder.path, 'other')
    const message = `${path} is not the OCI layout of an image: its index.json is not there`
    await expect(openLayout(path)).rejects.toThrow(new ConfigurationError(message))
    await writeFile(path, randomBytes(2000))
    await expect(openLayout(path)).rejects.toThrow(message)
    const random = await folder.writeLayout({ files: new Map([['index.json', randomBytes(2000)]]) })
    await expect(openLayout(random)).rejects.toThrow(ConfigurationError)
  })

  test('a blob that is cut off or not there is refused', async () => {
    const image = await makeImage()
    const path = await folder.writeLayout(image)
    const { descriptor } = image.layers[2] ?? expect.fail('no layer')
    await truncate(blobFile(path, descriptor), 150_000)
    const { readBlob } = await openLayout(path)
    await expect(buffer(readBlob(descriptor))).rejects.toThrow(
      `should have ${descriptor.size} bytes; there are 150000`,
    )
    await rm(blobFile(path, descriptor))
    await expect(buffer(readBlob(descriptor))).rejects.toThrow('is missing')
  })

  test('a damaged manifest is refused', async () => {
    const image = await makeImage(sampleLayers(10))
    const name = `blobs/sha256/${hexOf(image.manifest.descriptor.digest)}`
    const text = String(image.files.get(name))
    image.files.set(name, Buffer.from(text.replace('"schemaVersion":2', '"schemaVersion":3')))
    await expect(openLayout(await folder.writeLayout(image))).rejects.toThrow(/should have the digest/)
  })
})

describe('measure', () => {
  test('counts and verifies', async () => {
    const image = await makeImage()
    const layout = await openLayout(await folder.writeLayout(image))
    const size = await measure(layout)
    const stored = image.layers.map(({ descriptor }) => descriptor.size)
    // A tar of one file: its header, the file filled up to 512 bytes, and two empty blocks.
    const tars = [100_000, 200_000, 300_000].map((bytes) => 512 + Math.ceil(bytes / 512) * 512 + 1024)
    expect(size.layers.map(({ compressed }) => compressed)).toEqual(stored)
    expect(size.layers.map(({ unpacked }) => unpacked)).toEqual(tars)
    expect(size.compressed).toBe(stored.reduce((a, b) => a + b, image.config.size))
    expect(size.unpacked).toBe(tars.reduce((a, b) => a + b, 0))
    expect(size.layers.map(({ stage }) => stage)).toEqual(['base', 'spark', 'jdbc'])
  })

  test('refuses a damaged or cut layer', async () => {
    for (const layer of [0, 1, 2]) {
      const image = await makeImage()
      const name = await blobPath(image, layer)
      const whole = image.files.get(name) ?? expect.fail('no blob')
      const damaged = Buffer.from(whole)
      damaged[50_000] = (damaged[50_000] ?? 0) ^ 1
      for (const content of [damaged, whole.subarray(0, 60_000)]) {
        image.files.set(name, content)
        const layout = await openLayout(await folder.writeLayout(image))
        await expect(measure(layout)).rejects.toMatchObject({ name: 'RegistryError' })
      }
    }
  })

  test('a layer of several zstd frames', async () => {
    const content = randomBytes(100_000)
    const image = await makeImage([{ createdBy: 'COPY /a/ /', compression: 'zstd-frames', content }])
    const layout = await openLayout(await folder.writeLayout(image))
    expect((await measure(layout)).unpacked).toBe(image.layers[0]?.tar.length)
  })

  test('reads no layer again that is known', async () => {
    const image = await makeImage()
    const path = await folder.writeLayout(image)
    const first = await measure(await openLayout(path))
    await rm(blobFile(path, image.layers[0]?.descriptor ?? expect.fail('no layer')))
    const [lowest, ...others] = first.layers
    expect(await measure(await openLayout(path), { known: lowest === undefined ? [] : [lowest] })).toEqual(
      first,
    )
    await expect(measure(await openLayout(path), { known: others })).rejects.toThrow('is missing')
    // Of another content: then it is none of ours.
    const other = others.map((layer) => ({
      ...layer,
      digest: image.layers[0]?.descriptor.digest ?? layer.digest,
    }))
    await expect(measure(await openLayout(path), { known: other })).rejects.toThrow('is missing')
  })

  test('refuses a layer that is not the one in the configuration', async () => {
    const diffIds = [sha256('a'), sha256('b'), sha256('c')]
    const layout = await openLayout(await folder.writeLayout(await makeImage(sampleLayers(10), { diffIds })))
    // Two layers are read at a time: either may be the first.
    await expect(measure(layout)).rejects.toThrow(/its configuration says sha256:/)
  })

  test('refuses a configuration with fewer layers', async () => {
    const image = await makeImage(sampleLayers(10), { diffIds: [sha256('a')] })
    const layout = await openLayout(await folder.writeLayout(image))
    await expect(measure(layout)).rejects.toThrow('has 3 layers and its configuration 1')
  })
})
