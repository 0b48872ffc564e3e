/** `npm run release`: releases the local family, or rolls it back. */
import { tmpdir } from 'node:os'
import path from 'node:path'
import { cellsOf } from '../catalog/cells.ts'
import { localFolder } from '../engine/private/folder.ts'
import { openFamily } from '../family/load.ts'
import { localUserFile } from '../family/workspace.ts'
import type { Progress } from '../image/options.ts'
import { type ImageName, parseImageName } from '../oci/reference.ts'
import { encodePlan } from '../plan/encode.ts'
import { decodePlan } from '../plan/output.ts'
import { preparePlan } from '../plan/prepare.ts'
import { testPace } from '../release/pace.ts'
import { prepareRelease } from '../release/prepare.ts'
import { type ReleaseOptions, release } from '../release/release.ts'
import { COLUMNS, headline, moveTable, warningsOf } from '../release/report.ts'
import { rollback } from '../release/rollback.ts'
import { table } from '../table.ts'
import { openBuildEnvironment } from './environment.ts'

export interface LocalReleaseOptions {
  /** `registry/name` instead of the loopback registry's. */
  readonly image?: string
  /** A user's catalog. */
  readonly catalog?: string
  readonly dryRun: boolean
  /** Id of a release to go back to. */
  readonly rollback?: string
  /** Aliases, or globs over them, that may be taken over or go back. */
  readonly override: readonly string[]
  /** The checkout: images/ is in it. */
  readonly root: string
  readonly env: NodeJS.ProcessEnv
  readonly progress: Progress
}

/**
 * Releases the family that `npm start -- --all` built, or goes back to an earlier release. Gives the table of
 * what moved.
 * @throws as release() and rollback().
 */
export async function localRelease(options: LocalReleaseOptions): Promise<string> {
  const { root, env, progress, dryRun } = options
  const user = options.catalog === undefined ? undefined : await localUserFile(options.catalog, env)
  await using opened = await openFamily(path.join(root, 'images'), user, tmpdir())
  const { catalog, images } = opened
  const wanted = options.image === undefined ? undefined : parseImageName(options.image)
  const say = (text: string): void => progress.info(text)

  progress.step('set up')
  const environment = await openBuildEnvironment({
    folder: localFolder(env),
    base: catalog.base,
    wantsRegistry: wanted === undefined,
    say,
  })
  const image: ImageName = wanted ?? parseImageName(`${environment.registry}/spark`)
  const pace = testPace(env)
  const session: ReleaseOptions = {
    image,
    client: { log: say, ...pace.client },
    times: pace.times,
    dryRun,
    by: `process ${process.pid} of ${env.USER ?? 'somebody'}`,
    now: new Date(),
    say,
  }
  progress.step(options.rollback === undefined ? 'release' : 'roll back')
  const act = async () => {
    if (options.rollback !== undefined) return rollback(options.rollback, session)
    const ids = new Set(cellsOf(catalog).map(({ id }) => id))
    const made = await preparePlan({ catalog, images, base: environment.base, selection: { ids } })
    const plan = decodePlan(encodePlan(made))
    const { override } = options
    const request = prepareRelease(plan, catalog, images, { partial: false, override, now: new Date() })
    return release(request, session)
  }
  const result = await act()
  const { rows, left } = moveTable(result.moves, image)
  const moves = rows.length === 0 ? [] : ['', table(COLUMNS, rows)]
  const more = [left, ...warningsOf(result.moves)].filter(Boolean)
  return [headline(result, dryRun), ...moves, ...more.flatMap((line) => ['', line])].join('\n')
}
