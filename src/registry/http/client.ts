/** Speaks to one registry: authenticates, follows redirects, tries again, and turns statuses into errors. */
import { messageOf, RegistryError } from '../../errors.ts'
import { apiUrl } from '../../oci/reference.ts'
import { Authorizer } from './auth.ts'
import type { Credentials } from './credentials.ts'
import { checkDestination } from './destination.ts'
import { parseErrorBody, receiveError, refusal, statusDetails, withoutSecrets } from './failure.ts'
import { PATIENT, type RetryPolicy, waitToRetry } from './retry.ts'
import type { Permit, Request, Response } from './transport.ts'
import { asGiven, discard, nameOf, readText, Transport } from './transport.ts'

export interface ClientOptions {
  readonly credentials?: Credentials
  /** Told of each retry and why; nothing secret is in it. */
  readonly log?: (line: string) => void
  readonly retries?: RetryPolicy
  readonly transport?: Transport
  readonly env?: NodeJS.ProcessEnv
  /** The permit that requests need at the moment, each try of one too; none unless given. */
  readonly permit?: () => Permit | undefined
}

export interface Call extends Omit<Request, 'url'> {
  /** Relative to the API's root (`/v2/…`), or a whole URL that the registry gave. */
  readonly url: string | URL
  /** What it needs the right for, as token servers name it: `repository:NAME:pull`. */
  readonly scopes: readonly string[]
  /** Statuses that are an answer; every other is a failure. With 401, we don't ask for more rights. */
  readonly expect: readonly number[]
}

const MAX_REDIRECTS = 5

/** A registry's API, with the credentials for it and the connections to it. */
export class Client {
  /** Logs what people should know of an answer. */
  readonly note: (line: string) => void
  readonly #registry: string
  readonly #root: URL
  readonly #transport: Transport
  readonly #authorizer: Authorizer
  readonly #retries: RetryPolicy
  readonly #permit: ClientOptions['permit']

  constructor(registry: string, options: ClientOptions = {}) {
    const { log = () => {}, retries = PATIENT, transport = new Transport(), permit } = options
    this.note = log
    this.#registry = registry
    this.#root = apiUrl(registry)
    this.#transport = transport
    this.#authorizer = new Authorizer(registry, transport, options.credentials, options.env)
    this.#retries = retries
    this.#permit = permit
  }

  /**
   * Sends a request, again when it fails in a way that may pass, also while `consume` reads the response.
   * @throws RegistryError when the registry refuses us, answers with a status that is not expected or can't be reached.
   * @throws ConfigurationError when Docker's credentials can't be read.
   */
  async request<T>(
    call: Call,
    consume: (response: Response) => Promise<T> | T,
    policy = this.#retries,
  ): Promise<T> {
    // Not by retrying(): fewer frames in the stack of what most often fails.
    for (let failed = 1; ; failed++) {
      try {
        const response = await this.#exchange(call)
        try {
          return await consume(response)
        } catch (error) {
          // Bytes that came damaged may come right.
          if (!(error instanceof RegistryError && error.damaged)) throw receiveError(response.url, error)
          throw new RegistryError(error.message, { ...error, transient: true })
        }
      } catch (error) {
        await waitToRetry(this.#safe(error), failed, policy, this.note)
      }
    }
  }

  /** Tries again, as request() does, what takes several requests. */
  async retrying<T>(attempt: () => Promise<T>): Promise<T> {
    for (let failed = 1; ; failed++) {
      try {
        return await attempt()
      } catch (error) {
        await waitToRetry(error, failed, this.#retries, this.note)
      }
    }
  }

  close(): void {
    this.#transport.close()
  }

  /** Sends a request, and again where it is redirected and when the registry asks who we are. */
  async #exchange(call: Call): Promise<Response> {
    const { method, body, headers, scopes, expect } = call
    const start = call.url instanceof URL ? call.url : new URL(call.url, this.#root)
    let from = this.#root
    let url = start
    let asked = 0
    let redirects = 0
    for (;;) {
      checkDestination(url, from, this.#root)
      // Credentials are for the registry's own host: uploads and downloads may be sent elsewhere.
      const isOurs = url.origin === this.#root.origin
      const authorization = isOurs ? await this.#authorizer.header(scopes) : undefined
      const own = authorization === undefined ? headers : { ...headers, authorization }
      const response = await this.#transport.send({ method, url, headers: own, body }, this.#permit?.())
      const next = redirectOf(method, response)
      if (next !== undefined) {
        discard(response)
        redirects += 1
        if (redirects > MAX_REDIRECTS) throw new RegistryError(`${nameOf(start)} is redirected without end`)
        from = url
        url = next
      } else {
        if (expect.includes(response.status)) return response
        await this.#learn(call, response, authorization, asked)
        discard(response)
        asked += 1
        redirects = 0
        from = this.#root
        url = start
      }
    }
  }

  /** A registry may repeat anywhere what we sent: in a host, a header, a path. No message has it. */
  #safe(error: unknown): unknown {
    if (!(error instanceof RegistryError)) return error
    const text = messageOf(error)
    const safe = withoutSecrets(text, this.#authorizer.secrets)
    return safe === text ? error : new RegistryError(safe, { ...error, cause: undefined })
  }

  /** Learns from a response that was not expected how to ask again. @throws RegistryError if that makes no sense. */
  async #learn(call: Call, response: Response, used: string | undefined, asked: number): Promise<void> {
    const { method, scopes } = call
    const { status, headers, url } = response
    const registry = this.#registry
    const isOurs = url.origin === this.#root.origin
    const isToken = used?.startsWith('Bearer ') === true
    // Twice at most: who we are, and then a password that is new. A token was new the first time.
    const mayAsk = isOurs && status === 401 && asked < (isToken ? 1 : 2)
    if (mayAsk && (await this.#authorizer.learn(headers['www-authenticate'], scopes, used))) return
    const { codes, text: said } = parseErrorBody(await readText(response.body), this.#authorizer.secrets)
    if (isOurs && (status === 401 || status === 403)) {
      const credentials = await this.#authorizer.credentials()
      // The token server took the credentials, and the registry does not take its token: it grants too little.
      const what = status === 401 && !(isToken && credentials !== undefined) ? 'credentials' : 'right'
      throw refusal(what, { registry, credentials, scopes, status, said })
    }
    const words = said === '' ? '' : ` (${said})`
    const message = `${registry} answered ${status} to ${method} ${nameOf(url)}${words}`
    throw new RegistryError(message, { ...statusDetails(status, headers['retry-after']), codes })
  }
}

/** Where an answer to what only reads sends us, if it does. @throws RegistryError when that is no address. */
export function redirectOf(method: Call['method'], { status, headers, url }: Response): URL | undefined {
  const { location } = headers
  if (method !== 'GET' && method !== 'HEAD') return undefined
  if (![301, 302, 303, 307, 308].includes(status) || location === undefined) return undefined
  if (URL.canParse(location, url.href)) return asGiven(new URL(location, url))
  throw new RegistryError(`${nameOf(url)} is redirected where we can't follow`)
}

/** A response's whole body. @throws RegistryError when there are more than `limit` bytes. */
export async function readBytes({ body, url }: Response, limit: number): Promise<Buffer> {
  const problem = `${nameOf(url)} is larger than the ${limit} bytes that it should have at most`
  const chunks: Buffer[] = []
  let seen = 0
  for await (const chunk of body as AsyncIterable<Buffer>) {
    seen += chunk.length
    if (seen > limit) throw new RegistryError(problem)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
