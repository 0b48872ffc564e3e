/**
 * Promotes a release, or the staged cells of a plan, to another registry or to an OCI layout: the same digests with all
 * that is attached to them, without a build. Nothing has a name at the target before all of it is there and verified.
 */
import { existsSync } from 'node:fs'
import { ConfigurationError } from '../errors.ts'
import { openLayoutFolder } from '../layout/folder.ts'
import type { Digest } from '../oci/digest.ts'
import type { ImageName } from '../oci/reference.ts'
import { inParallel } from '../parallel.ts'
import { checkPush } from '../registry/access.ts'
import {
  type Copied,
  collectImages,
  type ImageContents,
  repositoryTarget,
  storeImages,
} from '../registry/copy.ts'
import type { ClientOptions } from '../registry/http/client.ts'
import { putManifest, resolveTag, type StoredManifest } from '../registry/manifests.ts'
import { formatRepository, openRepository, REQUESTS, type Repository } from '../registry/repository.ts'
import { isChange, type Move } from '../release/moves.ts'
import { aliasName, recordTag } from '../release/record.ts'
import { bringBeside, moveAliases, release } from '../release/release.ts'
import type { ReleaseRequest } from '../release/request.ts'
import { type ReleaseOptions, type ReleaseResult, Session } from '../release/session.ts'
import { formatPlace, type OpenSource, openSource, type Place } from './place.ts'
import { type FoundRelease, findRelease, findStaged } from './source.ts'

export interface PromoteOptions extends Omit<ReleaseOptions, 'image' | 'compareWith'> {
  readonly from: Place
  /** `client` of the release is for the target. */
  readonly fromClient: ClientOptions
  readonly to: Place
  /** The id of a release, or `latest`; or the cells of a plan, with the tag policy of its catalog. */
  readonly what: string | ReleaseRequest
  /** As of a release: aliases that may be taken over or go back. A plan's request has its own. */
  readonly override: readonly string[]
}

export interface PromoteResult extends Omit<ReleaseResult, 'cells'>, Copied {
  /** The release that was promoted, by its id in the source; undefined for the cells of a plan. */
  readonly promoted: string | undefined
  /** Manifests and indexes, those of what is attached too. */
  readonly manifests: number
  /** Bytes of all blobs. */
  readonly bytes: number
}

/** What came of it, but for what was copied. */
type Named = Omit<PromoteResult, keyof Copied | 'manifests' | 'bytes'>

/**
 * @throws ConfigurationError when there is no such release, images of it or cells of the plan are not in the source, or as
 *   release().
 * @throws RegistryError when the source is damaged, or one of both fails; no alias has moved then.
 * @throws TransactionError as release().
 */
export async function promote(options: PromoteOptions): Promise<PromoteResult> {
  const { from, to, what, say } = options
  if (formatPlace(from) === formatPlace(to)) {
    throw new ConfigurationError(`${formatPlace(from)} is promoted to itself: name two places`)
  }
  await using opened = await openSource(from, options.fromClient, say)
  const isRelease = typeof what === 'string'
  const found = isRelease ? await findRelease(opened, what) : undefined
  const staged = isRelease ? new Map<string, StoredManifest>() : await findStaged(opened.source, what.family)
  const images = found === undefined ? [...staged.values()] : [found.stored, ...found.images]
  const contents = await collectImages(opened.source, images)
  const bytes = contents.blobs.reduce((sum, { size }) => sum + size, 0)
  const about = { manifests: contents.manifests.length, bytes }
  const tags = found === undefined ? staged : new Map([[recordTag(found.record.id), found.stored]])
  const stock = { contents, tags, found }
  const stored =
    to.image === undefined
      ? await storeInFolder(opened, to.folder, stock, options)
      : await storeInRegistry(opened, to.image, stock, options)
  return { ...about, ...stored }
}

interface Stock {
  readonly contents: ImageContents
  /** What has no alias: the record of a release, or the staging tags of a plan. */
  readonly tags: ReadonlyMap<string, StoredManifest>
  readonly found: FoundRelease | undefined
}

const NOTHING: Copied = { sentBytes: 0, skippedBytes: 0 }

