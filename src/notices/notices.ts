/** Tells others what happened: one webhook, and repositories that deploy, by `repository_dispatch`. */
import { ConfigurationError, messageOf, RegistryError } from '../errors.ts'
import { isLoopback } from '../oci/reference.ts'
import { asGiven } from '../registry/http/transport.ts'
import { type Asked, Web, type WebOptions } from '../registry/http/web.ts'

/** What is told. Webhooks get it as JSON, and workflows as `github.event.client_payload`. */
export interface Notice {
  readonly event: 'release' | 'failure' | 'findings'
  /** Registry and name of the images. */
  readonly image: string
  /** One line for people. */
  readonly text: string
  /** The run of the workflow, if it is one. */
  readonly run?: string
  /** Of a release: its id, and the tags that it moved with what they name now, null where it removed one. */
  readonly release?: string
  readonly aliases?: readonly { readonly alias: string; readonly digest: string | null }[]
  /** Of findings: those that are new. */
  readonly ids?: readonly string[]
}

export const WEBHOOK_FORMATS = ['json', 'slack'] as const

export interface Recipients {
  /** A secret; undefined for none. */
  readonly webhook: URL | undefined
  readonly format: (typeof WEBHOOK_FORMATS)[number]
  /** Repositories, as `owner/name`. */
  readonly dispatch: readonly string[]
  /** May write contents of those repositories. */
  readonly token: string
  /** GitHub's API, like https://api.github.com. */
  readonly api: string
}

/** The type of the event that other repositories get. */
const EVENT_TYPE = 'spark-images'

/** Tags and findings that a notice names: GitHub takes 64 KiB. */
const MAX_NAMED = 200
const MAX_ANSWER = 1024 * 1024
const LIMITS = { connect: 10_000, idle: 15_000, total: 60_000 }

/**
 * Parses a webhook's address, which is a secret: no message has it.
 * @throws ConfigurationError unless it is https, or http on this machine, without user and password.
 */
export function parseWebhook(text: string): URL | undefined {
  if (text === '') return undefined
  const url = URL.canParse(text) ? new URL(text) : undefined
  const isSafe = url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback(url.hostname))
  if (url !== undefined && isSafe && url.username === '' && url.password === '') return asGiven(url)
  throw new ConfigurationError(
    'the input webhook is not an address like https://host/path, without user and password',
  )
}

/** @throws ConfigurationError for what is no `owner/name`. */
export function checkRepositories(names: readonly string[]): readonly string[] {
  const wrong = names.find((name) => !/^[\w.-]+\/(?!\.\.?$)[\w.-]+$/.test(name))
  if (wrong === undefined) return names
  throw new ConfigurationError(
    `the input dispatch has ${JSON.stringify(wrong.slice(0, 100))}: name repositories as OWNER/NAME, one a line`,
  )
}

/** The body for a webhook. Slack takes https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks. */
export function webhookBody(notice: Notice, format: Recipients['format']): object {
  const { text, run } = notice
  if (format === 'json') return shortened(notice)
  // https://docs.slack.dev/messaging/formatting-message-text#escaping: nothing of it is a mention or a link.
  const plain = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  return { text: run === undefined ? plain : `${plain} (<${run}|run>)` }
}

function shortened({ aliases, ids, ...notice }: Notice): Notice {
  return { ...notice, aliases: aliases?.slice(0, MAX_NAMED), ids: ids?.slice(0, MAX_NAMED) }
}

/**
 * Sends a notice to all. What may pass is tried again within a minute: a lost connection, 429, statuses from 500 on.
 * @returns what failed, a line each, without any secret
 */
export async function sendNotices(
  notice: Notice,
  { webhook, format, dispatch, token, api }: Recipients,
  options: WebOptions = {},
): Promise<string[]> {
  using web = new Web({ limits: LIMITS, ...options })
  const failures: string[] = []
  const send = async (what: string, asked: Pick<Asked, 'url' | 'authorization'>, body: object) => {
    const headers = { 'content-type': 'application/json', 'user-agent': 'spark-images-action' }
    try {
      await web.ask({
        ...asked,
        method: 'POST',
        headers,
        body: JSON.stringify(body),
        expect: [200, 201, 202, 204],
        limit: MAX_ANSWER,
      })
    } catch (error) {
      if (!(error instanceof RegistryError)) throw error
      failures.push(`${what} was not told: ${messageOf(error)}`)
    }
  }
  if (webhook !== undefined) await send('the webhook', { url: webhook }, webhookBody(notice, format))
  for (const repository of dispatch) {
    const url = new URL(`${api.replace(/\/+$/, '')}/repos/${repository}/dispatches`)
    const body = { event_type: EVENT_TYPE, client_payload: shortened(notice) }
    await send(repository, { url, authorization: `Bearer ${token}` }, body)
  }
  return failures
}
