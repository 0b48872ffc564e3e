import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { diffReferences } from '../../src/diff/family.ts'
import type { Diff } from '../../src/diff/schema.ts'
import { parseCommand } from '../../src/local/arguments.ts'
import { diffLocally } from '../../src/local/diff.ts'
import { pushReferrer } from '../../src/registry/referrers.ts'
import { openRepository, type Repository } from '../../src/registry/repository.ts'
import { testPace } from '../../src/release/lease.ts'
import { layerTar } from '../attest/layers.ts'
import { startRegistry, type TestRegistry } from '../registry/registry.ts'
import { ALIASES, planned, pushCell, release } from '../release/family.ts'
import { ROOT } from '../support/process.ts'
import { type Described, pinned, pushDescribed } from './described.ts'

let registry: TestRegistry
let repository: Repository
let name: string
let ids: string[]

const cell = planned('4.1.1', 'gpu')
const SAID = { author: 'security@acme.test', reviewed: '2026-11-20', 'review-by': '2027-05-01' }
const GUAVA = 'pkg:maven/com.google.guava/guava'

const layers = async (conf: string, spark: string) => ({
  os: Buffer.alloc(3000, 'os'),
  spark: Buffer.alloc(5000, spark),
  conf: await layerTar({ 'opt/spark/defaults/spark-defaults.conf': conf }),
})

const BEFORE: Described = {
  packages: [
    pinned(`${GUAVA}@32.0.0-jre`, 'Apache-2.0'),
    pinned('pkg:maven/org.old/gone@1.0', 'MIT'),
    pinned('pkg:pypi/numpy@2.4.0', 'BSD-3-Clause'),
    pinned('pkg:deb/debian/libc6@2.41-12?arch=amd64'),
    pinned('pkg:maven/io.netty/netty-codec@4.1.100.Final', 'Apache-2.0'),
  ],
  findings: [
    { id: 'CVE-2026-1001', of: 'com.google.guava:guava', severity: 'high', fixed: '33.0.0-jre' },
    { id: 'CVE-2026-1002', of: 'io.netty:netty-codec', severity: 'medium' },
  ],
  tests: [{ name: 'connect', outcome: 'passed', seconds: 3, saw: [] }],
}

const NOW: Described = {
  env: ['SPARK_HOME=/opt/spark', 'NEW_SETTING=<b>yes</b>'],
  labels: { 'spark-images.support': 'experimental: a pin' },
  packages: [
    pinned(`${GUAVA}@33.0.0-jre`, 'Apache-2.0'),
    pinned('pkg:pypi/numpy@2.3.9', 'BSD-3-Clause'),
    pinned('pkg:deb/debian/libc6@2.41-12+deb13u1?arch=amd64'),
    pinned('pkg:maven/io.netty/netty-codec@4.1.100.Final', 'Apache-2.0'),
    pinned('pkg:maven/org.fresh/come@2.0', 'EPL-2.0'),
  ],
  findings: [
    { id: 'CVE-2026-1002', of: 'io.netty:netty-codec', severity: 'medium' },
    { id: 'CVE-2026-1003', of: 'io.netty:netty-codec', severity: 'critical' },
    { id: 'CVE-2026-1004', of: 'org.fresh:come', severity: 'low' },
  ],
  vex: { [GUAVA]: { 'CVE-2026-9': { status: 'fixed', ...SAID } } },
  tests: [
    { name: 'connect', outcome: 'passed', seconds: 9, saw: [] },
    { name: 'gpu', outcome: 'passed', seconds: 1, saw: [] },
  ],
}

beforeAll(async () => {
  registry = await startRegistry()
  repository = openRepository({ registry: registry.host, repository: 'org/spark' })
  name = `${registry.host}/org/spark`
  const options = {
    image: repository.image,
    dryRun: false,
    by: 'a test',
    say: () => {},
    now: new Date('2026-11-20T12:00:00Z'),
    ...testPace({ SPARK_IMAGES_PACE: '0.01' }),
  }
  ids = []
  const other = planned('4.1.0', 'gpu')
  await pushCell(repository, other)
  for (const [index, described] of [BEFORE, NOW].entries()) {
    await pushDescribed(repository, cell, {
      ...described,
      layers: await layers(`spark.sql.x ${index}\nspark.same 1\n`, `${index}`),
    })
    const { id } = await release([cell, other], ALIASES, options)
    ids.push(id ?? '')
  }
})
afterAll(async () => {
  await registry?.[Symbol.asyncDispose]()
})

const run = (...args: string[]): Promise<string> => diffLocally(parseCommand(['diff', ...args]))

