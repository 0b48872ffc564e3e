/** What a build is given, and what it reports while it runs. */
import type { ScannedLayers } from '../attest/scan.ts'
import type { Catalog } from '../catalog/schema.ts'
import type { Docker } from '../engine/docker.ts'
import type { BaseImage } from '../plan/plan.ts'
import type { Repository } from '../registry/repository.ts'
import type { FolderCache } from './downloads.ts'
import type { Origin } from './image.ts'
import type { LayerCache } from './layers.ts'

/** What a build says while it goes on. */
export interface Progress {
  /** A step begins: build, measure, test, push. */
  step(text: string): void
  /** A fact about the step. */
  info(text: string): void
  /** What one should know though nothing failed. */
  warning(text: string): void
  /** A line of BuildKit's own progress. */
  line(text: string): void
}

/** Where and how a cell is built. */
export interface BuildOptions {
  /** The images folder. */
  readonly images: string
  readonly catalog: Catalog
  readonly base: BaseImage
  readonly origin: Origin
  readonly docker: Docker
  /** The buildx builder; undefined for the current one. */
  readonly builder?: string
  readonly noCache?: boolean
  /** Folder for downloads, which are removed at the end. */
  readonly workFolder: string
  /** Folder of the OCI layout, which is kept from one build to the next. */
  readonly layoutFolder: string
  /** Where downloads are kept from one build to the next. */
  readonly cache?: FolderCache
  /** Where BuildKit keeps layers from one build to the next. */
  readonly layers?: LayerCache
  /** Runs an acceptance test when there is a place for it, where the tests of several images share some. */
  readonly testing?: <R>(test: () => Promise<R>) => Promise<R>
  /** What was found in layers of earlier images. */
  readonly scanned?: ScannedLayers
  /** `registry/name`, without a tag. */
  readonly imageName: string
  /** Where the image goes; undefined to build and test only. */
  readonly repository?: Repository
  /** The build secret of repositorySecret(), where the catalog names repositories. */
  readonly repositories?: string
  /** Where locks of a user's own are, by the name that a build gives them. */
  readonly lockfilePaths?: ReadonlyMap<string, string>
  readonly env: NodeJS.ProcessEnv
  readonly progress: Progress
}
