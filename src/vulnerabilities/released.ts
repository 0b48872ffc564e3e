/** Reads the bills of materials of images that are in a registry. */
import { SPDX_TYPE } from '../attest/spdx.ts'
import { claimsOf } from '../catalog/aliases.ts'
import type { Cell } from '../catalog/cells.ts'
import type { Catalog } from '../catalog/schema.ts'
import { RegistryError } from '../errors.ts'
import type { Digest } from '../oci/digest.ts'
import { isIndexType, parseIndex } from '../oci/manifest.ts'
import { sibling } from '../oci/reference.ts'
import { inParallel } from '../parallel.ts'
import { getManifest } from '../registry/manifests.ts'
import { getReferrerBlob, listReferrers } from '../registry/referrers.ts'
import { formatRepository, REQUESTS, type Repository } from '../registry/repository.ts'
import { type Bill, parseBill } from './bill.ts'
import type { Named } from './scan.ts'

export interface PlatformImage {
  readonly digest: Digest
  /** Like `linux/amd64`, if an index says it. */
  readonly platform?: string
}

/** The images that a tag or digest names: one, or those of an index; none if there is no such tag. */
export async function resolveImages(repository: Repository, reference: string): Promise<PlatformImage[]> {
  const stored = await getManifest(repository, reference)
  if (stored === undefined) return []
  const { digest, mediaType } = stored.descriptor
  if (!isIndexType(mediaType)) return [{ digest }]
  const { manifests } = parseIndex(stored.bytes, `${formatRepository(repository)}:${reference}`)
  return manifests.flatMap(({ digest: child, platform }) => {
    // BuildKit lists its attestations so.
    if (platform?.os === 'unknown') return []
    return { digest: child, platform: platform && `${platform.os}/${platform.architecture}` }
  })
}

/** The bill of materials attached to an image; undefined if none is. @throws RegistryError where none can be read. */
export async function readBill(repository: Repository, digest: Digest): Promise<Bill | undefined> {
  let flaw: RegistryError | undefined
  // Anybody who may write to the repository may attach another document: what is none of ours hides none.
  for (const listed of await listReferrers(repository, digest, SPDX_TYPE)) {
    const blob = await getReferrerBlob(repository, listed)
    try {
      if (blob !== undefined) return parseBill(blob, digest)
    } catch (error) {
      if (!(error instanceof RegistryError)) throw error
      flaw = error
    }
  }
  if (flaw !== undefined) throw flaw
  return undefined
}

export interface ReleasedImage extends PlatformImage {
  readonly repository: Repository
  readonly tag: string
}

/**
 * The images that users have now: what the aliases of cells name, the most exact first, each digest once.
 * @param released where released images are.
 * @param denied is told of a tag that the registry refuses to tell of, which may be missing.
 * @throws RegistryError when the registry can't say.
 */
export async function releasedImages(
  cells: readonly Cell[],
  { aliases }: Pick<Catalog, 'aliases'>,
  released: Repository,
  denied: (error: RegistryError) => void = () => {},
): Promise<ReleasedImage[]> {
  // Tags with a date name what other tags named that day.
  const claims = claimsOf(cells, aliases, '20000101').filter(({ kind }) => kind !== 'fixed')
  const ordered = [true, false].flatMap((exact) => claims.filter(({ kind }) => (kind === 'exact') === exact))
  const tags = new Map(ordered.map(({ image, tag }) => [`${image ?? ''}:${tag}`, { image, tag }]))
  const resolved = await inParallel(REQUESTS, [...tags.values()], async ({ image, tag }) => {
    const repository = { ...released, image: sibling(released.image, image) }
    const images = await resolveImages(repository, tag).catch((error: unknown): [] => {
      if (!isDenied(error)) throw error
      denied(error)
      return []
    })
    return images.map((found) => ({ ...found, repository, tag }))
  })
  const all = resolved.flat()
  return all.filter((one, index) => all.findIndex(({ digest }) => digest === one.digest) === index)
}

/**
 * The released images that an image of the cell is compared with, the first that will do: what the cell's own alias names
 * or, if it has none yet, that of its series or variant. One without a platform may be of another.
 * @throws RegistryError as releasedImages()
 */
export async function releasedBefore(
  cell: Cell,
  catalog: Pick<Catalog, 'aliases'>,
  released: Repository,
  denied?: (error: RegistryError) => void,
): Promise<ReleasedImage[]> {
  const found = await releasedImages([cell], catalog, released, denied)
  return found.filter(({ platform }) => platform === undefined || platform === cell.platform)
}

/** A released image with its bill of materials; undefined, with a warning, if it has none. @throws as readBill() */
export async function withBill(
  { repository, tag, digest }: ReleasedImage,
  warn: (text: string) => void,
): Promise<Named | undefined> {
  const image = `${formatRepository(repository)}:${tag}@${digest}`
  const bill = await readBill(repository, digest)
  if (bill !== undefined) return { image, bill }
  warn(`${image} has no bill of materials attached, so that nothing is known of it`)
  return undefined
}

/** Some registries (GitHub's) refuse what is not there yet. Wrong credentials are a mistake. */
function isDenied(error: unknown): error is RegistryError {
  if (!(error instanceof RegistryError)) return false
  return error.refused === 'anonymous' || (error.refused !== undefined && error.status === 403)
}
