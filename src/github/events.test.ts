import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { decidePublishing, type Publishing } from './events.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'spark-images-events-'))
afterAll(() => rmSync(folder, { recursive: true }))

const MAIN = { repository: { default_branch: 'main' } }
const QUEUE = 'refs/heads/gh-readonly-queue/main/pr-7-0123456789012345678901234567890123456789'

/** The payload that GitHub sends of a merge queue's event. */
const MERGE_GROUP = {
  action: 'checks_requested',
  merge_group: { head_ref: QUEUE, base_ref: 'refs/heads/main', head_sha: '0123456789'.repeat(4) },
  ...MAIN,
}

function decide(
  name: string,
  ref: string,
  { payload = MAIN, publishOn = [] }: { payload?: unknown; publishOn?: readonly string[] } = {},
): Publishing {
  const file = path.join(folder, 'event.json')
  writeFileSync(file, typeof payload === 'string' ? payload : JSON.stringify(payload))
  const env = { GITHUB_ACTIONS: 'true', GITHUB_EVENT_NAME: name, GITHUB_REF: ref, GITHUB_EVENT_PATH: file }
  return decidePublishing(env, publishOn)
}

describe('an event', () => {
  it.each(['push', 'schedule', 'workflow_dispatch', 'repository_dispatch'])(
    'publishes on the default branch: %s',
    (name) => {
      expect(decide(name, 'refs/heads/main')).toEqual({
        allowed: true,
        reason: `${name} on refs/heads/main, the default branch, publishes`,
      })
    },
  )

  it('publishes on a default branch of any name, and on no other of the same last word', () => {
    const payload = { repository: { default_branch: 'release/next' } }
    expect(decide('push', 'refs/heads/release/next', { payload }).allowed).toBe(true)
    for (const ref of ['refs/heads/next', 'refs/heads/main', 'refs/tags/release/next', 'release/next', ''])
      expect(decide('push', ref, { payload }).allowed, ref).toBe(false)
  })

  it.each([
    ['merge_group', QUEUE, MERGE_GROUP],
    // GitHub sends this one too when a queue makes its branch.
    ['push', QUEUE, MAIN],
    ['push', 'refs/heads/feature', MAIN],
    ['push', 'refs/tags/main', MAIN],
    ['push', 'refs/tags/v1', MAIN],
    ['workflow_dispatch', 'refs/heads/feature', MAIN],
    ['schedule', 'refs/heads/feature', MAIN],
    ['pull_request', 'refs/pull/7/merge', MAIN],
    ['pull_request', 'refs/heads/main', MAIN],
    ['pull_request_review', 'refs/pull/7/merge', MAIN],
    ['issue_comment', 'refs/heads/main', MAIN],
    ['workflow_run', 'refs/heads/main', MAIN],
    ['release', 'refs/tags/v1', MAIN],
    ['create', 'refs/heads/main', MAIN],
    ['delete', 'refs/heads/main', MAIN],
    ['', 'refs/heads/main', MAIN],
    ['PUSH', 'refs/heads/main', MAIN],
  ])('publishes nothing: %s on %s', (name, ref, payload) => {
    const { allowed, reason } = decide(name, ref, { payload })
    expect(allowed).toBe(false)
    expect(reason).toContain(
      `${name || 'an unknown event'} on ${ref} publishes nothing: only push, schedule, workflow_dispatch, repository_dispatch on the default branch main do`,
    )
  })

  it('publishes nothing when its push deleted the branch', () => {
    const { allowed, reason } = decide('push', 'refs/heads/main', { payload: { ...MAIN, deleted: true } })
    expect(allowed).toBe(false)
    expect(reason).toContain('the push deleted the ref')
  })

  it.each(['', '{', 'null', '[]', '"x"', '{"repository":"acme"}', '{"repository":{"default_branch":7}}'])(
    'publishes nothing when its payload is %j, whatever is allowed',
    (payload) => {
      const publishOn = ['push:refs/heads/*']
      const { allowed, reason } = decide('push', 'refs/heads/main', { payload, publishOn })
      expect({ allowed, reason }).toEqual({
        allowed: false,
        reason: "push on refs/heads/main publishes nothing: the event's payload cannot be read",
      })
    },
  )

  it('publishes nothing when its payload names no default branch, but for a schedule, which runs on no other', () => {
    const { allowed, reason } = decide('push', 'refs/heads/main', { payload: {} })
    expect(allowed).toBe(false)
    expect(reason).toContain("on the default branch, which the event's payload does not name, do, and")
    expect(decide('schedule', 'refs/heads/main', { payload: { schedule: '17 3 * * *' } }).allowed).toBe(true)
    const env = { GITHUB_ACTIONS: 'true', GITHUB_EVENT_NAME: 'push', GITHUB_REF: 'refs/heads/main' }
    expect(decidePublishing(env, []).allowed).toBe(false)
    expect(decidePublishing({ ...env, GITHUB_EVENT_PATH: '/nonexistent' }, []).allowed).toBe(false)
  })

  it('is not asked for outside of GitHub Actions', () => {
    expect(decidePublishing({}, []).allowed).toBe(true)
    expect(decidePublishing({ GITHUB_ACTIONS: 'true' }, []).allowed).toBe(false)
  })

  it('is named in one line of bounded length, whatever a branch is called', () => {
    const ref = `refs/heads/a\u2028::error::x${'y'.repeat(5000)}`
    expect(decide('push', ref).reason).toMatch(/^.{1,500}$/u)
  })
})

