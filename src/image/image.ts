/** The build requests of a cell's image, of the servers of acceptance tests and of lockfiles. */
import { type Cell, lockfilesOf, supportOf } from '../catalog/cells.ts'
import { combinedLicense, readLockfile } from '../catalog/locks.ts'
import type { Catalog } from '../catalog/schema.ts'
import type { BuildRequest } from '../engine/buildx.ts'
import { hostCaBundle, hostProxies } from '../engine/host.ts'
import { dockerfileOf, targetOf } from '../family/dockerfile.ts'
import type { BaseImage, FingerprintedCell } from '../plan/plan.ts'

/** Where the shipped sources are published, when nothing says where an image's own are. */
export const SOURCE = 'https://github.com/org/spark-images-action'

/** Where an image is from: its sources, for its labels, and who builds it, for its provenance. */
export interface Origin {
  readonly source: string
  /** Git commit. */
  readonly revision?: string
  /** URIs of the workflow and of its run; none outside workflows. */
  readonly builder?: string
  readonly invocation?: string
}

/** What a cell's image is asked for, on top of what the catalog says. */
export interface ImageOptions {
  readonly images: string
  readonly catalog: Catalog
  readonly base: BaseImage
  readonly origin: Origin
  /** Folder that the OCI layout is written to. */
  readonly layout: string
  /** File for what the build made. */
  readonly metadataFile: string
  /** Name and tag that the image has in the engine. */
  readonly reference: string
  readonly builder?: string
  readonly noCache?: boolean
  /** Folders that hold what stages would download, by the stage's name. */
  readonly downloads?: Readonly<Record<string, string>>
  /** The build secret of repositorySecret(): repositories of the catalog's, with credentials. */
  readonly repositories?: string
  readonly env: NodeJS.ProcessEnv
}

/** The build of a server that acceptance tests use, into the engine. */
export async function serviceRequest(
  name: string,
  image: string,
  options: Pick<ImageOptions, 'images' | 'base' | 'builder' | 'repositories' | 'env'>,
): Promise<BuildRequest> {
  const { images, base, builder } = options
  return {
    context: images,
    file: 'acceptance/services/Dockerfile',
    target: name,
    args: {},
    contexts: { base: `docker-image://${base.reference}` },
    labels: {},
    ...(await hostNetwork(options.env)),
    ...secretValues(options.repositories),
    outputs: [{ type: 'docker', name: image }],
    builder,
  }
}

/** What a build of lock files needs. */
export interface LocksOptions {
  readonly images: string
  readonly base: BaseImage
  /** A folder with what each is made for, NAME.in. */
  readonly wanted: string
  /** The folder that NAME.lock goes to. */
  readonly destination: string
  /** The build secret of repositorySecret(). */
  readonly repositories?: string
  readonly env: NodeJS.ProcessEnv
}

/** The build of lock files, in the images' own Python. */
export async function locksRequest(options: LocksOptions): Promise<BuildRequest> {
  return {
    context: options.images,
    target: 'locks',
    platform: 'linux/amd64',
    args: {},
    contexts: { base: `docker-image://${options.base.reference}`, wanted: options.wanted },
    labels: {},
    ...(await hostNetwork(options.env)),
    ...secretValues(options.repositories),
    outputs: [{ type: 'local', dest: options.destination }],
    // What is newest is asked for each time.
    anew: 'make-locks',
  }
}

function secretValues(repositories: string | undefined): Pick<BuildRequest, 'secretValues'> {
  return repositories === undefined ? {} : { secretValues: { repositories } }
}

/** What a build's downloads need of the host: its CAs as a secret, its proxies as build arguments. */
export async function hostNetwork(
  env: NodeJS.ProcessEnv,
): Promise<Pick<BuildRequest, 'secrets' | 'environment'>> {
  const bundle = await hostCaBundle(env)
  return {
    secrets: bundle === undefined ? {} : { 'ca-bundle': bundle },
    environment: Object.keys(hostProxies(env)),
  }
}

/**
 * The build of a target's image, into an OCI layout and into the engine: of one form, so that both have the
 * same manifest. BuildKit sends the layout the blobs that are not in its folder, and an engine that keeps
 * images as it does (the containerd store) nothing at all.
 */
export async function imageRequest(target: FingerprintedCell, options: ImageOptions): Promise<BuildRequest> {
  const { cell } = target
  const { catalog, env } = options
  const form = {
    name: options.reference,
    'oci-mediatypes': 'true',
    compression: catalog.compression.type,
    'compression-level': String(catalog.compression.level),
    // The base's layers too: one compression for the whole image.
    'force-compression': 'true',
  }
  return {
    context: options.images,
    file: dockerfileOf(cell),
    target: targetOf(cell),
    platform: cell.platform,
    args: cell.args,
    contexts: { base: `docker-image://${options.base.reference}`, ...options.downloads },
    labels: await labels(target, options),
    ...(await hostNetwork(env)),
    ...secretValues(options.repositories),
    metadataFile: options.metadataFile,
    outputs: [
      { type: 'oci', tar: 'false', dest: options.layout, ...form },
      { type: 'docker', ...form },
    ],
    builder: options.builder,
    noCache: options.noCache,
  }
}

/**
 * https://github.com/opencontainers/image-spec/blob/main/annotations.md, and the cell's own. What a change here
 * gives to every image is a change of RECIPE in plan/fingerprint.ts.
 */
async function labels(
  { cell, fingerprint }: FingerprintedCell,
  options: ImageOptions,
): Promise<Record<string, string>> {
  const { base, origin } = options
  const support = supportOf(cell)
  const oci = {
    title: title(cell),
    description: `Apache Spark ${cell.version} with ${cell.components.join(', ')}`,
    version: cell.version,
    source: origin.source,
    revision: origin.revision,
    licenses: combinedLicense(
      (await Promise.all(lockfilesOf(cell).map((name) => readLockfile(options.images, name)))).flat(),
    ),
    'base.name': base.name,
    'base.digest': base.digest,
  }
  return {
    ...Object.fromEntries(
      Object.entries(oci).map(([key, value]) => [`org.opencontainers.image.${key}`, value]),
    ),
    'spark-images.cell': cell.id,
    'spark-images.fingerprint': fingerprint,
    ...(support === undefined ? {} : { 'spark-images.support': support }),
  }
}

function title(cell: Cell): string {
  return `Apache Spark ${cell.version} (${cell.variant})`
}
