/** What the Python indexes and the Maven repositories of a catalog have. What they say is taken for nothing but that. */
import * as z from 'zod/mini'
import { RegistryError } from '../errors.ts'
import type { HostCredentials } from '../family/repositories.ts'
import { parseJson } from '../oci/json.ts'
import { nameOf } from '../registry/http/transport.ts'
import { type Answer, type Asked, Web, type WebOptions } from '../registry/http/web.ts'

/** More than any list of versions has. */
const MAX_BYTES = 32 * 1024 * 1024
const MAX_VERSIONS = 20_000
const JSON_TYPE = 'application/vnd.pypi.simple.v1+json'
/** As a version may be written in a catalog, in a path and in a text: no `/`, and nothing like `..` alone. */
const VERSION = /^\d[A-Za-z0-9._+-]{0,62}$/

/** A repository with the credentials for its host, if there are any. */
export interface Repository {
  readonly url: string
  readonly credentials?: Pick<HostCredentials, 'username' | 'password'>
}

/** A file of a repository. */
export interface ServedFile {
  readonly url: URL
  /** Sent along to the repository's own host. */
  readonly authorization?: string
}

/** A version that an index lists, with what is known of it before its file is asked for. */
export interface Release {
  readonly version: string
  /** It was there at this time, in ms, at the latest; undefined where the index does not say. */
  readonly released?: number
}

/** A version of a Python project; `released` is when its last file was uploaded. */
export interface PythonRelease extends Release {
  /** Its source distribution, if it has one. */
  readonly sdist?: ServedFile
}

/** Whether a file is served, and since when, in ms. */
export type Served = Readonly<{ isThere: boolean; released?: number }>

/** Asks repositories, each question once. Every failure is a RegistryError. */
export class Indexes implements Disposable {
  readonly #web: Web
  readonly #maven: readonly Repository[]
  readonly #pypi: readonly Repository[]
  readonly #known = new Map<string, Promise<unknown>>()

  constructor(
    { maven, pypi }: Readonly<Record<'maven' | 'pypi', readonly Repository[]>>,
    options: WebOptions = {},
  ) {
    this.#maven = maven
    this.#pypi = pypi
    this.#web = new Web(options)
  }

  [Symbol.dispose](): void {
    this.#web[Symbol.dispose]()
  }

  /** The versions of a Python project in all indexes, without those that are yanked. */
  listPython(project: string): Promise<PythonRelease[]> {
    return this.#once(`pypi ${project}`, async () => {
      const lists = await Promise.all(
        this.#pypi.map(async (index) => {
          const answer = await this.#get(index, `${project}/`, JSON_ACCEPT)
          return answer === undefined ? [] : parsePythonIndex(answer, project, authorizationOf(index))
        }),
      )
      return firstOfEach(lists.flat())
    })
  }

  /** The versions of a Maven artifact in all repositories: `group:artifact` or `group:artifact:classifier`. */
  listMaven(coordinates: string): Promise<Release[]> {
    const [group = '', artifact = ''] = coordinates.split(':')
    return this.#once(`maven ${group}:${artifact}`, async () => {
      const lists = this.#maven.map(async (repository) => {
        const answer = await this.#get(repository, `${folderOf(group, artifact)}/maven-metadata.xml`)
        return answer === undefined
          ? []
          : parseMavenMetadata(answer.body.toString('utf8'), nameOf(answer.url))
      })
      return firstOfEach((await Promise.all(lists)).flat())
    })
  }

  /** Whether a version of a Maven artifact can be had, and since when. */
  findJar(coordinates: string, version: string): Promise<Served> {
    const [group = '', artifact = '', ...classifier] = coordinates.split(':')
    const file = `${[artifact, version, ...classifier].join('-')}.jar`
    return this.#once(`jar ${coordinates} ${version}`, async () => {
      for (const repository of this.#maven) {
        const url = below(repository, `${folderOf(group, artifact)}/${version}/${file}`)
        const served = await this.findFile({ url, authorization: authorizationOf(repository) })
        if (served.isThere) return served
      }
      return { isThere: false }
    })
  }

  /** Whether a file can be had, and since when. What a repository lists and gives to nobody can't be. */
  async findFile({ url, authorization }: ServedFile): Promise<Served> {
    const expect = [200, 403, 404, 410, 451]
    const { status, headers } = await this.#web.ask({ method: 'HEAD', url, authorization, expect, limit: 0 })
    return { isThere: status === 200, released: dateOf(headers['last-modified']) }
  }

  /** A file of a repository; undefined where there is none. */
  async #get(repository: Repository, path: string, headers?: Asked['headers']): Promise<Answer | undefined> {
    const [url, authorization] = [below(repository, path), authorizationOf(repository)]
    const asked = {
      method: 'GET',
      url,
      headers,
      authorization,
      expect: [200, 404, 410],
      limit: MAX_BYTES,
    } as const
    const answer = await this.#web.ask(asked)
    return answer.status === 200 ? answer : undefined
  }

  #once<T>(question: string, ask: () => Promise<T>): Promise<T> {
    const known = (this.#known.get(question) as Promise<T> | undefined) ?? ask()
    this.#known.set(question, known)
    return known
  }
}

