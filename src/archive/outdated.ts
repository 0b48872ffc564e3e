/** Which cells have packages that the archive has newer versions of. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { isExpected, messageOf } from '../errors.ts'
import { inParallel } from '../parallel.ts'
import { ArchiveError } from './apt.ts'
import { Archive, type ArchiveState, isNewer, isPackageName, isPackageVersion } from './archive.ts'
import { type AptSources, dpkgArchitecture, readSources } from './sources.ts'

/** A cell to look at. */
export interface CheckedCell {
  /** The base that it stands on, as BaseImage has its reference. */
  readonly base: string
  /** OCI platform. */
  readonly platform: string
  /** Of an image that is there: the state that its record has. */
  readonly archive?: ArchiveState
  /** Of an image that is there: its packages with their versions. They come from a registry, and may be anything. */
  readonly packages?: Readonly<Record<string, string>>
  /** Packages that the catalog asks for in one version. */
  readonly pinned?: ReadonlySet<string>
}

/** A package that the archive has a newer version of. */
export interface OutdatedPackage {
  readonly name: string
  readonly from: string
  readonly to: string
  /** `security`, or the suite that has it. */
  readonly suite: string
}

/** What the archive says of a cell. */
export interface CellFreshness {
  readonly state: ArchiveState
  /** Security fixes first; undefined when it is not known which packages the image has. */
  readonly outdated?: readonly OutdatedPackage[]
}

export interface ArchiveReading<T> {
  readonly cells: ReadonlyMap<T, CellFreshness>
  /** Why nothing is known of some cells. */
  readonly warnings: readonly string[]
}

/** Packages of one image that are looked at: many times what is in one. */
const MAX_PACKAGES = 5000

/**
 * Asks the archives that cells' packages come from: each suite's Release once, and each index that changed since one
 * of the cells was built. What can't be asked is a warning.
 * @param read gives the apt sources of a base
 */
export async function readArchives<T extends CheckedCell>(
  cells: readonly T[],
  read: (base: string, platform: string) => Promise<AptSources> = readSources,
): Promise<ArchiveReading<T>> {
  const known = new Map<T, CellFreshness>()
  const problems = new Map<string, Set<string>>()
  const attempt = async (group: readonly T[], task: () => Promise<void>): Promise<void> => {
    try {
      await task()
    } catch (error) {
      if (!(error instanceof ArchiveError || isExpected(error))) throw error
      const bases = problems.get(messageOf(error)) ?? new Set()
      problems.set(messageOf(error), bases)
      for (const { base } of group) bases.add(base)
    }
  }
  // Bases with the same sources share one apt, so that nothing is fetched twice.
  const views = new Map<string, { sources: AptSources; cells: T[] }>()
  await inParallel(
    4,
    grouped(cells, ({ base, platform }) => `${base} ${platform}`),
    (group) =>
      attempt(group, async () => {
        const [{ base, platform }] = group
        const sources = await read(base, platform)
        const key = JSON.stringify([sources.sources, sources.preferences])
        const view = views.get(key) ?? { sources, cells: [] }
        views.set(key, view)
        view.cells.push(...group)
      }),
  )
  await inParallel(4, [...views.values()], (view) =>
    attempt(view.cells, async () => {
      for (const [cell, freshness] of await readArchive(view.sources, view.cells)) known.set(cell, freshness)
    }),
  )
  const warnings = [...problems].map(
    ([problem, bases]) =>
      `which packages have newer versions is not known of what is on ${[...bases].join(', ')}, so that only other changes count: ${problem}`,
  )
  return { cells: known, warnings }
}

type Group<T> = readonly [T, ...T[]]

function grouped<T>(items: readonly T[], keyOf: (item: T) => string): Group<T>[] {
  const groups = new Map<string, [T, ...T[]]>()
  for (const item of items) {
    const group = groups.get(keyOf(item))
    if (group === undefined) groups.set(keyOf(item), [item])
    else group.push(item)
  }
  return [...groups.values()]
}

