/** The inputs of the scan entry. */
import * as core from '@actions/core'
import { booleanInput, listInput, readCommonInputs } from '../inputs.ts'

/** @throws ConfigurationError naming an input that is not what it may be. */
export function readInputs() {
  const token = core.getInput('token')
  if (token !== '') core.setSecret(token)
  return { ...readCommonInputs(), token, issue: booleanInput('issue', true), labels: listInput('labels') }
}
