import { ConfigurationError, RegistryError } from '../errors.ts'
import type { Descriptor } from '../oci/descriptor.ts'
import type { Digest } from '../oci/digest.ts'
import { isIndexType, parseImageConfig, parseIndex, parseManifest } from '../oci/manifest.ts'
import { formatImageName, type ImageName } from '../oci/reference.ts'
import { inParallel } from '../parallel.ts'
import { getBlob } from '../registry/blobs.ts'
import { getManifest } from '../registry/manifests.ts'
import { formatRepository, type Repository } from '../registry/repository.ts'
import { TOMBSTONE_TYPE } from '../registry/tags.ts'
import { REQUESTS, VERSION_LABEL } from './images.ts'
import { aliasName, type Pointer, type Wanted } from './policy.ts'

/** Where an alias is: a tag in the images' own repository, or in one beside it. */
export interface AliasPlace {
  readonly image: string | undefined
  readonly tag: string
}

/** What an alias names, with its descriptor. */
export interface PlacedPointer extends Pointer {
  readonly descriptor: Descriptor
}

/** The repositories of a release: the images' own, and by the last part of their names those beside it. */
export class Repositories {
  readonly main: Repository
  readonly #others = new Map<string, Repository>()

  constructor(main: Repository) {
    this.main = main
  }

  at(image: string | undefined): Repository {
    if (image === undefined) return this.main
    const known = this.#others.get(image)
    if (known !== undefined) return known
    const opened = { image: sibling(this.main.image, image), client: this.main.client }
    this.#others.set(image, opened)
    return opened
  }
}

/** The repository of this last part beside another one: same registry, same owner. */
export function sibling({ registry, repository }: ImageName, image: string): ImageName {
  return { registry, repository: repository.replace(/[^/]+$/, image) }
}

/**
 * Two aliases may be one tag although their names differ: when `image` names the images' own repository.
 * @param own the images' own repository
 * @throws ConfigurationError naming both, with their cells.
 */
export function checkPlaces(own: ImageName, wanted: readonly Wanted[]): void {
  const seen = new Map<string, Wanted>()
  for (const each of wanted) {
    const { image, tag } = each.claim
    const place = `${formatImageName(image === undefined ? own : sibling(own, image))}:${tag}`
    const other = seen.get(place)
    seen.set(place, each)
    if (other === undefined) continue
    const [one, two] = [other, each].map(({ claim, cell }) => `${aliasName(claim)} for ${cell.id}`)
    throw new ConfigurationError(
      `nothing was moved: the catalog's aliases give ${one} and ${two}, which are one tag, ${place}: leave out "image" where it is the name of the images' own repository, and give each cell a tag of its own`,
    )
  }
}

/**
 * What aliases name now, by aliasName(). What is not there is left out.
 * @param versions by digest, of images that are known already
 */
export async function readPointers(
  repositories: Repositories,
  places: readonly AliasPlace[],
  versions: ReadonlyMap<Digest, string> = new Map(),
): Promise<Map<string, PlacedPointer>> {
  const asked = new Map<string, Promise<string | undefined>>()
  const versionOf = (image: string | undefined, digest: Digest): Promise<string | undefined> => {
    const key = aliasName({ image, tag: digest })
    const known = asked.get(key) ?? readVersion(repositories.at(image), digest)
    asked.set(key, known)
    return known
  }
  const found = await inParallel(REQUESTS, places, async ({ image, tag }) => {
    const descriptor = await identify(repositories, { image, tag })
    if (descriptor === undefined) return []
    const { digest } = descriptor
    const version = versions.get(digest) ?? (await versionOf(image, digest))
    const pointer = { digest, descriptor, version }
    return [[aliasName({ image, tag }), pointer] as const]
  })
  return new Map(found.flat())
}

/**
 * Some registries (GitHub's) say "denied" of a repository that is not there yet. Of one beside the images' own that
 * we may really not read, this is found out before anything moves: we may not write to it either.
 */
async function identify(
  repositories: Repositories,
  { image, tag }: AliasPlace,
): Promise<Descriptor | undefined> {
  try {
    return (await getManifest(repositories.at(image), tag))?.descriptor
  } catch (error) {
    const isDenied = error instanceof RegistryError && error.refused !== undefined && error.status === 403
    if (image !== undefined && isDenied) return undefined
    throw error
  }
}

/** The Spark version of an image, by an index's annotation or an image's label. */
async function readVersion(repository: Repository, digest: Digest): Promise<string | undefined> {
  const stored = await getManifest(repository, digest)
  if (stored === undefined) return undefined
  const what = `${formatRepository(repository)}@${digest}`
  try {
    if (isIndexType(stored.descriptor.mediaType)) {
      const { annotations, manifests } = parseIndex(stored.bytes, what)
      const [first] = manifests
      return annotations?.[VERSION_LABEL] ?? (first && (await readVersion(repository, first.digest)))
    }
    const { annotations, artifactType, config } = parseManifest(stored.bytes, what)
    // Left by a deletion that did not come to its end: no image at all.
    if (artifactType === TOMBSTONE_TYPE) return '0'
    const known = annotations?.[VERSION_LABEL]
    if (known !== undefined || artifactType !== undefined) return known
    return parseImageConfig(await getBlob(repository, config), what).config.Labels[VERSION_LABEL]
  } catch (error) {
    // Whatever somebody else stored there has no version that we can read.
    if (error instanceof Error && error.name === 'Error') return undefined
    throw error
  }
}
