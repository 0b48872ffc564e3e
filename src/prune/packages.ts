/**
 * Container packages by GitHub's REST API (https://docs.github.com/en/rest/packages/packages): GHCR deletes nothing by the
 * registry's API. A version is a manifest with all of its tags.
 */
import * as z from 'zod/mini'
import { ConfigurationError, messageOf, RegistryError } from '../errors.ts'
import { digestSchema } from '../oci/descriptor.ts'
import { parseJson } from '../oci/json.ts'
import { formatImageName, type ImageName } from '../oci/reference.ts'
import { type Answer, Web, type WebOptions } from '../registry/http/web.ts'
import { formatRepository, type Repository } from '../registry/repository.ts'
import type { Refusal } from '../registry/tags.ts'
import { oneLine } from '../text.ts'
import type { Version } from './read.ts'

const PAGE = 100
const MAX_PAGES = 1000
const MAX_BYTES = 8 * 1024 * 1024
/** In ms. A request ends before others can have the release lease; all of them together take their time. */
const LIMITS = { connect: 10_000, idle: 25_000, total: 6 * 3_600_000 }

/** What it takes, to be said where it is missing. */
export const PACKAGE_RIGHTS = `give the job permissions: packages: write, and this repository the role Admin in the package's settings, "Manage Actions access"`

const ownerSchema = z.object({ type: z.string() })
const versionsSchema = z.array(
  z.object({ id: z.int(), name: z.string(), updated_at: z.iso.datetime({ offset: true }) }),
)
const refusalSchema = z.object({ message: z.string() })

export interface PackagesOptions {
  /** GITHUB_API_URL, like https://api.github.com. */
  readonly api: string
  /** May read packages and delete their versions. */
  readonly token: string
}

/**
 * GitHub's API for the packages of a registry, if that is GitHub's: of github.com or of a GitHub Enterprise Server.
 * @throws ConfigurationError when there is no token for it.
 */
export function findPackages(
  { registry }: Pick<ImageName, 'registry'>,
  token: string,
  { GITHUB_SERVER_URL: server = '', GITHUB_API_URL: api }: NodeJS.ProcessEnv,
): PackagesOptions | undefined {
  const isServers = URL.canParse(server) && registry === `containers.${new URL(server).host}`
  if (registry !== 'ghcr.io' && !isServers) return undefined
  if (token !== '') return { api: isServers && api ? api : 'https://api.github.com', token }
  throw new ConfigurationError(
    `${registry} deletes images by GitHub's API alone: give the input token, or $GITHUB_TOKEN on a machine`,
  )
}

/** The packages of the owners of repositories. Every failure is a RegistryError, or a ConfigurationError. */
export class Packages implements Disposable {
  readonly #web: Web
  readonly #options: PackagesOptions
  readonly #owners = new Map<string, Promise<string>>()

  constructor(options: PackagesOptions, web: WebOptions = {}) {
    this.#options = options
    this.#web = new Web({ limits: LIMITS, ...web })
  }

  [Symbol.dispose](): void {
    this.#web[Symbol.dispose]()
  }

  /** All versions, also those without a tag; none where there is no such package. @throws as #ask() */
  async list(repository: Repository): Promise<Version[]> {
    const found: Version[] = []
    for (let page = 1; page <= MAX_PAGES; page++) {
      const path = `${await this.#pathOf(repository)}/versions?per_page=${PAGE}&page=${page}`
      const answer = await this.#ask('GET', path, [200, 404])
      if (answer.status === 404) return found
      const what = `GitHub's list of versions of ${formatRepository(repository)}`
      const versions = parseJson(versionsSchema, answer.body, what, 'what it documents')
      for (const { id, name, updated_at } of versions) {
        const digest = z.safeParse(digestSchema, name).data
        if (digest !== undefined) found.push({ id, digest, updated: Date.parse(updated_at) })
      }
      if (versions.length < PAGE) return found
    }
    throw new RegistryError(`the versions of ${formatRepository(repository)} never end`)
  }

  /**
   * Deletes a version with its tags. @returns undefined when it is gone, or why GitHub keeps it
   * @throws as #ask()
   */
  async remove(repository: Repository, { id }: Version): Promise<Refusal | undefined> {
    const path = `${await this.#pathOf(repository)}/versions/${id}`
    const { status, body } = await this.#ask('DELETE', path, [204, 400, 403, 404, 422])
    if (status === 204) return undefined
    // Deleted by a request whose answer was lost; a token without the right sees 403 or 404, too.
    if (status === 404 && (await this.#ask('GET', path, [200, 404])).status === 404) return undefined
    const said = z.safeParse(refusalSchema, tryJson(body)).data?.message ?? ''
    const reason = `GitHub refuses to delete it (${status})${said === '' ? '' : `: ${oneLine(said, 200)}`}`
    return { status, reason }
  }

  /** `orgs/OWNER/packages/container/NAME`, or with `users`. */
  async #pathOf({ image }: Repository): Promise<string> {
    const [owner = '', ...name] = image.repository.split('/')
    if (name.length === 0) throw new ConfigurationError(`${formatImageName(image)} has no owner`)
    const known = this.#owners.get(owner) ?? this.#kindOf(owner)
    this.#owners.set(owner, known)
    return `${await known}/${owner}/packages/container/${encodeURIComponent(name.join('/'))}`
  }

  async #kindOf(owner: string): Promise<string> {
    const { body } = await this.#ask('GET', `users/${owner}`, [200])
    const { type } = parseJson(ownerSchema, body, `GitHub's answer on ${owner}`, 'what it documents')
    return type === 'Organization' ? 'orgs' : 'users'
  }

  /** @throws ConfigurationError when the token is refused, RegistryError when GitHub can't be reached. */
  async #ask(method: 'GET' | 'DELETE', path: string, expect: readonly number[]): Promise<Answer> {
    const { api, token } = this.#options
    try {
      return await this.#web.ask({
        method,
        url: new URL(`${api.replace(/\/+$/, '')}/${path}`),
        headers: { accept: 'application/vnd.github+json', 'x-github-api-version': '2022-11-28' },
        authorization: `Bearer ${token}`,
        expect,
        limit: MAX_BYTES,
      })
    } catch (error) {
      if (!(error instanceof RegistryError) || ![401, 403].includes(error.status ?? 0)) throw error
      throw new ConfigurationError(
        `${messageOf(error)}: the token may not see the package's versions; ${PACKAGE_RIGHTS}`,
      )
    }
  }
}

function tryJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString())
  } catch {
    return undefined
  }
}
