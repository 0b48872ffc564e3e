import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import path from 'node:path'
import { type Cell, cellsOf, selectCells } from '../src/catalog/cells.ts'
import { loadCatalog } from '../src/catalog/load.ts'
import { withBases } from '../src/catalog/runtimes.ts'
import type { Catalog } from '../src/catalog/schema.ts'
import { type Folder, localFolder } from '../src/engine/private/folder.ts'
import { obstacle } from '../src/engine/private/packages.ts'
import { unpackPrograms } from '../src/engine/private/programs.ts'
import { ConfigurationError } from '../src/errors.ts'
import { checkDisk, neededBytes } from '../src/image/disk.ts'
import { type BuildEnvironment, openBuildEnvironment } from '../src/local/environment.ts'
import { type BaseImage, baseOf } from '../src/plan/plan.ts'
import type { Context } from './figures.ts'

/** The image that is compared with the handwritten one. */
export const CELL = '4.1.1-baseline'

/** Where images are built to be compared. */
export interface Ground {
  readonly root: string
  readonly env: NodeJS.ProcessEnv
  readonly catalog: Catalog
  /** The measured cell, and its base image. */
  readonly cells: readonly Cell[]
  readonly base: BaseImage
  readonly environment: BuildEnvironment
  /** Scratch folder for contexts and layouts. */
  readonly work: string
}

/** @param images how many times the disk that an image takes must be free. */
export async function openGround(context: Context, images: number): Promise<Ground & AsyncDisposable> {
  const { root, env, base: named, say } = context
  const declared = await loadCatalog(path.join(root, 'images'))
  const catalog = withBases(
    declared,
    named === undefined ? [] : [named],
    selectCells(cellsOf(declared), [CELL]),
  )
  const cells = selectCells(cellsOf(catalog), [CELL])
  const folder = localFolder(env)
  await checkDisk(folder.root, images * neededBytes(cells.map((cell) => ({ cell }))))
  const environment = await openBuildEnvironment({
    folder,
    cells,
    wantsRegistry: false,
    say,
  })
  await mkdir(path.join(root, 'out'), { recursive: true })
  const work = await mkdtemp(path.join(root, 'out/bench-'))
  const close = (): Promise<void> => rm(work, { recursive: true, force: true })
  const [cell] = cells
  if (cell === undefined) throw new Error(`the catalog has no ${CELL}`)
  const base = baseOf(cell, environment.bases)
  return { root, env, catalog, cells, base, environment, work, [Symbol.asyncDispose]: close }
}

/**
 * Places for engines that have nothing, beside those of the engine of npm start, whose programs they run.
 * @throws ConfigurationError where no engine of our own can be set up.
 */
export async function openFreshFolder(
  part: string,
  { env, say }: Context,
): Promise<Folder & AsyncDisposable> {
  const reason = await obstacle()
  if (reason !== undefined) {
    throw new ConfigurationError(`part ${part} starts engines of its own, which can't be done as ${reason}`)
  }
  const folder = localFolder(env)
  await unpackPrograms(folder, say)
  const root = path.join(folder.root, 'fresh')
  const at = (name: string): string => path.join(root, name)
  const close = (): Promise<void> =>
    rm(root, { recursive: true, force: true, maxRetries: 20, retryDelay: 200 })
  return {
    ...folder,
    run: at('run'),
    data: at('data'),
    registry: at('registry'),
    [Symbol.asyncDispose]: close,
  }
}
