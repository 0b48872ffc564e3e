/** Which lockfiles the cells need, what a lockfile does not pin yet, and which one a cell is built with. */
import { type Wanted, wantedLine } from '../catalog/artifacts.ts'
import { type Cell, cellsOf } from '../catalog/cells.ts'
import { artifactsInImages, type LockedArtifact, machineOf, parseLockfile } from '../catalog/lockfile.ts'
import type { Catalog } from '../catalog/schema.ts'
import { ConfigurationError } from '../errors.ts'

export interface Lockfile {
  readonly text: string
  /** Its name in messages. */
  readonly place: string
}

export type Lockfiles = Readonly<Record<'shipped' | 'own', ReadonlyMap<string, Lockfile>>>

export interface NeededLockfile {
  /** Relative to the images folder: `locks/jdbc.lock`. */
  readonly name: string
  readonly component: string
  readonly wanted: readonly Wanted[]
  readonly platforms: readonly string[]
  /** Lockfiles of Python packages that those cells have already; new packages are resolved together with them. */
  readonly beside: readonly string[]
  /** Source distributions that those cells have, such as pyspark of each Spark version: packages fit all of these. */
  readonly installed: readonly Wanted[]
}

/** A lockfile that a cell is built with: without unwanted jars, but with the line numbers of its file. */
export interface ChosenLockfile extends NeededLockfile, Lockfile {
  readonly rows: readonly LockedArtifact[]
}

interface MissingLockfile extends NeededLockfile {
  /** What it does not pin, in words. */
  readonly unpinned: readonly string[]
}

/** The component whose Python packages others are resolved together with. */
const PYTHON = 'python'

/** How make_lock.py records in a lockfile what it was made for. */
const NOTE = '# wanted: '

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
  for (const { downloads, platform } of cells.filter((cell) => !isUnsupported(cell))) {
    const python = downloads.filter(({ component }) => component === PYTHON).map(({ lockfile }) => lockfile)
    const sdists = downloads.flatMap(({ wanted }) => wanted.filter(({ kind }) => kind === 'sdist'))
    for (const { lockfile: name, component, wanted } of downloads) {
      const others = needed.get(name) ?? { component, platforms: [], beside: [], installed: [] }
      if (others.component !== component)
        throw new ConfigurationError(
          `the components ${others.component} and ${component} would both have the lockfile ${name}: name yours otherwise`,
        )
      const platforms = [...new Set([...others.platforms, platform])]
      const beside = [...new Set([...others.beside, ...(component === PYTHON ? [] : python)])]
      const own = new Set(wanted.map(wantedLine))
      const installed = [...others.installed, ...sdists.filter((one) => !own.has(wantedLine(one)))]
      needed.set(name, { name, component, wanted, platforms, beside, installed })
    }
  }
  return [...needed.values()]
}

/**
 * Chooses a lockfile for each that the cells need: the user's own if it pins everything wanted, else the shipped one if
 * that does. The others are missing.
 */
export function chooseLockfiles(
  cells: readonly Cell[],
  shippedCatalog: Catalog,
  lockfiles: Lockfiles,
): { chosen: ChosenLockfile[]; missing: MissingLockfile[] } {
  const ofShipped = neededLockfiles(cellsOf(shippedCatalog))
  const chosen: ChosenLockfile[] = []
  const missing: MissingLockfile[] = []
  for (const needed of neededLockfiles(cells)) {
    const { name, platforms } = needed
    const own = lockfiles.own.get(name)
    const shipped = lockfiles.shipped.get(name)
    const machines = platforms.map(architectureLine)
    // Shipped lockfiles are for all platforms.
    const shippedFor = ofShipped.find((one) => one.name === name)?.wanted.map(wantedLine) ?? []
    const judged = [
      ...(own === undefined ? [] : [judge(needed, own, notedLines(own.text))]),
      ...(shipped === undefined ? [] : [judge(needed, shipped, [...shippedFor, ...machines])]),
    ]
    const good = judged.find(({ unpinned }) => unpinned.length === 0)
    if (good !== undefined) chosen.push(good)
    else missing.push({ ...needed, unpinned: judged[0]?.unpinned ?? unpinnedIn(needed, [], machines) })
  }
  return { chosen, missing }
}

