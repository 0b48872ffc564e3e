/** What a change of the catalog does to the images: which are new or different, what they download, and under which licences. */
import { type Cell, cellsOf, exclusionOf, lockfilesOf } from '../catalog/cells.ts'
import {
  artifactsForPlatform,
  artifactsInImages,
  type LockedArtifact,
  parseLockfile,
} from '../catalog/lockfile.ts'
import type { Catalog } from '../catalog/schema.ts'

/** A catalog with the lockfiles that its cells have; those that are not made yet are missing. */
export interface Family {
  readonly catalog: Catalog
  /** The catalog with all that is locked, its shelf, too. */
  readonly whole: Catalog
  readonly lockfiles: ReadonlyMap<string, string>
}

export interface CellChange extends Pick<Cell, 'id' | 'version' | 'variant' | 'platform'> {
  readonly state: 'new' | 'changed' | 'unchanged' | 'excluded' | 'gone'
  /** Why it is excluded. */
  readonly reason?: string
  /** What it downloads, in bytes; undefined where that is not locked yet. */
  readonly bytes?: number
  /** The same of the cell before, or of the newest like it. */
  readonly bytesBefore?: number
}

/** An artifact that comes, goes, or has another licence. */
export interface LicenceChange {
  readonly name: string
  /** Licences, each once; none where it was or is not there. */
  readonly before: readonly string[]
  readonly after: readonly string[]
}

export interface Comparison {
  readonly cells: readonly CellChange[]
  readonly licences: readonly LicenceChange[]
}

/** Compares two families, cell by cell, the newest first. */
export function compareFamilies(before: Family, after: Family): Comparison {
  const [old, now] = [cellsOf(before.catalog), cellsOf(after.catalog)]
  const cells = now.map((cell): CellChange => {
    const { id, version, variant, platform } = cell
    const same = old.find((one) => one.id === id && one.platform === platform)
    const like =
      same ??
      old.find((one) => isLike(one, cell) && one.series === cell.series) ??
      old.find((one) => isLike(one, cell))
    const rule = exclusionOf(cell)
    const bytes = bytesOf(cell, after.lockfiles)
    const bytesBefore = like && bytesOf(like, before.lockfiles)
    const state = rule ? 'excluded' : stateOf(same, before, cell, after)
    return { id, version, variant, platform, state, reason: rule?.reason, bytes, bytesBefore }
  })
  const gone = old
    .filter((cell) => !now.some((one) => one.id === cell.id && one.platform === cell.platform))
    .map(
      ({ id, version, variant, platform }): CellChange => ({ id, version, variant, platform, state: 'gone' }),
    )
  return {
    cells: [...cells, ...gone],
    licences: compareLicences(licencesOf(before), licencesOf(after)),
  }
}

function isLike(one: Cell, cell: Cell): boolean {
  return one.variant === cell.variant && one.platform === cell.platform && exclusionOf(one) === undefined
}

function stateOf(same: Cell | undefined, before: Family, cell: Cell, after: Family): CellChange['state'] {
  if (same === undefined || exclusionOf(same) !== undefined) return 'new'
  const textOf = (one: Cell, { lockfiles }: Family): string =>
    JSON.stringify([one, lockfilesOf(one).map((name) => lockfiles.get(name))])
  return textOf(same, before) === textOf(cell, after) ? 'unchanged' : 'changed'
}

function artifactsOf(cell: Cell, lockfiles: Family['lockfiles']): LockedArtifact[] | undefined {
  const names = lockfilesOf(cell)
  if (exclusionOf(cell) !== undefined || !names.every((name) => lockfiles.has(name))) return undefined
  const rows = names.flatMap((name) => parseLockfile(lockfiles.get(name) ?? '', name))
  return artifactsForPlatform(
    cell.platform,
    rows.flatMap(({ artifact }) => artifact ?? []),
  )
}

function bytesOf(cell: Cell, lockfiles: Family['lockfiles']): number | undefined {
  return artifactsOf(cell, lockfiles)?.reduce((sum, { size }) => sum + size, 0)
}

function licencesOf({ whole, lockfiles }: Family): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>()
  for (const cell of cellsOf(whole))
    for (const { name, license } of artifactsInImages(artifactsOf(cell, lockfiles) ?? []))
      found.set(name, (found.get(name) ?? new Set()).add(license))
  return found
}

function compareLicences(
  before: ReadonlyMap<string, ReadonlySet<string>>,
  after: ReadonlyMap<string, ReadonlySet<string>>,
): LicenceChange[] {
  const names = [...new Set([...before.keys(), ...after.keys()])].sort()
  const all = names.map((name) => {
    return { name, before: [...(before.get(name) ?? [])].sort(), after: [...(after.get(name) ?? [])].sort() }
  })
  return all.filter((one) => one.before.join('\n') !== one.after.join('\n'))
}
