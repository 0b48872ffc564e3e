/** What a built image that is in no registry changes against the released one. */
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Cell } from '../../src/catalog/cells.ts'
import type { Diff } from '../../src/diff/schema.ts'
import { describeChanges } from '../../src/github/build/changes.ts'
import { summaryOf } from '../../src/github/summary.ts'
import { openLayout } from '../../src/layout/layout.ts'
import type { PlanOutputCell } from '../../src/plan/output.ts'
import { ONCE } from '../../src/registry/http/retry.ts'
import { putManifest, resolveTag } from '../../src/registry/manifests.ts'
import { openRepository, type Repository } from '../../src/registry/repository.ts'
import { layerTar } from '../attest/layers.ts'
import { image } from '../attest/sample.ts'
import { TestFolder } from '../registry/image.ts'
import { startRegistry, type TestRegistry } from '../registry/registry.ts'
import { ALIASES, planned } from '../release/family.ts'
import { type Described, layoutFiles, makeDescribed, pinned, pushDescribed } from './described.ts'

let registry: TestRegistry
let closed: TestRegistry
let repository: Repository
let folder: TestFolder
let workFolder: string

const GPU = planned('4.1.1', 'gpu')
const OLD: Described = { packages: [pinned('pkg:pypi/numpy@2.4.0')] }
const NEW: Described = {
  packages: [pinned('pkg:pypi/numpy@2.5.0'), pinned('pkg:maven/x/%40everyone@1')],
  labels: { note: '<img src=x> @everyone https://evil.test #7' },
  findings: [],
}
const spark = Buffer.alloc(5000, 'spark')
/** The layer with Spark's defaults, of the released image and of the built one. */
let [before, now]: [Buffer, Buffer] = [spark, spark]

beforeAll(async () => {
  registry = await startRegistry()
  closed = await startRegistry({ auth: true })
  repository = openRepository({ registry: registry.host, repository: 'org/spark' })
  folder = await TestFolder.make()
  workFolder = await mkdtemp(path.join(tmpdir(), 'test-changes-'))
  const conf = (value: number) =>
    layerTar({ 'opt/spark/defaults/spark-defaults.conf': `spark.sql.x ${value}\n` })
  before = await conf(0)
  now = await conf(1)
  await release(GPU, released(), ['4.1.1-gpu', '4.1-gpu'])
})
afterAll(async () => {
  await rm(workFolder, { recursive: true })
  await folder?.[Symbol.asyncDispose]()
  await closed?.[Symbol.asyncDispose]()
  await registry?.[Symbol.asyncDispose]()
})

const released = (): Described => ({ ...OLD, layers: { spark, conf: before } })

/** Pushes an image, and gives it release tags. */
async function release(cell: PlanOutputCell, described: Described, tags: readonly string[]): Promise<void> {
  await pushDescribed(repository, cell, described)
  const { manifest, descriptor } = makeDescribed(cell, described)
  for (const tag of tags) await putManifest(repository, tag, manifest, descriptor.mediaType)
}

/** What the build entry tells of an image that it built, and where from it compares. */
async function changesOf(planned: PlanOutputCell, described: Described, from = repository) {
  const made = makeDescribed(planned, described)
  const layout = await openLayout(await folder.writeLayout({ files: layoutFiles(made) }))
  const { cell: id, version, series, variant, platform } = planned
  const cell: Cell = { ...image.cell, id, version, series, variant, platform }
  const built = {
    image: `${registry.host}/org/spark:${planned.tag}`,
    cell,
    layout,
    documents: made.documents,
  }
  const told = await describeChanges(built, {
    catalog: { aliases: [...ALIASES] },
    released: from,
    workFolder,
  })
  const diff: Diff = JSON.parse(await readFile(told.json, 'utf8'))
  return { ...told, diff, text: await readFile(told.markdown, 'utf8'), digest: made.descriptor.digest }
}

