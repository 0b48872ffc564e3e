import type { IncomingMessage, ServerResponse } from 'node:http'
import fc from 'fast-check'
import { sha256 } from '../../src/oci/digest.ts'

/** What must never be shown. */
export const SECRET = 'hunter2 secret/of+tests'

/** A body; giants go by name, as messages about failures show bodies whole. */
type Body = string | Buffer | { readonly giant: keyof typeof GIANTS }

const GIANTS = {
  lists: '['.repeat(100_000),
  maps: `{"manifests":${'[{"a":'.repeat(10_000)}`,
  bytes: Buffer.alloc(5 * 1024 * 1024, '{'),
}

/** One answer of a server that follows no specification. */
export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Body
  /** How the body comes: whole, cut off in the middle, or without end; or nothing comes at all. */
  readonly manner: 'whole' | 'cut' | 'reset' | 'endless' | 'silent' | { readonly raw: string }
}

/** What the operations of the test read and write. */
export const CONTENT = Buffer.from('content of a blob')
const DIGEST = sha256(CONTENT)
const MANIFEST_TYPE = 'application/vnd.oci.image.manifest.v1+json'
const INDEX_TYPE = 'application/vnd.oci.image.index.v1+json'
const descriptor = { mediaType: 'a/b', digest: DIGEST, size: CONTENT.length }
const manifest = { schemaVersion: 2, mediaType: MANIFEST_TYPE, config: descriptor, layers: [descriptor] }
const index = { schemaVersion: 2, mediaType: INDEX_TYPE, manifests: [descriptor, descriptor] }
export const MANIFEST = Buffer.from(JSON.stringify(manifest))

const text = fc.oneof(
  fc.constantFrom(
    '',
    SECRET,
    encodeURIComponent(SECRET),
    Buffer.from(SECRET).toString('base64'),
    '\u001b[31m',
    '::error::',
  ),
  fc.string({ maxLength: 40 }),
  fc.constantFrom(DIGEST, sha256(MANIFEST), sha256('other'), `sha256:${'0'.repeat(63)}`, 'sha512:0'),
)

/** Printable: the servers of these tests can't send others. What is not, comes as raw bytes below. */
const headerText = text.map((value) => value.replaceAll(/[^\x20-\x7e]/g, '?'))

const url = fc.oneof(
  fc.constantFrom(
    '/v2/org/x/blobs/uploads/1',
    '/token',
    '',
    '//',
    'http://[',
    'http://localhost:1/',
    'https://registry.invalid/a',
    `http://${encodeURIComponent(SECRET)}.invalid/`,
    'http://127.0.0.1:1/v2/',
    'ftp://127.0.0.1/',
    'javascript:0',
    'http://user:password@127.0.0.1:1/',
    'HERE/token',
    'HERE/v2/org/x/blobs/uploads/2?state=a%2Fb',
  ),
  headerText,
)

const challenge = fc.oneof(
  fc.constantFrom('Basic', 'Basic realm="x",service="ecr.amazonaws.com"', 'Bearer', 'Negotiate', ',,,', '"'),
  fc
    .tuple(url, headerText, headerText)
    .map(([realm, service, scope]) => `Bearer realm="${realm}",service="${service}",scope="${scope}"`),
  headerText,
)

const headers = fc
  .record(
    {
      'content-type': fc.oneof(fc.constantFrom(MANIFEST_TYPE, INDEX_TYPE, 'text/html', ''), headerText),
      'docker-content-digest': fc.oneof(headerText, fc.constant(DIGEST)),
      location: url,
      link: fc.oneof(
        url.map((next) => `<${next}>; rel="next"`),
        headerText,
      ),
      range: fc.oneof(
        fc.constantFrom('0-0', '0-5', '0-99999999999999999999', 'bytes=0-3', '5-1'),
        headerText,
      ),
      'retry-after': fc.oneof(
        fc.constantFrom('0', '99999999', '-1', 'Tue, 24 Nov 2099 10:00:30 GMT'),
        headerText,
      ),
      'www-authenticate': challenge,
      'oci-subject': headerText,
      'docker-distribution-api-version': headerText,
      'content-encoding': fc.constantFrom('gzip', 'x'),
    },
    { requiredKeys: [] },
  )
  .map((all) => all as Record<string, string>)

const jsonText = (value: fc.Arbitrary<unknown>): fc.Arbitrary<string> =>
  value.map((json) => JSON.stringify(json) ?? '')

