import { type Wanted, wantedLine } from '../catalog/artifacts.ts'
import type { Cell } from '../catalog/cells.ts'
import { type LockedArtifact, parseLock } from '../catalog/locks.ts'

/** A lock file: its text, and the name that errors give it. */
export interface LockFile {
  readonly text: string
  readonly place: string
}

/** A lock that the catalog's cells need, with what it must pin. */
export interface NeededLock {
  /** Relative to the images folder: `locks/jdbc.lock`. */
  readonly name: string
  readonly component: string
  readonly wanted: readonly Wanted[]
}

/** Whether a cell is never built: what is only experimental may be, whatever the catalog says of that. */
export function isUnsupported({ rules }: Cell): boolean {
  return rules.some(({ support }) => support === 'unsupported')
}

/** The locks that the cells need, each once; what is not supported needs none. */
export function neededLocks(cells: readonly Cell[]): NeededLock[] {
  const needed = new Map<string, NeededLock>()
  for (const { downloads } of cells.filter((cell) => !isUnsupported(cell))) {
    for (const { locks, component, wanted } of downloads)
      for (const name of locks) needed.set(name, { name, component, wanted })
  }
  return [...needed.values()]
}

/** How make_lock.py notes in a lock what it was asked for. */
const NOTE = '# wanted: '

/** What a lock was made for, as lines of wantedLine(). */
export function notedLines(text: string): string[] {
  return text.split('\n').flatMap((line) => (line.startsWith(NOTE) ? [line.slice(NOTE.length)] : []))
}

/**
 * What of the wanted a lock does not pin, in words. A jar is pinned by its row. Python packages are resolved
 * together: they are pinned when the lock was made for the same requirements.
 * @param made what the lock was made for, as lines of wantedLine().
 */
export function unpinned(
  { wanted }: NeededLock,
  rows: readonly LockedArtifact[],
  made: readonly string[],
): string[] {
  const python = (lines: readonly string[]): string =>
    lines
      .filter((line) => !line.startsWith('maven '))
      .sort()
      .join('\n')
  const lines = wanted.map(wantedLine)
  const missing = wanted.flatMap((one) => {
    if (one.kind !== 'maven') return []
    const row = rows.find(({ kind, name, version }) => {
      return kind === 'maven' && name === one.name && version === one.version
    })
    if (row !== undefined && (one.license === undefined || one.license === row.license)) return []
    return [`${one.name}:${one.version}${row === undefined ? '' : ` under ${one.license}`}`]
  })
  if (python(lines) === python(made)) return missing
  const others = wanted.filter((one) => one.kind !== 'maven' && !made.includes(wantedLine(one)))
  return [
    ...missing,
    ...(others.length > 0 ? others.map(nameOf) : ['Python packages as they are wanted now']),
  ]
}

function nameOf(wanted: Wanted): string {
  return wanted.kind === 'wheel' ? wanted.requirement : `${wanted.name}:${wanted.version}`
}

/** A lock without the jars that are not wanted; the lines keep their numbers. */
export function withoutUnwanted({ wanted }: NeededLock, { text, place }: LockFile): string {
  const names = wanted.flatMap((one) => (one.kind === 'maven' ? [one.name] : []))
  const lines = parseLock(text, place).map(({ text: line, artifact }) =>
    artifact?.kind === 'maven' && !names.includes(artifact.name) ? '#' : line,
  )
  return lines.join('\n')
}
