/** What a deletion frees. Values in, values out. */
import type { Digest } from '../oci/digest.ts'
import { EMPTY_DESCRIPTOR } from '../registry/artifact.ts'
import type { Stored } from './contents.ts'

/**
 * Bytes that deletions free, in their order: of manifests and blobs that nothing which stays needs. What several deletions
 * free together counts for the first one.
 * @param staying manifests that stay
 * @param deletions those that each deletes
 */
export function freedBytes(staying: Iterable<Stored>, deletions: readonly (readonly Stored[])[]): number[] {
  const counted = new Set<Digest>([EMPTY_DESCRIPTOR.digest])
  for (const { digest, blobs } of staying)
    for (const one of [digest, ...blobs.map((blob) => blob.digest)]) counted.add(one)
  return deletions.map((manifests) => {
    let freed = 0
    for (const manifest of manifests)
      for (const { digest, size } of [manifest, ...manifest.blobs]) {
        if (!counted.has(digest)) freed += size
        counted.add(digest)
      }
    return freed
  })
}