/** In a layout, tags are as the release has them: which alias moves decides the registry that it is carried to. */
async function storeInFolder(
  { source }: OpenSource,
  folder: string,
  { contents, tags, found }: Stock,
  options: PromoteOptions,
): Promise<Copied & Named> {
  const { dryRun, say } = options
  if (dryRun && !existsSync(folder)) return { ...NOTHING, ...namedIn(found, new Map()) }
  const { retries } = options.fromClient
  const layout = await openLayoutFolder(folder, { create: !dryRun, note: say, retries })
  const named = namedIn(found, layout.tags)
  if (dryRun) return { ...NOTHING, ...named }
  const copied = await storeImages(source, layout, contents)
  const digests = [...tags].map(([tag, { descriptor }]) => [tag, descriptor.digest] as const)
  const aliases = named.moves.flatMap((move) => (move.to ? [[aliasName(move), move.to.digest] as const] : []))
  await layout.publish(contents.manifests, new Map([...digests, ...aliases]))
  return { ...copied, ...named, moved: named.moves.filter(isChange).length }
}

/** What the aliases of a release name in a layout, and named before. */
function namedIn(
  found: FoundRelease | undefined,
  before: ReadonlyMap<string, { readonly digest: Digest; readonly mediaType: string; readonly size: number }>,
): Named {
  const moves = found?.wanted.map(({ claim, cell }): Move => {
    const from = before.get(aliasName(claim))
    const place = { ...claim, cell: cell.id, from, to: cell.target }
    if (from?.digest === cell.target.digest) {
      return { ...place, verdict: 'keep', reason: 'names this image already' }
    }
    return { ...place, verdict: from === undefined ? 'new' : 'move', reason: 'as in the release' }
  })
  const id = found?.record.id
  return { id, promoted: id, moves: moves ?? [], moved: 0 }
}

async function storeInRegistry(
  opened: OpenSource,
  image: ImageName,
  stock: Stock,
  options: PromoteOptions,
): Promise<Copied & Named> {
  const { dryRun, what } = options
  const copied = dryRun ? NOTHING : await bring(opened, image, stock, options)
  if (stock.found !== undefined)
    return { ...copied, ...(await moveThere(opened, stock.found, image, options)) }
  // What a dry run would move, a release can only tell of images that are there.
  if (dryRun || typeof what === 'string')
    return { ...copied, id: undefined, promoted: undefined, moves: [], moved: 0 }
  return { ...copied, ...(await release(what, { ...options, image })), promoted: undefined }
}

/** Copies everything, and then names what no alias does. No lease is needed for that: nobody pulls it yet. */
async function bring(
  { source, repository }: OpenSource,
  image: ImageName,
  { contents, tags }: Stock,
  { client }: PromoteOptions,
): Promise<Copied> {
  const target = openRepository(image, client)
  try {
    await checkPush(target)
    const isBeside = repository?.image.registry === image.registry
    const mountFrom = isBeside ? [repository.image.repository] : []
    const copied = await storeImages(source, repositoryTarget(target, mountFrom), contents)
    // Only now: some registries refuse to look into a repository that is not there yet.
    await inParallel(REQUESTS, await missingTags(target, tags), async ([tag, { bytes, descriptor }]) => {
      await putManifest(target, tag, bytes, descriptor.mediaType)
    })
    return copied
  } finally {
    target.client.close()
  }
}

/** The tags that are to be set. @throws ConfigurationError for the record of a release under whose tag is something else. */
async function missingTags(target: Repository, tags: Stock['tags']) {
  const found = await inParallel(REQUESTS, [...tags], async ([tag, stored]) => {
    const there = (await resolveTag(target, tag))?.digest
    if (there === stored.descriptor.digest) return []
    if (there !== undefined && tag.startsWith(recordTag(''))) {
      throw new ConfigurationError(
        `nothing was promoted: ${formatRepository(target)}:${tag} is the record of another release: remove that tag`,
      )
    }
    return [[tag, stored] as const]
  })
  return found.flat()
}

/** Moves the aliases of a release at the target, by the same policy as a release there. */
async function moveThere(
  opened: OpenSource,
  { record, wanted, images }: FoundRelease,
  image: ImageName,
  options: PromoteOptions,
): Promise<Named> {
  await using session = new Session({ ...options, image })
  await session.recover()
  const stored = new Map(images.map((one) => [one.descriptor.digest, one]))
  const cells = new Map(wanted.map(({ cell }) => [cell.id, cell]))
  const result = await moveAliases(session, {
    wanted,
    images: [...cells.values()].flatMap(({ id, version, target }) => {
      const manifest = stored.get(target.digest)
      // Older records don't say which cell an alias is for.
      return manifest === undefined || id === '' ? [] : [{ id, version, target, stored: manifest }]
    }),
    override: options.override,
    planned: record.planned ?? record.created,
    promoted: { from: opened.source.name, release: record.id },
    // What a catalog withdrew is not known here: what is newer is newer.
    versionsOf: (aliases) => new Set([...aliases.values()].flatMap(({ target }) => target.version ?? [])),
    prepare: (moves) => bringBeside(session.main, moves),
  })
  return { ...result, promoted: record.id }
}
