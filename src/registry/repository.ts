/** A repository of a registry as a value. The other files of this folder have the operations on it. */
import { formatImageName, type ImageName } from '../oci/reference.ts'
import { type Call, Client, type ClientOptions } from './http/client.ts'

/**
 * A repository, and the client that speaks to its registry. All operations try again after failures that may pass, and
 * throw a RegistryError when the registry refuses us, fails, can't be reached or gives other bytes than a digest says,
 * and a ConfigurationError when Docker's credentials can't be read.
 */
export interface Repository {
  readonly image: ImageName
  readonly client: Client
}

/** The repository of a name, with a client of its own. Nothing is asked of the registry yet. */
export function openRepository(image: ImageName, options: ClientOptions = {}): Repository {
  return { image, client: new Client(image.registry, options) }
}

/** How many requests operations on many tags or blobs send at a time. */
export const REQUESTS = 8

/** registry/repository, for messages. */
export function formatRepository({ image }: Repository): string {
  return formatImageName(image)
}

/**
 * A request about something in the repository. Methods that read ask for the right to pull, all others for that to
 * push, unless `scopes` names others.
 * @param target a path below the repository's own, like `manifests/latest`, or a URL that the registry gave
 * @param expect the statuses that are an answer
 */
export function callTo(
  { image: { repository } }: Repository,
  method: Call['method'],
  target: string | URL,
  expect: readonly number[],
  more: Partial<Call> = {},
): Call {
  const url = target instanceof URL ? target : `/v2/${repository}/${target}`
  const actions = method === 'GET' || method === 'HEAD' ? 'pull' : 'pull,push'
  return { method, url, expect, scopes: [scopeOf(repository, actions)], ...more }
}

/** A right as token servers name it. */
export function scopeOf(repository: string, actions: 'pull' | 'pull,push' | 'pull,push,delete'): string {
  return `repository:${repository}:${actions}`
}
