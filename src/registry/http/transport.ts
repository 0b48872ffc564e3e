/** Sends single HTTP requests, through proxies where there are some. */
import http, {
  type Agent,
  type ClientRequest,
  type IncomingHttpHeaders,
  type IncomingMessage,
} from 'node:http'
import https from 'node:https'
import { addAbortSignal, pipeline, Readable, Transform } from 'node:stream'
import { TLSSocket } from 'node:tls'
import { HttpClient } from '@actions/http-client'
import { RegistryError } from '../../errors.ts'
import { isLoopback } from '../../oci/reference.ts'
import { isNetworkError, isTransientNetworkError } from './failure.ts'
import { needsNoProxy, trustOwnCas } from './proxy.ts'

/** Bytes to send; opened anew for each try. */
export interface Body {
  /** Exactly how many bytes open() gives, or not said: then it is sent with a chunked transfer coding. */
  readonly size: number | 'unannounced'
  open(): Readable
}

export interface Request {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly url: URL
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: Body
}

/** The right to send requests, which can end while one is under way. */
export interface Permit {
  /** Called when a request is about to leave, and when its answer is there. @throws what the request fails with */
  check(): void
  /** Aborted when the right ends: cancels requests under way. */
  readonly signal: AbortSignal
  /** Told of a write that got no answer, or one that leaves open whether it was or will be carried out. */
  unanswered(): void
}

const ALWAYS: Permit = { check() {}, signal: new AbortController().signal, unanswered() {} }

/** Its body must be read to the end or discarded. */
export interface Response {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: Readable
  /** Where it came from. */
  readonly url: URL
}

/** In ms. */
export interface TimeLimits {
  /** For a connection to be made. */
  readonly connect: number
  /** Without a byte sent or received. Registries take their time to store a large blob after its last byte. */
  readonly idle: number
}

const LIMITS: TimeLimits = { connect: 15_000, idle: 90_000 }
const USER_AGENT = 'spark-images-action'

/**
 * The one place that speaks HTTP: sends one request and gives its response whatever the status, through
 * the proxy that https_proxy, http_proxy and no_proxy name, over connections kept alive. No retries, no
 * redirects, no credentials of its own.
 */
export class Transport {
  readonly #agents = new Map<string, Agent>()
  readonly #limits: TimeLimits

  constructor(limits: TimeLimits = LIMITS) {
    this.#limits = limits
  }

  /**
   * @throws RegistryError when no response came: `cause` is the network's error.
   * @throws whatever the body's stream or the permit fails with.
   */
  async send(request: Request, permit = ALWAYS): Promise<Response> {
    const { method, url } = request
    if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url.hostname))) {
      const problem = 'only a registry on this machine may be spoken to without TLS'
      throw new RegistryError(`${nameOf(url)}: ${problem}`)
    }
    const abort = new AbortController()
    const signal = AbortSignal.any([abort.signal, permit.signal])
    const timer = setTimeout(() => abort.abort(timeout(url, this.#limits.idle)), this.#limits.idle)
    const upload = request.body === undefined ? undefined : new Upload(request.body, timer, abort)
    const headers = { 'user-agent': USER_AGENT, ...request.headers, ...upload?.headers }
    const agent = this.#agentOf(url)
    let isUncertain = false
    try {
      const open = url.protocol === 'https:' ? https.request : http.request
      const outgoing = open(url, { method, headers, agent, signal: abort.signal, auth: null })
      const answered = answerOf(outgoing, this.#limits.connect, () => {
        // Checked in the very tick in which the request leaves: a connection takes its time.
        permit.check()
        isUncertain = method !== 'GET' && method !== 'HEAD'
        if (upload === undefined) outgoing.end()
        else upload.stream.pipe(outgoing)
      })
      // Node leaves a request open whose connection became another protocol's (101).
      const message = await Promise.race([answered, rejection(signal)])
      timer.refresh()
      const { statusCode: status = 0 } = message
      isUncertain &&= status >= 500
      const incoming = addAbortSignal(signal, metered(url, message, timer))
      const body = upload === undefined || upload.isSent ? incoming : await cutShort(incoming, abort)
      permit.check()
      return { status, headers: message.headers, body, url }
    } catch (error) {
      clearTimeout(timer)
      const cancelled = signal.aborted ? signal.reason : connectionError(url, error)
      const reason = error instanceof RegistryError ? error : cancelled
      abort.abort(reason)
      throw reason
    } finally {
      if (isUncertain) permit.unanswered()
      upload?.stream.destroy()
    }
  }

  /** Closes the connections that are kept alive. */
  close(): void {
    for (const agent of this.#agents.values()) agent.destroy()
    this.#agents.clear()
  }

  /** One for each origin, which keeps its connections. */
  #agentOf(url: URL): Agent {
    const { origin } = url
    const known = this.#agents.get(origin)
    if (known !== undefined) return known
    trustOwnCas(process.env.SSL_CERT_FILE)
    const agent = newAgent(url)
    this.#agents.set(origin, agent)
    return agent
  }
}

