/** Reads what a registry has of the aliases of a release: what each names, and what that is. */
import { ID } from '../catalog/names.ts'
import { ConfigurationError, messageOf, RegistryError } from '../errors.ts'
import { ifParsed } from '../oci/json.ts'
import { isIndexType, MEDIA_TYPES, parseImageConfig, parseIndex, parseManifest } from '../oci/manifest.ts'
import { formatImageName, type ImageName, sibling } from '../oci/reference.ts'
import { inParallel } from '../parallel.ts'
import { getBlob } from '../registry/blobs.ts'
import { getManifest, resolveTag, type StoredManifest } from '../registry/manifests.ts'
import { REQUESTS, type Repository } from '../registry/repository.ts'
import { TOMBSTONE_TYPE } from '../registry/tags.ts'
import { oneLine } from '../text.ts'
import { CELL_LABEL, FINGERPRINT_LABEL, VERSION_LABEL } from './images.ts'
import type { AliasState, ReleasedCell, Wanted } from './moves.ts'
import { type AliasPlace, aliasName, type Target } from './record.ts'

const MAX_REASON = 200
/** Of an image's configuration, in bytes: ours have some thousands. */
const MAX_CONFIG = 4 * 1024 * 1024
const MAX_PLATFORMS = 32

const IMAGE_CONFIG = /^application\/vnd\.(?:oci\.image\.config|docker\.container\.image)\.v1\+json$/

/** The repository of an alias: the images' own, or one beside it. */
export function repositoryAt(main: Repository, image: AliasPlace['image']): Repository {
  return { ...main, image: sibling(main.image, image) }
}

/** @throws ConfigurationError for two aliases that are one tag: `image` may name the images' own repository. */
export function checkPlaces(own: ImageName, wanted: readonly Wanted[]): void {
  const seen = new Map<string, Wanted>()
  for (const each of wanted) {
    const { image, tag } = each.claim
    const place = `${formatImageName(sibling(own, image))}:${tag}`
    const other = seen.get(place)
    seen.set(place, each)
    if (other === undefined) continue
    const [one, two] = [other, each].map(({ claim, cell }) => `${aliasName(claim)} for ${cell.id}`)
    throw new ConfigurationError(
      `nothing was moved: the catalog's aliases give ${one} and ${two}, which are one tag, ${place}: leave out "image" where it is the name of the images' own repository, and give each cell a tag of its own`,
    )
  }
}

/** What is behind a tag: the Spark version of an image of ours, what else it is, or neither for a tombstone. */
type Contents = Pick<Target, 'version'> & Pick<AliasState, 'foreign'>

/**
 * What aliases name now, by aliasName(); whatever it is, it is described and is no error.
 * @param released images whose versions are known already
 */
export async function readAliases(
  main: Repository,
  places: readonly AliasPlace[],
  released: readonly (Pick<ReleasedCell, 'version'> & {
    readonly target: Pick<Target, 'digest'> | undefined
  })[] = [],
): Promise<Map<string, AliasState>> {
  const known = new Map<string | undefined, Contents>()
  for (const { target, version } of released) known.set(target?.digest, { version })
  const inspected = new Map<string, Contents | Promise<Contents>>()
  const found = await inParallel(REQUESTS, places, async ({ image, tag }) => {
    const repository = repositoryAt(main, image)
    const stored = await readManifest(repository, tag, image !== undefined)
    if (stored === undefined) return []
    const name = aliasName({ image, tag })
    if (!('bytes' in stored)) return [[name, stored] as const]
    const { descriptor } = stored
    const key = aliasName({ image, tag: descriptor.digest })
    const contents = known.get(descriptor.digest) ?? inspected.get(key) ?? inspect(repository, stored)
    inspected.set(key, contents)
    const { version, foreign } = await contents
    return [[name, { target: { ...descriptor, version }, foreign, stored }] as const]
  })
  return new Map<string, AliasState>(found.flat())
}

