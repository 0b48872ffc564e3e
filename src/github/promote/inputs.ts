/** The inputs of the promote entry. */
import * as core from '@actions/core'
import { parsePlace } from '../../promote/place.ts'
import { booleanInput, listInput, readContext, readCredentials } from '../inputs.ts'

/** @throws ConfigurationError naming an input that is not what it may be. */
export function readInputs() {
  return {
    ...readContext(),
    from: parsePlace(core.getInput('from'), 'the input from'),
    to: parsePlace(core.getInput('to'), 'the input to'),
    release: core.getInput('release') || 'latest',
    /** What to promote instead of a release; empty for none. */
    plan: core.getInput('plan'),
    partial: booleanInput('partial'),
    override: listInput('override'),
    dryRun: booleanInput('dry-run'),
    credentials: readCredentials(),
    fromCredentials: readCredentials('from-'),
  }
}
