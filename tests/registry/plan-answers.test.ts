import path from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cellsOf } from '../../src/catalog/cells.ts'
import { RegistryError } from '../../src/errors.ts'
import { planSummary } from '../../src/github/plan/summary.ts'
import { sha256 } from '../../src/oci/digest.ts'
import { IN_TOTO_TYPE } from '../../src/oci/statement.ts'
import { notedParts } from '../../src/plan/changes.ts'
import { readPublishedImages } from '../../src/plan/lookup.ts'
import { decodePlan, encodePlan } from '../../src/plan/output.ts'
import { type FingerprintedCell, fingerprintCells, plan } from '../../src/plan/plan.ts'
import { encodeRecord, TEST_RESULT } from '../../src/plan/record.ts'
import { readImages } from '../../src/plan/sources.ts'
import { openRepository, type Repository } from '../../src/registry/repository.ts'
import { loadOnePlatform } from '../support/one-platform.ts'
import { ROOT } from '../support/process.ts'
import { serve } from './server.ts'

const MANIFEST = 'application/vnd.oci.image.manifest.v1+json'
const base = { name: 'debian:trixie-slim', digest: `sha256:${'1'.repeat(64)}`, reference: 'x@y' }
const bases = { trixie: base, bookworm: base }

interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
}

/** What the registry of the test says now, by the request's path. */
let answer: (path: string) => Answer
let server: Awaited<ReturnType<typeof serve>>
let repository: Repository
let target: FingerprintedCell

beforeAll(async () => {
  server = await serve((request, response) => {
    const { status, headers, body } = answer(request.url ?? '')
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value)
    response.writeHead(status).end(request.method === 'HEAD' ? undefined : body)
  })
  const retries = { attempts: 1, base: 1, cap: 1, patience: 1 }
  repository = openRepository({ registry: server.host, repository: 'spark' }, { retries, env: {} })
  const images = path.join(ROOT, 'images')
  const catalog = await loadOnePlatform(images)
  const [first] = fingerprintCells(cellsOf(catalog), catalog, readImages(images), bases)
  if (first === undefined) throw new Error('no cells')
  target = first
})
afterAll(() => server[Symbol.asyncDispose]())

/** A value with one place of it, anywhere, replaced. */
function mutated(value: unknown, place: number, replacement: unknown): unknown {
  let left = place
  const walk = (part: unknown): unknown => {
    if (left-- === 0) return replacement
    if (Array.isArray(part)) return part.map(walk)
    if (typeof part !== 'object' || part === null) return part
    return Object.fromEntries(Object.entries(part).map(([key, inner]) => [key, walk(inner)]))
  }
  return walk(value)
}

const json = (value: unknown): Buffer => Buffer.from(JSON.stringify(value) ?? 'null')

interface Change {
  readonly level: 'record' | 'artifact' | 'index' | 'none'
  readonly place: number
  readonly replacement: unknown
}

/** A registry that holds the target's image and record, with one value changed; digests are right all the way. */
function holding({ level, place, replacement }: Change): (path: string) => Answer {
  const change = (at: Change['level'], bytes: Buffer): Buffer =>
    at === level ? json(mutated(JSON.parse(bytes.toString()), place, replacement)) : bytes
  const image = json({ schemaVersion: 2, layers: [] })
  const digest = sha256(image)
  const { cell, fingerprint, testsFingerprint, parts, testParts } = target
  const details = { cell: cell.id, platform: cell.platform, fingerprint, testsFingerprint }
  const sizes = { compressedBytes: 1, unpackedBytes: 2, tests: [] }
  const noted = { parts: notedParts({ ...parts, args: {} }), testParts: notedParts(testParts) }
  const record = change('record', encodeRecord({ ...details, ...sizes, ...noted }, 'spark', digest))
  const layer = { mediaType: IN_TOTO_TYPE, digest: sha256(record), size: record.length }
  const config = { mediaType: 'application/vnd.oci.empty.v1+json', digest: sha256('{}'), size: 2 }
  const artifact = change(
    'artifact',
    json({ schemaVersion: 2, mediaType: MANIFEST, config, layers: [layer] }),
  )
  const listed = {
    mediaType: MANIFEST,
    digest: sha256(artifact),
    size: artifact.length,
    artifactType: IN_TOTO_TYPE,
    annotations: {
      'in-toto.io/predicate-type': TEST_RESULT,
      'org.opencontainers.image.created': '2026-11-20T00:00:00Z',
    },
  }
  const index = change('index', json({ schemaVersion: 2, manifests: [listed] }))
  // Without the staging tag, the newest image's parts are compared.
  const isMissing = level === 'record' && place % 2 === 0
  const found = (url: string): Buffer | undefined => {
    if (url.includes('/referrers/')) return index
    if (url.includes('/blobs/')) return record
    if (url.endsWith(sha256(artifact))) return artifact
    return isMissing && url.endsWith(target.tag) ? undefined : image
  }
  return (url) => {
    const body = found(url)
    if (body === undefined) return { status: 404, headers: {}, body: Buffer.alloc(0) }
    const length = { 'content-length': String(body.length) }
    const headers = { 'content-type': MANIFEST, 'docker-content-digest': sha256(body), ...length }
    return { status: 200, headers, body }
  }
}

