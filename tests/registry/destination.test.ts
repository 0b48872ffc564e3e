import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { sha256 } from '../../src/oci/digest.ts'
import { getBlob, pushBlob } from '../../src/registry/blobs.ts'
import { type Request, type Response, Transport } from '../../src/registry/http/transport.ts'
import { resolveTag } from '../../src/registry/manifests.ts'
import { listReferrers } from '../../src/registry/referrers.ts'
import { openRepository, type Repository } from '../../src/registry/repository.ts'
import { serve } from './server.ts'

const CONTENT = Buffer.from('a layer')
const DIGEST = sha256(CONTENT)
const BLOB = { mediaType: 'application/octet-stream', digest: DIGEST, size: CONTENT.length }

/** Reaches the registry with the public name on this machine; everything else where it is. */
class PublicName extends Transport {
  readonly #host: string

  constructor(host: string) {
    super({ connect: 200, idle: 500 })
    this.#host = host
  }

  override async send(request: Request): Promise<Response> {
    if (request.url.host !== 'registry.example') return super.send(request)
    const url = new URL(request.url)
    url.protocol = 'http:'
    url.host = this.#host
    return { ...(await super.send({ ...request, url })), url: request.url }
  }
}

const operations: readonly (readonly [string, (repository: Repository) => Promise<unknown>])[] = [
  ['the redirect of a blob', (repository) => getBlob(repository, BLOB)],
  ['the location of an upload', (repository) => pushBlob(repository, BLOB, () => Readable.from([CONTENT]))],
  ['the realm of a token', (repository) => resolveTag(repository, 'asks')],
  ['the link to more referrers', (repository) => listReferrers(repository, DIGEST)],
]

test.each(operations)('%s does not lead a public registry to this machine', async (_, operation) => {
  const reached: string[] = []
  await using inner = await serve(({ url = '' }, response) => {
    reached.push(url)
    response.end('{}')
  })
  const there = `http://${inner.host}/secret`
  const secure = there.replace('http:', 'https:')
  for (const location of [there, secure]) {
    await using registry = await serve(({ method, url = '' }, response) => {
      if (url.includes('/manifests/asks')) {
        response.writeHead(401, { 'www-authenticate': `Bearer realm="${location}"` }).end()
      } else if (url.includes('/referrers/')) {
        const body = { schemaVersion: 2, manifests: [{ ...BLOB, artifactType: 'a/b' }] }
        response.writeHead(200, { link: `<${location}>; rel="next"` }).end(JSON.stringify(body))
      } else if (method === 'POST') response.writeHead(202, { location }).end()
      else if (method === 'GET') response.writeHead(307, { location }).end()
      else response.writeHead(404).end()
    })
    const retries = { attempts: 1, base: 1, cap: 1, patience: 1 }
    const transport = new PublicName(registry.host)
    const repository = openRepository(
      { registry: 'registry.example', repository: 'org/spark' },
      { transport, retries, credentials: { username: 'somebody', password: 'a long password' } },
    )
    await expect(operation(repository)).rejects.toThrow(
      /^registry\.example leads to 127\.0\.0\.1:\d+, which is /,
    )
    transport.close()
  }
  expect(reached).toEqual([])
})
