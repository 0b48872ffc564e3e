import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { type EndedHere, runHere } from '../support/here.ts'
import { runEntry } from '../support/process.ts'

const inputs = { cell: '4.1.1-baseline', image: '127.0.0.1:1/spark', push: 'true', 'no-cache': 'false' }

/** How an entry ends that refuses something. */
async function refused(change: Record<string, string>, env: NodeJS.ProcessEnv = {}): Promise<EndedHere> {
  const ended = await runHere('build', { ...inputs, ...change }, env)
  const { code, stdout, outputs } = ended
  expect(code).toBe(1)
  expect(outputs).toEqual({})
  expect(stdout).not.toMatch(/\n\s+at /)
  const errors = stdout.split('\n').filter((line) => line.startsWith('::error::'))
  expect(errors).toHaveLength(1)
  return ended
}

async function refusal(change: Record<string, string>, env: NodeJS.ProcessEnv = {}): Promise<string> {
  const { stdout } = await refused(change, env)
  return stdout.split('\n').find((line) => line.startsWith('::error::')) ?? ''
}

describe('the build entry', () => {
  it('refuses an input, as a bundle, without a stack', async () => {
    const { code, stdout } = await runEntry('build', { ...inputs, push: 'yes' })
    expect({ code, stdout }).toEqual({
      code: 1,
      stdout: '::error::the input push is "yes"; allowed: true, false\n',
    })
  })

  it.each(['GHA', 'gha,mode=max', 's3'])('refuses the cache %j', async (cache) => {
    const message = `the input cache is "${cache}"; allowed: auto, gha, registry, local, none`
    expect(await refusal({ cache })).toBe(`::error::${message}`)
  })

  it('refuses a cell that there is not', async () => {
    expect(await refusal({ cell: '4.1.1-basline' })).toContain('did you mean "4.1.1-baseline"?')
  })

  it.each(['--help', 'a b', '$(id)', 'x,url_v2=http://example.org'])(
    'refuses %j as a cell id',
    async (cell) => {
      expect(await refusal({ cell })).toContain('is not a cell id')
    },
  )

  it('explains a job without a matrix', async () => {
    expect(await refusal({ cell: 'null' })).toContain('the input cell is empty')
  })

  it('finds out before building that the registry is not there', async () => {
    expect(await refusal({})).toContain("can't push to 127.0.0.1:1/spark: no connection to 127.0.0.1:1")
  })

  it.each([
    ['true', "can't push to 127.0.0.1:1/spark: "],
    ['false', 'no Docker engine answers'],
  ])('leaves why it built nothing, and how to repeat that, in the summary: push: %s', async (push, why) => {
    const { summary } = await refused({ push }, { DOCKER_HOST: 'unix:///nonexistent/docker.sock' })
    expect(summary).toMatch(/^## 4\.1\.1-baseline: failed\n/)
    expect(summary).toContain(why)
    expect(summary).toMatch(/\n\n```text\nnpm start -- 4\.1\.1-baseline\n```\n$/)
  })

  it.each([
    ['spark-images.yml', ''],
    ['not-there.yml', 'not-there.yml'],
  ])("names the repository's own catalog in that line: %s", async (file, catalog) => {
    const workspace = await mkdtemp(path.join(tmpdir(), 'spark-images-catalog-'))
    await writeFile(path.join(workspace, 'spark-images.yml'), 'versions: { 3.5.8: null }\n')
    const env = { GITHUB_WORKSPACE: workspace, GITHUB_REPOSITORY: 'acme/platform' }
    const { summary } = await refused({ catalog }, env)
    await rm(workspace, { recursive: true })
    expect(summary).toContain(`\nnpm start -- 4.1.1-baseline --catalog ../platform/${file}\n`)
  })

  it('says what to do when no engine answers', async () => {
    const env = { DOCKER_HOST: 'unix:///nonexistent/docker.sock' }
    expect(await refusal({ push: 'false' }, env)).toContain('no Docker engine answers')
  })
})
