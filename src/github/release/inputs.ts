/** The inputs of the release entry. */
import * as core from '@actions/core'
import { parseImageName } from '../../oci/reference.ts'
import { booleanInput, listInput, readCommonInputs, readSigningKey } from '../inputs.ts'
import { readRecipients } from '../notices.ts'

/** @throws ConfigurationError naming an input that is not what it may be. */
export function readInputs() {
  return {
    ...readCommonInputs(),
    plan: core.getInput('plan'),
    partial: booleanInput('partial'),
    dryRun: booleanInput('dry-run'),
    override: listInput('override'),
    recipients: readRecipients(),
    compareWith: listInput('compare-with').map((name) => parseImageName(name.toLowerCase())),
    signingKey: readSigningKey(),
    /** File of the repository with Sigstore's trusted root. */
    trustedRoot: core.getInput('trusted-root'),
    signExisting: booleanInput('sign-existing'),
    /** Id of the release to go back to; undefined to release the plan. */
    rollback: core.getInput('rollback') || undefined,
  }
}
