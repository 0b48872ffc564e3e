import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openRepository } from '../../src/oci/registry.ts'
import { readText, Transport } from '../../src/oci/transport.ts'
import { serve } from './server.ts'

let transport: Transport
beforeEach(() => {
  transport = new Transport({ connect: 200, idle: 200 })
})
afterEach(() => transport.close())

test('a server that never answers is left after the time limit', async () => {
  await using server = await serve(() => {})
  const sent = transport.send({ method: 'GET', url: new URL(`http://${server.host}/`) })
  await expect(sent).rejects.toMatchObject({
    message: `${server.host} said nothing for 0.2 s`,
    transient: true,
  })
})

test('a response that stops in the middle fails, and one that is merely slow does not', async () => {
  await using server = await serve(async ({ url }, response) => {
    response.write('a')
    if (url === '/stops') return
    for (let more = 0; more < 4; more++) {
      await new Promise((resolve) => setTimeout(resolve, 100))
      response.write('b')
    }
    response.end()
  })
  const get = (path: string) =>
    transport.send({ method: 'GET', url: new URL(`http://${server.host}${path}`) })
  await expect(buffer((await get('/stops')).body)).rejects.toThrow()
  expect(await readText((await get('/slow')).body)).toBe('abbbb')
})

test('an upload whose source fails fails with that, and the server gets no end of it', async () => {
  let ended = false
  await using server = await serve((request, response) => {
    request.resume().on('end', () => {
      ended = true
      response.end()
    })
  })
  const failing = new Readable({ read: () => {} })
  failing.push('some bytes')
  setTimeout(() => failing.destroy(new Error('the disk is gone')), 50)
  const body = { size: 'unannounced', open: () => failing } as const
  const sent = transport.send({ method: 'PUT', url: new URL(`http://${server.host}/`), body })
  await expect(sent).rejects.toThrow('the disk is gone')
  expect(ended).toBe(false)
})

test('plain HTTP is for this machine only', async () => {
  const sent = transport.send({ method: 'GET', url: new URL('http://registry.invalid/') })
  await expect(sent).rejects.toThrow('http://registry.invalid/: only a registry on this machine')
})

test('429 is tried again after the time that the registry asks for, 403 is not', async () => {
  const times: number[] = []
  await using server = await serve(({ url = '' }, response) => {
    times.push(performance.now())
    if (url.includes('denied')) response.writeHead(403).end()
    else if (times.length === 1) response.writeHead(429, { 'retry-after': '1' }).end()
    else response.writeHead(404).end()
  })
  const retries = { attempts: 3, base: 1, cap: 2, patience: 2000 }
  const open = (repository: string) => openRepository({ registry: server.host, repository }, { retries })
  expect(await open('org/busy').resolve('a')).toBeUndefined()
  expect((times[1] ?? 0) - (times[0] ?? 0)).toBeGreaterThanOrEqual(990)
  await expect(open('org/denied').resolve('a')).rejects.toThrow(/doesn't let us read org\/denied without/)
  expect(times).toHaveLength(3)
})
