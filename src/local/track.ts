/** `npm run track`: brings a catalog up to date, and prints what changed as its pull request would. */
import path from 'node:path'
import { catalogFiles, loadCatalog, readCatalog } from '../catalog/load.ts'
import { parseCredentials } from '../family/repositories.ts'
import { localUserFile, lockfileFolder, namesInside, textInside, type UserFile } from '../family/workspace.ts'
import { bodyOf, hasChanges, titleOf } from '../github/track/text.ts'
import { shippedSource, userSource } from '../track/draft.ts'
import { Indexes } from '../track/indexes.ts'
import { repositoriesOf } from '../track/public.ts'
import { policyOf, type TrackedFiles, type TrackResult, track } from '../track/track.ts'
import type { Command } from './arguments.ts'
import type { Context } from './context.ts'
import { lockStale, lockUser } from './lockfiles.ts'

/**
 * Changes the catalog and its lockfiles, or with --dry-run nothing.
 * @throws ConfigurationError for a catalog without a policy, and when something can't be locked.
 * @throws RegistryError when a repository gives no usable answer.
 */
export async function trackLocally(command: Command, context: Context): Promise<string> {
  const { catalog, dryRun } = command
  const user = catalog === undefined ? undefined : await localUserFile(catalog, context.env)
  const files = user === undefined ? shippedFiles(context) : await userFiles(user, context)
  const result = await trackFiles(files, context, dryRun)
  if (!hasChanges(result) && (!dryRun || result.renewed.length === 0))
    return `nothing to change${result.held.map(({ what, why }) => `\n  ${what}: ${why}`).join('')}`
  const next =
    user === undefined
      ? 'Then: npm run format, npm run docs, npm run build, npm test'
      : 'Then: npm start -- --catalog FILE'
  return `# ${titleOf(result)}\n\n${bodyOf(result)}${dryRun ? '\nNothing was changed.' : `\n${next}`}`
}

/** Asks the repositories of a catalog, and changes its files. */
export async function trackFiles(
  files: TrackedFiles,
  { env, progress }: Context,
  isDry: boolean,
): Promise<TrackResult> {
  const { repositories, ...catalog } = files.source.parse(files.source.texts)
  policyOf(catalog)
  const credentials = parseCredentials(env.SPARK_IMAGES_REPOSITORY_CREDENTIALS ?? '')
  const asked = await repositoriesOf({ repositories }, credentials)
  progress.step(`ask ${[...asked.pypi, ...asked.maven].map(({ url }) => url).join(', ')}`)
  using indexes = new Indexes(asked, { log: progress.info })
  return await track(files, { indexes, now: Date.now(), isDry })
}

function shippedFiles(context: Context): TrackedFiles {
  const images = path.join(context.root, 'images')
  const file = (name: string): string => path.join(images, name)
  return {
    source: shippedSource(catalogFiles(images)),
    root: images,
    lockfilePath: file,
    shippedPath: file,
    lock: () => lockStale(context),
  }
}

/** The files of a catalog that is laid over the shipped one. */
export async function userFiles(user: UserFile, context: Context): Promise<TrackedFiles> {
  const images = path.join(context.root, 'images')
  const text = await textInside(user.workspace, user.file, 'the catalog')
  const shipped = { catalog: await loadCatalog(images), ...readCatalog(images, 'images') }
  // Lockfiles are removed in it, so it must be in the repository.
  await namesInside(user.workspace, lockfileFolder(user), 'the folder of lockfiles')
  const folder = path.join(user.workspace, lockfileFolder(user))
  return {
    source: userSource(shipped, user.file, text),
    root: user.workspace,
    lockfilePath: (name) => path.join(folder, path.basename(name)),
    // What its own folder has counts, as in chooseLockfiles().
    shippedPath: (name) => path.join(images, name),
    lock: () => lockUser(images, user, context),
  }
}
