/** `npm run prune`: tells what of a registry no tag and no release needs, and deletes it. */
import { cellsOf } from '../catalog/cells.ts'
import { ConfigurationError } from '../errors.ts'
import { parseImageName } from '../oci/reference.ts'
import { findPackages } from '../prune/packages.ts'
import { prunePolicy } from '../prune/policy.ts'
import { prune } from '../prune/prune.ts'
import { COLUMNS, headline, pruneTable, warningsOf } from '../prune/report.ts'
import { testPace } from '../release/lease.ts'
import { table } from '../table.ts'
import type { Command } from './arguments.ts'
import { type Context, openLocalFamily } from './context.ts'
import { findEnvironment } from './environment.ts'

/** Gives the table of what is or would be deleted, and what is kept. @throws as prune(). */
export async function pruneLocally(command: Command, context: Context): Promise<string> {
  const { env, progress, folder } = context
  const dryRun = !command.delete
  await using family = await openLocalFamily(command, context)
  const { catalog } = family
  const now = new Date()
  const limits = {
    'keep-releases': command.keepReleases,
    'keep-staging-days': command.keepStagingDays,
    'keep-dated-days': command.keepDatedDays,
  }
  const policy = prunePolicy(limits, catalog, now)
  const local = async () => (await findEnvironment(folder, cellsOf(catalog)))?.registry
  const registry = command.image === undefined ? await local() : undefined
  const name = command.image ?? (registry && `${registry}/spark`)
  if (name === undefined)
    throw new ConfigurationError('no registry of npm start runs here: name one with --image REGISTRY/NAME')
  const image = parseImageName(name)
  progress.step(dryRun ? 'look' : 'prune')
  const pace = testPace(env)
  const result = await prune(policy, {
    image,
    client: { log: progress.info, ...pace.client },
    times: pace.times,
    packages: findPackages(image, env.GITHUB_TOKEN ?? '', env),
    dryRun,
    by: `process ${process.pid} of ${env.USER ?? 'somebody'}`,
    now,
    say: progress.info,
  })
  const { rows, left } = pruneTable(result.items)
  const hint = dryRun ? 'To delete it, add --delete.' : ''
  const parts = [rows.length === 0 ? '' : table(COLUMNS, rows), left, ...warningsOf(result), hint].filter(
    Boolean,
  )
  return [headline(result, dryRun), ...parts.flatMap((part) => ['', part])].join('\n')
}