/** A plan against the answers: an error in words, or a plan that can be shown and passed on. */
async function judge(): Promise<string> {
  try {
    const findings = await readPublishedImages(repository, [target])
    const made = plan([target], bases, { ids: new Set([target.cell.id]) }, findings)
    const [cell] = decodePlan(encodePlan(made)).cells
    expect(cell?.reason).toMatch(/^\P{Cc}+$/u)
    expect(planSummary(made, { allowed: true, reason: '' })).toContain(target.cell.id)
    return cell?.verdict ?? 'none'
  } catch (error) {
    expect(error).toBeInstanceOf(RegistryError)
    expect((error as Error).message).not.toMatch(/\n\s+at /)
    return 'error'
  }
}

const anything = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  fc.constantFrom(
    '',
    '\n::error::x',
    `sha256:${'0'.repeat(64)}`,
    -1,
    1e308,
    [],
    {},
    'sha512:00',
    '../../etc',
    '__proto__',
  ),
)

describe('what a registry says', () => {
  it('is taken when it is right', async () => {
    answer = holding({ level: 'none', place: 0, replacement: 0 })
    expect(await judge()).toBe('unchanged')
  })

  it.each(['/manifests/sha256:', '/blobs/sha256:'])(
    'is no reason to end without a plan when a record is listed and gone (%s)',
    async (gone) => {
      const held = holding({ level: 'none', place: 0, replacement: 0 })
      answer = (url) => (url.includes(gone) ? { status: 404, headers: {}, body: Buffer.alloc(0) } : held(url))
      const { cells } = plan(
        [target],
        bases,
        { ids: new Set([target.cell.id]) },
        await readPublishedImages(repository, [target]),
      )
      expect(cells[0]?.verdict).toEqual({
        kind: 'build',
        reason: `the acceptance record of ${target.tag} is not usable: the acceptance record is listed, and gone or none of ours`,
      })
    },
  )

  it('ends in a plan or in an error in words, whichever value of it is another', async () => {
    const levels = fc.constantFrom<Change['level']>('record', 'record', 'artifact', 'index')
    const change = fc.record({ level: levels, place: fc.nat(150), replacement: anything })
    const seen = new Map<string, number>()
    await fc.assert(
      fc.asyncProperty(change, async (one) => {
        answer = holding(one)
        const end = await judge()
        seen.set(end, (seen.get(end) ?? 0) + 1)
      }),
      { numRuns: 1500 },
    )
    expect([...seen.keys()].sort()).toEqual(['build', 'unchanged'])
  }, 120_000)

  it('ends in a plan or in an error in words, whatever statuses, headers and bytes come', async () => {
    const headers = fc.dictionary(
      fc.constantFrom(
        'content-type',
        'docker-content-digest',
        'link',
        'www-authenticate',
        'location',
        'retry-after',
      ),
      fc.constantFrom(
        MANIFEST,
        'text/html',
        `sha256:${'0'.repeat(64)}`,
        'Bearer realm="x"',
        '</v2/>; rel="next"',
        '/v2/',
        '9',
        'http://[',
        '',
      ),
      { maxKeys: 3 },
    )
    const status = fc.constantFrom(200, 200, 200, 301, 307, 401, 403, 404, 404, 418, 429, 500, 503)
    const body = fc.oneof(fc.string(), fc.json()).map((text) => Buffer.from(text))
    const answers = fc.array(fc.record({ status, headers, body }), { minLength: 1, maxLength: 8 })
    await fc.assert(
      fc.asyncProperty(answers, async (list) => {
        let at = 0
        // A redirect without end is one of the answers.
        answer = () => list[at++ % list.length] ?? { status: 404, headers: {}, body: Buffer.alloc(0) }
        await judge()
      }),
      { numRuns: 1500 },
    )
  }, 120_000)
})
