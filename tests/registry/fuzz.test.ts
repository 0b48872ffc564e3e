import path from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cellsOf } from '../../src/catalog/cells.ts'
import { ConfigurationError, isExpected, messageOf, type RegistryError } from '../../src/errors.ts'
import { sha256 } from '../../src/oci/digest.ts'
import { readPublishedImages } from '../../src/plan/lookup.ts'
import { fingerprintCells } from '../../src/plan/plan.ts'
import { readImages } from '../../src/plan/sources.ts'
import { checkPush } from '../../src/registry/access.ts'
import { getBlob, hasBlob, openBlob, pushBlob } from '../../src/registry/blobs.ts'
import { Transport } from '../../src/registry/http/transport.ts'
import { getManifest, putManifest, resolveTag } from '../../src/registry/manifests.ts'
import { getReferrerBlob, listReferrers, pushReferrer } from '../../src/registry/referrers.ts'
import { openRepository, type Repository } from '../../src/registry/repository.ts'
import { loadOnePlatform } from '../support/one-platform.ts'
import { ROOT } from '../support/process.ts'
import { type Answer, anyAnswer, CONTENT, MANIFEST, SECRET, send } from './answers.ts'
import { serve } from './server.ts'

/** As many as take half a minute; more on demand: FUZZ_RUNS=100000. */
const RUNS = Number(process.env.FUZZ_RUNS ?? 700)
/** For one operation with its retries: more is without end. */
const REQUESTS = 100
/** The same in ms, however busy the machine is. */
const LIMIT = 20_000

const DIGEST = sha256(CONTENT)
const blob = { mediaType: 'a/b', digest: DIGEST, size: CONTENT.length }
const large = Buffer.alloc(9 * 1024 * 1024, 'x')
const largeBlob = { mediaType: 'a/b', digest: sha256(large), size: large.length }
const manifestType = 'application/vnd.oci.image.manifest.v1+json'
const subject = { mediaType: manifestType, digest: sha256(MANIFEST), size: MANIFEST.length }
const isDigest = expect.stringMatching(/^sha256:[0-9a-f]{64}$/)
const described = expect.objectContaining({
  digest: isDigest,
  size: expect.any(Number),
  mediaType: expect.any(String),
})

const images = path.join(ROOT, 'images')
const catalog = await loadOnePlatform(images)
const base = { name: 'debian:trixie-slim', digest: DIGEST, reference: `docker.io/library/debian@${DIGEST}` }
/** One cell of the shipped catalog. */
const targets = fingerprintCells(cellsOf(catalog).slice(0, 1), catalog, readImages(images), {
  trixie: base,
  bookworm: base,
})

/** All that is asked of registries, and what a result must be, whatever the registry answered. */
const operations: Readonly<Record<string, (repository: Repository) => Promise<unknown>>> = {
  resolve: async (repository) =>
    expect([undefined, described]).toContainEqual(await resolveTag(repository, 'a')),
  resolveDigest: async (repository) => {
    const found = await resolveTag(repository, DIGEST)
    if (found !== undefined) expect(found.digest).toBe(DIGEST)
  },
  getManifest: async (repository) => {
    const found = await getManifest(repository, 'a')
    if (found !== undefined) expect(sha256(found.bytes)).toBe(found.descriptor.digest)
  },
  getManifestByDigest: async (repository) => {
    const found = await getManifest(repository, subject.digest)
    if (found !== undefined) expect(found.bytes).toEqual(MANIFEST)
  },
  hasBlob: async (repository) => expect(typeof (await hasBlob(repository, DIGEST))).toBe('boolean'),
  getBlob: async (repository) => expect(await getBlob(repository, blob)).toEqual(CONTENT),
  openBlob: async (repository) => expect(await buffer(await openBlob(repository, blob))).toEqual(CONTENT),
  putManifest: async (repository) =>
    expect(await putManifest(repository, 'a', MANIFEST, manifestType)).toEqual(subject),
  pushBlob: async (repository) => {
    const open = (start: number): Readable => Readable.from([CONTENT.subarray(start)])
    const done = await pushBlob(repository, blob, open, { mountFrom: ['org/other'] })
    expect(['existed', 'mounted', 'uploaded']).toContain(done)
  },
  pushLargeBlob: (repository) =>
    pushBlob(repository, largeBlob, (start) => Readable.from([large.subarray(start)])),
  referrers: async (repository) => expect(await listReferrers(repository, DIGEST)).toEqual(expect.any(Array)),
  pushReferrer: async (repository) => {
    const referrer = { artifactType: 'a/b', mediaType: 'a/b', blob: CONTENT }
    expect(await pushReferrer(repository, subject, referrer)).toEqual(described)
  },
  getReferrerBlob: async (repository) => {
    const blob = await getReferrerBlob(repository, subject)
    if (blob !== undefined) expect(blob).toEqual(CONTENT)
  },
  checkPush: (repository) => checkPush(repository),
  lookUpPublished: async (repository) => {
    const { published } = await readPublishedImages(repository, targets)
    for (const { digest } of published.values()) expect(digest).toEqual(isDigest)
  },
}

