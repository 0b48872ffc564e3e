/** Finds out before a build whether its image may be pushed. */
import { ConfigurationError, messageOf, RegistryError } from '../errors.ts'
import { beginUpload, cancelUpload } from './blobs.ts'
import { BRISK } from './http/retry.ts'
import { discard, mediaTypeOf } from './http/transport.ts'
import { formatRepository, type Repository, scopeOf } from './repository.ts'

/**
 * Finds out whether we may push, by beginning an upload and ending it at once.
 * @throws RegistryError when there are no or wrong credentials, or they lack the right to.
 * @throws ConfigurationError that says why else not: no connection, not a registry.
 */
export async function checkPush(repository: Repository): Promise<void> {
  const { client, image } = repository
  try {
    // distribution-spec, "Determining Support": GET /v2/ answers 200, or 401 that is met with credentials. Some
    // answer 404 although they are registries, but say so in a header.
    const scopes = [scopeOf(image.repository, 'pull,push')]
    const root = await client.request(
      { method: 'GET', url: '/v2/', scopes, expect: [200, 404] },
      discard,
      BRISK,
    )
    const isSupported = root.status === 200 && mediaTypeOf(root) !== 'text/html'
    if (!isSupported && !('docker-distribution-api-version' in root.headers)) {
      throw new RegistryError('what answers there is not a registry (no /v2/ API)')
    }
    await cancelUpload(repository, await beginUpload(repository, BRISK))
  } catch (error) {
    if (!(error instanceof RegistryError) || error.refused !== undefined) throw error
    const isUnknown = error.codes.includes('NAME_UNKNOWN')
    const advice = isUnknown ? '; this registry wants a repository to be created first' : ''
    throw new ConfigurationError(
      `can't push to ${formatRepository(repository)}: ${messageOf(error)}${advice}`,
    )
  }
}
