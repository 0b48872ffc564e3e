/** Asks token servers for tokens, and words what is wrong with credentials. */
import { Readable } from 'node:stream'
import * as z from 'zod/mini'
import { RegistryError, type RegistryErrorDetails } from '../../errors.ts'
import { apiUrl } from '../../oci/reference.ts'
import type { Challenge } from './challenge.ts'
import type { Credentials } from './credentials.ts'
import { checkDestination } from './destination.ts'
import { isTransientStatus, parseErrorBody, parseRetryAfter } from './failure.ts'
import { type Request, type Response, readText, type Transport } from './transport.ts'

// distribution's has `token`, OAuth2's `access_token`; some servers send both, or one of them empty.
const tokenSchema = z.object({
  token: z.nullish(z.string()),
  access_token: z.nullish(z.string()),
  expires_in: z.nullish(z.union([z.number(), z.string().check(z.regex(/^\d{1,9}$/))])),
})

/** Seconds a token is good for when the server doesn't say (distribution's token specification). */
const DEFAULT_LIFE = 60
const MAX_ANSWER_BYTES = 256 * 1024
/** Of a message: what a token was asked for. */
const MAX_SCOPES = 300

/** A registry's bearer token. */
export interface Token {
  readonly value: string
  /** In ms since the epoch. */
  readonly expires: number
}

/**
 * Asks a token server for a token: GET with a user's name and password or anonymously, POST with an
 * identity token (https://distribution.github.io/distribution/spec/auth/token/ and …/oauth/).
 * @throws RegistryError when it refuses the credentials or what they asked for, or wants some and there are
 *   none; and for any other failure.
 */
export async function fetchToken(
  transport: Transport,
  registry: string,
  challenge: Challenge & { scheme: 'bearer' },
  scopes: readonly string[],
  credentials: Credentials | undefined,
): Promise<Token> {
  const response = await transport.send(tokenRequest(registry, challenge, scopes, credentials))
  const body = await readText(response.body, MAX_ANSWER_BYTES)
  if (response.status !== 200) throw refused(registry, response, body, scopes, credentials)
  const parsed = parseToken(body)
  const value = parsed?.token || parsed?.access_token
  if (!value || !/^[\x21-\x7e]+$/.test(value)) {
    throw new RegistryError(`${response.url.host} answered without a token when asked for one`)
  }
  const life = Number(parsed?.expires_in ?? DEFAULT_LIFE)
  // Renewed a little early, as a request takes time; a very short life is used at least once.
  return { value, expires: Date.now() + Math.max(life * 0.9, 1) * 1000 }
}

function parseToken(body: string): z.infer<typeof tokenSchema> | undefined {
  try {
    return z.safeParse(tokenSchema, JSON.parse(body)).data
  } catch {
    return undefined
  }
}

function refused(
  registry: string,
  { status, headers, url }: Response,
  body: string,
  scopes: readonly string[],
  credentials: Credentials | undefined,
): Error {
  const said = parseErrorBody(body, secretsOf(credentials)).text
  if (status === 401) return refusal(registry, credentials, status, said)
  if (status === 403) return withheld(registry, credentials, scopes, said)
  const details = { transient: isTransientStatus(status), status }
  const retryAfter = parseRetryAfter(headers['retry-after'])
  return new RegistryError(`${url.host} gave no token (${status})`, { ...details, retryAfter })
}

/** Credentials that are missing or wrong that says what to do about it. */
export function refusal(
  registry: string,
  credentials: Credentials | undefined,
  status: number,
  said: string,
): RegistryError {
  const words = wordsOf(said)
  const login = loginTo(registry)
  if (credentials === undefined) {
    return new RegistryError(
      `${registry} wants to know who is asking (${status}${words}) and there are no credentials for it: ${login}`,
      { status, refused: 'anonymous' },
    )
  }
  return new RegistryError(`${registry} refuses ${whose(credentials)} (${status}${words}): ${login}`, {
    status,
    refused: 'credentials',
  })
}

