/** A repository of a registry as a value. The other files of this folder have the operations on it. */
import { formatImageName, type ImageName } from '../oci/reference.ts'
import { Client, type ClientOptions } from './http/client.ts'

/**
 * A repository, and the client that speaks to its registry. Operations verify by digest whatever they read
 * or write, and try again after failures that may pass. All of them throw a RegistryError when the registry
 * refuses us, fails, can't be reached or gives other bytes than a digest says, and a ConfigurationError
 * when Docker's credentials can't be read.
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

/** The path of something in the repository, relative to the API's root. */
export function pathOf({ image }: Repository, rest: string): string {
  return `/v2/${image.repository}/${rest}`
}

/** The scopes, as token servers name rights, of requests that read. */
export function pullScopes({ image }: Repository): readonly string[] {
  return [`repository:${image.repository}:pull`]
}

/** The scopes of requests that write. */
export function pushScopes({ image }: Repository): readonly string[] {
  return [`repository:${image.repository}:pull,push`]
}
