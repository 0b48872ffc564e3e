import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startCacheService } from '../support/cache-service.ts'
import { baselineImage } from '../support/cells.ts'
import { openWorkshop, type Workshop } from '../support/workshop.ts'

const MINUTE = 60_000

let workshop: Workshop
let image: string

beforeAll(async () => {
  workshop = await openWorkshop()
  image = await baselineImage(workshop)
}, 20 * MINUTE)

afterAll(() => workshop.close(), 2 * MINUTE)

it(
  "keeps the downloads in the workflow's cache and fetches nothing the second time",
  async () => {
    await using service = await startCacheService()
    // Caches know files by their path, which runners give to every job alike.
    const temp = path.join(workshop.root, 'temp')
    await mkdir(temp)
    const env = { ...service.env, RUNNER_TEMP: temp }
    const first = await workshop.build(image, { push: 'false' }, env)
    expect(first.code, first.text).toBe(0)
    const stages = ['fetch-spark', 'fetch-python', 'fetch-jdbc']
    // BuildKit keeps layers there too.
    const kept = service.keys().filter((key) => key.startsWith('spark-images-fetch-'))
    expect(kept).toEqual(stages.map((stage) => expect.stringMatching(`^spark-images-${stage}-[0-9a-f]{64}$`)))

    const second = await workshop.build(image, { push: 'false' }, env)
    expect(second.code, second.text).toBe(0)
    for (const stage of stages) expect(second.stdout).toContain(`[context ${stage}]`)
    expect(second.stdout).not.toMatch(/#\d+ \[download-/)
    expect(second.outputs.digest).toBe(first.outputs.digest)

    // A spoilt entry is a warning, and the build goes on without it.
    const [spark = ''] = kept
    await writeFile(service.fileOf(spark), 'not an archive')
    const third = await workshop.build(image, { push: 'false' }, env)
    expect(third.code, third.text).toBe(0)
    expect(third.stdout).not.toContain('[context fetch-spark]')
    expect(third.stdout).toContain('[context fetch-jdbc]')
    expect(third.outputs.digest).toBe(first.outputs.digest)
  },
  20 * MINUTE,
)
