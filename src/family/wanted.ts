/** What a new lockfile is resolved for. */
import { wantedLine } from '../catalog/artifacts.ts'
import { cellsOf } from '../catalog/cells.ts'
import { chooseLockfiles } from './choose.ts'
import { type NeededLockfile, surroundings } from './locks.ts'
import type { Draft } from './user.ts'

/**
 * What a lockfile is made for, as images/build/make_lock.py reads it. Python packages of a user's catalog are resolved
 * only for the platforms that need them, together with the packages that the image has already.
 */
export function wantedText(needed: NeededLockfile, draft?: Draft): string {
  const lines = needed.wanted.map(wantedLine)
  if (draft !== undefined) {
    const { chosen } = chooseLockfiles(cellsOf(draft.catalog), draft.shipped, draft.locks)
    const there = chosen.filter(({ name }) => needed.beside.includes(name)).flatMap(({ rows }) => rows)
    lines.push(...surroundings(needed, there))
  }
  return lines.map((line) => `${line}\n`).join('')
}
