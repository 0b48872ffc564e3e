/** Speaks to GitHub's REST API (https://docs.github.com/en/rest). */
import type * as z from 'zod/mini'
import { ConfigurationError, RegistryError } from '../errors.ts'
import { parseJson } from '../oci/json.ts'
import { Web, type WebOptions } from '../registry/http/web.ts'

const MAX_BYTES = 8 * 1024 * 1024

export interface RestOptions {
  /** GITHUB_API_URL, like https://api.github.com. */
  readonly api: string
  /** `owner/name` */
  readonly repository: string
  /** Of a job's token or an app's. */
  readonly token: string
  /** What may be missing where the token is refused, and what to do. */
  readonly hint: string
}

/** The API of one repository. */
export class RestClient implements Disposable {
  readonly #web: Web
  readonly #options: RestOptions

  constructor(options: RestOptions, web: WebOptions = {}) {
    this.#options = options
    this.#web = new Web(web)
  }

  [Symbol.dispose](): void {
    this.#web[Symbol.dispose]()
  }

  /**
   * Sends a request and returns what the schema has of the answer.
   * @param path below the repository, like `issues?state=open`; what comes from outside must be encoded in it.
   * @throws ConfigurationError when the token lacks a right.
   * @throws RegistryError when GitHub can't be reached, or says what is not understood.
   */
  async send<T extends z.core.$ZodType>(
    schema: T,
    method: 'GET' | 'POST' | 'PATCH',
    path: string,
    content?: object,
  ): Promise<z.output<T>> {
    const { api, repository, token } = this.#options
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
        once: method === 'POST',
        limit: MAX_BYTES,
      })
      return parseJson(
        schema,
        body,
        `GitHub's answer to ${method} ${path.split('?')[0]}`,
        'what it documents',
      )
    } catch (error) {
      throw error instanceof RegistryError ? this.#explained(error) : error
    }
  }

  /** What a missing right looks like: 401 and 403, and 404 for a repository that a token does not see. */
  #explained(error: RegistryError): Error {
    if (![401, 403, 404].includes(error.status ?? 0)) return error
    return new ConfigurationError(`${error.message}: ${this.#options.hint}`)
  }
}

/** GitHub sends texts back without carriage returns and without blanks at their ends. */
export function isSameText(one: string | null | undefined, other: string): boolean {
  const plain = (text: string): string => text.replaceAll('\r\n', '\n').trim()
  return plain(one ?? '') === plain(other)
}
