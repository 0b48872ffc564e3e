import { spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Catalog } from '../../src/catalog/schema.ts'
import type { Digest } from '../../src/oci/digest.ts'
import { inParallel } from '../../src/parallel.ts'
import { getManifest, putManifest } from '../../src/registry/manifests.ts'
import { openRepository } from '../../src/registry/repository.ts'
import { Session } from '../../src/release/session.ts'
import { startRegistry, type TestRegistry } from '../registry/registry.ts'
import { loadOnePlatform, ONE_PLATFORM } from '../support/one-platform.ts'
import { ROOT, runEntry } from '../support/process.ts'
import { planOf, pushFamily, snapshot } from './family.ts'
import { type Passing, startFaults } from './faults.ts'

const IMAGES = path.join(ROOT, 'images')
const CELLS = ['4.1.1-baseline', '4.1.1-gpu']
const TAGS = [
  ...['4.1.1', '4.1', '4', 'latest', 'baseline', 'gpu'],
  ...['4.1.1', '4.1', '4'].flatMap((version) => [`${version}-baseline`, `${version}-gpu`]),
].map((tag) => ({ tag }))
/** Everything is there before, or is new. */
const OLD_TAGS = ['latest', '4', 'gpu', '4.1-gpu']
const ENV = {
  ...ONE_PLATFORM,
  SPARK_IMAGES_PACE: '0.01',
  DOCKER_CONFIG: '/nonexistent',
  GITHUB_ACTIONS: 'true',
  GITHUB_EVENT_NAME: 'schedule',
}

let registry: TestRegistry
let catalog: Catalog
beforeAll(async () => {
  registry = await startRegistry()
  catalog = await loadOnePlatform(IMAGES)
})
afterAll(async () => {
  await registry?.[Symbol.asyncDispose]()
})

const plan = () => planOf(catalog, IMAGES, (id) => CELLS.includes(id))

type State = Record<string, Digest | undefined>

/** A repository with some aliases at an older version, and the staged images of the plan. */
async function prepare(name: string): Promise<{ look: () => Promise<State>; before: State; after: State }> {
  const repository = openRepository({ registry: registry.host, repository: `${name}/spark` })
  const planned = plan().cells
  const staged = planned.filter(({ verdict }) => verdict === 'build')
  const older = planned.filter(({ cell }) => ['4.1.0-baseline', '4.1.0-gpu'].includes(cell))
  const digests = new Map([
    ...(await pushFamily(repository, staged)),
    ...(await pushFamily(repository, older)),
  ])
  const digestOf = (id: string) => digests.get(planned.find(({ cell }) => cell === id)?.tag ?? '')
  for (const tag of OLD_TAGS) {
    const id = tag.endsWith('gpu') ? '4.1.0-gpu' : '4.1.0-baseline'
    const stored = await getManifest(repository, digestOf(id) ?? '')
    if (stored !== undefined) await putManifest(repository, tag, stored.bytes, stored.descriptor.mediaType)
  }
  const look = () => snapshot(() => repository, TAGS)
  const after = Object.fromEntries(
    TAGS.map(({ tag }) => [tag, digestOf(tag.endsWith('gpu') ? '4.1.1-gpu' : '4.1.1-baseline')]),
  )
  return { look, before: await look(), after }
}

const inputs = (host: string, name: string) => ({
  image: `${host}/${name}/spark`,
  plan: JSON.stringify(plan()),
  partial: 'true',
  'dry-run': 'false',
})

/** Runs the bundled entry until it has made `writes` writings, then kills it: the next one does not arrive. */
async function runAndKill(name: string, writes: number): Promise<'killed' | 'ended'> {
  let written = 0
  let child: ReturnType<typeof spawn> | undefined
  const fault = async ({ writes: isWrite }: Passing) => {
    if (!isWrite || written++ < writes) return undefined
    child?.kill('SIGKILL')
    return 'refuse' as const
  }
  await using proxy = await startFaults(registry.port, { fault })
  const folder = await mkdtemp(path.join(tmpdir(), 'spark-images-kill-'))
  const output = path.join(folder, 'output')
  await writeFile(output, '')
  const given = Object.entries(inputs(proxy.host, name)).map(([key, value]) => [
    `INPUT_${key.toUpperCase()}`,
    value,
  ])
  const env = { ...process.env, ...ENV, GITHUB_OUTPUT: output, ...Object.fromEntries(given) }
  const file = path.join(ROOT, 'dist/release/index.js')
  child = spawn(process.execPath, [file], { env, stdio: 'ignore' })
  const signal = await new Promise((resolve) => child?.once('close', (_, by) => resolve(by)))
  await rm(folder, { recursive: true })
  return signal === 'SIGKILL' ? 'killed' : 'ended'
}

/** What every run begins with. */
async function recover(name: string): Promise<void> {
  await using session = new Session({
    image: { registry: registry.host, repository: `${name}/spark` },
    times: { settle: 30, renew: 500, valid: 10_000, flight: 50, lease: 200, wait: 60_000 },
    dryRun: false,
    by: 'a test',
    now: new Date(),
    say: () => {},
  })
  await session.begin()
  await session.end()
}

describe('a release that is killed', () => {
  test('at any of its writings is finished or undone by the next run', async () => {
    // A run that is not killed tells how many there are.
    let writings = 0
    await prepare('counted')
    await using proxy = await startFaults(registry.port, {
      fault: ({ writes }) => {
        if (writes) writings += 1
        return undefined
      },
    })
    const whole = await runEntry('release', inputs(proxy.host, 'counted'), ENV)
    expect({ code: whole.code, stderr: whole.stderr }).toEqual({ code: 0, stderr: '' })
    expect(writings).toBeGreaterThan(18)

    const points = Array.from({ length: writings }, (_, index) => index)
    const outcomes = await inParallel(3, points, async (point) => {
      const name = `killed${point}`
      const { look, before, after } = await prepare(name)
      const ending = await runAndKill(name, point)
      const left = await look()
      // The next run begins with this: nothing is half-moved after it.
      await recover(name)
      expect([before, after]).toContainEqual(await look())
      const next = await runEntry('release', inputs(registry.host, name), ENV)
      expect({ point, code: next.code, stdout: next.code === 0 ? '' : next.stdout }).toEqual({
        point,
        code: 0,
        stdout: '',
      })
      expect(await look()).toEqual(after)
      const isHalf = ![before, after].some((state) => JSON.stringify(state) === JSON.stringify(left))
      return `${ending}${isHalf ? ' half-way' : ''}`
    })
    expect(outcomes.filter((outcome) => outcome.includes('half-way')).length).toBeGreaterThan(5)
    // Renewals of the lease come when they come: one run has a few writings more than another.
    expect(outcomes.filter((outcome) => outcome.startsWith('killed')).length).toBeGreaterThan(writings - 8)
  }, 600_000)
})
