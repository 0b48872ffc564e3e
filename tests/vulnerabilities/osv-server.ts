import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

interface Query {
  readonly package: { readonly ecosystem: string; readonly name: string }
  readonly version: string
  readonly page_token?: string
}

type Handler = (request: IncomingMessage, response: ServerResponse, body: string) => void

/** A record as OSV has it, and the versions of its packages that it is listed for. */
export interface OsvRecord {
  readonly id: string
  /** `ecosystem name version` as clients ask. */
  readonly listedFor: readonly string[]
  readonly [key: string]: unknown
}

/** A server with OSV's routes on 127.0.0.1, which knows some records, lists so many of them on a page, and can be told to misbehave. */
export class OsvServer implements AsyncDisposable {
  readonly #server = createServer(async (request, response) => {
    const body = await text(request)
    this.requests.push(`${request.method} ${request.url}`)
    const handler = this.misbehaving.shift() ?? this.instead
    if (handler !== undefined) handler(request, response, body)
    else this.answer(request, response, body)
  })
  readonly requests: string[] = []
  /** Handlers of the next requests, one each. */
  readonly misbehaving: (Handler | undefined)[] = []
  /** The handler of all other requests. */
  instead: Handler | undefined
  records: readonly OsvRecord[]
  pageSize: number

  constructor(records: readonly OsvRecord[] = [], pageSize = 1000) {
    this.records = records
    this.pageSize = pageSize
  }

  static async start(records?: readonly OsvRecord[], pageSize?: number): Promise<OsvServer> {
    const server = new OsvServer(records, pageSize)
    server.#server.listen(0, '127.0.0.1')
    await new Promise((resolve) => server.#server.once('listening', resolve))
    return server
  }

  get address(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise((resolve) => this.#server.close(resolve))
  }

  readonly answer: Handler = (request, response, body) => {
    const { status, content } = this.contentOf(request.url ?? '', body)
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(content))
  }

  contentOf(url: string, body: string): { status: number; content: unknown } {
    if (url === '/v1/querybatch') {
      const { queries } = JSON.parse(body) as { queries: readonly Query[] }
      if (queries.length > 1000) return { status: 400, content: { code: 3, message: 'Too many queries.' } }
      return { status: 200, content: { results: queries.map((query) => this.#results(query)) } }
    }
    const id = decodeURIComponent(/^\/v1\/vulns\/(.*)$/.exec(url)?.[1] ?? '')
    const found = this.records.find((record) => record.id === id)
    if (found === undefined) return { status: 404, content: { code: 5, message: 'Bug not found.' } }
    const { listedFor: _, ...content } = found
    return { status: 200, content: { schema_version: '1.7.3', modified: '2026-11-01T00:00:00Z', ...content } }
  }

  #results({ package: { ecosystem, name }, version, page_token: token = '0' }: Query) {
    const key = `${ecosystem} ${name} ${version}`
    const all = this.records.filter(({ listedFor }) => listedFor.includes(key))
    const start = Number(token)
    const page = all.slice(start, start + this.pageSize)
    if (page.length === 0) return {}
    const end = start + page.length
    return {
      vulns: page.map(({ id }) => ({ id, modified: '2026-11-01T00:00:00Z' })),
      ...(end < all.length && { next_page_token: String(end) }),
    }
  }
}
