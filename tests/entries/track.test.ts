import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { cellsOf } from '../../src/catalog/cells.ts'
import { layUserCatalog } from '../../src/catalog/user.ts'
import { neededLockfiles } from '../../src/family/lockfiles.ts'
import { readInputs } from '../../src/github/track/inputs.ts'
import { run } from '../../src/github/track/run.ts'
import { serve } from '../registry/server.ts'
import { type EndedHere, eventOf, runHere } from '../support/here.ts'
import { runProcess } from '../support/process.ts'
import { shipped } from '../support/user-catalog.ts'
import { fakeLockfile } from '../track/files.ts'
import { GitHubServer } from '../track/github-server.ts'
import { IndexServer } from '../track/index-server.ts'

const FILE = '.github/spark-images.yml'
const TOKEN = 'ghs_secretsecretsecret'
const CATALOG = `# Ours.
track:
  spark: { series: ["4.1"], patches: 2, wait: 7 days }
versions:
  4.1.81: {}   # the newest
  4.1.80: {}
${Object.keys(shipped.catalog.versions)
  .map((version) => `  ${version}: null\n`)
  .join('')}variants: { gpu: null, iceberg: null, gpu-iceberg: null }
aliases: []
`

let index: IndexServer
let github: GitHubServer
let work: string
let workspace: string
let branchesOf: () => Promise<string[]>

async function git(folder: string, ...args: string[]): Promise<string> {
  const names = ['-c', 'user.name=a', '-c', 'user.email=a@example.org']
  const { code, stdout, text } = await runProcess('git', [...names, ...args], { cwd: folder })
  expect(code, text).toBe(0)
  return stdout.trim()
}

beforeEach(async () => {
  index = await IndexServer.start()
  github = await GitHubServer.start()
  index.addSpark(['4.1.80', '4.1.81', '4.1.82'])
  work = await mkdtemp(path.join(tmpdir(), 'spark-images-track-entry-'))
  workspace = path.join(work, 'checkout')
  const bare = path.join(work, 'bare.git')
  await git(work, 'init', '--quiet', '--bare', '--initial-branch=main', bare)
  await git(work, 'clone', '--quiet', bare, workspace)
  await mkdir(path.join(workspace, '.github'))
  await writeFile(path.join(workspace, FILE), `${CATALOG}${index.repositories}`)
  await writeFile(path.join(workspace, 'other.txt'), 'other\n')
  await git(workspace, 'add', '.')
  await git(workspace, 'commit', '--quiet', '-m', 'first')
  await git(workspace, 'push', '--quiet', 'origin', 'HEAD:main')
  branchesOf = async () => (await git(bare, 'branch', '--format=%(refname:short)')).split('\n')
})
afterEach(async () => {
  await index[Symbol.asyncDispose]()
  await github[Symbol.asyncDispose]()
  await rm(work, { recursive: true })
})

/** Lockfiles of all that the catalog wants, without an engine. */
async function lock(): Promise<void> {
  const text = await readFile(path.join(workspace, FILE), 'utf8')
  const folder = path.join(workspace, '.github/spark-images.locks')
  await mkdir(folder, { recursive: true })
  for (const needed of neededLockfiles(cellsOf(layUserCatalog(shipped, { text, file: FILE }))))
    if (needed.component === 'spark')
      await writeFile(path.join(folder, path.basename(needed.name)), fakeLockfile(needed))
}

async function entry(
  inputs: Record<string, string> = {},
  env: NodeJS.ProcessEnv = {},
  making = lock,
): Promise<EndedHere> {
  const event = await eventOf('schedule', 'refs/heads/main', { repository: { default_branch: 'main' } })
  const given = {
    ...event,
    GITHUB_WORKSPACE: workspace,
    GITHUB_REPOSITORY: 'acme/images',
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_API_URL: github.address,
    SPARK_IMAGES_HOME: path.join(work, 'home'),
    ...env,
  }
  return await runHere('track', { token: TOKEN, ...inputs }, given, async () => run(readInputs(), making))
}

/** Runs the entry with another folder as the workspace; nothing is locked. */
async function runHereIn(folder: string, inputs: Record<string, string>): Promise<EndedHere> {
  return await entry(inputs, { GITHUB_WORKSPACE: folder }, async () => {})
}

/** A fresh checkout of what the remote's main is. */
async function checkOutMain(): Promise<void> {
  await git(workspace, 'fetch', '--quiet', 'origin', 'main')
  await git(workspace, 'reset', '--quiet', '--hard', 'FETCH_HEAD')
  await git(workspace, 'clean', '--quiet', '-fd')
}

const show = (file: string): Promise<string> =>
  git(path.join(work, 'bare.git'), 'show', `spark-images/track:${file}`)

