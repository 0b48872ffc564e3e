/** `npm run plan`: what `npm start` would build, and why. */
import { tmpdir } from 'node:os'
import path from 'node:path'
import { cellsOf, selectCells } from '../catalog/cells.ts'
import { localFolder } from '../engine/private/folder.ts'
import { openFamily } from '../family/load.ts'
import { localUserFile } from '../family/workspace.ts'
import { parseImageName } from '../oci/reference.ts'
import { resolveBase } from '../plan/base.ts'
import { fingerprintCells, type Plan, type PublishedImages, plan } from '../plan/plan.ts'
import { preparePlan } from '../plan/prepare.ts'
import { readImages } from '../plan/sources.ts'
import { openRepository } from '../registry/repository.ts'
import { table } from '../table.ts'
import { findEnvironment } from './environment.ts'

export interface PlanOptions {
  readonly cells: readonly string[]
  /** `registry/name` to look into instead of the loopback registry. */
  readonly image?: string
  /** A user's catalog. */
  readonly catalog?: string
  /** The checkout: images/ is in it. */
  readonly root: string
  readonly env: NodeJS.ProcessEnv
}

const NOTHING: PublishedImages = { published: new Map(), earlier: new Map() }

/**
 * The plan as a table with the reasons. Starts nothing: without a registry of an earlier run, everything is to
 * be built.
 */
export async function planLocally({ cells, image, root, env, ...options }: PlanOptions): Promise<string> {
  const user = options.catalog === undefined ? undefined : await localUserFile(options.catalog, env)
  await using family = await openFamily(path.join(root, 'images'), user, tmpdir())
  const { catalog, images } = family
  const selection = { ids: new Set(selectCells(cellsOf(catalog), cells).map(({ id }) => id)) }
  const there = await findEnvironment(localFolder(env), catalog.base)
  const name = image ?? (there === undefined ? undefined : `${there.registry}/spark`)
  const base =
    there?.base ?? (name === undefined ? unknownBase(catalog.base) : await resolveBase(catalog.base))
  const made =
    name === undefined
      ? plan(fingerprintCells(cellsOf(catalog), catalog, readImages(images), base), base, selection, NOTHING)
      : await preparePlan({
          catalog,
          images,
          base,
          selection,
          repository: openRepository(parseImageName(name)),
        })
  const where =
    name === undefined ? 'no registry of npm start runs here: nothing is built yet' : `against ${name}`
  return `${planTable(made)}\n\n${countsOf(made)}, ${where}`
}

/** Stands for the base image until it is made. */
function unknownBase(name: string): Plan['base'] {
  return { name, digest: `sha256:${'0'.repeat(64)}`, reference: name }
}

/** Every cell with its verdict and reason; the platform where there are several. */
export function planTable({ cells }: Plan): string {
  const isOne = new Set(cells.map(({ cell }) => cell.platform)).size === 1
  const rows = cells.map(({ cell, verdict }) => [
    cell.id,
    ...(isOne ? [] : [cell.platform]),
    verdict.kind,
    [verdict.reason, ...new Set(cell.rules.map(({ support }) => support))].join('; '),
  ])
  return table(['cell', ...(isOne ? [] : ['platform']), 'verdict', 'reason'], rows)
}

function countsOf({ cells }: Plan): string {
  const count = (kind: string): number => cells.filter(({ verdict }) => verdict.kind === kind).length
  return `${count('build')} to build, ${count('unchanged')} unchanged, ${count('excluded')} excluded`
}
