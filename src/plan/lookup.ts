import { ConfigurationError, messageOf } from '../errors.ts'
import type { Descriptor } from '../oci/descriptor.ts'
import { formatImageName, parseImageName } from '../oci/reference.ts'
import { openRepository, type Repository } from '../oci/registry.ts'
import { inParallel } from '../parallel.ts'
import type { Base, Published } from './plan.ts'
import { decodeRecord, RECORD_TYPE, TEST_RESULT } from './record.ts'

/**
 * The digest that a base image's tag has now.
 * @param name as the catalog writes it: `debian:bookworm-slim`, perhaps with `@sha256:…`, which is then it.
 * @throws ConfigurationError when the registry does not have it or can't be asked.
 */
export async function resolveBase(name: string): Promise<Base> {
  const [tagged = '', pinned] = name.split('@')
  const [, repository = tagged, tag = 'latest'] = /^(.*?)(?::([^/:]+))?$/.exec(tagged) ?? []
  const image = parseImageName(repository)
  const at = (digest: string): Base => ({
    name: tagged,
    digest,
    reference: `${formatImageName(image)}@${digest}`,
  })
  if (pinned !== undefined) return at(pinned)
  const found = await openRepository(image)
    .resolve(tag)
    .catch((cause: unknown) => {
      throw new ConfigurationError(
        `the base image ${name} of the catalog cannot be resolved: ${messageOf(cause)}`,
      )
    })
  if (found === undefined)
    throw new ConfigurationError(`the base image ${name} of the catalog is not in its registry`)
  return at(found.digest)
}

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
