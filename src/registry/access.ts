/** Finds out before a build whether its image may be pushed. */
import { ConfigurationError, messageOf, RegistryError } from '../errors.ts'
import type { Call } from './http/client.ts'
import { BRISK } from './http/retry.ts'
import { discard, mediaTypeOf, type Response } from './http/transport.ts'
import { formatRepository, type Repository, scopeOf } from './repository.ts'
import { beginUpload, cancelUpload } from './upload.ts'

/**
 * Finds out whether we may push, by beginning an upload and ending it at once.
 * @throws RegistryError when there are no or wrong credentials, or they lack the right to.
 * @throws ConfigurationError that says why else not: no connection, not a registry.
 */
export async function checkPush(repository: Repository): Promise<void> {
  try {
    const scopes = [scopeOf(repository.image.repository, 'pull,push')]
    const root: Call = { method: 'GET', url: '/v2/', scopes, expect: [200, 404] }
    if (!(await repository.client.request(root, isRegistryAnswer, BRISK))) {
      throw new RegistryError('what answers there is not a registry (no /v2/ API)')
    }
    await cancelUpload(repository, await beginUpload(repository, BRISK))
  } catch (error) {
    if (!(error instanceof RegistryError) || error.refused !== undefined) throw error
    const advice = error.codes.includes('NAME_UNKNOWN')
      ? '; this registry wants a repository to be created first'
      : ''
    throw new ConfigurationError(
      `can't push to ${formatRepository(repository)}: ${messageOf(error)}${advice}`,
    )
  }
}

/**
 * distribution-spec, "Determining Support": GET /v2/ answers 200, or 401 that is met with credentials. Some
 * answer 404 although they are registries, but say so in a header.
 */
function isRegistryAnswer(response: Response): boolean {
  discard(response)
  const isHtml = mediaTypeOf(response) === 'text/html'
  return (response.status === 200 && !isHtml) || 'docker-distribution-api-version' in response.headers
}
