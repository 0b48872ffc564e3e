/** Lists tags, and deletes tags and manifests in registries that allow it. */
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import * as z from 'zod/mini'
import { messageOf, RegistryError } from '../errors.ts'
import { type Digest, sha256 } from '../oci/digest.ts'
import { parseJson } from '../oci/json.ts'
import { MEDIA_TYPES } from '../oci/manifest.ts'
import { encodeArtifact, pushEmpty } from './artifact.ts'
import { readBytes } from './http/client.ts'
import { discard, nameOf, type Response } from './http/transport.ts'
import { getManifest, putManifest, resolveTag } from './manifests.ts'
import { callTo, formatRepository, type Repository, scopeOf } from './repository.ts'

/** Type of the manifest that a tag names just before it is deleted. */
export const TOMBSTONE_TYPE = 'application/vnd.spark-images.tombstone.v1'

/** Waits in ms for registries that accept a deletion (202) and carry it out a little later. */
const LAGS = [0, 100, 200, 400, 800]

const tagList = z.object({ tags: z.nullish(z.array(z.string())) })

/** Of one page of a list of tags, in bytes, and pages at most: a list without an end is no list. */
const MAX_PAGE_BYTES = 16 * 1024 * 1024
const MAX_PAGES = 1000

/**
 * All tags of a repository, each once (distribution-spec, "Listing Tags"); none where there is no such repository.
 * @throws RegistryError when the list has no end or is none.
 */
export async function listTags(repository: Repository): Promise<string[]> {
  const what = `the tags of ${formatRepository(repository)}`
  const found = new Set<string>()
  let target: string | URL | undefined = 'tags/list?n=1000'
  for (let page = 0; target !== undefined; page++) {
    const known = found.size
    target = await readPage(repository, target, what, found)
    if (target !== undefined && (found.size === known || page === MAX_PAGES))
      throw new RegistryError(`${what} never end`)
  }
  return [...found]
}

/** Adds a page of tags. @returns where the list goes on */
function readPage(repository: Repository, target: string | URL, what: string, found: Set<string>) {
  const call = callTo(repository, 'GET', target, [200, 404])
  return repository.client.request(call, async (response) => {
    if (response.status === 404) return void discard(response)
    const { tags } = parseJson(tagList, await readBytes(response, MAX_PAGE_BYTES), what, 'a list of tags')
    for (const tag of tags ?? []) found.add(tag)
    return nextOf(response)
  })
}

/** Where a list goes on (RFC 8288); undefined at its end. @throws RegistryError when that is no address. */
function nextOf({ headers, url }: Response): URL | undefined {
  const link = /<([^>]+)>\s*;\s*rel="?next"?/.exec(String(headers.link))?.[1]
  if (link === undefined) return undefined
  if (URL.canParse(link, url.href)) return new URL(link, url)
  throw new RegistryError(`${nameOf(url)} goes on nowhere`)
}

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
  const { status } = await requestDeletion(repository, reference)
  // A manifest that is gone may have been deleted by a request whose answer was lost: see isGone().
  return status < 300 || status === 404
}

/** What a registry says to a deletion. */
export interface Refusal {
  /** 403 where we may not; others where it can't, or not now. */
  readonly status: number
  readonly reason: string
}

/** Asks for a manifest or tag to be deleted. */
async function requestDeletion(repository: Repository, reference: string): Promise<Refusal> {
  const scopes = [scopeOf(repository.image.repository, 'pull,push,delete')]
  const statuses = [202, 204, 400, 404, 405, 409, 501]
  const call = callTo(repository, 'DELETE', `manifests/${reference}`, statuses, { scopes })
  try {
    const { status } = await repository.client.request(call, discard)
    return { status, reason: `the registry refuses to delete it (${status})` }
  } catch (error) {
    if (error instanceof RegistryError && error.refused !== undefined)
      return { status: 403, reason: messageOf(error) }
    throw error
  }
}

/**
 * Deletes a manifest, and with it every tag that names it (distribution-spec, "Deleting manifests").
 * @returns undefined when it is gone, or why the registry keeps it
 */
export async function deleteManifest(repository: Repository, digest: Digest): Promise<Refusal | undefined> {
  const answer = await requestDeletion(repository, digest)
  if (answer.status < 300) return undefined
  if (answer.status !== 404) return answer
  if ((await resolveTag(repository, digest)) === undefined) return undefined
  return { ...answer, reason: 'the registry answers 404 to its deletion, and keeps it' }
}
