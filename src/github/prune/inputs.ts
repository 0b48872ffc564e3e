/** The inputs of the prune entry. */
import * as core from '@actions/core'
import { booleanInput, readCommonInputs } from '../inputs.ts'

/** @throws ConfigurationError naming an input that is not what it may be. */
export function readInputs() {
  const token = core.getInput('token')
  if (token !== '') core.setSecret(token)
  return {
    ...readCommonInputs(),
    token,
    dryRun: booleanInput('dry-run', true),
    limits: {
      'keep-releases': core.getInput('keep-releases'),
      'keep-staging-days': core.getInput('keep-staging-days'),
      'keep-dated-days': core.getInput('keep-dated-days'),
    },
  }
}
