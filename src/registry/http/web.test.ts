import { afterEach, beforeEach, expect, it } from 'vitest'
import { serve, type TestServer } from '../../../tests/registry/server.ts'
import { RegistryError } from '../../errors.ts'
import { ONCE } from './retry.ts'
import { type Asked, Web } from './web.ts'

let server: TestServer
let requests: (string | undefined)[]
beforeEach(async () => {
  requests = []
  server = await serve((request, response) => {
    requests.push(request.url)
    if (request.url === '/moved') response.writeHead(302, { location: '/here' })
    response.end('an answer')
  })
})
afterEach(() => server[Symbol.asyncDispose]())

const get = (host: string, path: string): Asked => {
  return { method: 'GET', url: new URL(`http://${host}${path}`), expect: [200], limit: 100 }
}

it('follows a redirect of what only reads', async () => {
  using web = new Web()
  const { body, url } = await web.ask(get(server.host, '/moved'))
  expect([String(body), url.pathname]).toEqual(['an answer', '/here'])
})

it('of one host asks no other, and follows no redirect, not even to that host', async () => {
  await using other = await serve((request, response) => response.end(String(requests.push(request.url))))
  using web = new Web({ host: server.host, retries: ONCE })
  expect(String((await web.ask(get(server.host, '/here'))).body)).toBe('an answer')
  const failures = await Promise.allSettled([
    web.ask(get(other.host, '/secret')),
    web.ask(get(server.host, '/moved')),
  ])
  const reasons = failures.map((one) => (one.status === 'rejected' ? (one.reason as unknown) : undefined))
  for (const reason of reasons) expect(reason).toBeInstanceOf(RegistryError)
  expect(reasons.map(String)).toEqual([
    `RegistryError: http://${other.host}/secret is not at ${server.host}: no request goes there`,
    `RegistryError: ${server.host} answered 302 to GET /moved`,
  ])
  expect(requests).toEqual(['/here', '/moved'])
})
