/** Bounds what people are told of moves: registries hold labels of any length. */
import type { Pointer } from '../../release/policy.ts'
import { oneLine } from '../../text.ts'

const MAX_VERSION = 40
const MAX_REASON = 200

/** What people are told of a tag's move. */
interface Told {
  readonly from: Pointer | undefined
  readonly reason: string
}

/**
 * Moves to be printed: the version of what a tag names now is a label of whatever somebody pushed there, of any length
 * and with lines of its own, and the reason repeats it.
 */
export function readable<Move extends Told>(moves: readonly Move[]): Move[] {
  return moves.map((move) => ({
    ...move,
    from: move.from && readablePointer(move.from),
    reason: oneLine(move.reason, MAX_REASON),
  }))
}

function readablePointer({ version, ...pointer }: Pointer): Pointer {
  return version === undefined ? pointer : { ...pointer, version: oneLine(version, MAX_VERSION) }
}
