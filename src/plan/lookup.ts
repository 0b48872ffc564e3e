/** Reads from the registry which cells are published, with their acceptance records. */
import { ConfigurationError, RegistryError } from '../errors.ts'
import type { Descriptor } from '../oci/descriptor.ts'
import type { Digest } from '../oci/digest.ts'
import { inParallel } from '../parallel.ts'
import { resolveTag } from '../registry/manifests.ts'
import { getReferrerBlob, listReferrers } from '../registry/referrers.ts'
import type { Repository } from '../registry/repository.ts'
import { type FingerprintedCell, newestTag, type PublishedImage, type PublishedImages } from './plan.ts'
import { decodeRecord, RECORD_TYPE, TEST_RESULT } from './record.ts'

/** Requests at a time. */
const PARALLEL = 8

/**
 * What the repository holds under the targets' staging tags, with the newest acceptance record of each; of
 * those that it does not hold, the newest image of the cell. A repository that is not there holds nothing.
 * @throws RegistryError when the registry refuses the credentials.
 */
export async function readPublishedImages(
  repository: Repository,
  targets: readonly FingerprintedCell[],
): Promise<PublishedImages> {
  try {
    const published = await lookUpAll(
      repository,
      targets.map(({ tag }) => tag),
    )
    const missing = targets.filter(({ tag }) => !published.has(tag))
    const earlier = await lookUpAll(
      repository,
      missing.map(({ cell }) => newestTag(cell)),
    )
    return { published, earlier }
  } catch (error) {
    if (!(error instanceof RegistryError) || !isUnreadable(error)) throw error
    return { published: new Map(), earlier: new Map(), refused: error.message }
  }
}

/**
 * Whether there may be nothing to read: some registries (GitHub's too) say "denied" of a repository that is not
 * there yet, and ask who we are for one that is private. Wrong credentials are a mistake.
 */
function isUnreadable({ status, refused }: RegistryError): boolean {
  return refused === 'anonymous' || (refused !== undefined && status === 403)
}

async function lookUpAll(
  repository: Repository,
  tags: readonly string[],
): Promise<Map<string, PublishedImage>> {
  const found = await inParallel(
    PARALLEL,
    [...new Set(tags)],
    async (tag) => [tag, await lookUp(repository, tag)] as const,
  )
  return new Map(found.filter((entry): entry is [string, PublishedImage] => entry[1] !== undefined))
}

async function lookUp(repository: Repository, tag: string): Promise<PublishedImage | undefined> {
  const image = await resolveTag(repository, tag)
  return image && readPublishedImage(repository, image.digest)
}

/** An image with its newest acceptance record. */
export async function readPublishedImage(repository: Repository, digest: Digest): Promise<PublishedImage> {
  const referrers = await listReferrers(repository, digest, RECORD_TYPE)
  const records = referrers.filter(
    ({ annotations }) => annotations?.['in-toto.io/predicate-type'] === TEST_RESULT,
  )
  const newest = [...records].sort((a, b) => created(a).localeCompare(created(b))).at(-1)
  if (newest === undefined) return { digest }
  const recorded = created(newest)
  const blob = await blobOf(repository, newest)
  if (blob === undefined) {
    return { digest, recorded, flaw: 'the acceptance record is listed, and gone from the registry' }
  }
  try {
    return { digest, recorded, record: decodeRecord(blob, digest) }
  } catch (error) {
    // Whoever may write to the repository may attach anything: what we can't use is as if it were not there.
    if (error instanceof ConfigurationError) return { digest, recorded, flaw: error.message }
    throw error
  }
}

/** Undefined when it is gone: what cleans up a registry may leave the list of what was attached. */
async function blobOf(repository: Repository, listed: Descriptor): Promise<Buffer | undefined> {
  try {
    return await getReferrerBlob(repository, listed)
  } catch (error) {
    if (error instanceof RegistryError && error.status === 404) return undefined
    throw error
  }
}

function created({ annotations }: Descriptor): string {
  return annotations?.['org.opencontainers.image.created'] ?? ''
}
