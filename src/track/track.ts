/** Keeps a catalog up to date by the policy that it has: finds what is new, changes its files, and has them locked. */
import { existsSync } from 'node:fs'
import { readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { type Wanted, wantedLine } from '../catalog/artifacts.ts'
import { cellsOf, isUnsupported, lockfilesOf, withShelf } from '../catalog/cells.ts'
import type { TrackPolicy } from '../catalog/schema/policies.ts'
import type { Catalog } from '../catalog/schema.ts'
import { ConfigurationError } from '../errors.ts'
import { neededLockfiles } from '../family/lockfiles.ts'
import { bringComponent } from './bring.ts'
import { type Comparison, compareFamilies } from './compare.ts'
import { Draft, type Source, type Texts } from './draft.ts'
import { type Change, type Held, Notes } from './notes.ts'
import { raisePins } from './raise.ts'
import { liftRules, type Tracking, trackSpark } from './spark.ts'

/** A catalog's files on disk. */
export interface TrackedFiles {
  readonly source: Source
  /** The folder that the source's names are relative to. */
  readonly root: string
  /** Where a lockfile of the catalog's own is, by its name in the images folder. */
  lockfilePath(name: string): string
  /** Where the action has it, for a catalog that is laid over the shipped one. */
  shippedPath(name: string): string
  /** Makes the lockfiles that the files on disk need. */
  lock(): Promise<unknown>
}

export interface TrackResult extends Comparison {
  readonly changes: readonly Change[]
  readonly held: readonly Held[]
  /** Whether lockfiles were made, so that all sizes are known. */
  readonly isLocked: boolean
  /** Components whose Python packages are locked anew, in the newest versions. */
  readonly renewed: readonly string[]
}

export interface TrackOptions extends Pick<Tracking, 'indexes'> {
  /** In ms. */
  readonly now: number
  /** Whether nothing is written. */
  readonly isDry: boolean
}

/**
 * Brings the files of a catalog up to date, or tells what it would change.
 * @throws ConfigurationError for a catalog without a policy, and when something can't be locked; nothing is changed then.
 * @throws RegistryError when a repository gives no usable answer; nothing is changed then.
 */
export async function track(
  files: TrackedFiles,
  { indexes, now, isDry }: TrackOptions,
): Promise<TrackResult> {
  const { source } = files
  const draft = new Draft(source)
  const before = draft.catalog
  const notes = await findChanges({ draft, indexes, notes: new Notes(), now }, policyOf(before))
  const renewed = renewable(draft.catalog, files)
  const whole = (catalog: Catalog): Catalog => (source.below === undefined ? withShelf(catalog) : catalog)
  const old = { catalog: before, whole: whole(before), lockfiles: await readLockfiles(files, whole(before)) }
  const isChanged = source.texts !== draft.texts || renewed.length > 0
  const isLocked = isChanged && !isDry
  if (isLocked) await change(files, draft.texts, old.whole, draft.whole, renewed)
  const there = await readLockfiles(files, draft.whole)
  const lockfiles = isLocked ? there : withoutStale(there, old.whole, draft.whole)
  const comparison = compareFamilies(old, { catalog: draft.catalog, whole: draft.whole, lockfiles })
  // What is not locked yet has no licences.
  const licences = isDry ? [] : comparison.licences
  const changes = [...notes.changes, ...draft.rules]
  return { ...comparison, licences, changes, held: notes.held, isLocked, renewed }
}

/** What a catalog says that is to be kept up to date. @throws ConfigurationError if it says nothing. */
export function policyOf({ track: policy }: Pick<Catalog, 'track'>): TrackPolicy {
  if (policy !== undefined) return policy
  throw new ConfigurationError(
    'the catalog does not say what to keep up to date: write track: { spark: { patches: 2 } } into it, see docs/track.md',
  )
}

async function findChanges(tracking: Tracking, { spark, components }: TrackPolicy): Promise<Notes> {
  await liftRules(tracking)
  if (spark !== undefined) await trackSpark(tracking, spark)
  for (const [name, how] of Object.entries(components)) {
    await raisePins(tracking, name, how)
    await bringComponent(tracking, name, how)
  }
  return tracking.notes
}

/** Components of the policy with Python packages of no fixed version, whose lockfiles say which are newest. */
function renewable(catalog: Catalog, files: TrackedFiles): string[] {
  const locked = neededLockfiles(cellsOf(catalog)).filter(({ name }) => existsSync(files.lockfilePath(name)))
  return Object.keys(catalog.track?.components ?? {}).filter((component) =>
    locked.some(({ component: one, wanted }) => one === component && wanted.some(isOpen)),
  )
}

function isOpen(wanted: Wanted): boolean {
  return wanted.kind === 'wheel' && !/==/.test(wanted.requirement)
}

/** Writes the files and makes the lockfiles. What was there comes back if that fails. */
async function change(
  files: TrackedFiles,
  texts: Texts,
  before: Catalog,
  after: Catalog,
  renewed: readonly string[],
): Promise<void> {
  const needed = neededLockfiles(cellsOf(after))
  const kept = needed.filter(({ component }) => !renewed.includes(component)).map(({ name }) => name)
  const gone = neededLockfiles(cellsOf(before))
    .map(({ name }) => files.lockfilePath(name))
    .filter((file) => !kept.some((name) => files.lockfilePath(name) === file) && existsSync(file))
  const written = [...texts].filter(([name, text]) => files.source.texts.get(name) !== text)
  const saved = new Map<string, string>()
  for (const file of gone) saved.set(file, await readFile(file, 'utf8'))
  for (const [name] of written) saved.set(path.join(files.root, name), files.source.texts.get(name) ?? '')
  try {
    for (const file of gone) await rm(file)
    for (const [name, text] of written) await writeFile(path.join(files.root, name), text)
    await files.lock()
  } catch (error) {
    for (const [file, text] of saved) await writeFile(file, text)
    throw error
  }
}

/** The lockfiles of all cells that there are. */
async function readLockfiles(files: TrackedFiles, catalog: Catalog): Promise<Map<string, string>> {
  const names = new Set(
    cellsOf(catalog)
      .filter((cell) => !isUnsupported(cell))
      .flatMap(lockfilesOf),
  )
  const texts = [...names].map(async (name) => {
    const file = [files.lockfilePath(name), files.shippedPath(name)].find((one) => existsSync(one))
    return file === undefined ? [] : [[name, await readFile(file, 'utf8')] as const]
  })
  return new Map((await Promise.all(texts)).flat())
}

/** Without the lockfiles that would be made anew. */
function withoutStale(
  lockfiles: ReadonlyMap<string, string>,
  before: Catalog,
  after: Catalog,
): Map<string, string> {
  const linesOf = (catalog: Catalog): Map<string, string> =>
    new Map(
      neededLockfiles(cellsOf(catalog)).map(({ name, wanted }) => [name, wanted.map(wantedLine).join('\n')]),
    )
  const [old, now] = [linesOf(before), linesOf(after)]
  return new Map([...lockfiles].filter(([name]) => old.get(name) === now.get(name)))
}
