/** The record of a release: an artifact in the images' repository that says what every alias named before and after. */
import * as z from 'zod/mini'
import { ConfigurationError } from '../errors.ts'
import { descriptorSchema, digestSchema } from '../oci/descriptor.ts'
import type { Digest } from '../oci/digest.ts'
import { parseJson } from '../oci/json.ts'
import { MEDIA_TYPES, parseManifest } from '../oci/manifest.ts'
import { encodeArtifact, pushBytes, pushEmpty } from '../registry/artifact.ts'
import { getBlob } from '../registry/blobs.ts'
import { getManifest, putManifest } from '../registry/manifests.ts'
import { formatRepository, type Repository } from '../registry/repository.ts'
import { RELEASE_ID } from './tag-state.ts'

/** `artifactType` of a release record's manifest, and media type of its blob. */
export const RECORD_TYPE = 'application/vnd.spark-images.release.v1+json'

/** Where an alias is: a tag in the images' own repository, or in one beside it. */
export interface AliasPlace {
  /** Last part of the repository's name; undefined for the images' own. */
  readonly image?: string | undefined
  readonly tag: string
}

/** An alias's name within a release: `tag`, or `image:tag` in a repository of its own. */
export function aliasName({ image, tag }: AliasPlace): string {
  return image === undefined ? tag : `${image}:${tag}`
}

const targetSchema = z.object({ ...descriptorSchema.shape, version: z.optional(z.string()) })

/** What an alias names: a descriptor, with the Spark version of an image of ours. */
export type Target = z.infer<typeof targetSchema>

const alias = z.object({
  /** Last part of the repository's name, when it is not the images' own. */
  image: z.optional(z.string()),
  tag: z.string(),
  /** What it named before the release, null when it was not there. */
  from: z.nullable(targetSchema),
  /** What it names after it, null when it is not to be there. */
  to: z.nullable(targetSchema),
  /** The cell that it is for. */
  cell: z.optional(z.string()),
  /** Set once and never moved, not even back. */
  fixed: z.optional(z.boolean()),
  /** Left where it is although its cell has another image: its plan has not decided on it. */
  heldBack: z.optional(z.boolean()),
})

const cell = z.object({
  cell: z.string(),
  digest: digestSchema,
  /** Whether an alias with a date names it, of this release or an earlier one. Older records don't say. */
  dated: z.optional(z.boolean()),
})

const heldSchema = z.object({
  /** Images from which the alias was rolled back. */
  images: z.array(digestSchema),
  /** The rollback that did it last, and the release that it restored. */
  by: z.string(),
  restores: z.string(),
})

const aliasHistory = z.object({
  alias: z.string(),
  /** When the newest plan was made that decided on it, and the release of that plan. */
  planned: z.optional(z.string()),
  release: z.optional(z.string()),
  /** Set while a rollback holds. */
  held: z.optional(heldSchema),
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
  cells: z.array(z.object({ ...cell.shape, version: z.string() })),
  /** All aliases of the release, those that it leaves as they are too. */
  aliases: z.array(alias),
  /** What is to be remembered of this release and all before it. Older records don't have it. */
  history: z.optional(z.object({ cells: z.array(cell), aliases: z.array(aliasHistory) })),
})

/** What a release changes, written before it changes anything, and never again. */
export type ReleaseRecord = z.infer<typeof recordSchema>
export type AliasRecord = z.infer<typeof alias>

export type AliasHistory = Omit<z.infer<typeof aliasHistory>, 'alias'>

/** Writes a record under a tag of its own. @returns its manifest's digest */
export async function writeRecord(repository: Repository, record: ReleaseRecord): Promise<Digest> {
  const annotations = { 'org.opencontainers.image.created': record.created }
  await pushEmpty(repository)
  const layer = await pushBytes(repository, RECORD_TYPE, Buffer.from(JSON.stringify(record)))
  const bytes = encodeArtifact({ artifactType: RECORD_TYPE, annotations, layer })
  const { digest } = await putManifest(repository, `release-${record.id}`, bytes, MEDIA_TYPES.manifest)
  return digest
}

/**
 * Reads the record of a release, by its id or its manifest's digest; undefined when there is none.
 * @throws ConfigurationError when what is there is no such record.
 */
export async function readRecord(
  repository: Repository,
  reference: string,
): Promise<ReleaseRecord | undefined> {
  const tagOrDigest = RELEASE_ID.test(reference) ? `release-${reference}` : reference
  const stored = await getManifest(repository, tagOrDigest)
  if (stored === undefined) return undefined
  const what = `the release record ${reference} in ${formatRepository(repository)}`
  const { artifactType, layers } = parseManifest(stored.bytes, what)
  const [layer] = layers
  if (artifactType !== RECORD_TYPE || layer === undefined) {
    throw new ConfigurationError(`${what} is not a release record`)
  }
  return parseJson(recordSchema, await getBlob(repository, layer), what, 'a release record')
}

/** Records from the release of an id back to the first one; a record that is gone ends them. */
export async function* recordsFrom(
  repository: Repository,
  id: string | undefined,
  limit: number,
): AsyncGenerator<ReleaseRecord> {
  let wanted = id
  for (let count = 0; wanted !== undefined && count < limit; count++) {
    const record = await readRecord(repository, wanted)
    if (record === undefined) return
    yield record
    wanted = record.previous
  }
}

/** An id for a release of now. @param random six hex digits */
export function releaseId(now: Date, random: string): string {
  const [day = '', time = ''] = now.toISOString().replaceAll(/[-:]/g, '').split('T')
  return `${day}-${time.slice(0, 6)}-${random}`
}
