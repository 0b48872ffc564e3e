/** Compares what two references name: images with all their platforms, or releases with all their cells. */
import { ConfigurationError, isExpected } from '../errors.ts'
import { type Digest, isDigest } from '../oci/digest.ts'
import { inParallel } from '../parallel.ts'
import { formatRepository, REQUESTS, type Repository } from '../registry/repository.ts'
import { readHistory } from '../release/history.ts'
import { RELEASE_ID, type ReleaseRecord, readRecord } from '../release/record.ts'
import { resolveImages } from '../vulnerabilities/released.ts'
import { diffImages } from './compare.ts'
import type { ImageContent } from './content.ts'
import { type ReadDefaults, readContent, readDefaults } from './read.ts'
import type { Changes, Diff } from './schema.ts'
import { registrySource } from './source.ts'

/** What is compared: an image by its tag or digest, or a release by its id or its tag `release-ID`. */
export interface DiffReference {
  readonly repository: Repository
  readonly reference: string
}

/** Images by platform. */
export type Platforms = ReadonlyMap<string, ImageContent>

/** Reads each image once, however often it is asked for. */
export class Contents {
  readonly #images = new Map<Digest, Promise<ImageContent>>()
  readonly #defaults = new Map<Digest, ReturnType<ReadDefaults>>()
  readonly #platforms = new Map<string, Promise<Platforms>>()

  /** The images that a reference names. @throws ConfigurationError if there is none. */
  platformsOf(given: DiffReference): Promise<Platforms> {
    // What a tag names may change; the same digest is in both repositories the same image.
    const known = this.#platforms.get(given.reference) ?? this.#readPlatforms(given)
    if (isDigest(given.reference)) this.#platforms.set(given.reference, known)
    return known
  }

  async #readPlatforms(given: DiffReference): Promise<Platforms> {
    const { repository, reference } = given
    const found = await resolveImages(repository, reference)
    if (found.length === 0) throw new ConfigurationError(`${nameOf(given)} is not in the registry`)
    const read = await Promise.all(found.map(({ digest }) => this.#read(repository, digest)))
    return new Map(read.map((content) => [content.platform, content]))
  }

  #read(repository: Repository, digest: Digest): Promise<ImageContent> {
    const known =
      this.#images.get(digest) ?? readContent(registrySource(repository, digest), this.#readDefaults)
    this.#images.set(digest, known)
    return known
  }

  /** Images of a series have one layer with defaults. */
  readonly #readDefaults: ReadDefaults = (source, layer) => {
    const known = this.#defaults.get(layer.digest) ?? readDefaults(source, layer)
    this.#defaults.set(layer.digest, known)
    return known
  }
}

/** The id of a release that a reference names. */
export function releaseId(reference: string): string | undefined {
  const id = reference.replace(/^release-/, '')
  return RELEASE_ID.test(id) ? id : undefined
}

/**
 * @throws ConfigurationError when one of them is not there, or one is a release and the other an image.
 * @throws RegistryError when the registry can't be asked, or has lost an image.
 */
export async function diffReferences(before: DiffReference, now: DiffReference): Promise<Diff> {
  const [old, current] = [before, now].map(({ reference }) => releaseId(reference))
  if ((old === undefined) !== (current === undefined))
    throw new ConfigurationError(
      `${nameOf(before)} and ${nameOf(now)}: compare an image with an image, or a release with a release`,
    )
  const names = { old: nameOf(before), new: nameOf(now) }
  if (old === undefined || current === undefined)
    return { format: 1, ...names, ...(await diffPair({ cell: '', before, now }, new Contents())) }
  const cells = await Promise.all([cellsAfter(before.repository, old), cellsAfter(now.repository, current)])
  return { format: 1, ...names, ...(await diffCells(...cells, [before.repository, now.repository])) }
}

/** Cells with their digests. */
export type Cells = ReadonlyMap<string, Digest>

/** What each cell had been released as when a release was complete. @throws ConfigurationError if there is none such. */
async function cellsAfter(repository: Repository, id: string): Promise<Cells> {
  const record = await readRecord(repository, id)
  if (record !== undefined) return cellsOf(repository, record)
  throw new ConfigurationError(`there is no release ${id} in ${formatRepository(repository)}`)
}

