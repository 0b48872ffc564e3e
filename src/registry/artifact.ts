/** Small OCI artifacts (image-spec, manifest.md, "Guidelines for Artifact Usage"): manifests, and blobs from memory. */
import { Readable } from 'node:stream'
import type { Descriptor } from '../oci/descriptor.ts'
import { sha256 } from '../oci/digest.ts'
import { type Manifest, MEDIA_TYPES } from '../oci/manifest.ts'
import { pushBlob } from './blobs.ts'
import type { Repository } from './repository.ts'

const EMPTY = Buffer.from('{}')

/** What artifacts have as configuration (image-spec, manifest.md, "Guidance for an Empty Descriptor"). */
export const EMPTY_DESCRIPTOR = { mediaType: MEDIA_TYPES.empty, digest: sha256(EMPTY), size: EMPTY.length }

/** An artifact, but for its configuration, which is empty. */
interface Artifact extends Pick<Manifest, 'annotations' | 'subject'> {
  readonly artifactType: string
  /** Its one blob; the empty one when it says all in its annotations. */
  readonly layer?: Descriptor
}

/** An artifact's manifest. The same artifact always has the same bytes. */
export function encodeArtifact({ artifactType, annotations, layer, subject }: Artifact): Buffer {
  const manifest = {
    schemaVersion: 2,
    mediaType: MEDIA_TYPES.manifest,
    artifactType,
    config: EMPTY_DESCRIPTOR,
    layers: [layer ?? EMPTY_DESCRIPTOR],
    subject,
    annotations,
  }
  return Buffer.from(JSON.stringify(manifest))
}

/** Stores the empty blob, which the manifest of every artifact names. */
export function pushEmpty(repository: Repository): Promise<Descriptor> {
  return pushBytes(repository, MEDIA_TYPES.empty, EMPTY)
}

/** Stores a blob. @returns its descriptor */
export async function pushBytes(repository: Repository, mediaType: string, bytes: Buffer) {
  const descriptor = { mediaType, digest: sha256(bytes), size: bytes.length }
  await pushBlob(repository, descriptor, (start) => Readable.from([bytes.subarray(start)]))
  return descriptor
}
