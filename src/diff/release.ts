/** Compares an image that was built with the one that users have now. */
import type { Cell } from '../catalog/cells.ts'
import type { Catalog } from '../catalog/schema.ts'
import { RegistryError } from '../errors.ts'
import type { Digest } from '../oci/digest.ts'
import { formatRepository, type Repository } from '../registry/repository.ts'
import { type ReleasedImage, releasedBefore } from '../vulnerabilities/released.ts'
import { diffImages } from './compare.ts'
import type { ImageContent } from './content.ts'
import { readContent } from './read.ts'
import type { Changes, Diff } from './schema.ts'
import { type ImageSource, registrySource } from './source.ts'

export interface BuiltCell {
  readonly cell: Cell
  /** With its staging tag. */
  readonly image: string
  readonly source: ImageSource
}

const NONE: Changes = { images: [], added: [], removed: [], unchanged: 0, unknown: [] }

/**
 * What the image of a cell changes against the released one of its platform, found by the rule of releasedBefore(). A cell
 * of which nothing is released is new.
 * @param released where released images are.
 * @throws RegistryError when the registry can't be asked, or does not tell whether there is one.
 */
export async function diffWithRelease(
  { cell, image, source }: BuiltCell,
  catalog: Pick<Catalog, 'aliases'>,
  released: Repository,
): Promise<Diff> {
  const denials: RegistryError[] = []
  const candidates = await releasedBefore(cell, catalog, released, (error) => denials.push(error))
  const found = await findReleased(candidates, source.digest, cell)
  const names = { old: found?.name ?? formatRepository(released), new: nameOf(image, source.digest) }
  const diff: Diff = { format: 1, ...names, ...NONE }
  if (found?.content !== undefined)
    return { ...diff, images: [diffImages(found.content, await readContent(source))] }
  if (found !== undefined) return { ...diff, unchanged: 1 }
  const [denied] = denials
  if (denied !== undefined)
    throw new RegistryError(`${denied.message}; some registries say that of what is not released yet, too`)
  return { ...diff, added: [{ cell: describeCell(cell), digest: source.digest }] }
}

/** A diff that says why the image of a cell can't be compared. */
export function unknownDiff({ cell, image, source }: BuiltCell, released: Repository, why: string): Diff {
  const names = { old: formatRepository(released), new: nameOf(image, source.digest) }
  return { format: 1, ...names, ...NONE, unknown: [`${describeCell(cell)}: ${why}`] }
}

const describeCell = ({ id, platform }: Cell): string => `${id} for ${platform}`
const nameOf = (image: string, digest: Digest): string => `${image}@${digest}`

/** The first image of the cell's platform; without its content where it is the built one itself. */
async function findReleased(
  candidates: readonly ReleasedImage[],
  built: Digest,
  { platform }: Cell,
): Promise<{ name: string; content?: ImageContent } | undefined> {
  for (const { repository, tag, digest } of candidates) {
    const name = nameOf(`${formatRepository(repository)}:${tag}`, digest)
    if (digest === built) return { name }
    const content = await readContent(registrySource(repository, digest))
    if (content.platform === platform) return { name, content }
  }
  return undefined
}
