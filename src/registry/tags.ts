/** Deletes tags, in registries that allow it. */
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { RegistryError } from '../errors.ts'
import { type Digest, sha256 } from '../oci/digest.ts'
import { MEDIA_TYPES } from '../oci/manifest.ts'
import { encodeArtifact, pushEmpty } from './artifact.ts'
import { discard } from './http/transport.ts'
import { getManifest, putManifest, resolveTag } from './manifests.ts'
import { callTo, formatRepository, type Repository, scopeOf } from './repository.ts'

/** Type of the manifest that a tag names just before it is deleted. */
export const TOMBSTONE_TYPE = 'application/vnd.spark-images.tombstone.v1'

/** Waits in ms for registries that accept a deletion (202) and carry it out a little later. */
const LAGS = [0, 100, 200, 400, 800]

/**
 * Whether a repository lets us delete, tried out with a manifest made for the purpose. Many registries don't (GHCR), or
 * only if an administrator allows it; some (ECR) answer 404 and keep it.
 */
export async function canDelete(repository: Repository): Promise<boolean> {
  const { bytes, digest } = await prepareTombstone(repository)
  await putManifest(repository, digest, bytes, MEDIA_TYPES.manifest)
  return (await remove(repository, digest)) && isGone(repository, digest)
}

/**
 * Deletes a tag and nothing else; see canDelete(). Old registries can only delete a manifest with all its tags, so the
 * tag is first moved to a manifest made to be deleted.
 * @throws RegistryError when the tag is still there afterwards.
 */
export async function deleteTag(repository: Repository, tag: string): Promise<void> {
  const { bytes, digest } = await prepareTombstone(repository)
  try {
    await putManifest(repository, tag, bytes, MEDIA_TYPES.manifest)
  } catch (error) {
    // The answer may be wrong or lost: look at what the tag names now.
    if ((await getManifest(repository, tag))?.descriptor.digest !== digest) throw error
  }
  // distribution-spec, "Deleting tags"; then the manifest, with which old registries forget the tag.
  await remove(repository, tag)
  await remove(repository, digest)
  if (await isGone(repository, tag)) return
  throw new RegistryError(`${formatRepository(repository)}:${tag} was deleted, and is still there`)
}

/** Whether a tag or manifest is gone now, or soon. */
async function isGone(repository: Repository, reference: string): Promise<boolean> {
  for (const wait of LAGS) {
    await sleep(wait)
    if ((await resolveTag(repository, reference)) === undefined) return true
  }
  return false
}

/** Stores what a tombstone needs. @returns one that is unique, so that no other tag names it */
async function prepareTombstone(repository: Repository): Promise<{ bytes: Buffer; digest: Digest }> {
  await pushEmpty(repository)
  const annotations = { 'spark-images.tombstone': randomUUID() }
  const bytes = encodeArtifact({ artifactType: TOMBSTONE_TYPE, annotations })
  return { bytes, digest: sha256(bytes) }
}

/** @returns false when the registry refuses; true doesn't mean that it did what it says */
async function remove(repository: Repository, reference: string): Promise<boolean> {
  const scopes = [scopeOf(repository.image.repository, 'pull,push,delete')]
  const statuses = [202, 204, 400, 404, 405, 501]
  const call = callTo(repository, 'DELETE', `manifests/${reference}`, statuses, { scopes })
  try {
    const { status } = await repository.client.request(call, discard)
    // A manifest that is gone may have been deleted by a request whose answer was lost: see isGone().
    return status < 300 || status === 404
  } catch (error) {
    if (error instanceof RegistryError && error.refused !== undefined) return false
    throw error
  }
}