/** The same by its record. */
export async function cellsOf(repository: Repository, { id, history }: ReleaseRecord): Promise<Cells> {
  const cells = history?.cells.map(({ cell, digest }) => [cell, digest] as const)
  if (cells !== undefined) return new Map(cells)
  const known = await readHistory(repository, id)
  return new Map([...known.cells].map(([cell, { digest }]) => [cell, digest]))
}

/** What a release changed, against the one before it; a rollback is one, too. @throws RegistryError as diffCells(). */
export async function releaseChanges(
  repository: Repository,
  record: ReleaseRecord,
  contents = new Contents(),
): Promise<Changes> {
  const none: Cells = new Map()
  const unlessGone = (error: unknown): Cells => {
    if (error instanceof ConfigurationError) return none
    throw error
  }
  const [old, current] = await Promise.all([
    record.previous === undefined ? none : cellsAfter(repository, record.previous).catch(unlessGone),
    cellsOf(repository, record),
  ])
  return diffCells(old, current, [repository, repository], contents)
}

/**
 * The diff of each cell whose image is another. What the registry has lost is said among `unknown`.
 * @param repositories where the images of each side are
 * @throws RegistryError when the registry can't be asked.
 */
export async function diffCells(
  old: Cells,
  current: Cells,
  [before, now]: readonly [Repository, Repository],
  contents = new Contents(),
): Promise<Changes> {
  const both = [...current].flatMap(([cell, digest]) => {
    const earlier = old.get(cell)
    return earlier === undefined ? [] : [{ cell, earlier, digest }]
  })
  const pairs = both.filter(({ earlier, digest }) => earlier !== digest)
  const compared = await inParallel(REQUESTS, pairs, async ({ cell, earlier, digest }): Promise<Changes> => {
    const pair = {
      cell,
      before: { repository: before, reference: earlier },
      now: { repository: now, reference: digest },
    }
    try {
      return await diffPair(pair, contents)
    } catch (error) {
      if (!isExpected(error) || ('transient' in error && error.transient)) throw error
      return { ...SAME, unknown: [`${cell}: ${error.message}`] }
    }
  })
  const missing = (from: Cells, to: Cells) =>
    [...from].flatMap(([cell, digest]) => (to.has(cell) ? [] : [{ cell, digest }]))
  return {
    images: compared.flatMap(({ images }) => images),
    added: [...missing(current, old), ...compared.flatMap(({ added }) => added)],
    removed: [...missing(old, current), ...compared.flatMap(({ removed }) => removed)],
    unchanged: both.length - pairs.length,
    unknown: compared.flatMap(({ unknown }) => unknown),
  }
}

const SAME: Changes = { images: [], added: [], removed: [], unchanged: 0, unknown: [] }

interface Pair {
  readonly cell: string
  readonly before: DiffReference
  readonly now: DiffReference
}

/** Compares two images platform by platform. */
async function diffPair({ cell, before, now }: Pair, contents: Contents): Promise<Changes> {
  const [old, current] = await Promise.all([contents.platformsOf(before), contents.platformsOf(now)])
  const named = (one: ImageContent) => {
    const id = cell || one.cell || ''
    return { cell: `${id} for ${one.platform}`.trim(), digest: one.digest }
  }
  const both = [...current].flatMap(([platform, content]) => {
    const earlier = old.get(platform)
    return earlier === undefined ? [] : [{ earlier, content }]
  })
  const differing = both.filter(({ earlier, content }) => earlier.digest !== content.digest)
  return {
    images: differing.map(({ earlier, content }) => diffImages(earlier, content)),
    added: [...current].flatMap(([platform, one]) => (old.has(platform) ? [] : [named(one)])),
    removed: [...old].flatMap(([platform, one]) => (current.has(platform) ? [] : [named(one)])),
    unchanged: both.length - differing.length,
    unknown: [],
  }
}

function nameOf({ repository, reference }: DiffReference): string {
  const id = releaseId(reference)
  const separator = reference.startsWith('sha256:') ? '@' : ':'
  return `${formatRepository(repository)}${separator}${id === undefined ? reference : `release-${id}`}`
}
