/** Small OCI artifacts of a release's own: records, lease, journal, notes. */
import { Readable } from 'node:stream'
import type { Descriptor } from '../oci/descriptor.ts'
import { sha256 } from '../oci/digest.ts'
import { MEDIA_TYPES } from '../oci/manifest.ts'
import { EMPTY_DESCRIPTOR, pushEmpty } from '../registry/empty.ts'
import type { Repository } from '../registry/repository.ts'
import { pushBlob } from '../registry/upload.ts'

/** A small artifact of a release's own, under a tag. */
export interface Artifact {
  readonly artifactType: string
  readonly annotations: Readonly<Record<string, string>>
  /** Its one blob; `{}` when it says all in its annotations. */
  readonly blob?: { readonly mediaType: string; readonly bytes: Buffer }
}

/** An artifact's manifest, and the descriptor of it (image-spec, manifest.md, "Guidelines for Artifact Usage"). */
export function encodeArtifact({ artifactType, annotations, blob }: Artifact): {
  readonly bytes: Buffer
  readonly descriptor: Descriptor
} {
  const layer =
    blob === undefined
      ? EMPTY_DESCRIPTOR
      : { mediaType: blob.mediaType, digest: sha256(blob.bytes), size: blob.bytes.length }
  const content = {
    schemaVersion: 2,
    mediaType: MEDIA_TYPES.manifest,
    artifactType,
    config: EMPTY_DESCRIPTOR,
    layers: [layer],
    annotations,
  }
  const bytes = Buffer.from(JSON.stringify(content))
  const descriptor = { mediaType: MEDIA_TYPES.manifest, digest: sha256(bytes), size: bytes.length }
  return { bytes, descriptor }
}

/** Stores an artifact's blobs, which its manifest may then name. */
export async function pushArtifactBlobs(repository: Repository, { blob }: Artifact): Promise<void> {
  await pushEmpty(repository)
  if (blob === undefined) return
  const { mediaType, bytes } = blob
  const descriptor = { mediaType, digest: sha256(bytes), size: bytes.length }
  await pushBlob(repository, descriptor, (start) => Readable.from([bytes.subarray(start)]))
}
