/** Which lockfiles the cells need, and what a lockfile does not pin yet. */
import { type Wanted, wantedLine } from '../catalog/artifacts.ts'
import type { Cell } from '../catalog/cells.ts'
import { type LockedArtifact, machineOf, parseLockfile } from '../catalog/locks.ts'
import { ConfigurationError } from '../errors.ts'

/** A lockfile: its text, and its name in messages. */
export interface Lockfile {
  readonly text: string
  readonly place: string
}

/** A lockfile that cells need, and what it must pin. */
export interface NeededLockfile {
  /** Relative to the images folder: `locks/jdbc.lock`. */
  readonly name: string
  readonly component: string
  readonly wanted: readonly Wanted[]
  /** The platforms of the cells that need it. */
  readonly platforms: readonly string[]
  /** Lockfiles of Python packages that those cells have already; new packages are resolved together with them. */
  readonly beside: readonly string[]
}

/** The component whose Python packages others are resolved together with. */
const PYTHON = 'python'

/** Whether a rule excludes a cell whatever the options say; experimental cells can be built. */
export function isUnsupported({ rules }: Cell): boolean {
  return rules.some(({ support }) => support === 'unsupported')
}

/**
 * The lockfiles that the cells need, each once. Unsupported cells need none.
 * @throws ConfigurationError if two components would share a lockfile.
 */
export function neededLockfiles(cells: readonly Cell[]): NeededLockfile[] {
  const needed = new Map<string, NeededLockfile>()
  for (const one of cells.filter((cell) => !isUnsupported(cell)).flatMap(needsOf))
    needed.set(one.name, joined(needed.get(one.name), one))
  return [...needed.values()]
}

function needsOf({ downloads, platform }: Cell): NeededLockfile[] {
  const python = downloads.filter(({ component }) => component === PYTHON).map(({ lockfile }) => lockfile)
  return downloads.map(({ lockfile, component, wanted }) => {
    const beside = component === PYTHON ? [] : python
    return { name: lockfile, component, wanted, platforms: [platform], beside }
  })
}

/** Merges what cells need of the same lockfile. */
function joined(others: NeededLockfile | undefined, one: NeededLockfile): NeededLockfile {
  if (others === undefined) return one
  if (others.component !== one.component)
    throw new ConfigurationError(
      `the components ${others.component} and ${one.component} would both have the lock ${one.name}: name yours otherwise`,
    )
  const platforms = [...new Set([...others.platforms, ...one.platforms])]
  const beside = [...new Set([...others.beside, ...one.beside])]
  return { ...one, platforms, beside }
}

/** How make_lock.py records in a lockfile what it was made for. */
const NOTE = '# wanted: '

/** What a lockfile was made for, as lines of wantedText(). */
export function notedLines(text: string): string[] {
  return text.split('\n').flatMap((line) => (line.startsWith(NOTE) ? [line.slice(NOTE.length)] : []))
}

/**
 * What a lockfile does not pin, in words. A jar is pinned by its row. Python packages are resolved together: they are
 * pinned if the lockfile was made for the same requirements.
 * @param made what the lockfile was made for, as lines of wantedText().
 */
export function unpinned(
  { wanted }: NeededLockfile,
  rows: readonly LockedArtifact[],
  made: readonly string[],
): string[] {
  const python = (lines: readonly string[]): string =>
    lines
      .filter((line) => /^(?:sdist|wheel) /.test(line))
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

/**
 * What the Python packages of a user's lockfile are resolved for, as lines of wantedText(): the machines that need
 * them, and the packages that the image has already. Nothing if there are no Python packages.
 * @param there the rows of `beside`.
 */
export function surroundings(
  { wanted, platforms }: NeededLockfile,
  there: readonly LockedArtifact[],
): string[] {
  if (!wanted.some(isPython)) return []
  const lines = [
    ...platforms.map(architectureLine),
    ...there.map(({ name, version }) => `beside ${name} ${version}`),
  ]
  return [...new Set(lines)]
}

/**
 * The machines that a lockfile's Python packages were not resolved for, in words. Other versions of the shipped packages
 * are accepted, so that a new release of the action does not invalidate its users' lockfiles.
 * @param made what the lockfile was made for, as lines of wantedText().
 */
export function unresolved({ wanted, platforms }: NeededLockfile, made: readonly string[]): string[] {
  if (!wanted.some(isPython)) return []
  return platforms
    .filter((platform) => !made.includes(architectureLine(platform)))
    .map((platform) => `Python packages for ${platform}`)
}

function isPython({ kind }: Wanted): boolean {
  return kind === 'wheel'
}

function architectureLine(platform: string): string {
  return `architecture ${machineOf(platform)}`
}

function nameOf(wanted: Wanted): string {
  return wanted.kind === 'wheel' ? wanted.requirement : `${wanted.name}:${wanted.version}`
}

/** Removes unwanted jars from a lockfile and keeps the line numbers. */
export function withoutUnwanted({ wanted }: NeededLockfile, { text, place }: Lockfile): string {
  const names = wanted.flatMap((one) => (one.kind === 'maven' ? [one.name] : []))
  const lines = parseLockfile(text, place).map(({ text: line, artifact }) =>
    artifact?.kind === 'maven' && !names.includes(artifact.name) ? '#' : line,
  )
  return lines.join('\n')
}
