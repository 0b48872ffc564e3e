/** Resolves the base image to a digest. */
import { ConfigurationError, messageOf } from '../errors.ts'
import { formatImageName, parseImageName } from '../oci/reference.ts'
import type { BaseImage } from './plan.ts'

/**
 * The digest that a base image's tag has now.
 * @param name as the catalog writes it: `debian:bookworm-slim`, perhaps with `@sha256:…`, which is then it.
 * @throws ConfigurationError when the registry does not have it or can't be asked.
 */
export async function resolveBase(name: string): Promise<BaseImage> {
  const [tagged = '', pinned] = name.split('@')
  const [, repository = tagged, tag = 'latest'] = /^(.*?)(?::([^/:]+))?$/.exec(tagged) ?? []
  const image = parseImageName(repository)
  const at = (digest: string): BaseImage => ({
    name: tagged,
    digest,
    reference: `${formatImageName(image)}@${digest}`,
  })
  if (pinned !== undefined) return at(pinned)
  const { openRepository } = await import('../registry/repository.ts')
  const { resolveTag } = await import('../registry/manifests.ts')
  const found = await resolveTag(openRepository(image), tag).catch((cause: unknown) => {
    throw new ConfigurationError(
      `the base image ${name} of the catalog cannot be resolved: ${messageOf(cause)}`,
    )
  })
  if (found === undefined)
    throw new ConfigurationError(`the base image ${name} of the catalog is not in its registry`)
  return at(found.digest)
}
