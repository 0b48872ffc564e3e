/** The empty JSON object that artifacts have as configuration. */
import { Readable } from 'node:stream'
import type { Descriptor } from '../oci/descriptor.ts'
import { sha256 } from '../oci/digest.ts'
import { MEDIA_TYPES } from '../oci/manifest.ts'
import type { Repository } from './repository.ts'
import { pushBlob } from './upload.ts'

const EMPTY = Buffer.from('{}')

/** What artifacts have as configuration (image-spec, manifest.md, "Guidance for an Empty Descriptor"). */
export const EMPTY_DESCRIPTOR: Descriptor = {
  mediaType: MEDIA_TYPES.empty,
  digest: sha256(EMPTY),
  size: EMPTY.length,
}

/** Stores the blob that EMPTY_DESCRIPTOR names. */
export async function pushEmpty(repository: Repository): Promise<void> {
  await pushBlob(repository, EMPTY_DESCRIPTOR, (start) => Readable.from([EMPTY.subarray(start)]))
}
