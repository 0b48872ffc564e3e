/** The commit of `track`: on a branch of its own, made beside the checkout's index and HEAD, which stay as they are. */
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { ConfigurationError, messageOf } from '../../errors.ts'
import { oneLine } from '../../text.ts'

const run = promisify(execFile)
const BOT = 'github-actions[bot]'
const EMAIL = '41898282+github-actions[bot]@users.noreply.github.com'

export interface Checkout {
  /** A folder of the checkout. */
  readonly folder: string
  readonly branch: string
  /** Sent to `server` with each request; undefined to use what actions/checkout left. */
  readonly token: string | undefined
  /** Like https://github.com. */
  readonly server: string
  readonly env: NodeJS.ProcessEnv
}

/** Runs git in a checkout. @throws ConfigurationError with what git said. */
type Git = (args: readonly string[], env?: NodeJS.ProcessEnv) => Promise<string>

/**
 * Commits files to the branch and pushes it, unless all of its files are the same already.
 * @param paths files and folders, absolute; what is not there is committed as removed.
 * @returns whether the branch differs from the checked-out commit: without a difference nothing is pushed.
 * @throws ConfigurationError when git fails.
 */
export async function pushBranch(
  checkout: Checkout,
  paths: readonly string[],
  message: string,
): Promise<'pushed' | 'same' | 'nothing'> {
  const git = gitOf(checkout)
  const ref = `refs/heads/${checkout.branch}`
  const work = await mkdtemp(path.join(tmpdir(), 'spark-images-git-'))
  try {
    const index = { GIT_INDEX_FILE: path.join(work, 'index') }
    await git(['read-tree', 'HEAD'], index)
    // git knows no path that is neither there nor in the index.
    for (const one of paths)
      if (existsSync(one) || (await git(['ls-files', '--', one], index)) !== '')
        await git(['add', '--all', '--', one], index)
    const tree = await git(['write-tree'], index)
    const head = await git(['rev-parse', 'HEAD'])
    if (tree === (await git(['rev-parse', 'HEAD^{tree}']))) return 'nothing'
    const there = await remoteCommit(git, ref)
    if (there !== undefined && (await remoteTree(git, ref)) === tree) return 'same'
    const commit = await git(['commit-tree', tree, '-p', head, '-m', message])
    await push(
      git,
      [`--force-with-lease=${ref}:${there ?? ''}`, 'origin', `${commit}:${ref}`],
      checkout.branch,
    )
    return 'pushed'
  } finally {
    await rm(work, { recursive: true })
  }
}

/** Deletes the branch, if it is there. @throws ConfigurationError when git fails. */
export async function deleteBranch(checkout: Checkout): Promise<void> {
  const git = gitOf(checkout)
  const ref = `refs/heads/${checkout.branch}`
  const there = await remoteCommit(git, ref)
  if (there === undefined) return
  await push(git, [`--force-with-lease=${ref}:${there}`, 'origin', `:${ref}`], checkout.branch)
}

async function push(git: Git, args: readonly string[], branch: string): Promise<void> {
  await git(['push', '--quiet', ...args]).catch((cause: unknown) => {
    throw new ConfigurationError(
      `the branch ${branch} can't be pushed; give the job permissions: contents: write, pull-requests: write, or a token that may write`,
      { cause },
    )
  })
}

/** The commit of a branch of the remote; undefined if there is none. */
async function remoteCommit(git: Git, ref: string): Promise<string | undefined> {
  const [commit] = (await git(['ls-remote', 'origin', ref])).split(/\s/)
  return commit || undefined
}

/** The tree of a branch of the remote. */
async function remoteTree(git: Git, ref: string): Promise<string> {
  await git(['fetch', '--quiet', '--no-tags', '--depth=1', 'origin', `+${ref}:refs/spark-images/track`])
  return await git(['rev-parse', 'refs/spark-images/track^{tree}'])
}

function gitOf({ folder, token, server, env }: Checkout): Git {
  const settings: [string, string][] = [
    // The runner's user may be another than the checkout's.
    ['safe.directory', '*'],
    // A checkout's hooks are not ours to run.
    ['core.hooksPath', '/dev/null'],
    ['commit.gpgSign', 'false'],
  ]
  if (token !== undefined) {
    const header = `AUTHORIZATION: basic ${Buffer.from(`x-access-token:${token}`).toString('base64')}`
    // An empty one drops those that actions/checkout left: two are refused.
    settings.push([`http.${server}/.extraheader`, ''], [`http.${server}/.extraheader`, header])
  }
  // In the environment, where no list of processes shows them.
  const config = Object.fromEntries([
    ['GIT_CONFIG_COUNT', String(settings.length)],
    ...settings.flatMap(([key, value], index) => [
      [`GIT_CONFIG_KEY_${index}`, key],
      [`GIT_CONFIG_VALUE_${index}`, value],
    ]),
  ]) as NodeJS.ProcessEnv
  const names = {
    GIT_AUTHOR_NAME: BOT,
    GIT_AUTHOR_EMAIL: EMAIL,
    GIT_COMMITTER_NAME: BOT,
    GIT_COMMITTER_EMAIL: EMAIL,
  }
  return async (args, extra = {}) => {
    const options = {
      cwd: folder,
      env: { ...env, ...config, ...names, GIT_TERMINAL_PROMPT: '0', ...extra },
    }
    try {
      return (await run('git', args, { ...options, maxBuffer: 16 * 1024 * 1024 })).stdout.trim()
    } catch (error) {
      const { stderr } = error as { readonly stderr?: string }
      const said = oneLine(stderr || messageOf(error), 1000)
      throw new ConfigurationError(`git ${args[0]} failed: ${said}`)
    }
  }
}
