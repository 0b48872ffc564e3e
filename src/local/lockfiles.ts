/** `npm run lock`: makes lockfiles in a build, with the resolver of the images' own Python. */
import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { allNames, isOf, SPARK } from '../catalog/artifacts.ts'
import { cellsOf, PYTHON, withShelf } from '../catalog/cells.ts'
import { parseYaml, placedError, problemText } from '../catalog/document.ts'
import { loadCatalog } from '../catalog/load.ts'
import { own } from '../catalog/names.ts'
import type { Catalog } from '../catalog/schema.ts'
import { type BuildRequest, runBuildx } from '../engine/buildx.ts'
import type { Docker } from '../engine/docker.ts'
import { ConfigurationError } from '../errors.ts'
import { chooseLockfiles, staleLockfiles } from '../family/chosen.ts'
import { type NeededLockfile, neededLockfiles } from '../family/lockfiles.ts'
import { draftOf, shippedLockfiles } from '../family/user.ts'
import { conflictsOf, wantedText } from '../family/wanted.ts'
import { localUserFile, textInside, type UserFile } from '../family/workspace.ts'
import { baseContext } from '../image/image.ts'
import type { Command } from './arguments.ts'
import { type Context, localSecret, setUp } from './context.ts'
import type { BuildEnvironment } from './environment.ts'

/**
 * Makes the lockfiles of images/ anew, with the newest versions that the shipped catalog allows, or the lockfiles that a user's
 * catalog lacks, beside it. Returns what to do next.
 * @throws ConfigurationError when something can't be resolved or fetched.
 */
export async function lock(command: Command, context: Context): Promise<string> {
  if (command.catalog === undefined) return lockShipped(context)
  return lockUser(
    path.join(context.root, 'images'),
    await localUserFile(command.catalog, context.env),
    context,
  )
}

/** Makes the lockfiles of components that the shipped catalog has outgrown. @throws ConfigurationError as lock(). */
export async function lockStale(context: Context): Promise<void> {
  const images = path.join(context.root, 'images')
  const catalog = await loadCatalog(images)
  const needed = neededLockfiles(cellsOf(withShelf(catalog)))
  const stale = staleLockfiles(needed, await shippedLockfiles(images))
  if (stale.length > 0) await lockComponents(stale, catalog, await setUp(context, stale, false), context)
}

/** Makes the lockfiles of images/ anew. */
async function lockShipped(context: Context): Promise<string> {
  const images = path.join(context.root, 'images')
  const catalog = await loadCatalog(images)
  const cells = cellsOf(catalog)
  const environment = await setUp(context, cells, false)
  await lockComponents(neededLockfiles(cellsOf(withShelf(catalog))), catalog, environment, context)
  const make = (some: readonly Wanted[], folderOf: FolderOf): Promise<void> =>
    makeLockfiles(some, folderOf, catalog.runtimes, environment, context)
  // The servers of acceptance tests and what lockfiles are made with are no components, so the catalog doesn't list them.
  const services = path.join(images, 'acceptance/services')
  const { runtime = '' } = cells[0] ?? {}
  for (const name of ['services', 'kafka']) {
    const text = await readFile(path.join(services, `${name}.in`), 'utf8')
    await make([[{ name: `${name}.lock`, runtime }, text]], () => services)
  }
  const build = path.join(images, 'build')
  const tools = await readFile(path.join(build, 'tools.in'), 'utf8')
  await make([[{ name: 'tools.lock', runtime }, tools]], () => build)
  return 'images/**/*.lock are made anew; git diff images shows what changed'
}

async function lockComponents(
  needed: readonly NeededLockfile[],
  catalog: Catalog,
  environment: BuildEnvironment,
  context: Context,
): Promise<void> {
  const images = path.join(context.root, 'images')
  const make = (some: readonly Wanted[]): Promise<void> => {
    const folderOf: FolderOf = ({ name }) => path.dirname(path.join(images, name))
    return makeLockfiles(some, folderOf, catalog.runtimes, environment, context)
  }
  await make(needed.filter(isFirst).map((one) => [one, wantedText(one)]))
  const lockfiles = { shipped: await shippedLockfiles(images), own: new Map() }
  const { chosen } = chooseLockfiles(cellsOf(catalog), catalog, lockfiles)
  // For all platforms, whichever the catalog has.
  const others = needed.filter((one) => !isFirst(one)).map((one) => ({ ...one, platforms: [] }))
  await make(others.map((one) => [one, wantedText(one, chosen)]))
}

/** The other components are resolved beside what these bring. */
function isFirst({ component }: NeededLockfile): boolean {
  return component === SPARK || component === PYTHON
}

/** Makes the lockfiles that a user's catalog lacks. @throws ConfigurationError as lock(). */
export async function lockUser(images: string, user: UserFile, context: Context): Promise<string> {
  const first = await draftOf(images, user)
  if (first.missing.length === 0)
    return `${user.file}: all that it adds is locked; delete a lockfile to make it anew`
  const repositories = localSecret(first.catalog, context)
  const environment = await setUp(context, first.missing, false)
  const target = path.join(user.workspace, first.lockfileFolder)
  await mkdir(target, { recursive: true })
  const made: string[] = []
  const text = await textInside(user.workspace, user.file, 'the catalog')
  for (const pass of [true, false]) {
    const { missing, catalog, chosen } = await draftOf(images, user)
    const wanted = missing
      .filter((needed) => isFirst(needed) === pass)
      .map((needed) => [needed, wantedText(needed, chosen)] as const)
    if (wanted.length === 0) continue
    const explain = (failure: Failure) => errorOf(failure, { text, file: user.file }, wanted, catalog)
    await makeLockfiles(wanted, () => target, catalog.runtimes, environment, context, {
      repositories,
      explain,
    })
    made.push(...wanted.map(([{ name }]) => `${first.lockfileFolder}/${path.basename(name)}`))
  }
  const done = await draftOf(images, user)
  const [left] = done.missing
  if (left !== undefined) throw new Error(`${left.name} was made, but does not pin what it should`)
  for (const lockfile of done.chosen.filter(({ place }) => made.includes(place)))
    for (const conflict of conflictsOf(lockfile.text))
      context.progress.warning(`${basename(lockfile)}: ${conflict}`)
  return [`locked, to be committed with ${user.file}:`, ...made.map((name) => `  ${name}`)].join('\n')
}

