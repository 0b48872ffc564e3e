/**
 * What releases keep in the images' repository: a record of each, under a tag of its own, and under tags that are
 * overwritten each time the journal and the plans that moved nothing.
 */
import { isDeepStrictEqual } from 'node:util'
import * as z from 'zod/mini'
import { ConfigurationError, RegistryError } from '../errors.ts'
import { type Descriptor, descriptorSchema, digestSchema } from '../oci/descriptor.ts'
import { ifParsed, parseJson, tryParseJson } from '../oci/json.ts'
import { MEDIA_TYPES, parseManifest } from '../oci/manifest.ts'
import { encodeArtifact, pushBytes, pushEmpty } from '../registry/artifact.ts'
import { getBlob } from '../registry/blobs.ts'
import { getManifest, putManifest, type StoredManifest } from '../registry/manifests.ts'
import { formatRepository, type Repository } from '../registry/repository.ts'

/** An id of a release: when it was made in UTC, and six random hex digits. */
export const RELEASE_ID = /^\d{8}-\d{6}-[0-9a-f]{6}$/
/** @throws ConfigurationError for what is no id of a release. */
export function checkReleaseId(id: string): void {
  if (RELEASE_ID.test(id)) return
  throw new ConfigurationError(
    `${JSON.stringify(id.slice(0, 100))} is not a release: an id is like 20261124-141530-1a2b3c`,
  )
}

const releaseId = z.string().check(z.regex(RELEASE_ID))

/** Of a record's manifest, and of its blob. */
export const RECORD_TYPE = 'application/vnd.spark-images.release.v1+json'

const targetSchema = z.object({ ...descriptorSchema.shape, version: z.optional(z.string()) })

/** What an alias names: a descriptor, with the Spark version of an image of ours. */
export type Target = z.infer<typeof targetSchema>

