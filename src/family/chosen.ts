/** Which lockfile a cell is built with, and what a lockfile does not pin yet. */
import path from 'node:path'
import { isResolved, type Wanted, wantedLine } from '../catalog/artifacts.ts'
import { type Cell, cellsOf, isUnsupported, withShelf } from '../catalog/cells.ts'
import {
  artifactsForPlatform,
  type LockedArtifact,
  type LockfileLine,
  machineOf,
  parseLockfile,
} from '../catalog/lockfile.ts'
import type { Catalog } from '../catalog/schema.ts'
import { ConfigurationError } from '../errors.ts'
import { type ChosenLockfile, type Lockfile, type NeededLockfile, neededLockfiles } from './lockfiles.ts'
import { architectureLine, notedLines } from './wanted.ts'

export type Lockfiles = Readonly<Record<'shipped' | 'own', ReadonlyMap<string, Lockfile>>>

interface MissingLockfile extends NeededLockfile {
  /** What it does not pin, in words. */
  readonly unpinned: readonly string[]
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
  const ofShipped = neededLockfiles(cellsOf(withShelf(shippedCatalog)))
  const spare = spareLines(lockfiles.shipped)
  const chosen: ChosenLockfile[] = []
  const missing: MissingLockfile[] = []
  for (const needed of neededLockfiles(cells)) {
    const { name, platforms } = needed
    const own = lockfiles.own.get(path.basename(name))
    const shipped = lockfiles.shipped.get(path.basename(name))
    const machines = platforms.map(architectureLine)
    // Shipped lockfiles are for all platforms.
    const shippedFor = ofShipped.find((one) => one.name === name)?.wanted.map(wantedLine) ?? []
    const judged = [
      ...(own === undefined ? [] : [judge(needed, own, notedLines(own.text), spare)]),
      ...(shipped === undefined ? [] : [judge(needed, shipped, [...shippedFor, ...machines], spare)]),
    ]
    const good = judged.find(({ unpinned }) => unpinned.length === 0)
    if (good !== undefined) chosen.push(good)
    else
      missing.push({
        ...needed,
        unpinned: (judged[0] ?? judge(needed, { text: '', place: name }, machines, spare)).unpinned,
      })
  }
  return { chosen, missing }
}

function judge(
  needed: NeededLockfile,
  { text, place }: Lockfile,
  made: readonly string[],
  spare: SpareLines,
): ChosenLockfile & MissingLockfile {
  const own = parseLockfile(text, place)
  const lines = isResolved(needed.wanted) ? own : wantedLines(own, needed, spare)
  const rows = lines.flatMap(({ artifact }) => artifact ?? [])
  const left = lines.map((line) => line.text).join('\n')
  return { ...needed, text: left, place, rows, unpinned: unpinnedIn(needed, rows, made) }
}

type SpareLines = (jar: Jar) => LockfileLine | undefined
type Jar = Pick<LockedArtifact, 'name' | 'version' | 'machine'>

function keyOf({ name, version, machine = '' }: Jar): string {
  return `${name} ${version} ${machine}`
}

/** Whether a row is of a jar. What is for one machine is none for all of them. */
function pins(row: LockedArtifact, { name, version, machine }: Jar): boolean {
  const isSame = row.kind === 'maven' && row.name === name && row.version === version
  return isSame && (row.machine === undefined || row.machine === machine)
}

/** Finds the line of a jar in any of the lockfiles, which are read when one is looked for. */
function spareLines(lockfiles: ReadonlyMap<string, Lockfile>): SpareLines {
  let lines: Map<string, LockfileLine> | undefined
  return (jar) => {
    lines ??= new Map(
      [...lockfiles.values()]
        .flatMap(({ text, place }) => parseLockfile(text, place))
        .filter(({ artifact }) => artifact?.kind === 'maven')
        .flatMap((line) => (line.artifact === undefined ? [] : [[keyOf(line.artifact), line] as const])),
    )
    return lines.get(keyOf(jar))
  }
}

/**
 * The lines of a lockfile whose jars are wanted. Of a jar that it has not in the wanted version, the line of another
 * lockfile: what comes with a new release of the action is pinned there.
 */
function wantedLines(
  lines: readonly LockfileLine[],
  { wanted, platforms }: NeededLockfile,
  spare: SpareLines,
): LockfileLine[] {
  const machines = platforms.map(machineOf)
  const jars = wanted.filter((one) => one.kind === 'maven')
  const isPinned = ({ artifact }: LockfileLine, jar: Jar): boolean =>
    artifact !== undefined && pins(artifact, jar)
  const isUnwanted = (line: LockfileLine): boolean =>
    line.artifact?.kind === 'maven' && !jars.some((jar) => isPinned(line, jar))
  // What is for a platform that is not built stays, and counts for nothing.
  const isElsewhere = ({ artifact }: LockfileLine): boolean =>
    artifact?.machine !== undefined && !machines.includes(artifact.machine)
  const kept = lines.map((line) =>
    isElsewhere(line) ? { text: line.text } : isUnwanted(line) ? { text: '#' } : line,
  )
  const added = jars
    .filter((jar) => !lines.some((line) => isPinned(line, jar)))
    .flatMap((jar) => spare(jar) ?? [])
  return [...kept, ...added]
}

