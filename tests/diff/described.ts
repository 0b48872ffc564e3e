import { Readable } from 'node:stream'
import type { AttestedImage, Package } from '../../src/attest/package.ts'
import { SPDX_TYPE, spdxDocument } from '../../src/attest/spdx.ts'
import { compileVex } from '../../src/attest/vex.ts'
import { vulnerabilityPolicy } from '../../src/catalog/schema/policies.ts'
import type { Catalog } from '../../src/catalog/schema.ts'
import type { Descriptor } from '../../src/oci/descriptor.ts'
import { hexOf, sha256 } from '../../src/oci/digest.ts'
import { MEDIA_TYPES } from '../../src/oci/manifest.ts'
import type { PlanOutputCell } from '../../src/plan/output.ts'
import { encodeRecord, TEST_RESULT, type TestResult } from '../../src/plan/record.ts'
import { pushBlob } from '../../src/registry/blobs.ts'
import { putManifest } from '../../src/registry/manifests.ts'
import { pushReferrer, type Referrer, statementReferrer } from '../../src/registry/referrers.ts'
import type { Repository } from '../../src/registry/repository.ts'
import { vulnerabilityStatement } from '../../src/vulnerabilities/attestation.ts'
import type { Severity } from '../../src/vulnerabilities/severity.ts'
import { image } from '../attest/sample.ts'

/** What an image of a test is, and what is attached to it. Layers are by stage, the lowest first; a manifest may say any size. */
export interface Described {
  readonly layers?: Readonly<Record<string, Buffer | { readonly content: Buffer; readonly said: number }>>
  readonly env?: readonly string[]
  readonly labels?: Readonly<Record<string, string>>
  readonly packages?: readonly Package[]
  readonly findings?: readonly {
    readonly id: string
    readonly of: string
    readonly severity: Severity
    readonly fixed?: string
  }[]
  readonly vex?: Catalog['vex']
  readonly tests?: readonly TestResult[]
  readonly created?: string
  readonly unpackedBytes?: number
  /** Leaves the named documents out. */
  readonly without?: readonly ('sbom' | 'scan' | 'record')[]
}

/** A package that a lockfile pins, by its package URL. */
export function pinned(purl: string, license?: string): Package {
  const [, type, name = '', version = ''] = /^pkg:(\w+)\/([^@]+)@([^?]+)/.exec(purl) ?? []
  const plain = type === 'maven' ? name.replace('/', ':') : name.replace('debian/', '')
  return {
    kind: type === 'deb' ? 'debian' : 'locked',
    name: plain,
    version,
    purl,
    license,
    source: 'of a test',
  }
}

/** An image of a test, and what a build makes of it. */
export interface DescribedImage {
  readonly descriptor: Descriptor
  readonly manifest: Buffer
  readonly blobs: readonly { readonly descriptor: Descriptor; readonly bytes: Buffer }[]
  readonly documents: readonly Referrer[]
}

/** Makes an image, with all that a build attaches to it. */
export function makeDescribed(cell: PlanOutputCell, described: Described = {}): DescribedImage {
  const { layers = {}, env = ['SPARK_HOME=/opt/spark'], labels = {} } = described
  const stages = Object.entries(layers)
  const made = stages.map(([, layer]) => {
    const { content, said } = Buffer.isBuffer(layer) ? { content: layer, said: layer.length } : layer
    const blob = blobOf('application/vnd.oci.image.layer.v1.tar', content)
    return { blob, listed: { ...blob.descriptor, size: said } }
  })
  const config = blobOf(
    'application/vnd.oci.image.config.v1+json',
    JSON.stringify({
      architecture: cell.platform.split('/')[1],
      os: 'linux',
      config: {
        Env: env,
        Entrypoint: ['/opt/entrypoint.sh'],
        Labels: {
          'org.opencontainers.image.version': cell.version,
          'org.opencontainers.image.base.digest': sha256('base'),
          'spark-images.cell': cell.cell,
          'spark-images.fingerprint': cell.fingerprint,
          ...labels,
        },
      },
      rootfs: { diff_ids: made.map(({ listed: { digest } }) => digest) },
      history: stages.map(([stage]) => ({ created_by: `COPY /${stage}/ / # buildkit` })),
    }),
  )
  const manifest = blobOf(
    MEDIA_TYPES.manifest,
    JSON.stringify({
      schemaVersion: 2,
      mediaType: MEDIA_TYPES.manifest,
      config: config.descriptor,
      layers: made.map(({ listed }) => listed),
    }),
  )
  const { descriptor, bytes } = manifest
  const blobs = [...made.map(({ blob }) => blob), config]
  return { descriptor, manifest: bytes, blobs, documents: documents(cell, descriptor, described) }
}

