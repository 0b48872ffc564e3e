/** Speaks to one registry: authenticates, follows redirects, tries again, and turns statuses into errors. */
import { buffer } from 'node:stream/consumers'
import { messageOf, RegistryError } from '../../errors.ts'
import { apiUrl } from '../../oci/reference.ts'
import { Authorizer, type CredentialSource } from './auth.ts'
import { type Credentials, findCredentials, secretsOf } from './credentials.ts'
import { checkDestination } from './destination.ts'
import {
  isNetworkError,
  isTransientStatus,
  parseErrorBody,
  parseRetryAfter,
  withoutSecrets,
} from './failure.ts'
import { refusal } from './refusal.ts'
import { PATIENT, type RetryPolicy, retry } from './retry.ts'
import {
  asGiven,
  connectionError,
  discard,
  nameOf,
  type Permit,
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
  /** The permit that requests need at the moment, each try of one too; none unless given. */
  readonly permit?: () => Permit | undefined
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
  readonly #credentials: CredentialSource
  readonly #authorizer: Authorizer
  readonly #retries: RetryPolicy
  readonly #log: (line: string) => void
  readonly #permit: () => Permit | undefined

  constructor(registry: string, options: ClientOptions = {}) {
    const { credentials, log = () => {}, retries = PATIENT, transport = new Transport(), env } = options
    this.registry = registry
    this.#root = apiUrl(registry)
    this.#transport = transport
    this.#retries = retries
    this.#log = log
    this.#permit = options.permit ?? (() => undefined)
    let found: Promise<Credentials | undefined> | undefined
    this.#credentials = (again = false) => {
      if (credentials !== undefined) return Promise.resolve(credentials)
      if (found === undefined || again) found = findCredentials(registry, env)
      return found
    }
    this.#authorizer = new Authorizer(registry, transport, this.#credentials, secretsOf(credentials))
  }

  /**
   * Sends a request, again when it fails in a way that may pass.
   * @param consume reads the response; when that fails in such a way, the request is sent again too
   * @throws RegistryError when the registry refuses us, for every other status than the expected ones, and
   *   when there is no connection.
   * @throws ConfigurationError when Docker's credentials can't be read.
   */
  request<T>(
    call: Call,
    consume: (response: Response) => Promise<T> | T,
    policy: RetryPolicy = this.#retries,
  ): Promise<T> {
    return this.retrying(async () => {
      const response = await this.once(call)
      try {
        return await consume(response)
      } catch (error) {
        throw this.#safe(receiveError(response.url, error))
      }
    }, policy)
  }

  /** As retry() with this client's policy and log. */
  retrying<T>(attempt: () => Promise<T>, policy: RetryPolicy = this.#retries): Promise<T> {
    return retry(policy, attempt, ({ message }, wait) =>
      this.#log(`${message}; trying again in ${(wait / 1000).toFixed(1)} s`),
    )
  }

  /** Sends a request once; again only when the registry asks who we are. Throws as request(). */
  async once(call: Call): Promise<Response> {
    try {
      const url = call.url instanceof URL ? call.url : new URL(call.url, this.#root)
      let authorization = await this.#authorize(url, call.scopes)
      let response = await this.#follow(call, url, authorization)
      const isRefused = (): boolean =>
        response.status === 401 && response.url.origin === this.#root.origin && !call.expect.includes(401)
      // Twice at most: who we are, and then a password that is new. A token was new the first time.
      for (let asked = 0; asked < 2 && isRefused(); asked++) {
        if (asked > 0 && authorization?.startsWith('Bearer ')) break
        const challenge = response.headers['www-authenticate']
        if (!(await this.#authorizer.learn(challenge, call.scopes, authorization))) break
        discard(response)
        authorization = await this.#authorize(url, call.scopes)
        response = await this.#follow(call, url, authorization)
      }
      if (call.expect.includes(response.status)) return response
      throw await this.#failure(call, response, authorization)
    } catch (error) {
      throw this.#safe(error)
    }
  }

  /** Logs what people should know of an answer. */
  note(line: string): void {
    this.#log(line)
  }

  close(): void {
    this.#transport.close()
  }

  /** A registry may repeat anywhere what we sent: in a host, a header, a path. No message has it. */
  #safe(error: unknown): unknown {
    if (!(error instanceof RegistryError)) return error
    const text = messageOf(error)
    const safe = withoutSecrets(text, this.#authorizer.secrets)
    return safe === text ? error : new RegistryError(safe, { ...error, cause: undefined })
  }

  /** Credentials are for the registry's own host: uploads and downloads may be sent elsewhere. */
  async #authorize(url: URL, scopes: readonly string[]): Promise<string | undefined> {
    return url.origin === this.#root.origin ? this.#authorizer.header(scopes) : undefined
  }

  async #follow(call: Call, start: URL, authorization: string | undefined): Promise<Response> {
    const { method, body, headers: own = {} } = call
    let url = start
    // A location, link or realm that the registry gave us.
    checkDestination(start, this.#root, this.#root)
    for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
      const isOurs = url.origin === this.#root.origin
      const headers = isOurs && authorization !== undefined ? { ...own, authorization } : own
      const response = await this.#transport.send({ method, url, headers, body }, this.#permit())
      const next = method === 'GET' || method === 'HEAD' ? redirectOf(response) : undefined
      if (next === undefined) return response
      discard(response)
      checkDestination(next, url, this.#root)
      url = next
    }
    throw new RegistryError(`${nameOf(start)} is redirected without end`)
  }

  async #failure(
    { method, scopes }: Call,
    response: Response,
    authorization: string | undefined,
  ): Promise<Error> {
    const { status, headers, url } = response
    const body = method === 'HEAD' ? '' : await readText(response.body)
    if (method === 'HEAD') discard(response)
    const { codes, text } = parseErrorBody(body, this.#authorizer.secrets)
    const isOurs = url.origin === this.#root.origin
    const credentials = await this.#credentials()
    // The token server took the credentials, and the registry does not take its token: it grants too little.
    const isKnown = credentials !== undefined && authorization?.startsWith('Bearer ') === true
    if (isOurs && (status === 401 || status === 403)) {
      const what = status === 401 && !isKnown ? 'credentials' : 'right'
      return refusal(what, { registry: this.registry, credentials, scopes, status, said: text })
    }
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

/** Where a response redirects to. @throws RegistryError when that is nowhere. */
function redirectOf({ status, headers, url }: Response): URL | undefined {
  const { location } = headers
  if (![301, 302, 303, 307, 308].includes(status) || location === undefined) return undefined
  const next = URL.canParse(location, url.href) ? asGiven(new URL(location, url)) : undefined
  if (next !== undefined) return next
  throw new RegistryError(`${nameOf(url)} is redirected where we can't follow`)
}

/** A failure to read a response: connections break off, and bytes may come damaged; both may pass. */
function receiveError(url: URL, error: unknown): unknown {
  if (error instanceof RegistryError) {
    return error.damaged ? new RegistryError(error.message, { ...error, transient: true }) : error
  }
  return isNetworkError(error) ? connectionError(url, error) : error
}

/** A response's whole body. @throws RegistryError when there are more than `limit` bytes. */
export async function readBytes(response: Response, limit: number): Promise<Buffer> {
  async function* bounded(): AsyncGenerator<Buffer> {
    let seen = 0
    for await (const chunk of response.body as AsyncIterable<Buffer>) {
      seen += chunk.length
      if (seen > limit) {
        throw new RegistryError(
          `${nameOf(response.url)} is larger than the ${limit} bytes that it should have at most`,
        )
      }
      yield chunk
    }
  }
  return buffer(bounded())
}