/**
 * The manifest that a tag names; what it is, when it is of a kind whose bytes we can't verify, as Docker's schema 1.
 * @param mayBeMissing some registries (GitHub's) say "denied" of a repository that is not there yet. One beside the
 *   images' own that we may really not read is found out before anything moves: we may not write to it either.
 */
async function readManifest(repository: Repository, tag: string, mayBeMissing: boolean) {
  try {
    return await getManifest(repository, tag)
  } catch (error) {
    if (!(error instanceof RegistryError)) throw error
    if (mayBeMissing && error.refused !== undefined && error.status === 403) return undefined
    if (!error.damaged) throw error
    const target = await resolveTag(repository, tag)
    const { manifest, index, dockerManifest, dockerIndex } = MEDIA_TYPES
    const verifiable: readonly string[] = [manifest, index, dockerManifest, dockerIndex]
    if (target === undefined || verifiable.includes(target.mediaType)) throw error
    return { target, foreign: `a manifest of the type ${oneLine(target.mediaType, MAX_REASON)}` }
  }
}

async function inspect(repository: Repository, stored: StoredManifest): Promise<Contents> {
  try {
    if (isIndexType(stored.descriptor.mediaType)) return await inspectIndex(repository, stored)
    return await inspectImage(repository, stored)
  } catch (error) {
    // Where the registry fails, nothing is known of the contents.
    if (!(error instanceof RegistryError) || error.transient || error.refused !== undefined) throw error
    if (error.status !== undefined && error.status !== 404) throw error
    return { foreign: `what is no image: ${oneLine(messageOf(error), MAX_REASON)}` }
  }
}

/** Whether it is what deleteTag() leaves when it does not come to its end. */
export function isTombstone({ bytes }: StoredManifest): boolean {
  return ifParsed(() => parseManifest(bytes, 'it'))?.artifactType === TOMBSTONE_TYPE
}

async function inspectImage(repository: Repository, { bytes }: StoredManifest): Promise<Contents> {
  const { artifactType, config } = parseManifest(bytes, 'it')
  if (artifactType === TOMBSTONE_TYPE) return {}
  if (!IMAGE_CONFIG.test(config.mediaType)) {
    return { foreign: `an artifact of the type ${oneLine(artifactType ?? config.mediaType, MAX_REASON)}` }
  }
  if (config.size > MAX_CONFIG) return { foreign: `an image with a configuration of ${config.size} bytes` }
  const { Labels: labels } = parseImageConfig(await getBlob(repository, config), 'its configuration').config
  // A version alone may be the base image's: of Ubuntu, say.
  const version = labels[FINGERPRINT_LABEL] === undefined ? undefined : versionOf(labels)
  return version === undefined ? { foreign: 'an image that is none of this family' } : { version }
}

/** An index of ours says what it is of, and all its images are of that. */
async function inspectIndex(repository: Repository, { bytes }: StoredManifest): Promise<Contents> {
  const { annotations = {}, manifests, content } = parseIndex(bytes, 'it')
  const version = versionOf(annotations)
  const isOurs = manifests.length <= MAX_PLATFORMS && manifests.length === content.manifests.length
  if (version === undefined || !isOurs) return { foreign: 'an index that no release made' }
  for (const { digest } of manifests) {
    const child = await getManifest(repository, digest)
    const contents = child && (await inspectImage(repository, child))
    if (contents?.version === version) continue
    return { foreign: `an index with ${contents?.foreign ?? 'an image that is gone or of another version'}` }
  }
  return { version }
}

/** The version that our labels or annotations have, if they are ours. */
function versionOf(labels: Readonly<Record<string, string>>): string | undefined {
  const { [CELL_LABEL]: cell = '', [VERSION_LABEL]: version = '' } = labels
  return ID.test(version) && cell.startsWith(`${version}-`) ? version : undefined
}
