/** What the track entry does. */
import path from 'node:path'
import * as core from '@actions/core'
import { ConfigurationError } from '../../errors.ts'
import { parseCredentials } from '../../family/repositories.ts'
import { findUserFile, lockfileFolder } from '../../family/workspace.ts'
import { openContext } from '../../local/context.ts'
import { trackFiles, userFiles } from '../../local/track.ts'
import type { TrackedFiles, TrackResult } from '../../track/track.ts'
import { info, summarize } from '../entry.ts'
import type { RestOptions } from '../rest.ts'
import { type Checkout, deleteBranch, pushBranch } from './git.ts'
import type { readInputs } from './inputs.ts'
import { type PullResult, Pulls } from './pulls.ts'
import { bodyOf, hasChanges, titleOf } from './text.ts'

type Inputs = ReturnType<typeof readInputs>

/** Finds what is new, and opens, renews or closes the pull request. */
export async function run(
  inputs: Inputs,
  /** Makes lockfiles; by default in a build. */
  lock?: TrackedFiles['lock'],
): Promise<void> {
  const { workspace, catalogFile, images, publishing, repositoryCredentials } = inputs
  if (workspace === undefined)
    throw new ConfigurationError('track changes files of a repository, but GITHUB_WORKSPACE is not set')
  const user = await findUserFile(workspace, catalogFile)
  if (user === undefined)
    throw new ConfigurationError(
      'there is no catalog to keep up to date: name one with the input catalog, or write .github/spark-images.yml',
    )
  for (const { password } of parseCredentials(repositoryCredentials)) core.setSecret(password)
  const isDry = inputs.dryRun || !publishing.allowed
  const env = { ...inputs.env, SPARK_IMAGES_REPOSITORY_CREDENTIALS: repositoryCredentials }
  const context = { ...openContext(path.dirname(images), process), env }
  const file = path.join(workspace, user.file)
  const target = isDry ? undefined : targetOf(inputs, path.dirname(file))
  const files = await userFiles(user, context)
  const result = await trackFiles({ ...files, lock: lock ?? files.lock }, context, isDry)
  const [title, body] = [inputs.title || titleOf(result), bodyOf(result)]
  const heading = hasChanges(result) ? title : 'Spark images: nothing to change'
  info(`${heading}\n\n${body}`)
  const paths = [file, path.join(workspace, lockfileFolder(user))]
  const pull =
    target === undefined ? undefined : await publish(inputs, target, paths, result, { title, body })
  if (pull === undefined)
    info(inputs.dryRun ? 'dry-run: nothing was changed' : `nothing was changed: ${publishing.reason}`)
  report(result, pull ?? { operation: 'none' })
  const link = pull?.url === undefined ? '' : `[#${pull.number}](${pull.url}) is ${pull.operation}.\n\n`
  await summarize(`## ${heading}\n\n${link}${body}`)
}

interface Target {
  readonly checkout: Checkout
  readonly base: string
  readonly repository: Omit<RestOptions, 'hint'>
}

/** Where the pull request goes. @throws ConfigurationError for what GitHub's variables and inputs don't say. */
function targetOf({ branch, base, token, env }: Inputs, folder: string): Target {
  const {
    GITHUB_API_URL: api,
    GITHUB_REPOSITORY: repository,
    GITHUB_SERVER_URL: server,
    GITHUB_REF: ref = '',
  } = env
  const into = base || (/^refs\/heads\/(.+)$/.exec(ref)?.[1] ?? '')
  if (into === '')
    throw new ConfigurationError('the input base is empty, and this run is of no branch: name the branch')
  if (into === branch)
    throw new ConfigurationError(`the inputs branch and base are both ${branch}: name another branch`)
  if (token === '') throw new ConfigurationError('the input token is empty: pull requests need one')
  if (api === undefined || repository === undefined || server === undefined)
    throw new ConfigurationError(
      'GITHUB_API_URL, GITHUB_SERVER_URL or GITHUB_REPOSITORY is not set; set dry-run outside of GitHub',
    )
  const checkout = { folder, branch, token, server, env }
  return { checkout, base: into, repository: { api, repository, token } }
}

async function publish(
  { labels, commitMessage }: Inputs,
  { checkout, base, repository }: Target,
  paths: readonly string[],
  result: TrackResult,
  { title, body }: { title: string; body: string },
): Promise<PullResult> {
  using pulls = new Pulls(repository, { log: info })
  const { branch } = checkout
  const pushed = hasChanges(result) ? await pushBranch(checkout, paths, commitMessage || title) : 'nothing'
  if (pushed !== 'nothing') {
    const pull = await pulls.put({ branch, base, title, body, labels })
    // New commits alone renew it, too.
    return pull.operation === 'none' && pushed === 'pushed' ? { ...pull, operation: 'updated' } : pull
  }
  const pull = await pulls.close(branch)
  await deleteBranch(checkout)
  return pull
}

function report(result: TrackResult, { operation, number, url }: PullResult): void {
  core.setOutput('changed', hasChanges(result))
  core.setOutput('pull-request-number', number ?? '')
  core.setOutput('pull-request-url', url ?? '')
  core.setOutput('pull-request-operation', operation)
}
