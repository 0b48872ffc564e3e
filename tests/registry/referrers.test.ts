import type { IncomingMessage, ServerResponse } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Descriptor } from '../../src/oci/descriptor.ts'
import { hexOf } from '../../src/oci/digest.ts'
import { MEDIA_TYPES } from '../../src/oci/manifest.ts'
import { openRepository, type Repository } from '../../src/oci/registry.ts'
import { gateway } from './gateway.ts'
import { startRegistry, type TestRegistry } from './registry.ts'

let registry: TestRegistry
beforeAll(async () => {
  registry = await startRegistry()
})
afterAll(async () => {
  await registry?.[Symbol.asyncDispose]()
})

let count = 0

/** A repository that no other test uses. */
const fresh = (host = registry.host): Repository =>
  openRepository(
    { registry: host, repository: `org${count++}/spark` },
    { retries: { attempts: 3, base: 1, cap: 2, patience: 100 } },
  )

const text = (content: string) => ({
  artifactType: 'text/x-test',
  mediaType: 'text/plain',
  blob: Buffer.from(content),
})

/** An index without images, which any registry takes. */
function pushSubject(repository: Repository, tag = 'subject'): Promise<Descriptor> {
  const content = { schemaVersion: 2, mediaType: MEDIA_TYPES.index, manifests: [] }
  return repository.putManifest(tag, Buffer.from(JSON.stringify(content)), MEDIA_TYPES.index)
}

const tagOf = ({ digest }: Descriptor): string => `sha256-${hexOf(digest)}`

const isReferrers = ({ url = '' }: IncomingMessage): boolean => url.includes('/referrers/')

describe('a registry has no referrers API that', () => {
  test.each<[string, (response: ServerResponse) => void]>([
    ...[400, 404, 405, 406, 501].map((status): [string, (response: ServerResponse) => void] => [
      `answers ${status}`,
      (response) => response.writeHead(status).end('{}'),
    ]),
    ['redirects to a web page', (response) => response.writeHead(302, { location: '/login' }).end()],
    ['answers 200 and something else', (response) => response.writeHead(200).end('{"referrers":[]}')],
  ])('%s: what is attached is under the tag', async (_, answer) => {
    await using front = await gateway(registry.port, {
      intercept(request, response) {
        if (request.url === '/login') response.setHeader('content-type', 'text/html').end('<html>Who?</html>')
        else if (isReferrers(request)) answer(response)
        else return false
        return true
      },
    })
    const repository = fresh(front.host)
    const subject = await pushSubject(repository)
    expect(await repository.referrers(subject.digest)).toEqual([])
    const attached = await repository.pushReferrer(subject, text('a'))
    expect(await repository.referrers(subject.digest)).toEqual([attached])
  })
})

describe('the tag that lists what is attached', () => {
  test('lists nothing where it names the subject itself, and is a list then', async () => {
    const repository = fresh()
    const other = await pushSubject(repository, 'other')
    const content = { schemaVersion: 2, mediaType: MEDIA_TYPES.index, manifests: [other] }
    const bytes = Buffer.from(JSON.stringify(content))
    const subject = await repository.putManifest('all', bytes, MEDIA_TYPES.index)
    // As GitLab takes this name for the digest.
    await repository.putManifest(tagOf(subject), bytes, MEDIA_TYPES.index)
    expect(await repository.referrers(subject.digest)).toEqual([])
    const attached = await repository.pushReferrer(subject, text('a'))
    expect(await repository.referrers(subject.digest)).toEqual([attached])
  })

  test('lists nothing where somebody gave it to something else, and is not taken away from that', async () => {
    const repository = fresh()
    const subject = await pushSubject(repository)
    const artifact = await repository.pushReferrer(await pushSubject(repository, 'other'), text('a'))
    const stored = await repository.getManifest(artifact.digest)
    const bytes = stored?.bytes ?? expect.fail('no artifact')
    await repository.putManifest(tagOf(subject), bytes, MEDIA_TYPES.manifest)
    expect(await repository.referrers(subject.digest)).toEqual([])
    await expect(repository.pushReferrer(subject, text('b'))).rejects.toThrow(
      `${repository}:${tagOf(subject)} is not a list of what is attached to ${subject.digest}: remove that tag`,
    )
    expect((await repository.resolve(tagOf(subject)))?.digest).toBe(artifact.digest)
  })

  test('is read back after the last writing, too', async () => {
    let writings = 0
    await using front = await gateway(registry.port, {
      intercept({ method, url = '' }, response) {
        if (method !== 'PUT' || !url.includes('/manifests/sha256-') || ++writings === 5) return false
        // Says that it did.
        response.writeHead(201).end()
        return true
      },
    })
    const repository = fresh(front.host)
    const subject = await pushSubject(repository)
    const attached = await repository.pushReferrer(subject, text('a'))
    expect(writings).toBe(5)
    expect(await repository.referrers(subject.digest)).toEqual([attached])
  })
})
