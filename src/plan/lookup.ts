/** Reads from the registry which cells are published, with their acceptance records. */

import { ConfigurationError, RegistryError } from '../errors.ts'
import type { Descriptor } from '../oci/descriptor.ts'
import type { Digest } from '../oci/digest.ts'
import { inParallel } from '../parallel.ts'
import { resolveTag } from '../registry/manifests.ts'
import { getReferrerBlob, listReferrers } from '../registry/referrers.ts'
import type { Repository } from '../registry/repository.ts'
import { REQUESTS } from '../registry/repository.ts'
import { type FingerprintedCell, newestTag, type PublishedImage, type PublishedImages } from './plan.ts'
import { decodeRecord, RECORD_TYPE, TEST_RESULT } from './record.ts'

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
    REQUESTS,
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
  const newest = [...records].sort((a, b) => created(b).localeCompare(created(a))).slice(0, MAX_RECORDS)
  let first: PublishedImage | undefined
  // Anybody who may write to the repository may attach anything: what is not a record of ours hides none.
  for (const listed of newest) {
    const found = { digest, recorded: created(listed), ...(await readRecord(repository, listed, digest)) }
    if (found.record !== undefined) return found
    first ??= found
  }
  return first ?? { digest }
}

/** Records that are read of an image, the newest first. */
const MAX_RECORDS = 5

async function readRecord(
  repository: Repository,
  listed: Descriptor,
  digest: Digest,
): Promise<Pick<PublishedImage, 'record' | 'flaw'>> {
  const blob = await getReferrerBlob(repository, listed)
  if (blob === undefined) return { flaw: 'the acceptance record is listed, and gone or none of ours' }
  try {
    return { record: decodeRecord(blob, digest) }
  } catch (error) {
    if (error instanceof ConfigurationError) return { flaw: error.message }
    throw error
  }
}

function created({ annotations }: Descriptor): string {
  return annotations?.['org.opencontainers.image.created'] ?? ''
}
