/** A user's family: their catalog and lockfiles over the shipped ones, and the images folder made of both. */
import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import path from 'node:path'
import { wantedLine } from '../catalog/artifacts.ts'
import { cellsOf } from '../catalog/cells.ts'
import { loadCatalog } from '../catalog/load.ts'
import type { Catalog } from '../catalog/schema.ts'
import { layUserCatalog } from '../catalog/user.ts'
import { ConfigurationError } from '../errors.ts'
import {
  changedLockfiles,
  chooseLockfiles,
  type Lockfiles,
  type MissingLockfile,
  withoutDenied,
} from './choose.ts'
import { compose } from './compose.ts'
import { type Lockfile, type NeededLockfile, surroundings } from './locks.ts'
import { namesInside, textInside, type UserFile } from './workspace.ts'

/** A catalog with the images folder that its cells are built from. */
export interface Family extends AsyncDisposable {
  readonly catalog: Catalog
  readonly images: string
  /** What was left out of the catalog, in words. */
  readonly notes: readonly string[]
  /** Paths of the user's lockfiles, by the name that a build gives them: `images/locks/orders.lock`. */
  readonly lockfilePaths: ReadonlyMap<string, string>
}

/** A user's catalog before its artifacts are locked. */
export interface Draft {
  readonly catalog: Catalog
  /** The shipped catalog below it. */
  readonly shipped: Catalog
  readonly locks: Lockfiles
  readonly missing: readonly MissingLockfile[]
  /** The folder of the user's lockfiles, relative to the workspace. */
  readonly lockFolder: string
}

/** Opens a user's family; see openFamily(). */
export async function openUserFamily(images: string, user: UserFile, work: string): Promise<Family> {
  const draft = await draftOf(images, user)
  if (draft.missing.length > 0)
    throw new ConfigurationError(unlockedText(draft.missing, user, draft.lockFolder))
  const cells = cellsOf(draft.catalog)
  const first = chooseLockfiles(cells, draft.shipped, draft.locks)
  const { catalog, notes } = withoutDenied(draft.catalog, first.chosen, user.file)
  const left = cellsOf(catalog)
  const { chosen } = chooseLockfiles(left, draft.shipped, draft.locks)

  await mkdir(work, { recursive: true })
  const folder = await mkdtemp(path.join(work, 'images-'))
  const drop = (): Promise<void> => rm(folder, { recursive: true, force: true })
  try {
    const locks = changedLockfiles(chosen, draft.locks)
    await compose(folder, { shipped: images, workspace: user.workspace, cells: left, locks })
  } catch (error) {
    await drop()
    throw error
  }
  const places = new Map(chosen.map(({ name, lock }) => [`images/${name}`, lock.place] as const))
  for (const [name, place] of places) if (name === place) places.delete(name)
  return { catalog, images: folder, notes, lockfilePaths: places, [Symbol.asyncDispose]: drop }
}

/** Reads a user's catalog and the lockfiles, and finds the artifacts that are not locked. */
export async function draftOf(images: string, user: UserFile): Promise<Draft> {
  const { workspace, file } = user
  const text = await textInside(workspace, file, 'the catalog')
  const shippedFile = path.join(images, 'catalog.yml')
  const shipped = await loadCatalog(shippedFile)
  const below = { catalog: shipped, text: await readFile(shippedFile, 'utf8'), file: 'images/catalog.yml' }
  const catalog = layUserCatalog(below, { text, file })
  const lockFolder = `${file.replace(/\.ya?ml$/, '')}.locks`
  const locks = {
    shipped: await shippedLocks(path.join(images, 'locks')),
    own: await ownLocks(user, lockFolder),
  }
  const { missing } = chooseLockfiles(cellsOf(catalog), shipped, locks)
  return { catalog, shipped, locks, missing, lockFolder }
}

/**
 * What a lockfile is made for, as images/build/make_lock.py reads it. Python packages of a user's catalog are resolved
 * only for the platforms that need them, together with the packages that the image has already.
 */
export function wantedText(needed: NeededLockfile, draft?: Draft): string {
  const lines = needed.wanted.map(wantedLine)
  if (draft !== undefined) {
    const { chosen } = chooseLockfiles(cellsOf(draft.catalog), draft.shipped, draft.locks)
    const there = chosen.filter(({ name }) => needed.beside.includes(name)).flatMap(({ rows }) => rows)
    lines.push(...surroundings(needed, there))
  }
  return lines.map((line) => `${line}\n`).join('')
}

/** The folder may be missing. Its files are read with the same care as all files of the user's repository. */
async function ownLocks({ workspace }: UserFile, folder: string): Promise<Map<string, Lockfile>> {
  const names = (await namesInside(workspace, folder, 'the folder of locks')) ?? []
  return locksNamed(names, folder, (name) => textInside(workspace, `${folder}/${name}`, 'the lock'))
}

async function shippedLocks(folder: string): Promise<Map<string, Lockfile>> {
  const read = (name: string): Promise<string> => readFile(path.join(folder, name), 'utf8')
  return locksNamed(await readdir(folder), 'images/locks', read)
}

async function locksNamed(
  names: readonly string[],
  place: string,
  read: (name: string) => Promise<string>,
): Promise<Map<string, Lockfile>> {
  const locks = names
    .filter((name) => name.endsWith('.lock'))
    .map(async (name) => [`locks/${name}`, { text: await read(name), place: `${place}/${name}` }] as const)
  return new Map(await Promise.all(locks))
}

function unlockedText(missing: readonly MissingLockfile[], user: UserFile, folder: string): string {
  const lines = missing.map(({ name, component, unpinned }) => {
    return `  ${component}: ${unpinned.join(', ')} (${folder}/${path.basename(name)})`
  })
  return [
    `${user.file}: what it adds is in no lock:`,
    ...lines,
    `To fetch and pin it, in a checkout of the action: npm run lock -- --catalog ${user.named}`,
  ].join('\n')
}
