import { afterAll, beforeAll, expect, test } from 'vitest'
import { listPackages } from '../../src/attest/packages.ts'
import { attestations } from '../../src/attest/provenance.ts'
import { ImageScan } from '../../src/attest/scan.ts'
import { OPENVEX } from '../../src/attest/vex.ts'
import { openLayout } from '../../src/layout/layout.ts'
import { measure } from '../../src/layout/measure.ts'
import type { Descriptor } from '../../src/oci/descriptor.ts'
import { parseManifest } from '../../src/oci/manifest.ts'
import { TEST_RESULT } from '../../src/plan/record.ts'
import { getManifest } from '../../src/registry/manifests.ts'
import { pushImage } from '../../src/registry/push.ts'
import { getReferrerBlob, listReferrers, pushReferrer } from '../../src/registry/referrers.ts'
import { openRepository } from '../../src/registry/repository.ts'
import { image, run } from '../attest/sample.ts'
import { makeImage, TestFolder } from './image.ts'
import { startRegistry, type TestRegistry } from './registry.ts'

let registry: TestRegistry
let folder: TestFolder
beforeAll(async () => {
  registry = await startRegistry()
  folder = await TestFolder.make()
})
afterAll(async () => {
  await folder?.[Symbol.asyncDispose]()
  await registry?.[Symbol.asyncDispose]()
})

test('a built image has its bill of materials and its provenance, found by type; building again adds a run', async () => {
  const layout = await openLayout(await folder.writeLayout(await makeImage()))
  const subject = layout.manifest.descriptor
  const repository = openRepository({ registry: registry.host, repository: 'org/attested' })
  const build = async (finished: Date): Promise<Descriptor[]> => {
    const scan = new ImageScan()
    await measure(layout, { reader: scan.reader })
    await pushImage(layout, repository, 'a')
    const about = { ...image, digest: subject.digest }
    const attached: Descriptor[] = []
    for (const referrer of attestations(about, listPackages(about, scan.files()), { ...run, finished })) {
      attached.push(await pushReferrer(repository, subject, referrer))
    }
    return attached
  }
  const [sbom, first] = await build(new Date('2026-11-24T10:00:00Z'))
  const [same, second] = await build(new Date('2026-11-24T11:00:00Z'))
  expect(same).toEqual(sbom)

  const bySpdx = await listReferrers(repository, subject.digest, 'application/spdx+json')
  expect(bySpdx).toEqual([sbom])
  const document = JSON.parse(String(await getReferrerBlob(repository, bySpdx[0] ?? subject)))
  expect(document).toMatchObject({ spdxVersion: 'SPDX-2.3', packages: [{ name: image.name }, {}, {}, {}] })

  const statements = await listReferrers(repository, subject.digest, 'application/vnd.in-toto+json')
  expect(statements).toEqual([first, second])
  for (const { annotations } of statements) {
    expect(annotations?.['in-toto.io/predicate-type']).toBe('https://slsa.dev/provenance/v1')
  }
  const statement = JSON.parse(String(await getReferrerBlob(repository, statements[1] ?? subject)))
  expect(statement.subject[0].digest).toEqual({ sha256: subject.digest.slice(7) })

  // ORAS makes a file of each, by its title.
  const attach = (predicate: string): Promise<Descriptor> =>
    pushReferrer(repository, subject, {
      artifactType: 'application/vnd.in-toto+json',
      mediaType: 'application/vnd.in-toto+json',
      annotations: { 'in-toto.io/predicate-type': predicate },
      blob: Buffer.from('{}'),
    })
  const [record, vex] = [await attach(TEST_RESULT), await attach(OPENVEX)]
  const titles = [sbom, first, record, vex].map(async (referrer) => {
    const stored = await getManifest(repository, referrer?.digest ?? '')
    const { layers } = parseManifest(stored?.bytes ?? Buffer.alloc(0), 'an artifact')
    return layers.map(({ annotations }) => annotations?.['org.opencontainers.image.title'])
  })
  expect(await Promise.all(titles)).toEqual([
    ['sbom.spdx.json'],
    ['provenance.json'],
    ['acceptance.json'],
    ['openvex.json'],
  ])
})
