import { createReadStream } from 'node:fs'
import type { IncomingMessage } from 'node:http'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isExpected } from '../../src/errors.ts'
import { openLayout } from '../../src/layout/layout.ts'
import { checkPush } from '../../src/registry/access.ts'
import { getBlob } from '../../src/registry/blobs.ts'
import { type Request, type Response, Transport } from '../../src/registry/http/transport.ts'
import { resolveTag } from '../../src/registry/manifests.ts'
import { pushImage } from '../../src/registry/push.ts'
import { openRepository } from '../../src/registry/repository.ts'
import { denyingGateway } from './denied.ts'
import { makeImage, TestFolder } from './image.ts'
import { freePort, startRegistry, type TestRegistry, USER } from './registry.ts'
import { serve } from './server.ts'

const repository = 'org/private'
/** A home without Docker's configuration: the tests must not find the machine's own. */
const env = { DOCKER_CONFIG: '/nonexistent', HOME: '/nonexistent' }

let registry: TestRegistry
beforeAll(async () => {
  registry = await startRegistry({ auth: true })
})
afterAll(async () => {
  await registry?.[Symbol.asyncDispose]()
})

async function failure(promise: Promise<unknown>): Promise<Error> {
  const error = await promise.then(
    () => expect.fail('nothing was thrown'),
    (thrown: unknown) => thrown,
  )
  expect(isExpected(error)).toBe(true)
  return error as Error
}

describe('a registry with passwords', () => {
  test('takes an image from who knows the password', async () => {
    await using folder = await TestFolder.make()
    const layout = await openLayout(await folder.writeLayout(await makeImage()))
    const mine = openRepository({ registry: registry.host, repository }, { credentials: USER, env })
    await checkPush(mine)
    const { digest } = await pushImage(layout, mine, 'a')
    expect((await resolveTag(mine, 'a'))?.digest).toBe(digest)
  })

  test('wrong credentials: says whose and what to do, and keeps the password to itself', async () => {
    const credentials = { username: 'builder', password: 'hunter2-secret' }
    const mine = openRepository({ registry: registry.host, repository }, { credentials, env })
    const { message } = await failure(checkPush(mine))
    expect(message).toContain(`${registry.host} refuses the credentials of builder (401`)
    expect(message).toContain(`docker login ${registry.host}`)
    expect(message).not.toContain('hunter2-secret')
    await failure(resolveTag(mine, 'a'))
  })

  test('no credentials: says that there are none and how to give them', async () => {
    const mine = openRepository({ registry: registry.host, repository }, { env })
    const { message } = await failure(checkPush(mine))
    expect(message).toContain('there are no credentials for it: give username and password')
  })
})

test('a download that is redirected arrives, and the other host gets no password', async () => {
  await using folder = await TestFolder.make()
  const image = await makeImage()
  const layout = await openLayout(await folder.writeLayout(image))
  const asked: IncomingMessage[] = []
  await using storage = await serve((request, response) => {
    asked.push(request)
    createReadStream(join(registry.storage, '../../..', request.url ?? '')).pipe(response)
  })
  const downloads = `http://${storage.host}/`
  await using registry = await startRegistry({ auth: true, downloads })
  const mine = openRepository({ registry: registry.host, repository }, { credentials: USER, env })
  await pushImage(layout, mine, 'a')
  for (const { tar, descriptor } of image.layers.slice(0, 1)) {
    expect((await getBlob(mine, descriptor)).equals(tar)).toBe(true)
  }
  expect(asked.map(({ headers }) => headers.authorization)).toEqual([undefined])
})

test('a server that sends us to a part of the password can not make us show that either', async () => {
  const places = ['hunter2 secret/of+tests', '!']
  await using server = await serve((_request, response) => {
    const location = places.shift()
    response.writeHead(location === undefined ? 418 : 308, location === undefined ? {} : { location })
    response.end()
  })
  const credentials = { username: 'builder', password: 'hunter2 secret/of+tests' }
  const mine = openRepository({ registry: server.host, repository }, { credentials, env })
  await expect(resolveTag(mine, 'a')).rejects.toThrow(
    new RegExp(`^${server.host} answered 418 to HEAD http://${server.host}/…$`),
  )
})

test.each(['Basic realm="x"', 'Bearer realm="URL/token",service="x"'])(
  'a server that repeats what it was sent can not make us show the password (%s)',
  async (challenge) => {
    await using server = await serve(({ headers }, response) => {
      const [, sent = ''] = (headers.authorization ?? '').split(' ')
      const message = `you sent ${sent} which is ${Buffer.from(sent, 'base64')}`
      response.writeHead(401, { 'www-authenticate': challenge.replace('URL', `http://${headers.host}`) })
      response.end(JSON.stringify({ errors: [{ code: 'UNAUTHORIZED', message }] }))
    })
    const credentials = { username: 'builder', password: 'hunter2-secret' }
    const mine = openRepository({ registry: server.host, repository }, { credentials, env })
    const { message } = await failure(checkPush(mine))
    expect(message).toContain('UNAUTHORIZED: you sent *** which is builder:***')
  },
)

