import { buffer } from 'node:stream/consumers'
import { ConfigurationError } from '../errors.ts'
import { Authorizer } from './auth.ts'
import { type Credentials, findCredentials } from './credentials.ts'
import { ContentError } from './digest.ts'
import {
  AccessError,
  isNetworkError,
  isTransientStatus,
  parseErrorBody,
  parseRetryAfter,
  RegistryError,
} from './failure.ts'
import { apiUrl } from './reference.ts'
import { PATIENT, type RetryPolicy, retry } from './retry.ts'
import { refusal, withoutSecrets } from './token.ts'
import {
  connectionError,
  discard,
  nameOf,
  type Request,
  type Response,
  readText,
  Transport,
} from './transport.ts'

export interface ClientOptions {
  /** Instead of what `docker login` left. */
  readonly credentials?: Credentials
  /** Told of each retry and why; nothing secret is in it. */
  readonly log?: (line: string) => void
  readonly retries?: RetryPolicy
  readonly transport?: Transport
  readonly env?: NodeJS.ProcessEnv
}

/** One request to a registry's API. */
export interface Call extends Omit<Request, 'url'> {
  /** Relative to the API's root (`/v2/…`), or a whole URL that the registry gave. */
  readonly url: string | URL
  /** What it needs the right for, as token servers name it: `repository:NAME:pull`. */
  readonly scopes: readonly string[]
  /** Statuses that are an answer; every other is a failure. With 401, we don't ask for more rights. */
  readonly expect: readonly number[]
}

const MAX_REDIRECTS = 5

/** Speaks to one registry: authenticates, follows redirects, tries again, and turns statuses into errors. */
export class Client {
  readonly registry: string
  readonly #root: URL
  readonly #transport: Transport
  readonly #credentials: () => Promise<Credentials | undefined>
  readonly #authorizer: Authorizer
  readonly #retries: RetryPolicy
  readonly #log: (line: string) => void

