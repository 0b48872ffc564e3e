/** Components of the shelf: the variant of several that docs/catalog.md shows, built and tested by that YAML alone. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { CellReport } from '../../src/local/report.ts'
import { ROOT } from '../support/process.ts'
import { openWorkshop, type Workshop } from '../support/workshop.ts'

const MINUTE = 60_000
const CELL = '4.1.1-lakehouse'

let workshop: Workshop
let folder: string
let cell: CellReport

beforeAll(async () => {
  workshop = await openWorkshop()
  await workshop.quicken(['s3a', 'delta', 'iceberg', 'kafka'])
  folder = await mkdtemp(path.join(tmpdir(), 'spark-images-shelf-'))
  const docs = await readFile(path.join(ROOT, 'docs/catalog.md'), 'utf8')
  const [, example = ''] = /### The shelf[\s\S]*?```yaml\n([\s\S]*?)```/.exec(docs) ?? []
  const catalog = path.join(folder, 'spark-images.yml')
  await writeFile(catalog, example)
  const { code, text } = await workshop.local(['start', '--catalog', catalog, CELL])
  expect(code, text).toBe(0)
  const [found] = (await workshop.report()).cells
  if (found === undefined) throw new Error('an empty report')
  cell = found
}, 30 * MINUTE)

afterAll(async () => {
  await rm(folder, { recursive: true })
  await workshop.close()
}, 2 * MINUTE)

it('passes the acceptance tests of each component, against real servers', () => {
  const passed = cell.tests.filter(({ outcome }) => outcome === 'passed').map(({ name }) => name)
  expect(passed).toEqual(cell.tests.map(({ name }) => name))
  expect(passed).toEqual(expect.arrayContaining(['s3a', 'iceberg', 'delta', 'kafka']))
  const saw = cell.tests.flatMap((test) => test.saw)
  for (const words of [
    'written by the magic committer',
    'event log in S3',
    'spark.kubernetes.file.upload.path',
    'S3: CREATE, INSERT, MERGE, UPDATE, time travel',
    "a folder: the Python package's create, merge and history",
    'a stream of Avro records into a table',
  ])
    expect(
      saw.filter((line) => line.includes(words)),
      words,
    ).not.toEqual([])
})

it('adds no more than a few megabytes for each', () => {
  expect(cell.unpackedBytes).toBeLessThan(1.1e9)
  // Of a cell that was there already, the report has no layers.
  if (cell.verdict !== 'build') return
  const added = new Map((cell.layers ?? []).map(({ stage, unpackedBytes }) => [stage, unpackedBytes]))
  for (const [stage, limit] of Object.entries({ s3a: 20e6, delta: 20e6, kafka: 15e6 }))
    expect(added.get(stage), stage).toBeLessThan(limit)
})
