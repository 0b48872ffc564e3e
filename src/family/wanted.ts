import { wantedLine } from '../catalog/artifacts.ts'
import { cellsOf } from '../catalog/cells.ts'
import { chooseLocks } from './choose.ts'
import type { Draft } from './load.ts'
import type { NeededLock } from './locks.ts'

/** What pip calls the machines of the platforms. */
const ARCHITECTURES = { 'linux/amd64': 'x86_64', 'linux/arm64': 'aarch64' } as const

/**
 * What a lock is made for, as images/build/make_lock.py reads it. For a lock of a user's catalog: for its
 * platforms only, and beside the Python packages that the cells which need it have already.
 */
export function wantedText(needed: NeededLock, draft?: Draft): string {
  const lines = needed.wanted.map(wantedLine)
  if (draft !== undefined) {
    lines.push(...draft.catalog.platforms.map((platform) => `architecture ${ARCHITECTURES[platform]}`))
    lines.push(...beside(needed, draft))
  }
  return lines.map((line) => `${line}\n`).join('')
}

function beside({ name, wanted, component }: NeededLock, draft: Draft): string[] {
  const cells = cellsOf(draft.catalog)
  const needsPython = wanted.some(({ kind }) => kind === 'wheel')
  if (!needsPython || draft.catalog.components[component]?.lock !== undefined) return []
  const users = cells.filter(({ downloads }) => downloads.some(({ locks }) => locks.includes(name)))
  const others = new Set(
    users.flatMap(({ downloads }) =>
      downloads.flatMap((download) => (download.component === 'python' ? download.locks : [])),
    ),
  )
  const { chosen } = chooseLocks(cells, draft.shipped, draft.locks)
  const rows = chosen.filter((lock) => others.has(lock.name)).flatMap((lock) => lock.rows)
  return [...new Set(rows.map((row) => `beside ${row.name} ${row.version}`))]
}
