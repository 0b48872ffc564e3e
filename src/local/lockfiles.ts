/** `npm run lock`: makes lockfiles in a build, with the resolver of the images' own Python. */
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { cellsOf } from '../catalog/cells.ts'
import { loadCatalog } from '../catalog/load.ts'
import { buildArguments, buildEnvironment } from '../engine/buildx.ts'
import { hostProxies } from '../engine/host.ts'
import { localFolder } from '../engine/private/folder.ts'
import { ConfigurationError } from '../errors.ts'
import { type NeededLockfile, neededLockfiles } from '../family/locks.ts'
import { parseCredentials, repositorySecret } from '../family/repositories.ts'
import { type Draft, draftOf } from '../family/user.ts'
import { wantedText } from '../family/wanted.ts'
import { localUserFile, type UserFile } from '../family/workspace.ts'
import { locksRequest } from '../image/image.ts'
import type { Progress } from '../image/options.ts'
import { type BuildEnvironment, openBuildEnvironment } from './environment.ts'

export interface LockOptions {
  /** A user's catalog, whose missing locks are made; undefined for all of the shipped one's. */
  readonly catalog?: string
  /** The checkout. */
  readonly root: string
  readonly env: NodeJS.ProcessEnv
  readonly progress: Progress
}

/**
 * Makes images/locks/*.lock anew, with the newest versions that the shipped catalog allows, or the lockfiles that a user's
 * catalog lacks, beside it. Returns what to do next.
 * @throws ConfigurationError when something can't be resolved or fetched.
 */
export async function lock(options: LockOptions): Promise<string[]> {
  const images = path.join(options.root, 'images')
  if (options.catalog !== undefined)
    return lockUser(images, await localUserFile(options.catalog, options.env), options)
  const catalog = await loadCatalog(path.join(images, 'catalog.yml'))
  const environment = await openEnvironment(catalog.base, options)
  const wanted = neededLockfiles(cellsOf(catalog)).map((needed) => [needed, wantedText(needed)] as const)
  await makeLocks(wanted, path.join(images, 'locks'), images, environment, undefined, options)
  // The servers of acceptance tests are no components, so the catalog doesn't list them.
  const services = path.join(images, 'acceptance/services')
  const text = await readFile(path.join(services, 'services.in'), 'utf8')
  await makeLocks([[{ name: 'services.lock' }, text]], services, images, environment, undefined, options)
  return ['images/**/*.lock are made anew; git diff images shows what changed']
}

async function lockUser(images: string, user: UserFile, options: LockOptions): Promise<string[]> {
  const first = await draftOf(images, user)
  if (first.missing.length === 0)
    return [`${user.file}: all that it adds is locked; delete a lock to make it anew`]
  const credentials = parseCredentials(options.env.SPARK_IMAGES_REPOSITORY_CREDENTIALS ?? '')
  const secret = repositorySecret(first.catalog, credentials)
  const environment = await openEnvironment(first.catalog.base, options)
  const target = path.join(user.workspace, first.lockFolder)
  await mkdir(target, { recursive: true })
  // A catalog's own components are resolved together with the lockfiles of the Dockerfile's stages.
  const staged = ({ missing, catalog }: Draft, own: boolean): NeededLockfile[] =>
    missing.filter(({ component }) => (catalog.components[component]?.lock === undefined) === own)
  const made: string[] = []
  for (const own of [false, true]) {
    const draft = await draftOf(images, user)
    const wanted = staged(draft, own).map((needed) => [needed, wantedText(needed, draft)] as const)
    if (wanted.length === 0) continue
    await makeLocks(wanted, target, images, environment, secret, options)
    made.push(...wanted.map(([{ name }]) => `${first.lockFolder}/${path.basename(name)}`))
  }
  const left = await draftOf(images, user)
  if (left.missing.length > 0)
    throw new Error(`${left.missing[0]?.name} was made, but does not pin what it should`)
  return [`locked, to be committed with ${user.file}:`, ...made.map((name) => `  ${name}`)]
}

async function openEnvironment(base: string, { env, progress }: LockOptions): Promise<BuildEnvironment> {
  progress.step('set up')
  return openBuildEnvironment({
    folder: localFolder(env),
    base,
    wantsRegistry: false,
    say: (text) => progress.info(text),
  })
}

async function makeLocks(
  wanted: readonly (readonly [Pick<NeededLockfile, 'name'>, string])[],
  destination: string,
  images: string,
  { base, docker }: BuildEnvironment,
  repositories: string | undefined,
  { env, progress }: LockOptions,
): Promise<void> {
  progress.step(`lock ${wanted.map(([{ name }]) => path.basename(name, '.lock')).join(', ')}`)
  const work = await mkdtemp(path.join(tmpdir(), 'spark-images-lock-'))
  try {
    for (const [{ name }, text] of wanted)
      await writeFile(path.join(work, `${path.basename(name, '.lock')}.in`), text)
    const request = await locksRequest({
      images,
      base,
      wanted: work,
      destination,
      repositories,
      env,
    })
    const { exitCode } = await docker(buildArguments(request), {
      env: { ...hostProxies(env), ...buildEnvironment(request) },
      onLine: (line) => progress.line(line),
    })
    if (exitCode !== 0) throw new ConfigurationError('the locks could not be made; the lines above say why')
  } finally {
    await rm(work, { recursive: true })
  }
}
