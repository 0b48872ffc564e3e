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
  /** What the cell's locks pin for its platform; see lockedFor(). */
  readonly locked: readonly LockedArtifact[]
}

/** Where what is in the statements is explained, and what their types are named by. */
export const DOCUMENTATION = 'https://github.com/org/spark-images-action/blob/main/docs/attestations.md'
