/** Makes the images folder of a run: the shipped one with the user's files in it. */
import { copyFile, cp, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { type Cell, componentFolder, WORKSPACE } from '../catalog/cells.ts'
import { addedFiles, own } from '../catalog/names.ts'
import type { Catalog } from '../catalog/schema.ts'
import { ConfigurationError } from '../errors.ts'
import { generatedFiles } from './generated.ts'
import type { ChosenLockfile } from './lockfiles.ts'
import { fileInside, filesOf } from './workspace.ts'

interface Composition {
  /** The shipped images folder, and its catalog. */
  readonly images: string
  readonly shipped: Catalog
  readonly workspace: string
  readonly catalog: Catalog
  readonly cells: readonly Cell[]
  /** Those that are not the shipped ones. */
  readonly lockfiles: readonly Pick<ChosenLockfile, 'name' | 'text'>[]
}

/**
 * Adds the user's lockfiles, acceptance scripts and the files of components, and generates anew what the catalog decides.
 * Fingerprints and builds then find everything in one folder.
 * @throws ConfigurationError when a file that the catalog names is not there or leads out of the repository.
 */
export async function compose(target: string, composition: Composition): Promise<void> {
  const { images, shipped, workspace, catalog, cells, lockfiles } = composition
  await cp(images, target, { recursive: true })
  for (const { name, text } of lockfiles) await write(path.join(target, name), text)
  const scripts = new Set(cells.flatMap(({ acceptance }) => acceptance.map(({ script }) => script)))
  for (const script of [...scripts].filter((name) => name.startsWith(`${WORKSPACE}/`)))
    await place(
      workspace,
      script.slice(WORKSPACE.length + 1),
      path.join(target, script),
      'the acceptance script',
    )
  for (const name of new Set(cells.flatMap(({ components }) => components)))
    await placeComponent(name, composition, target)
  await rm(path.join(target, 'conf'), { recursive: true })
  for (const [name, text] of generatedFiles(images, catalog, shipped))
    await write(path.join(target, name), text)
}

async function placeComponent(
  name: string,
  { workspace, catalog, shipped }: Composition,
  target: string,
): Promise<void> {
  const { files = {}, build = [] } = own(catalog.components, name) ?? {}
  const below = own(shipped.components, name)
  const folder = path.join(target, componentFolder(below === undefined ? name : addedFiles(name)))
  const what = `component ${name}: the file`
  for (const [source, to] of Object.entries(files))
    for (const file of await filesOf(workspace, source, what))
      await place(workspace, path.join(source, file), path.join(folder, 'rootfs', to, file), what)
  if (JSON.stringify(build) === JSON.stringify(below?.build)) return
  for (const file of build)
    await place(workspace, file, path.join(target, componentFolder(name), 'build', path.basename(file)), what)
}

async function write(file: string, text: string): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true })
  await writeFile(file, text)
}

/** What stands for a file that Git LFS holds, until it is checked out: https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md */
const LFS_POINTER = { start: 'version https://git-lfs.github.com/spec/', maxBytes: 1024 }

async function isPointer(file: string): Promise<boolean> {
  return (
    (await stat(file)).size <= LFS_POINTER.maxBytes &&
    (await readFile(file, 'latin1')).startsWith(LFS_POINTER.start)
  )
}

async function place(workspace: string, name: string, target: string, what: string): Promise<void> {
  const source = await fileInside(workspace, name, what)
  if (await isPointer(source))
    throw new ConfigurationError(
      `${what} ${name} is a pointer of Git LFS, not the file itself: check it out with \`lfs: true\`, or run git lfs pull`,
    )
  try {
    await mkdir(path.dirname(target), { recursive: true })
    await copyFile(source, target)
  } catch (cause) {
    throw new ConfigurationError(`${what} ${name} cannot be put in place`, { cause })
  }
}