describe('the diff of two releases', () => {
  it('has what changed, and is as its schema says', async () => {
    const [old = '', current = ''] = ids
    const text = await run(old, `release-${current}`, '--image', name, '--format', 'json')
    const diff: Diff = JSON.parse(text)
    const schema = JSON.parse(await readFile(path.join(ROOT, 'docs/diff.schema.json'), 'utf8'))
    const isValid = new Ajv2020().compile(schema)
    expect([isValid(diff), isValid.errors]).toEqual([true, null])
    expect(diff).toMatchObject({
      old: `${name}:release-${old}`,
      new: `${name}:release-${current}`,
      added: [],
      removed: [],
      unchanged: 1,
      unknown: [],
    })
    const [image] = diff.images
    expect(diff.images).toHaveLength(1)
    expect(image).toMatchObject({ cell: '4.1.1-gpu', platform: 'linux/amd64', unknown: [] })
    expect(image?.packages).toEqual([
      { ecosystem: 'Debian', name: 'libc6', change: 'up', old: ['2.41-12'], new: ['2.41-12+deb13u1'] },
      {
        ecosystem: 'Maven',
        name: 'com.google.guava:guava',
        change: 'up',
        old: ['32.0.0-jre'],
        new: ['33.0.0-jre'],
      },
      { ecosystem: 'Maven', name: 'org.fresh:come', change: 'in', old: [], new: ['2.0'] },
      { ecosystem: 'Maven', name: 'org.old:gone', change: 'out', old: ['1.0'], new: [] },
      { ecosystem: 'PyPI', name: 'numpy', change: 'down', old: ['2.4.0'], new: ['2.3.9'] },
    ])
    expect(image?.licences).toEqual([
      { licence: 'EPL-2.0', change: 'in', packages: ['org.fresh:come'] },
      { licence: 'MIT', change: 'out', packages: ['org.old:gone'] },
    ])
    expect(image?.vulnerabilities.map(({ id, change }) => [id, change])).toEqual([
      ['CVE-2026-1004', 'in'],
      ['CVE-2026-1003', 'published'],
      ['CVE-2026-1001', 'out'],
    ])
    expect(image?.statements).toEqual([
      { vulnerability: 'CVE-2026-9', package: 'com.google.guava:guava', old: null, new: 'fixed' },
    ])
    expect(image?.settings).toEqual([
      { name: 'conf spark.sql.x', old: '0', new: '1' },
      { name: 'env NEW_SETTING', old: null, new: '<b>yes</b>' },
      { name: 'label spark-images.support', old: null, new: 'experimental: a pin' },
    ])
    expect(image?.tests).toEqual([{ name: 'gpu', old: null, new: 'passed' }])
    const os = image?.layers.find(({ stage }) => stage === 'os')
    expect(os).toEqual({ stage: 'os', old: 3000, new: 3000, pull: 0 })
    const pull = image?.layers.reduce((sum, layer) => sum + layer.pull, 0) ?? 0
    expect(pull).toBeGreaterThan(5000)
    // And the configuration.
    expect(image?.pullBytes).toBeGreaterThan(pull)
    expect(image?.pullBytes).toBeLessThan(pull + 1000)
  })

  it('is text, and Markdown in which nothing is markup', async () => {
    const [old = '', current = ''] = ids
    const text = await run(old, current, '--image', name)
    expect(text).toContain('1 image differs, 1 the same')
    expect(text).toMatch(/^ {4}published since {2}CVE-2026-1003 {2}critical/m)
    expect(text).toMatch(/^ {4}down +numpy +2\.4\.0 +2\.3\.9 +PyPI$/m)
    const markdown = await run(old, current, '--image', name, '--format', 'markdown')
    expect(markdown).toContain('<details><summary>4.1.1-gpu for linux/amd64</summary>')
    expect(markdown).toContain('&lt;b&gt;yes&lt;/b&gt;')
    expect(markdown).not.toContain('<b>yes')
  })

  it('names those that there are not, and refuses a release and an image', async () => {
    const none = '20200101-000000-abcdef'
    await expect(run(ids[0] ?? '', none, '--image', name)).rejects.toThrow(
      `there is no release ${none} in ${name}`,
    )
    await expect(run(ids[0] ?? '', '4.1.1-gpu', '--image', name)).rejects.toThrow(
      'compare an image with an image',
    )
    await expect(run(ids[0] ?? '', ids[1] ?? '')).rejects.toThrow('name the images with --image')
    await expect(run('one')).rejects.toThrow('npm run diff -- OLD NEW')
  })
})

describe('the diff of two images', () => {
  it('takes tags and digests, and says what can’t be compared', async () => {
    const bare = planned('4.0.0', 'gpu')
    const { digest } = await pushDescribed(repository, bare, {
      layers: await layers('', 'x'),
      without: ['sbom', 'scan', 'record'],
    })
    const diff = await diffReferences(
      { repository, reference: digest },
      { repository, reference: '4.1.1-gpu' },
    )
    expect(diff.images[0]?.unknown).toEqual([
      'the old image has no bill of materials: packages, licences and statements are not compared',
      'the old image has no scan record: vulnerabilities are not compared',
      'the old image has no acceptance record: tests and unpacked sizes are not compared',
    ])
    expect(diff.images[0]).toMatchObject({ packages: [], vulnerabilities: [], tests: [] })
    await expect(run(`${name}:4.1.1-gpu`, `${name}:nothing`)).rejects.toThrow(
      `${name}:nothing is not in the registry`,
    )
    expect(await run(`${name}:4.1.1-gpu`, `${name}:4.1.1-gpu`)).toContain('0 images differ, 1 the same')
  })

  it('takes a document about another image for none', async () => {
    const stranger = planned('4.0.1', 'gpu')
    const mine = await pushDescribed(repository, stranger, { ...BEFORE, without: ['sbom'] })
    const type = 'application/spdx+json'
    for (const text of ['{', '{"packages":[],"relationships":[]}'])
      await pushReferrer(repository, mine, { artifactType: type, mediaType: type, blob: Buffer.from(text) })
    const diff = await diffReferences(
      { repository, reference: '4.1.1-gpu' },
      { repository, reference: mine.digest },
    )
    const { unknown = [] } = diff.images[0] ?? {}
    expect(unknown).toContain(`the bill of materials of ${mine.digest} is about another image`)
    expect(unknown).toContain(
      `the bill of materials of ${mine.digest} is not an SPDX document: it is not JSON`,
    )
  })
})
