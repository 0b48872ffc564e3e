/** The text of the comment. */
import type { Changes } from '../../diff/schema.ts'
import { changeSections } from '../changes.ts'
import { code, summaryOf } from '../summary.ts'

/** GitHub takes 65,536 characters, which have a byte or more; the rest is for notes on what is left out. */
const MAX_BYTES = 64_000

export interface CommentOf {
  /** Name of the images. */
  readonly image: string
  /** The commit of the pull request that was built. */
  readonly commit: string
  /** Address of the run. */
  readonly run: string
}

/**
 * What a pull request changes, in Markdown of a length that a comment may have.
 * @param changes undefined where nothing is to be built.
 */
export function commentText(changes: Changes | undefined, { image, commit, run }: CommentOf): string {
  const end = `Images of ${code(image)} as built from ${commit}, against the released ones. Each run renews this comment; [this run](${run}) has more in the summaries of its jobs.`
  if (changes === undefined)
    return summaryOf(['### What changed\n\nNothing: no image is to be built.', end], MAX_BYTES)
  const limit = MAX_BYTES - Buffer.byteLength(end)
  const text = summaryOf(changeSections(changes, { limit, elsewhere: `[the run](${run})` }), limit)
  return `${text}\n${end}\n`
}
