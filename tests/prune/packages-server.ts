/**
 * GitHub's REST routes for container packages (https://docs.github.com/en/rest/packages/packages), on the loopback interface,
 * over what a real registry has on disk. It deletes there.
 */
import type { ServerResponse } from 'node:http'
import type { Digest } from '../../src/oci/digest.ts'
import type { TestRegistry } from '../registry/registry.ts'
import { serve, type TestServer } from '../registry/server.ts'
import { readDisk } from './history.ts'

export class PackagesServer implements AsyncDisposable {
  readonly requests: string[] = []
  readonly authorizations = new Set<string | undefined>()
  /** Answers that a deletion of this manifest gets instead. */
  readonly refused = new Map<Digest, readonly [number, string]>()
  /** Whether the token sees no package, as GitHub says it: there is none. */
  hides = false
  readonly #ids: string[] = []
  readonly #registry: TestRegistry
  #server: TestServer | undefined

  private constructor(registry: TestRegistry) {
    this.#registry = registry
  }

  static async start(registry: TestRegistry): Promise<PackagesServer> {
    const started = new PackagesServer(registry)
    started.#server = await serve((request, response) => {
      const { method = '', url = '', headers } = request
      started.requests.push(`${method} ${url}`)
      started.authorizations.add(headers.authorization)
      started.#route(method, new URL(url, 'http://x')).then(
        ([status, content]) => answer(response, status, content),
        (error: Error) => answer(response, 500, { message: error.message }),
      )
    })
    return started
  }

  get api(): string {
    return `http://${this.#server?.host}`
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#server?.[Symbol.asyncDispose]()
  }

  async #route(method: string, { pathname, searchParams }: URL): Promise<readonly [number, unknown]> {
    if (pathname.startsWith('/users/')) return [200, { type: 'Organization' }]
    if (this.hides) return [404, { message: 'Not Found' }]
    const [, owner = '', name = '', id] =
      /^\/orgs\/(\w+)\/packages\/container\/([^/]+)\/versions(?:\/(\d+))?$/.exec(pathname) ?? []
    const { tags = {}, manifests = [] } = (await readDisk(this.#registry, owner))[name] ?? {}
    if (id === undefined) {
      const [size, page] = ['per_page', 'page'].map((key) => Number(searchParams.get(key)))
      const start = ((page ?? 1) - 1) * (size ?? 1)
      const versions = manifests.map((digest) => this.#version(owner, name, digest, tags))
      return [200, versions.slice(start, start + (size ?? 1))]
    }
    const [, , digest = ''] = (this.#ids[Number(id)] ?? '').split(' ')
    const isThere = manifests.some((one) => one === digest)
    if (method !== 'DELETE' || !isThere) return [isThere ? 200 : 404, {}]
    const refusal = this.refused.get(digest as Digest)
    if (refusal !== undefined) return [refusal[0], { message: refusal[1] }]
    const url = `http://${this.#registry.host}/v2/${owner}/${name}/manifests/${digest}`
    await fetch(url, { method: 'DELETE' })
    return [204, undefined]
  }

  #version(owner: string, name: string, digest: Digest, tags: Readonly<Record<string, Digest>>) {
    const key = `${owner} ${name} ${digest}`
    if (!this.#ids.includes(key)) this.#ids.push(key)
    const own = Object.keys(tags).filter((tag) => tags[tag] === digest)
    const time = new Date().toISOString()
    return {
      id: this.#ids.indexOf(key),
      name: digest,
      updated_at: time,
      metadata: { container: { tags: own } },
    }
  }
}

function answer(response: ServerResponse, status: number, content: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' })
  response.end(content === undefined ? undefined : JSON.stringify(content))
}
