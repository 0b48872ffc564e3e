/** The one pull request of `track`, by GitHub's REST API: https://docs.github.com/en/rest/pulls/pulls */
import * as z from 'zod/mini'
import type { WebOptions } from '../../registry/http/web.ts'
import { isSameText, RestClient, type RestOptions } from '../rest.ts'

const HINT =
  'the token may not open pull requests. Give the job permissions: contents: write, pull-requests: write, and in the repository\'s settings, Actions, General, allow "Allow GitHub Actions to create and approve pull requests"; or pass the token of a GitHub App'

const pull = z.object({
  number: z.int(),
  html_url: z.string(),
  title: z.string(),
  body: z.nullable(z.string()),
  base: z.object({ ref: z.string() }),
})
type Pull = z.infer<typeof pull>

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
  readonly #rest: RestClient
  readonly #owner: string

  constructor(repository: Omit<RestOptions, 'hint'>, options: WebOptions = {}) {
    this.#rest = new RestClient({ ...repository, hint: HINT }, options)
    this.#owner = repository.repository.split('/')[0] ?? ''
  }

  [Symbol.dispose](): void {
    this.#rest[Symbol.dispose]()
  }

  /** Opens the pull request of a branch, or renews its text and base where they differ. */
  async put({ branch, base, title, body, labels }: Wanted): Promise<PullResult> {
    const there = await this.#find(branch)
    if (
      there !== undefined &&
      isSameText(there.title, title) &&
      isSameText(there.body, body) &&
      there.base.ref === base
    )
      return resultOf('none', there)
    if (there !== undefined) return resultOf('updated', await this.#change(there, { title, body, base }))
    const made = await this.#rest.send(pull, 'POST', 'pulls', { title, body, base, head: branch })
    if (labels.length > 0)
      await this.#rest.send(z.unknown(), 'POST', `issues/${made.number}/labels`, { labels })
    return resultOf('created', made)
  }

  /** Closes the pull request of a branch, if one is open. */
  async close(branch: string): Promise<PullResult> {
    const there = await this.#find(branch)
    if (there === undefined) return { operation: 'none' }
    return resultOf('closed', await this.#change(there, { state: 'closed' }))
  }

  async #find(branch: string): Promise<Pull | undefined> {
    const query = new URLSearchParams({ state: 'open', head: `${this.#owner}:${branch}` })
    return (await this.#rest.send(z.array(pull), 'GET', `pulls?${query}`))[0]
  }

  #change({ number }: Pull, change: object): Promise<Pull> {
    return this.#rest.send(pull, 'PATCH', `pulls/${number}`, change)
  }
}

function resultOf(operation: PullResult['operation'], { number, html_url: url }: Pull): PullResult {
  return { operation, number, url }
}
