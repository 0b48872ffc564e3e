/** Acceptance records: in-toto test results, bound to the digest of an image. */
import * as z from 'zod/mini'
import { messageOf } from '../errors.ts'
import { type Digest, hexOf } from '../oci/digest.ts'
import { parseJson } from '../oci/json.ts'
import { encodeStatement, STATEMENT_TYPE } from '../oci/statement.ts'

/** https://github.com/in-toto/attestation/blob/main/spec/predicates/test-result.md */
export const TEST_RESULT = 'https://in-toto.io/attestation/test-result/v0.1'

export const testResult = z.object({
  name: z.string(),
  outcome: z.enum(['passed', 'failed']),
  seconds: z.number(),
  saw: z.array(z.string()).check(z.describe('What the test saw, in its own words')),
})

export type TestResult = z.infer<typeof testResult>

/** Names with their values or sha256. */
const section = z.record(z.string(), z.string())
export type Section = Readonly<z.infer<typeof section>>

/**
 * All that determines a cell's content: settings (platform, base digest and the like), build arguments that reach the
 * stages, stages of the Dockerfile, and files of the images folder. Labels that only say where an image comes from
 * (source, revision, base.name) are left out, as they change with every commit.
 */
const parts = z.object({ settings: section, args: section, stages: section, files: section })
export type FingerprintParts = z.infer<typeof parts>

/** All that tests a cell: what the catalog says of each test, and files. */
const testParts = z.object({ tests: section, files: section })
export type TestParts = z.infer<typeof testParts>

/** The state of an archive, see ArchiveState, as records and the matrix have it. Larger ones are none of ours. */
export const archiveState = z.optional(
  z
    .record(z.string().check(z.maxLength(200)), z.string().check(z.regex(/^[0-9a-f]{1,64}$/)))
    .check(z.refine((state) => Object.keys(state).length <= 100, 'more indexes than an archive has')),
)

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
  parts: z.optional(parts),
  testParts: z.optional(testParts),
  /** The state of Debian's archive that the plan saw: the image's packages are of that, or newer. */
  archive: archiveState,
  /** The Debian packages in the image, with their versions. */
  packages: z.optional(section),
})

const statement = z.object({
  _type: z.literal(STATEMENT_TYPE),
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

/** The limit of a record's parts, as every plan reads every record; larger ones are left out. */
const MAX_PARTS_BYTES = 100_000

/** The in-toto statement of a record about the image `name` at `digest` (`sha256:…`). */
export function encodeRecord(record: Omit<AcceptanceRecord, 'result'>, name: string, digest: Digest): Buffer {
  const named = (outcome: TestResult['outcome']): string[] =>
    record.tests.filter((test) => test.outcome === outcome).map((test) => test.name)
  const failed = named('failed')
  const { parts, testParts, ...rest } = record
  const isLarge = JSON.stringify([parts, testParts]).length > MAX_PARTS_BYTES
  const predicate: z.infer<typeof statement>['predicate'] = {
    result: failed.length === 0 ? 'PASSED' : 'FAILED',
    configuration: [{ digest: { sha256: record.testsFingerprint } }],
    passedTests: named('passed'),
    failedTests: failed,
    sparkImages: isLarge ? rest : record,
  }
  return encodeStatement([{ name, digest }], TEST_RESULT, predicate)
}

/** An image of an index, with the record that is attached to it itself. */
export interface TestedPlatform {
  readonly platform: string
  readonly digest: Digest
  readonly record?: AcceptanceRecord
}

/** The test result of an index, whose tests are those of its images. The same bytes whenever it is made. */
export function encodeIndexRecord(cell: string, digest: Digest, images: readonly TestedPlatform[]): Buffer {
  return encodeStatement([{ name: cell, digest }], TEST_RESULT, {
    result: 'PASSED',
    configuration: images.map(({ platform, digest }) => ({
      name: platform,
      digest: { sha256: hexOf(digest) },
    })),
    passedTests: images.flatMap(({ platform, record }) =>
      (record?.tests ?? []).map(({ name }) => `${platform} ${name}`),
    ),
    failedTests: [],
  })
}

/** Parses a record that a registry held for the image at `digest`; `flaw` says why it is not one of ours about it. */
export function decodeRecord(
  bytes: Uint8Array,
  digest: string,
): { record?: AcceptanceRecord; flaw?: string } {
  try {
    const what = `the acceptance record of ${digest}`
    const { subject, predicate } = parseJson(statement, bytes, what, 'one of ours')
    if (subject.some((image) => `sha256:${image.digest.sha256}` === digest))
      return { record: { ...predicate.sparkImages, result: predicate.result } }
    return { flaw: `the acceptance record attached to ${digest} is about another image` }
  } catch (error) {
    return { flaw: messageOf(error) }
  }
}
