/** Where images are promoted from and to: a repository of a registry, or an OCI layout on disk. */
import path from 'node:path'
import { ConfigurationError } from '../errors.ts'
import { openLayoutFolder } from '../layout/folder.ts'
import { formatImageName, type ImageName, parseImageName } from '../oci/reference.ts'
import { type ImageSource, repositorySource } from '../registry/copy.ts'
import type { ClientOptions } from '../registry/http/client.ts'
import { openRepository, type Repository } from '../registry/repository.ts'

/** A repository, or the absolute path of a folder. */
export type Place =
  | { readonly image: ImageName; readonly folder?: undefined }
  | { readonly folder: string; readonly image?: undefined }

const LAYOUT = 'oci:'

/**
 * Parses `registry/name` or `oci:FOLDER`.
 * @param what the input or argument, for the message
 * @throws ConfigurationError that says what to write instead.
 */
export function parsePlace(text: string, what: string): Place {
  if (text === '') {
    throw new ConfigurationError(
      `${what} is empty: name images, like registry.example.org/team/spark, or a folder, like oci:out/spark`,
    )
  }
  if (!text.startsWith(LAYOUT)) return { image: parseImageName(text.toLowerCase()) }
  const folder = text.slice(LAYOUT.length)
  if (folder === '') throw new ConfigurationError(`${what} names no folder: write one, like oci:out/spark`)
  return { folder: path.resolve(folder) }
}

/** As parsePlace() takes it. */
export function formatPlace({ image, folder }: Place): string {
  return image === undefined ? `${LAYOUT}${folder}` : formatImageName(image)
}

/** A place that images come from: a repository, or a layout with its tags. */
export type OpenSource = AsyncDisposable & { readonly source: ImageSource } & (
    | { readonly repository: Repository; readonly tags?: undefined }
    | { readonly repository?: undefined; readonly tags: ReadonlyMap<string, unknown> }
  )

/** @throws ConfigurationError when a folder is no layout, RegistryError when it is damaged. */
export async function openSource(
  place: Place,
  client: ClientOptions,
  note: (line: string) => void,
): Promise<OpenSource> {
  if (place.image === undefined) {
    const source = await openLayoutFolder(place.folder, { note })
    return { source, tags: source.tags, async [Symbol.asyncDispose]() {} }
  }
  const repository = openRepository(place.image, client)
  return {
    source: repositorySource(repository),
    repository,
    async [Symbol.asyncDispose]() {
      repository.client.close()
    },
  }
}
