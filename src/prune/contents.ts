/** What manifests of a repository are: images of the family, what releases and builds keep beside them, or foreign. */
import { RegistryError } from '../errors.ts'
import type { Descriptor } from '../oci/descriptor.ts'
import type { Digest } from '../oci/digest.ts'
import { ifParsed } from '../oci/json.ts'
import {
  isIndexType,
  type Manifest,
  MEDIA_TYPES,
  parseImageConfig,
  parseIndex,
  parseManifest,
} from '../oci/manifest.ts'
import { PREDICATE_TYPE } from '../oci/statement.ts'
import { TEST_RESULT } from '../plan/record.ts'
import { getBlob } from '../registry/blobs.ts'
import { getManifest, resolveTag, type StoredManifest } from '../registry/manifests.ts'
import type { Repository } from '../registry/repository.ts'
import { TOMBSTONE_TYPE } from '../registry/tags.ts'
import { CELL_LABEL, FINGERPRINT_LABEL } from '../release/images.ts'
import { RECORD_TYPE } from '../release/record.ts'

/**
 * `image`: one with a configuration; it is ours if it has a `cell`. `index`: over images, or a list of attachments.
 * `record`, `state` and `tombstone`: what releases write. `cache`: BuildKit's. `attachment`: it has a subject.
 */
type Kind = 'image' | 'index' | 'record' | 'state' | 'tombstone' | 'cache' | 'attachment' | 'foreign'

/** A manifest of a repository. */
export interface Stored {
  readonly digest: Digest
  readonly kind: Kind
  /** Bytes of the manifest itself. */
  readonly size: number
  /** What an index lists. */
  readonly children: readonly Descriptor[]
  /** Configuration and layers. */
  readonly blobs: readonly Descriptor[]
  readonly subject?: Digest | undefined
  readonly annotations?: Readonly<Record<string, string>> | undefined
  /** Labels of an image of this family, by readLabels(); annotations of an index of one. */
  readonly cell?: string | undefined
  readonly fingerprint?: string | undefined
}

/** Of these, a digest is that of the bytes: others are a damaged answer. */
const VERIFIABLE: readonly string[] = [
  MEDIA_TYPES.manifest,
  MEDIA_TYPES.index,
  MEDIA_TYPES.dockerManifest,
  MEDIA_TYPES.dockerIndex,
]
const CACHE_CONFIG = 'application/vnd.buildkit.cacheconfig.v0'
const IMAGE_CONFIG = /^application\/vnd\.(?:oci\.image\.config|docker\.container\.image)\.v1\+json$/
const STATE = /^application\/vnd\.spark-images\.release-(?:lease|journal|plans)\.v1\+json$/
/** Of an image's configuration, in bytes: ours have some thousands. */
const MAX_CONFIG = 4 * 1024 * 1024

/** What a tag or digest names; undefined when it is gone. What can't be read as it was pushed is foreign. */
export async function readStored(repository: Repository, reference: string): Promise<Stored | undefined> {
  try {
    const stored = await getManifest(repository, reference)
    return stored && describe(stored)
  } catch (error) {
    // Docker's schema 1, say, whose digest is not that of its bytes.
    if (!(error instanceof RegistryError && error.damaged)) throw error
    const found = await resolveTag(repository, reference)
    if (found !== undefined && VERIFIABLE.includes(found.mediaType)) throw error
    return found && foreign(found)
  }
}

function foreign({ digest, size }: Descriptor): Stored {
  return { digest, size, kind: 'foreign', children: [], blobs: [] }
}

/** What a manifest says of itself: whether an image is ours is in its configuration, see readLabels(). */
function describe({ descriptor, bytes }: StoredManifest): Stored {
  if (isIndexType(descriptor.mediaType)) {
    const index = ifParsed(() => parseIndex(bytes, 'it'))
    if (index === undefined) return foreign(descriptor)
    const { manifests: children, annotations } = index
    const cell = annotations?.[CELL_LABEL]
    return { ...foreign(descriptor), kind: 'index', children, annotations, cell }
  }
  const manifest = ifParsed(() => parseManifest(bytes, 'it'))
  if (manifest === undefined) return foreign(descriptor)
  const { config, layers, subject, annotations } = manifest
  const blobs = [config, ...layers]
  return { ...foreign(descriptor), kind: kindOf(manifest), blobs, subject: subject?.digest, annotations }
}

function kindOf({ artifactType = '', config, subject }: Manifest): Kind {
  if (artifactType === RECORD_TYPE) return 'record'
  if (artifactType === TOMBSTONE_TYPE) return 'tombstone'
  if (STATE.test(artifactType)) return 'state'
  if (subject !== undefined) return 'attachment'
  if (config.mediaType === CACHE_CONFIG) return 'cache'
  return IMAGE_CONFIG.test(config.mediaType) ? 'image' : 'foreign'
}

/** An image with the labels of this family, if it has them: those that a build sets. Others stay as they are. */
export async function readLabels(repository: Repository, image: Stored): Promise<Stored> {
  const [config] = image.blobs
  if (image.kind !== 'image' || config === undefined || config.size > MAX_CONFIG) return image
  try {
    const { Labels: labels } = parseImageConfig(await getBlob(repository, config), 'it').config
    const { [CELL_LABEL]: cell, [FINGERPRINT_LABEL]: fingerprint } = labels
    return cell === undefined || fingerprint === undefined ? image : { ...image, cell, fingerprint }
  } catch (error) {
    // A configuration that is gone, or none. A registry that fails knows nothing of the image.
    const isContent = error instanceof RegistryError && !error.transient && error.refused === undefined
    if (isContent && (error.status === undefined || error.status === 404)) return image
    throw error
  }
}

/** When an attachment says that it was made, in ms; undefined where it does not say. */
export function createdOf({ annotations }: Pick<Stored, 'annotations'>): number | undefined {
  const time = Date.parse(annotations?.['org.opencontainers.image.created'] ?? '')
  return Number.isNaN(time) ? undefined : time
}

/** Whether an attachment is an acceptance record: only builds of this action attach one. */
export function isAcceptance({ annotations }: Pick<Stored, 'annotations'>): boolean {
  return annotations?.[PREDICATE_TYPE] === TEST_RESULT
}
