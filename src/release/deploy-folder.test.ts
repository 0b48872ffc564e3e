import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { sha256 } from '../oci/digest.ts'
import { writeDeployments } from './deploy-folder.ts'
import type { Move } from './moves.ts'

const IMAGES = path.resolve(import.meta.dirname, '../../images')
const digest = sha256('an image')
const move: Move = {
  image: undefined,
  tag: '4.1.1-gpu',
  kind: 'exact',
  cell: '4.1.1-gpu',
  from: undefined,
  to: { mediaType: '', digest, size: 1, version: '4.1.1' },
  verdict: 'keep',
  reason: '',
}
const image = { registry: 'ghcr.io', repository: 'acme/spark' }

let folder: string
beforeEach(async () => {
  folder = path.join(await mkdtemp(path.join(tmpdir(), 'deploy-')), 'deploy')
})
afterEach(() => rm(path.dirname(folder), { recursive: true }))

it('writes the manifests of the docs with the digests, and leaves nothing of an earlier release', async () => {
  await mkdir(path.join(folder, '4.0.9-gpu'), { recursive: true })
  await writeFile(path.join(folder, '4.0.9-gpu/values.yaml'), '')
  const [deployment] = await writeDeployments({ moves: [move] }, image, IMAGES, folder)
  expect(await readdir(folder)).toEqual(['4.1.1-gpu'])
  expect((await readdir(path.join(folder, '4.1.1-gpu'))).sort()).toEqual([
    'gpu.yml',
    'kustomization.yaml',
    'spark-operator.yaml',
    'values.yaml',
  ])
  const text = await readFile(path.join(folder, '4.1.1-gpu/gpu.yml'), 'utf8')
  expect(text).toContain(`  image: ghcr.io/acme/spark@${digest}\n`)
  expect(deployment?.manifests.get('gpu.yml')).toBe(text)
})

it('has all but the manifests where the docs are missing', async () => {
  await writeDeployments({ moves: [move] }, image, path.join(path.dirname(folder), 'images'), folder)
  const files = await readdir(path.join(folder, '4.1.1-gpu'))
  expect(files.sort()).toEqual(['kustomization.yaml', 'spark-operator.yaml', 'values.yaml'])
})

it('makes no folder of a release that names none of our images', async () => {
  expect(await writeDeployments({ moves: [{ ...move, kind: 'fixed' }] }, image, IMAGES, folder)).toEqual([])
  await expect(readdir(folder)).rejects.toThrow('ENOENT')
})
