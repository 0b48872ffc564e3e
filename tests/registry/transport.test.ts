import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { sha256 } from '../../src/oci/digest.ts'
import { openBlob } from '../../src/registry/blobs.ts'
import { readText, Transport } from '../../src/registry/http/transport.ts'
import { getManifest, resolveTag } from '../../src/registry/manifests.ts'
import { listReferrers } from '../../src/registry/referrers.ts'
import { openRepository } from '../../src/registry/repository.ts'
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
  expect(await resolveTag(open('org/busy'), 'a')).toBeUndefined()
  expect((times[1] ?? 0) - (times[0] ?? 0)).toBeGreaterThanOrEqual(990)
  await expect(resolveTag(open('org/denied'), 'a')).rejects.toThrow(/doesn't let us read org\/denied without/)
  expect(times).toHaveLength(3)
})

test('a connection that becomes another protocol is left after the time limit', async () => {
  await using server = await serve(({ socket }) => {
    socket.end('HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: other\r\n\r\n')
  })
  const sent = transport.send({ method: 'GET', url: new URL(`http://${server.host}/`) })
  await expect(sent).rejects.toMatchObject({ name: 'RegistryError' })
})

test('a body without end that nobody wants is not read for ever', async () => {
  let isClosed = false
  await using server = await serve((_, response) => {
    response.writeHead(404).on('close', () => {
      isClosed = true
    })
    const more = (): void =>
      void response.write(Buffer.alloc(64 * 1024), (error) => error || setImmediate(more))
    more()
  })
  const repository = openRepository({ registry: server.host, repository: 'org/endless' }, { transport })
  expect(await getManifest(repository, 'a')).toBeUndefined()
  await vi.waitFor(() => expect(isClosed).toBe(true), 5000)
})

test('a connection that breaks in the middle of a blob is an error of the registry, not of Node', async () => {
  const content = Buffer.from('all of it')
  const digest = sha256(content)
  await using server = await serve((_, response) => {
    response.writeHead(200, { 'content-length': '9' }).write('all')
    setTimeout(() => response.socket?.resetAndDestroy(), 20)
  })
  const repository = openRepository({ registry: server.host, repository: 'org/broken' }, { transport })
  const reading = openBlob(repository, { mediaType: 'a/b', digest, size: 9 }).then(buffer)
  await expect(reading).rejects.toMatchObject({ name: 'RegistryError', transient: true })
})

test.each([
  ['nowhere', '<http://[>; rel="next"'],
  ['to itself', '<?n=1>; rel="next"'],
])('referrers whose list goes on %s fail clearly', async (_, link) => {
  await using server = await serve((__, response) => {
    response.writeHead(200, { link }).end('{"schemaVersion":2,"manifests":[]}')
  })
  const repository = openRepository({ registry: server.host, repository: 'org/x' }, { transport })
  await expect(listReferrers(repository, sha256('x'))).rejects.toMatchObject({ name: 'RegistryError' })
})
