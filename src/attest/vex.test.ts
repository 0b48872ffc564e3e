import { describe, expect, it } from 'vitest'
import { makeJar, pom } from '../../tests/attest/jar.ts'
import { scan } from '../../tests/attest/layers.ts'
import { image, run, sampleFiles } from '../../tests/attest/sample.ts'
import type { SparkChange } from '../catalog/artifacts.ts'
import type { VexStatement } from '../catalog/schema/policies.ts'
import type { Catalog } from '../catalog/schema.ts'
import type { AttestedImage } from './package.ts'
import { listPackages } from './packages.ts'
import type { FoundFiles } from './scan.ts'
import { compileVex } from './vex.ts'

const CVE = 'CVE-2026-12345'
const GUAVA = 'pkg:maven/com.google.guava/guava'
const HADOOP = 'pkg:maven/org.apache.hadoop/hadoop-client-api'
const SAID = { author: 'security@acme.example', reviewed: '2026-11-20', 'review-by': '2027-05-01' }
const ABSENT: VexStatement = { status: 'not_affected', justification: 'vulnerable_code_not_present', ...SAID }
const FIXED: VexStatement = { status: 'fixed', ...SAID }

interface Setting {
  readonly vex?: Catalog['vex']
  readonly changes?: readonly SparkChange[]
  readonly files?: FoundFiles
  readonly name?: string
}

async function compile({ vex = {}, changes = [], files, name = image.name }: Setting) {
  const about: AttestedImage = { ...image, name, cell: { ...image.cell, changes } }
  const packages = listPackages(about, files ?? (await sampleFiles()))
  return compileVex(about, packages, { source: run.source, catalog: { epoch: run.catalog.epoch, vex } })
}

type Product = Readonly<Record<string, unknown>> & { readonly subcomponents: readonly object[] }
type Claim = Readonly<Record<string, unknown>> & { readonly products: readonly Product[] }

async function claimsOf(setting: Setting): Promise<Claim[]> {
  const { referrer } = await compile(setting)
  return referrer === undefined ? [] : JSON.parse(String(referrer.blob)).predicate.statements
}

/** Vulnerability, status and packages of each statement. */
async function gist(setting: Setting): Promise<unknown[]> {
  return (await claimsOf(setting)).map(({ vulnerability, status, products }) => [
    (vulnerability as { name: string }).name,
    status,
    ...(products[0]?.subcomponents ?? []).map((part) => (part as { '@id': string })['@id']),
  ])
}

describe('the document', () => {
  const vex = { 'pkg:maven/oro/oro': { [CVE]: { ...ABSENT, impact: 'Left out.' } } }

  it('has the form in which Trivy finds it, and all that OpenVEX asks for', async () => {
    const { referrer, used, notes } = await compile({ vex })
    const product = `pkg:oci/spark@${image.digest}?repository_url=ghcr.io%2Forg%2Fspark`
    expect(referrer).toMatchObject({
      artifactType: 'application/vnd.in-toto+json',
      mediaType: 'application/vnd.in-toto+json',
      annotations: {
        'in-toto.io/predicate-type': 'https://openvex.dev/ns/v0.2.0',
        'org.opencontainers.image.created': '2026-11-20T00:00:00Z',
      },
    })
    expect(JSON.parse(String(referrer?.blob))).toEqual({
      _type: 'https://in-toto.io/Statement/v1',
      subject: [{ name: product, digest: { sha256: image.digest.slice(7) } }],
      predicateType: 'https://openvex.dev/ns/v0.2.0',
      predicate: {
        '@context': 'https://openvex.dev/ns/v0.2.0',
        '@id': expect.stringMatching(/^https:\/\/github\.com\/org\/spark-images-action\/vex\/[0-9a-f]{64}$/),
        author: 'https://github.com/octo/images',
        timestamp: '2026-11-20T00:00:00Z',
        version: 1,
        tooling: 'spark-images-action',
        statements: [
          {
            vulnerability: { name: CVE },
            timestamp: '2026-11-20T00:00:00Z',
            products: [{ '@id': product, subcomponents: [{ '@id': 'pkg:maven/oro/oro@2.0.8' }] }],
            status: 'not_affected',
            status_notes: 'Stated by security@acme.example, to be reviewed by 2027-05-01.',
            justification: 'vulnerable_code_not_present',
            impact_statement: 'Left out.',
          },
        ],
      },
    })
    expect(used).toMatchObject([{ package: 'pkg:maven/oro/oro', vulnerability: CVE }])
    expect(notes).toEqual([])
  })

  it('is the same for the same image, and another with another statement', async () => {
    const [first, same] = [await compile({ vex }), await compile({ vex })]
    expect(same).toEqual(first)
    const other = { 'pkg:maven/oro/oro': { [CVE]: ABSENT } }
    const ids = [first, await compile({ vex: other })].map(
      ({ referrer }) => JSON.parse(String(referrer?.blob)).predicate['@id'],
    )
    expect(new Set(ids).size).toBe(2)
  })

  it('is none where nothing is stated of the image', async () => {
    expect(await compile({})).toEqual({ used: [], notes: [] })
    expect(await compile({ vex: { 'pkg:maven/a/b': { [CVE]: ABSENT } } })).toEqual({
      used: [],
      notes: [`${CVE} of pkg:maven/a/b is not stated: the image has no such package`],
    })
  })

  it('names an image of Docker Hub also as scanners do', async () => {
    const [claim] = await claimsOf({ vex, name: 'docker.io/acme/spark' })
    expect(claim?.products.map((product) => product['@id'])).toEqual(
      ['docker.io', 'index.docker.io'].map(
        (host) => `pkg:oci/spark@${image.digest}?repository_url=${host}%2Facme%2Fspark`,
      ),
    )
  })
})