const JSON_ACCEPT = { accept: `${JSON_TYPE}, text/html;q=0.2` }

/** Of several repositories that have a version, the first counts. */
function firstOfEach<T extends Release>(releases: readonly T[]): T[] {
  return [...new Map([...releases].reverse().map((release) => [release.version, release])).values()]
}

function below({ url }: Repository, path: string): URL {
  return new URL(path, `${url.replace(/\/+$/, '')}/`)
}

function folderOf(group: string, artifact: string): string {
  return `${group.replaceAll('.', '/')}/${artifact}`
}

function authorizationOf({ credentials }: Repository): string | undefined {
  if (credentials === undefined) return undefined
  return `Basic ${Buffer.from(`${credentials.username}:${credentials.password}`).toString('base64')}`
}

const pythonIndex = z.object({
  files: z.array(
    z.object({
      filename: z.string(),
      url: z.string(),
      yanked: z.optional(z.union([z.boolean(), z.string()])),
      'upload-time': z.optional(z.nullable(z.string())),
    }),
  ),
})

interface PythonFile {
  readonly filename: string
  readonly url: string
  readonly isYanked: boolean
  readonly released?: number
}

/**
 * The versions that a Python index lists, as JSON or, from older indexes, as HTML without dates:
 * https://packaging.python.org/en/latest/specifications/simple-repository-api/
 * @throws RegistryError for an answer that is not one.
 */
export function parsePythonIndex(
  { headers, body, url }: Pick<Answer, 'headers' | 'body' | 'url'>,
  project: string,
  authorization?: string,
): PythonRelease[] {
  const isJson = /^application\/(?:vnd\.pypi\.simple\.v1\+)?json\b/.test(headers['content-type'] ?? '')
  const files = isJson ? jsonFiles(body, nameOf(url)) : htmlFiles(body.toString('utf8'), nameOf(url))
  const found = new Map<string, PythonRelease>()
  for (const { filename, url: target, isYanked, released } of files) {
    const { version, isSource } = fileVersion(filename, project) ?? {}
    if (version === undefined || isYanked) continue
    const known = found.get(version) ?? { version, released }
    const latest = latestOf(known.released, released)
    const sdist =
      isSource && URL.canParse(target, url.href)
        ? servedFile(new URL(target, url), url, authorization)
        : known.sdist
    found.set(version, { version, released: latest, sdist })
    limitCount(found.size, nameOf(url))
  }
  return [...found.values()]
}

function servedFile(url: URL, index: URL, authorization: string | undefined): ServedFile {
  return url.origin === index.origin ? { url, authorization } : { url }
}

/** A file without a date may be of any. */
function latestOf(one: number | undefined, other: number | undefined): number | undefined {
  return one === undefined || other === undefined ? undefined : Math.max(one, other)
}

