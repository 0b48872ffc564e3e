import { describe, expect, it } from 'vitest'
import { runEntry } from '../support/process.ts'

const inputs = { cell: '4.1.1-baseline', image: '127.0.0.1:1/spark', push: 'true', 'no-cache': 'false' }

async function refusal(change: Record<string, string>, env: NodeJS.ProcessEnv = {}): Promise<string> {
  const { code, stdout, outputs } = await runEntry('build', { ...inputs, ...change }, env)
  expect(code).toBe(1)
  expect(outputs).toEqual({})
  expect(stdout).not.toMatch(/\n\s+at /)
  const errors = stdout.split('\n').filter((line) => line.startsWith('::error::'))
  expect(errors).toHaveLength(1)
  return errors[0] ?? ''
}

describe('the build entry', () => {
  it('refuses a cell that there is not', async () => {
    expect(await refusal({ cell: '4.1.1-basline' })).toContain('Did you mean 4.1.1-baseline?')
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

  it('refuses to push on pull_request_target', async () => {
    expect(await refusal({}, { GITHUB_EVENT_NAME: 'pull_request_target' })).toContain(
      'refused to push on pull_request_target',
    )
  })

  it('says what to do when no engine answers', async () => {
    const env = { DOCKER_HOST: 'unix:///nonexistent/docker.sock' }
    expect(await refusal({ push: 'false' }, env)).toContain('no Docker engine answers')
  })
})
