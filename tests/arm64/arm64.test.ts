/** Images for both platforms: those that are not this machine's are built across, and tested by emulation. */
import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type RegistryImage, readImage } from '../../bench/sharing.ts'
import { ownPlatform } from '../../src/engine/buildx.ts'
import { output } from '../../src/engine/command.ts'
import { dockerOutput } from '../../src/engine/docker.ts'
import { parseImageName } from '../../src/oci/reference.ts'
import { decodePlan } from '../../src/plan/output.ts'
import { openRepository } from '../../src/registry/repository.ts'
import { basesOn, type EntryEnded, runEntry } from '../support/process.ts'
import { goProgram, skopeo } from '../support/tools.ts'
import { openWorkshop, type Workshop } from '../support/workshop.ts'

const MINUTE = 60_000
const PLATFORMS = ['linux/amd64', 'linux/arm64']
const OWN = ownPlatform()
const FOREIGN = PLATFORMS.find((platform) => platform !== OWN) ?? ''

let workshop: Workshop
/** Of the image for the other platform. */
let built: string

beforeAll(async () => {
  workshop = await openWorkshop()
  const catalog = path.join(workshop.root, 'images/catalog.yml')
  const text = await readFile(catalog, 'utf8')
  await writeFile(catalog, text.replace(/^platforms: .*$/m, `platforms: [${PLATFORMS.join(', ')}]`))
}, MINUTE)
afterAll(() => workshop.close(), 2 * MINUTE)

/** What the last local run reports of a cell. */
async function reported(id: string) {
  const cell = (await workshop.report()).cells.find(({ cell }) => cell === id)
  if (cell === undefined) throw new Error(`${id} is in no report`)
  return cell
}

describe(`images for ${FOREIGN}`, () => {
  /** Builds a cell and runs its tests by emulation; gives their names. */
  async function tested(cell: string, ...options: string[]): Promise<readonly string[]> {
    const { code, text } = await workshop.local(['start', ...options, '--platform', FOREIGN, cell])
    expect(code, text).toBe(0)
    const { tests } = await reported(cell)
    expect(tests.filter(({ outcome }) => outcome !== 'passed')).toEqual([])
    return tests.map(({ name }) => name)
  }
  let digest: string

  it(
    'pass their acceptance tests by emulation',
    async () => {
      expect((await tested('4.1.1-baseline')).length).toBeGreaterThan(10)
      const cell = await reported('4.1.1-baseline')
      digest = cell.digest
      built = cell.image
      const docker = await workshop.docker()
      const format = '{{.Os}}/{{.Architecture}}'
      expect(await dockerOutput(docker, ['image', 'inspect', '--format', format, '--', built])).toBe(FOREIGN)
    },
    60 * MINUTE,
  )

  it(
    "pass a component's, too",
    async () => {
      // What both images have was tested in the first.
      await workshop.quicken(['iceberg'])
      expect((await tested('4.1.1-iceberg')).toSorted()).toEqual(['files', 'iceberg'])
    },
    40 * MINUTE,
  )

  it(
    'are the same when built again',
    async () => {
      await workshop.quicken()
      expect(await tested('4.1.1-baseline', '--no-cache')).toEqual(['files'])
      expect((await reported('4.1.1-baseline')).digest).toBe(digest)
    },
    30 * MINUTE,
  )
})

describe('both platforms of a cell', () => {
  let image: string
  const images = new Map<string, RegistryImage>()
  let plan: EntryEnded

  beforeAll(async () => {
    await workshop.quicken()
    image = `${built.split('/')[0]}/platforms/spark`
    const repository = openRepository(parseImageName(image))
    // An index, that has one for each.
    const base = await workshop.baseOf(built)
    plan = await runEntry(
      'plan',
      {
        only: '4.1.1-baseline',
        base: basesOn(base),
        image,
      },
      await workshop.engine(),
      workshop.root,
    )
    expect(plan.code, plan.stdout).toBe(0)
    const { include } = JSON.parse(plan.outputs.matrix ?? '') as { include: { platform: string }[] }
    const planned = decodePlan(plan.outputs.plan ?? '').cells.filter(({ verdict }) => verdict === 'build')
    const tags = new Map(planned.map(({ platform, tag }) => [platform, tag]))
    expect(include.map(({ platform }) => platform)).toEqual(PLATFORMS)
    for (const cell of include) {
      const inputs = { cell: JSON.stringify(cell), image, base, cache: 'none' }
      const { code, stdout } = await runEntry('build', inputs, await workshop.engine(), workshop.root)
      expect(code, stdout).toBe(0)
      const found = await readImage(repository, cell.platform, tags.get(cell.platform) ?? '')
      if (found !== undefined) images.set(cell.platform, found)
    }
  }, 30 * MINUTE)

  it('share what does not depend on the processor', () => {
    const [amd64, arm64] = PLATFORMS.map((platform) => images.get(platform)?.layers ?? [])
    const there = new Set(amd64?.map(({ layer }) => layer.digest))
    const [shared, own] = [true, false].map((is) =>
      arm64?.filter(({ layer }) => there.has(layer.digest) === is),
    )
    const bytes = (layers: typeof arm64): number =>
      layers?.reduce((sum, { layer }) => sum + layer.size, 0) ?? 0
    expect(own?.map(({ stage }) => stage)).toEqual(['base', 'os', 'jre', 'spark-natives', 'python', 'cds'])
    expect(bytes(shared) / bytes(arm64)).toBeGreaterThanOrEqual(0.55)
    expect(Math.abs(bytes(arm64) / bytes(amd64) - 1)).toBeLessThanOrEqual(0.03)
  })

  it(
    'are released as one index, of which clients pull each',
    async () => {
      const inputs = { plan: plan.outputs.plan ?? '', image, partial: 'true' }
      const { code, stdout } = await runEntry('release', inputs, await workshop.engine(), workshop.root)
      expect(code, stdout).toBe(0)
      const [crane, { program, env }] = [await goProgram('crane'), await skopeo()]
      const docker = await workshop.docker()
      const alias = `${image}:4.1.1`
      for (const platform of PLATFORMS) {
        const [, architecture = ''] = platform.split('/')
        const inspect = [
          'inspect',
          '--tls-verify=false',
          '--format',
          '{{.Architecture}}',
          `docker://${alias}`,
        ]
        expect(await output(program, ['--override-arch', architecture, ...inspect], { env })).toBe(
          architecture,
        )
        const config = JSON.parse(await output(crane, ['config', '--platform', platform, '--', alias]))
        expect(config.architecture).toBe(architecture)
        const digest = await output(crane, ['digest', '--platform', platform, '--', alias])
        expect(digest).toBe(images.get(platform)?.blobs[0]?.digest)
        await dockerOutput(docker, ['pull', '--quiet', '--platform', platform, '--', alias])
        const said = [
          'run',
          '--rm',
          '--platform',
          platform,
          '--network=none',
          '--entrypoint',
          'uname',
          '--',
          alias,
          '-m',
        ]
        expect(await dockerOutput(docker, said)).toBe(architecture === 'arm64' ? 'aarch64' : 'x86_64')
      }
    },
    10 * MINUTE,
  )
})
