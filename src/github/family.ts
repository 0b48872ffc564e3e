/** The inputs that say which family an entry works on, and the family itself. */
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import * as core from '@actions/core'
import { ConfigurationError } from '../errors.ts'
import { type Family, openFamily } from '../family/load.ts'
import { findUserFile, type UserFile } from '../family/workspace.ts'
import { info } from './log.ts'

/** The images folder of this action: two folders above this file, and above a bundle in dist. */
const IMAGES = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../images')

export interface CatalogInputs {
  /** The checked-out repository; undefined outside of a workflow. */
  readonly workspace: string | undefined
  /** Its catalog file; empty for the default ones. */
  readonly catalogFile: string
  /** A folder for files of this job. */
  readonly workFolder: string
}

export function readCatalogInputs(): CatalogInputs {
  const { GITHUB_WORKSPACE: workspace, RUNNER_TEMP } = process.env
  const workFolder = RUNNER_TEMP ?? path.join(IMAGES, '../out')
  return { workspace, catalogFile: core.getInput('catalog'), workFolder }
}

/**
 * The repository's own catalog, which the `catalog` input or a default file is; undefined where there is none.
 * @throws ConfigurationError when the named one is not in the repository, or there is no repository.
 */
export async function findCatalog({ workspace, catalogFile }: CatalogInputs): Promise<UserFile | undefined> {
  if (workspace !== undefined) return findUserFile(workspace, catalogFile)
  if (catalogFile === '') return undefined
  throw new ConfigurationError(
    'the input catalog is a file of the repository, but GITHUB_WORKSPACE is not set',
  )
}

/** The family: the shipped catalog with the repository's own laid over it, if there is one. */
export async function openFamilyOf(
  user: UserFile | undefined,
  { workFolder }: CatalogInputs,
): Promise<Family> {
  const family = await openFamily(IMAGES, user, workFolder)
  if (user !== undefined) info(`catalog: ${user.file}, laid over the shipped one`)
  for (const note of family.notes) info(note)
  return family
}
