/** The inputs of the site entry. */
import * as core from '@actions/core'
import { ConfigurationError } from '../../errors.ts'
import { MAX_RELEASES } from '../../site/read.ts'
import { decidePublishing } from '../events.ts'
import { IMAGES, readRegistry, workFolderOf } from '../inputs.ts'

/** @throws ConfigurationError naming an input that is not what it may be, and on pull_request_target. */
export function readInputs() {
  const { env } = process
  // It publishes nothing. What runs with credentials for the code of strangers is refused here, too.
  decidePublishing(env, [])
  return {
    ...readRegistry(),
    images: IMAGES,
    workspace: env.GITHUB_WORKSPACE,
    repository: env.GITHUB_REPOSITORY,
    catalogFile: core.getInput('catalog'),
    workFolder: workFolderOf(env),
    folder: core.getInput('path') || '_site',
    releases: countInput('releases'),
  }
}

function countInput(name: string): number {
  const text = core.getInput(name) || '20'
  const count = Number(text)
  if (Number.isInteger(count) && count >= 1 && count <= MAX_RELEASES) return count
  throw new ConfigurationError(
    `the input ${name} is ${JSON.stringify(text.slice(0, 200))}: write a number from 1 to ${MAX_RELEASES}`,
  )
}
