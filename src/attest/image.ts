/** The image that attestations are about. */
import type { Cell } from '../catalog/cells.ts'
import type { LockedArtifact } from '../catalog/locks.ts'
import type { Digest } from '../oci/digest.ts'

/** The image that a statement is about. */
export interface AttestedImage {
  /** `registry/name`, without a tag. */
  readonly name: string
  /** The staging tag. */
  readonly tag: string
  /** The image manifest's. */
  readonly digest: Digest
  readonly cell: Cell
  /** What the cell's lockfiles pin for its platform; see artifactsForPlatform(). */
  readonly locked: readonly LockedArtifact[]
}

/** The page that explains the statements; their types are URIs of it. */
export const DOCUMENTATION = 'https://github.com/org/spark-images-action/blob/main/docs/attestations.md'
