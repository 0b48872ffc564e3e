/** The build requests of a cell's image and of the servers of acceptance tests. */
import { lockfilesOf, supportOf } from '../catalog/cells.ts'
import { combinedLicense, readLockfile } from '../catalog/locks.ts'
import type { BuildRequest } from '../engine/buildx.ts'
import { dockerfileOf, targetOf } from '../family/dockerfile.ts'
import type { BaseImage, FingerprintedCell } from '../plan/plan.ts'
import type { BuildOptions } from './options.ts'

/** The named context that every Dockerfile of ours starts from. */
export function baseContext({ reference }: Pick<BaseImage, 'reference'>): Record<string, string> {
  return { base: `docker-image://${reference}` }
}

/** Name that the image of a service of acceptance tests has in the engine. */
export function serviceImage(name: string): string {
  return `spark-images-service:${name}`
}

/** The build of a server that acceptance tests use, into the engine under the name `image`. */
export function serviceRequest(
  name: string,
  image: string,
  { images, base, builder, repositories }: Pick<BuildOptions, 'images' | 'base' | 'builder' | 'repositories'>,
): BuildRequest {
  return {
    context: images,
    file: 'acceptance/services/Dockerfile',
    target: name,
    contexts: baseContext(base),
    repositories,
    outputs: [{ type: 'docker', name: image }],
    builder,
  }
}

/** What a cell's image is asked for, on top of what the catalog says. */
export interface ImageOptions
  extends Pick<
    BuildOptions,
    'images' | 'catalog' | 'base' | 'origin' | 'builder' | 'noCache' | 'repositories'
  > {
  readonly layout: string
  readonly metadataFile: string
  /** Name and tag that the image has in the engine. */
  readonly reference: string
  /** Folders that hold what stages would download, by the stage's name. */
  readonly downloads?: Readonly<Record<string, string>>
}

/**
 * The build of a target's image, into an OCI layout and into the engine: of one form, so that both have the
 * same manifest. BuildKit sends the layout the blobs that are not in its folder, and an engine that keeps
 * images as it does (the containerd store) nothing at all.
 */
export async function imageRequest(target: FingerprintedCell, options: ImageOptions): Promise<BuildRequest> {
  const { cell } = target
  const { type, level } = options.catalog.compression
  const form = {
    name: options.reference,
    'oci-mediatypes': 'true',
    compression: type,
    'compression-level': String(level),
    // The base's layers too: one compression for the whole image.
    'force-compression': 'true',
  }
  return {
    context: options.images,
    file: dockerfileOf(cell),
    target: targetOf(cell),
    platform: cell.platform,
    args: cell.args,
    contexts: { ...baseContext(options.base), ...options.downloads },
    labels: await labels(target, options),
    repositories: options.repositories,
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
 * The labels of the OCI image-spec (annotations.md) and our own. A change here is a change of every image: raise
 * RECIPE in plan/fingerprint.ts.
 */
async function labels(
  { cell, fingerprint }: FingerprintedCell,
  { images, base, origin }: ImageOptions,
): Promise<Record<string, string>> {
  const locked = await Promise.all(lockfilesOf(cell).map((name) => readLockfile(images, name)))
  const oci = {
    title: `Apache Spark ${cell.version} (${cell.variant})`,
    description: `Apache Spark ${cell.version} with ${cell.components.join(', ')}`,
    version: cell.version,
    source: origin.source,
    revision: origin.revision,
    licenses: combinedLicense(locked.flat()),
    'base.name': base.name,
    'base.digest': base.digest,
  }
  const all = [
    ...Object.entries(oci).map(([key, value]) => [`org.opencontainers.image.${key}`, value]),
    ['spark-images.cell', cell.id],
    ['spark-images.fingerprint', fingerprint],
    ['spark-images.support', supportOf(cell)],
  ]
  return Object.fromEntries(all.filter(([, value]) => value !== undefined))
}
