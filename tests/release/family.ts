import { Readable } from 'node:stream'
import { cellsOf } from '../../src/catalog/cells.ts'
import type { Alias, Catalog } from '../../src/catalog/schema.ts'
import type { Descriptor } from '../../src/oci/descriptor.ts'
import { type Digest, sha256 } from '../../src/oci/digest.ts'
import { MEDIA_TYPES } from '../../src/oci/manifest.ts'
import { inParallel } from '../../src/parallel.ts'
import type { PlanOutput, PlanOutputCell } from '../../src/plan/output.ts'
import { fingerprintCells } from '../../src/plan/plan.ts'
import { encodeRecord, TEST_RESULT } from '../../src/plan/record.ts'
import { readImages } from '../../src/plan/sources.ts'
import { pushBlob } from '../../src/registry/blobs.ts'
import { putManifest, resolveTag } from '../../src/registry/manifests.ts'
import { pushReferrer, statementReferrer } from '../../src/registry/referrers.ts'
import type { Repository } from '../../src/registry/repository.ts'
import { release as releaseRequest } from '../../src/release/release.ts'
import type { ReleaseRequest } from '../../src/release/request.ts'
import type { ReleaseOptions, ReleaseResult } from '../../src/release/session.ts'

const BASE = { name: 'debian:trixie-slim', digest: `sha256:${'1'.repeat(64)}`, reference: 'unused' }

/** A planned cell that no catalog knows, for tests below the entries. */
export function planned(version: string, variant: string, platform = 'linux/amd64'): PlanOutputCell {
  const cell = `${version}-${variant}`
  const fingerprint = sha256(`${cell} ${platform}`).slice(7)
  return {
    cell,
    version,
    series: version.split('.').slice(0, 2).join('.'),
    variant,
    platform,
    fingerprint,
    testsFingerprint: sha256(`tests of ${cell}`).slice(7),
    tag: `${cell}-${fingerprint.slice(0, 12)}`,
    verdict: 'build',
    reason: 'of a test',
  }
}

/** The plan that the plan entry would give for a catalog, of the cells that a filter takes. */
export function planOf(
  catalog: Catalog,
  images: string,
  takes: (id: string) => boolean,
  planned = '2026-11-24T12:00:00.000Z',
): PlanOutput {
  const targets = fingerprintCells(cellsOf(catalog), catalog, readImages(images), {
    trixie: BASE,
    bookworm: BASE,
  })
  return {
    format: 2,
    planned,
    bases: Object.fromEntries(
      ['trixie', 'bookworm'].map((runtime) => [runtime, { name: BASE.name, digest: BASE.digest }]),
    ),
    cells: targets.map(({ cell, fingerprint, testsFingerprint, tag }) => ({
      cell: cell.id,
      version: cell.version,
      series: cell.series,
      variant: cell.variant,
      platform: cell.platform,
      fingerprint,
      testsFingerprint,
      tag,
      verdict: takes(cell.id) ? ('build' as const) : ('excluded' as const),
      reason: takes(cell.id) ? 'of a test' : 'not asked for',
      ...(takes(cell.id) ? {} : { excluded: 'filter' as const }),
    })),
  }
}

/** What a test wants an image to be otherwise than its plan. */
export interface Deviation {
  readonly labels?: Readonly<Record<string, string>>
  readonly architecture?: string
  readonly annotations?: Readonly<Record<string, string>>
  /** false: no acceptance record. */
  readonly record?:
    | false
    | {
        readonly outcome?: 'passed' | 'failed'
        readonly testsFingerprint?: string
        readonly archive?: Readonly<Record<string, string>>
        readonly packages?: Readonly<Record<string, string>>
      }
}

/**
 * Pushes a small image as a build of the cell would be, under its staging tag and with its record.
 * @param build makes the content another one
 */
