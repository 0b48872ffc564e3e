/** Plans against a real registry and an archive of Debian packages, from the base image to the matrix. */

import path from 'node:path'
import { Readable } from 'node:stream'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { cellsOf } from '../../src/catalog/cells.ts'
import { sha256 } from '../../src/oci/digest.ts'
import { MEDIA_TYPES } from '../../src/oci/manifest.ts'
import { matrixOf } from '../../src/plan/output.ts'
import { fingerprintCells, type Plan } from '../../src/plan/plan.ts'
import { preparePlan } from '../../src/plan/prepare.ts'
import type { AcceptanceRecord } from '../../src/plan/record.ts'
import { readImages } from '../../src/plan/sources.ts'
import { pushBlob } from '../../src/registry/blobs.ts'
import { putManifest } from '../../src/registry/manifests.ts'
import { openRepository } from '../../src/registry/repository.ts'
import { layerTar } from '../attest/layers.ts'
import { startArchive, type TestArchive } from '../support/archive.ts'
import { loadOnePlatform } from '../support/one-platform.ts'
import { ROOT } from '../support/process.ts'
import { publish } from '../support/published.ts'
import { startRegistry, type TestRegistry } from './registry.ts'

const images = path.join(ROOT, 'images')
const catalog = await loadOnePlatform(images)
const cells = cellsOf(catalog).filter(({ version }) => version === '4.1.1')
const jdk = { name: 'openjdk-21-jdk-headless', version: '21.0.9+10-1' }
const tini = { name: 'tini', version: '0.19.0-1' }
const packages = { [jdk.name]: jdk.version, [tini.name]: tini.version }
let registry: TestRegistry
let archive: TestArchive

beforeAll(async () => {
  registry = await startRegistry()
  archive = await startArchive()
}, 120_000)

beforeEach(async () => {
  await archive.publish({ suite: 'trixie', packages: [jdk, tini] })
  await archive.publish({ suite: 'trixie-security', packages: [] })
  archive.requests.length = 0
})

afterAll(async () => {
  await registry[Symbol.asyncDispose]()
  await archive[Symbol.asyncDispose]()
})

/** Pushes a base whose apt asks the archive, and gives it. */
async function pushBase() {
  const repository = openRepository({ registry: registry.host, repository: 'base' })
  const push = async (mediaType: string, bytes: Buffer) => {
    const descriptor = { mediaType, digest: sha256(bytes), size: bytes.length }
    await pushBlob(repository, descriptor, (start) => Readable.from([bytes.subarray(start)]))
    return descriptor
  }
  const stanza = [
    'Types: deb',
    `URIs: ${archive.url}`,
    'Suites: trixie trixie-security',
    'Components: main',
    'Signed-By: /usr/share/keyrings/archive.gpg',
  ]
  const layer = await layerTar({
    'etc/apt/sources.list.d/debian.sources': `${stanza.join('\n')}\n`,
    'usr/share/keyrings/archive.gpg': archive.key,
  })
  const config = await push('application/vnd.oci.image.config.v1+json', Buffer.from('{}'))
  const layers = [await push('application/vnd.oci.image.layer.v1.tar+gzip', gzipSync(layer))]
  const manifest = Buffer.from(
    JSON.stringify({ schemaVersion: 2, mediaType: MEDIA_TYPES.manifest, config, layers }),
  )
  const { digest } = await putManifest(repository, 'latest', manifest, MEDIA_TYPES.manifest)
  return { name: 'debian:trixie-slim', digest, reference: `${registry.host}/base@${digest}` }
}

/** The plan of cells that were built with this in their records. */
async function planned(name: string, more: Partial<AcceptanceRecord>, created?: string): Promise<Plan> {
  const base = await pushBase()
  const bases = { trixie: base, bookworm: base }
  const repository = openRepository({ registry: registry.host, repository: name })
  const targets = fingerprintCells(cells, catalog, readImages(images), bases)
  await publish(repository, targets, { created, more })
  const selection = { ids: new Set(cells.map(({ id }) => id)) }
  return preparePlan({ cells, catalog, images, bases, selection, repository, outdated: true })
}

const verdicts = ({ cells }: Plan) =>
  new Set(
    cells
      .filter(({ verdict }) => verdict.kind !== 'excluded')
      .map(({ verdict }) => `${verdict.kind}: ${verdict.reason}`),
  )

it('a fix makes all cells with the package due, and what was built from that state is unchanged, without another index read', async () => {
  const before = await planned('fixed', { packages })
  expect(before.warnings).toEqual([])
  expect(verdicts(before)).toEqual(new Set(['unchanged: in the registry, tested (2026-11-20)']))
  const archiveThen = before.cells[0]?.archive

  await archive.publish({ suite: 'trixie-security', packages: [{ ...jdk, version: '21.0.10+7-1' }] })
  archive.requests.length = 0
  const due = await planned('fixed', { packages, archive: archiveThen }, '2026-11-21T10:00:00.000Z')
  expect(verdicts(due)).toEqual(
    new Set(['build: openjdk-21-jdk-headless 21.0.9+10-1 → 21.0.10+7-1 (security)']),
  )
  const { include } = matrixOf(due, 'outdated')
  expect(include).toHaveLength(4)
  expect(include.every(({ anew, archive: state }) => anew === true && state !== undefined)).toBe(true)
  const indexes = () => archive.requests.filter((asked) => !asked.endsWith('/InRelease'))
  expect(indexes()).toEqual(['dists/trixie-security/main/binary-amd64/Packages'])

  archive.requests.length = 0
  const built = { packages: { ...packages, [jdk.name]: '21.0.10+7-1' }, archive: include[0]?.archive }
  const after = await planned('fixed', built, '2026-11-22T10:00:00.000Z')
  expect(verdicts(after)).toEqual(new Set(['unchanged: in the registry, tested (2026-11-22)']))
  expect(indexes()).toEqual([])
})

it('a record of a version that did not note packages makes its cell due', async () => {
  const [verdict = ''] = verdicts(await planned('old', {}))
  expect(verdict).toMatch(/^build: the acceptance record of 4\.1\.1-\S+ does not say which packages it has$/)
})

it('without the archive the plan says so, once, and is as without the question', async () => {
  archive.files.clear()
  const made = await planned('gone', {})
  expect(verdicts(made)).toEqual(new Set(['unchanged: in the registry, tested (2026-11-20)']))
  expect(made.warnings).toEqual([
    expect.stringMatching(
      /^which packages have newer versions is not known of what is on \S+, so that only other/,
    ),
  ])
})
