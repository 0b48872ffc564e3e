/** `npm run plan`: what `npm start` would build, and why. */
import { type Cell, cellsOf, selectCells } from '../catalog/cells.ts'
import { ownPlatform } from '../engine/buildx.ts'
import { parseImageName } from '../oci/reference.ts'
import { fingerprintCells, type Plan, type PublishedImages, plan } from '../plan/plan.ts'
import { preparePlan, resolveBases } from '../plan/prepare.ts'
import { readImages } from '../plan/sources.ts'
import { openRepository } from '../registry/repository.ts'
import { table } from '../table.ts'
import type { Command } from './arguments.ts'
import { unmadeBase } from './base.ts'
import { type Context, openLocalFamily } from './context.ts'
import { findEnvironment } from './environment.ts'

/** The plan as a table. Starts nothing: without a registry of an earlier run, everything is to be built. */
export async function planLocally(command: Command, context: Context): Promise<string> {
  await using family = await openLocalFamily(command, context)
  const { catalog, images } = family
  const all = cellsOf(catalog)
  const { cells, left } = ofThisMachine(all, ownPlatform())
  const selection = { ids: new Set(selectCells(cells, command.cells).map(({ id }) => id)) }
  const there = await findEnvironment(context.folder, cells)
  const name = command.image ?? (there && `${there.registry}/spark`)
  if (name === undefined) {
    const bases = await resolveBases(cells, unmadeBase)
    const nobodyPushed: PublishedImages = { published: new Map(), earlier: new Map() }
    const targets = fingerprintCells(cells, catalog, readImages(images), bases)
    return `${planText(plan(targets, bases, selection, nobodyPushed))}, no registry of npm start runs here: nothing is built yet${left}`
  }
  const bases = there?.bases ?? (await resolveBases(cells))
  const repository = openRepository(parseImageName(name))
  const { outdated } = command
  const made = await preparePlan({ cells, catalog, images, bases, selection, repository, outdated })
  const warnings = (made.warnings ?? []).map((warning) => `\nwarning: ${warning}`)
  return `${planText(made)}, against ${name}${left}${warnings.join('')}`
}

/** The cells that `npm start` takes: those of this machine's platform, if there are any; and what it leaves, as a line. */
export function ofThisMachine(cells: readonly Cell[], own: string): { cells: readonly Cell[]; left: string } {
  const here = cells.filter(({ platform }) => platform === own)
  const others = new Set(cells.map(({ platform }) => platform).filter((platform) => platform !== own))
  if (here.length === 0 || others.size === 0) return { cells, left: '' }
  return { cells: here, left: `\n${[...others].join(', ')}: not built on this machine` }
}

/** Every cell with its verdict and reason, and the platform where there are several; below it their counts. */
function planText({ cells }: Plan): string {
  const isOne = new Set(cells.map(({ cell }) => cell.platform)).size === 1
  const rows = cells.map(({ cell, verdict }) => [
    cell.id,
    ...(isOne ? [] : [cell.platform]),
    verdict.kind,
    [verdict.reason, ...new Set(cell.rules.map(({ support }) => support))].join('; '),
  ])
  const count = (kind: string): number => cells.filter(({ verdict }) => verdict.kind === kind).length
  return [
    table(['cell', ...(isOne ? [] : ['platform']), 'verdict', 'reason'], rows),
    '',
    `${count('build')} to build, ${count('unchanged')} unchanged, ${count('excluded')} excluded`,
  ].join('\n')
}
