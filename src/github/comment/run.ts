/** What the comment entry does. */
import { readFile } from 'node:fs/promises'
import * as core from '@actions/core'
import * as z from 'zod/mini'
import { ConfigurationError } from '../../errors.ts'
import { tryParseJson } from '../../oci/json.ts'
import { formatImageName } from '../../oci/reference.ts'
import { decodePlan } from '../../plan/output.ts'
import { info } from '../entry.ts'
import { RestClient } from '../rest.ts'
import { mergeDiffs, readDiffs } from './changes.ts'
import { type KeptComment, keepComment } from './comment.ts'
import type { readInputs } from './inputs.ts'
import { commentText } from './text.ts'

const HINT = 'the token may not write comments. Give the job permissions: pull-requests: write'

type Inputs = ReturnType<typeof readInputs>

/** Says on the pull request what it changes in the images. Without a pull request nothing is said. */
export async function run(inputs: Inputs): Promise<void> {
  const pull = await readPull(inputs.env)
  if (pull === undefined) {
    info('no comment is written: this run is of no pull request')
    return report({ operation: 'none' })
  }
  report(await keep(pull, inputs))
}

function report({ operation, url = '' }: KeptComment): void {
  core.setOutput('comment-operation', operation)
  core.setOutput('comment-url', url)
}

async function keep({ number, commit, isFork }: Pull, inputs: Inputs): Promise<KeptComment> {
  const { folder, token, author, env } = inputs
  const { GITHUB_API_URL: api, GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository } = env
  if (api === undefined || server === undefined || repository === undefined)
    throw new ConfigurationError('GITHUB_API_URL, GITHUB_SERVER_URL or GITHUB_REPOSITORY is not set')
  if (token === '') throw new ConfigurationError('the input token is empty: the comment needs one')
  const image = formatImageName(inputs.image)
  const plan = decodePlan(inputs.plan)
  const isNews = plan.cells.some(({ verdict }) => verdict === 'build')
  const changes = isNews ? mergeDiffs(plan, image, await readDiffs(folder)) : undefined
  const about = { image, commit, run: `${server}/${repository}/actions/runs/${env.GITHUB_RUN_ID}` }
  const text = commentText(changes, about)
  using rest = new RestClient({ api, repository, token, hint: HINT }, { log: info })
  const wanted = { pull: number, text, subject: image, author, isNews }
  const kept = await keepComment(wanted, rest).catch((error: unknown): KeptComment => {
    if (!isFork || !(error instanceof ConfigurationError)) throw error
    core.notice(
      `no comment is written, as the token of a fork's pull request can only read: ${error.message}`,
    )
    return { operation: 'none' }
  })
  info(`the comment on #${number}: ${[kept.operation, kept.url].filter(Boolean).join(', ')}`)
  return kept
}

interface Pull {
  readonly number: number
  readonly commit: string
  readonly isFork: boolean
}

const payload = z.object({
  pull_request: z.object({
    number: z.int(),
    head: z.object({
      sha: z.string().check(z.regex(/^[0-9a-f]{40,64}$/)),
      // null when the fork is gone.
      repo: z.nullish(z.object({ full_name: z.string() })),
    }),
  }),
})

/** The pull request of the run; undefined for other events. */
async function readPull({
  GITHUB_EVENT_NAME: name,
  GITHUB_EVENT_PATH: file,
  GITHUB_REPOSITORY: repository,
}: NodeJS.ProcessEnv): Promise<Pull | undefined> {
  if (name !== 'pull_request' || file === undefined) return undefined
  const parsed = tryParseJson(payload, await readFile(file, 'utf8'))
  if (parsed === undefined) return undefined
  const { number, head } = parsed.pull_request
  return { number, commit: head.sha, isFork: head.repo?.full_name !== repository }
}
