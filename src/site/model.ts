/** What the page of a family shows. */
import type { Ruling } from '../catalog/cells.ts'
import type { ImageContent } from '../diff/content.ts'
import type { Changes } from '../diff/schema.ts'
import type { Digest } from '../oci/digest.ts'
import type { AliasRecord } from '../release/record.ts'

export type Support = 'supported' | 'experimental' | 'unsupported'

/** An image of a cell's history: for one platform, with the release that brought it. */
export interface SiteImage {
  readonly release: string
  readonly released: string
  readonly content: ImageContent
}

/** A cell of the family on one platform. */
export interface SitePlatform {
  readonly platform: string
  readonly support: Support
  readonly rules: readonly Ruling[]
  /** Each image that was released, the newest last; none of a cell that never was. */
  readonly history: readonly SiteImage[]
}

export interface SiteCell {
  readonly id: string
  /** Its page, relative to the folder. */
  readonly page: string
  readonly version: string
  readonly variant: string
  readonly isInCatalog: boolean
  /** Arguments that start a Connect server. */
  readonly connect: readonly string[]
  /** What tags name: an image, or the index of its platforms; undefined of a cell that never was released. */
  readonly digest: Digest | undefined
  /** Tags that name it now, as users write them; those with a date are apart. */
  readonly tags: readonly string[]
  readonly dated: readonly string[]
  readonly platforms: readonly SitePlatform[]
}

export interface SiteRelease {
  readonly id: string
  readonly page: string
  readonly kind: 'release' | 'rollback'
  readonly restores: string | undefined
  readonly created: string
  readonly moved: readonly AliasRecord[]
  readonly changes: Changes
}

export interface Site {
  /** registry/name */
  readonly name: string
  readonly made: string
  readonly versions: readonly string[]
  readonly variants: readonly string[]
  readonly platforms: readonly string[]
  readonly cells: readonly SiteCell[]
  /** The newest first. */
  readonly releases: readonly SiteRelease[]
  /** Options with which cosign verifies its images, a line each; none where nothing is signed. */
  readonly cosign: readonly string[]
  /** What could not be read, a sentence each. */
  readonly problems: readonly string[]
}

/** The image of a platform that tags name now. */
export function currentOf({ history }: SitePlatform): SiteImage | undefined {
  return history.at(-1)
}
