/** What a release of a plan would move, for the log and the summary of events that publish nothing. */
import type { Alias } from '../../catalog/schema.ts'
import { isExpected, messageOf } from '../../errors.ts'
import type { Plan } from '../../plan/plan.ts'
import type { Repository } from '../../registry/repository.ts'
import type { Move } from '../../release/moves.ts'
import { aliasName } from '../../release/record.ts'

/**
 * What a release of a plan would move, line by line in the log; undefined without a registry that can be asked. It is
 * for people only, so that a plan does not fail on it: a repository beside the images' own may refuse us.
 */
export async function previewMoves(
  plan: Plan,
  aliases: readonly Alias[],
  repository: Repository | undefined,
  say: (line: string) => void,
): Promise<Move[] | undefined> {
  if (repository === undefined || plan.refused !== undefined) return undefined
  // Loaded only now: a plan that publishes starts faster without it.
  const { preview } = await import('../../release/preview.ts')
  try {
    const moves = await preview(plan, aliases, new Date(), repository)
    for (const { cell, reason, ...alias } of moves)
      say(`a release of this plan would move ${aliasName(alias)} to ${cell}: ${reason}`)
    return moves
  } catch (error) {
    if (!isExpected(error)) throw error
    say(`which tags a release of this plan would move is not known: ${messageOf(error)}`)
    return undefined
  }
}
