/** The scan entry, with a registry that has released images, a server with OSV's routes, and one with GitHub's. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { listPackages } from '../../src/attest/packages.ts'
import { SPDX_TYPE, spdxDocument } from '../../src/attest/spdx.ts'
import { openLayout } from '../../src/layout/layout.ts'
import { pushImage } from '../../src/registry/push.ts'
import { pushReferrer } from '../../src/registry/referrers.ts'
import { openRepository } from '../../src/registry/repository.ts'
import { image, sampleFiles } from '../attest/sample.ts'
import { makeImage, TestFolder } from '../registry/image.ts'
import { startRegistry, type TestRegistry } from '../registry/registry.ts'
import { serve } from '../registry/server.ts'
import { eventOf, runHere } from '../support/here.ts'
import { OsvServer } from '../vulnerabilities/osv-server.ts'
import { HIGH } from '../vulnerabilities/records.ts'

const FLAW = {
  listedFor: ['Maven com.google.guava:guava 27.0-jre'],
  id: 'GHSA-guav-guav-guav',
  summary: 'a flaw of @somebody',
  severity: [{ type: 'CVSS_V3', score: HIGH }],
  affected: [
    {
      package: { ecosystem: 'Maven', name: 'com.google.guava:guava' },
      ranges: [{ type: 'ECOSYSTEM', events: [{ introduced: '0' }, { fixed: '32.0.0-jre' }] }],
    },
  ],
}

interface Issue {
  number: number
  state: string
  title: string
  body: string
  labels: string[]
  comments: string[]
}

/** GitHub's routes for issues, as far as documented (https://docs.github.com/en/rest/issues). */
class GitHub {
  issues: Issue[] = []
  readonly requests: string[] = []
  refuses = false
  /** Whether it makes an issue, and answers as if it had not. */
  falters = false
  readonly #server = createServer(async (request, response) => {
    const body = JSON.parse((await text(request)) || '{}') as Partial<Issue> & { body?: string }
    const url = new URL(request.url ?? '', 'http://x')
    this.requests.push(`${request.method} ${url.pathname}`)
    const answer = (status: number, content: unknown): void => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(content))
    }
    const isOurs = request.headers.authorization === 'Bearer secret' && !this.refuses
    if (!isOurs) return answer(403, { message: 'Resource not accessible by integration' })
    const [, number, comments] =
      /^\/repos\/acme\/images\/issues(?:\/(\d+)(\/comments)?)?$/.exec(url.pathname) ?? []
    const found = this.issues.find((one) => one.number === Number(number))
    if (request.method === 'GET') {
      const label = url.searchParams.get('labels') ?? ''
      return answer(200, this.issues.filter(({ labels }) => labels.includes(label)).reverse())
    }
    if (comments !== undefined) return answer(201, { id: found?.comments.push(body.body ?? '') })
    if (found !== undefined) return answer(200, Object.assign(found, body))
    const made = { number: this.issues.length + 1, state: 'open', comments: [], ...body } as unknown as Issue
    this.issues.push(made)
    if (this.falters) return answer(502, {})
    return answer(201, made)
  })

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve))
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  close(): void {
    this.#server.closeAllConnections()
    this.#server.close()
  }
}

let registry: TestRegistry
let folder: TestFolder
let osv: OsvServer
let workspace: string
const github = new GitHub()

beforeAll(async () => {
  registry = await startRegistry()
  folder = await TestFolder.make()
  osv = await OsvServer.start([])
  await github.start()
  workspace = await mkdtemp(path.join(tmpdir(), 'test-scan-entry-'))
  await writeFile(path.join(workspace, 'spark-images.yml'), `vulnerabilities: { url: "${osv.address}" }\n`)
  const repository = openRepository({ registry: registry.host, repository: 'org/spark' })
  const layout = await openLayout(await folder.writeLayout(await makeImage()))
  await pushImage(layout, repository, '4.1.1-gpu')
  await pushImage(layout, repository, '4.1-gpu')
  const { descriptor } = layout.manifest
  const listed = listPackages(image, await sampleFiles())
  const blob = Buffer.from(
    spdxDocument({ ...image, digest: descriptor.digest }, listed, '2026-11-01T00:00:00Z'),
  )
  await pushReferrer(repository, descriptor, { artifactType: SPDX_TYPE, mediaType: SPDX_TYPE, blob })
})
afterAll(async () => {
  github.close()
  await osv?.[Symbol.asyncDispose]()
  await folder?.[Symbol.asyncDispose]()
  await registry?.[Symbol.asyncDispose]()
  await rm(workspace, { recursive: true })
})
beforeEach(() => {
  Object.assign(github, { issues: [], refuses: false, falters: false })
  github.requests.length = 0
  osv.records = [FLAW]
  osv.instead = undefined
})

async function scan(event = 'schedule', inputs: Record<string, string> = {}) {
  const payload = { repository: { default_branch: 'main' } }
  const ref = event === 'pull_request' ? 'refs/pull/1/merge' : 'refs/heads/main'
  const env = {
    ...(await eventOf(event, ref, payload)),
    GITHUB_WORKSPACE: workspace,
    GITHUB_REPOSITORY: 'acme/images',
    GITHUB_API_URL: github.url,
  }
  return runHere('scan', { image: `${registry.host}/org/spark`, token: 'secret', ...inputs }, env)
}