let script: readonly Answer[] = []
let asked = 0
let server: Awaited<ReturnType<typeof serve>>
beforeAll(async () => {
  server = await serve((request, response) => {
    const answer = script[asked % script.length]
    asked += 1
    if (answer !== undefined) send(answer, request, response)
  })
})
afterAll(() => server?.[Symbol.asyncDispose]())

const someone = fc.constantFrom(
  { username: 'builder', password: SECRET },
  { identityToken: SECRET },
  undefined,
)
/** The large blob seldom: it takes its time. */
const names = Object.keys(operations).filter((name) => name !== 'pushLargeBlob')
const operation = fc.oneof(
  { weight: 60, arbitrary: fc.constantFrom(...names) },
  { weight: 1, arbitrary: fc.constant('pushLargeBlob') },
)

function kindOf(outcome: ConfigurationError | RegistryError | undefined): 'result' | 'refused' | 'failed' {
  if (outcome === undefined) return 'result'
  const refused = outcome instanceof ConfigurationError || outcome.refused !== undefined
  return refused ? 'refused' : 'failed'
}

test(`whatever a registry answers, ${RUNS} times: a right result or a clear error, nothing secret, soon`, {
  timeout: 60_000 + RUNS * 200,
}, async () => {
  const kinds = new Map<string, number>()
  const answers = fc.array(anyAnswer, { minLength: 1, maxLength: 6 })
  await fc.assert(
    fc.asyncProperty(answers, operation, someone, async (given, name, credentials) => {
      script = given
      asked = 0
      const lines: string[] = []
      const transport = new Transport({ connect: 500, idle: 150 })
      const repository = openRepository(
        { registry: server.host, repository: 'org/x' },
        {
          ...(credentials === undefined ? {} : { credentials }),
          env: { DOCKER_CONFIG: '/nonexistent', HOME: '/nonexistent' },
          retries: { attempts: 3, base: 1, cap: 2, patience: 20 },
          log: (line) => lines.push(line),
          transport,
        },
      )
      const outcome = await (operations[name] ?? expect.fail(name))(repository).then(
        () => undefined,
        (error: unknown) => {
          if (isExpected(error)) return error
          throw error
        },
      )
      transport.close()
      expect(asked).toBeLessThan(REQUESTS)
      const shown = [outcome === undefined ? '' : messageOf(outcome), ...lines].join('\n')
      if (credentials !== undefined) expect(shown).not.toMatch(/hunter2/)
      expect(shown.length).toBeLessThan(5000)
      const kind = kindOf(outcome)
      kinds.set(kind, (kinds.get(kind) ?? 0) + 1)
    }),
    { numRuns: RUNS, timeout: LIMIT },
  )
  // The answers are not all alike: each kind of outcome comes often.
  for (const kind of ['result', 'failed', 'refused']) expect(kinds.get(kind) ?? 0).toBeGreaterThan(RUNS / 50)
})
