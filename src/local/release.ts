/** `npm run release`: releases the local family, or rolls it back. */
import { cellsOf } from '../catalog/cells.ts'
import { parseImageName } from '../oci/reference.ts'
import { decodePlan, encodePlan } from '../plan/output.ts'
import { preparePlan } from '../plan/prepare.ts'
import { testPace } from '../release/lease.ts'
import { release } from '../release/release.ts'
import { COLUMNS, headline, moveTable, warningsOf } from '../release/report.ts'
import { prepareRelease } from '../release/request.ts'
import { rollback } from '../release/rollback.ts'
import type { ReleaseOptions, ReleaseResult } from '../release/session.ts'
import { table } from '../table.ts'
import type { Command } from './arguments.ts'
import { type Context, openLocalFamily, setUp } from './context.ts'

/** Gives the table of what moved. @throws as release() and rollback(). */
export async function localRelease(command: Command, context: Context): Promise<string> {
  const { env, progress } = context
  const { dryRun, image: named } = command
  await using family = await openLocalFamily(command, context)
  const wanted = named === undefined ? undefined : parseImageName(named)
  const cells = cellsOf(family.catalog)
  const { bases, registry } = await setUp(context, cells, wanted === undefined)
  const image = wanted ?? parseImageName(`${registry}/spark`)
  const pace = testPace(env)
  const session: ReleaseOptions = {
    image,
    client: { log: progress.info, ...pace.client },
    times: pace.times,
    dryRun,
    by: `process ${process.pid} of ${env.USER ?? 'somebody'}`,
    now: new Date(),
    say: progress.info,
  }
  let result: ReleaseResult
  if (command.rollback === undefined) {
    progress.step('release')
    const { catalog, images } = family
    const selection = { ids: new Set(cells.map(({ id }) => id)) }
    const plan = decodePlan(encodePlan(await preparePlan({ cells, catalog, images, bases, selection })))
    const options = { partial: false, override: command.override, now: new Date() }
    result = await release(prepareRelease(plan, catalog, images, options), session)
  } else {
    progress.step('roll back')
    result = await rollback(command.rollback, session)
  }
  const { rows, left } = moveTable(result.moves)
  const moves = rows.length === 0 ? '' : table(COLUMNS, rows)
  const parts = [moves, left, ...warningsOf(result)].filter(Boolean)
  return [headline(result, dryRun), ...parts.flatMap((part) => ['', part])].join('\n')
}
