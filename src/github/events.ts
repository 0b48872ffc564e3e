/** The one rule on which events publish: push images, move tags, write caches. Others plan, and build without pushing. */
import { readFileSync } from 'node:fs'
import { globMatcher } from '../catalog/names.ts'
import { ConfigurationError } from '../errors.ts'
import { oneLine } from '../text.ts'

/** Whether this run publishes, and why or why not: a sentence without its end. */
export type Publishing = Readonly<{ allowed: boolean; reason: string }>

const ON_DEFAULT_BRANCH = ['push', 'schedule', 'workflow_dispatch', 'repository_dispatch']

/** A merge queue tests commits on such branches before they are merged, and GitHub sends pushes to them. */
const MERGE_QUEUE = 'refs/heads/gh-readonly-queue/'
const MAX_REF = 200

/**
 * Decides whether an event publishes. What can't be read of it doesn't.
 * @param env GitHub's variables of the run. A called workflow has those of its caller.
 * @param publishOn events that publish too, each as `EVENT:REF` with `*` in the ref for anything.
 * @throws ConfigurationError on pull_request_target, and on anything else in `publishOn`.
 */
export function decidePublishing(env: NodeJS.ProcessEnv, publishOn: readonly string[]): Publishing {
  const allows = publishOn.map(parsePattern)
  const { GITHUB_EVENT_NAME: name = '', GITHUB_REF: ref = '', GITHUB_EVENT_PATH: file } = env
  rejectTarget(env)
  if (name === '' && env.GITHUB_ACTIONS === undefined)
    return { allowed: true, reason: 'no event of GitHub Actions started this' }
  const event = `${name || 'an unknown event'} on ${oneLine(ref, MAX_REF) || 'no ref'}`
  const allow = (why: string): Publishing => ({ allowed: true, reason: `${event}${why}` })
  const reject = (why: string): Publishing => {
    return { allowed: false, reason: `${event} publishes nothing: ${why}` }
  }
  const payload = file === undefined ? {} : readPayload(file)
  if (payload === undefined) return reject("the event's payload cannot be read")
  if (payload.deleted) return reject('the push deleted the ref')
  const { branch } = payload
  // A schedule's payload names no branch: GitHub runs schedules on the default branch only.
  const isDefault = branch === undefined ? name === 'schedule' : ref === `refs/heads/${branch}`
  if (isDefault && ON_DEFAULT_BRANCH.includes(name)) return allow(', the default branch, publishes')
  if (allows.some((matches) => matches(name, ref))) return allow(' publishes, as the input publish-on says')
  const known =
    branch === undefined ? ", which the event's payload does not name," : ` ${oneLine(branch, MAX_REF)}`
  return reject(
    `only ${ON_DEFAULT_BRANCH.join(', ')} on the default branch${known} do, and events that the input publish-on names`,
  )
}

/** @throws ConfigurationError on pull_request_target. */
export function rejectTarget({ GITHUB_EVENT_NAME: name }: NodeJS.ProcessEnv): void {
  if (name !== 'pull_request_target') return
  throw new ConfigurationError(
    "refused to run on pull_request_target, which gives your credentials to a stranger's code: use pull_request",
  )
}

/** The payload; undefined when it is not what GitHub sends. No schema: a plan starts faster without zod. */
function readPayload(file: string): { branch?: string; deleted?: boolean } | undefined {
  try {
    const payload: unknown = JSON.parse(readFileSync(file, 'utf8'))
    if (!isRecord(payload)) return undefined
    const { repository = {}, deleted = false } = payload
    if (!isRecord(repository) || typeof deleted !== 'boolean') return undefined
    const { default_branch: branch } = repository
    return branch === undefined || typeof branch === 'string' ? { branch, deleted } : undefined
  } catch {
    return undefined
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function parsePattern(text: string): (name: string, ref: string) => boolean {
  const [, event, pattern] = /^([a-z_]+):(refs\/\S+)$/.exec(text) ?? []
  if (event === undefined || pattern === undefined)
    throw new ConfigurationError(
      `publish-on: ${JSON.stringify(text.slice(0, MAX_REF))} is not EVENT:REF, like push:refs/heads/release/* or workflow_dispatch:refs/heads/*`,
    )
  if (event === 'pull_request_target')
    throw new ConfigurationError(
      "publish-on: pull_request_target gives your credentials to a stranger's code, and never publishes",
    )
  const matches = globMatcher(pattern)
  const isForQueue = pattern.startsWith(MERGE_QUEUE)
  return (name, ref) => name === event && matches(ref) && (isForQueue || !ref.startsWith(MERGE_QUEUE))
}
