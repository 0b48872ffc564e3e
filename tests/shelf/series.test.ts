/** Every component of the shelf on a version of each series that it has artifacts for, with its acceptance test. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { stringify } from 'yaml'
import { openWorkshop, type Workshop } from '../support/workshop.ts'

const MINUTE = 60_000
const BASIC = ['os', 'jre', 'spark', 'python']

/** The newest version of each series, with what the shelf has for it; 4.1's are in lakehouse.test.ts, too. */
const SHELVES: Readonly<Record<string, readonly string[]>> = {
  '4.3.0': ['s3a', 'metrics', 'jemalloc', 'gcs', 'abfs'],
  '4.2.1': ['s3a', 'delta', 'kafka', 'gcs', 'abfs'],
  '4.1.4': ['delta', 'kafka', 'metrics', 'gcs', 'abfs'],
  '4.0.5': ['s3a', 'delta', 'iceberg', 'kafka', 'gcs'],
  '3.5.8': ['s3a', 'delta', 'kafka', 'metrics', 'jemalloc'],
  // Hudi and Delta each want to be the session's catalog.
  '3.5.7': ['hudi', 'gcs', 'abfs'],
}

let workshop: Workshop
let folder: string
let catalog: string

beforeAll(async () => {
  workshop = await openWorkshop()
  await workshop.quicken([...new Set(Object.values(SHELVES).flat())])
  folder = await mkdtemp(path.join(tmpdir(), 'spark-images-shelves-'))
  catalog = path.join(folder, 'spark-images.yml')
  const variants = Object.entries(SHELVES).map(([version, shelf]) => [
    `shelf-${version.replaceAll('.', '-')}`,
    { components: [...BASIC, ...shelf], versions: [version], budget: { unpacked: '1.4 GB' } },
  ])
  await writeFile(catalog, stringify({ variants: Object.fromEntries(variants) }))
}, MINUTE)

afterAll(async () => {
  await rm(folder, { recursive: true })
  await workshop.close()
}, 2 * MINUTE)

it.each(Object.entries(SHELVES))(
  'on %s: %j',
  async (version, shelf) => {
    const cell = `${version}-shelf-${version.replaceAll('.', '-')}`
    const { code, text } = await workshop.local(['start', '--catalog', catalog, cell])
    expect(code, text).toBe(0)
    const tests = (await workshop.report()).cells[0]?.tests ?? []
    expect(tests.filter(({ outcome }) => outcome !== 'passed')).toEqual([])
    expect(tests.map(({ name }) => name)).toEqual(expect.arrayContaining([...shelf]))
  },
  20 * MINUTE,
)
