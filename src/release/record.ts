/** The record of a release: an artifact in the images' repository that says what every alias named before and after. */
import * as z from 'zod/mini'
import { ConfigurationError } from '../errors.ts'
import { descriptorSchema, digestSchema } from '../oci/descriptor.ts'
import type { Digest } from '../oci/digest.ts'
import { parseJson } from '../oci/json.ts'
import { parseManifest } from '../oci/manifest.ts'
import { getBlob } from '../registry/blobs.ts'
import { getManifest, putManifest } from '../registry/manifests.ts'
import { formatRepository, type Repository } from '../registry/repository.ts'
import { encodeArtifact, pushArtifactBlobs } from './artifact.ts'

/** `artifactType` of a release record's manifest, and media type of its blob. */
export const RECORD_TYPE = 'application/vnd.spark-images.release.v1+json'

/** An id of a release: when it was made in UTC, and six hex digits that make it the only one. */
export const RELEASE_ID = /^\d{8}-\d{6}-[0-9a-f]{6}$/

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

/** What later releases must know of an alias. */
export type AliasHistory = Omit<z.infer<typeof aliasHistory>, 'alias'>

/** What later releases must know of all releases so far. */
export interface History {
  /** What each cell was released as last, by its id. */
  readonly cells: ReadonlyMap<string, { readonly digest: Digest; readonly dated: boolean }>
  /** By aliasName(); none of those with a date. */
  readonly aliases: ReadonlyMap<string, AliasHistory>
}

const NO_HISTORY: History = { cells: new Map(), aliases: new Map() }

/** Releases before there was a history in records are followed back so far. */
const MAX_RELEASES = 50

/** Writes a record under a tag of its own. @returns its manifest's digest */
export async function writeRecord(repository: Repository, record: ReleaseRecord): Promise<Digest> {
  const artifact = {
    artifactType: RECORD_TYPE,
    annotations: { 'org.opencontainers.image.created': record.created },
    blob: { mediaType: RECORD_TYPE, bytes: Buffer.from(JSON.stringify(record)) },
  }
  const { bytes, descriptor } = encodeArtifact(artifact)
  await pushArtifactBlobs(repository, artifact)
  await putManifest(repository, `release-${record.id}`, bytes, descriptor.mediaType)
  return descriptor.digest
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

/** What is to be remembered after the release of this id. */
export async function readHistory(repository: Repository, id: string | undefined): Promise<History> {
  const records: ReleaseRecord[] = []
  for await (const record of recordsFrom(repository, id, MAX_RELEASES)) {
    records.unshift(record)
    if (record.history !== undefined) break
  }
  const known = new Map<string | undefined, History>()
  for (const record of records) {
    const restored = known.get(record.restores)
    known.set(record.id, historyOf(record) ?? addToHistory(known.get(record.previous), record, restored))
  }
  return known.get(id) ?? NO_HISTORY
}

function historyOf({ history }: ReleaseRecord): History | undefined {
  return (
    history && {
      cells: new Map(history.cells.map(({ cell, digest, dated = false }) => [cell, { digest, dated }])),
      aliases: new Map(history.aliases.map(({ alias, ...known }) => [alias, known])),
    }
  )
}

/** A history in the form that a record keeps. */
export function encodeHistory({ cells, aliases }: History): ReleaseRecord['history'] {
  return {
    cells: [...cells].map(([cell, known]) => ({ cell, ...known })),
    aliases: [...aliases].map(([alias, known]) => ({ alias, ...known })),
  }
}

/**
 * What is to be remembered after one more release.
 * @param restored of a rollback: the history as of the release that it restores, for what the cells were then
 */
export function addToHistory(
  history: History = NO_HISTORY,
  record: ReleaseRecord,
  restored: History = history,
): History {
  const aliases = new Map(history.aliases)
  const add = record.kind === 'release' ? afterRelease : afterRollback
  for (const line of record.aliases.filter(({ fixed }) => fixed !== true)) {
    aliases.set(aliasName(line), add(aliases.get(aliasName(line)) ?? {}, line, record))
  }
  const cells = new Map((record.kind === 'release' ? history : restored).cells)
  for (const { cell, digest, dated } of record.cells) {
    const hasDate = record.aliases.some((line) => line.fixed === true && line.to?.digest === digest)
    cells.set(cell, { digest, dated: dated ?? hasDate })
  }
  return { cells, aliases }
}

function afterRelease(before: AliasHistory, line: AliasRecord, { id, planned }: ReleaseRecord): AliasHistory {
  if (line.heldBack === true) return before
  const isMoved = line.from?.digest !== line.to?.digest
  // Only an alias that stays can be of a plan that is older than the one which decided on it.
  const isNewest = planned !== undefined && !(Date.parse(planned) < Date.parse(before.planned ?? ''))
  return {
    ...(isNewest ? { planned, release: id } : before),
    held: isMoved ? undefined : before.held,
  }
}

/** A rollback forward again, to an image that an earlier one took away, lets that image go and holds no other. */
function afterRollback(
  before: AliasHistory,
  { from, to }: AliasRecord,
  { id, restores = '' }: ReleaseRecord,
): AliasHistory {
  if (from?.digest === to?.digest) return before
  const known = before.held?.images ?? []
  const isForward = to !== null && known.includes(to.digest)
  const images = isForward
    ? known.filter((digest) => digest !== to.digest)
    : [...new Set([...known, ...(from === null ? [] : [from.digest])])]
  return { ...before, held: images.length === 0 ? undefined : { images, by: id, restores } }
}

/** An id for a release of now. @param random six hex digits */
export function releaseId(now: Date, random: string): string {
  const [day = '', time = ''] = now.toISOString().replaceAll(/[-:]/g, '').split('T')
  return `${day}-${time.slice(0, 6)}-${random}`
}