/** Of the kinds that a registry sends, some of them not quite right. */
const body = fc.oneof(
  fc.constantFrom<Body>(CONTENT, MANIFEST, JSON.stringify(index), '', '{}', 'null', '[]', '<html>'),
  fc.constantFrom(
    '['.repeat(100_000),
    `{"manifests":${'[{"a":'.repeat(10_000)}`,
    '{"__proto__":{"token":"x"}}',
  ),
  jsonText(fc.record({ ...constants(manifest), layers: fc.array(fc.jsonValue(), { maxLength: 3 }) })),
  jsonText(fc.record({ ...constants(index), manifests: fc.array(fc.jsonValue(), { maxLength: 3 }) })),
  jsonText(
    fc.record(
      {
        token: fc.oneof(text, fc.jsonValue()),
        access_token: text,
        expires_in: fc.oneof(fc.double(), text, fc.integer()),
      },
      { requiredKeys: [] },
    ),
  ),
  jsonText(fc.record({ errors: fc.array(fc.record({ code: text, message: text }), { maxLength: 3 }) })),
  jsonText(fc.jsonValue()),
  fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
)

function constants(value: Readonly<Record<string, unknown>>): Record<string, fc.Arbitrary<unknown>> {
  return Object.fromEntries(Object.entries(value).map(([key, constant]) => [key, fc.constant(constant)]))
}

/** Bytes that are no answer, or one that servers' libraries would not let through. */
const raw = fc.oneof(
  fc.constantFrom(
    '',
    'HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\n',
    'HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 999 X\r\nContent-Length: 0\r\n\r\n',
    'HTTP/1.1 000 X\r\nContent-Length: 0\r\n\r\n',
    'HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc',
    'HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 7\r\n\r\nhello',
    'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nx\r\n',
    'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\nabc',
    'HTTP/1.1 204 No Content\r\nContent-Length: 5\r\n\r\nhello',
    `HTTP/1.1 200 OK\r\nX: ${'x'.repeat(100_000)}\r\n\r\n`,
    'HTTP/1.1 200 OK\r\nLocation: /\u0000\u0007\r\nContent-Length: 0\r\n\r\n',
    'HTTP/1.1 302 Found\r\nLocation: http://\u00e9\u00ff.invalid/\r\nContent-Length: 0\r\n\r\n',
    'SSH-2.0-OpenSSH\r\n',
  ),
  fc.string({ maxLength: 100 }),
)

const status = fc.oneof(
  fc.constantFrom(
    200,
    201,
    202,
    204,
    206,
    301,
    302,
    307,
    308,
    304,
    400,
    401,
    401,
    401,
    403,
    404,
    404,
    405,
    416,
    429,
    500,
    503,
  ),
  fc.integer({ min: 200, max: 999 }),
)

const manner: fc.Arbitrary<Answer['manner']> = fc.oneof(
  { weight: 120, arbitrary: fc.constant<Answer['manner']>('whole') },
  { weight: 6, arbitrary: fc.constantFrom<Answer['manner']>('cut', 'reset') },
  { weight: 6, arbitrary: raw.map((bytes) => ({ raw: bytes })) },
  { weight: 1, arbitrary: fc.constantFrom<Answer['manner']>('endless', 'silent') },
)

/** Any answer. */
export const anyAnswer: fc.Arbitrary<Answer> = fc.record({ status, headers, body, manner })

/** Sends an answer as it is meant. */
export function send(answer: Answer, request: IncomingMessage, response: ServerResponse): void {
  const { manner, status, headers } = answer
  const body =
    typeof answer.body === 'object' && 'giant' in answer.body ? GIANTS[answer.body.giant] : answer.body
  request.on('error', () => {}).resume()
  response.on('error', () => {})
  const { socket } = request
  if (manner === 'silent') return
  if (manner === 'reset') {
    socket.resetAndDestroy()
    return
  }
  if (typeof manner === 'object') {
    socket.end(manner.raw, 'latin1')
    return
  }
  const here = `http://${request.headers.host}`
  const known = Object.entries(headers).map(([name, value]) => [name, value.replaceAll('HERE', here)])
  response.writeHead(status, Object.fromEntries(known))
  if (manner === 'endless') endless(response)
  else if (manner === 'whole') response.end(body)
  else {
    response.write(body.slice(0, body.length >> 1))
    setImmediate(() => socket.destroy())
  }
}

/** As fast as it is read. */
function endless(response: ServerResponse): void {
  const chunk = Buffer.alloc(64 * 1024, '{')
  const more = (): void => {
    // A response without a body, as to HEAD, takes everything at once.
    if (response.destroyed || response.socket === null) return
    response.write(chunk, (error) => {
      if (!error) setImmediate(more)
    })
  }
  more()
}
