import { describe, expect, it } from 'vitest'
import { eventOf, runHere } from '../support/here.ts'
import { BASES as base, runEntry } from '../support/process.ts'

/** Nobody answers there: what asks the registry says so. */
const image = '127.0.0.1:1/spark'
const inputs = { cell: '4.1.1-baseline', image, base, rollback: '20261124-141530-1a2b3c' }

const QUEUE = 'refs/heads/gh-readonly-queue/main/pr-7-0123456789012345678901234567890123456789'
const repository = { default_branch: 'main' }
const queued = await eventOf('merge_group', QUEUE, {
  action: 'checks_requested',
  merge_group: { head_ref: QUEUE, base_ref: 'refs/heads/main', head_sha: '0123456789'.repeat(4) },
  repository,
})
const why = `merge_group on ${QUEUE} publishes nothing: only push, schedule, `
/** Names the event, so that a test that pushes would be told of the registry. */
const allowed = { 'publish-on': 'merge_group:refs/heads/gh-readonly-queue/main/*' }
const engineless = { DOCKER_HOST: 'unix:///nonexistent/docker.sock' }

describe("a merge queue's event", () => {
  it('is planned, with the reason why nothing is published in the output and the summary', async () => {
    const { code, outputs, summary } = await runHere('plan', { rebuild: 'all', base }, queued)
    expect(code).toBe(0)
    expect(outputs).toMatchObject({ changed: 'true', publish: 'false' })
    expect(outputs['publish-reason']).toContain(why)
    expect(summary).toMatch(/\n\*\*Nothing is published\*\*: merge\\_group on refs/)
    const other = await runHere('plan', { rebuild: 'all', base, ...allowed }, queued)
    expect(other.outputs.publish).toBe('true')
    expect(other.summary).not.toContain('Nothing is published')
  })

  it('builds without a push, and is refused one that is asked for', async () => {
    const env = { ...queued, ...engineless }
    const built = await runHere('build', inputs, env)
    expect(built.stdout).toContain('no Docker engine answers')
    const refused = await runHere('build', { ...inputs, push: 'true' }, env)
    expect(refused.stdout).toContain(`::error::the input push is true, but ${why}`)
    expect(refused.stdout).toContain('or name this event in publish-on')
    const pushed = await runHere('build', { ...inputs, ...allowed }, env)
    expect(pushed.stdout).toContain("can't push to 127.0.0.1:1/spark")
  })

  it.each([
    ['a release', { plan: '{}' }],
    ['a rollback', { rollback: inputs.rollback }],
  ])('moves no tag by %s', async (_, given) => {
    const { code, stdout, summary } = await runHere('release', { image, ...given }, queued)
    expect(code).toBe(1)
    expect(stdout).toContain(`::error::refused to move tags: ${why}`)
    expect(summary).toContain(why)
    const other = await runHere('release', { image, ...given, ...allowed }, queued)
    expect(other.stdout).not.toContain('refused to move tags')
  })

  it('is refused a release by the bundle, too', async () => {
    const { code, stdout } = await runEntry('release', { image, plan: '{}' }, queued)
    expect(code).toBe(1)
    expect(stdout).toContain(`::error::refused to move tags: ${why}`)
  })
})

it.each(['plan', 'build', 'release'] as const)('%s refuses pull_request_target', async (entry) => {
  const env = await eventOf('pull_request_target', 'refs/heads/main', { repository })
  const { code, stdout, outputs } = await runHere(entry, { ...inputs, 'dry-run': 'true' }, env)
  expect({ code, outputs }).toEqual({ code: 1, outputs: {} })
  expect(stdout).toBe(
    "::error::refused to run on pull_request_target, which gives your credentials to a stranger's code: use pull_request\n",
  )
})