describe('a statement', () => {
  it('is of a package of any kind, with the qualifiers that the bill of materials has and without', async () => {
    const vex = { 'pkg:deb/debian/libgcc-s1': { [CVE]: ABSENT }, 'pkg:pypi/six': { [CVE]: FIXED } }
    const [debian, python] = await claimsOf({ vex })
    const purl = 'pkg:deb/debian/libgcc-s1@1:12.2.0-14%2Bdeb12u1'
    expect(debian?.products[0]?.subcomponents).toEqual([
      { '@id': expect.stringMatching(/\?arch=amd64&distro=/), identifiers: { purl } },
    ])
    expect(python?.products[0]?.subcomponents).toEqual([{ '@id': 'pkg:pypi/six@1.17.0' }])
  })

  it('of one version comes before that of all', async () => {
    const vex = (version: string) => ({
      'pkg:pypi/six': { [CVE]: ABSENT },
      [`pkg:pypi/six@${version}`]: { [CVE]: { ...SAID, status: 'affected' as const, action: 'Wait.' } },
    })
    expect(await gist({ vex: vex('1.17.0') })).toEqual([[CVE, 'affected', 'pkg:pypi/six@1.17.0']])
    expect(await gist({ vex: vex('1.16.0') })).toEqual([[CVE, 'not_affected', 'pkg:pypi/six@1.17.0']])
  })

  it('of what a jar has in it is about that, not the jar', async () => {
    expect(await gist({ vex: { [HADOOP]: { [CVE]: { ...ABSENT, shaded: GUAVA } } } })).toEqual([
      [CVE, 'not_affected', `${GUAVA}@27.0-jre`],
    ])
    expect(await gist({ vex: { [HADOOP]: { [CVE]: ABSENT } } })).toEqual([
      [CVE, 'not_affected', `${HADOOP}@3.4.2`],
    ])
    expect(await gist({ vex: { [GUAVA]: { [CVE]: ABSENT } } })).toEqual([])
    expect(await gist({ vex: { [HADOOP]: { [CVE]: { ...ABSENT, shaded: `${GUAVA}@28` } } } })).toEqual([])
  })

  it('is left out where another jar has the same, until it is made of that too', async () => {
    const files = await scan([
      {
        'opt/spark/jars/hadoop-client-api-3.4.2.jar': makeJar({
          ...pom('org.apache.hadoop', 'hadoop-client-api', '3.4.2'),
          ...pom('com.google.guava', 'guava', '27.0-jre'),
        }),
        'opt/spark/jars/guava-27.0-jre.jar': makeJar(pom('com.google.guava', 'guava', '27.0-jre')),
      },
    ])
    const shaded = { ...ABSENT, shaded: GUAVA }
    const vex = { [HADOOP]: { [CVE]: shaded } }
    expect(await compile({ vex, files })).toEqual({
      used: [],
      notes: [
        `${CVE} of ${GUAVA}@27.0-jre is not stated: ${HADOOP} is not all that has it, and a scanner can't tell them apart`,
      ],
    })
    expect(await gist({ vex: { ...vex, [GUAVA]: { [CVE]: ABSENT } }, files })).toEqual([
      [CVE, 'not_affected', `${GUAVA}@27.0-jre`],
    ])
    expect(await gist({ vex: { ...vex, [GUAVA]: { [CVE]: FIXED } }, files })).toEqual([])
    // Who is told that an image is affected can't be told too often.
    const affected = { ...SAID, status: 'affected' as const, action: 'Wait.', shaded: GUAVA }
    expect(await gist({ vex: { [HADOOP]: { [CVE]: affected } }, files })).toEqual([
      [CVE, 'affected', `${GUAVA}@27.0-jre`],
    ])
  })
})

