/** The inputs of the release entry. */
import * as core from '@actions/core'
import { type EventInputs, readEventInputs } from '../events.ts'
import { type CatalogInputs, readCatalogInputs } from '../family.ts'
import { booleanInput, listInput, type RegistryInputs, readRegistryInputs } from '../inputs.ts'

export interface ReleaseInputs extends RegistryInputs, CatalogInputs, EventInputs {
  /** The plan entry's output. */
  readonly plan: string
  readonly partial: boolean
  readonly dryRun: boolean
  /** Aliases, or globs over them, that may be taken over or go back. */
  readonly override: readonly string[]
  /** Id of the release to go back to; undefined to release the plan. */
  readonly rollback: string | undefined
  /** Of the runner. */
  readonly env: NodeJS.ProcessEnv
}

/** @throws ConfigurationError naming an input that is not what it may be. */
export function readInputs(): ReleaseInputs {
  return {
    ...readRegistryInputs(),
    ...readCatalogInputs(),
    ...readEventInputs(),
    plan: core.getInput('plan'),
    partial: booleanInput('partial'),
    dryRun: booleanInput('dry-run'),
    override: listInput('override'),
    rollback: core.getInput('rollback') || undefined,
    env: process.env,
  }
}
