/** Keeps one issue: open while something is found, closed when nothing is. */
import * as z from 'zod/mini'
import { ConfigurationError } from '../../errors.ts'
import { isSameText, type RestClient } from '../rest.ts'

/** What is to be said in the issue; without findings it is closed. */
export interface Notice {
  readonly title: string
  /** Markdown, of a length that an issue may have. */
  readonly text: string
  /** What was found, each by a word without blanks: a comment says which of them are new. */
  readonly ids: readonly string[]
  /** Tells the issue of one family from that of another. */
  readonly subject: string
  /** The first one is what the issue is found by: who may not label, can't pass an issue off as ours. */
  readonly labels: readonly string[]
}

export interface KeptIssue {
  readonly operation: 'opened' | 'updated' | 'closed' | 'none'
  readonly number?: number
  /** What the issue did not name before. */
  readonly added?: readonly string[]
}

const issue = z.object({
  number: z.int(),
  state: z.enum(['open', 'closed']),
  title: z.string(),
  body: z.nullish(z.string()),
  /** GitHub lists pull requests as issues. */
  pull_request: z.optional(z.unknown()),
})
const anything = z.unknown()

/** What is named of them; an id has 128 characters at most. */
const MAX_IDS = 200

/**
 * Opens, renews or closes the issue of a notice. What is as it should be is left alone.
 * @throws ConfigurationError when the token may not write issues, or no label is given.
 * @throws RegistryError when GitHub can't be asked.
 */
export async function keepIssue(notice: Notice, rest: RestClient): Promise<KeptIssue> {
  const { labels, subject } = notice
  const ids = notice.ids.slice(0, MAX_IDS)
  const [label] = labels
  if (label === undefined)
    throw new ConfigurationError('the input labels is empty: the issue is found by a label')
  const listed = await rest.send(
    z.array(issue),
    'GET',
    `issues?state=all&sort=created&direction=desc&per_page=100&labels=${encodeURIComponent(label)}`,
  )
  const mark = `<!-- spark-images scan: ${subject.replaceAll('--', '')} -->`
  const ours = listed.filter((one) => one.pull_request === undefined && one.body?.startsWith(mark))
  const found = ours.find(({ state }) => state === 'open') ?? ours[0]
  const body = `${mark}\n<!-- ids: ${ids.join(' ')} -->\n${notice.text}`
  const wanted = { title: notice.title, body }
  if (ids.length === 0) return found?.state === 'open' ? close(found, rest) : { operation: 'none' }
  if (found === undefined) {
    const { number } = await rest.send(issue, 'POST', 'issues', { ...wanted, labels })
    return { operation: 'opened', number, added: ids }
  }
  const { number, state } = found
  if (state === 'open' && isSameText(found.body, body) && isSameText(found.title, notice.title))
    return { operation: 'none', number }
  await rest.send(anything, 'PATCH', `issues/${number}`, { ...wanted, state: 'open' })
  // An edit notifies nobody.
  const known = state === 'open' ? idsIn(found.body ?? '') : new Set<string>()
  const added = ids.filter((id) => !known.has(id))
  if (added.length > 0) await comment(number, `New: ${added.join(', ')}`, rest)
  return { operation: state === 'open' ? 'updated' : 'opened', number, added }
}

async function close({ number }: z.infer<typeof issue>, rest: RestClient): Promise<KeptIssue> {
  await comment(number, 'Nothing that the policy fails is found any more.', rest)
  await rest.send(anything, 'PATCH', `issues/${number}`, { state: 'closed', state_reason: 'completed' })
  return { operation: 'closed', number }
}

async function comment(number: number, body: string, rest: RestClient): Promise<void> {
  await rest.send(anything, 'POST', `issues/${number}/comments`, { body })
}

function idsIn(body: string): Set<string> {
  return new Set(/<!-- ids: ([^>]*) -->/.exec(body)?.[1]?.split(' '))
}
