import type { IncomingMessage, ServerResponse } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Descriptor } from '../../src/oci/descriptor.ts'
import { hexOf } from '../../src/oci/digest.ts'
import { MEDIA_TYPES } from '../../src/oci/manifest.ts'
import type { Credentials } from '../../src/registry/http/credentials.ts'
import { getManifest, putManifest, resolveTag } from '../../src/registry/manifests.ts'
import { listReferrers, pushReferrer } from '../../src/registry/referrers.ts'
import { formatRepository, openRepository, type Repository } from '../../src/registry/repository.ts'
import { gateway } from './gateway.ts'
import { startRegistry, type TestRegistry, USER } from './registry.ts'

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
  return putManifest(repository, tag, Buffer.from(JSON.stringify(content)), MEDIA_TYPES.index)
}

const tagOf = ({ digest }: Descriptor): string => `sha256-${hexOf(digest)}`

const isReferrers = ({ url = '' }: IncomingMessage): boolean => url.includes('/referrers/')

describe('a registry has no referrers API that', () => {
  test.each<[string, (response: ServerResponse) => void]>([
    ...[400, 404, 405, 406, 501].map((status): [string, (response: ServerResponse) => void] => [
      `answers ${status}`,
      (response) => response.writeHead(status).end('{}'),
    ]),
    // Harbor before 2.8.
    ['refuses the path whoever asks', (response) => response.writeHead(401).end('{}')],
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
    expect(await listReferrers(repository, subject.digest)).toEqual([])
    const attached = await pushReferrer(repository, subject, text('a'))
    expect(await listReferrers(repository, subject.digest)).toEqual([attached])
  })
})

describe('a registry that refuses the path of the referrers API', () => {
  /** Harbor before 2.8 with Basic authentication: it asks who we are, and then says the same again. */
  async function startOldHarbor() {
    const inner = await startRegistry({ auth: true })
    const front = await gateway(inner.port, {
      intercept(request, response) {
        if (!isReferrers(request)) return false
        response.writeHead(401, { 'www-authenticate': 'Basic realm="harbor"' }).end()
        return true
      },
    })
    return {
      open: (credentials?: Credentials, notes: string[] = []) =>
        openRepository(
          { registry: front.host, repository: 'org/spark' },
          { credentials, env: {}, log: (line) => notes.push(line) },
        ),
      async [Symbol.asyncDispose]() {
        await front[Symbol.asyncDispose]()
        await inner[Symbol.asyncDispose]()
      },
    }
  }

  test('has what is attached under the tag, and a note says why it is looked for there', async () => {
    await using harbor = await startOldHarbor()
    const notes: string[] = []
    const repository = harbor.open(USER, notes)
    const subject = await pushSubject(repository)
    const attached = await pushReferrer(repository, subject, text('a'))
    expect(await listReferrers(repository, subject.digest)).toEqual([attached])
    expect(notes.join('\n')).toMatch(/looking for a tag that lists the referrers of .*, as .* \(401\)/)
  })

  test.each([
    ['wrong', { ...USER, password: 'wrong' }],
    ['missing', undefined],
  ])('does not hide credentials that are %s', async (_, credentials) => {
    await using harbor = await startOldHarbor()
    const { digest } = await pushSubject(harbor.open(USER))
    await expect(listReferrers(harbor.open(credentials), digest)).rejects.toMatchObject({
      refused: credentials === undefined ? 'anonymous' : 'credentials',
      status: 401,
    })
  })
})

test.each(['text/plain; charset=utf-8', 'application/json', 'application/octet-stream'])(
  'a proxy that makes all content %s does no harm: manifests say themselves what they are',
  async (contentType) => {
    await using front = await gateway(registry.port, { contentType })
    const name = `org${count++}/spark`
    const open = (host: string) => openRepository({ registry: host, repository: name })
    const [direct, proxied] = [open(registry.host), open(front.host)]
    const subject = await pushSubject(direct)
    const attached = await pushReferrer(direct, subject, text('a'))
    expect(await resolveTag(proxied, 'subject')).toEqual(subject)
    expect((await getManifest(proxied, 'subject'))?.descriptor).toEqual(subject)
    expect((await getManifest(proxied, attached.digest))?.descriptor.mediaType).toBe(MEDIA_TYPES.manifest)
    expect(await listReferrers(proxied, subject.digest, 'text/x-test')).toEqual([attached])
    const second = await pushReferrer(proxied, subject, text('b'))
    expect(await listReferrers(direct, subject.digest)).toEqual([attached, second])
    // As Docker and BuildKit may write it, without saying what it is.
    const index = Buffer.from(JSON.stringify({ schemaVersion: 2, manifests: [] }))
    await putManifest(direct, 'bare', index, MEDIA_TYPES.index)
    expect((await resolveTag(proxied, 'bare'))?.mediaType).toBe(MEDIA_TYPES.index)
  },
)

