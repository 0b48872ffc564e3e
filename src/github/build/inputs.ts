/** The inputs of the build entry. */
import * as core from '@actions/core'
import { ConfigurationError } from '../../errors.ts'
import { type HostCredentials, parseCredentials } from '../../family/repositories.ts'
import { type CacheKind, parseCache } from '../../image/layers.ts'
import { type CellInput, parseCellInput } from '../../plan/input.ts'
import { type EventInputs, type Publishing, readEventInputs } from '../events.ts'
import { type CatalogInputs, readCatalogInputs } from '../family.ts'
import { booleanInput, type RegistryInputs, readRegistryInputs } from '../inputs.ts'

export interface BuildInputs extends RegistryInputs, CatalogInputs, EventInputs {
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
  const events = readEventInputs()
  const repositoryCredentials = parseCredentials(core.getInput('repository-credentials'))
  for (const { password } of repositoryCredentials) core.setSecret(password)
  return {
    ...readRegistryInputs(),
    ...readCatalogInputs(),
    ...events,
    cell: parseCellInput(core.getInput('cell')),
    push: readPush(events.publishing),
    noCache: booleanInput('no-cache'),
    cache: parseCache(core.getInput('cache') || 'auto'),
    builder: core.getInput('builder') || undefined,
    repositoryCredentials,
    base: core.getInput('base'),
    env: process.env,
  }
}

/** Whether to push: by default where the event publishes. */
function readPush({ allowed, reason }: Publishing): boolean {
  const push = booleanInput('push', allowed)
  if (!push || allowed) return push
  throw new ConfigurationError(
    `the input push is true, but ${reason}. Leave push out to push where the event publishes, or name this event in publish-on`,
  )
}