/** Keeps connections: direct ones, or HttpClient's through the proxy that the environment names. */
function newAgent(url: URL): Agent {
  if (!needsNoProxy(url, process.env.no_proxy || process.env.NO_PROXY || '')) {
    return new HttpClient(USER_AGENT, [], { keepAlive: true }).getAgent(url.origin)
  }
  return url.protocol === 'https:'
    ? new https.Agent({ keepAlive: true })
    : new http.Agent({ keepAlive: true })
}

/** Fails when the signal is given, with its reason. */
function rejection(signal: AbortSignal): Promise<never> {
  const rejected = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  })
  rejected.catch(() => {})
  return rejected
}

/** A request's body on its way: keeps the timer awake, ends the request when its source fails. */
class Upload {
  readonly stream: Readable
  readonly headers: Readonly<Record<string, string>>
  isSent = false

  constructor(body: Body, timer: NodeJS.Timeout, abort: AbortController) {
    const meter = new Transform({
      transform(chunk, _encoding, done) {
        timer.refresh()
        done(null, chunk)
      },
    })
    this.stream = pipeline(body.open(), meter, (error) => {
      if (error && !this.isSent) abort.abort(error)
    })
    this.stream.once('end', () => {
      this.isSent = true
    })
    this.headers = body.size === 'unannounced' ? {} : { 'content-length': String(body.size) }
  }
}

/** The response's body, which must end within the time limit too. It fails with RegistryErrors. */
function metered(url: URL, message: Readable, timer: NodeJS.Timeout): Readable {
  const meter = new Transform({
    transform(chunk, _encoding, done) {
      timer.refresh()
      done(null, chunk)
    },
    destroy(error, done) {
      done(error !== null && isNetworkError(error) ? connectionError(url, error) : error)
    },
  })
  return pipeline(message, meter, () => clearTimeout(timer))
}

/** A response that came before all was sent: what it says is read, and its connection is of no more use. */
async function cutShort(incoming: Readable, abort: AbortController): Promise<Readable> {
  const text = await readText(incoming)
  abort.abort(new Error('the registry answered before all was sent'))
  return Readable.from([Buffer.from(text)])
}

/** The media type of a response's Content-Type, without parameters. */
export function mediaTypeOf({ headers }: Response): string | undefined {
  return headers['content-type']?.split(';')[0]?.trim()
}

/** The start of a response's body as text; the rest is discarded. */
export async function readText(body: Readable, limit = 64 * 1024): Promise<string> {
  const chunks: Buffer[] = []
  let seen = 0
  try {
    for await (const chunk of body as AsyncIterable<Buffer>) {
      chunks.push(chunk)
      seen += chunk.length
      if (seen >= limit) break
    }
  } catch {
    // It is read for what it may say about a failure; a part is better than another failure.
  }
  return Buffer.concat(chunks).toString('utf8', 0, limit)
}

/** What is read of a body that is of no interest, in bytes. */
const MAX_DISCARDED_BYTES = 64 * 1024

/** Ends a response whose body is of no interest, so that its connection can serve again; not if it is long. */
export function discard({ body }: Response): void {
  let seen = 0
  body.on('error', () => {})
  body.on('data', (chunk: Buffer) => {
    seen += chunk.length
    if (seen > MAX_DISCARDED_BYTES) body.destroy()
  })
}

/**
 * Calls `begin`, which sends a request, when that has a connection, and gives its answer. The connection, through a proxy
 * too, must be there within `limit` ms.
 */
function answerOf(outgoing: ClientRequest, limit: number, begin: () => void): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      const error = new Error(`no connection within ${limit / 1000} s`)
      outgoing.destroy(Object.assign(error, { code: 'ETIMEDOUT' }))
    }, limit)
    const tryBegin = (): void => {
      clearTimeout(timer)
      try {
        begin()
      } catch (error) {
        reject(error)
      }
    }
    outgoing.once('socket', (socket) => {
      // A TLS socket has a cipher when its handshake is done.
      const isShaking = socket instanceof TLSSocket && (socket.getCipher() as unknown) === undefined
      if (isShaking) socket.once('secureConnect', tryBegin)
      else if (socket.connecting) socket.once('connect', tryBegin)
      else tryBegin()
    })
    outgoing.once('response', resolve)
    outgoing.once('close', () => clearTimeout(timer))
    // There may be more of them, after the answer too.
    outgoing.on('error', reject)
  })
}

/** URLs that a server sent us to. */
const given = new WeakSet<URL>()

/** Marks a URL as one that a server sent us to: its path may repeat a part of a secret, in any writing. */
export function asGiven(url: URL): URL {
  given.add(url)
  return url
}

/**
 * A URL for messages: without its query, which may hold signatures and upload states, and of one that a server sent
 * us to the host alone.
 */
export function nameOf(url: URL): string {
  return given.has(url) ? `${url.origin}/…` : `${url.origin}${url.pathname}`
}

function timeout(url: URL, limit: number): RegistryError {
  return new RegistryError(`${url.host} said nothing for ${limit / 1000} s`, { transient: true })
}

/** A failure of the network as a RegistryError, with the network's own error as its cause. */
export function connectionError(url: URL, cause: unknown): RegistryError {
  // A request that we ended ourselves, for the reason that is its error's cause.
  if (cause instanceof Error && cause.cause instanceof RegistryError) return cause.cause
  const transient = isTransientNetworkError(cause)
  return new RegistryError(`no connection to ${url.host}`, { transient, cause })
}
