/** Requests to package indexes, to OSV and to GitHub: small, and with a time limit for all of them together. */
import { Readable } from 'node:stream'
import { messageOf, RegistryError } from '../../errors.ts'
import { readBytes, redirectOf } from './client.ts'
import { checkDestination } from './destination.ts'
import { receiveError, statusDetails } from './failure.ts'
import { type RetryPolicy, waitToRetry } from './retry.ts'
import { discard, nameOf, type Permit, pathOf, type Request, type Response, Transport } from './transport.ts'

const RETRIES: RetryPolicy = { attempts: 4, base: 500, cap: 5_000, patience: 60_000 }
/** In ms: for a connection, without a byte, and for all requests together. */
const LIMITS = { connect: 15_000, idle: 30_000, total: 600_000 }
const MAX_REDIRECTS = 5

export interface WebOptions {
  /** Told of each retry and why. */
  readonly log?: (line: string) => void
  readonly retries?: RetryPolicy
  readonly limits?: typeof LIMITS
  /** The only host to ask. A redirect is a failure then, and so is a request to another host. */
  readonly host?: string
}

export interface Asked extends Pick<Request, 'headers'> {
  readonly method: Request['method']
  readonly url: URL
  /** Sent to the host of `url` only. */
  readonly authorization?: string
  readonly body?: string
  /** Statuses that are an answer; every other is a failure. */
  readonly expect: readonly number[]
  /** Whether a second try might do it twice, as what creates something: nothing is tried again then. */
  readonly once?: boolean
  /** The most bytes of an answer. */
  readonly limit: number
}

export interface Answer extends Pick<Response, 'status' | 'headers' | 'url'> {
  readonly body: Buffer
}

/** Sends requests, follows redirects of what only reads, and tries again. Every failure is a RegistryError. */
export class Web implements Disposable {
  readonly #transport: Transport
  readonly #retries: RetryPolicy
  readonly #log: (line: string) => void
  readonly #host: string | undefined
  readonly #end = new AbortController()
  readonly #timer: NodeJS.Timeout

  constructor({ log = () => {}, retries = RETRIES, limits = LIMITS, host }: WebOptions = {}) {
    this.#transport = new Transport(limits)
    this.#retries = retries
    this.#log = log
    this.#host = host
    const who = host ?? 'the servers that were asked'
    const problem = `${who} did not answer all questions within ${limits.total / 1000} s`
    this.#timer = setTimeout(() => this.#end.abort(new RegistryError(problem)), limits.total).unref()
  }

  [Symbol.dispose](): void {
    clearTimeout(this.#timer)
    this.#transport.close()
  }

  /** @throws RegistryError for a status that is not expected, for too much, and when no answer comes. */
  async ask(asked: Asked): Promise<Answer> {
    for (let failed = 1; ; failed++) {
      try {
        return await this.#send(asked)
      } catch (error) {
        this.#end.signal.throwIfAborted()
        if (asked.once === true) throw error
        await waitToRetry(error, failed, this.#retries, this.#log)
      }
    }
  }

  async #send({ method, url: start, headers, authorization, body, expect, limit }: Asked): Promise<Answer> {
    const { signal } = this.#end
    const permit: Permit = { signal, check: () => signal.throwIfAborted(), unanswered: () => {} }
    const sent = body === undefined ? undefined : Buffer.from(body)
    const content = sent && { size: sent.length, open: () => Readable.from([sent]) }
    if (this.#host !== undefined && start.host !== this.#host)
      throw new RegistryError(`${nameOf(start)} is not at ${this.#host}: no request goes there`)
    let url = start
    for (let redirects = 0; ; redirects++) {
      const isOurs = authorization !== undefined && url.origin === start.origin
      const request = {
        method,
        url,
        headers: { ...headers, ...(isOurs && { authorization }) },
        body: content,
      }
      const response = await this.#transport.send(request, permit)
      const next = this.#host === undefined ? redirectOf(method, response) : undefined
      if (next === undefined) return await answerOf(request, response, expect, limit)
      discard(response)
      if (redirects === MAX_REDIRECTS) throw new RegistryError(`${nameOf(start)} is redirected without end`)
      checkDestination(next, url, start)
      url = next
    }
  }
}

async function answerOf(
  { method, url }: Request,
  response: Response,
  expect: readonly number[],
  limit: number,
): Promise<Answer> {
  const { status, headers } = response
  if (!expect.includes(status)) {
    discard(response)
    const message = `${url.host} answered ${status} to ${method} ${pathOf(url)}`
    throw new RegistryError(message, statusDetails(status, headers['retry-after']))
  }
  try {
    return { status, headers, url, body: await readBytes(response, limit) }
  } catch (error) {
    const failure = receiveError(url, error)
    throw failure instanceof RegistryError ? failure : new RegistryError(messageOf(failure))
  }
}
