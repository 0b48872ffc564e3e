/** Damaged answers of indexes: each is an error, or lists some of what is there; none is taken for nothing. */
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { IndexServer } from '../../tests/track/index-server.ts'
import { RegistryError } from '../errors.ts'
import { ONCE } from '../registry/http/retry.ts'
import { Indexes, type Release } from './indexes.ts'

const RUNS = Number(process.env.FUZZ_RUNS ?? 2000)

interface Answer {
  readonly status: number
  readonly body: string
}

/** An index, its right answer, and how it is asked. */
interface Kind {
  readonly type: string
  readonly body: string
  readonly ask: (indexes: Indexes) => Promise<Release[]>
}

const THERE = ['4.1.1', '4.1.2', '4.2.0']
const files = [...THERE, '4.2.1'].map((version) => ({
  filename: `pyspark-${version}.tar.gz`,
  url: `../../files/pyspark-${version}.tar.gz`,
  hashes: {},
  'upload-time': '2026-01-01T00:00:00Z',
  yanked: version === '4.2.1',
}))
const links = files.map(
  ({ filename, url, yanked }) =>
    `<a href="${url}#sha256=0"${yanked ? ' data-yanked="broken"' : ''}>${filename}</a><br/>\n`,
)
const HTML = `<!DOCTYPE html>\n<html><head><title>Links for pyspark</title></head><body>\n<h1>Links for pyspark</h1>\n${links.join('')}</body></html>\n`
const METADATA = `<?xml version="1.0" encoding="UTF-8"?>
<metadata>
  <groupId>a.b</groupId>
  <artifactId>c</artifactId>
  <versioning>
    <latest>4.2.0</latest>
    <versions>
${THERE.map((version) => `      <version>${version}</version>\n`).join('')}    </versions>
    <lastUpdated>20260101000000</lastUpdated>
  </versioning>
</metadata>
`

const askPython = (indexes: Indexes): Promise<Release[]> => indexes.listPython('pyspark')
const JSON_INDEX: Kind = {
  type: 'application/vnd.pypi.simple.v1+json',
  body: JSON.stringify({ meta: { 'api-version': '1.1' }, name: 'pyspark', files }),
  ask: askPython,
}
const HTML_INDEX: Kind = { type: 'text/html', body: HTML, ask: askPython }
const MAVEN: Kind = { type: 'text/xml', body: METADATA, ask: (indexes) => indexes.listMaven('a.b:c') }
const kinds = { json: JSON_INDEX, html: HTML_INDEX, maven: MAVEN }
const kindName = fc.constantFrom('json', 'html', 'maven')

let server: IndexServer
beforeAll(async () => {
  server = await IndexServer.start()
})
afterAll(() => server[Symbol.asyncDispose]())

/** The versions that are listed; or the error, which must be the one that is documented. */
async function outcome({ type, ask }: Kind, { status, body }: Answer): Promise<string[] | RegistryError> {
  server.instead = (_, response) => {
    response.writeHead(status, { 'content-type': type }).end(body)
    return true
  }
  const repositories = {
    maven: [{ url: `${server.address}/maven` }],
    pypi: [{ url: `${server.address}/simple` }],
  }
  using indexes = new Indexes(repositories, { retries: ONCE })
  try {
    return (await ask(indexes)).map(({ version }) => version).sort()
  } catch (error) {
    if (error instanceof RegistryError) return error
    throw error
  }
}

/** Values of other types than an index has in these places. */
const others: readonly unknown[] = [null, 0, true, 'text', [], [null], {}]

/** The JSON text with the value at some place in it, however deep, replaced; a list never by an empty one. */
function swapped(text: string, place: number, value: unknown): string {
  let seen = 0
  const count = (of: object): number =>
    Object.values(of).reduce((sum, inner) => sum + 1 + (typeof inner === 'object' ? count(inner) : 0), 0)
  const at = place % count(JSON.parse(text))
  const instead = (old: unknown): unknown => (Array.isArray(old) && Array.isArray(value) ? null : value)
  return JSON.stringify(JSON.parse(text), (key, old) => (key !== '' && seen++ === at ? instead(old) : old))
}

interface Change {
  readonly name: string
  readonly to: (kind: Kind) => Answer
  /** What must come of it: an error, or versions that are there, at least one. What has the right form may say anything. */
  readonly must: 'fail' | 'fail or list' | 'be safe'
}

const PAGES = [
  '',
  ' ',
  '<html>Sign in</html>',
  '<!DOCTYPE html><html><head><title>Sign in</title></head><body><a href="/login">Sign in</a></body></html>',
  '<html><body><form action="/"><input name="user"></form></body></html>',
  '{"error":"unauthorized"}',
  'null',
  '[]',
  '<?xml version="1.0"?><Error><Code>AccessDenied</Code></Error>',
]

const changes: fc.Arbitrary<Change> = fc.oneof(
  fc.nat().map((at) => ({
    name: `cut ${at}`,
    // Without its last line break it is whole.
    to: ({ body }: Kind) => ({ status: 200, body: body.slice(0, at % (body.length - 2)) }),
    must: 'fail or list' as const,
  })),
  fc.oneof(fc.constantFrom(...PAGES), fc.string(), fc.json()).map((body) => ({
    name: `instead ${body}`,
    to: () => ({ status: 200, body }),
    must: 'fail' as const,
  })),
  fc.tuple(fc.nat(), fc.constantFrom(...others)).map(([place, value]) => ({
    name: `swap ${place} ${JSON.stringify(value)}`,
    to: () => ({ status: 200, body: swapped(JSON_INDEX.body, place, value) }),
    must: 'fail or list' as const,
  })),
  fc.constantFrom(201, 204, 206, 301, 302, 304, 400, 401, 403, 418, 429, 500, 502, 503).map((status) => ({
    name: `status ${status}`,
    to: ({ body }: Kind) => ({ status, body }),
    must: 'fail' as const,
  })),
  kindName.map((other) => ({
    name: `the answer of ${other}`,
    to: () => ({ status: 200, body: kinds[other].body }),
    must: 'be safe' as const,
  })),
  fc.tuple(fc.nat(), fc.string({ minLength: 1, maxLength: 8 })).map(([at, text]) => ({
    name: `put ${JSON.stringify(text)} at ${at}`,
    to: ({ body }: Kind) => {
      const start = at % body.length
      return { status: 200, body: body.slice(0, start) + text + body.slice(start + text.length) }
    },
    must: 'be safe' as const,
  })),
)

it('right answers list what is there', async () => {
  for (const kind of Object.values(kinds))
    expect(await outcome(kind, { status: 200, body: kind.body })).toEqual(THERE)
})

it(`${RUNS} wrong answers: each is an error, or lists some of what is there`, {
  timeout: 300_000,
}, async () => {
  let errors = 0
  await fc.assert(
    fc.asyncProperty(kindName, changes, async (name, { to, must }) => {
      const found = await outcome(kinds[name], to(kinds[name]))
      if (found instanceof RegistryError) {
        errors += 1
        return
      }
      for (const version of found) expect(version).toMatch(/^\d[A-Za-z0-9._+-]{0,62}$/)
      if (must === 'be safe') return
      expect(must).toBe('fail or list')
      expect(found.length).toBeGreaterThan(0)
      expect(THERE).toEqual(expect.arrayContaining(found))
    }),
    { numRuns: RUNS },
  )
  server.instead = undefined
  expect(errors).toBeGreaterThan(RUNS / 4)
})