/** A failure of make_lock.py, at the artifact of the catalog that it is about. */
function errorOf(
  { lockfile, name, message }: Failure,
  { text, file }: { text: string; file: string },
  wanted: readonly (readonly [NeededLockfile, string])[],
  { components }: Catalog,
): ConfigurationError {
  const { component = '' } = wanted.find(([needed]) => basename(needed) === lockfile)?.[0] ?? {}
  const { maven = {}, replace = {}, hardened } = own(components, component) ?? {}
  const named = [
    ...Object.entries(maven).flatMap(([key, one]) => allNames(one).map((name) => [name, 'maven', key])),
    ...Object.keys(replace).map((key) => [key, 'replace', key]),
    ...Object.keys(hardened?.replace ?? {}).map((key) => [key, 'hardened', 'replace', key]),
  ]
  const [, ...key] = named.find(([coordinates = '']) => isOf(coordinates, name)) ?? ['', 'maven']
  const at = ['components', component, ...key]
  return placedError(parseYaml(text, file).locate(at), problemText(at, `${lockfile}: ${name}: ${message}`))
}

function basename({ name }: Pick<NeededLockfile, 'name'>): string {
  return path.basename(name, '.lock')
}

interface Failure {
  /** Without `.lock`. */
  readonly lockfile: string
  /** `group:artifact[:classifier]` */
  readonly name: string
  readonly message: string
}

function plainError({ lockfile, name, message }: Failure): ConfigurationError {
  return new ConfigurationError(`${lockfile}: ${name}: ${message}`)
}

type Wanted = readonly [Pick<NeededLockfile, 'name' | 'runtime'>, string]
type FolderOf = (needed: Pick<NeededLockfile, 'name'>) => string

/**
 * Makes lockfiles, in a build for each runtime.
 * @param wanted each with the text of what it is made for.
 * @param folderOf where each goes.
 * @param repositories the build secret of repositorySecret().
 * @param explain the error for an artifact that can't be locked.
 * @throws ConfigurationError if they can't be made.
 */
async function makeLockfiles(
  wanted: readonly Wanted[],
  folderOf: FolderOf,
  runtimes: Catalog['runtimes'],
  { bases, docker }: BuildEnvironment,
  context: Context,
  options: { repositories?: string; explain?: typeof plainError } = {},
): Promise<void> {
  for (const [runtime, base] of Object.entries(bases)) {
    const some = wanted.filter(([needed]) => needed.runtime === runtime)
    const { java } = own(runtimes, runtime) ?? {}
    const request = { contexts: baseContext(base), args: { JAVA_VERSION: `${java}` } }
    if (some.length > 0) await makeOn(request, some, folderOf, docker, context, options)
  }
}

async function makeOn(
  { contexts, args }: Required<Pick<BuildRequest, 'contexts' | 'args'>>,
  wanted: readonly Wanted[],
  folderOf: FolderOf,
  docker: Docker,
  { root, env, progress }: Context,
  { repositories, explain = plainError }: { repositories?: string; explain?: typeof plainError },
): Promise<void> {
  progress.step(`lock ${wanted.map(([needed]) => basename(needed)).join(', ')}`)
  const work = await mkdtemp(path.join(tmpdir(), 'spark-images-lock-'))
  try {
    const [made, out] = [path.join(work, 'wanted'), path.join(work, 'out')]
    await mkdir(made)
    for (const [needed, text] of wanted) await writeFile(path.join(made, `${basename(needed)}.in`), text)
    const request = {
      context: path.join(root, 'images'),
      target: 'locks',
      platform: 'linux/amd64',
      args,
      contexts: { ...contexts, wanted: made },
      repositories,
      outputs: [{ type: 'local', dest: out }],
      // What is newest is asked for each time.
      anew: 'make-locks',
    }
    let failure: Failure | undefined
    const reason: string[] = []
    const onLine = (line: string): void => {
      progress.line(line)
      failure ??= failureIn(line)
      // make_lock.py's last words, of which the lines after the first are indented.
      const [, said = ''] = /^#\d+ [\d.]+ (.*)$/.exec(line) ?? []
      if (said.startsWith('cannot lock ') || (reason.length > 0 && said.startsWith('  '))) reason.push(said)
    }
    const { exitCode } = await runBuildx(docker, request, env, { onLine })
    if (exitCode === 0) {
      for (const [needed] of wanted) {
        await mkdir(folderOf(needed), { recursive: true })
        await copyFile(
          path.join(out, path.basename(needed.name)),
          path.join(folderOf(needed), path.basename(needed.name)),
        )
      }
      return
    }
    if (failure !== undefined) throw explain(failure)
    throw new ConfigurationError(
      reason.join('\n') || 'the lockfiles could not be made; the lines above say why',
    )
  } finally {
    await rm(work, { recursive: true })
  }
}

/** What make_lock.py says of an artifact that can't be locked. */
function failureIn(line: string): Failure | undefined {
  const [, lockfile, name, message] = /(\S+): cannot (?:lock|fetch) (\S+): (.*)$/.exec(line) ?? []
  if (lockfile === undefined || name === undefined || message === undefined) return undefined
  return { lockfile, name, message }
}
