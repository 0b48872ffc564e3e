/** What a request does whose right to be sent ends before it leaves, on its way, or before its answer. */
import { once } from 'node:events'
import { ClientRequest, type IncomingMessage, type ServerResponse } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { queryObjects } from 'node:v8'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { RegistryError } from '../../src/errors.ts'
import { type Permit, type Request, Transport } from '../../src/registry/http/transport.ts'
import { freePort } from './registry.ts'
import { serve } from './server.ts'

let transport: Transport
beforeEach(() => {
  transport = new Transport({ connect: 2000, idle: 2000 })
})
afterEach(() => transport.close())

/** A permit that ends when told to. */
class TestPermit implements Permit {
  readonly #controller = new AbortController()
  readonly signal = this.#controller.signal
  checks = 0
  uncertain = 0
  isOver = false

  end(): void {
    this.isOver = true
    this.#controller.abort(new RegistryError('it ran out'))
  }

  check(): void {
    this.checks += 1
    if (this.isOver) throw new RegistryError('it ran out')
  }

  unanswered(): void {
    this.uncertain += 1
  }
}

type Serve = (request: IncomingMessage, response: ServerResponse) => unknown

/** Sends a request to a server that answers so. @returns how it ended, and how many requests arrived */
async function send(
  answer: Serve,
  permit: TestPermit,
  method: Request['method'] = 'PUT',
): Promise<{ status: number | string; arrived: number }> {
  let arrived = 0
  await using server = await serve((request, response) => {
    arrived += 1
    return answer(request, response)
  })
  const status = await sendTo(server.host, permit, method)
  return { status, arrived }
}

async function sendTo(host: string, permit: TestPermit, method: Request['method']): Promise<number | string> {
  try {
    const response = await transport.send({ method, url: new URL(`http://${host}/`) }, permit)
    await buffer(response.body)
    return response.status
  } catch (error) {
    return (error as Error).message
  }
}

test('a request is checked when it leaves and when its answer is there', async () => {
  const permit = new TestPermit()
  expect(await send((_, response) => response.end(), permit)).toEqual({ status: 200, arrived: 1 })
  expect({ ...permit }).toMatchObject({ checks: 2, uncertain: 0 })
})

test('a request whose permit has ended is not sent', async () => {
  const permit = new TestPermit()
  permit.isOver = true
  expect(await send((_, response) => response.end(), permit)).toEqual({ status: 'it ran out', arrived: 0 })
  permit.end()
  expect(await send((_, response) => response.end(), permit)).toEqual({ status: 'it ran out', arrived: 0 })
  expect(permit.uncertain).toBe(0)
})

test('a request whose permit ends while its connection is made is not sent, on a new connection or a used one', async () => {
  let arrived = 0
  await using server = await serve((_, response) => {
    arrived += 1
    response.end()
  })
  for (const sent of [0, 1]) {
    const permit = new TestPermit()
    const ended = sendTo(server.host, permit, 'PUT')
    // In the tick that it was asked for in.
    permit.isOver = true
    expect(await ended).toBe('it ran out')
    expect(arrived).toBe(sent)
    expect(await sendTo(server.host, new TestPermit(), 'PUT')).toBe(200)
  }
})

test('a request whose permit ends on the way is cancelled, and may still be carried out', async () => {
  const permit = new TestPermit()
  let closed: Promise<unknown> = Promise.resolve()
  const ended = await send((request) => {
    closed = once(request.socket, 'close')
    permit.end()
  }, permit)
  expect(ended).toEqual({ status: 'it ran out', arrived: 1 })
  await closed
  expect(permit.uncertain).toBe(1)
})

test('an answer that comes when the permit has ended is none, nor is one that it ends in', async () => {
  const late = new TestPermit()
  const ended = await send((_, response) => {
    late.isOver = true
    response.end()
  }, late)
  expect(ended.status).toBe('it ran out')
  const permit = new TestPermit()
  const body = await send(
    (_, response) => {
      response.write('a')
      setTimeout(() => permit.end(), 100)
    },
    permit,
    'GET',
  )
  expect(body.status).toContain('it ran out')
})

test.each<[string, number, Request['method'], Serve]>([
  ['is lost', 1, 'PUT', (request) => request.socket.resetAndDestroy()],
  ['is lost, of a read', 0, 'GET', (request) => request.socket.resetAndDestroy()],
  ['is 504', 1, 'DELETE', (_, response) => response.writeHead(504).end()],
  ['is 403', 0, 'PUT', (_, response) => response.writeHead(403).end()],
])('a write is uncertain when its answer %s: %i', async (_, uncertain, method, answer) => {
  const permit = new TestPermit()
  await send(answer, permit, method)
  expect(permit.uncertain).toBe(uncertain)
})

test('a write that found no connection is not uncertain', async () => {
  const permit = new TestPermit()
  expect(await sendTo(`127.0.0.1:${await freePort()}`, permit, 'PUT')).toContain('no connection to')
  expect(permit.uncertain).toBe(0)
})

test('requests are forgotten when they have ended, though their permit goes on', async () => {
  const permit = new TestPermit()
  const ending: Serve[] = [
    (_, response) => response.end('all of it'),
    (_, response) => response.writeHead(503).end(),
    (request) => request.socket.destroy(),
  ]
  let index = 0
  await using server = await serve((request, response) => ending[index++ % 3]?.(request, response))
  for (let sent = 0; sent < 60; sent++) await sendTo(server.host, permit, sent % 2 === 0 ? 'PUT' : 'GET')
  await sleep(100)
  expect(index).toBe(60)
  // The last one of a connection that is kept.
  expect(queryObjects(ClientRequest, { format: 'count' })).toBeLessThanOrEqual(2)
  expect(permit.signal.aborted).toBe(false)
})