describe('the track entry', () => {
  it('opens a pull request, leaves it alone, renews and closes it', async () => {
    const head = await git(workspace, 'rev-parse', 'HEAD')
    const first = await entry({ labels: 'dependencies, spark' })
    expect(first.code, first.stdout).toBe(0)
    expect(first.outputs).toEqual({
      changed: 'true',
      'pull-request-number': '1',
      'pull-request-url': 'https://github.com/acme/images/pull/1',
      'pull-request-operation': 'created',
    })
    expect(github.pulls).toMatchObject([
      {
        title: 'Spark images: Spark 4.1.82; without Spark 4.1.80',
        base: 'main',
        head: 'spark-images/track',
        labels: ['dependencies', 'spark'],
      },
    ])
    expect(github.pulls[0]?.body).toContain('| **Spark** | – | 4.1.82 | 2026-01-01 |  |')
    expect(first.summary).toContain('[#1](https://github.com/acme/images/pull/1) is created.')
    expect(await show(FILE)).toContain('  4.1.82: {}\n  4.1.81: {}   # the newest\n')
    expect(await show('.github/spark-images.locks/spark-4.1.82.lock')).toContain('pyspark 4.1.82')
    expect(await show('other.txt')).toBe('other')
    const log = await git(
      path.join(work, 'bare.git'),
      'log',
      '--format=%an <%ae> %P %s',
      '-1',
      'spark-images/track',
    )
    expect(log).toBe(
      `github-actions[bot] <41898282+github-actions[bot]@users.noreply.github.com> ${head} Spark images: Spark 4.1.82; without Spark 4.1.80`,
    )
    // The checkout's own commit and index stay.
    expect(await git(workspace, 'rev-parse', 'HEAD')).toBe(head)
    expect(await git(workspace, 'diff', '--cached', '--name-only')).toBe('')

    await checkOutMain()
    const commit = await git(path.join(work, 'bare.git'), 'rev-parse', 'spark-images/track')
    const again = await entry()
    expect(again.outputs['pull-request-operation'], again.stdout).toBe('none')
    expect(again.outputs['pull-request-number']).toBe('1')
    expect(await git(path.join(work, 'bare.git'), 'rev-parse', 'spark-images/track')).toBe(commit)
    expect(github.requests.filter((one) => !one.startsWith('GET'))).toEqual([
      'POST /repos/acme/images/pulls',
      'POST /repos/acme/images/issues/1/labels',
    ])

    await checkOutMain()
    index.addSpark(['4.1.83'])
    const renewed = await entry()
    expect(renewed.outputs['pull-request-operation']).toBe('updated')
    expect(github.pulls).toMatchObject([
      { title: 'Spark images: Spark 4.1.83, Spark 4.1.82; without Spark 4.1.81, 4.1.80' },
    ])

    // Somebody made the same change by hand.
    await git(workspace, 'push', '--quiet', 'origin', 'refs/remotes/origin/main:refs/heads/old')
    await git(workspace, 'fetch', '--quiet', 'origin', 'spark-images/track')
    await git(workspace, 'push', '--quiet', 'origin', 'FETCH_HEAD:refs/heads/main')
    await checkOutMain()
    const closed = await entry()
    expect(closed.outputs, closed.stdout).toMatchObject({
      changed: 'false',
      'pull-request-operation': 'closed',
    })
    expect(github.pulls).toMatchObject([{ state: 'closed' }])
    expect(await branchesOf()).not.toContain('spark-images/track')
    expect((await entry()).outputs['pull-request-operation']).toBe('none')
  })

  it('renews the branch when the base has gone on, and writes over what others put there', async () => {
    await entry()
    await checkOutMain()
    await writeFile(path.join(workspace, 'other.txt'), 'changed\n')
    await git(workspace, 'commit', '--quiet', '-am', 'second')
    await git(workspace, 'push', '--quiet', 'origin', 'HEAD:main')
    expect((await entry()).outputs['pull-request-operation']).toBe('updated')
    expect(await show('other.txt')).toBe('changed')
    await checkOutMain()
    await git(workspace, 'push', '--quiet', '--force', 'origin', 'HEAD:spark-images/track')
    expect((await entry()).outputs['pull-request-operation']).toBe('updated')
    expect(await show(FILE)).toContain('4.1.82')
  })

  it.each([401, 403, 404])('says which rights it lacks when GitHub answers %s', async (status) => {
    github.refused.set('POST', status)
    const { code, stdout } = await entry()
    expect(code).toBe(1)
    expect(stdout).toContain('permissions: contents: write, pull-requests: write')
    expect(stdout).toContain('Allow GitHub Actions to create and approve pull requests')
    expect(stdout).not.toMatch(/\n\s+at /)
  })

  it('says which rights it lacks when the branch is refused', async () => {
    await writeFile(
      path.join(work, 'bare.git/hooks/pre-receive'),
      '#!/bin/sh\necho protected >&2\nexit 1\n',
      { mode: 0o755 },
    )
    const { code, stdout } = await entry()
    expect(code).toBe(1)
    expect(stdout).toContain(
      "the branch spark-images/track can't be pushed; give the job permissions: contents: write",
    )
    expect(stdout).toContain('protected')
    expect(github.pulls).toEqual([])
  })

  it('does nothing but tell on events that publish nothing, and in a dry run', async () => {
    const event = await eventOf('pull_request', 'refs/pull/1/merge', {
      repository: { default_branch: 'main' },
    })
    for (const [inputs, env] of [
      [{}, event],
      [{ 'dry-run': 'true' }, {}],
    ] as const) {
      const { code, stdout, outputs } = await entry(inputs, env)
      expect(code, stdout).toBe(0)
      expect(outputs).toMatchObject({ changed: 'true', 'pull-request-operation': 'none' })
      expect(stdout).toContain('Spark images: Spark 4.1.82')
    }
    expect([github.requests, await branchesOf()]).toEqual([[], ['main']])
    expect(await git(workspace, 'status', '--porcelain')).toBe('')
  })

  it('gives its token to GitHub alone, and prints it nowhere', async () => {
    const { stdout, summary } = await entry()
    expect(github.authorizations).toEqual(new Set([`Bearer ${TOKEN}`]))
    expect(index.authorizations).toEqual(new Set([undefined]))
    const printed = stdout.replaceAll(`::add-mask::${TOKEN}`, '')
    expect(printed + summary).not.toContain(TOKEN)
  })

  it('gives git the token for the server alone, in place of what actions/checkout left', async () => {
    const sent: string[][] = []
    await using server = await serve(({ rawHeaders }, response) => {
      sent.push(rawHeaders.filter((_, at) => rawHeaders[at - 1]?.toLowerCase() === 'authorization'))
      response.writeHead(403).end()
    })
    const address = `http://${server.host}`
    await git(workspace, 'config', `http.${address}/.extraheader`, 'AUTHORIZATION: basic old')
    await git(workspace, 'remote', 'set-url', 'origin', `${address}/acme/images.git`)
    const { code, stdout } = await entry({}, { GITHUB_SERVER_URL: address })
    expect([code, sent]).toEqual([
      1,
      [[`basic ${Buffer.from(`x-access-token:${TOKEN}`).toString('base64')}`]],
    ])
    expect(stdout).toContain('git ls-remote failed: ')
    expect(stdout.replaceAll(`::add-mask::${TOKEN}`, '')).not.toContain(TOKEN)
    sent.length = 0
    await entry({}, { GITHUB_SERVER_URL: 'https://github.com' })
    expect(sent).toEqual([['basic old']])
  })

  it('commits a catalog without lockfiles, in a checkout below the workspace', async () => {
    await writeFile(
      path.join(workspace, FILE),
      `track: { spark: { series: ["4.1"], patches: 1 } }\n${index.repositories}`,
    )
    await git(workspace, 'commit', '--quiet', '-am', 'another')
    index.python.delete('pyspark')
    index.addSpark([])
    const inputs = { catalog: `checkout/${FILE}` }
    const ended = await runHereIn(work, inputs)
    expect(ended.code, ended.stdout).toBe(0)
    expect(ended.outputs['pull-request-operation']).toBe('created')
    expect(await show(FILE)).toMatch(/versions: \{ .*: null/)
  })

  it('runs no hook of the checkout', async () => {
    const hook = path.join(workspace, '.git/hooks/pre-push')
    await writeFile(hook, '#!/bin/sh\ntouch ../ran\n', { mode: 0o755 })
    expect((await entry()).code).toBe(0)
    await expect(readFile(path.join(work, 'ran'))).rejects.toThrow('ENOENT')
  })

  it.each([
    [{ branch: '--force' }, 'the input branch is no name of a branch: "--force"'],
    [{ branch: 'a:refs/heads/main' }, 'the input branch is no name of a branch'],
    [{ base: 'a..b' }, 'the input base is no name of a branch'],
    [{ branch: 'main' }, 'the inputs branch and base are both main'],
    [{ token: '' }, 'the input token is empty'],
    [{ catalog: 'none.yml' }, 'the catalog none.yml is not in the repository'],
  ])('refuses %j', async (inputs, problem) => {
    const { code, stdout } = await entry(inputs)
    expect(code).toBe(1)
    expect(stdout).toContain(problem)
    expect(index.requests).toEqual([])
  })

  it('wants a catalog with a policy', async () => {
    await writeFile(path.join(workspace, FILE), index.repositories)
    expect((await entry()).stdout).toContain('write track: { spark: { patches: 2 } } into it')
    await rm(path.join(workspace, FILE))
    expect((await entry()).stdout).toContain('there is no catalog to keep up to date')
  })
})