function jsonFiles(body: Buffer, place: string): PythonFile[] {
  const { files } = parseJson(pythonIndex, body, `the answer of ${place}`, 'a list of files')
  return files.map(({ filename, url, yanked, 'upload-time': time }) => {
    // A reason for it, empty ones too, is a text.
    return { filename, url, isYanked: yanked !== undefined && yanked !== false, released: dateOf(time) }
  })
}

/** By its tags, not by an expression over all of it, whose time a hostile text could square. */
function htmlFiles(text: string, place: string): PythonFile[] {
  const links = text.split('<').flatMap((tag) => {
    const end = tag.indexOf('>')
    if (!/^a\s/i.test(tag) || end < 0) return []
    const attributes = tag.slice(1, Math.min(end, 4000))
    const [, double, single] = /\shref\s{0,9}=\s{0,9}(?:"([^"]*)"|'([^']*)')/i.exec(attributes) ?? []
    const url = (double ?? single ?? '').replaceAll('&amp;', '&')
    return [{ filename: tag.slice(end + 1).trim(), url, isYanked: /\sdata-yanked\b/i.test(attributes) }]
  })
  if (links.some(({ filename }) => DISTRIBUTION.test(filename)) || isEmptyIndex(text)) return links
  throw new RegistryError(`the answer of ${place} is not a list of files`)
}

const DISTRIBUTION = /\.(?:whl|egg|exe|zip|tgz|tar\.(?:gz|bz2|xz|Z))$/i

/** Whether a page without files is the whole one of an index, by what indexes call it, and no other, as to sign in. */
function isEmptyIndex(text: string): boolean {
  const isNamed = /<title>[^<]{0,200}\b(?:links for|simple index)\b|"pypi:repository-version"/i.test(text)
  return isNamed && /<\/(?:body|html)>/i.test(text)
}

/** The version that a file is of, if it is one of the project. */
function fileVersion(filename: string, project: string): { version: string; isSource: boolean } | undefined {
  if (filename.length > 500) return undefined
  const [, name, version = '', rest = ''] =
    /^([A-Za-z0-9._-]+?)-(\d[A-Za-z0-9._+!]*)(\.tar\.gz|-.*\.whl)$/.exec(filename) ?? []
  if (name === undefined || normalized(name) !== normalized(project) || !VERSION.test(version))
    return undefined
  return { version, isSource: rest === '.tar.gz' }
}

function normalized(name: string): string {
  return name.replaceAll(/[-_.]+/g, '-').toLowerCase()
}

/**
 * The versions that a maven-metadata.xml lists: https://maven.apache.org/ref/current/maven-repository-metadata/
 * All of them were there when it was last updated.
 * @param place names it in errors.
 * @throws RegistryError for a text that is not one.
 */
export function parseMavenMetadata(text: string, place: string): Release[] {
  // An answer that was cut off lists less than there is.
  if (!/<\/metadata\s{0,9}>|<metadata[^<>]{0,1000}\/>/.test(text))
    throw new RegistryError(`the answer of ${place} is not a list of versions`)
  const [, ...time] = /<lastUpdated>(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)</.exec(text) ?? []
  const [year, month, day, hour, minute, second] = time
  const released = dateOf(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`)
  const start = text.indexOf('<versions>')
  const end = text.indexOf('</versions>', start)
  if (start < 0 || end < 0) return []
  const versions = new Set<string>()
  for (const tag of text.slice(start, end).split('<')) {
    const version = tag.startsWith('version>') ? tag.slice('version>'.length).trim() : ''
    if (VERSION.test(version)) versions.add(version)
    limitCount(versions.size, place)
  }
  return [...versions].map((version) => ({ version, released }))
}

function limitCount(count: number, place: string): void {
  if (count > MAX_VERSIONS) throw new RegistryError(`${place} lists more than ${MAX_VERSIONS} versions`)
}

function dateOf(text: string | null | undefined): number | undefined {
  const date = Date.parse(text ?? '')
  return Number.isNaN(date) ? undefined : date
}
