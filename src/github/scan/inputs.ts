/** The inputs of the scan entry. */
import * as core from '@actions/core'
import { booleanInput, listInput, readCommonInputs } from '../inputs.ts'
import { readRecipients } from '../notices.ts'

/** @throws ConfigurationError naming an input that is not what it may be. */
export function readInputs() {
  const token = core.getInput('token')
  if (token !== '') core.setSecret(token)
  const [issue, labels] = [booleanInput('issue', true), listInput('labels')]
  return { ...readCommonInputs(), recipients: readRecipients(), token, issue, labels }
}