  constructor(registry: string, options: ClientOptions = {}) {
    const { credentials, log = () => {}, retries = PATIENT, transport = new Transport(), env } = options
    this.registry = registry
    this.#root = apiUrl(registry)
    this.#transport = transport
    this.#retries = retries
    this.#log = log
    let found: Promise<Credentials | undefined> | undefined
    this.#credentials = () => {
      found ??= credentials === undefined ? findCredentials(registry, env) : Promise.resolve(credentials)
      return found
    }
    this.#authorizer = new Authorizer(registry, transport, this.#credentials)
  }

  /**
   * Sends a request, again when it fails in a way that may pass.
   * @param consume reads the response; when that fails in such a way, the request is sent again too
   * @throws ConfigurationError when the registry refuses us.
   * @throws RegistryError for every other status than the expected ones, and when there is no connection.
   */
  async call<T>(
    call: Call,
    consume: (response: Response) => Promise<T> | T,
    policy: RetryPolicy = this.#retries,
  ): Promise<T> {
    return this.retrying(async () => {
      const response = await this.once(call)
      try {
        return await consume(response)
      } catch (error) {
        throw receiveError(response.url, error)
      }
    }, policy)
  }

  /** As retry() with this client's policy and log. */
  retrying<T>(attempt: () => Promise<T>, policy: RetryPolicy = this.#retries): Promise<T> {
    return retry(policy, attempt, (error, wait) => {
      const reason = error instanceof Error ? error.message : String(error)
      this.#log(`${reason}; trying again in ${(wait / 1000).toFixed(1)} s`)
    })
  }

  /** Sends a request once; a second time only after the registry asked who we are. Throws as call(). */
  async once(call: Call): Promise<Response> {
    const url = new URL(call.url, this.#root)
    let authorization = await this.#authorize(url, call.scopes)
    let response = await this.#follow(call, url, authorization)
    const isOurs = response.url.origin === this.#root.origin
    if (response.status === 401 && isOurs && !call.expect.includes(401)) {
      const header = response.headers['www-authenticate']
      if (await this.#authorizer.learn(header, call.scopes, authorization)) {
        discard(response)
        authorization = await this.#authorize(url, call.scopes)
        response = await this.#follow(call, url, authorization)
      }
    }
    if (call.expect.includes(response.status)) return response
    throw await this.#failure(call, response)
  }

  close(): void {
    this.#transport.close()
  }

  /** Credentials are for the registry's own host: uploads and downloads may be sent elsewhere. */
  async #authorize(url: URL, scopes: readonly string[]): Promise<string | undefined> {
    return url.origin === this.#root.origin ? this.#authorizer.header(scopes) : undefined
  }

  async #follow(call: Call, start: URL, authorization: string | undefined): Promise<Response> {
    const { method, body, headers: own = {} } = call
    let url = start
    for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
      const isOurs = url.origin === this.#root.origin
      const headers = isOurs && authorization !== undefined ? { ...own, authorization } : own
      const response = await this.#transport.send({ method, url, headers, ...(body ? { body } : {}) })
      const next = method === 'GET' || method === 'HEAD' ? redirectOf(response) : undefined
      if (next === undefined) return response
      discard(response)
      url = next
    }
    throw new RegistryError(`${nameOf(start)} is redirected without end`, { transient: false })
  }

  async #failure({ method, scopes }: Call, response: Response): Promise<Error> {
    const { status, headers, url } = response
    const body = method === 'HEAD' ? '' : await readText(response.body)
    if (method === 'HEAD') discard(response)
    const { codes, text: said } = parseErrorBody(body)
    // A registry may repeat in an error what we sent.
    const text = withoutSecrets(said, await this.#authorizer.secrets())
    const isOurs = url.origin === this.#root.origin
    if (status === 401 && isOurs) return refusal(this.registry, await this.#credentials(), status, text)
    if (status === 403 && isOurs) return denial(this.registry, await this.#credentials(), scopes, text)
    return new RegistryError(
      `${this.registry} answered ${status} to ${method} ${nameOf(url)}${text === '' ? '' : ` (${text})`}`,
      {
        transient: isTransientStatus(status),
        status,
        codes,
        retryAfter: parseRetryAfter(headers['retry-after']),
      },
    )
  }
}

/** Where a response redirects to. @throws RegistryError when that is nowhere, or from HTTPS to HTTP. */
function redirectOf({ status, headers, url }: Response): URL | undefined {
  const { location } = headers
  if (![301, 302, 303, 307, 308].includes(status) || location === undefined) return undefined
  const next = URL.canParse(location, url.href) ? new URL(location, url) : undefined
  if (next !== undefined && (url.protocol === 'http:' || next.protocol === 'https:')) return next
  throw new RegistryError(`${nameOf(url)} is redirected where we can't follow`, { transient: false })
}

/** A failure to read a response: connections break off, and bytes may come damaged; both may pass. */
function receiveError(url: URL, error: unknown): unknown {
  if (error instanceof ContentError) return new ContentError(error.message, { transient: true })
  const isOther = error instanceof RegistryError || error instanceof ConfigurationError
  return isOther || !isNetworkError(error) ? error : connectionError(url, error)
}

/** A response's whole body. @throws RegistryError when there are more than `limit` bytes. */
export async function readBytes(response: Response, limit: number): Promise<Buffer> {
  async function* bounded(): AsyncGenerator<Buffer> {
    let seen = 0
    for await (const chunk of response.body as AsyncIterable<Buffer>) {
      seen += chunk.length
      if (seen > limit) {
        const message = `${nameOf(response.url)} is larger than the ${limit} bytes that it should have at most`
        throw new RegistryError(message, { transient: false })
      }
      yield chunk
    }
  }
  return buffer(bounded())
}

function denial(
  registry: string,
  credentials: Credentials | undefined,
  scopes: readonly string[],
  said: string,
): AccessError {
  const [, name = '?', actions = 'pull'] = /^repository:(.*):([a-z,]+)$/.exec(scopes[0] ?? '') ?? []
  const right = actions.includes('push') ? 'write to' : 'read'
  const who = credentials === undefined ? 'without credentials' : 'with the credentials that it was given'
  const words = said === '' ? '' : `, saying ${JSON.stringify(said)}`
  const github = registry === 'ghcr.io' ? ' (on GitHub: permissions: packages: write for the job)' : ''
  return new AccessError(
    `${registry} doesn't let us ${right} ${name} ${who} (403${words}): they need the right to ${actions}${github}`,
    { status: 403, anonymous: credentials === undefined },
  )
}
