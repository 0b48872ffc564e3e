/** The notices of an entry: its inputs, and what it tells. */
import * as core from '@actions/core'
import { ConfigurationError, messageOf } from '../errors.ts'
import {
  checkRepositories,
  type Notice,
  parseWebhook,
  type Recipients,
  sendNotices,
  WEBHOOK_FORMATS,
} from '../notices/notices.ts'
import { oneLine } from '../text.ts'
import { info, warn } from './entry.ts'
import { choiceInput, listInput } from './inputs.ts'

/** A webhook's text, in characters. */
const MAX_TEXT = 1000

/** @throws ConfigurationError naming an input that is not what it may be. */
export function readRecipients(): Recipients {
  const [webhook, token] = [core.getInput('webhook'), core.getInput('dispatch-token')]
  for (const secret of [webhook, token]) if (secret !== '') core.setSecret(secret)
  const dispatch = checkRepositories(listInput('dispatch'))
  if (dispatch.length > 0 && token === '') {
    throw new ConfigurationError(
      'the input dispatch-token is empty: telling other repositories needs a token that may write their contents',
    )
  }
  const format = choiceInput('webhook-format', WEBHOOK_FORMATS, 'json')
  const api = process.env.GITHUB_API_URL ?? 'https://api.github.com'
  return { webhook: parseWebhook(webhook), format, dispatch, token, api }
}

/** Tells what happened. Nothing that goes wrong here fails the step: it is a warning. */
export async function notify(
  notice: Omit<Notice, 'run'>,
  recipients: Recipients,
  env: NodeJS.ProcessEnv,
): Promise<void> {
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_RUN_ID: id } = env
  const run = id === undefined ? undefined : `${server}/${repository}/actions/runs/${id}`
  const text = oneLine(notice.text, MAX_TEXT)
  try {
    warn(await sendNotices({ ...notice, text, run }, recipients, { log: info }))
  } catch (error) {
    core.warning(`nobody was told: ${messageOf(error)}`)
  }
}
