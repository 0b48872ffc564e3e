/** Tells failures apart, and words them: those that may pass, and those to whom something is refused. */
import * as z from 'zod/mini'
import { RegistryError } from '../../errors.ts'
import { tryParseJson } from '../../oci/json.ts'
import { oneLine } from '../../text.ts'
import type { Credentials } from './credentials.ts'

/** Whether a response of this status may be another when the request is sent again. */
export function isTransientStatus(status: number): boolean {
  return status === 408 || status === 429 || (status >= 500 && status !== 501 && status !== 505)
}

/** What a status says that is no answer, with the response's Retry-After. */
export function statusDetails(status: number, retryAfter: string | undefined) {
  return { transient: isTransientStatus(status), status, retryAfter: parseRetryAfter(retryAfter) }
}

// Names that don't resolve and certificates that aren't trusted stay as they are; connections come back.
const TRANSIENT_CODES =
  /^(EAI_AGAIN|ECONN\w+|EHOSTUNREACH|ENET\w+|EPIPE|ERR_STREAM_PREMATURE_CLOSE|ETIMEDOUT)$/

/** The code of a network failure, like ECONNREFUSED; also of one of several addresses tried. */
function networkCode(error: unknown): string | undefined {
  if (error instanceof AggregateError && error.errors.length > 0) return networkCode(error.errors[0])
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return typeof code === 'string' ? code : undefined
}

/** A failure of the network as a RegistryError, with the network's own error as its cause. */
export function connectionError(url: URL, cause: unknown): RegistryError {
  // A request that we ended ourselves, for the reason that is its error's cause.
  if (cause instanceof Error && cause.cause instanceof RegistryError) return cause.cause
  const code = networkCode(cause)
  // Node's "socket hang up" has the code ECONNRESET; a tunnel that a proxy closes has none.
  const transient = code === undefined ? /socket|tunneling/.test(String(cause)) : TRANSIENT_CODES.test(code)
  return new RegistryError(`no connection to ${url.host}`, { transient, cause })
}

/** What a response failed with: the network's errors, which have codes or are called aborted, as connectionError(). */
export function receiveError<T>(url: URL, error: T): T | RegistryError {
  const isAborted = error instanceof Error && error.message === 'aborted'
  return networkCode(error) !== undefined || isAborted ? connectionError(url, error) : error
}

/** Retry-After in ms: seconds, or a date (RFC 9110, 10.2.3). `now` in ms. */
export function parseRetryAfter(value: string | undefined, now = Date.now()): number | undefined {
  if (value === undefined) return undefined
  if (/^\d{1,9}$/.test(value)) return Number(value) * 1000
  const date = Date.parse(value)
  return Number.isNaN(date) ? undefined : Math.max(0, date - now)
}

const errorBody = z.object({
  errors: z.array(z.object({ code: z.string(), message: z.optional(z.string()) })),
})

/** What is shown, in characters: of an answer, and of scopes, some of which are the registry's own words. */
const MAX_LENGTH = 300

/**
 * What an error response's body says: codes, and one line of text for people (empty when there is none).
 * @param secrets what of it is not for people: a registry may repeat what we sent
 */
export function parseErrorBody(body: string, secrets: Iterable<string> = []) {
  const errors = tryParseJson(errorBody, body)?.errors ?? []
  const lines = errors.map(({ code, message }) => (message ? `${code}: ${message}` : code))
  // Before it is cut: a part of a secret is one too.
  const text = oneLine(withoutSecrets(lines.join('; '), secrets), MAX_LENGTH)
  return { codes: errors.map(({ code }) => code), text }
}

/** A text with the secrets that it repeats made unreadable, also as they stand in URLs and forms. */
export function withoutSecrets(text: string, secrets: Iterable<string>): string {
  return [...secrets]
    .filter(Boolean)
    .flatMap((secret) => [secret, ...encoded(secret), ...encoded(secret).map((text) => text.toLowerCase())])
    .sort((a, b) => b.length - a.length)
    .reduce((safe, secret) => safe.replaceAll(secret, '***'), text)
}

/** As a part of a URL, as several parts of one, and in a form. */
function encoded(secret: string): string[] {
  // By a buffer: half a surrogate pair can't be encoded.
  const text = Buffer.from(secret).toString()
  return [encodeURIComponent(text), encodeURI(text), `${new URLSearchParams([['', text]])}`.slice(1)]
}

/**
 * The error for a refused request: what was refused, to whom, and what to do about it.
 * @param what `credentials` that are missing or wrong, a `right` that they lack at the registry, or a `token` that the
 *   token server does not give although it knows who is asking
 * @param refused `said` is what the answer says for people, maybe nothing
 */
export function refusal(
  what: 'credentials' | 'right' | 'token',
  refused: {
    readonly registry: string
    readonly credentials: Credentials | undefined
    readonly scopes: readonly string[]
    readonly status: number
    readonly said: string
  },
): RegistryError {
  const { registry, credentials, scopes, status, said } = refused
  const isAnonymous = credentials === undefined
  const hasName = !isAnonymous && 'username' in credentials
  const who = hasName ? `the credentials of ${credentials.username}` : 'the identity token'
  const answer = `(${status}${said === '' ? '' : `, saying ${JSON.stringify(said)}`})`
  const login = `give username and password, or run docker login ${registry}`
  const asked = scopes.join(' ').slice(0, MAX_LENGTH)
  const [, name = '?', actions = 'pull'] = /^repository:(.*):([a-z,]+)$/.exec(scopes[0] ?? '') ?? []
  const writes = actions.includes('push')
  const permission = `permissions: packages: ${writes ? 'write' : 'read'}`
  const onGitHub = registry === 'ghcr.io' ? ` (on GitHub: ${permission} for the job)` : ''
  const whose = isAnonymous ? 'without credentials' : 'with the credentials that it was given'
  const texts = {
    credentials: isAnonymous
      ? `wants to know who is asking ${answer} and there are no credentials for it: ${login}`
      : `refuses ${who} ${answer}: ${login}`,
    right: `doesn't let us ${writes ? 'write to' : 'read'} ${name} ${whose} ${answer}: they need the right to ${actions}${onGitHub}`,
    token: isAnonymous
      ? `refused a token for ${asked} ${whose} ${answer}: use an account that has this right: ${login}${onGitHub}`
      : `refused a token for ${asked} for ${who} ${answer}: use an account that has this right${onGitHub}`,
  }
  return new RegistryError(`${registry} ${texts[what]}`, {
    // A 401 to a token that credentials got says "not you" as well.
    status: what === 'credentials' ? status : 403,
    refused: isAnonymous ? 'anonymous' : 'credentials',
  })
}
