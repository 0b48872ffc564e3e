/** `npm run release`: releases the local family, or rolls it back. */
import path from 'node:path'
import { type Cell, cellsOf } from '../catalog/cells.ts'
import type { Catalog } from '../catalog/schema.ts'
import { ownPlatform } from '../engine/buildx.ts'
import { parseImageName } from '../oci/reference.ts'
import { decodePlan, encodePlan } from '../plan/output.ts'
import type { Verdict } from '../plan/plan.ts'
import { preparePlan } from '../plan/prepare.ts'
import { openRepository } from '../registry/repository.ts'
import { writeDeployments } from '../release/deploy-folder.ts'
import { testPace } from '../release/lease.ts'
import { release } from '../release/release.ts'
import { COLUMNS, headline, moveTable, warningsOf } from '../release/report.ts'
import { prepareRelease } from '../release/request.ts'
import { rollback } from '../release/rollback.ts'
import type { ReleaseOptions, ReleaseResult } from '../release/session.ts'
import { releaseSignatures } from '../release/signatures.ts'
import { loadSigning } from '../sign/load.ts'
import { readTrustedRoot } from '../sign/root.ts'
import { table } from '../table.ts'
import type { Command } from './arguments.ts'
import { type Context, localSigningKey, openLocalFamily, setUp } from './context.ts'

const FOLDER = 'out/deploy'

interface Judged {
  readonly cell: Pick<Cell, 'platform'>
  readonly verdict: Pick<Verdict, 'kind'>
}

/**
 * The platforms that are released from here: this machine's, and others if all of their images are in the registry. Of the
 * rest, a line each.
 */
export function releasable({ cells }: { readonly cells: readonly Judged[] }, own: string) {
  const platforms = [...new Set(cells.map(({ cell }) => cell.platform))] as Catalog['platforms']
  const left: string[] = []
  const taken = platforms.filter((platform) => {
    const built = cells.filter(
      ({ cell, verdict }) => cell.platform === platform && verdict.kind !== 'excluded',
    )
    const there = built.filter(({ verdict }) => verdict.kind === 'unchanged').length
    // Where this machine's platform is none of the catalog's, the release says what is missing of all of them.
    if (platform === own || !platforms.some((one) => one === own) || there === built.length) return true
    left.push(`${platform} is left out: ${there} of its ${built.length} images are in the registry`)
    return false
  })
  return { platforms: taken, left }
}

/** Gives the table of what moved, and writes the values to deploy with. @throws as release() and rollback(). */
export async function localRelease(command: Command, context: Context): Promise<string> {
  const { env, progress, root } = context
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
    const { images } = family
    const selection = { ids: new Set(cells.map(({ id }) => id)) }
    const repository = openRepository(image, session.client)
    const asked = { cells, catalog: family.catalog, images, bases, selection }
    const { platforms, left } = releasable(await preparePlan({ ...asked, repository }), ownPlatform())
    for (const line of left) progress.info(line)
    const catalog: Catalog = { ...family.catalog, platforms }
    const plan = decodePlan(encodePlan(await preparePlan({ ...asked, catalog, cells: cellsOf(catalog) })))
    const options = { partial: false, override: command.override, now: new Date() }
    const root = await readTrustedRoot('--trusted-root', command.trustedRoot ?? '')
    const given = { root, repository: undefined }
    const signing = await loadSigning(catalog, localSigningKey(context), given)
    const signatures = signing && releaseSignatures(signing, false)
    result = await release(prepareRelease(plan, catalog, images, options), { ...session, signatures })
  } else {
    progress.step('roll back')
    result = await rollback(command.rollback, session)
  }
  const { rows, left } = moveTable(result.moves)
  const moves = rows.length === 0 ? '' : table(COLUMNS, rows)
  const deployments = dryRun
    ? []
    : await writeDeployments(result, image, path.join(root, 'images'), path.join(root, FOLDER))
  const written = deployments.length === 0 ? '' : `Values to deploy with, by digest, are in ${FOLDER}.`
  const parts = [moves, left, ...warningsOf(result), written].filter(Boolean)
  return [headline(result, dryRun), ...parts.flatMap((part) => ['', part])].join('\n')
}
