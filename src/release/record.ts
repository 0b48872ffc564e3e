import * as z from 'zod/mini'
import { ConfigurationError } from '../errors.ts'
import { descriptorSchema, digestSchema } from '../oci/descriptor.ts'
import type { Digest } from '../oci/digest.ts'
import { parse, parseManifest } from '../oci/manifest.ts'
import { getBlob } from '../registry/blobs.ts'
import { getManifest, putManifest } from '../registry/manifests.ts'
import { formatRepository, type Repository } from '../registry/repository.ts'
import { type Artifact, encodeArtifact, pushArtifactBlobs } from './artifact.ts'

/** `artifactType` of a release record's manifest, and media type of its blob. */
export const RECORD_TYPE = 'application/vnd.spark-images.release.v1+json'

/** An id of a release: when it was made in UTC, and six hex digits that make it the only one. */
export const RELEASE_ID = /^\d{8}-\d{6}-[0-9a-f]{6}$/

const OUTCOME = 'spark-images.outcome'

/** `open` until all aliases have been moved and read back, or put back. */
const outcome = z.enum(['open', 'complete', 'undone'])
export type Outcome = z.infer<typeof outcome>

const target = z.nullable(z.object({ ...descriptorSchema.shape, version: z.optional(z.string()) }))

const alias = z.object({
  /** Last part of the repository's name, when it is not the images' own. */
  image: z.optional(z.string()),
  tag: z.string(),
  /** What it named before the release, null when it was not there. */
  from: target,
  /** What it names after it, null when it is not to be there. */
  to: target,
  /** The cell that it is for. */
  cell: z.optional(z.string()),
  /** Set once and never moved, not even back. */
  fixed: z.optional(z.boolean()),
})

const recordSchema = z.object({
  format: z.literal(1),
  id: z.string().check(z.regex(RELEASE_ID)),
  kind: z.enum(['release', 'rollback']),
  /** Of a rollback: the release whose aliases it restores. */
  restores: z.optional(z.string()),
  created: z.string(),
  /** Of a release: when its plan was made. Older records don't say. */
  planned: z.optional(z.string()),
  /** The release before this one. */
  previous: z.optional(z.string()),
  cells: z.array(
    z.object({
      cell: z.string(),
      version: z.string(),
      digest: digestSchema,
      /** Whether an alias with a date names it, of this release or an earlier one. Older records don't say. */
      dated: z.optional(z.boolean()),
    }),
  ),
  /** All aliases of the release, those that it leaves as they are too. */
  aliases: z.array(alias),
})

/** What a release changes, written before it changes anything. */
export type ReleaseRecord = z.infer<typeof recordSchema>
export type AliasRecord = z.infer<typeof alias>

/** The tag of a release's record. */
export const recordTag = (id: string): string => `release-${id}`

/** A record as an artifact with an outcome: the outcome is no part of the blob, which never changes. */
export function recordArtifact(record: ReleaseRecord, result: Outcome): Artifact {
  return {
    artifactType: RECORD_TYPE,
    annotations: { 'org.opencontainers.image.created': record.created, [OUTCOME]: result },
    blob: { mediaType: RECORD_TYPE, bytes: Buffer.from(JSON.stringify(record)) },
  }
}

/** Writes a record under its tag. @returns its manifest's digest */
export async function writeRecord(
  repository: Repository,
  record: ReleaseRecord,
  result: Outcome,
): Promise<Digest> {
  const artifact = recordArtifact(record, result)
  const { bytes, descriptor } = encodeArtifact(artifact)
  await pushArtifactBlobs(repository, artifact)
  await putManifest(repository, recordTag(record.id), bytes, descriptor.mediaType)
  return descriptor.digest
}

/**
 * Reads the record of a release, by its id or its manifest's digest; undefined when there is none.
 * @throws ConfigurationError when what is there is no such record.
 */
export async function readRecord(
  repository: Repository,
  reference: string,
): Promise<{ readonly record: ReleaseRecord; readonly outcome: Outcome } | undefined> {
  const stored = await getManifest(repository, RELEASE_ID.test(reference) ? recordTag(reference) : reference)
  if (stored === undefined) return undefined
  const what = `the release record ${reference} in ${formatRepository(repository)}`
  const { artifactType, annotations, layers } = parseManifest(stored.bytes, what)
  const [layer] = layers
  const result = outcome.safeParse(annotations?.[OUTCOME])
  if (artifactType !== RECORD_TYPE || layer === undefined || !result.success) {
    throw new ConfigurationError(`${what} is not a release record`)
  }
  const record = parse(recordSchema, await getBlob(repository, layer), what, 'a release record')
  return { record, outcome: result.data }
}

/** An id for a release of now. @param random six hex digits */
export function releaseId(now: Date, random: string): string {
  const [day = '', time = ''] = now.toISOString().replaceAll(/[-:]/g, '').split('T')
  return `${day}-${time.slice(0, 6)}-${random}`
}
