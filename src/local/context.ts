/** What every local command works with. */
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Cell } from '../catalog/cells.ts'
import type { Catalog } from '../catalog/schema.ts'
import { type Folder, localFolder } from '../engine/private/folder.ts'
import { openFamily } from '../family/load.ts'
import { parseCredentials, repositorySecret } from '../family/repositories.ts'
import { localUserFile } from '../family/workspace.ts'
import type { Progress } from '../image/options.ts'
import type { GivenKey } from '../sign/open.ts'
import { plainLines } from '../text.ts'
import type { Command } from './arguments.ts'
import { openBuildEnvironment } from './environment.ts'

export interface Context {
  /** The checkout: images/ is in it, out/ goes there. */
  readonly root: string
  readonly env: NodeJS.ProcessEnv
  readonly folder: Folder
  readonly progress: Progress
}

/** @throws ConfigurationError as localFolder(). */
export function openContext(root: string, { env, stdout }: NodeJS.Process): Context {
  const progress = consoleProgress((text) => stdout.write(text), stdout.isTTY === true)
  return { root, env, folder: localFolder(env), progress }
}

/**
 * The shipped catalog, with the user's laid over it if the command line names one.
 * @param work a folder for files that the family needs.
 * @throws ConfigurationError as openFamily().
 */
export async function openLocalFamily({ catalog }: Command, { root, env }: Context, work = tmpdir()) {
  const user = catalog === undefined ? undefined : await localUserFile(catalog, env)
  return openFamily(path.join(root, 'images'), user, work)
}

/** The build secret of repositorySecret(), with the environment's credentials. */
export function localSecret(catalog: Catalog, { env }: Context): string | undefined {
  return repositorySecret(catalog, parseCredentials(env.SPARK_IMAGES_REPOSITORY_CREDENTIALS ?? ''))
}

/** The private key that the catalog's `sign: key` needs, from the environment. */
export function localSigningKey({ env }: Context): GivenKey {
  const { SPARK_IMAGES_SIGNING_KEY: text = '', SPARK_IMAGES_SIGNING_PASSWORD: password = '' } = env
  return { name: 'the variable SPARK_IMAGES_SIGNING_KEY', text, password }
}

/** Sets the build environment of cells up. @throws ConfigurationError as openBuildEnvironment(). */
export function setUp(
  { folder, progress }: Context,
  cells: readonly Pick<Cell, 'runtime' | 'base'>[],
  wantsRegistry: boolean,
  platform?: string,
) {
  progress.step('set up')
  return openBuildEnvironment({ folder, cells, wantsRegistry, platform, say: progress.info })
}

/** Progress on a terminal: steps stand out, facts and BuildKit's lines are indented below them. */
function consoleProgress(write: (text: string) => void, color: boolean): Progress {
  const paint = (code: number, text: string): string => (color ? `\u001b[${code}m${text}\u001b[0m` : text)
  const info = (text: string): void => write(`    ${plainLines(text).replaceAll('\n', '\n    ')}\n`)
  const started = Date.now()
  const clock = (): string => {
    const seconds = Math.floor((Date.now() - started) / 1000)
    return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
  }
  return {
    step: (text) => write(`${paint(1, `==> ${text}`)} ${paint(2, `(${clock()})`)}\n`),
    info,
    warning: (text) => info(`warning: ${text}`),
    line: (text) => write(`    ${paint(2, text)}\n`),
  }
}
