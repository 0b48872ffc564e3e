/** Reads what a registry has of a family: tags, manifests, releases. Writes nothing. */
import { ConfigurationError, RegistryError } from '../errors.ts'
import { type Digest, hexOf } from '../oci/digest.ts'
import { inParallel } from '../parallel.ts'
import { referrersFromApi } from '../registry/referrers.ts'
import { formatRepository, type Repository } from '../registry/repository.ts'
import { listTags } from '../registry/tags.ts'
import { journal, type ReleaseRecord, readRecord } from '../release/record.ts'
import { repositoryAt } from '../release/state.ts'
import { readLabels, readStored, type Stored } from './contents.ts'
import type { Place, Releases } from './needs.ts'
import { recordOf } from './tags.ts'

/** Requests at a time: most are a few hundred bytes. */
const REQUESTS = 16

/** Attachments may have attachments of their own; deeper ones are not looked for. */
const MAX_DEPTH = 4

/** One component of a repository's name (distribution-spec, "Pulling manifests"): records are only believed so far. */
const PLACE = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*$/

/** One version of a package, where the registry is one of packages (GHCR). */
export interface Version {
  readonly id: number
  readonly digest: Digest
  /** When it was pushed or its tags changed last, in ms. */
  readonly updated: number
}

/** Lists all versions of a repository's package; undefined in registries that can't list what has no tag. */
export type ListVersions = ((repository: Repository) => Promise<readonly Version[]>) | undefined

/** A repository as it was read. Manifests are added as they are asked for. */
export class PlaceContents {
  readonly repository: Repository
  readonly tags = new Map<string, Digest>()
  readonly stored = new Map<Digest, Stored>()
  /** By digest; empty where only tags can be listed. */
  readonly versions = new Map<Digest, Version>()
  /** The tags of a manifest. */
  readonly names = (digest: Digest): readonly string[] => this.#names.get(digest) ?? []
  readonly #names = new Map<Digest, string[]>()
  /** Manifests that are not there. */
  readonly #missing = new Set<Digest>()
  #hasApi = true

  private constructor(repository: Repository) {
    this.repository = repository
  }

  static async read(repository: Repository, listVersions: ListVersions): Promise<PlaceContents> {
    const place = new PlaceContents(repository)
    for (const version of (await listVersions?.(repository)) ?? [])
      place.versions.set(version.digest, version)
    const read = await inParallel(REQUESTS, await listTags(repository), async (tag) => {
      return { tag, found: await readStored(repository, tag) }
    })
    for (const { tag, found } of read) {
      if (found === undefined) continue
      place.tags.set(tag, found.digest)
      place.#names.set(found.digest, [...place.names(found.digest), tag])
      place.stored.set(found.digest, found)
    }
    return place
  }

  /** Reads manifests that have no tag, or were not read yet. @returns those that are there */
  async readAll(digests: Iterable<Digest>): Promise<Stored[]> {
    const found = await inParallel(REQUESTS, [...new Set(digests)], (digest) => this.#read(digest))
    return found.filter((each) => each !== undefined)
  }

  async #read(digest: Digest): Promise<Stored | undefined> {
    const known = this.stored.get(digest)
    if (known !== undefined || this.#missing.has(digest)) return known
    const found = await readStored(this.repository, digest)
    if (found === undefined) this.#missing.add(digest)
    else this.stored.set(digest, found)
    return found
  }

  /** Finds out which images are of this family. */
  async readLabels(images: Iterable<Stored>): Promise<void> {
    const unknown = [...images].filter(({ kind, cell }) => kind === 'image' && cell === undefined)
    await inParallel(REQUESTS, unknown, async (image) => {
      this.stored.set(image.digest, await readLabels(this.repository, image))
    })
  }

  /** The list of attachments that a tag names, where the registry has no API for it. */
  listOf(subject: Digest): Stored | undefined {
    const digest = this.tags.get(`sha256-${hexOf(subject)}`)
    const list = digest === undefined || digest === subject ? undefined : this.stored.get(digest)
    return list?.kind === 'index' ? list : undefined
  }

  /** What is attached to a manifest, and to that in turn: only what names it as its subject. */
  async readAttachments(subject: Digest, depth = 0): Promise<Stored[]> {
    const listed = [...(this.listOf(subject)?.children ?? []), ...(await this.#fromApi(subject))]
    const found = await this.readAll(listed.map(({ digest }) => digest))
    const own = found.filter((attachment) => attachment.subject === subject)
    if (depth === MAX_DEPTH) return own
    const deeper = await Promise.all(own.map(({ digest }) => this.readAttachments(digest, depth + 1)))
    return [...own, ...deeper.flat()]
  }

  async #fromApi(subject: Digest) {
    if (!this.#hasApi) return []
    const listed = await referrersFromApi(this.repository, subject)
    // Asked once: a registry without the API has none for any manifest.
    if (listed === undefined) this.#hasApi = false
    return listed ?? []
  }
}

/**
 * All repositories of a family, by the last part of the name.
 * @returns those that were read, and why others can't be, in which nothing is deleted
 */
export async function readPlaces(
  main: PlaceContents,
  places: Iterable<Place>,
  listVersions: ListVersions,
): Promise<{ places: Map<Place, PlaceContents>; unread: Map<Place, string> }> {
  const found = new Map<Place, PlaceContents>([[undefined, main]])
  const unread = new Map<Place, string>()
  for (const place of places) {
    if (place === undefined || !PLACE.test(place)) continue
    const repository = repositoryAt(main.repository, place)
    try {
      found.set(place, await PlaceContents.read(repository, listVersions))
    } catch (error) {
      if (!isRefused(error)) throw error
      unread.set(place, `${formatRepository(repository)} is left as it is: ${error.message}`)
    }
  }
  return { places: found, unread }
}

function isRefused(error: unknown): error is Error {
  return (
    error instanceof ConfigurationError || (error instanceof RegistryError && error.refused !== undefined)
  )
}

/**
 * The releases of a repository.
 * @throws ConfigurationError when a record of a completed release, or the journal, is none.
 */
export async function readReleases({ repository, tags, stored }: PlaceContents): Promise<Releases> {
  const { last, unfinished } = (await journal.read(repository)) ?? {}
  const tagged = [...tags].flatMap(([tag, digest]) => {
    const id = recordOf(tag)
    return id !== undefined && stored.get(digest)?.kind === 'record' ? [id] : []
  })
  const read = await inParallel(REQUESTS, tagged, (id) => readRecord(repository, id))
  const records = new Map<string, ReleaseRecord>()
  for (const [index, record] of read.entries())
    if (record !== undefined && record.id === tagged[index]) records.set(record.id, record)
  const chain: ReleaseRecord[] = []
  for (let id = last; id !== undefined; id = chain.at(-1)?.previous) {
    const record = records.get(id)
    if (record === undefined) break
    records.delete(id)
    chain.push(record)
  }
  const left =
    unfinished && (records.get(unfinished.release) ?? (await readRecord(repository, unfinished.record)))
  if (left !== undefined) records.delete(left.id)
  return { chain, others: [...records.values()], unfinished: left }
}
