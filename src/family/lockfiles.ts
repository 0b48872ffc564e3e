/** Which lockfiles the cells need, what a lockfile does not pin yet, and which one a cell is built with. */
import path from 'node:path'
import { isResolved, SPARK, type Wanted, wantedLine } from '../catalog/artifacts.ts'
import { type Cell, cellsOf, isUnsupported, PYTHON, withShelf } from '../catalog/cells.ts'
import {
  artifactsForPlatform,
  artifactsInImages,
  type LockedArtifact,
  type LockfileLine,
  machineOf,
  notesIn,
  parseLockfile,
} from '../catalog/lockfile.ts'
import type { Catalog } from '../catalog/schema.ts'
import { ConfigurationError } from '../errors.ts'
import { broughtBy } from './spark-jars.ts'

export interface Lockfile {
  readonly text: string
  /** Its name in messages. */
  readonly place: string
}

export type Lockfiles = Readonly<Record<'shipped' | 'own', ReadonlyMap<string, Lockfile>>>

/** What a lockfile is made in is of the same runtime as a cell that needs it. */
export interface NeededLockfile extends Pick<Cell, 'runtime' | 'base'> {
  /** Relative to the images folder: `components/jdbc/jdbc.lock`. */
  readonly name: string
  readonly component: string
  readonly wanted: readonly Wanted[]
  readonly platforms: readonly string[]
  /** Lockfiles of Python packages that those cells have already; new packages are resolved together with them. */
  readonly beside: readonly string[]
  /** Source distributions that those cells have, such as pyspark of each Spark version: packages fit all of these. */
  readonly installed: readonly Wanted[]
  /** The Spark of those cells, if jars are resolved: what it has already is not locked again. */
  readonly spark?: { readonly version: string; readonly scala: string; readonly lockfile: string }
}

/** A lockfile that a cell is built with: without unwanted jars, and with those that another shipped lockfile pins. */
export interface ChosenLockfile extends NeededLockfile, Lockfile {
  readonly rows: readonly LockedArtifact[]
}

interface MissingLockfile extends NeededLockfile {
  /** What it does not pin, in words. */
  readonly unpinned: readonly string[]
}

/**
 * The lockfiles that the cells need, each once. Unsupported cells need none.
 * @throws ConfigurationError if two components would share a lockfile.
 */
export function neededLockfiles(cells: readonly Cell[]): NeededLockfile[] {
  const needed = new Map<string, NeededLockfile>()
  for (const { downloads, platform, args, runtime, base } of cells.filter((cell) => !isUnsupported(cell))) {
    const python = downloads.filter(({ component }) => component === PYTHON).map(({ lockfile }) => lockfile)
    const sdists = downloads.flatMap(({ wanted }) => wanted.filter(({ kind }) => kind === 'sdist'))
    const { SPARK_VERSION: version = '', SCALA_VERSION: scala = '' } = args
    const [spark] = downloads.flatMap(({ component, lockfile }) =>
      component === SPARK ? [{ version, scala, lockfile }] : [],
    )
    for (const { lockfile: name, component, wanted } of downloads) {
      const none = { runtime, base, wanted: [], platforms: [], beside: [], installed: [] }
      const others: Omit<NeededLockfile, 'name' | 'component'> = needed.get(name) ?? none
      const same = [...needed.values()].find((one) => path.basename(one.name) === path.basename(name))
      if (same !== undefined && same.component !== component)
        throw new ConfigurationError(
          `the components ${same.component} and ${component} would both have the lockfile ${path.basename(name)}: name yours otherwise`,
        )
      const platforms = [...new Set([...others.platforms, platform])]
      const beside = [...new Set([...others.beside, ...(component === PYTHON ? [] : python)])]
      const own = new Set(wanted.map(wantedLine))
      const installed = [...others.installed, ...sdists.filter((one) => !own.has(wantedLine(one)))]
      const resolved = isResolved(wanted) ? { spark } : {}
      const made = { wanted: distinct([...others.wanted, ...wanted]), platforms, beside, installed }
      needed.set(name, { ...others, name, component, ...made, ...resolved })
    }
  }
  return [...needed.values()]
}

/** Each once: those of a platform differ only where an artifact has another name for it. */
function distinct(wanted: readonly Wanted[]): Wanted[] {
  return [...new Map(wanted.map((one) => [wantedLine(one), one])).values()]
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
  if (needed.spark !== undefined) for (const line of sparkLines(needed.spark, chosen ?? [])) lines.add(line)
  return [...lines].map((line) => `${line}\n`).join('')
}

/** The Spark that jars are resolved for, with all jars that it brings. */
function sparkLines(
  { version, scala, lockfile }: NonNullable<NeededLockfile['spark']>,
  chosen: readonly ChosenLockfile[],
): string[] {
  const pinned = chosen.find(({ name }) => name === lockfile)
  const brought = broughtBy(pinned ?? { text: '', place: lockfile }, version)
  const beside = (pinned?.rows ?? []).filter(({ kind }) => kind === 'maven')
  // The last line about an artifact counts, and all its classifiers are one.
  const jars = [...brought, ...beside.map((row) => `${row.name.split(':', 2).join(':')} ${row.version}`)]
  return [`spark ${version} ${scala}`, ...jars.map((jar) => `brings ${jar}`)]
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

/** What a lockfile was made for, as lines of wantedText(). */
export function notedLines(text: string): string[] {
  return notesIn(text, 'wanted')
}

/** Jars that were wanted in several versions, in words: which is used, and who wants which. */
export function conflictsOf(text: string): string[] {
  return notesIn(text, 'conflict')
}
