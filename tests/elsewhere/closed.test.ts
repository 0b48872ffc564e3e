/** Downloads in a network that ends at the catalog's repositories. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Cell, cellsOf } from '../../src/catalog/cells.ts'
import { loadCatalog } from '../../src/catalog/load.ts'
import { artifactsForPlatform, type LockedArtifact, readLockfile } from '../../src/catalog/lockfile.ts'
import { type BuildRequest, runBuildx } from '../../src/engine/buildx.ts'
import { type Docker, dockerOutput } from '../../src/engine/docker.ts'
import { baseContext, serviceImage, serviceRequest } from '../../src/image/image.ts'
import type { BaseImage } from '../../src/plan/plan.ts'
import { type Mirror, startMirror } from '../support/mirror.ts'
import { ROOT } from '../support/process.ts'
import { startProxy } from '../support/proxy.ts'
import { openWorkshop, type Workshop } from '../support/workshop.ts'

const MINUTE = 60_000
const images = path.join(ROOT, 'images')

/** The stages that download: those of the image, and the one of its servers. */
const SERVICES = { stage: 'download', lockfile: 'acceptance/services/services.lock' }

let workshop: Workshop
let docker: Docker
let base: BaseImage
let cell: Cell
let folder: string
let artifacts: LockedArtifact[]
let mirror: Mirror
/** It ends at its proxy, which lets nothing through. */
let network: Awaited<ReturnType<typeof startProxy>>
let env: NodeJS.ProcessEnv
let gateway: string

/** Runs a download with the network as it is. */
async function download(request: BuildRequest): Promise<void> {
  const { exitCode, stderr } = await runBuildx(docker, request, process.env)
  expect(exitCode, stderr).toBe(0)
}

function requestOf(stage: string): BuildRequest {
  const contexts = baseContext(base)
  return { context: images, target: stage, args: cell.args, contexts, outputs: [] }
}

beforeAll(async () => {
  workshop = await openWorkshop()
  ;({ base, docker } = await workshop.open())
  const cells = cellsOf(await loadCatalog(images))
  cell = cells.find(({ id }) => id === '4.1.1-iceberg') as Cell
  const lockfiles = [SERVICES, ...cell.downloads].map(({ lockfile }) => lockfile)
  const locked = await Promise.all(lockfiles.map((name) => readLockfile(images, name)))
  artifacts = artifactsForPlatform(cell.platform, locked.flat())

  folder = await mkdtemp(path.join(tmpdir(), 'spark-images-mirror-'))
  for (const { stage } of cell.downloads) {
    await download({ ...requestOf(stage), outputs: [{ type: 'local', dest: folder }] })
  }
  await download(serviceRequest(SERVICES.stage, cell, base, { images }))
  const container = await dockerOutput(docker, ['create', '--', serviceImage(SERVICES.stage, cell)])
  await dockerOutput(docker, ['cp', `${container}:/files/.`, folder])
  await dockerOutput(docker, ['rm', container])
  await dockerOutput(docker, ['image', 'rm', '--', serviceImage(SERVICES.stage, cell)])

  mirror = await startMirror(folder, artifacts)
  network = await startProxy('nobody', 'has this password')
  gateway = await workshop.gateway()
  const proxy = `http://${gateway}:${network.port}`
  env = { ...process.env, NO_PROXY: gateway, no_proxy: gateway }
  for (const name of ['HTTP_PROXY', 'HTTPS_PROXY', 'http_proxy', 'https_proxy']) env[name] = proxy
}, 20 * MINUTE)

afterAll(async () => {
  await mirror?.[Symbol.asyncDispose]()
  await network?.[Symbol.asyncDispose]()
  await rm(folder, { recursive: true, force: true })
  await workshop.close()
}, 2 * MINUTE)

it(
  "asks the catalog's repositories alone, for the image and for the servers of its tests",
  async () => {
    const url = `http://${gateway}:${mirror.port}`
    const repositories = JSON.stringify({
      maven: [{ url: `${url}/maven` }],
      pypi: [{ url: `${url}/simple` }],
      public: false,
    })
    const requests = [
      ...cell.downloads.map(({ stage }) => ({
        ...requestOf(stage),
        anew: stage.replace('fetch', 'download'),
      })),
      { ...serviceRequest(SERVICES.stage, cell, base, { images }), anew: SERVICES.stage },
    ]
    for (const request of requests) {
      const { exitCode, stderr } = await runBuildx(docker, { ...request, repositories, outputs: [] }, env)
      expect(exitCode, stderr).toBe(0)
    }
    expect(network.refused()).toBe(0)
    expect([...mirror.served].sort()).toEqual([...new Set(artifacts.map(({ file }) => file))].sort())
  },
  20 * MINUTE,
)

it(
  'reaches nothing else: without them the same downloads fail',
  async () => {
    const { exitCode } = await runBuildx(docker, { ...requestOf('fetch-jdbc'), anew: 'download-jdbc' }, env)
    expect(exitCode).toBe(1)
    expect(network.refused()).toBeGreaterThan(0)
  },
  10 * MINUTE,
)
