/** The one pull request of `track`, by GitHub's REST API: https://docs.github.com/en/rest/pulls/pulls */
import * as z from 'zod/mini'
import { ConfigurationError, RegistryError } from '../../errors.ts'
import { parseJson } from '../../oci/json.ts'
import { Web, type WebOptions } from '../../track/web.ts'

const MAX_BYTES = 8 * 1024 * 1024

const pull = z.object({
  number: z.int(),
  html_url: z.string(),
  title: z.string(),
  body: z.nullable(z.string()),
  base: z.object({ ref: z.string() }),
})
type Pull = z.infer<typeof pull>

export interface Repository {
  /** Like https://api.github.com. */
  readonly api: string
  /** `owner/name`. */
  readonly repository: string
  readonly token: string
}

/** What a pull request is to be. */
export interface Wanted {
  readonly branch: string
  readonly base: string
  readonly title: string
  readonly body: string
  readonly labels: readonly string[]
}

export interface PullResult {
  readonly operation: 'created' | 'updated' | 'closed' | 'none'
  readonly number?: number
  readonly url?: string
}

/** Pull requests of a repository. Every failure is a RegistryError, or a ConfigurationError where a right is missing. */
export class Pulls implements Disposable {
  readonly #web: Web
  readonly #repository: Repository

  constructor(repository: Repository, options: WebOptions = {}) {
    this.#repository = repository
    this.#web = new Web(options)
  }

  [Symbol.dispose](): void {
    this.#web[Symbol.dispose]()
  }

  /** Opens the pull request of a branch, or renews its text and base where they differ. */
  async put({ branch, base, title, body, labels }: Wanted): Promise<PullResult> {
    const there = await this.#find(branch)
    // GitHub keeps neither ends of lines as they were nor blanks at the end.
    const isSame = (one: string | null, other: string): boolean => plainText(one ?? '') === plainText(other)
    if (
      there !== undefined &&
      isSame(there.title, title) &&
      isSame(there.body, body) &&
      there.base.ref === base
    )
      return resultOf('none', there)
    if (there !== undefined) return resultOf('updated', await this.#change(there, { title, body, base }))
    const made = this.#parse(await this.#ask('POST', 'pulls', { title, body, base, head: branch }))
    if (labels.length > 0) await this.#ask('POST', `issues/${made.number}/labels`, { labels })
    return resultOf('created', made)
  }

  /** Closes the pull request of a branch, if one is open. */
  async close(branch: string): Promise<PullResult> {
    const there = await this.#find(branch)
    if (there === undefined) return { operation: 'none' }
    return resultOf('closed', await this.#change(there, { state: 'closed' }))
  }

  async #find(branch: string): Promise<Pull | undefined> {
    const [owner = ''] = this.#repository.repository.split('/')
    const query = new URLSearchParams({ state: 'open', head: `${owner}:${branch}` })
    const text = await this.#ask('GET', `pulls?${query}`)
    return parseJson(z.array(pull), text, "GitHub's answer", 'a list of pull requests')[0]
  }

  async #change({ number }: Pull, change: object): Promise<Pull> {
    return this.#parse(await this.#ask('PATCH', `pulls/${number}`, change))
  }

  #parse(text: Buffer): Pull {
    return parseJson(pull, text, "GitHub's answer", 'a pull request')
  }

  async #ask(method: 'GET' | 'POST' | 'PATCH', path: string, content?: object): Promise<Buffer> {
    const { api, repository, token } = this.#repository
    try {
      const { body } = await this.#web.ask({
        method,
        url: new URL(`${api.replace(/\/+$/, '')}/repos/${repository}/${path}`),
        headers: {
          accept: 'application/vnd.github+json',
          'content-type': 'application/json',
          'x-github-api-version': '2022-11-28',
        },
        authorization: `Bearer ${token}`,
        body: content && JSON.stringify(content),
        expect: [200, 201],
        limit: MAX_BYTES,
      })
      return body
    } catch (error) {
      throw error instanceof RegistryError ? explained(error) : error
    }
  }
}

/** What a missing right looks like: 401 and 403, and 404 for a repository that a token does not see. */
function explained(error: RegistryError): Error {
  if (![401, 403, 404].includes(error.status ?? 0)) return error
  return new ConfigurationError(
    `${error.message}: the token may not open pull requests. Give the job permissions: contents: write, pull-requests: write, and in the repository's settings, Actions, General, allow "Allow GitHub Actions to create and approve pull requests"; or pass the token of a GitHub App`,
  )
}

function plainText(text: string): string {
  return text.replaceAll('\r\n', '\n').trim()
}

function resultOf(operation: PullResult['operation'], { number, html_url: url }: Pull): PullResult {
  return { operation, number, url }
}
