/** `npm run promote`: copies a release to another registry, or to an OCI layout and back. */
import { parsePlace } from '../promote/place.ts'
import { promote } from '../promote/promote.ts'
import { sentencesOf } from '../promote/report.ts'
import { testPace } from '../release/lease.ts'
import { COLUMNS, moveTable, warningsOf } from '../release/report.ts'
import { table } from '../table.ts'
import type { Command } from './arguments.ts'
import type { Context } from './context.ts'

/** Gives the table of what moved. Credentials are Docker's own. @throws as promote(). */
export async function promoteLocally(command: Command, { env, progress }: Context): Promise<string> {
  const { images: [source = '', target = ''] = [], dryRun, override } = command
  const [from, to] = [parsePlace(source, 'FROM'), parsePlace(target, 'TO')]
  const pace = testPace(env)
  const client = { log: progress.info, ...pace.client }
  progress.step(`promote ${command.release ?? 'the last release'}`)
  const result = await promote({
    from,
    fromClient: client,
    to,
    client,
    times: pace.times,
    what: command.release ?? 'latest',
    override,
    dryRun,
    by: `process ${process.pid} of ${env.USER ?? 'somebody'}`,
    now: new Date(),
    say: progress.info,
  })
  const { rows, left } = moveTable(result.moves)
  const moves = rows.length === 0 ? '' : table(COLUMNS, rows)
  const parts = [moves, left, ...warningsOf(result)].filter(Boolean)
  return [...sentencesOf(result, { from, to, dryRun }), ...parts.flatMap((part) => ['', part])].join('\n')
}
