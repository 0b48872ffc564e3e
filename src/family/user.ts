/** A user's family: their catalog and lockfiles over the shipped ones, and the images folder made of both. */
import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import path from 'node:path'
import { SPARK } from '../catalog/artifacts.ts'
import { type Cell, cellsOf } from '../catalog/cells.ts'
import { loadCatalog, readCatalog } from '../catalog/load.ts'
import { layUserCatalog } from '../catalog/user.ts'
import { ConfigurationError } from '../errors.ts'
import { chooseLockfiles, rejectClashes } from './chosen.ts'
import { compose } from './compose.ts'
import { withoutDenied } from './denied.ts'
import type { ChosenLockfile, Lockfile } from './lockfiles.ts'
import { sharedFile, sharedJars, sparkChanges } from './spark-jars.ts'
import { rejectUnknownJars } from './statements.ts'
import { lockfileFolder, namesInside, textInside, type UserFile } from './workspace.ts'

/** Opens a user's family; see openFamily(). */
export async function openUserFamily(images: string, user: UserFile, work: string) {
  const draft = await draftOf(images, user)
  if (draft.missing.length > 0) {
    const lines = draft.missing.map(({ name, component, unpinned }) => {
      return `  ${component}: ${unpinned.join(', ')} (${draft.lockfileFolder}/${path.basename(name)})\n`
    })
    throw new ConfigurationError(
      `${user.file}: what it adds is in no lockfile:\n${lines.join('')}To fetch and pin it, in a checkout of the action: npm run lock -- --catalog ${user.named}${forFewer(draft)}`,
    )
  }
  const { catalog, notes } = withoutDenied(draft.catalog, draft.chosen, user.file)
  const cells = cellsOf(catalog)
  const { chosen } = chooseLockfiles(cells, draft.shipped, draft.lockfiles)
  rejectClashes(cells, chosen)
  rejectUnknownJars(catalog, draft.shipped, { text: draft.text, file: user.file }, cells, chosen)
  notes.push(...sparkChanges(cells, chosen, user.file))
  const shared = await sharedOf(images, cells, chosen)
  const changed = chosen.filter(
    ({ name, text }) => draft.lockfiles.shipped.get(path.basename(name))?.text !== text,
  )

  await mkdir(work, { recursive: true })
  const folder = await mkdtemp(path.join(work, 'images-'))
  const drop = (): Promise<void> => rm(folder, { recursive: true, force: true })
  try {
    await compose(folder, {
      images,
      shipped: draft.shipped,
      workspace: user.workspace,
      catalog,
      cells,
      lockfiles: [...changed, ...shared],
    })
  } catch (error) {
    await drop()
    throw error
  }
  const own = chosen.filter(({ name, place }) => place !== `images/${name}`)
  const lockfilePaths = new Map(own.map(({ name, place }) => [`images/${name}`, place]))
  return { catalog, images: folder, notes, lockfilePaths, [Symbol.asyncDispose]: drop }
}

/** How to do without what only a further platform lacks. */
function forFewer({ catalog: { platforms }, missing }: Awaited<ReturnType<typeof draftOf>>): string {
  const [first, ...others] = platforms
  const isLacking = (text: string): boolean => others.some((name) => text.endsWith(` for ${name}`))
  const isOnly = missing.every(({ unpinned }) => unpinned.every(isLacking))
  return isOnly ? `, or build for ${first} alone: platforms: [${first}]` : ''
}

/** The shared files of the cells' series. */
async function sharedOf(images: string, cells: readonly Cell[], chosen: readonly ChosenLockfile[]) {
  const made = [...new Set(cells.map(({ series }) => series))].map(async (series) => {
    const name = sharedFile(series)
    const before = await readFile(path.join(images, name), 'utf8').catch(() => undefined)
    const ofSeries = new Map(
      cells.filter((cell) => cell.series === series).map((cell) => [cell.version, cell]),
    )
    const versions = [...ofSeries.values()].flatMap(({ downloads, changes }) => {
      const lockfile = downloads.find(({ component }) => component === SPARK)?.lockfile
      return chosen.filter((one) => one.name === lockfile).map(({ text }) => ({ text, changes }))
    })
    return { name, text: sharedJars(versions, before) }
  })
  return await Promise.all(made)
}

/** Reads a user's catalog and the lockfiles, and finds the artifacts that are not locked. */
export async function draftOf(images: string, { workspace, file }: UserFile) {
  const text = await textInside(workspace, file, 'the catalog')
  const shipped = await loadCatalog(images)
  const catalog = layUserCatalog({ catalog: shipped, ...readCatalog(images, 'images') }, { text, file })
  /** Relative to the workspace. It may be missing; its files are read with the same care as all of a repository's. */
  const folder = lockfileFolder({ file })
  const ownNames = (await namesInside(workspace, folder, 'the folder of lockfiles')) ?? []
  const lockfiles = {
    shipped: await shippedLockfiles(images),
    own: await lockfilesNamed(ownNames, folder, (name) =>
      textInside(workspace, `${folder}/${name}`, 'the lockfile'),
    ),
  }
  return {
    text,
    catalog,
    shipped,
    lockfiles,
    lockfileFolder: folder,
    ...chooseLockfiles(cellsOf(catalog), shipped, lockfiles),
  }
}

/** The lockfiles of an images folder, by their file's name. */
export async function shippedLockfiles(images: string): Promise<Map<string, Lockfile>> {
  const names = (await readdir(path.join(images, 'components'), { recursive: true })).map(
    (name) => `components/${name.replaceAll(path.sep, '/')}`,
  )
  return lockfilesNamed(names, 'images', (name) => readFile(path.join(images, name), 'utf8'))
}

/** Lockfiles by their file's name, which no two components share. */
async function lockfilesNamed(
  names: readonly string[],
  place: string,
  read: (name: string) => Promise<string>,
): Promise<Map<string, Lockfile>> {
  const lockfiles = names
    .filter((name) => name.endsWith('.lock'))
    .map(
      async (name) =>
        [path.posix.basename(name), { text: await read(name), place: `${place}/${name}` }] as const,
    )
  return new Map(await Promise.all(lockfiles))
}
