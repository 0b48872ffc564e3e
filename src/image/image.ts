/** The build requests of a cell's image and of the servers of acceptance tests. */
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { type Cell, lockfilesOf, supportOf } from '../catalog/cells.ts'
import {
  artifactsForPlatform,
  artifactsInImages,
  combinedLicense,
  readLockfile,
} from '../catalog/lockfile.ts'
import type { BuildRequest } from '../engine/buildx.ts'
import { stateDigest } from '../plan/fingerprint.ts'
import { type BaseImage, baseOf, type FingerprintedCell } from '../plan/plan.ts'
import type { BuildOptions } from './options.ts'

/** The named contexts that every Dockerfile of ours starts from: of the image's platform, and of the builder's. */
export function baseContext({ reference }: Pick<BaseImage, 'reference'>): Record<string, string> {
  return { base: `docker-image://${reference}`, 'build-base': `docker-image://${reference}` }
}

/** Name that the image of a service of acceptance tests has in the engine, one for each runtime, as each is made on its base. */
export const serviceImage = (name: string, { runtime }: Pick<Cell, 'runtime'>): string =>
  `spark-images-service:${name}-${runtime}`

/** The build of a server that acceptance tests use, into the engine. */
export function serviceRequest(
  name: string,
  cell: Pick<Cell, 'runtime'>,
  base: Pick<BaseImage, 'reference'>,
  { images, builder, repositories }: Pick<BuildOptions, 'images' | 'builder' | 'repositories'>,
): BuildRequest {
  const source = { context: images, file: 'acceptance/services/Dockerfile', target: name }
  const outputs = [{ type: 'docker', name: serviceImage(name, cell) }]
  return { ...source, contexts: baseContext(base), repositories, outputs, builder }
}

/**
 * What takes the place of the Dockerfile's stage debian-archive, whose content is in the cache key of the steps that install
 * Debian packages: with another state they run anew, whatever caches hold. It is in no layer and in no history, so that
 * the same packages give the same image.
 */
export async function archiveContext(
  { archive }: Pick<FingerprintedCell, 'archive'>,
  { fresh }: Pick<BuildOptions, 'fresh'>,
  folder: string,
): Promise<Record<string, string>> {
  const state = archive === undefined ? fresh : stateDigest(archive)
  if (state === undefined) return {}
  await mkdir(folder, { recursive: true })
  await writeFile(path.join(folder, 'state'), state)
  return { 'debian-archive': folder }
}

/** What a cell's image is asked for, on top of what the catalog says. */
export interface ImageOptions
  extends Pick<
    BuildOptions,
    'images' | 'catalog' | 'bases' | 'origin' | 'builder' | 'noCache' | 'repositories'
  > {
  readonly layout: string
  readonly metadataFile: string
  readonly reference: string
  /** Folders that take the place of stages, by the stage's name. */
  readonly contexts?: Readonly<Record<string, string>>
}

/**
 * The build of a target's image, into an OCI layout and into the engine: of one form, so that both have the same manifest.
 * BuildKit sends only the blobs that the layout's folder lacks, and nothing to an engine with the containerd store.
 */
export async function imageRequest(target: FingerprintedCell, options: ImageOptions): Promise<BuildRequest> {
  const { cell } = target
  const { images, bases, repositories, metadataFile, builder, noCache } = options
  const settings = { repositories, metadataFile, builder, noCache }
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
    ...settings,
    context: images,
    target: 'image',
    platform: cell.platform,
    args: cell.args,
    contexts: { ...baseContext(baseOf(cell, bases)), ...options.contexts },
    labels: await labels(target, options),
    outputs: [
      { type: 'oci', tar: 'false', dest: options.layout, ...form },
      { type: 'docker', ...form },
    ],
  }
}

/**
 * The labels of the OCI image-spec (annotations.md) and our own. A change here is a change of every image: raise
 * RECIPE in plan/fingerprint.ts.
 */
async function labels(
  { cell, fingerprint }: FingerprintedCell,
  { images, bases, origin }: ImageOptions,
): Promise<Record<string, string>> {
  const locked = await Promise.all(lockfilesOf(cell).map((name) => readLockfile(images, name)))
  const base = baseOf(cell, bases)
  const oci = {
    title: `Apache Spark ${cell.version} (${cell.variant})`,
    description: `Apache Spark ${cell.version} with ${cell.components.join(', ')}`,
    version: cell.version,
    source: origin.source,
    revision: origin.revision,
    licenses: combinedLicense(artifactsInImages(artifactsForPlatform(cell.platform, locked.flat()))),
    'base.name': base.name,
    'base.digest': base.digest,
  }
  const own = { cell: cell.id, fingerprint, support: supportOf(cell) }
  const all = [
    ...Object.entries(oci).map(([key, value]) => [`org.opencontainers.image.${key}`, value]),
    ...Object.entries(own).map(([key, value]) => [`spark-images.${key}`, value]),
  ]
  return Object.fromEntries(all.filter(([, value]) => value !== undefined))
}