describe('what the build proves', () => {
  const replaced = { name: 'oro:oro', version: '2.0.8', reasons: [CVE, 'SPARK-1'] }

  it('is that a replaced jar is fixed', async () => {
    const [claim, ...others] = await claimsOf({ changes: [replaced] })
    expect(others).toEqual([])
    expect(claim).toMatchObject({
      vulnerability: { name: CVE },
      timestamp: run.catalog.epoch,
      products: [{ subcomponents: [{ '@id': 'pkg:maven/oro/oro@2.0.8' }] }],
      status: 'fixed',
      status_notes: 'The build replaces the version that Spark brings with 2.0.8.',
    })
    expect(claim).not.toHaveProperty('justification')
    expect(await gist({ changes: [{ ...replaced, version: '2.0.9' }] })).toEqual([])
  })

  it('is that a jar with a classifier is fixed, where the image has that', async () => {
    const name = 'com.nvidia:rapids-4-spark_2.13'
    const to = (classifier: string) => ({ name: name + classifier, version: '26.08.1', reasons: [CVE] })
    const rapids = 'pkg:maven/com.nvidia/rapids-4-spark_2.13@26.08.1?classifier=cuda12'
    const fixed = [[CVE, 'fixed', rapids]]
    expect(await gist({ changes: [to(':cuda13'), to(':cuda12')] })).toEqual(fixed)
    expect(await gist({ changes: [to(':cuda13')] })).toEqual([])
    expect(await gist({ changes: [to(''), to(':cuda12')] })).toEqual(fixed)
  })

  it('is once that a jar is not there, and only where no file of it is', async () => {
    const left = (name: string) => ({ name, reasons: [CVE] })
    const both = [left('io.acme:ssl:linux-x86_64'), left('io.acme:ssl:linux-aarch_64')]
    expect(await gist({ changes: both })).toEqual([[CVE, 'not_affected', 'pkg:maven/io.acme/ssl']])
    expect(await gist({ changes: [left('com.nvidia:rapids-4-spark_2.13:cuda13')] })).toEqual([])
  })

  it('gives way to what the catalog states', async () => {
    const vex = { 'pkg:maven/oro/oro': { [CVE]: { ...SAID, status: 'under_investigation' as const } } }
    expect(await gist({ vex, changes: [replaced] })).toEqual([
      [CVE, 'under_investigation', 'pkg:maven/oro/oro@2.0.8'],
    ])
  })

  it('is that a jar is not there, unless another has it in itself', async () => {
    const [claim] = await claimsOf({ changes: [{ name: 'com.zaxxer:HikariCP', reasons: [CVE] }] })
    expect(claim).toMatchObject({
      products: [{ subcomponents: [{ '@id': 'pkg:maven/com.zaxxer/HikariCP' }] }],
      status: 'not_affected',
      justification: 'component_not_present',
    })
    const changes = [{ name: 'com.google.guava:guava', reasons: [CVE] }]
    expect(await compile({ changes })).toEqual({
      used: [],
      notes: [`${CVE} of ${GUAVA}@27.0-jre is not stated: other jars have com.google.guava:guava in them`],
    })
  })
})