describe('a built image that is not pushed', () => {
  it('is compared with the released one of its cell, by its layout and what would be attached to it', async () => {
    const described = { ...NEW, layers: { spark, conf: now } }
    const { diff, text, sections, problem, digest } = await changesOf(GPU, described)
    const tagged = await resolveTag(repository, '4.1.1-gpu')
    expect(problem).toBeUndefined()
    expect(diff).toMatchObject({
      old: `${registry.host}/org/spark:4.1.1-gpu@${tagged?.digest}`,
      new: `${registry.host}/org/spark:${GPU.tag}@${digest}`,
      unchanged: 0,
      added: [],
      unknown: [],
    })
    const [changed] = diff.images
    expect(changed).toMatchObject({ cell: '4.1.1-gpu', platform: 'linux/amd64', unknown: [] })
    expect(changed?.packages.map(({ name, change }) => [name, change])).toEqual([
      ['x:@everyone', 'in'],
      ['numpy', 'up'],
    ])
    expect(changed?.settings.map(({ name }) => name)).toEqual(['conf spark.sql.x', 'label note'])
    expect(changed?.old).not.toHaveProperty('cell')
    // The layer of Spark's defaults and the configuration.
    expect(changed?.pullBytes).toBeLessThan(5000)
    expect(text).toBe(summaryOf(sections))
    expect(await resolveTag(repository, GPU.tag)).toEqual(tagged)
  })

  it('shows nothing of an image as markup, mentions or links', async () => {
    const { text } = await changesOf(GPU, NEW)
    expect(text).toContain('&lt;img src=x&gt; @<!-- -->everyone https:<!-- -->//evil.test #<!-- -->7')
    expect(text).not.toMatch(/<img|@everyone|:\/\/|#7/)
  })

  it('is unchanged where the released one has its digest', async () => {
    const { diff, text } = await changesOf(GPU, released())
    expect(diff).toMatchObject({ images: [], added: [], unchanged: 1, unknown: [] })
    expect(text).toContain('0 images differ, 1 the same.')
  })

  it('is compared with that of its series where its version has none, which is said', async () => {
    const { diff, text } = await changesOf(planned('4.1.2', 'gpu'), NEW)
    expect(diff.images[0]).toMatchObject({ cell: '4.1.2-gpu', old: { cell: '4.1.1-gpu' } })
    expect(text).toContain('- **4.1.2-gpu for linux/amd64, against 4.1.1-gpu**: ')
  })

  it('is new where nothing of its variant, or nothing for its platform, is released', async () => {
    const none = await changesOf(planned('4.1.1', 'iceberg'), NEW)
    expect(none.diff).toMatchObject({ images: [], added: [{ cell: '4.1.1-iceberg for linux/amd64' }] })
    expect(none.text).toContain('1 new.\n\n- New: <code>4.1.1-iceberg for linux/amd64</code>')
    const other = await changesOf(planned('4.1.1', 'gpu', 'linux/arm64'), NEW)
    expect(other.diff).toMatchObject({ images: [], added: [{ cell: '4.1.1-gpu for linux/arm64' }] })
    const names = [none, other, await changesOf(GPU, NEW)].map(({ artifact }) => artifact)
    expect(new Set(names).size).toBe(3)
    for (const name of names) expect(name).toMatch(/^spark-images-changes-[\w.-]+-[0-9a-f]{8}$/)
  })

  it('is not taken for new where the registry tells strangers nothing', async () => {
    const there = openRepository({ registry: closed.host, repository: 'org/spark' }, { env: {} })
    const { diff, problem, text } = await changesOf(GPU, NEW, there)
    expect(problem).toMatch(/^4\.1\.1-gpu was not compared with the released image: /)
    expect(problem).toContain('some registries say that of what is not released yet, too')
    expect(diff).toMatchObject({ images: [], added: [], unchanged: 0 })
    expect(diff.unknown).toEqual([expect.stringMatching(/^4\.1\.1-gpu for linux\/amd64: /)])
    expect(text).toContain('- Not known: 4.1.1-gpu for linux/amd64: ')
  })

  it('is not compared where the registry is not there', async () => {
    const gone = openRepository({ registry: '127.0.0.1:1', repository: 'org/spark' }, { retries: ONCE })
    expect((await changesOf(GPU, NEW, gone)).problem).toContain('no connection to 127.0.0.1:1')
  })
})
