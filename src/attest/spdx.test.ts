import { readFile } from 'node:fs/promises'
import { Ajv2019 } from 'ajv/dist/2019.js'
import { expect, test } from 'vitest'
import { image, sampleFiles } from '../../tests/attest/sample.ts'
import { sha256 } from '../oci/digest.ts'
import { listPackages } from './packages.ts'
import { spdxDocument } from './spdx.ts'

interface Document {
  readonly SPDXID: string
  readonly documentNamespace: string
  readonly packages: readonly {
    readonly SPDXID: string
    readonly name: string
    readonly licenseDeclared: string
    readonly checksums?: readonly { readonly checksumValue: string }[]
  }[]
  readonly relationships: readonly {
    readonly spdxElementId: string
    readonly relatedSpdxElement: string
    readonly relationshipType: string
  }[]
  readonly hasExtractedLicensingInfos: readonly { readonly licenseId: string }[]
}

const samplePackages = async () => listPackages(image, await sampleFiles())
const CREATED = '2026-11-01T00:00:00Z'
const document = async (): Promise<Document> =>
  JSON.parse(String(spdxDocument(image, await samplePackages(), CREATED)))

// schemas/spdx-schema.json of github.com/spdx/spdx-spec, branch support/2.3.1, as it is there (CC-BY-3.0).
const schema = new URL('../../tests/attest/spdx-2.3.schema.json', import.meta.url)

test("the document is valid by SPDX's own schema", async () => {
  const validate = new Ajv2019({ strict: false }).compile(JSON.parse(await readFile(schema, 'utf8')))
  validate(await document())
  expect(validate.errors).toBeNull()
  // It does tell right from wrong.
  expect(validate({ ...(await document()), packages: [{ SPDXID: 'SPDXRef-x' }] })).toBe(false)
})

test('what the schema leaves to the specification: ids, namespace, references, licences', async () => {
  const { packages, relationships, documentNamespace, hasExtractedLicensingInfos, SPDXID } = await document()
  const ids = packages.map((part) => part.SPDXID)
  expect(new Set(ids).size).toBe(ids.length)
  for (const id of ids) expect(id).toMatch(/^SPDXRef-[A-Za-z0-9.-]+$/)
  expect(documentNamespace).toMatch(/^https:\/\/[^#\s]+\/[0-9a-f]{64}$/)
  const contained = relationships.map(({ relatedSpdxElement }) => relatedSpdxElement)
  expect([...contained].sort()).toEqual([...ids].sort())
  for (const { spdxElementId } of relationships) expect([SPDXID, ...ids]).toContain(spdxElementId)
  const custom = packages.flatMap(({ licenseDeclared }) => licenseDeclared.match(/LicenseRef-[\w.-]+/g) ?? [])
  expect(hasExtractedLicensingInfos.map(({ licenseId }) => licenseId)).toEqual([...new Set(custom)])
})

test('the image itself is what the document is about', async () => {
  const { packages, relationships } = await document()
  const [about] = relationships
  expect(about).toMatchObject({ relationshipType: 'DESCRIBES', relatedSpdxElement: packages[0]?.SPDXID })
  expect(packages[0]).toMatchObject({
    name: 'ghcr.io/org/spark',
    versionInfo: '4.1.1-gpu-0a1b2c3d4e5f',
    checksums: [{ algorithm: 'SHA256', checksumValue: image.digest.slice(7) }],
    licenseDeclared: 'Apache-2.0 AND BSD-2-Clause AND LicenseRef-Oracle-FUTC AND MIT',
    externalRefs: [
      {
        referenceLocator: `pkg:oci/spark@${image.digest}?repository_url=ghcr.io%2Forg%2Fspark&tag=4.1.1-gpu-0a1b2c3d4e5f`,
      },
    ],
  })
})

test('the same image gives the same bytes, another one another namespace', async () => {
  const [first, second] = [await samplePackages(), await samplePackages()]
  expect(spdxDocument(image, first, CREATED).equals(spdxDocument(image, second, CREATED))).toBe(true)
  const other = JSON.parse(String(spdxDocument({ ...image, digest: sha256('another') }, first, CREATED)))
  expect(other.documentNamespace).not.toBe((await document()).documentNamespace)
})
