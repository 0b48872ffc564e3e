/** Files of the user's repository: nothing outside it, and nothing of .git, is read. */
import { existsSync } from 'node:fs'
import { lstat, readdir, readFile, realpath, stat } from 'node:fs/promises'
import path from 'node:path'
import { ConfigurationError } from '../errors.ts'

/** Where a user's catalog is looked for in their repository. */
export const DEFAULT_FILES = ['.github/spark-images.yml', 'spark-images.yml']

/** A user's catalog file and the repository that it is of: paths in it are relative to that. */
export interface UserFile {
  readonly workspace: string
  /** Relative to the workspace, with `/`. */
  readonly file: string
  readonly named: string
}

/** The folder of a user's lockfiles, relative to the workspace. */
export function lockfileFolder({ file }: Pick<UserFile, 'file'>): string {
  return `${file.replace(/\.ya?ml$/, '')}.locks`
}

/**
 * The catalog of a repository: the file that was named, else the first default one that is there.
 * @throws ConfigurationError when the named one is not there or not in the repository.
 */
export async function findUserFile(workspace: string, named: string): Promise<UserFile | undefined> {
  const found = named || DEFAULT_FILES.find((file) => existsSync(path.join(workspace, file)))
  if (found === undefined) return undefined
  await inside(workspace, found, 'the catalog')
  return { workspace, file: relative(workspace, found), named: found }
}

/**
 * A catalog file on this machine, with the repository around it: what its .github is in, else the nearest folder above
 * with a .git, else its own folder.
 * @throws ConfigurationError when it is not there.
 */
export async function localUserFile(named: string, { INIT_CWD }: NodeJS.ProcessEnv): Promise<UserFile> {
  // npm runs a script in the folder of its package, and says here where it was called.
  const file = path.resolve(INIT_CWD ?? '.', named)
  if (!existsSync(file)) throw new ConfigurationError(`${named}: there is no such catalog`)
  const folder = path.dirname(file)
  const workspace = path.basename(folder) === '.github' ? path.dirname(folder) : (withGit(folder) ?? folder)
  return { workspace, file: relative(workspace, file), named }
}

function withGit(folder: string): string | undefined {
  if (existsSync(path.join(folder, '.git'))) return folder
  const above = path.dirname(folder)
  return above === folder ? undefined : withGit(above)
}

/**
 * The real path of something in the repository.
 * @param what it is, for messages.
 * @throws ConfigurationError when it is not there, or a `..` or a link leads out of the repository.
 */
export async function inside(workspace: string, name: string, what: string): Promise<string> {
  const root = await realpath(workspace)
  const found = await realpath(path.resolve(root, name)).catch(() => undefined)
  if (found === undefined) throw new ConfigurationError(`${what} ${name} is not in the repository`)
  const from = path.relative(root, found)
  const parts = from.split(path.sep)
  if (parts[0] === '..' || path.isAbsolute(from))
    throw new ConfigurationError(`${what} ${name} leads out of the repository`)
  if (parts.includes('.git'))
    throw new ConfigurationError(`${what} ${name} is in .git, which may hold credentials`)
  return found
}

/**
 * The real path of a file in the repository: no folder, and nothing that is read without an end.
 * @throws ConfigurationError as inside(), and when it is no file.
 */
export async function fileInside(workspace: string, name: string, what: string): Promise<string> {
  const found = await inside(workspace, name, what)
  if (!(await stat(found)).isFile())
    throw new ConfigurationError(`${what} ${name} is a folder or no file at all, expected a file`)
  return found
}

/** The text of a file in the repository. @throws ConfigurationError as fileInside(), and when it can't be read. */
export async function textInside(workspace: string, name: string, what: string): Promise<string> {
  const file = await fileInside(workspace, name, what)
  return readFile(file, 'utf8').catch((cause: unknown) => {
    throw new ConfigurationError(`${what} ${name} cannot be read`, { cause })
  })
}

/**
 * The names of what is in a folder of the repository; undefined when there is no such folder.
 * @throws ConfigurationError as inside(), and when it is no folder.
 */
export async function namesInside(workspace: string, name: string, what: string) {
  const there = await lstat(path.join(workspace, name)).catch(() => undefined)
  if (there === undefined) return undefined
  const found = await inside(workspace, name, what)
  if (!(await stat(found)).isDirectory())
    throw new ConfigurationError(`${what} ${name} is a file, expected a folder`)
  return readdir(found)
}

/**
 * The files of a file or folder of the repository, relative to it (`''` for a file itself), without any .git.
 * @throws ConfigurationError on a link or anything else that is no file: what it leads to may be anywhere.
 */
export async function filesOf(workspace: string, name: string, what: string): Promise<string[]> {
  const root = await inside(workspace, name, what)
  const there = await lstat(root)
  if (there.isFile()) return ['']
  if (!there.isDirectory())
    throw new ConfigurationError(`${what} ${name} is no file at all, expected a file or a folder`)
  const files: string[] = []
  const walk = async (folder: string): Promise<void> => {
    for (const entry of await readdir(path.join(root, folder), { withFileTypes: true })) {
      const inner = path.join(folder, entry.name)
      if (entry.name === '.git') continue
      if (entry.isDirectory()) await walk(inner)
      else if (entry.isFile()) files.push(inner)
      else throw new ConfigurationError(`${what} ${path.join(name, inner)} is a link or no file at all`)
    }
  }
  await walk('')
  return files.sort()
}

function relative(workspace: string, file: string): string {
  return path.relative(workspace, path.resolve(workspace, file)).split(path.sep).join('/') || '.'
}
