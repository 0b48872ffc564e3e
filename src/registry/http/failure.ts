/** Tells failures apart: those that may pass, and what a registry says of them. */
import * as z from 'zod/mini'
import { tryParseJson } from '../../oci/json.ts'
import { oneLine } from '../../text.ts'

/** Of what a registry says. */
const MAX_LINE = 300

/** Whether a response of this status may be another when the request is sent again. */
export function isTransientStatus(status: number): boolean {
  return status === 408 || status === 429 || (status >= 500 && status !== 501 && status !== 505)
}

// Names that don't resolve and certificates that aren't trusted stay as they are; connections come back.
const TRANSIENT_CODES = new Set([
  'EAI_AGAIN',
  'ECONNABORTED',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETDOWN',
  'ENETRESET',
  'ENETUNREACH',
  'EPIPE',
  'ERR_STREAM_PREMATURE_CLOSE',
  'ETIMEDOUT',
])

/** The code of a network failure, like ECONNREFUSED; also of one of several addresses tried. */
export function networkCode(error: unknown): string | undefined {
  if (error instanceof AggregateError && error.errors.length > 0) return networkCode(error.errors[0])
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return typeof code === 'string' ? code : undefined
}

/** Whether an error is one of the network: Node's have codes, and an aborted request is an AbortError. */
export function isNetworkError(error: unknown): boolean {
  return networkCode(error) !== undefined || (error instanceof Error && error.message === 'aborted')
}

/** Whether a network failure may pass. */
export function isTransientNetworkError(error: unknown): boolean {
  const code = networkCode(error)
  // Node's "socket hang up" has the code ECONNRESET; a tunnel that a proxy closes has none.
  return code === undefined ? /socket|tunneling/.test(String(error)) : TRANSIENT_CODES.has(code)
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

/**
 * What an error response's body says: codes, and one line of text for people (empty when there is none).
 * @param secrets what of it is not for people: a registry may repeat what we sent
 */
export function parseErrorBody(
  body: string,
  secrets: readonly string[] = [],
): { readonly codes: readonly string[]; readonly text: string } {
  const errors = tryParseJson(errorBody, body)?.errors ?? []
  const lines = errors.map(({ code, message }) => (message ? `${code}: ${message}` : code))
  // Before it is cut: a part of a secret is one too.
  const text = oneLine(withoutSecrets(lines.join('; '), secrets), MAX_LINE)
  return { codes: errors.map(({ code }) => code), text }
}

/** A text with the secrets that it repeats made unreadable, also as they stand in URLs and forms. */
export function withoutSecrets(text: string, secrets: readonly string[]): string {
  return secrets
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
