/** A Python index with JSON answers, and a Maven repository, on the loopback interface. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { serve, type TestServer } from '../registry/server.ts'

export interface PythonFile {
  readonly filename: string
  readonly url?: string
  readonly yanked?: boolean | string
  readonly 'upload-time'?: string
}

interface Artifact {
  readonly versions: string[]
  updated?: string
}

type Handler = (request: IncomingMessage, response: ServerResponse) => void

export class IndexServer implements AsyncDisposable {
  readonly python = new Map<string, PythonFile[]>()
  /** By `group:artifact`. */
  readonly maven = new Map<string, Artifact>()
  /** Paths of files that are listed and not served. */
  readonly withheld = new Set<string>()
  readonly requests: string[] = []
  readonly authorizations = new Set<string | undefined>()
  /** Answers instead, where it is set and gives true. */
  instead: ((...given: Parameters<Handler>) => boolean) | undefined
  #server: TestServer | undefined

  static async start(): Promise<IndexServer> {
    const started = new IndexServer()
    started.#server = await serve((request, response) => started.#answer(request, response))
    return started
  }

  get address(): string {
    return `http://${this.#server?.host}`
  }

  /** Lines of a catalog that has it asked, and nobody else. */
  get repositories(): string {
    return `repositories: { maven: ["${this.address}/maven"], pypi: ["${this.address}/simple"], public: false }\n`
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#server?.[Symbol.asyncDispose]()
  }

  /** Adds releases of PySpark. @param date of all of them. */
  addSpark(versions: readonly string[], date = '2026-01-01T00:00:00Z'): void {
    const files = versions.map((version) => ({ filename: `pyspark-${version}.tar.gz`, 'upload-time': date }))
    this.python.set('pyspark', [...(this.python.get('pyspark') ?? []), ...files])
  }

  /** Adds versions of an artifact: `group:artifact`. */
  addJars(name: string, versions: readonly string[], updated = '20260101000000'): void {
    const { versions: there } = this.maven.get(name) ?? { versions: [] }
    this.maven.set(name, { versions: [...there, ...versions], updated })
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    const { method = '', url = '' } = request
    this.requests.push(`${method} ${url}`)
    this.authorizations.add(request.headers.authorization)
    if (this.instead?.(request, response) === true) return
    const [, project] = /^\/simple\/([^/]+)\/$/.exec(url) ?? []
    const [, folder = '', file] = /^\/maven\/(.+)\/([^/]+)$/.exec(url) ?? []
    if (project !== undefined) this.#answerPython(project, response)
    else if (file === 'maven-metadata.xml') this.#answerMetadata(folder, response)
    else response.writeHead(this.#has(url, folder, file) ? 200 : 404).end()
  }

  #answerPython(project: string, response: ServerResponse): void {
    const files = this.python.get(project)
    if (files === undefined) {
      response.writeHead(404).end()
      return
    }
    const listed = files.map(({ url, ...file }) => ({
      url: url ?? `../../files/${file.filename}`,
      hashes: {},
      ...file,
    }))
    response.writeHead(200, { 'content-type': 'application/vnd.pypi.simple.v1+json' })
    response.end(JSON.stringify({ meta: { 'api-version': '1.1' }, name: project, files: listed }))
  }

  #answerMetadata(folder: string, response: ServerResponse): void {
    const found = [...this.maven].find(([name]) => folderOf(name) === folder)
    if (found === undefined) {
      response.writeHead(404).end()
      return
    }
    const [, { versions, updated }] = found
    const list = versions.map((version) => `      <version>${version}</version>\n`).join('')
    response.writeHead(200, { 'content-type': 'text/xml' })
    response.end(
      `<?xml version="1.0" encoding="UTF-8"?>\n<metadata>\n  <versioning>\n    <versions>\n${list}    </versions>\n    <lastUpdated>${updated}</lastUpdated>\n  </versioning>\n</metadata>\n`,
    )
  }

  #has(url: string, folder: string, file: string | undefined): boolean {
    if (this.withheld.has(url)) return false
    if (url.startsWith('/files/')) return true
    return [...this.maven].some(([name, { versions }]) =>
      versions.some(
        (version) => folder === `${folderOf(name)}/${version}` && file?.endsWith('.jar') === true,
      ),
    )
  }
}

function folderOf(name: string): string {
  const [group = '', artifact = ''] = name.split(':')
  return `${group.replaceAll('.', '/')}/${artifact}`
}
