/** The inputs of the track entry. */
import * as core from '@actions/core'
import { ConfigurationError } from '../../errors.ts'
import { decidePublishing } from '../events.ts'
import { booleanInput, IMAGES, listInput } from '../inputs.ts'

/** What git takes as a branch and no shell, option or refspec could be (git-check-ref-format). */
const BRANCH = /^(?!-)(?!.*(?:\.\.|\/\/|@\{|\.lock(?:\/|$)))[A-Za-z0-9][A-Za-z0-9._/-]{0,199}(?<![./])$/

/** @throws ConfigurationError naming an input that is not what it may be, and on pull_request_target. */
export function readInputs() {
  const { env } = process
  const token = core.getInput('token')
  if (token !== '') core.setSecret(token)
  return {
    images: IMAGES,
    /** The checked-out repository; undefined outside of a workflow. */
    workspace: env.GITHUB_WORKSPACE,
    /** Its catalog file; empty for the default ones. */
    catalogFile: core.getInput('catalog'),
    publishing: decidePublishing(env, listInput('publish-on')),
    dryRun: booleanInput('dry-run'),
    token,
    branch: branchInput('branch', 'spark-images/track'),
    base: branchInput('base', ''),
    /** Empty for one that says what is new. */
    title: core.getInput('title'),
    commitMessage: core.getInput('commit-message'),
    labels: listInput('labels'),
    repositoryCredentials: core.getInput('repository-credentials'),
    env,
  }
}

function branchInput(name: string, otherwise: string): string {
  const value = core.getInput(name) || otherwise
  if (value === '' || BRANCH.test(value)) return value
  throw new ConfigurationError(
    `the input ${name} is no name of a branch: ${JSON.stringify(value.slice(0, 200))}`,
  )
}