/** Pushes an image under the staging tag of a cell, with all that a build attaches to it. */
export async function pushDescribed(
  repository: Repository,
  cell: PlanOutputCell,
  described: Described = {},
): Promise<Descriptor> {
  const { manifest, blobs, documents: attached } = makeDescribed(cell, described)
  for (const { descriptor, bytes } of blobs)
    await pushBlob(repository, descriptor, (start) => Readable.from([bytes.subarray(start)]))
  const stored = await putManifest(repository, cell.tag, manifest, MEDIA_TYPES.manifest)
  for (const referrer of attached) await pushReferrer(repository, stored, referrer)
  return stored
}

/** The files of its OCI layout, by name. */
export function layoutFiles({ descriptor, manifest, blobs }: DescribedImage): Map<string, Buffer> {
  const named = [...blobs, { descriptor, bytes: manifest }].map(
    (blob) => [`blobs/sha256/${hexOf(blob.descriptor.digest)}`, blob.bytes] as const,
  )
  const index = JSON.stringify({ schemaVersion: 2, manifests: [descriptor] })
  return new Map([...named, ['index.json', Buffer.from(index)]])
}

function documents(cell: PlanOutputCell, { digest }: Descriptor, described: Described): Referrer[] {
  const { packages = [], findings = [], vex = {}, without = [] } = described
  const { tests = [{ name: 'files', outcome: 'passed', seconds: 1.5, saw: [] }] } = described
  const { created = '2026-11-20T10:00:00.000Z', unpackedBytes = 3 } = described
  const about: AttestedImage = { ...image, digest, tag: cell.tag, locked: [] }
  const blob = spdxDocument(about, packages, '2026-11-01T00:00:00Z')
  const sbom: Referrer = { artifactType: SPDX_TYPE, mediaType: SPDX_TYPE, blob }
  const report = {
    image: cell.tag,
    packages: packages.length,
    unnamed: [],
    policy: vulnerabilityPolicy.parse({}),
    started: new Date(created),
    finished: new Date(created),
    findings: findings.map(({ id, of, severity, fixed }) => {
      const { name = '', version = '', purl = '' } = packages.find((one) => one.name === of) ?? {}
      const found = { ecosystem: 'Maven', name, version, purl, where: [] }
      const rest = { aliases: [], summary: '', url: '', status: 'found' as const, fails: false }
      return { id, package: found, severity, fixed: fixed === undefined ? [] : [fixed], ...rest }
    }),
  }
  const scan = vulnerabilityStatement(report, { name: 'test', digest, database: 'https://osv.test' })
  const { referrer: statements } = compileVex(about, packages, {
    catalog: { epoch: '2026-11-01T00:00:00Z', vex },
    source: 'test',
  })
  const accepted = encodeRecord(
    {
      cell: cell.cell,
      platform: cell.platform,
      fingerprint: cell.fingerprint,
      testsFingerprint: cell.testsFingerprint,
      compressedBytes: 1,
      unpackedBytes,
      tests: [...tests],
    },
    'test',
    digest,
  )
  const record = statementReferrer(TEST_RESULT, accepted, created)
  const all = { sbom, scan, statements, record }
  return Object.entries(all).flatMap(([name, one]) =>
    one === undefined || without.some((left) => left === name) ? [] : [one],
  )
}

function blobOf(mediaType: string, content: string | Buffer) {
  const bytes = Buffer.from(content)
  return { descriptor: { mediaType, digest: sha256(bytes), size: bytes.length }, bytes }
}
