import { wantedLine } from '../catalog/artifacts.ts'
import { cellsOf } from '../catalog/cells.ts'
import { chooseLockfiles } from './choose.ts'
import { type NeededLockfile, surroundings } from './locks.ts'
import type { Draft } from './user.ts'

/**
 * What a lock is made for, as images/build/make_lock.py reads it and notes it in the lock. Python packages of a
 * user's catalog: for the platforms of the cells that need them only, and beside those that these have already.
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
