import { readdir, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeImage, TestFolder } from '../../tests/registry/image.ts'
import { blobFile, openLayout } from '../layout/layout.ts'
import { measure } from '../layout/measure.ts'
import { keepImage, knownLayers, prepareLayout } from './kept.ts'

let folder: TestFolder
beforeAll(async () => {
  folder = await TestFolder.make()
})
afterAll(() => folder[Symbol.asyncDispose]())

const DAY = 24 * 3600 * 1000

test('blobs stay for a week after the last image that had them, an index does not', async () => {
  const [image, now] = [await makeImage(), Date.now()]
  const path = await folder.writeLayout(image)
  const [used, unused] = image.layers.map(({ descriptor }) => blobFile(path, descriptor))
  for (const file of [used, unused]) await utimes(file ?? '', now / 1000, (now - 8 * DAY) / 1000)
  const layout = await openLayout(path)
  await keepImage(path, layout, await measure(layout), now)
  await utimes(unused ?? '', now / 1000, (now - 8 * DAY) / 1000)
  await prepareLayout(path, now)
  const left = await readdir(join(path, 'blobs/sha256'))
  expect(left).toHaveLength(image.files.size - 3)
  expect(left.some((name) => unused?.endsWith(name))).toBe(false)
  await expect(openLayout(path)).rejects.toThrow('its index.json is not there')
})

test('an empty folder is made, and knows nothing', async () => {
  const path = join(folder.path, 'new')
  await prepareLayout(path, Date.now())
  expect(await knownLayers(path)).toEqual([])
})

test('layers are known as long as their blobs are there', async () => {
  const [image, now] = [await makeImage(), Date.now()]
  const path = await folder.writeLayout(image)
  const layout = await openLayout(path)
  const size = await measure(layout)
  await keepImage(path, layout, size, now)
  await keepImage(path, layout, size, now)
  const known = size.layers.map(({ digest, diffId, unpacked }) => ({ digest, diffId, unpacked }))
  expect(await knownLayers(path)).toEqual(known)
  await prepareLayout(path, now + 8 * DAY)
  const other = await makeImage()
  for (const [name, content] of other.files) await writeFile(join(path, name), content)
  const next = await openLayout(path)
  await keepImage(path, next, await measure(next), now)
  expect((await knownLayers(path)).map(({ digest }) => digest)).toEqual(
    other.layers.map(({ descriptor }) => descriptor.digest),
  )
  await writeFile(join(path, 'unpacked.json'), '[{}]')
  expect(await knownLayers(path)).toEqual([])
})