function judge(
  needed: NeededLockfile,
  { text, place }: Lockfile,
  made: readonly string[],
): ChosenLockfile & MissingLockfile {
  const names = needed.wanted.flatMap((one) => (one.kind === 'maven' ? [one.name] : []))
  const lines = parseLockfile(text, place).map((line) => {
    const isUnwanted = line.artifact?.kind === 'maven' && !names.includes(line.artifact.name)
    return isUnwanted ? { text: '#' } : line
  })
  const rows = lines.flatMap(({ artifact }) => artifact ?? [])
  const left = lines.map((line) => line.text).join('\n')
  return { ...needed, text: left, place, rows, unpinned: unpinnedIn(needed, rows, made) }
}

/**
 * What a lockfile does not pin, in words. A jar is pinned by its row. Python packages are resolved together: they are
 * pinned if the lockfile was made for the same requirements, and for the machines that need them. Other versions of the
 * shipped packages are accepted, so that a new release of the action does not invalidate its users' lockfiles.
 * @param made what the lockfile was made for, as lines of wantedText().
 */
function unpinnedIn(
  { wanted, platforms }: NeededLockfile,
  rows: readonly LockedArtifact[],
  made: readonly string[],
): string[] {
  const jars = wanted.flatMap((one) => {
    if (one.kind !== 'maven') return []
    const row = rows.find(({ name, version }) => name === one.name && version === one.version)
    if (row !== undefined && (one.license === undefined || one.license === row.license)) return []
    return [`${one.name}:${one.version}${row === undefined ? '' : ` under ${one.license}`}`]
  })
  const python: string[] = []
  if (pythonLines(wanted.map(wantedLine)) !== pythonLines(made)) {
    const others = wanted.filter((one) => one.kind !== 'maven' && !made.includes(wantedLine(one)))
    python.push(...(others.length > 0 ? others.map(nameOf) : ['Python packages as they are wanted now']))
  }
  const unresolved = wanted.some(({ kind }) => kind === 'wheel')
    ? platforms.filter((platform) => !made.includes(architectureLine(platform)))
    : []
  return [...jars, ...python, ...unresolved.map((platform) => `Python packages for ${platform}`)]
}

function pythonLines(lines: readonly string[]): string {
  const python = lines.filter((line) => /^(?:sdist|wheel) /.test(line))
  return python.sort().join('\n')
}

function architectureLine(platform: string): string {
  return `architecture ${machineOf(platform)}`
}

function nameOf(wanted: Wanted): string {
  return wanted.kind === 'wheel' ? wanted.requirement : `${wanted.name}:${wanted.version}`
}

/**
 * What a lockfile is made for, as images/build/make_lock.py reads it. Python packages of a user's catalog are resolved
 * only for the platforms that need them, together with the packages that the image has already.
 * @param chosen the lockfiles that a user's cells have already.
 */
export function wantedText(needed: NeededLockfile, chosen?: readonly ChosenLockfile[]): string {
  const lines = new Set(needed.wanted.map(wantedLine))
  if (needed.wanted.some(({ kind }) => kind === 'wheel')) {
    const beside = chosen?.filter(({ name }) => needed.beside.includes(name)) ?? []
    if (chosen !== undefined) for (const platform of needed.platforms) lines.add(architectureLine(platform))
    for (const { name, version } of artifactsInImages(beside.flatMap(({ rows }) => rows)))
      lines.add(`beside ${name} ${version}`)
    for (const one of needed.installed) lines.add(wantedLine(one).replace(/^sdist/, 'installed'))
  }
  return [...lines].map((line) => `${line}\n`).join('')
}

/** What a lockfile was made for, as lines of wantedText(). */
export function notedLines(text: string): string[] {
  return text.split('\n').flatMap((line) => (line.startsWith(NOTE) ? [line.slice(NOTE.length)] : []))
}
