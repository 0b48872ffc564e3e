import type { ServerResponse } from 'node:http'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { vulnerabilityPolicy } from '../../src/catalog/schema/policies.ts'
import { RegistryError } from '../../src/errors.ts'
import { ONCE } from '../../src/registry/http/retry.ts'
import { Osv } from '../../src/vulnerabilities/osv.ts'
import { scan } from '../../src/vulnerabilities/scan.ts'
import { OsvServer } from '../vulnerabilities/osv-server.ts'
import { libc, netty, pandas, RECORDS, zstd } from '../vulnerabilities/records.ts'

const RUNS = Number(process.env.FUZZ_RUNS ?? 2000)

let server: OsvServer
beforeAll(async () => {
  server = await OsvServer.start(RECORDS)
})
afterAll(() => server[Symbol.asyncDispose]())

const bill = { packages: [netty, zstd, pandas, libc], unnamed: [] }
const policy = vulnerabilityPolicy.parse({ 'only-new': false })
const FAILING = ['CVE-2026-2002', 'CVE-2026-1001', 'CVE-2026-3003']

/** The ids that fail; or the error, which must be one that is expected. */
async function outcome(): Promise<string[] | RegistryError> {
  using osv = new Osv(server.address, { retries: ONCE })
  try {
    const [report] = await scan([{ image: 'an image', bill }], policy, osv)
    return report?.findings.filter(({ fails }) => fails).map(({ id }) => id) ?? []
  } catch (error) {
    if (error instanceof RegistryError) return error
    throw error
  }
}

type Answer = { status: number; body: string }
type Change = { name: string; to: (answer: Answer) => Answer; mayDiffer?: true }

/** Values of another type than what was there. */
const others: readonly unknown[] = [
  null,
  0,
  1.5,
  true,
  'text',
  '',
  [],
  [null],
  [[]],
  {},
  { id: 1 },
  { results: [] },
]

function kind(value: unknown): string {
  return value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value
}

/** The value with the one at some place in it, however deep, replaced by one of another type. */
function swapped(value: unknown, place: number, pick: number): unknown {
  const places: { of: Record<string, unknown>; key: string }[] = []
  const whole = { value: structuredClone(value) }
  const walk = (of: object): void => {
    for (const [key, inner] of Object.entries(of)) {
      places.push({ of: of as Record<string, unknown>, key })
      if (typeof inner === 'object' && inner !== null) walk(inner)
    }
  }
  walk(whole)
  const at = places[place % places.length]
  if (at === undefined) throw new Error('nothing to swap')
  const fitting = others.filter((other) => kind(other) !== kind(at.of[at.key]))
  at.of[at.key] = fitting[pick % fitting.length]
  return whole.value
}

const changes: fc.Arbitrary<Change> = fc.oneof(
  {
    weight: 10,
    arbitrary: fc.tuple(fc.nat(), fc.nat()).map(([place, pick]) => ({
      name: `swap ${place} ${pick}`,
      to: ({ status, body }: Answer) => ({
        status,
        body: JSON.stringify(swapped(JSON.parse(body), place, pick)),
      }),
    })),
  },
  fc.nat().map((at) => ({
    name: `cut ${at}`,
    to: ({ status, body }: Answer) => ({ status, body: body.slice(0, at % body.length) }),
  })),
  fc.json().map((body) => ({ name: `instead ${body}`, to: () => ({ status: 200, body }) })),
  fc
    .constantFrom(201, 204, 206, 301, 302, 304, 400, 401, 403, 404, 418, 429, 500, 502, 503)
    .map((status) => ({
      name: `status ${status}`,
      to: ({ body }: Answer) => ({ status, body }),
    })),
  fc.constantFrom(0, 1, 2, 5).map((count) => ({
    name: `${count} results`,
    to: ({ status, body }: Answer) => {
      const { results, ...record } = JSON.parse(body)
      const all = Array.isArray(results) ? [...results, ...results] : undefined
      return {
        status,
        body: JSON.stringify(all ? { results: all.slice(0, count) } : { ...record, id: 'CVE-1-1' }),
      }
    },
  })),
  // What has the right form may say something else.
  fc.tuple(fc.nat(), fc.string({ minLength: 1, maxLength: 3 })).map(([at, text]) => ({
    name: `put ${JSON.stringify(text)} at ${at}`,
    mayDiffer: true as const,
    to: ({ status, body }: Answer) => {
      const start = at % body.length
      return { status, body: body.slice(0, start) + text + body.slice(start + text.length) }
    },
  })),
)

test('the sample fails', async () => {
  expect(await outcome()).toEqual(FAILING)
})

test(`${RUNS} wrong answers: each is an error, or is of no consequence; none is a pass`, {
  timeout: 300_000,
}, async () => {
  let errors = 0
  await fc.assert(
    fc.asyncProperty(fc.nat(8), fc.constantFrom(1, 1000), changes, async (turn, size, { to, mayDiffer }) => {
      let seen = 0
      // With one advisory on a page, the list is three pages.
      server.pageSize = size
      server.instead = (request, response: ServerResponse, body) => {
        const { status, content } = server.contentOf(request.url ?? '', body)
        const right = { status, body: JSON.stringify(content) }
        const answer = seen === turn ? to(right) : right
        seen += 1
        response.writeHead(answer.status).end(answer.body)
      }
      const found = await outcome()
      if (found instanceof RegistryError) errors += 1
      else if (mayDiffer !== true) expect(found).toEqual(FAILING)
    }),
    { numRuns: RUNS },
  )
  server.instead = undefined
  expect(errors).toBeGreaterThan(RUNS / 4)
})
