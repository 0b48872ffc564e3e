/** Reads from the registry which cells are published, with their acceptance records. */
import { RegistryError } from '../errors.ts'
import type { Descriptor } from '../oci/descriptor.ts'
import type { Digest } from '../oci/digest.ts'
import { IN_TOTO_TYPE, PREDICATE_TYPE } from '../oci/statement.ts'
import { inParallel } from '../parallel.ts'
import { resolveTag } from '../registry/manifests.ts'
import { getReferrerBlob, listReferrers } from '../registry/referrers.ts'
import { REQUESTS, type Repository } from '../registry/repository.ts'
import { type FingerprintedCell, newestTag, type PublishedImage, type PublishedImages } from './plan.ts'
import { decodeRecord, TEST_RESULT } from './record.ts'

/** Records that are read of an image, the newest first. */
const MAX_RECORDS = 5

/**
 * What the repository holds under the targets' staging tags; of those that it does not hold, the newest image of the cell.
 * @throws RegistryError when the registry refuses the credentials. A repository that is not there holds nothing.
 */
export async function readPublishedImages(
  repository: Repository,
  targets: readonly FingerprintedCell[],
): Promise<PublishedImages> {
  const lookUp = async (tags: readonly string[]): Promise<Map<string, PublishedImage>> => {
    const found = new Map<string, PublishedImage>()
    await inParallel(REQUESTS, [...new Set(tags)], async (tag) => {
      const image = await resolveTag(repository, tag)
      if (image !== undefined) found.set(tag, await readPublishedImage(repository, image.digest))
    })
    return found
  }
  try {
    const published = await lookUp(targets.map(({ tag }) => tag))
    const missing = targets.filter(({ tag }) => !published.has(tag))
    return { published, earlier: await lookUp(missing.map(({ cell }) => newestTag(cell))) }
  } catch (error) {
    if (!(error instanceof RegistryError)) throw error
    const { status, refused } = error
    // Some registries (GitHub's too) say "denied" of a repository that is not there yet, and ask who we are for one that
    // is private. Wrong credentials are a mistake.
    if (refused !== 'anonymous' && (refused === undefined || status !== 403)) throw error
    return { published: new Map(), earlier: new Map(), refused: error.message }
  }
}

/** An image with its newest acceptance record. */
export async function readPublishedImage(repository: Repository, digest: Digest): Promise<PublishedImage> {
  const records = (await listReferrers(repository, digest, IN_TOTO_TYPE))
    .filter(({ annotations }) => annotations?.[PREDICATE_TYPE] === TEST_RESULT)
    .sort((a, b) => created(b).localeCompare(created(a)))
  let first: PublishedImage | undefined
  // Anybody who may write to the repository may attach anything: what is not a record of ours hides none.
  for (const listed of records.slice(0, MAX_RECORDS)) {
    const blob = await getReferrerBlob(repository, listed)
    const read =
      blob === undefined
        ? { flaw: 'the acceptance record is listed, and gone or none of ours' }
        : decodeRecord(blob, digest)
    const found = { digest, recorded: created(listed), ...read }
    if (found.record !== undefined) return found
    first ??= found
  }
  return first ?? { digest }
}

function created({ annotations }: Descriptor): string {
  return annotations?.['org.opencontainers.image.created'] ?? ''
}