export async function pushCell(
  repository: Repository,
  cell: PlanOutputCell,
  build = 1,
  { labels = {}, architecture = 'amd64', annotations, record = {} }: Deviation = {},
): Promise<Descriptor> {
  const layer = await pushBytes(
    repository,
    'application/vnd.oci.image.layer.v1.tar',
    Buffer.from(`layer of ${cell.cell} for ${cell.platform}, build ${build}`),
  )
  const config = await pushJson(repository, 'application/vnd.oci.image.config.v1+json', {
    architecture: cell.platform.split('/')[1] ?? architecture,
    os: 'linux',
    ...(architecture === 'amd64' ? {} : { architecture }),
    config: {
      Labels: {
        'org.opencontainers.image.version': cell.version,
        'org.opencontainers.image.base.digest': BASE.digest,
        'spark-images.cell': cell.cell,
        'spark-images.fingerprint': cell.fingerprint,
        ...labels,
      },
    },
    rootfs: { type: 'layers', diff_ids: [layer.digest] },
  })
  const manifest = { schemaVersion: 2, mediaType: MEDIA_TYPES.manifest, config, layers: [layer] }
  const bytes = Buffer.from(
    JSON.stringify(annotations === undefined ? manifest : { ...manifest, annotations }),
  )
  const image = await putManifest(repository, cell.tag, bytes, MEDIA_TYPES.manifest)
  if (record !== false) await pushRecord(repository, cell, image, record)
  return image
}

async function pushRecord(
  repository: Repository,
  cell: PlanOutputCell,
  image: Descriptor,
  {
    outcome = 'passed',
    testsFingerprint = cell.testsFingerprint,
    ...more
  }: Exclude<Deviation['record'], false | undefined>,
): Promise<void> {
  const blob = encodeRecord(
    {
      cell: cell.cell,
      platform: cell.platform,
      fingerprint: cell.fingerprint,
      testsFingerprint,
      compressedBytes: 1,
      unpackedBytes: 1,
      tests: [{ name: 'files', outcome, seconds: 1, saw: [] }],
      ...more,
    },
    'test',
    image.digest,
  )
  await pushReferrer(repository, image, statementReferrer(TEST_RESULT, blob, new Date().toISOString()))
}

/** Pushes all cells of a family. @returns the digest of each image by its staging tag */
export async function pushFamily(
  repository: Repository,
  cells: readonly PlanOutputCell[],
  build = 1,
  deviation: Deviation = {},
): Promise<Map<string, Digest>> {
  const pushed = await inParallel(4, cells, async (cell) => {
    const { digest } = await pushCell(repository, cell, build, deviation)
    return [cell.tag, digest] as const
  })
  return new Map(pushed)
}

/** The digest of each alias that is there. */
export async function snapshot(
  at: (image: string | undefined) => Repository,
  names: readonly { readonly image?: string | undefined; readonly tag: string }[],
): Promise<Record<string, Digest | undefined>> {
  const found = await inParallel(4, names, async ({ image, tag }) => {
    const name = image === undefined ? tag : `${image}:${tag}`
    return [name, (await resolveTag(at(image), tag))?.digest] as const
  })
  return Object.fromEntries(found.filter(([, digest]) => digest !== undefined))
}

export const ALIASES: readonly Alias[] = [
  { tag: '{version}-{variant}' },
  { tag: '{series}-{variant}' },
  { tag: '{variant}' },
  { tag: '{version}-{variant}-{date}' },
  { tag: 'latest', variants: ['baseline'] },
  { image: 'spark-{version}', tag: '{variant}' },
]

async function pushBytes(repository: Repository, mediaType: string, bytes: Buffer): Promise<Descriptor> {
  const descriptor = { mediaType, digest: sha256(bytes), size: bytes.length }
  await pushBlob(repository, descriptor, (start) => Readable.from([bytes.subarray(start)]))
  return descriptor
}

function pushJson(repository: Repository, mediaType: string, content: object): Promise<Descriptor> {
  return pushBytes(repository, mediaType, Buffer.from(JSON.stringify(content)))
}

/** A release of cells that no catalog knows, by a plan that is older than any other unless it is said. */
export function release(
  family: readonly PlanOutputCell[],
  aliases: readonly Alias[],
  options: ReleaseOptions & Partial<ReleaseRequest>,
): Promise<ReleaseResult> {
  const {
    versions = new Set(family.map(({ version }) => version)),
    growth = new Map(),
    planned = '2000-01-01T00:00:00.000Z',
    override = [],
  } = options
  return releaseRequest({ family, aliases, versions, growth, planned, override }, options)
}
