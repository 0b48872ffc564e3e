/** The family that an entry works on. */
import { ConfigurationError } from '../errors.ts'
import { type Family, openFamily } from '../family/load.ts'
import { findUserFile, type UserFile } from '../family/workspace.ts'
import { info } from './entry.ts'
import type { CommonInputs } from './inputs.ts'

/**
 * The repository's own catalog, which the `catalog` input or a default file is; undefined where there is none.
 * @throws ConfigurationError when the named one is not in the repository, or there is no repository.
 */
export async function findCatalog({ workspace, catalogFile }: CommonInputs): Promise<UserFile | undefined> {
  if (workspace !== undefined) return findUserFile(workspace, catalogFile)
  if (catalogFile === '') return undefined
  throw new ConfigurationError(
    'the input catalog is a file of the repository, but GITHUB_WORKSPACE is not set',
  )
}

/** The shipped catalog with the repository's own laid over it, if there is one. */
export async function openEntryFamily(
  { images, workFolder }: CommonInputs,
  user: UserFile | undefined,
): Promise<Family> {
  const family = await openFamily(images, user, workFolder)
  if (user !== undefined) info(`catalog: ${user.file}, laid over the shipped one`)
  for (const note of family.notes) info(note)
  return family
}
