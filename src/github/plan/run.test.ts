import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { expect, it, vi } from 'vitest'
import { loadOnePlatform } from '../../../tests/support/one-platform.ts'
import { cellsOf } from '../../catalog/cells.ts'
import { fingerprintCells, type Plan, plan } from '../../plan/plan.ts'
import { readImages } from '../../plan/sources.ts'
import { openRepository } from '../../registry/repository.ts'
import type { Move } from '../../release/moves.ts'
import { previewMoves } from './run.ts'

const IMAGES = path.join(import.meta.dirname, '../../../images')
const catalog = await loadOnePlatform(IMAGES)
const base = { name: 'debian:trixie-slim', digest: `sha256:${'1'.repeat(64)}`, reference: 'x@y' } as const
const bases = { trixie: base, bookworm: base }
const targets = fingerprintCells(cellsOf(catalog), catalog, readImages(IMAGES), bases)
const made: Plan = plan(targets, bases, { ids: new Set(['4.1.1-gpu']) }, undefined)
const aliases = [{ tag: '{version}-{variant}' }, { image: 'spark-{version}', tag: '{variant}' }]

/** What is foreseen with a registry that answers so, and what the log has. */
async function foreseenWith(
  listener: RequestListener,
): Promise<{ moves: Move[] | undefined; said: string[] }> {
  const server = createServer(listener).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const said: string[] = []
  try {
    const repository = openRepository({ registry: `127.0.0.1:${port}`, repository: 'acme/spark' })
    return { moves: await previewMoves(made, aliases, repository, (line) => said.push(line)), said }
  } finally {
    server.closeAllConnections()
    server.close()
  }
}

it('each move is in the log', async () => {
  const { moves, said } = await foreseenWith((_, response) => response.writeHead(404).end())
  expect(moves?.map(({ tag }) => tag)).toEqual(['4.1.1-gpu', 'gpu'])
  expect(said).toEqual([
    'a release of this plan would move 4.1.1-gpu to 4.1.1-gpu: not in the registry yet',
    'a release of this plan would move spark-4.1.1:gpu to 4.1.1-gpu: not in the registry yet',
  ])
})

it('a repository beside the images that wants to know who asks is said, and is no failure', async () => {
  const { moves, said } = await foreseenWith(({ url = '' }, response) => {
    if (!url.includes('/spark-4.1.1/')) return response.writeHead(404).end()
    return response.writeHead(401, { 'www-authenticate': 'Basic realm="x"' }).end()
  })
  expect(moves).toBeUndefined()
  expect(said).toEqual([
    expect.stringMatching(/^which tags a release of this plan would move is not known: 127\.0\.0\.1:\d+ /),
  ])
})

it('what somebody else labelled with a version is left alone, and its version is not believed', async () => {
  const version = `4.1.0\n::error::${'9'.repeat(5000)}`
  const annotations = { 'org.opencontainers.image.version': version }
  const mediaType = 'application/vnd.oci.image.index.v1+json'
  const index = JSON.stringify({ schemaVersion: 2, mediaType, manifests: [], annotations })
  const { moves, said } = await foreseenWith(({ url = '' }, response) => {
    if (url.includes('/manifests/release-')) return response.writeHead(404).end()
    return response.writeHead(200, { 'content-type': mediaType }).end(index)
  })
  expect({ moves, said }).toEqual({ moves: [], said: [] })
})

it('a bug is a failure', async () => {
  const repository = openRepository({ registry: '127.0.0.1:1', repository: 'acme/spark' })
  vi.spyOn(repository.client, 'request').mockRejectedValue(new TypeError('a bug'))
  await expect(previewMoves(made, aliases.slice(0, 1), repository, () => {})).rejects.toThrow('a bug')
})
