import {
  Agent,
  createServer,
  type IncomingMessage,
  request,
  type Server,
  type ServerResponse,
} from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'

/**
 * What a registry, or the way to it, may do to a request. `refuse`: the connection is reset, nothing
 * arrives. `busy`: 429. `error`: 503. `denied`: 403. `lost`: it is carried out and the answer is lost.
 * `cut`: the answer ends in the middle. `stall`: it is carried out and nothing is said. `mute`: nothing is
 * done and nothing is said. `lie`: the answer has another digest. `pretend`: a manifest's write is answered with
 * success and not carried out, as where reads show what was before.
 */
export type Fault =
  | 'refuse'
  | 'busy'
  | 'error'
  | 'denied'
  | 'lost'
  | 'cut'
  | 'stall'
  | 'mute'
  | 'lie'
  | 'pretend'

/** A request that comes through. */
export interface Passing {
  /** From 0. */
  readonly index: number
  readonly method: string
  readonly path: string
  /** Whether it may change something. */
  readonly writes: boolean
  /** Its body, all of which has arrived. */
  readonly sent: Buffer
}

/** Stands between a client and a real registry, and does to its requests what it is told. */
export interface FaultProxy extends AsyncDisposable {
  readonly host: string
  /** How many requests came. */
  count(): number
  /** How many of them were done something to. */
  faults(): number
  /** Waits until no request is on its way any more, not even one that its client has given up. */
  settled(): Promise<void>
}

export interface FaultOptions {
  /** Asked before a request is passed on; may wait, also for longer than the client does. */
  readonly fault?: (passing: Passing) => Fault | undefined | Promise<Fault | undefined>
  /** Told of each request that is passed on, and of its answer. */
  readonly onForward?: (passing: Passing) => void
  readonly onAnswer?: (passing: Passing, body: Buffer) => void
  /** Asks for tokens, of which each is good for so many requests. */
  readonly tokenLife?: number
}

/** Starts a proxy before the registry at a port of 127.0.0.1. */
export async function startFaults(port: number, options: FaultOptions = {}): Promise<FaultProxy> {
  const { fault = () => undefined, onForward, onAnswer } = options
  const agent = new Agent({ keepAlive: true, maxSockets: 16 })
  const tokens = new Tokens(options.tokenLife)
  let [count, faults] = [0, 0]

  async function pass(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = 'GET', url: path = '' } = incoming
    const index = count++
    const writes = method !== 'GET' && method !== 'HEAD'
    const passing = { index, method, path, writes, sent: await buffer(incoming) }
    const found = await fault(passing)
    if (found !== undefined) faults += 1
    if (found === 'refuse') return void incoming.socket.resetAndDestroy()
    if (found === 'mute') return
    if (found !== undefined && found in STATUSES) return refuse(response, found)
    onForward?.(passing)
    const answer = await ask({ agent, port, host: hostOf(server) }, incoming, passing)
    onAnswer?.(passing, answer.body)
    if (found === 'lost') incoming.socket.resetAndDestroy()
    else if (found !== 'stall') reply(response, answer, found)
  }

  async function authorize(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    if (incoming.url?.startsWith('/token')) return tokens.give(response)
    if (!tokens.accepts(incoming)) return tokens.ask(response, hostOf(server))
    return pass(incoming, response)
  }

  const underWay = new Set<Promise<void>>()
  const server = createServer((incoming, response) => {
    const done = authorize(incoming, response)
      .catch(() => void incoming.socket.destroy())
      .finally(() => underWay.delete(done))
    underWay.add(done)
  })
  server.on('connection', (socket) => socket.on('error', () => {}))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    host: hostOf(server),
    count: () => count,
    faults: () => faults,
    settled: async () => {
      while (underWay.size > 0) await Promise.all(underWay)
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      agent.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

const hostOf = (server: Server): string => `127.0.0.1:${(server.address() as AddressInfo).port}`

/** Faults that are answers of the registry. */
const STATUSES: Partial<Record<Fault, number>> = { busy: 429, error: 503, denied: 403, pretend: 201 }

function refuse(response: ServerResponse, fault: Fault): void {
  const body = JSON.stringify({ errors: [{ code: 'TEST', message: `a fault of the tests: ${fault}` }] })
  const headers = { 'retry-after': '0', 'content-length': body.length }
  response.writeHead(STATUSES[fault] ?? 500, headers).end(body)
}

interface Answer {
  readonly status: number
  readonly headers: IncomingMessage['headers']
  readonly body: Buffer
}

interface Upstream {
  readonly agent: Agent
  readonly port: number
  readonly host: string
}

/** Passes a request on. The registry sees the proxy's host, so that what it redirects to comes through here. */
async function ask(
  { agent, port, host }: Upstream,
  incoming: IncomingMessage,
  { method, path, sent }: Passing,
): Promise<Answer> {
  const { authorization: _, ...headers } = incoming.headers
  return new Promise((resolve, reject) => {
    const onward = request(
      { agent, host: '127.0.0.1', port, method, path, headers: { ...headers, host } },
      async (answer) => {
        const body = await buffer(answer).catch(() => Buffer.alloc(0))
        resolve({ status: answer.statusCode ?? 502, headers: answer.headers, body })
      },
    )
    onward.on('error', reject)
    onward.end(sent)
  })
}

function reply(response: ServerResponse, { status, headers, body }: Answer, fault: Fault | undefined): void {
  const lies = fault === 'lie' && headers['docker-content-digest'] !== undefined
  const digest = lies ? { 'docker-content-digest': `sha256:${'5'.repeat(64)}` } : {}
  response.writeHead(status, { ...headers, ...digest })
  if (fault !== 'cut') return void response.end(body)
  response.write(body.subarray(0, body.length >> 1), () => response.destroy())
}

/** Tokens that are used up: a registry that lets none be good for long. */
class Tokens {
  readonly #life: number | undefined
  readonly #left = new Map<string, number>()

  constructor(life: number | undefined) {
    this.#life = life
  }

  give(response: ServerResponse): void {
    const token = `token-${this.#left.size}`
    this.#left.set(token, this.#life ?? 0)
    response.end(JSON.stringify({ token, expires_in: 300 }))
  }

  accepts({ headers }: IncomingMessage): boolean {
    if (this.#life === undefined) return true
    const token = headers.authorization?.replace('Bearer ', '') ?? ''
    const left = this.#left.get(token) ?? 0
    this.#left.set(token, left - 1)
    return left > 0
  }

  ask(response: ServerResponse, host: string): void {
    const challenge = `Bearer realm="http://${host}/token",service="tests"`
    response.writeHead(401, { 'www-authenticate': challenge, 'content-length': 0 }).end()
  }
}
