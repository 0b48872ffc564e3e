/**
 * Sends single HTTP requests, through the proxy that https_proxy, http_proxy and no_proxy name. Nothing else here
 * speaks HTTP.
 */
import { setMaxListeners } from 'node:events'
import http from 'node:http'
import https from 'node:https'
import { addAbortSignal, pipeline, Readable, Transform, type TransformOptions } from 'node:stream'
import { TLSSocket } from 'node:tls'
import { HttpClient } from '@actions/http-client'
import { RegistryError } from '../../errors.ts'
import { isLoopback } from '../../oci/reference.ts'
import { connectionError, receiveError } from './failure.ts'
import { needsNoProxy, trustOwnCas } from './proxy.ts'

/** Bytes to send; opened anew for each try. Without an announced size they are sent with a chunked transfer coding. */
interface Body {
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

/** Its body must be read to the end or discarded. */
export interface Response {
  readonly status: number
  readonly headers: http.IncomingHttpHeaders
  readonly body: Readable
  readonly url: URL
}

/**
 * In ms: for a connection to be made, and without a byte sent or received. Registries take their time to store a large
 * blob after its last byte.
 */
const LIMITS = { connect: 15_000, idle: 90_000 }
const USER_AGENT = 'spark-images-action'

/** Sends requests over connections kept alive. No retries, no redirects, no credentials of its own. */
export class Transport {
  readonly #agents = new Map<string, http.Agent>()
  readonly #limits: typeof LIMITS

  constructor(limits = LIMITS) {
    this.#limits = limits
  }

  /**
   * Gives the response whatever its status.
   * @throws RegistryError when no response came: `cause` is the network's error.
   * @throws whatever the body's stream or the permit fails with.
   */
  async send(request: Request, permit?: Permit): Promise<Response> {
    const { method, url } = request
    if (url.protocol !== 'https:' && !isLoopback(url.hostname)) {
      throw new RegistryError(`${nameOf(url)}: only a registry on this machine may be spoken to without TLS`)
    }
    const agent = this.#agentOf(url)
    const { connect, idle } = this.#limits
    const abort = new AbortController()
    const { signal } = abort
    const timer = setTimeout(() => {
      abort.abort(new RegistryError(`${url.host} said nothing for ${idle / 1000} s`, { transient: true }))
    }, idle)
    const unbind = bind(abort, permit?.signal)
    const finish = (): void => {
      clearTimeout(timer)
      unbind()
    }
    const headers: Record<string, string> = { 'user-agent': USER_AGENT, ...request.headers }
    const size = request.body?.size ?? 'unannounced'
    if (size !== 'unannounced') headers['content-length'] = String(size)
    const upload = request.body && sending(request.body, timer, abort)
    let isUncertain = false
    try {
      const open = url.protocol === 'https:' ? https.request : http.request
      const outgoing = open(url, { method, headers, agent, signal, auth: null })
      const message = await answerOf(outgoing, signal, connect, () => {
        // Checked in the very tick in which the request leaves: a connection takes its time.
        permit?.check()
        isUncertain = method !== 'GET' && method !== 'HEAD'
        if (upload === undefined) outgoing.end()
        else upload.pipe(outgoing)
      })
      timer.refresh()
      const { statusCode: status = 0 } = message
      isUncertain &&= status >= 500
      let body: Readable = addAbortSignal(signal, receiving(url, message, timer, finish))
      if (upload?.readableEnded === false) {
        // It came before all was sent: what it says is read, and its connection is of no more use.
        body = Readable.from([Buffer.from(await readText(body))])
        abort.abort(new Error('the registry answered before all was sent'))
      }
      permit?.check()
      return { status, headers: message.headers, body, url }
    } catch (error) {
      finish()
      const cancelled = signal.aborted ? signal.reason : connectionError(url, error)
      const reason = error instanceof RegistryError ? error : cancelled
      abort.abort(reason)
      throw reason
    } finally {
      if (isUncertain) permit?.unanswered()
      upload?.destroy()
    }
  }

  close(): void {
    for (const agent of this.#agents.values()) agent.destroy()
    this.#agents.clear()
  }

  /** Keeps the connections of an origin: direct ones, or HttpClient's through the proxy that the environment names. */
  #agentOf(url: URL): http.Agent {
    const known = this.#agents.get(url.origin)
    if (known !== undefined) return known
    trustOwnCas(process.env.SSL_CERT_FILE)
    const { Agent } = url.protocol === 'https:' ? https : http
    const agent = needsNoProxy(url, process.env.no_proxy || process.env.NO_PROXY || '')
      ? new Agent({ keepAlive: true })
      : new HttpClient(USER_AGENT, [], { keepAlive: true }).getAgent(url.origin)
    this.#agents.set(url.origin, agent)
    return agent
  }
}

/** Ends with a permit. @returns what undoes it: a permit lasts for many requests, and would keep all of them. */
function bind(abort: AbortController, permit: AbortSignal | undefined): () => void {
  if (permit === undefined) return () => {}
  const end = (): void => abort.abort(permit.reason)
  if (permit.aborted) end()
  // As many as there are requests under way: Node 20 warns of a leak.
  setMaxListeners(0, permit)
  permit.addEventListener('abort', end)
  return () => permit.removeEventListener('abort', end)
}

/** Passes bytes on: with each of them the request has as much time again. */
function metered(timer: NodeJS.Timeout, destroy?: TransformOptions['destroy']): Transform {
  return new Transform({
    transform(chunk, _encoding, done) {
      timer.refresh()
      done(null, chunk)
    },
    destroy,
  })
}

/** A request's body on its way, which ends the request when its source fails. */
function sending(body: Body, timer: NodeJS.Timeout, abort: AbortController): Readable {
  const upload: Readable = pipeline(body.open(), metered(timer), (error) => {
    if (error && !upload.readableEnded) abort.abort(error)
  })
  return upload
}

/** The response's body, which must end within the time limit too. It fails with RegistryErrors. */
function receiving(url: URL, message: Readable, timer: NodeJS.Timeout, finish: () => void): Readable {
  const meter = metered(timer, (error, done) => done(receiveError(url, error)))
  return pipeline(message, meter, finish)
}

/** The media type of a response's Content-Type, without parameters. */
export function mediaTypeOf({ headers }: Response): string | undefined {
  return headers['content-type']?.split(';')[0]?.trim()
}

/** The first `limit` bytes of a response's body as text; the rest is discarded. Never fails. */
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

/** Ends a response whose body is of no interest, so that its connection can serve again; not if it is long. */
export function discard(response: Response): Response {
  void readText(response.body)
  return response
}

/** Calls `begin` once a request has a connection, in `limit` ms, through a proxy too; and gives the request's answer. */
function answerOf(
  outgoing: http.ClientRequest,
  signal: AbortSignal,
  limit: number,
  begin: () => void,
): Promise<http.IncomingMessage> {
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
    // Node leaves a request open whose connection became another protocol's (101).
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  })
}

/** URLs that a server sent us to. */
const given = new WeakSet<URL>()

/** Marks a URL as one that a server sent us to: its path may repeat a part of a secret, in any writing. */
export function asGiven(url: URL): URL {
  given.add(url)
  return url
}

/** A URL for messages: without its query, which may hold signatures, and one marked by asGiven() without its path. */
export function nameOf(url: URL): string {
  return `${url.origin}${pathOf(url)}`
}

/** The path of nameOf(). */
export function pathOf(url: URL): string {
  return given.has(url) ? '/…' : url.pathname
}
