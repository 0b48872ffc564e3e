/** Keeps one comment on a pull request (https://docs.github.com/en/rest/issues/comments). */
import * as z from 'zod/mini'
import { isSameText, type RestClient } from '../rest.ts'

export interface Wanted {
  /** Number of the pull request. */
  readonly pull: number
  /** Markdown, of a length that a comment may have. */
  readonly text: string
  /** Tells the comment of one family from that of another. */
  readonly subject: string
  /** Login of whom the comment is: who else writes one with our mark, can't pass it off as ours. */
  readonly author: string
  /** Whether there is something to say if nothing was said yet. */
  readonly isNews: boolean
}

export interface KeptComment {
  readonly operation: 'created' | 'updated' | 'none'
  readonly url?: string
}

const comment = z.object({
  id: z.int(),
  html_url: z.string(),
  body: z.nullish(z.string()),
  user: z.nullish(z.object({ login: z.string() })),
})

/** As many long ones as RestClient reads at a time, and more than a pull request may have. */
const PAGE = 30
const MAX_PAGES = 100

/**
 * Writes the comment, or renews it where its text is another.
 * @throws ConfigurationError when the token may not write comments.
 * @throws RegistryError when GitHub can't be asked.
 */
export async function keepComment(
  { pull, text, subject, author, isNews }: Wanted,
  rest: RestClient,
): Promise<KeptComment> {
  const mark = `<!-- spark-images changes: ${subject.replaceAll('--', '')} -->`
  const body = `${mark}\n${text}`
  const found = await find(pull, mark, author, rest)
  if (found === undefined && !isNews) return { operation: 'none' }
  if (found === undefined) {
    const made = await rest.send(comment, 'POST', `issues/${pull}/comments`, { body })
    return { operation: 'created', url: made.html_url }
  }
  if (isSameText(found.body, body)) return { operation: 'none', url: found.html_url }
  await rest.send(comment, 'PATCH', `issues/comments/${found.id}`, { body })
  return { operation: 'updated', url: found.html_url }
}

async function find(
  pull: number,
  mark: string,
  author: string,
  rest: RestClient,
): Promise<z.infer<typeof comment> | undefined> {
  for (let page = 1; page <= MAX_PAGES; page++) {
    const path = `issues/${pull}/comments?per_page=${PAGE}&page=${page}`
    const listed = await rest.send(z.array(comment), 'GET', path)
    const ours = listed.find(({ body, user }) => user?.login === author && body?.startsWith(mark))
    if (ours !== undefined || listed.length < PAGE) return ours
  }
  return undefined
}
