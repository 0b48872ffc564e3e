/** Makes a plan from the catalog, the images folder and the registries. */
import { cellsOf } from '../catalog/cells.ts'
import type { Catalog } from '../catalog/schema.ts'
import { ConfigurationError, messageOf } from '../errors.ts'
import { formatImageName, parseImageName } from '../oci/reference.ts'
import type { Repository } from '../registry/repository.ts'
import { type BaseImage, type CellFilter, fingerprintCells, type Plan, plan } from './plan.ts'
import { readImages } from './sources.ts'

/**
 * The base image with the digest that its tag has now.
 * @param name as the catalog writes it: `debian:bookworm-slim`, perhaps with `@sha256:…`, which is then it.
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

/** @throws ConfigurationError when a file is missing or the registry can't be asked. */
export async function preparePlan(request: {
  readonly catalog: Catalog
  readonly images: string
  readonly base: BaseImage
  readonly selection: CellFilter
  /** Where to look for what is there; undefined to build whatever was asked for. */
  readonly repository?: Repository
}): Promise<Plan> {
  const { catalog, images, base, selection, repository } = request
  const targets = fingerprintCells(cellsOf(catalog), catalog, readImages(images), base)
  const anew = plan(targets, base, selection, undefined)
  if (repository === undefined) return anew
  const wanted = anew.cells.filter(({ verdict }) => verdict.kind === 'build')
  const { readPublishedImages } = await import('./lookup.ts')
  return plan(targets, base, selection, await readPublishedImages(repository, wanted))
}