describe('a list in parts', () => {
  const descriptor = (digit: string) => ({
    mediaType: MEDIA_TYPES.manifest,
    digest: `sha256:${digit.repeat(64)}`,
    size: 1,
  })

  /** A registry that gives these digits' descriptors one after the other, each part at its number. */
  const inParts = (parts: readonly string[], last: string) =>
    gateway(registry.port, {
      intercept(request, response) {
        if (!isReferrers(request)) return false
        const { pathname, searchParams } = new URL(request.url ?? '', 'http://x')
        const at = Number(searchParams.get('part'))
        const part = parts[at]
        response.statusCode = part === undefined ? 404 : 200
        response.setHeader(
          'link',
          at === parts.length - 1 ? last : `<${pathname}?part=${at + 1}>; rel="next"`,
        )
        const manifests = part?.split('').map(descriptor)
        response.end(JSON.stringify({ schemaVersion: 2, mediaType: MEDIA_TYPES.index, manifests }))
        return true
      },
    })

  const listed = async (parts: readonly string[], last = ''): Promise<string> => {
    await using front = await inParts(parts, last)
    const found = await listReferrers(fresh(front.host), `sha256:${'f'.repeat(64)}`)
    return found.map(({ digest }) => hexOf(digest)[0]).join('')
  }

  test('is one list, without what comes twice', async () => {
    expect(await listed(['12', '23', ''])).toBe('123')
  })

  test.each([
    ['comes back to a part', ['12', '3'], '<?part=1>; rel="next"'],
    ['goes on with nothing', ['12', '', ''], '<?part=0>; rel="next"'],
    ['goes on nowhere', ['12'], '<http://[>; rel="next"'],
  ])('that %s is an error', async (_, parts, last) => {
    await expect(listed(parts, last)).rejects.toThrow(/^the referrers of .* never end, or go on nowhere$/)
  })

  test('of which a part is not there is an error, not a shorter list', async () => {
    await expect(listed(['12'], '<?part=1>; rel="next"')).rejects.toThrow('404')
  })
})

describe('the tag that lists what is attached', () => {
  test('lists nothing where it names the subject itself, and is a list then', async () => {
    const repository = fresh()
    const other = await pushSubject(repository, 'other')
    const content = { schemaVersion: 2, mediaType: MEDIA_TYPES.index, manifests: [other] }
    const bytes = Buffer.from(JSON.stringify(content))
    const subject = await putManifest(repository, 'all', bytes, MEDIA_TYPES.index)
    // As GitLab takes this name for the digest.
    await putManifest(repository, tagOf(subject), bytes, MEDIA_TYPES.index)
    expect(await listReferrers(repository, subject.digest)).toEqual([])
    const attached = await pushReferrer(repository, subject, text('a'))
    expect(await listReferrers(repository, subject.digest)).toEqual([attached])
  })

  test('lists nothing where somebody gave it to something else, and is not taken away from that', async () => {
    const repository = fresh()
    const subject = await pushSubject(repository)
    const artifact = await pushReferrer(repository, await pushSubject(repository, 'other'), text('a'))
    const stored = await getManifest(repository, artifact.digest)
    const bytes = stored?.bytes ?? expect.fail('no artifact')
    await putManifest(repository, tagOf(subject), bytes, MEDIA_TYPES.manifest)
    expect(await listReferrers(repository, subject.digest)).toEqual([])
    await expect(pushReferrer(repository, subject, text('b'))).rejects.toThrow(
      `${formatRepository(repository)}:${tagOf(subject)} is not a list of what is attached to ${subject.digest}: remove that tag`,
    )
    expect((await resolveTag(repository, tagOf(subject)))?.digest).toBe(artifact.digest)
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
    const attached = await pushReferrer(repository, subject, text('a'))
    expect(writings).toBe(5)
    expect(await listReferrers(repository, subject.digest)).toEqual([attached])
  })
})
