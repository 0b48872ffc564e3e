/** Chooses the lockfile of each component, and keeps denied licences out. */
import { wantedLine } from '../catalog/artifacts.ts'
import { type Cell, cellsOf } from '../catalog/cells.ts'
import { isDenied, type LicenceExpression, parseLicence } from '../catalog/licences.ts'
import { type LockedArtifact, parseLockfile } from '../catalog/locks.ts'
import { own } from '../catalog/names.ts'
import type { Catalog } from '../catalog/schema.ts'
import { ConfigurationError } from '../errors.ts'
import {
  type Lockfile,
  type NeededLockfile,
  neededLockfiles,
  notedLines,
  unpinned,
  unresolved,
  withoutUnwanted,
} from './locks.ts'

/** The existing lockfiles, by their name in the images folder. */
export interface Lockfiles {
  readonly shipped: ReadonlyMap<string, Lockfile>
  readonly own: ReadonlyMap<string, Lockfile>
}

/** A lockfile that a cell is built with. */
export interface ChosenLockfile extends NeededLockfile {
  readonly lock: Lockfile
  readonly rows: readonly LockedArtifact[]
}

/** A lockfile that is missing or incomplete. */
export interface MissingLockfile extends NeededLockfile {
  readonly unpinned: readonly string[]
}

/**
 * Chooses a lockfile for each that the cells need: the user's own if it pins everything wanted, else the shipped one if
 * that does. The others are missing.
 */
export function chooseLockfiles(
  cells: readonly Cell[],
  shippedCatalog: Catalog,
  { shipped, own: mine }: Lockfiles,
): { chosen: ChosenLockfile[]; missing: MissingLockfile[] } {
  const madeFor = new Map(
    neededLockfiles(cellsOf(shippedCatalog)).map(({ name, wanted }) => [name, wanted.map(wantedLine)]),
  )
  const chosen: ChosenLockfile[] = []
  const missing: MissingLockfile[] = []
  for (const needed of neededLockfiles(cells)) {
    const candidates = [mine.get(needed.name), shipped.get(needed.name)].flatMap((lock) => lock ?? [])
    const judged = candidates.map((lock) => {
      const rows = parseLockfile(lock.text, lock.place).flatMap(({ artifact }) => artifact ?? [])
      // Shipped locks are for all platforms.
      if (lock !== mine.get(needed.name))
        return { lock, rows, unpinned: unpinned(needed, rows, madeFor.get(needed.name) ?? []) }
      const made = notedLines(lock.text)
      return { lock, rows, unpinned: [...unpinned(needed, rows, made), ...unresolved(needed, made)] }
    })
    const good = judged.find((candidate) => candidate.unpinned.length === 0)
    if (good !== undefined) chosen.push({ ...needed, lock: good.lock, rows: good.rows })
    else missing.push({ ...needed, unpinned: judged[0]?.unpinned ?? unpinned(needed, [], []) })
  }
  return { chosen, missing }
}

/** The texts of chosen lockfiles that differ from the shipped ones, by name. */
export function changedLockfiles(
  chosen: readonly ChosenLockfile[],
  { shipped }: Lockfiles,
): Map<string, string> {
  const texts = chosen.map((needed) => [needed.name, withoutUnwanted(needed, needed.lock)] as const)
  return new Map(texts.filter(([name, text]) => shipped.get(name)?.text !== text))
}

/** A locked artifact under a denied licence. */
interface Denied {
  readonly component: string
  readonly row: LockedArtifact
  readonly place: string
}

/**
 * Drops optional artifacts under denied licences from the catalog, with a note on each.
 * @throws ConfigurationError if any other artifact is under a denied licence, or a licence is not known.
 */
export function withoutDenied(
  catalog: Catalog,
  chosen: readonly ChosenLockfile[],
  file: string,
): { catalog: Catalog; notes: string[] } {
  const components = { ...catalog.components }
  const notes = new Set<string>()
  for (const { component, row, place } of chosen.flatMap((lock) => deniedIn(lock, catalog.licenses.deny))) {
    const declared = own(catalog.components, component)
    const [key] =
      Object.entries(declared?.maven ?? {}).find(([, { name, optional }]) => {
        return optional && row.kind === 'maven' && isOf(name, row.name)
      }) ?? []
    const left = components[component]
    if (key === undefined || left === undefined) {
      throw new ConfigurationError(
        `${file}: licenses.deny: component ${component} needs ${row.name} ${row.version}, which is under ${row.license} (${place}); allow it, or leave the component out of your variants`,
      )
    }
    const maven = Object.fromEntries(Object.entries(left.maven).filter(([name]) => name !== key))
    components[component] = { ...left, maven }
    notes.add(`${component}: ${row.name} is left out, its licence ${row.license} is denied`)
  }
  return { catalog: { ...catalog, components }, notes: [...notes] }
}

function deniedIn({ component, rows, lock, wanted }: ChosenLockfile, deny: readonly string[]): Denied[] {
  const names = wanted.flatMap((one) => (one.kind === 'maven' ? [one.name] : []))
  return rows
    .filter(({ kind, name }) => kind !== 'maven' || names.includes(name))
    .filter((row) => deny.length > 0 && isDenied(licenceOf(row, lock.place), deny))
    .map((row) => ({ component, row, place: lock.place }))
}

/** What `npm run lock` writes where nothing says the licence. */
const UNKNOWN = 'LicenseRef-unknown'

/** @throws ConfigurationError if the row's licence is not known: a deny-list can't be held against it. */
function licenceOf({ kind, name, version, license, line }: LockedArtifact, place: string): LicenceExpression {
  const parsed = parseLicence(license)
  if (parsed !== undefined && !license.includes(UNKNOWN)) return parsed
  const problem = parsed === undefined ? 'is not an SPDX expression' : 'is not known'
  const advice =
    kind === 'maven'
      ? 'give the artifact a license in your catalog, like Apache-2.0 or LicenseRef-NAME, and run npm run lock'
      : 'write it into that line, like Apache-2.0 or LicenseRef-NAME'
  throw new ConfigurationError(
    `${place}:${line}: the licence of ${name} ${version}, ${JSON.stringify(license.slice(0, 100))}, ${problem}, so licenses.deny can't be checked: ${advice}`,
  )
}

/** Whether coordinates of a catalog, which may contain {scala} and the like, match those of a lockfile. */
function isOf(coordinates: string, name: string): boolean {
  const literal = coordinates.split(/\{[a-z]+\}/).map((part) => part.replaceAll(/[^A-Za-z0-9]/g, '\\$&'))
  return new RegExp(`^${literal.join('[^:]+')}$`).test(name)
}
