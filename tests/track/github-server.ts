/** GitHub's REST routes for pull requests, on the loopback interface: https://docs.github.com/en/rest/pulls/pulls */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { serve, type TestServer } from '../registry/server.ts'

export interface Pull {
  readonly number: number
  title: string
  body: string
  state: string
  readonly head: string
  base: string
  labels: string[]
}

export class GitHubServer implements AsyncDisposable {
  readonly pulls: Pull[] = []
  readonly requests: string[] = []
  readonly authorizations = new Set<string | undefined>()
  /** Status that requests of this method get instead. */
  readonly refused = new Map<string, number>()
  #server: TestServer | undefined

  static async start(): Promise<GitHubServer> {
    const started = new GitHubServer()
    started.#server = await serve((request, response) => void started.#answer(request, response))
    return started
  }

  get address(): string {
    return `http://${this.#server?.host}`
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#server?.[Symbol.asyncDispose]()
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', url = '' } = request
    this.requests.push(`${method} ${url}`)
    this.authorizations.add(request.headers.authorization)
    let text = ''
    for await (const chunk of request) text += chunk
    const content = (text === '' ? {} : JSON.parse(text)) as Partial<Pull>
    const status = this.refused.get(method)
    const [code, answer] =
      status === undefined ? this.#route(method, url, content) : [status, { message: 'no' }]
    response.writeHead(code, { 'content-type': 'application/json' }).end(JSON.stringify(answer))
  }

  #route(method: string, url: string, content: Partial<Pull>): [number, unknown] {
    const { pathname, searchParams } = new URL(url, 'http://x')
    const [, kind, number, below] =
      /^\/repos\/acme\/images\/(pulls|issues)(?:\/(\d+))?(?:\/(labels))?$/.exec(pathname) ?? []
    const found = this.pulls.find((one) => one.number === Number(number))
    if (method === 'GET' && kind === 'pulls') {
      const head = searchParams.get('head')
      const open = this.pulls.filter(
        (one) => `acme:${one.head}` === head && one.state === searchParams.get('state'),
      )
      return [200, open.map(shown)]
    }
    if (method === 'POST' && kind === 'pulls' && number === undefined) {
      const { title = '', body = '', head = '', base = '' } = content
      const made = { number: this.pulls.length + 1, title, body, head, base, state: 'open', labels: [] }
      this.pulls.push(made)
      return [201, shown(made)]
    }
    if (method === 'PATCH' && found !== undefined) return [200, shown(Object.assign(found, content))]
    if (method === 'POST' && below === 'labels' && found !== undefined) {
      found.labels = content.labels ?? []
      return [200, []]
    }
    return [404, { message: 'Not Found' }]
  }
}

function shown({ number, title, body, state, base }: Pull) {
  // GitHub gives texts with ends of lines of its own.
  const text = body.replaceAll('\n', '\r\n').trimEnd()
  return {
    number,
    title,
    body: text,
    state,
    base: { ref: base },
    html_url: `https://github.com/acme/images/pull/${number}`,
  }
}
