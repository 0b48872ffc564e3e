import { generateKeyPairSync, randomUUID, sign } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import type { IncomingMessage } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { pemOf, selfSigned } from './certificate.ts'
import { startRegistry, type TestRegistry, USER } from './registry.ts'
import { serve } from './server.ts'

/** A token request as the server got it. */
export interface TokenRequest {
  readonly method: string
  readonly scopes: readonly string[]
  readonly service: string | undefined
  readonly user: 'password' | 'identity token' | 'wrong' | 'anonymous'
}

export interface TokenOptions {
  /** Fields of the answer that hold the token; distribution's by default. */
  readonly fields?: readonly string[]
  /** What the answer says of the token's life, in seconds, and what it is: the registry allows 60 more. */
  readonly says?: number | string
  readonly life?: number
  /** The actions that are granted of those asked for. */
  readonly grant?: (actions: readonly string[]) => readonly string[]
  readonly path?: string
}

/** A registry that wants the tokens of a server, and that server; both are real. */
export interface TokenRegistry extends TestRegistry {
  /** Where the token server is. */
  readonly realm: string
  readonly requests: readonly TokenRequest[]
  /** All tokens that were given out. */
  readonly tokens: readonly string[]
}

/** An OAuth2 refresh token that stands for USER, as `docker login` may get one. */
export const IDENTITY_TOKEN = 'identity+token/only=for tests'

/**
 * Starts a registry and a token server by distribution's specification
 * (https://distribution.github.io/distribution/spec/auth/token/, …/oauth/, …/jwt/).
 */
export async function startTokenRegistry(options: TokenOptions = {}): Promise<TokenRegistry> {
  const { fields = ['token'], says, life = 300, grant = (actions) => actions, path = '/token' } = options
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const certificate = selfSigned(privateKey, 'token server of a test')
  const requests: TokenRequest[] = []
  const tokens: string[] = []

  const issue = (service: string, scopes: readonly string[]): string => {
    const now = Math.floor(Date.now() / 1000)
    const access = scopes.map((scope) => {
      const [type, name, actions = ''] = scope.split(':')
      return { type, name, actions: grant(actions.split(',')) }
    })
    const header = { typ: 'JWT', alg: 'ES256', x5c: [certificate.toString('base64')] }
    const claims = { iss: 'tests', sub: USER.username, aud: service, jti: randomUUID(), access }
    const times = { exp: now + life, nbf: now - 100, iat: now - 100 }
    const signed = [header, { ...claims, ...times }]
      .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
      .join('.')
    const signature = sign('sha256', Buffer.from(signed), { key: privateKey, dsaEncoding: 'ieee-p1363' })
    return `${signed}.${signature.toString('base64url')}`
  }

  const server = await serve(async (message, response) => {
    const { pathname, scopes, service, ...request } = await parseRequest(message)
    requests.push({ ...request, scopes, service })
    if (pathname !== path) return void response.writeHead(404).end()
    if (request.user === 'wrong' || request.user === 'anonymous') {
      // It repeats what it was sent, which must not be shown.
      const errors = [{ code: 'UNAUTHORIZED', message: `${request.user}: ${request.sent}` }]
      return void response.writeHead(401).end(JSON.stringify({ errors }))
    }
    const token = issue(service ?? '', scopes)
    tokens.push(token)
    const named = Object.fromEntries(fields.map((field) => [field, token]))
    response.end(JSON.stringify({ ...named, ...(says === undefined ? {} : { expires_in: says }) }))
  })
  const folder = await mkdtemp(join(tmpdir(), 'test-tokens-'))
  const rootcertbundle = join(folder, 'certificate.pem')
  await writeFile(rootcertbundle, pemOf(certificate))
  const realm = `http://${server.host}${path}`
  const auth = { token: { realm, service: 'registry of a test', issuer: 'tests', rootcertbundle } }
  const registry = await startRegistry({ auth })
  return {
    ...registry,
    realm,
    requests,
    tokens,
    async [Symbol.asyncDispose]() {
      await registry[Symbol.asyncDispose]()
      await server[Symbol.asyncDispose]()
      await rm(folder, { recursive: true })
    },
  }
}

/** GET with a password, or POST with an identity token. */
async function parseRequest(
  message: IncomingMessage,
): Promise<TokenRequest & { readonly pathname: string; readonly sent: string }> {
  const { method = '', headers } = message
  const { pathname, searchParams } = new URL(message.url ?? '', 'http://tokens')
  const isPost = method === 'POST'
  const values = isPost ? new URLSearchParams(await text(message)) : searchParams
  return {
    method,
    pathname,
    scopes: isPost ? (values.get('scope') ?? '').split(' ') : values.getAll('scope'),
    service: values.get('service') ?? undefined,
    user: isPost ? refreshed(values) : whoIs(headers.authorization),
    sent: `${headers.authorization} ${values}`,
  }
}

function whoIs(authorization: string | undefined): TokenRequest['user'] {
  if (authorization === undefined) return 'anonymous'
  const pair = `${USER.username}:${USER.password}`
  return authorization === `Basic ${Buffer.from(pair).toString('base64')}` ? 'password' : 'wrong'
}

function refreshed(values: URLSearchParams): TokenRequest['user'] {
  const isRight =
    values.get('grant_type') === 'refresh_token' && values.get('refresh_token') === IDENTITY_TOKEN
  return isRight ? 'identity token' : 'wrong'
}
