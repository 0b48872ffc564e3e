import path from 'node:path'
import type { Progress } from '../build/build.ts'
import { locksRequest } from '../build/image.ts'
import { loadCatalog } from '../catalog/load.ts'
import { buildArguments } from '../engine/buildx.ts'
import { hostProxies } from '../engine/host.ts'
import { localFolder } from '../engine/private/folder.ts'
import { ConfigurationError } from '../errors.ts'
import { openStation } from './station.ts'

/** What `npm run lock` was asked for. */
export interface LockOptions {
  /** The checkout. */
  readonly root: string
  readonly env: NodeJS.ProcessEnv
  readonly progress: Progress
}

/**
 * Makes images/locks/*.lock anew from the *.in files beside them, in a build, so that the resolver is the
 * one of the images' own Python. Gives what to do next.
 * @throws ConfigurationError when something can't be resolved or fetched.
 */
export async function lock({ root, env, progress }: LockOptions): Promise<string[]> {
  const images = path.join(root, 'images')
  const catalog = await loadCatalog(path.join(images, 'catalog.yml'))
  progress.step('set up')
  const station = await openStation({
    folder: localFolder(env),
    env,
    base: catalog.base,
    wantsRegistry: false,
    say: (text) => progress.info(text),
  })
  progress.step('lock')
  const request = await locksRequest(images, station.base, env)
  const { exitCode } = await station.docker(buildArguments(request), {
    env: hostProxies(env),
    onLine: (line) => progress.line(line),
  })
  if (exitCode !== 0) throw new ConfigurationError('the locks could not be made; the lines above say why')
  return ['images/locks/*.lock are made anew; git diff images/locks shows what changed']
}
