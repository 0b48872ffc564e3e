/** The comment entry, with what builds left in a folder and a server with GitHub's routes for comments. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Diff, ImageDiff } from '../../src/diff/schema.ts'
import { sha256 } from '../../src/oci/digest.ts'
import type { PlanOutput, PlanOutputCell } from '../../src/plan/output.ts'
import { serve, type TestServer } from '../registry/server.ts'
import { planned } from '../release/family.ts'
import { eventOf, runHere } from '../support/here.ts'

const IMAGE = 'ghcr.io/acme/spark'
const COMMIT = '0123456789'.repeat(4)
const BOT = 'github-actions[bot]'

interface Comment {
  id: number
  body: string
  user: { login: string } | null
}

/** GitHub's routes for the comments of a pull request (https://docs.github.com/en/rest/issues/comments). */
class GitHub {
  comments: Comment[] = []
  readonly requests: string[] = []
  /** Whether the token may write. */
  mayWrite = true
  server: TestServer | undefined

  async start(): Promise<void> {
    this.server = await serve(async (request, response) => {
      const { method = '', url = '' } = request
      this.requests.push(`${method} ${url}`)
      const { body = '' } = JSON.parse((await text(request)) || '{}') as { body?: string }
      const isOurs = request.headers.authorization === 'Bearer secret'
      const isAllowed = isOurs && (method === 'GET' || this.mayWrite)
      const [status, answer] = isAllowed
        ? this.#route(method, new URL(url, 'http://x'), body)
        : [403, { message: 'Resource not accessible by integration' }]
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer))
    })
  }

  #route(method: string, { pathname, searchParams }: URL, body: string): [number, unknown] {
    const listed = pathname === '/repos/acme/images/issues/7/comments'
    const [, id] = /^\/repos\/acme\/images\/issues\/comments\/(\d+)$/.exec(pathname) ?? []
    const found = this.comments.find((one) => one.id === Number(id))
    if (method === 'GET' && listed) {
      const [size, page] = ['per_page', 'page'].map((name) => Number(searchParams.get(name)))
      const start = ((page ?? 1) - 1) * (size ?? 30)
      return [200, this.comments.slice(start, start + (size ?? 30)).map(shown)]
    }
    // https://docs.github.com/en/rest/issues/comments: what is longer is refused.
    if (body.length > 65_536) return [422, { message: 'body is too long (maximum is 65536 characters)' }]
    if (method === 'POST' && listed) {
      const made = { id: this.comments.length + 100, body, user: { login: BOT } }
      this.comments.push(made)
      return [201, shown(made)]
    }
    if (method === 'PATCH' && found !== undefined) return [200, shown(Object.assign(found, { body }))]
    return [404, { message: 'Not Found' }]
  }
}

/** GitHub gives texts with ends of lines of its own. */
const shown = ({ id, body, user }: Comment) => ({
  id,
  body: body.trimEnd().replaceAll('\n', '\r\n'),
  user,
  html_url: `https://github.test/acme/images/pull/7#issuecomment-${id}`,
})

const github = new GitHub()
let folder: string

beforeAll(() => github.start())
afterAll(() => github.server?.[Symbol.asyncDispose]())
beforeEach(async () => {
  Object.assign(github, { comments: [], mayWrite: true })
  github.requests.length = 0
  folder = await mkdtemp(path.join(tmpdir(), 'test-comment-'))
  return () => rm(folder, { recursive: true })
})

const CELLS = [planned('4.1.1', 'gpu'), planned('4.1.1', 'iceberg')]

function planOf(cells: readonly PlanOutputCell[] = CELLS): string {
  return JSON.stringify({ format: 2, bases: {}, cells: [...cells] } satisfies PlanOutput)
}

function imageDiff({ cell, platform }: PlanOutputCell, packages = 1): ImageDiff {
  return {
    cell,
    platform,
    old: { digest: sha256('old') },
    new: { digest: sha256(cell) },
    pullBytes: 1e6,
    compressedBytes: { old: 5e8, new: 4.9e8 },
    layers: [],
    packages: Array.from({ length: packages }, (_, at) => ({
      ecosystem: 'Maven' as const,
      name: `org.example:${'artifact-'.repeat(10)}${at} of ${cell}`,
      change: 'up' as const,
      old: ['1'],
      new: ['2'],
    })),
    licences: [],
    vulnerabilities: [],
    statements: [],
    settings: [{ name: 'label note', old: null, new: '<img src=x> @everyone https://evil.test #7' }],
    tests: [],
    unknown: [],
  }
}

