/** Reads the bills of materials of images that are in a registry. */
import { SPDX_TYPE } from '../attest/spdx.ts'
import { RegistryError } from '../errors.ts'
import type { Digest } from '../oci/digest.ts'
import { isIndexType, parseIndex } from '../oci/manifest.ts'
import { getManifest } from '../registry/manifests.ts'
import { getReferrerBlob, listReferrers } from '../registry/referrers.ts'
import { formatRepository, type Repository } from '../registry/repository.ts'
import { type Bill, parseBill } from './bill.ts'

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
