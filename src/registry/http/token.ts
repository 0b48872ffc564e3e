/** What registries answer who asks without a token, and tokens from the servers that they name. */
import { Readable } from 'node:stream'
import * as z from 'zod/mini'
import { RegistryError } from '../../errors.ts'
import { tryParseJson } from '../../oci/json.ts'
import { apiUrl } from '../../oci/reference.ts'
import { basic, type Credentials, secretsOf } from './credentials.ts'
import { checkDestination } from './destination.ts'
import { parseErrorBody, refusal, statusDetails } from './failure.ts'
import { type Request, readText, type Transport } from './transport.ts'

/** A registry wants a token of its token server (distribution's token specification). */
export interface BearerChallenge {
  readonly scheme: 'bearer'
  readonly realm: string
  readonly service?: string
  readonly scope?: string
}

export type Challenge = BearerChallenge | { readonly scheme: 'basic' }

/** Longer headers are cut: the time that the expression below takes grows with the square of their length. */
const MAX_HEADER_LENGTH = 4096

/** A scheme, after a comma or at the beginning; or a parameter, its value quoted or plain. */
const PART = /(?:^|,)[\s,]*([^\s,="]+)(?=\s|,|$)(?!\s*=)|([a-z]+)\s*=\s*(?:"([^"]*)"|([^\s,]+))/gi

/** The challenge that we can answer best, of the several that a WWW-Authenticate may have (RFC 9110, 11.6.1). */
export function parseChallenge(header = ''): Challenge | undefined {
  const challenges: Record<string, string>[] = []
  for (const [, scheme, key = '', quoted, plain] of header.slice(0, MAX_HEADER_LENGTH).matchAll(PART)) {
    const last = challenges.at(-1)
    if (scheme !== undefined) challenges.push({ scheme: scheme.toLowerCase() })
    else if (last !== undefined) last[key.toLowerCase()] = quoted ?? plain ?? ''
  }
  for (const { scheme, realm, service, scope } of challenges) {
    if (scheme === 'bearer' && realm !== undefined) return { scheme, realm, service, scope }
  }
  return challenges.some(({ scheme }) => scheme === 'basic') ? { scheme: 'basic' } : undefined
}

// distribution's has `token`, OAuth2's `access_token`; some servers send both, or one of them empty.
const tokenSchema = z.object({
  token: z.nullish(z.string()),
  access_token: z.nullish(z.string()),
  expires_in: z.nullish(z.union([z.number(), z.string().check(z.regex(/^\d{1,9}$/))])),
})

/** Seconds a token is good for when the server doesn't say (distribution's token specification). */
const DEFAULT_LIFE = 60
const MAX_ANSWER_BYTES = 256 * 1024

/** A registry's bearer token; `expires` in ms since the epoch. */
export interface Token {
  readonly value: string
  readonly expires: number
}

/**
 * Asks a token server for a token: GET with a user's name and password or anonymously, POST with an
 * identity token (https://distribution.github.io/distribution/spec/auth/token/ and …/oauth/).
 * @throws RegistryError when it refuses, or fails in any other way.
 */
export async function fetchToken(
  transport: Transport,
  registry: string,
  challenge: BearerChallenge,
  scopes: readonly string[],
  credentials: Credentials | undefined,
): Promise<Token> {
  const request = tokenRequest(registry, challenge, scopes, credentials)
  const { status, headers, url, body } = await transport.send(request)
  const text = await readText(body, MAX_ANSWER_BYTES)
  if (status === 401 || status === 403) {
    const said = parseErrorBody(text, secretsOf(credentials)).text
    const what = status === 401 ? 'credentials' : 'token'
    throw refusal(what, { registry, credentials, scopes, status, said })
  }
  if (status !== 200) {
    const details = statusDetails(status, headers['retry-after'])
    throw new RegistryError(`${url.host} gave no token (${status})`, details)
  }
  const parsed = tryParseJson(tokenSchema, text)
  const value = parsed?.token || parsed?.access_token
  if (!value || !/^[\x21-\x7e]+$/.test(value)) {
    throw new RegistryError(`${url.host} answered without a token when asked for one`)
  }
  const life = Number(parsed?.expires_in ?? DEFAULT_LIFE)
  // Renewed a little early, as a request takes time; a very short life is used at least once.
  return { value, expires: Date.now() + Math.max(life * 0.9, 1) * 1000 }
}

function tokenRequest(
  registry: string,
  { realm, service }: BearerChallenge,
  scopes: readonly string[],
  credentials: Credentials | undefined,
): Request {
  if (!URL.canParse(realm)) throw new RegistryError(`${registry} names a token server that is not a URL`)
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
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    return { method: 'POST', url, headers, body: { size: bytes.length, open: () => Readable.from([bytes]) } }
  }
  if (service !== undefined) url.searchParams.set('service', service)
  for (const scope of scopes) url.searchParams.append('scope', scope)
  const authorization = basic(credentials)
  return { method: 'GET', url, headers: authorization === undefined ? {} : { authorization } }
}
