/** Makes a plan from the catalog, the images folder and the registries. */
import type { Cell } from '../catalog/cells.ts'
import { own } from '../catalog/names.ts'
import type { Catalog } from '../catalog/schema.ts'
import { ConfigurationError, messageOf } from '../errors.ts'
import { formatImageName, parseImageName } from '../oci/reference.ts'
import type { Repository } from '../registry/repository.ts'
import {
  type BaseImage,
  type BaseImages,
  baseOf,
  type CellFilter,
  fingerprintCells,
  type Plan,
  plan,
  withArchives,
} from './plan.ts'
import { readImages } from './sources.ts'

/**
 * The base image with the digest that its tag has now.
 * @param name as the catalog writes it: `debian:trixie-slim`, perhaps with `@sha256:…`, which is then it.
 * @throws ConfigurationError when the registry does not have it or can't be asked.
 */
export async function resolveBase(name: string): Promise<BaseImage> {
  const [tagged = '', pinned] = name.split('@')
  const [, repository = tagged, tag = 'latest'] = /^(.*?)(?::([^/:]+))?$/.exec(tagged) ?? []
  const image = parseImageName(repository)
  const digest = pinned ?? (await resolve())
  return { name: tagged, digest, reference: `${formatImageName(image)}@${digest}` }

  async function resolve(): Promise<string> {
    const { openRepository } = await import('../registry/repository.ts')
    const { resolveTag } = await import('../registry/manifests.ts')
    const found = await resolveTag(openRepository(image), tag).catch((cause: unknown) => {
      throw new ConfigurationError(
        `the base image ${name} of the catalog cannot be resolved: ${messageOf(cause)}`,
      )
    })
    if (found !== undefined) return found.digest
    throw new ConfigurationError(`the base image ${name} of the catalog is not in its registry`)
  }
}

/**
 * The base images of cells, by their runtimes.
 * @param find gives the image of a name.
 */
export async function resolveBases(
  cells: readonly Pick<Cell, 'runtime' | 'base'>[],
  find: (name: string) => BaseImage | Promise<BaseImage> = resolveBase,
): Promise<BaseImages> {
  const names = new Map(cells.map(({ runtime, base }) => [runtime, base]))
  const found = new Map<string, BaseImage>()
  for (const name of new Set(names.values())) found.set(name, await find(name))
  return Object.fromEntries(
    [...names].flatMap(([runtime, name]) => {
      const base = found.get(name)
      return base === undefined ? [] : [[runtime, base]]
    }),
  )
}

/** @throws ConfigurationError when a file is missing or the registry can't be asked. */
export async function preparePlan(request: {
  readonly catalog: Catalog
  readonly images: string
  /** What is planned: of the family, all cells whose base images were looked for. */
  readonly cells: readonly Cell[]
  readonly bases: BaseImages
  readonly selection: CellFilter
  /** Where to look for what is there; undefined to build whatever was asked for. */
  readonly repository?: Repository
  /** Whether an image with outdated packages is to be built anew. */
  readonly outdated?: boolean
}): Promise<Plan> {
  const { cells, catalog, images, bases, selection, repository, outdated = false } = request
  const targets = fingerprintCells(cells, catalog, readImages(images), bases)
  const anew = plan(targets, bases, selection, undefined)
  if (repository === undefined) return anew
  const wanted = anew.cells.filter(({ verdict }) => verdict.kind === 'build')
  const { readPublishedImages } = await import('./lookup.ts')
  const made = plan(targets, bases, selection, await readPublishedImages(repository, wanted))
  return outdated ? judgeByArchives(made, catalog) : made
}

async function judgeByArchives(made: Plan, catalog: Catalog): Promise<Plan> {
  const { readArchives } = await import('../archive/outdated.ts')
  const asked = made.cells.filter(({ verdict }) => verdict.kind !== 'excluded')
  const checked = asked.map((planned) => {
    const { cell, verdict } = planned
    const record = verdict.kind === 'unchanged' ? verdict.published.record : undefined
    const { archive, packages } = record ?? {}
    const base = baseOf(cell, made.bases).reference
    return {
      planned,
      base,
      platform: cell.platform,
      archive,
      packages,
      pinned: pinnedPackages(cell, catalog),
    }
  })
  const { cells, warnings } = await readArchives(checked)
  return withArchives(made, {
    cells: new Map([...cells].map(([{ planned }, freshness]) => [planned, freshness])),
    warnings,
  })
}

/** Debian packages that a cell's components ask for in one version, which no build brings a newer one of. */
function pinnedPackages({ components }: Cell, catalog: Catalog): Set<string> {
  const asked = components.flatMap((name) => own(catalog.components, name)?.debian ?? [])
  return new Set(asked.filter((one) => one.includes('=')).map((one) => one.replace(/=.*/, '')))
}
