/** Image sizes against those of the release before. */

import { formatBytes } from '../catalog/bytes.ts'
import { ConfigurationError } from '../errors.ts'
import type { Digest } from '../oci/digest.ts'
import { compressedBytes, isIndexType, parseIndex, parseManifest } from '../oci/manifest.ts'
import { inParallel } from '../parallel.ts'
import { getManifest } from '../registry/manifests.ts'
import { formatRepository, REQUESTS, type Repository } from '../registry/repository.ts'
import { listed } from './family.ts'
import type { CellFacts, ReleasedImage } from './images.ts'
import type { History } from './record.ts'

/**
 * What is known of the images of a release, with the sizes that they had in the one before.
 * @param before by cell id
 */
export async function cellFacts(
  repository: Repository,
  images: readonly ReleasedImage[],
  before: History['cells'],
): Promise<CellFacts[]> {
  const facts = await inParallel(REQUESTS, images, async ({ id, target: { digest }, platforms }) => {
    const earlier = before.get(id)?.digest
    const isSame = earlier === digest
    const sizes = earlier === undefined || isSame ? new Map() : await sizesOf(repository, earlier)
    return platforms.map((facts): CellFacts => {
      const size = isSame ? facts.compressed : (sizes.get(facts.platform) ?? sizes.get(ANY))
      return size === undefined ? facts : { ...facts, before: size }
    })
  })
  return facts.flat()
}

/**
 * Holds images against what they may have grown by.
 * @param limits in bytes, by cell id
 * @throws ConfigurationError naming each image that is over it.
 */
export function checkGrowth(cells: readonly CellFacts[], limits: ReadonlyMap<string, number>): void {
  const over = cells.flatMap(({ cell, variant, platform, compressed, before = compressed }) => {
    const limit = limits.get(cell) ?? Number.POSITIVE_INFINITY
    const grown = compressed - before
    if (grown <= limit) return []
    return [
      `${cell} for ${platform} grew by ${formatBytes(grown)} to ${formatBytes(compressed)}, ${formatBytes(limit)} are allowed by variants.${variant}.budget.growth`,
    ]
  })
  if (over.length === 0) return
  throw new ConfigurationError(
    `nothing was moved: images grew by more than their budgets since the release before; where that is meant, raise the budget in the catalog\n${listed(over, '\n')}`,
  )
}

/** Of an image that is no index: its manifest does not say its platform. */
const ANY = ''

/** Compressed bytes by platform; nothing for what is gone from the registry. */
async function sizesOf(repository: Repository, digest: Digest): Promise<Map<string, number>> {
  const stored = await getManifest(repository, digest)
  if (stored === undefined) return new Map()
  const what = `${formatRepository(repository)}@${digest}`
  if (!isIndexType(stored.descriptor.mediaType))
    return new Map([[ANY, compressedBytes(parseManifest(stored.bytes, what))]])
  const sizes = new Map<string, number>()
  const { manifests } = parseIndex(stored.bytes, what, (line) => repository.client.note(line))
  for (const { digest: inner, platform } of manifests) {
    if (platform === undefined) continue
    const { os, architecture, variant } = platform
    const name = [os, architecture, ...(variant === undefined ? [] : [variant])].join('/')
    const size = (await sizesOf(repository, inner)).get(ANY)
    if (size !== undefined) sizes.set(name, size)
  }
  return sizes
}
