/** What a build is given, and what it reports. */
import type { ScannedLayers } from '../attest/scan.ts'
import type { Catalog } from '../catalog/schema.ts'
import type { Docker } from '../engine/docker.ts'
import type { BaseImages } from '../plan/plan.ts'
import type { Repository } from '../registry/repository.ts'
import type { ImageSigner } from '../sign/open.ts'
import type { FolderCache } from './downloads.ts'
import type { LayerCache } from './layers.ts'

export interface Progress {
  step(text: string): void
  info(text: string): void
  /** What one should know though nothing failed. */
  warning(text: string): void
  line(text: string): void
}

/** Where the shipped sources are published, when nothing says where an image's own are. */
export const SOURCE = 'https://github.com/org/spark-images-action'

/** The sources of an image, and the URIs of the workflow and run that build it, if there are. */
export interface Origin {
  readonly source: string
  readonly revision?: string
  readonly builder?: string
  readonly invocation?: string
}

export interface BuildOptions {
  readonly images: string
  readonly catalog: Catalog
  readonly bases: BaseImages
  readonly origin: Origin
  readonly docker: Docker
  readonly builder?: string
  readonly noCache?: boolean
  /** What cells that name no state of the archive have of it in a cache's key: another value, fresh packages. */
  readonly fresh?: string
  /** For downloads, which are removed at the end. */
  readonly workFolder: string
  /** Folder of the OCI layout, which is kept from one build to the next. */
  readonly layoutFolder: string
  readonly cache?: FolderCache
  readonly layers?: LayerCache
  /** Runs an acceptance test when a slot is free, where the tests of several images share some. */
  readonly testing?: <R>(test: () => Promise<R>) => Promise<R>
  /** What was found in layers of earlier images. */
  readonly scanned?: ScannedLayers
  readonly imageName: string
  /** Where the image goes; undefined to build and test only. */
  readonly repository?: Repository
  /** Signs the image and what is attached to it, once it is pushed. */
  readonly signer?: ImageSigner
  /** Where released images are, to compare with; by default where the image goes. */
  readonly released?: Repository
  /** Whether the built image is to be compared: what would be attached to it is made, also where nothing is pushed. */
  readonly isCompared?: boolean
  /** The build secret of repositorySecret(), where the catalog names repositories. */
  readonly repositories?: string
  /** Where lockfiles of a user's own are, by the name that a build gives them. */
  readonly lockfilePaths?: ReadonlyMap<string, string>
  readonly env: NodeJS.ProcessEnv
  readonly progress: Progress
}
