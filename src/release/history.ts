import { ConfigurationError, isExpected, messageOf } from '../errors.ts'
import type { Digest } from '../oci/digest.ts'
import { MEDIA_TYPES, parseManifest } from '../oci/manifest.ts'
import { pushEmpty } from '../registry/empty.ts'
import { getManifest, putManifest } from '../registry/manifests.ts'
import { formatRepository, type Repository } from '../registry/repository.ts'
import { encodeArtifact } from './artifact.ts'
import { type ReleaseRecord, readRecord } from './record.ts'

const NOTE_TYPE = 'application/vnd.spark-images.release-plan.v1+json'
const NOTE_TAG = 'release-plan'
const NOTE = 'org.opencontainers.image.created'

/** Releases are followed back so far for what a cell was before, or for a plan. */
const MAX_RELEASES = 50

/** What a cell was released as. */
export interface EarlierCell {
  readonly digest: Digest
  /** Whether an alias with a date names it. */
  readonly dated: boolean
}

/** A plan that was released, or of which a release found nothing to move. */
interface KnownPlan {
  /** When it was made. */
  readonly time: string
  /** How that is known, after the words "this plan was made at …, and". */
  readonly words: string
}

/** Records of releases, from the one of an id to those that `next` names; a record that is gone ends them. */
export async function* recordsFrom(
  repository: Repository,
  id: string | undefined,
  next: (record: ReleaseRecord) => string | undefined,
  limit: number,
): AsyncGenerator<ReleaseRecord> {
  let wanted = id
  for (let count = 0; wanted !== undefined && count < limit; count++) {
    const found = await readRecord(repository, wanted)
    if (found === undefined) return
    yield found.record
    wanted = next(found.record)
  }
}

/**
 * What each cell was released as before: a release may have been of a part of the family, and a rollback has no
 * images but those of what it restored.
 * @param last id of the last release that was completed
 */
export async function earlierCells(
  repository: Repository,
  last: string | undefined,
  ids: readonly string[],
): Promise<Map<string, EarlierCell>> {
  const missing = new Set(ids)
  const cells = new Map<string, EarlierCell>()
  const before = ({ restores, previous }: ReleaseRecord): string | undefined => restores ?? previous
  for await (const record of recordsFrom(repository, last, before, MAX_RELEASES)) {
    for (const { cell, digest, dated } of record.cells) {
      if (missing.delete(cell)) cells.set(cell, { digest, dated: dated ?? hasDate(record, cell, digest) })
    }
    if (missing.size === 0) break
  }
  return cells
}

/** Of records from before they said it. */
function hasDate({ aliases }: ReleaseRecord, cell: string, digest: Digest): boolean {
  return aliases.some((alias) => alias.fixed === true && alias.cell === cell && alias.to?.digest === digest)
}

/**
 * Notes when a plan was made of which a release found nothing to move, and which so has no record: it is still newer
 * than what an earlier run has yet to release. Of two notes at once one is lost, and that is taken. Where nothing
 * is to be moved nothing need be pushed: a refusal is only said.
 */
export async function notePlan(
  repository: Repository,
  planned: string,
  say: (text: string) => void,
): Promise<void> {
  const { bytes } = encodeArtifact({ artifactType: NOTE_TYPE, annotations: { [NOTE]: planned } })
  try {
    await pushEmpty(repository)
    await putManifest(repository, NOTE_TAG, bytes, MEDIA_TYPES.manifest)
  } catch (error) {
    if (!isExpected(error)) throw error
    say(`that this plan is the newest is not noted: ${messageOf(error)}`)
  }
}

async function notedPlan(repository: Repository): Promise<string | undefined> {
  const stored = await getManifest(repository, NOTE_TAG)
  if (stored === undefined) return undefined
  const { artifactType, annotations } = parseManifest(
    stored.bytes,
    `${formatRepository(repository)}:${NOTE_TAG}`,
  )
  return artifactType === NOTE_TYPE ? annotations?.[NOTE] : undefined
}

/**
 * Holds a plan against the newest one that the registry knows of. One that is older may be of a slow run: releasing
 * it would move back what a later run has moved. Not every record has a time, and no rollback's has.
 * @param last id of the last release that was completed
 * @param planned when the plan was made
 * @returns whether the plan is newer than all that are known
 * @throws ConfigurationError when it is older.
 */
export async function checkOrder(
  repository: Repository,
  last: string | undefined,
  planned: string | undefined,
): Promise<boolean> {
  if (planned === undefined) return false
  const known = await Promise.all([releasedPlan(repository, last), unreleasedPlan(repository, last)])
  const [newest] = known.flatMap((plan) => plan ?? []).sort((a, b) => Date.parse(b.time) - Date.parse(a.time))
  if (newest === undefined || isBefore(newest.time, planned)) return true
  if (!isBefore(planned, newest.time)) return false
  throw new ConfigurationError(
    `nothing was moved: this plan was made at ${planned}, and ${newest.words}, at ${newest.time}: releasing the older one would move back what the newer one moved; plan again, and release that plan`,
  )
}

async function unreleasedPlan(
  repository: Repository,
  last: string | undefined,
): Promise<KnownPlan | undefined> {
  const time = await notedPlan(repository)
  const since = last === undefined ? '' : ` since release ${last}`
  return time === undefined
    ? undefined
    : { time, words: `one that had nothing to move${since} was made later` }
}

async function releasedPlan(
  repository: Repository,
  last: string | undefined,
): Promise<KnownPlan | undefined> {
  for await (const record of recordsFrom(repository, last, ({ previous }) => previous, MAX_RELEASES)) {
    const { kind, id, planned } = record
    if (kind === 'rollback') continue
    return planned === undefined ? undefined : { time: planned, words: `that of release ${id} later` }
  }
  return undefined
}

function isBefore(time: string, other: string): boolean {
  return Date.parse(time) < Date.parse(other)
}
