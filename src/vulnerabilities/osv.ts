/** Asks OSV which advisories are about packages (https://google.github.io/osv.dev/api/). */
import * as z from 'zod/mini'
import { RegistryError } from '../errors.ts'
import { parseJson } from '../oci/json.ts'
import type { RetryPolicy } from '../registry/http/retry.ts'
import { Web, type WebOptions } from '../registry/http/web.ts'
import type { PackageVersion } from './bill.ts'

/** OSV takes so many questions at once. */
const MAX_QUERIES = 1000
/** More than any package has, in pages and in bytes. */
const MAX_PAGES = 50
const MAX_BYTES = 32 * 1024 * 1024

const RETRIES: RetryPolicy = { attempts: 4, base: 500, cap: 5_000, patience: 30_000 }
/** In ms: for a connection, without a byte, and for all questions together. */
const LIMITS = { connect: 15_000, idle: 30_000, total: 300_000 }

const id = z.string().check(z.regex(/^[A-Za-z0-9][A-Za-z0-9._:-]{0,127}$/, 'not the id of an advisory'))

/** Of a package without advisories, an answer is empty: what says something else is not taken for that. */
const answer = z
  .looseObject({
    vulns: z.optional(z.array(z.object({ id }))),
    next_page_token: z.optional(z.string().check(z.maxLength(10_000))),
  })
  .check(
    z.refine(
      ({ vulns, ...others }) =>
        vulns !== undefined || Object.keys(others).every((key) => key === 'next_page_token'),
      'neither advisories nor nothing',
    ),
  )
const batch = z.object({ results: z.array(answer) })

const text = z.optional(z.string())
const severities = z.optional(z.array(z.object({ type: z.string(), score: z.string() })))
const event = z.object({ introduced: text, fixed: text, last_affected: text })
const affected = z.object({
  package: z.optional(z.object({ ecosystem: z.string(), name: z.string() })),
  severity: severities,
  ranges: z.optional(z.array(z.object({ type: z.string(), events: z.array(event) }))),
  ecosystem_specific: z.optional(z.object({ urgency: text })),
})
const advisory = z.object({
  id,
  summary: text,
  withdrawn: text,
  aliases: z.optional(z.array(id)),
  upstream: z.optional(z.array(id)),
  severity: severities,
  affected: z.array(affected).check(z.minLength(1)),
  database_specific: z.optional(z.object({ severity: text })),
})

/** What is used of an OSV record (https://ossf.github.io/osv-schema/). */
export type Advisory = z.infer<typeof advisory>
export type RangeEvent = z.infer<typeof event>

interface Question {
  readonly asked: PackageVersion
  readonly index: number
  /** Of the page that comes next. */
  readonly token?: string
}

export type OsvOptions = Omit<WebOptions, 'host'>

/**
 * OSV, or a mirror of it. No request goes to another host: a redirect is a failure. Every failure is a RegistryError, also
 * an answer that is not understood.
 */
export class Osv implements Disposable {
  readonly #base: URL
  readonly #web: Web

  constructor(address: string, options: OsvOptions = {}) {
    this.#base = new URL(`${address.replace(/\/+$/, '')}/`)
    this.#web = new Web({ retries: RETRIES, limits: LIMITS, ...options, host: this.#base.host })
  }

  [Symbol.dispose](): void {
    this.#web[Symbol.dispose]()
  }

  /** The ids of the advisories about each package. */
  async listIds(packages: readonly PackageVersion[]): Promise<string[][]> {
    const found = packages.map(() => new Set<string>())
    let open: readonly Question[] = packages.map((asked, index) => ({ asked, index }))
    for (let page = 1; open.length > 0; page++) {
      if (page > MAX_PAGES) throw new RegistryError(`the advisories that ${this.#base.host} lists never end`)
      const answers = await this.#ask(open)
      for (const { index, vulns = [] } of answers) for (const { id } of vulns) found[index]?.add(id)
      open = answers.flatMap(({ asked, index, next_page_token: token }) =>
        token ? [{ asked, index, token }] : [],
      )
    }
    return found.map((ids) => [...ids].sort())
  }

  async getAdvisory(wanted: string): Promise<Advisory> {
    const bytes = await this.#request('GET', `v1/vulns/${encodeURIComponent(wanted)}`)
    const found = parseJson(advisory, bytes, this.#what(wanted), 'an OSV record')
    if (found.id === wanted) return found
    throw new RegistryError(`${this.#what(wanted)} is another one, ${found.id}`)
  }

  /** A page of the answers to each question. */
  async #ask(questions: readonly Question[]) {
    const answers = []
    for (let start = 0; start < questions.length; start += MAX_QUERIES) {
      const part = questions.slice(start, start + MAX_QUERIES)
      const bytes = await this.#request('POST', 'v1/querybatch', { queries: part.map(queryOf) })
      const { results } = parseJson(batch, bytes, this.#what('a querybatch'), 'a list of advisories')
      const counts = `${results.length} results for ${part.length} packages`
      if (results.length !== part.length)
        throw new RegistryError(`${this.#what('a querybatch')} has ${counts}`)
      for (const [at, question] of part.entries()) answers.push({ ...question, ...results[at] })
    }
    return answers
  }

  #what(subject: string): string {
    return `the answer of ${this.#base.host} to ${subject}`
  }

  async #request(method: 'GET' | 'POST', path: string, content?: object): Promise<Buffer> {
    const { body } = await this.#web.ask({
      method,
      url: new URL(path, this.#base),
      headers: content && { 'content-type': 'application/json' },
      body: content && JSON.stringify(content),
      expect: [200],
      limit: MAX_BYTES,
    })
    return body
  }
}

function queryOf({ asked: { ecosystem, name, version }, token }: Question) {
  return { package: { ecosystem, name }, version, page_token: token }
}
