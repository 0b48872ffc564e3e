/** Makes the images folder of a run: the shipped one with the user's files in it. */
import { copyFile, cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { type Addition, type Cell, isUnsupported, lockfilesOf, WORKSPACE } from '../catalog/cells.ts'
import { ConfigurationError } from '../errors.ts'
import { byName, componentFolder, dockerfileOf, EMPTY_LOCKFILE, extensionDockerfile } from './dockerfile.ts'
import type { ChosenLockfile } from './lockfiles.ts'
import { fileInside, filesOf } from './workspace.ts'

interface Composition {
  readonly shipped: string
  readonly workspace: string
  readonly cells: readonly Cell[]
  /** Those that are not the shipped ones. */
  readonly lockfiles: readonly Pick<ChosenLockfile, 'name' | 'text'>[]
}

/**
 * Adds the user's lockfiles and acceptance scripts, the files of components under components/, and a Dockerfile for
 * each cell with an extension. Fingerprints and builds then find everything in one folder.
 * @throws ConfigurationError when a file that the catalog names is not there or leads out of the repository.
 */
export async function compose(
  target: string,
  { shipped, workspace, cells, lockfiles }: Composition,
): Promise<void> {
  await cp(shipped, target, { recursive: true })
  for (const { name, text } of lockfiles) await writeFile(path.join(target, name), text)
  // A plan fingerprints unsupported cells too, so their lockfiles must exist.
  const there = await readdir(path.join(target, 'locks'))
  for (const name of new Set(cells.filter(isUnsupported).flatMap(lockfilesOf))) {
    if (there.includes(path.basename(name))) continue
    await writeFile(path.join(target, name), '# Not locked, as it is not built.\n')
  }
  const scripts = new Set(cells.flatMap(({ acceptance }) => acceptance.map(({ script }) => script)))
  for (const script of [...scripts].filter((name) => name.startsWith(`${WORKSPACE}/`)))
    await place(workspace, script.slice(WORKSPACE.length + 1), path.join(target, 'acceptance', script))

  const extended = cells.filter(({ additions }) => additions.length > 0)
  if (extended.length === 0) return
  await writeFile(path.join(target, EMPTY_LOCKFILE), '# For components that download nothing.\n')
  const parts = new Map(extended.flatMap(({ additions }) => additions.map((part) => [part.component, part])))
  for (const part of parts.values()) await placePart(workspace, part, target)
  const dockerfile = await readFile(path.join(target, 'Dockerfile'), 'utf8')
  const template = await readFile(path.join(target, 'extension/component.Dockerfile'), 'utf8')
  await mkdir(path.join(target, 'dockerfiles'))
  for (const cell of extended) {
    const text = `${dockerfile}\n${extensionDockerfile(cell, template)}`
    await writeFile(path.join(target, dockerfileOf(cell)), text)
  }
}

async function placePart(workspace: string, part: Addition, target: string): Promise<void> {
  const folder = path.join(target, componentFolder(part.component))
  const what = `component ${part.component}: the file`
  await mkdir(path.join(folder, 'files'), { recursive: true })
  for (const [source, to] of Object.entries(part.files)) {
    for (const file of await filesOf(workspace, source, what))
      await place(workspace, path.join(source, file), path.join(folder, 'files', to, file), what)
  }
  // Sorted: the order in the user's file must not change the image.
  const conf = byName(part.conf).map(([key, value]) => `${key} ${propertyValue(value)}\n`)
  await writeFile(path.join(folder, 'conf'), conf.join(''))
  const packages = [...part.debian].sort().map((name) => `${name}\n`)
  await writeFile(path.join(folder, 'packages'), packages.join(''))
}

/**
 * A value behind a key and a blank, as java.util.Properties reads it back: of the first characters it would skip white
 * space and one `=` or `:`.
 */
export function propertyValue(value: string): string {
  return value
    .replaceAll('\\', '\\\\')
    .replace(/^[=:]/, '\\$&')
    .replaceAll(/[^\x20-\x7e]|^ /g, (found) => `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

async function place(workspace: string, name: string, target: string, what = 'the acceptance script') {
  const source = await fileInside(workspace, name, what)
  try {
    await mkdir(path.dirname(target), { recursive: true })
    await copyFile(source, target)
  } catch (cause) {
    throw new ConfigurationError(`${what} ${name} cannot be put in place`, { cause })
  }
}
