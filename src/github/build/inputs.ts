/** The inputs of the build entry. */
import * as core from '@actions/core'
import { type HostCredentials, parseCredentials } from '../../family/repositories.ts'
import { type CacheKind, parseCache } from '../../image/layers.ts'
import { type CellInput, parseCellInput } from '../../plan/input.ts'
import { type CatalogInputs, readCatalogInputs } from '../family.ts'
import { booleanInput, type RegistryInputs, readRegistryInputs } from '../inputs.ts'

export interface BuildInputs extends RegistryInputs, CatalogInputs {
  readonly cell: CellInput
  readonly push: boolean
  readonly noCache: boolean
  readonly cache: CacheKind | 'auto'
  /** Name of the buildx builder; undefined for the current one. */
  readonly builder: string | undefined
  /** Of the Maven and Python repositories. */
  readonly repositoryCredentials: readonly HostCredentials[]
  /** Instead of the catalog's base image; empty for that. */
  readonly base: string
  /** Of the runner, for Docker and for what the image says of its origin. */
  readonly env: NodeJS.ProcessEnv
}

/** @throws ConfigurationError naming an input that is not what it may be. */
export function readInputs(): BuildInputs {
  const repositoryCredentials = parseCredentials(core.getInput('repository-credentials'))
  for (const { password } of repositoryCredentials) core.setSecret(password)
  return {
    ...readRegistryInputs(),
    ...readCatalogInputs(),
    cell: parseCellInput(core.getInput('cell')),
    push: booleanInput('push'),
    noCache: booleanInput('no-cache'),
    cache: parseCache(core.getInput('cache') || 'auto'),
    builder: core.getInput('builder') || undefined,
    repositoryCredentials,
    base: core.getInput('base'),
    env: process.env,
  }
}
