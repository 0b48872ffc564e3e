/** Speaks to GitHub's REST API: one request at a time, without redirects, so that the token goes nowhere else. */
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import type * as z from 'zod/mini'
import { ConfigurationError, RegistryError } from '../errors.ts'
import { parseJson } from '../oci/json.ts'
import { readText, Transport } from '../registry/http/transport.ts'
import { oneLine } from '../text.ts'

interface RestOptions {
  /** Of a job's token or an app's. */
  readonly token: string
  /** `owner/name` */
  readonly repository: string
  /** GITHUB_API_URL: GitHub Enterprise Server has another. */
  readonly url?: string
  /** The line that a workflow lacks where the token may not, like `issues: write`. */
  readonly permission: string
}

type Method = 'GET' | 'POST' | 'PATCH'

/** The API of one repository. */
export class RestClient implements Disposable {
  readonly #options: RestOptions
  readonly #base: URL
  readonly #transport = new Transport()

  /** @throws ConfigurationError for a repository or a URL that is none. */
  constructor(options: RestOptions) {
    const { repository, url = 'https://api.github.com' } = options
    if (!/^[\w-]+\/[\w.-]+$/.test(repository) || /\/\.{1,2}$/.test(repository))
      throw new ConfigurationError(`GITHUB_REPOSITORY is ${JSON.stringify(repository)}, not OWNER/NAME`)
    if (!URL.canParse(url)) throw new ConfigurationError(`GITHUB_API_URL is no URL: ${JSON.stringify(url)}`)
    this.#options = options
    this.#base = new URL(`${url.replace(/\/+$/, '')}/repos/${repository}/`)
  }

  [Symbol.dispose](): void {
    this.#transport.close()
  }

  /**
   * Sends a request and returns what the schema has of the answer.
   * @param path below the repository, like `issues?state=open`; what comes from outside must be encoded in it.
   * @throws ConfigurationError when the token lacks a right: which line to add.
   * @throws RegistryError when GitHub can't be reached, or says what is not understood.
   */
  async send<T extends z.core.$ZodType>(
    schema: T,
    method: Method,
    path: string,
    content?: object,
  ): Promise<z.output<T>> {
    const { token, permission } = this.#options
    const url = new URL(path, this.#base)
    const bytes = content === undefined ? undefined : Buffer.from(JSON.stringify(content))
    const response = await this.#transport.send({
      method,
      url,
      headers: {
        accept: 'application/vnd.github+json',
        authorization: `Bearer ${token}`,
        'x-github-api-version': '2022-11-28',
        ...(bytes && { 'content-type': 'application/json' }),
      },
      ...(bytes && { body: { size: bytes.length, open: () => Readable.from([bytes]) } }),
    })
    const what = `${method} ${url.pathname}`
    if (response.status >= 200 && response.status < 300)
      return parseJson(schema, await buffer(response.body), `GitHub's answer to ${what}`, 'what it documents')
    const said = oneLine(await readText(response.body), 300)
    if ([401, 403, 404].includes(response.status))
      throw new ConfigurationError(
        `GitHub refused ${what} (${response.status}): the job needs "permissions: { ${permission} }", or an input token that may. It says: ${said}`,
      )
    throw new RegistryError(`GitHub failed at ${what} (${response.status}): ${said}`)
  }
}
