/** The inputs of the comment entry. */
import * as core from '@actions/core'
import { rejectTarget } from '../events.ts'
import { readImage } from '../inputs.ts'

/** @throws ConfigurationError naming an input that is not what it may be, and on pull_request_target. */
export function readInputs() {
  rejectTarget(process.env)
  const token = core.getInput('token')
  if (token !== '') core.setSecret(token)
  return {
    image: readImage(),
    /** Folder with the JSON that builds left, at any depth. */
    folder: core.getInput('changes'),
    plan: core.getInput('plan'),
    token,
    /** Login of whom the token is. */
    author: core.getInput('author'),
    env: process.env,
  }
}