test('a registry that says "denied" of a repository that is not there yet takes its first image', async () => {
  await using open = await startRegistry()
  await using front = await denyingGateway(open.port)
  await using folder = await TestFolder.make()
  const layout = await openLayout(await folder.writeLayout(await makeImage()))
  const mine = openRepository({ registry: front.host, repository }, { env })
  const { digest } = await pushImage(layout, mine, 'a')
  expect(front.refused).toContain('HEAD blobs')
  expect((await resolveTag(mine, 'a'))?.digest).toBe(digest)
})

test('who may not push is told so by the upload, not by a look for what is there', async () => {
  await using server = await serve(({ method }, response) => {
    const errors = [{ code: 'DENIED', message: `no ${method}` }]
    response.writeHead(403).end(JSON.stringify({ errors }))
  })
  await using folder = await TestFolder.make()
  const layout = await openLayout(await folder.writeLayout(await makeImage()))
  const { message } = await failure(
    pushImage(layout, openRepository({ registry: server.host, repository }, { env }), 'a'),
  )
  expect(message).toContain(`${server.host} doesn't let us write to org/private`)
  expect(message).toContain('DENIED: no POST')
})

/** As if another host were ghcr.io. */
class Rerouted extends Transport {
  readonly #host: string

  constructor(host: string) {
    super()
    this.#host = host
  }

  override async send(request: Request): Promise<Response> {
    const url = new URL(`http://${this.#host}${request.url.pathname}${request.url.search}`)
    return { ...(await super.send({ ...request, url })), url: request.url }
  }
}

describe('GitHub', () => {
  const open = (host: string) =>
    openRepository(
      { registry: 'ghcr.io', repository },
      { credentials: USER, env, transport: new Rerouted(host) },
    )

  test.each([
    ['read', 'packages: read', (host: string) => resolveTag(open(host), 'a')],
    ['write to', 'packages: write', (host: string) => checkPush(open(host))],
  ])('that lets us not %s: the permission that is missing is named', async (right, permission, act) => {
    await using server = await serve((_, response) => void response.writeHead(403).end())
    const { message } = await failure(act(server.host))
    expect(message).toContain(`ghcr.io doesn't let us ${right} org/private`)
    expect(message).toContain(`(on GitHub: permissions: ${permission} for the job)`)
  })

  test.each([
    ['pull', 'packages: read', (host: string) => resolveTag(open(host), 'a')],
    ['pull,push', 'packages: write', (host: string) => checkPush(open(host))],
  ])('whose token server refuses %s: what was asked for is named', async (actions, permission, act) => {
    await using server = await serve(({ url }, response) => {
      if (url?.startsWith('/token')) {
        const errors = [{ code: 'DENIED', message: 'requested access to the resource is denied' }]
        return void response.writeHead(403).end(JSON.stringify({ errors }))
      }
      const challenge = 'Bearer realm="https://ghcr.io/token",service="ghcr.io"'
      response.writeHead(401, { 'www-authenticate': challenge }).end()
    })
    const { message } = await failure(act(server.host))
    expect(message).toContain(
      `ghcr.io refused a token for repository:org/private:${actions} for the credentials of builder (403, saying "DENIED: requested access to the resource is denied"): use an account that has this right (on GitHub: permissions: ${permission} for the job)`,
    )
    expect(message).not.toContain('docker login')
  })
})

describe('checkPush() says why not', () => {
  test('nothing listens', async () => {
    const port = await freePort()
    const mine = openRepository({ registry: `localhost:${port}`, repository }, { env })
    const { message } = await failure(checkPush(mine))
    expect(message).toContain(
      `can't push to localhost:${port}/org/private: no connection to localhost:${port}`,
    )
    expect(message).toContain('ECONNREFUSED')
  })

  test('no such host, found out without trying for long', async () => {
    const mine = openRepository({ registry: 'registry.invalid', repository }, { env })
    const { message } = await failure(checkPush(mine))
    expect(message).toContain(`can't push to registry.invalid/org/private`)
  })

  test('a web server that is no registry', async () => {
    await using server = await serve((_, response) => {
      response.setHeader('content-type', 'text/html').end('<html>Hello</html>')
    })
    const mine = openRepository({ registry: server.host, repository }, { env })
    const { message } = await failure(checkPush(mine))
    expect(message).toContain('not a registry')
  })

  test('leaves nothing behind in a registry that lets us', async () => {
    await using open = await startRegistry()
    const mine = openRepository({ registry: open.host, repository }, { env })
    await checkPush(mine)
    expect(await resolveTag(mine, 'latest')).toBeUndefined()
  })
})