const alias = z.object({
  /** Last part of the repository's name; none for the images' own. */
  image: z.optional(z.string()),
  tag: z.string(),
  /** What it named before the release, null when it was not there. */
  from: z.nullable(targetSchema),
  /** What it names after it, null when it is not to be there. */
  to: z.nullable(targetSchema),
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

const aliasHistory = z.object({
  alias: z.string(),
  /** When the newest plan was made that decided on it, and the release of that plan. */
  planned: z.optional(z.string()),
  release: z.optional(z.string()),
  /** The images from which it was rolled back, the rollback that did it last, and the release that this restored. */
  held: z.optional(z.object({ images: z.array(digestSchema), by: z.string(), restores: z.string() })),
})

const recordSchema = z.object({
  format: z.literal(1),
  id: releaseId,
  kind: z.enum(['release', 'rollback']),
  /** Of a rollback: the release whose aliases it restores. */
  restores: z.optional(z.string()),
  created: z.string(),
  /** Of a release: when its plan was made. Older records don't say. */
  planned: z.optional(z.string()),
  previous: z.optional(z.string()),
  /** Of a release that was promoted: from where, and which it was there. */
  promoted: z.optional(z.object({ from: z.string(), release: releaseId })),
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
/** Where an alias is: a tag in the images' own repository, or in one beside it. */
export type AliasPlace = Readonly<Pick<AliasRecord, 'image' | 'tag'>>

/** An alias's name within a release: `tag`, or `image:tag` in a repository of its own. */
export function aliasName({ image, tag }: AliasPlace): string {
  return image === undefined ? tag : `${image}:${tag}`
}

/** The tag of a release's record. */
export const recordTag = (id: string): string => `release-${id}`

/**
 * Writes a record under a tag of its own, and reads it back.
 * @returns its manifest
 * @throws RegistryError when the registry gives back another one.
 */
export async function writeRecord(main: Repository, record: ReleaseRecord): Promise<Descriptor> {
  const text = JSON.stringify(record)
  await pushEmpty(main)
  const layer = await pushBytes(main, RECORD_TYPE, Buffer.from(text))
  const annotations = { 'org.opencontainers.image.created': record.created }
  const bytes = encodeArtifact({ artifactType: RECORD_TYPE, annotations, layer })
  const stored = await putManifest(main, recordTag(record.id), bytes, MEDIA_TYPES.manifest)
  // By its JSON: that has no key without a value.
  if (isDeepStrictEqual(await readRecord(main, record.id), JSON.parse(text))) return stored
  throw new RegistryError(`${formatRepository(main)} gives back another release record than it was given`)
}

/**
 * Reads the record of a release by its id or its manifest's digest.
 * @throws ConfigurationError when what is there is no such record.
 */
export async function readRecord(main: Repository, reference: string): Promise<ReleaseRecord | undefined> {
  const stored = await getManifest(main, RELEASE_ID.test(reference) ? recordTag(reference) : reference)
  if (stored === undefined) return undefined
  const what = `the release record ${reference} in ${formatRepository(main)}`
  return decodeRecord(stored, what, (layer) => getBlob(main, layer))
}

/**
 * Decodes a record from its manifest.
 * @param readBlob reads and verifies the record's own blob
 * @throws ConfigurationError when it is no such record.
 */
export async function decodeRecord(
  { bytes }: StoredManifest,
  what: string,
  readBlob: (layer: Descriptor) => Promise<Uint8Array>,
): Promise<ReleaseRecord> {
  const { artifactType, layers } = parseManifest(bytes, what)
  const layer = layers[0]
  if (artifactType !== RECORD_TYPE || layer === undefined) {
    throw new ConfigurationError(`${what} is not a release record`)
  }
  return parseJson(recordSchema, await readBlob(layer), what, 'a release record')
}

/** Records from the release of an id back to the first one; a record that is gone ends them. */
export async function* recordsFrom(main: Repository, id: string | undefined, limit: number) {
  for (let wanted = id, count = 0; wanted !== undefined && count < limit; count++) {
    const record = await readRecord(main, wanted)
    if (record === undefined) return
    yield record
    wanted = record.previous
  }
}

const STATE = 'spark-images.state'

/** A value under a tag, overwritten each time. */
export function tagState<S extends z.core.$ZodLooseShape>(tag: string, shape: S) {
  const schema = z.object(shape)
  const type = `application/vnd.spark-images.${tag}.v1+json`
  return {
    tag,
    /** @throws ConfigurationError that names the tag to remove when it holds something else. */
    async read(main: Repository): Promise<z.infer<typeof schema> | undefined> {
      const stored = await getManifest(main, tag)
      if (stored === undefined) return undefined
      const what = `${formatRepository(main)}:${tag}`
      const artifact = ifParsed(() => parseManifest(stored.bytes, what))
      const value = tryParseJson(schema, artifact?.annotations?.[STATE] ?? '')
      if (value !== undefined && artifact?.artifactType === type) return value
      throw new ConfigurationError(
        `${what} holds nothing that this version of the action can read: use the version that wrote it, or remove that tag when no release is under way`,
      )
    },
    async write(main: Repository, value: z.infer<typeof schema>): Promise<void> {
      await pushEmpty(main)
      const bytes = encodeArtifact({ artifactType: type, annotations: { [STATE]: JSON.stringify(value) } })
      await putManifest(main, tag, bytes, MEDIA_TYPES.manifest)
    },
  }
}

/** Written only under the lease; no part of it: who overwrites a lease by accident finds what its holder left. */
export const journal = tagState('release-journal', {
  last: z.optional(releaseId),
  /** The release whose aliases are being moved, and the digest of its open record's manifest. */
  unfinished: z.optional(z.object({ release: releaseId, record: digestSchema })),
})

/** The plans of which a release found nothing to move, and which therefore are in no record. */
export const notedPlans = tagState('release-plans', {
  /** When each was made, and the aliases that no newer plan has decided on. */
  plans: z.array(z.object({ planned: z.string(), aliases: z.array(z.string()) })),
})