describe('the scan entry', () => {
  it('opens an issue, leaves it alone while nothing changes, closes it, and opens it again', async () => {
    const first = await scan()
    expect(first, first.stdout).toMatchObject({
      code: 0,
      outputs: { images: '1', count: '1', 'issue-operation': 'opened', 'issue-number': '1' },
    })
    const [issue] = github.issues
    expect(issue?.title).toBe(`Vulnerabilities in ${registry.host}/org/spark`)
    expect(issue?.body).toContain('GHSA-guav-guav-guav')
    expect(issue?.body).toContain(':4.1.1-gpu&#64;sha256:')
    expect(first.summary).toContain('1 image, 1 failure by the policy')
    expect(JSON.parse(await readFile(first.outputs.sarif ?? '', 'utf8')).runs).toHaveLength(1)

    github.requests.length = 0
    expect((await scan()).outputs).toMatchObject({ 'issue-operation': 'none', 'issue-number': '1' })
    expect(github.requests).toEqual(['GET /repos/acme/images/issues'])

    osv.records = []
    expect((await scan()).outputs).toMatchObject({ count: '0', 'issue-operation': 'closed' })
    expect(issue).toMatchObject({ state: 'closed', comments: [expect.stringContaining('Nothing')] })

    osv.records = [FLAW]
    expect((await scan()).outputs).toMatchObject({ 'issue-operation': 'opened', 'issue-number': '1' })
    expect(issue).toMatchObject({ state: 'open', comments: [expect.anything(), 'New: GHSA-guav-guav-guav'] })
    expect(github.issues).toHaveLength(1)
  })

  it('says in a comment what came to an issue that is open', async () => {
    await scan()
    osv.records = [FLAW, { ...FLAW, id: 'GHSA-new0-new0-new0' }]
    expect((await scan()).outputs).toMatchObject({ 'issue-operation': 'updated' })
    expect(github.issues[0]?.comments).toEqual(['New: GHSA-new0-new0-new0'])
  })

  it('tells a webhook what is new, and nobody when nothing is', async () => {
    const told: unknown[] = []
    await using listener = await serve(async (request, response) => {
      told.push(JSON.parse(await text(request)))
      response.writeHead(204).end()
    })
    const webhook = `http://${listener.host}/hook`
    await scan('schedule', { webhook })
    await scan('schedule', { webhook })
    osv.records = [FLAW, { ...FLAW, id: 'GHSA-new0-new0-new0' }]
    await scan('schedule', { webhook })
    const image = `${registry.host}/org/spark`
    const notice = (id: string) => ({
      event: 'findings',
      image,
      text: `${image}: 1 new vulnerability: ${id}`,
      ids: [id],
    })
    expect(told).toEqual([notice('GHSA-guav-guav-guav'), notice('GHSA-new0-new0-new0')])
  })

  it("takes nobody's issue for its own", async () => {
    const labels = ['spark-images']
    const others = { state: 'open', title: 'Vulnerabilities', body: 'mine', comments: [], labels }
    github.issues = [{ ...others, number: 1 }]
    expect((await scan()).outputs).toMatchObject({ 'issue-number': '2' })
    expect(github.issues[0]).toEqual({ ...others, number: 1 })
  })

  it('writes no issue on a pull request', async () => {
    const { code, outputs, stdout } = await scan('pull_request')
    expect(code).toBe(0)
    expect(outputs).toMatchObject({ count: '1', 'issue-operation': 'none' })
    expect(stdout).toContain(
      'no issue is opened or closed: pull_request on refs/pull/1/merge publishes nothing',
    )
    expect(github.requests).toEqual([])
  })

  it('names the permission that a job lacks', async () => {
    github.refuses = true
    const { code, stdout } = await scan()
    expect(code).toBe(1)
    expect(stdout).toContain('the token may not write issues. Give the job permissions: issues: write')
    expect(stdout).not.toContain('    at ')
  })

  it('takes nothing released for no sign that all is well', async () => {
    await scan()
    github.requests.length = 0
    const { code, stdout } = await scan('schedule', { image: `${registry.host}/org/none` })
    expect(code).toBe(1)
    expect(stdout).toContain('no released image with a bill of materials is to be seen in ')
    expect(github.requests).toEqual([])
    expect(github.issues[0]).toMatchObject({ state: 'open' })
  })

  it('opens no second issue where GitHub falters', async () => {
    github.falters = true
    expect((await scan()).code).toBe(1)
    expect(github.issues).toHaveLength(1)
  })

  it('leaves the issue as it is where OSV gives no answer', async () => {
    await scan()
    osv.instead = (_, response) => response.writeHead(404).end()
    github.requests.length = 0
    const { code, stdout } = await scan()
    expect(code).toBe(0)
    expect(stdout).toContain('::warning::nothing was looked up: ')
    expect(github.requests).toEqual([])
  })
})