/** A right that is missing that names it. */
export function denial(
  registry: string,
  credentials: Credentials | undefined,
  scopes: readonly string[],
  status: number,
  said: string,
): RegistryError {
  const [, name = '?', actions = 'pull'] = /^repository:(.*):([a-z,]+)$/.exec(scopes[0] ?? '') ?? []
  const right = writes(scopes) ? 'write to' : 'read'
  const who = credentials === undefined ? 'without credentials' : 'with the credentials that it was given'
  return new RegistryError(
    `${registry} doesn't let us ${right} ${name} ${who} (${status}${wordsOf(said)}): they need the right to ${actions}${onGitHub(registry, scopes)}`,
    // A 401 to a token that credentials got says "not you" as well.
    { status: 403, refused: refusedBy(credentials) },
  )
}

/** A token server that knows who is asking and does not give what was asked for. */
function withheld(
  registry: string,
  credentials: Credentials | undefined,
  scopes: readonly string[],
  said: string,
): RegistryError {
  const who = credentials === undefined ? 'without credentials' : `for ${whose(credentials)}`
  const advice =
    credentials === undefined ? `that has this right: ${loginTo(registry)}` : 'that has this right'
  // Some of them are the registry's own words.
  const asked = scopes.join(' ').slice(0, MAX_SCOPES)
  return new RegistryError(
    `${registry} refused a token for ${asked} ${who} (403${wordsOf(said)}): use an account ${advice}${onGitHub(registry, scopes)}`,
    { status: 403, refused: refusedBy(credentials) },
  )
}

const refusedBy = (credentials: Credentials | undefined): RegistryErrorDetails['refused'] =>
  credentials === undefined ? 'anonymous' : 'credentials'

const wordsOf = (said: string): string => (said === '' ? '' : `, saying ${JSON.stringify(said)}`)

const loginTo = (registry: string): string => `give username and password, or run docker login ${registry}`

const whose = (credentials: Credentials): string =>
  'username' in credentials ? `the credentials of ${credentials.username}` : 'the identity token'

const writes = (scopes: readonly string[]): boolean => /:[a-z,]*push[a-z,]*$/.test(scopes[0] ?? '')

function onGitHub(registry: string, scopes: readonly string[]): string {
  if (registry !== 'ghcr.io') return ''
  return ` (on GitHub: permissions: packages: ${writes(scopes) ? 'write' : 'read'} for the job)`
}

/** The header of Basic authentication; undefined when it can't be used with these credentials. */
export function basic(credentials: Credentials | undefined): string | undefined {
  if (credentials === undefined || !('username' in credentials)) return undefined
  return `Basic ${Buffer.from(`${credentials.username}:${credentials.password}`).toString('base64')}`
}

function tokenRequest(
  registry: string,
  { realm, service }: Challenge & { scheme: 'bearer' },
  scopes: readonly string[],
  credentials: Credentials | undefined,
): Request {
  if (!URL.canParse(realm)) {
    throw new RegistryError(`${registry} names a token server that is not a URL`)
  }
  const url = new URL(realm)
  const root = apiUrl(registry)
  checkDestination(url, root, root)
  if (credentials !== undefined && 'identityToken' in credentials) {
    const form = new URLSearchParams({
      grant_type: 'refresh_token',
      client_id: 'spark-images-action',
      refresh_token: credentials.identityToken,
      scope: scopes.join(' '),
    })
    if (service !== undefined) form.set('service', service)
    const bytes = Buffer.from(form.toString())
    return {
      method: 'POST',
      url,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: { size: bytes.length, open: () => Readable.from([bytes]) },
    }
  }
  if (service !== undefined) url.searchParams.set('service', service)
  for (const scope of scopes) url.searchParams.append('scope', scope)
  const authorization = basic(credentials)
  return { method: 'GET', url, ...(authorization === undefined ? {} : { headers: { authorization } }) }
}

/** What of credentials must not appear in a message. */
export function secretsOf(credentials: Credentials | undefined): readonly string[] {
  if (credentials === undefined) return []
  if ('identityToken' in credentials) return [credentials.identityToken]
  return [credentials.password, basic(credentials)?.slice('Basic '.length) ?? '']
}