/** A cell with the indexes that changed since it was built, and its packages. */
interface Pending<T> {
  readonly cell: T
  readonly architecture: string
  readonly state: ArchiveState
  readonly changed: ReadonlySet<string>
  readonly packages: ReadonlyMap<string, string>
}

async function readArchive<T extends CheckedCell>(
  sources: AptSources,
  cells: readonly T[],
): Promise<Map<T, CellFreshness>> {
  const folder = await mkdtemp(path.join(tmpdir(), 'spark-images-archive-'))
  try {
    const architectures = [...new Set(cells.map(({ platform }) => dpkgArchitecture(platform)))]
    const archive = await Archive.open(folder, sources, architectures)
    const found = new Map<T, CellFreshness>()
    const pending: Pending<T>[] = []
    for (const group of grouped(cells, ({ platform }) => dpkgArchitecture(platform))) {
      const architecture = dpkgArchitecture(group[0].platform)
      const state = archive.stateOf(architecture)
      for (const cell of group) {
        const { changed, packages } = pendingOf(cell, state)
        found.set(cell, { state, outdated: packages && [] })
        if (packages && changed.size > 0) pending.push({ cell, architecture, state, changed, packages })
      }
    }
    if (pending.length === 0) return found
    await archive.download(new Set(pending.flatMap(({ changed }) => [...changed])))
    for (const group of grouped(pending, ({ architecture }) => architecture)) {
      for (const [{ cell, state }, outdated] of await outdatedIn(archive, group))
        found.set(cell, { state, outdated })
    }
    return found
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function pendingOf({ archive = {}, packages, pinned }: CheckedCell, state: ArchiveState) {
  const changed = new Set(Object.keys(state).filter((index) => archive[index] !== state[index]))
  const listed = Object.entries(packages ?? {}).slice(0, MAX_PACKAGES)
  const valid = listed.filter(([name, version]) => isPackageName(name) && isPackageVersion(version))
  const counted = valid.filter(([name]) => pinned?.has(name) !== true)
  return { changed, packages: valid.length === 0 ? undefined : new Map(counted) }
}

/** @param cells of one architecture */
async function outdatedIn<T>(
  archive: Archive,
  cells: Group<Pending<T>>,
): Promise<Map<Pending<T>, OutdatedPackage[]>> {
  const names = [...new Set(cells.flatMap(({ packages }) => [...packages.keys()]))]
  const candidates = await archive.candidates(cells[0].architecture, names)
  // Cells of a family have most packages in common.
  const compared = new Map<string, Promise<boolean>>()
  const isOutdated = (from: string, to: string): Promise<boolean> => {
    const key = `${from} ${to}`
    const answer = compared.get(key) ?? isNewer(to, from)
    compared.set(key, answer)
    return answer
  }
  const result = new Map<Pending<T>, OutdatedPackage[]>()
  for (const cell of cells) {
    const { changed, packages } = cell
    const listed = await inParallel(8, [...packages], async ([name, from]): Promise<OutdatedPackage[]> => {
      const { version: to = from, indexes = [] } = candidates.get(name) ?? {}
      // An index that is as it was when the image was built had nothing newer to give.
      if (to === from || !indexes.some((index) => changed.has(index))) return []
      return (await isOutdated(from, to)) ? [{ name, from, to, suite: suiteOf(indexes) }] : []
    })
    result.set(cell, listed.flat().sort(bySecurity))
  }
  return result
}

const SECURITY = 'security'

/** The suite to name of those that have a version. */
function suiteOf(indexes: readonly string[]): string {
  const suites = indexes.map((index) => index.split(' ')[0] ?? '')
  return suites.some((suite) => /(?:-security|\/updates)$/.test(suite)) ? SECURITY : (suites[0] ?? '')
}

function bySecurity(a: OutdatedPackage, b: OutdatedPackage): number {
  const [one, other] = [a, b].map(({ suite }) => (suite === SECURITY ? 0 : 1))
  return (one ?? 0) - (other ?? 0) || (a.name < b.name ? -1 : 1)
}