/** Leaves what the build of a cell does, in a folder of its own as artifacts are downloaded. */
async function leave(cell: PlanOutputCell, change: Partial<Diff> = {}, image = IMAGE): Promise<void> {
  const diff: Diff = {
    format: 1,
    old: `${image}:${cell.cell}@${sha256('old')}`,
    new: `${image}:${cell.tag}@${sha256(cell.cell)}`,
    images: [],
    added: [],
    removed: [],
    unchanged: 0,
    unknown: [],
    ...change,
  }
  await leaveText(`${image} ${cell.tag}`.replaceAll(/[^\w.-]/g, '-'), JSON.stringify(diff))
}

async function leaveText(name: string, content: string): Promise<void> {
  await mkdir(path.join(folder, name), { recursive: true })
  await writeFile(path.join(folder, name, 'spark-images-changes.json'), content)
}

const pullRequest = (full_name: string | undefined) => ({
  pull_request: { number: 7, head: { sha: COMMIT, repo: full_name === undefined ? null : { full_name } } },
})

async function comment(
  inputs: Record<string, string> = {},
  payload: object = pullRequest('acme/images'),
  event = 'pull_request',
) {
  const env = {
    ...(await eventOf(event, 'refs/pull/7/merge', payload)),
    GITHUB_API_URL: `http://${github.server?.host}`,
    GITHUB_SERVER_URL: 'https://github.test',
    GITHUB_REPOSITORY: 'acme/images',
    GITHUB_RUN_ID: '42',
  }
  return runHere('comment', { plan: planOf(), changes: folder, token: 'secret', ...inputs }, env)
}

const [GPU, ICEBERG] = CELLS as [PlanOutputCell, PlanOutputCell]