describe('the input publish-on', () => {
  it.each([
    ['push', 'refs/heads/release/4.1', ['push:refs/heads/release/*']],
    ['push', 'refs/tags/v1.2', ['pull_request:refs/pull/*', 'push:refs/tags/v*']],
    ['workflow_dispatch', 'refs/heads/a/b', ['workflow_dispatch:refs/heads/*']],
    ['merge_group', QUEUE, [`merge_group:refs/heads/gh-readonly-queue/main/*`]],
    ['workflow_run', 'refs/heads/main', ['workflow_run:refs/heads/main']],
  ])('has %s on %s publish: %j', (name, ref, publishOn) => {
    expect(decide(name, ref).allowed).toBe(false)
    const { allowed, reason } = decide(name, ref, { publishOn })
    expect(allowed).toBe(true)
    expect(reason).toBe(`${name} on ${ref} publishes, as the input publish-on says`)
  })

  it.each([
    ['push', 'refs/heads/release', ['push:refs/heads/release/*']],
    ['pull_request', 'refs/heads/release/4.1', ['push:refs/heads/release/*']],
    ['push', 'refs/tags/x/refs/heads/release/4', ['push:refs/heads/release/*']],
    // A merge queue's branches are no branches of anybody's.
    ['push', QUEUE, ['push:refs/heads/*', 'push:refs/*']],
    ['merge_group', QUEUE, ['merge_group:refs/heads/*']],
  ])('has %s on %s publish nothing: %j', (name, ref, publishOn) => {
    expect(decide(name, ref, { publishOn }).allowed).toBe(false)
  })

  it.each(['push', 'push:', 'push:main', 'push:release/*', '*:refs/heads/main', 'push refs/heads/main'])(
    'may not be %j',
    (text) => {
      expect(() => decide('push', 'refs/heads/main', { publishOn: [text] })).toThrow(
        `publish-on: ${JSON.stringify(text)} is not EVENT:REF, like push:refs/heads/release/*`,
      )
    },
  )
})

describe('pull_request_target', () => {
  it('is refused, and no input allows it', () => {
    expect(() => decide('pull_request_target', 'refs/heads/main')).toThrow(
      "refused to run on pull_request_target, which gives your credentials to a stranger's code: use pull_request",
    )
    expect(() =>
      decide('push', 'refs/heads/main', { publishOn: ['pull_request_target:refs/heads/main'] }),
    ).toThrow('never publishes')
  })
})

it('no other file of the entries asks for the event: the rule is one', () => {
  const entries = ['plan/inputs.ts', 'plan/run.ts', 'build/inputs.ts', 'build/run.ts', 'build/caches.ts']
  for (const file of [...entries, 'release/inputs.ts', 'release/run.ts', 'inputs.ts', 'entry.ts'])
    expect(readFileSync(path.join(import.meta.dirname, file), 'utf8')).not.toMatch(/GITHUB_(?:EVENT|REF)/)
})
