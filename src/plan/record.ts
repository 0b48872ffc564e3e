/** Acceptance records: in-toto test results, bound to the digest of an image. */
import * as z from 'zod/mini'
import { ConfigurationError } from '../errors.ts'

/** Media type of the record's blob and `artifactType` of its manifest: an in-toto Statement in JSON. */
export const RECORD_TYPE = 'application/vnd.in-toto+json'

/** https://github.com/in-toto/attestation/blob/main/spec/predicates/test-result.md */
export const TEST_RESULT = 'https://in-toto.io/attestation/test-result/v0.1'

export const testResult = z.object({
  name: z.string(),
  outcome: z.enum(['passed', 'failed']),
  seconds: z.number(),
  saw: z.array(z.string()).check(z.describe('What the test saw, in its own words')),
})

/** How one acceptance test went. */
export type TestResult = z.infer<typeof testResult>

const section = z.record(z.string(), z.string())

const details = z.object({
  cell: z.string(),
  platform: z.string(),
  /** 64 hex digits each. */
  fingerprint: z.string(),
  testsFingerprint: z.string(),
  compressedBytes: z.number(),
  unpackedBytes: z.number(),
  tests: z.array(testResult),
  /** The fingerprints' parts, shortened by notedParts(), to explain later what changed. */
  parts: z.optional(z.object({ settings: section, args: section, stages: section, files: section })),
  testParts: z.optional(z.object({ tests: section, files: section })),
})

const statement = z.object({
  _type: z.literal('https://in-toto.io/Statement/v1'),
  subject: z.array(z.object({ name: z.string(), digest: z.object({ sha256: z.string() }) })),
  predicateType: z.literal(TEST_RESULT),
  predicate: z.object({
    result: z.enum(['PASSED', 'WARNED', 'FAILED']),
    configuration: z.array(z.unknown()),
    passedTests: z.array(z.string()),
    failedTests: z.array(z.string()),
    /** Our extension of the predicate, as in-toto's parsing rules allow. */
    sparkImages: details,
  }),
})

/** The outcome of a cell's acceptance tests, bound to the image's digest. */
export type AcceptanceRecord = z.infer<typeof details> & { readonly result: 'PASSED' | 'WARNED' | 'FAILED' }

/** The limit of a record's parts, as every plan reads every record. */
const MAX_PARTS_BYTES = 100_000

/** Drops the parts of a record if they are too large. */
function bounded(record: z.infer<typeof details>): z.infer<typeof details> {
  const { parts, testParts, ...rest } = record
  return JSON.stringify([parts, testParts]).length > MAX_PARTS_BYTES ? rest : record
}

/** The in-toto statement of a record about the image `name` at `digest` (`sha256:…`). */
export function encodeRecord(record: Omit<AcceptanceRecord, 'result'>, name: string, digest: string): Buffer {
  const named = (outcome: TestResult['outcome']): string[] =>
    record.tests.filter((test) => test.outcome === outcome).map((test) => test.name)
  const failed = named('failed')
  const value: z.infer<typeof statement> = {
    _type: 'https://in-toto.io/Statement/v1',
    subject: [{ name, digest: { sha256: digest.replace(/^sha256:/, '') } }],
    predicateType: TEST_RESULT,
    predicate: {
      result: failed.length === 0 ? 'PASSED' : 'FAILED',
      configuration: [{ digest: { sha256: record.testsFingerprint } }],
      passedTests: named('passed'),
      failedTests: failed,
      sparkImages: bounded(record),
    },
  }
  return Buffer.from(JSON.stringify(value))
}

/**
 * Parses a record that a registry held for the image at `digest`.
 * @throws ConfigurationError when it is not a record of ours about that image.
 */
export function decodeRecord(bytes: Uint8Array, digest: string): AcceptanceRecord {
  let content: unknown
  try {
    content = JSON.parse(Buffer.from(bytes).toString('utf8'))
  } catch (cause) {
    throw new ConfigurationError(`the acceptance record of ${digest} is not JSON`, { cause })
  }
  const parsed = statement.safeParse(content)
  if (!parsed.success) throw new ConfigurationError(`the acceptance record of ${digest} is not one of ours`)
  const { subject, predicate } = parsed.data
  if (!subject.some((image) => `sha256:${image.digest.sha256}` === digest)) {
    throw new ConfigurationError(`the acceptance record attached to ${digest} is about another image`)
  }
  return { ...predicate.sparkImages, result: predicate.result }
}