describe('the comment entry', () => {
  it('writes one comment, leaves it alone while nothing changes, and renews it', async () => {
    await leave(GPU, { images: [imageDiff(GPU)] })
    await leave(ICEBERG, { unchanged: 1 })
    const first = await comment()
    expect(first, first.stdout).toMatchObject({
      code: 0,
      outputs: {
        'comment-operation': 'created',
        'comment-url': 'https://github.test/acme/images/pull/7#issuecomment-100',
      },
    })
    const [written] = github.comments
    expect(written?.body).toMatch(/^<!-- spark-images changes: ghcr\.io\/acme\/spark -->\n### What changed\n/)
    expect(written?.body).toContain('\n1 image differs, 1 the same.\n\n- **4.1.1-gpu for linux/amd64**: ')
    expect(written?.body).toContain(`as built from ${COMMIT}, against the released ones.`)
    expect(written?.body).toContain('[this run](https://github.test/acme/images/actions/runs/42)')

    github.requests.length = 0
    expect((await comment()).outputs).toMatchObject({ 'comment-operation': 'none' })
    expect(github.requests).toEqual(['GET /repos/acme/images/issues/7/comments?per_page=30&page=1'])

    await leave(ICEBERG, { images: [imageDiff(ICEBERG)] })
    expect((await comment()).outputs).toMatchObject({ 'comment-operation': 'updated' })
    expect(github.comments).toHaveLength(1)
    expect(github.comments[0]?.body).toContain('\n2 images differ.\n')
  })

  it('shows nothing of an image as markup, mentions or links', async () => {
    await leave(GPU, { images: [imageDiff(GPU)], unknown: ['<b>x</b> @acme/all [a](javascript:x)'] })
    await comment()
    const body = github.comments[0]?.body ?? ''
    expect(body).toContain('&lt;img src=x&gt; @<!-- -->everyone https:<!-- -->//evil.test #<!-- -->7')
    expect(body).toContain('&lt;b&gt;x&lt;/b&gt; @<!-- -->acme/all \\[a\\](javascript:x)')
  })

  it('names the images whose build left nothing, and files that it can’t use', async () => {
    await leave(GPU, { images: [imageDiff(GPU)] })
    await leaveText('broken', '{')
    await leaveText('other', '{"format":1,"html":"<b>"}')
    await comment()
    const body = github.comments[0]?.body ?? ''
    expect(body).toContain('- Not known: 4.1.1-iceberg for linux/amd64: its job built no image to compare')
    expect(body).toContain(
      '- Not known: broken/spark-images-changes.json is not what a build says that it changes: it is not JSON',
    )
    expect(body).toContain('- Not known: other/spark-images-changes.json is not what')
  })

  it('takes nothing from the family of another name, nor from builds of another plan', async () => {
    await leave(GPU, { images: [imageDiff(GPU)] }, 'ghcr.io/acme/other')
    await leave(planned('3.5.8', 'gpu'), { images: [imageDiff(GPU)] })
    await comment()
    expect(github.comments[0]?.body).toContain('0 images differ.')
    expect(github.comments[0]?.body).toContain('- Not known: 4.1.1-gpu for linux/amd64: its job built no')
  })

  it('says nothing where nothing is to be built, unless it had said something', async () => {
    const none = planOf(CELLS.map((cell) => ({ ...cell, verdict: 'unchanged' })))
    expect((await comment({ plan: none })).outputs['comment-operation']).toBe('none')
    expect(github.comments).toEqual([])
    await leave(GPU, { images: [imageDiff(GPU)] })
    await comment()
    expect((await comment({ plan: none })).outputs['comment-operation']).toBe('updated')
    expect(github.comments[0]?.body).toContain('Nothing: no image is to be built.')
  })

  it('renews its own comment alone, wherever it is among others', async () => {
    const mark = '<!-- spark-images changes: ghcr.io/acme/spark -->'
    const others: Comment[] = [
      { id: 1, body: `${mark}\nsomebody’s`, user: { login: 'somebody' } },
      { id: 2, body: `${mark}\nof nobody`, user: null },
      { id: 3, body: '<!-- spark-images changes: ghcr.io/acme/other -->', user: { login: BOT } },
      ...Array.from({ length: 40 }, (_, at) => ({ id: at + 4, body: mark, user: { login: 'x' } })),
    ]
    github.comments = [...structuredClone(others), { id: 90, body: `${mark}\nours`, user: { login: BOT } }]
    await leave(GPU, { images: [imageDiff(GPU)] })
    expect((await comment()).outputs['comment-url']).toMatch(/#issuecomment-90$/)
    expect(github.comments.slice(0, -1)).toEqual(others)
    expect(github.comments.at(-1)?.body).toContain('1 image differs')
    expect(github.requests.at(-1)).toBe('PATCH /repos/acme/images/issues/comments/90')
    // That of an app.
    expect((await comment({ author: 'x' })).outputs['comment-url']).toMatch(/#issuecomment-4$/)
  })

  it('stays below what GitHub takes, and says where the rest is', async () => {
    const cells = Array.from({ length: 60 }, (_, at) => planned(`4.1.${at}`, 'gpu'))
    for (const cell of cells) await leave(cell, { images: [imageDiff(cell, 60)] })
    const { outputs, stdout } = await comment({ plan: planOf(cells) })
    expect(outputs['comment-operation'], stdout).toBe('created')
    const body = github.comments[0]?.body ?? ''
    expect(body.length).toBeGreaterThan(40_000)
    expect(body.match(/^- \*\*/gm)).toHaveLength(60)
    expect(body.split('<details>').length).toBe(body.split('</details>').length)
    expect(body).toMatch(
      /\nThe tables of \d+ more images are left out here; \[the run\]\(https:\/\/github\.test\/acme\/images\/actions\/runs\/42\) has them\.\n/,
    )
    expect(body).toContain(`as built from ${COMMIT}`)
  })

  it.each([['somebody/images'], [undefined]])(
    'gives a notice and no failure where the token of a fork can only read: %s',
    async (fork) => {
      github.mayWrite = false
      await leave(GPU, { images: [imageDiff(GPU)] })
      const { code, outputs, stdout } = await comment({}, pullRequest(fork))
      expect(code).toBe(0)
      expect(outputs).toMatchObject({ 'comment-operation': 'none' })
      expect(stdout).toContain("::notice::no comment is written, as the token of a fork's pull request")
    },
  )

  it('names the permission that a job lacks', async () => {
    github.mayWrite = false
    await leave(GPU, { images: [imageDiff(GPU)] })
    const { code, stdout } = await comment()
    expect(code).toBe(1)
    expect(stdout).toContain('Give the job permissions: pull-requests: write')
    expect(stdout).not.toContain('    at ')
  })

  it('does nothing in a run of no pull request', async () => {
    for (const event of ['merge_group', 'pull_request_review']) {
      const { code, stdout } = await comment({}, pullRequest('acme/images'), event)
      expect(code).toBe(0)
      expect(stdout).toContain('no comment is written: this run is of no pull request')
    }
    expect(github.requests).toEqual([])
  })

  it('refuses pull_request_target', async () => {
    const { code, stdout } = await comment({}, pullRequest('acme/images'), 'pull_request_target')
    expect(code).toBe(1)
    expect(stdout).toContain('::error::refused to run on pull_request_target')
    expect(github.requests).toEqual([])
  })

  it('takes a folder that is not there for an empty one', async () => {
    await comment({ changes: path.join(folder, 'none') })
    expect(github.comments[0]?.body).toContain('- Not known: 4.1.1-gpu for linux/amd64: its job built no')
  })

  it('refuses to write without a plan', async () => {
    const { code, stdout } = await comment({ plan: '' })
    expect(code).toBe(1)
    expect(stdout).toContain('::error::the input plan is empty')
  })
})
