/** The inputs of the release entry. */
import * as core from '@actions/core'
import { booleanInput, type CommonInputs, listInput, readCommonInputs } from '../inputs.ts'

export interface ReleaseInputs extends CommonInputs {
  readonly plan: string
  readonly partial: boolean
  readonly dryRun: boolean
  /** Aliases, or globs over them, that may be taken over or go back. */
  readonly override: readonly string[]
  /** Id of the release to go back to; undefined to release the plan. */
  readonly rollback: string | undefined
}

/** @throws ConfigurationError naming an input that is not what it may be. */
export function readInputs(): ReleaseInputs {
  return {
    ...readCommonInputs(),
    plan: core.getInput('plan'),
    partial: booleanInput('partial'),
    dryRun: booleanInput('dry-run'),
    override: listInput('override'),
    rollback: core.getInput('rollback') || undefined,
  }
}