/**
 * What a lockfile does not pin, in words. A jar is pinned by its row, and what jars need if the lockfile was made for the
 * same jars. Python packages are resolved together: they are
 * pinned if the lockfile was made for the same requirements, and for the machines that need them. Other versions of the
 * shipped packages are accepted, so that a new release of the action does not invalidate its users' lockfiles.
 * @param made what the lockfile was made for, as lines of wantedText().
 */
function unpinnedIn(
  { wanted, platforms }: NeededLockfile,
  rows: readonly LockedArtifact[],
  made: readonly string[],
): string[] {
  const machines = platforms.map(machineOf)
  // A lockfile may be for more platforms than are built.
  const madeHere = made.filter((line) => {
    const [, machine] = /^\w+@(\w+) /.exec(line) ?? []
    return machine === undefined || machines.includes(machine)
  })
  const jars = wanted.flatMap((one) => {
    if (one.kind !== 'maven') return []
    const row = rows.find((each) => pins(each, one))
    if (row !== undefined && (one.license === undefined || one.license === row.license)) return []
    const on = platforms
      .filter((platform) => machineOf(platform) === one.machine)
      .map((name) => ` for ${name}`)
    return [`${one.name}:${one.version}${on}${row === undefined ? '' : ` under ${one.license}`}`]
  })
  if (
    jars.length === 0 &&
    isResolved(wanted) &&
    linesOf(MAVEN_LINE, wanted.map(wantedLine)) !== linesOf(MAVEN_LINE, madeHere)
  ) {
    const others = wanted.filter((one) => one.kind === 'maven' && !made.includes(wantedLine(one)))
    jars.push(
      ...(others.length > 0
        ? others.map((one) => `what ${nameOf(one)} needs`)
        : ['jars as they are wanted now']),
    )
  }
  const python: string[] = []
  if (linesOf(PYTHON_LINE, wanted.map(wantedLine)) !== linesOf(PYTHON_LINE, made)) {
    const others = wanted.filter((one) => one.kind !== 'maven' && !made.includes(wantedLine(one)))
    python.push(...(others.length > 0 ? others.map(nameOf) : ['Python packages as they are wanted now']))
  }
  const unresolved = wanted.some(({ kind }) => kind === 'wheel')
    ? platforms.filter((platform) => !made.includes(architectureLine(platform)))
    : []
  return [...jars, ...python, ...unresolved.map((platform) => `Python packages for ${platform}`)]
}

const PYTHON_LINE = /^(?:sdist|wheel) /
const MAVEN_LINE = /^(?:maven|resolve)(?:@\w+)? /
const ARTIFACT_LINE = /^(?:sdist|wheel|(?:maven|resolve)(?:@\w+)?) /

function linesOf(kind: RegExp, lines: readonly string[]): string {
  const chosen = lines.filter((line) => kind.test(line))
  return chosen.sort().join('\n')
}

function nameOf(wanted: Wanted): string {
  return wanted.kind === 'wheel' ? wanted.requirement : `${wanted.name}:${wanted.version}`
}

/**
 * Two components of one image must not bring one jar in two versions: which of them counts is chance.
 * @throws ConfigurationError with the lines of both.
 */
export function rejectClashes(cells: readonly Cell[], chosen: readonly ChosenLockfile[]): void {
  for (const cell of cells.filter((one) => !isUnsupported(one))) {
    const seen = new Map<string, { at: string; component: string; version: string }>()
    for (const { lockfile, component } of cell.downloads) {
      const { rows = [] } = chosen.find(({ name }) => name === lockfile) ?? {}
      const here = artifactsForPlatform(cell.platform, rows)
      for (const { name, version, at } of here.filter(({ kind }) => kind === 'maven')) {
        const jar = { at, component, version }
        const other = seen.get(name) ?? jar
        if (other.version !== version)
          throw new ConfigurationError(
            `${jar.at}: ${cell.id} would have ${name} twice, ${version} by ${component} and ${other.version} by ${other.component} (${other.at}): exclude it from one of them, or have both want one version`,
          )
        seen.set(name, jar)
      }
    }
  }
}

/**
 * Those that are not there, or were made for something else than is wanted now; and those that were resolved together with
 * what one of these pins.
 */
export function staleLockfiles(
  needed: readonly NeededLockfile[],
  lockfiles: ReadonlyMap<string, Lockfile>,
): NeededLockfile[] {
  const own = needed.filter(({ name, wanted }) => {
    const { text } = lockfiles.get(path.basename(name)) ?? {}
    const lines = linesOf(ARTIFACT_LINE, wanted.map(wantedLine))
    return text === undefined || linesOf(ARTIFACT_LINE, notedLines(text)) !== lines
  })
  const names = new Set(own.map(({ name }) => name))
  const isStale = ({ name, wanted, beside, spark }: NeededLockfile): boolean => {
    const together = wanted.some(({ kind }) => kind === 'wheel') ? beside : []
    return [name, ...together, ...(spark === undefined ? [] : [spark.lockfile])].some((one) => names.has(one))
  }
  return needed.filter(isStale)
}
