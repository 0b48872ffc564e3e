import type { Descriptor } from '../oci/descriptor.ts'
import type { Repository } from '../oci/registry.ts'
import { inParallel } from '../parallel.ts'
import type { Published } from './plan.ts'
import { decodeRecord, RECORD_TYPE, TEST_RESULT } from './record.ts'

/**
 * What the repository holds under each staging tag, with its newest acceptance record. Asks for a few tags
 * at a time.
 */
export async function lookUpPublished(
  repository: Repository,
  tags: readonly string[],
): Promise<Map<string, Published>> {
  const found = await inParallel(
    8,
    [...new Set(tags)],
    async (tag) => [tag, await lookUp(repository, tag)] as const,
  )
  return new Map(found.filter((entry): entry is [string, Published] => entry[1] !== undefined))
}

async function lookUp(repository: Repository, tag: string): Promise<Published | undefined> {
  const image = await repository.resolve(tag)
  if (image === undefined) return undefined
  const referrers = await repository.referrers(image.digest, RECORD_TYPE)
  const records = referrers.filter(
    ({ annotations }) => annotations?.['in-toto.io/predicate-type'] === TEST_RESULT,
  )
  const created = (record: Descriptor): string =>
    record.annotations?.['org.opencontainers.image.created'] ?? ''
  const newest = records.sort((a, b) => created(a).localeCompare(created(b))).at(-1)
  if (newest === undefined) return { digest: image.digest }
  const blob = await repository.getReferrerBlob(newest)
  return { digest: image.digest, record: decodeRecord(blob, image.digest) }
}
