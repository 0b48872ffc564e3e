/** An image with a package of an archive that gets a newer version: due, built with it whatever is cached, and then unchanged. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { cellsOf } from '../../src/catalog/cells.ts'
import { buildArguments, ownPlatform } from '../../src/engine/buildx.ts'
import { dockerOutput } from '../../src/engine/docker.ts'
import { localFolder } from '../../src/engine/private/folder.ts'
import { type Family, openFamily } from '../../src/family/load.ts'
import { localUserFile } from '../../src/family/workspace.ts'
import { buildCell } from '../../src/image/build.ts'
import { type BuildOptions, SOURCE } from '../../src/image/options.ts'
import { openLayout } from '../../src/layout/layout.ts'
import { type BuildEnvironment, openBuildEnvironment } from '../../src/local/environment.ts'
import { parseImageName } from '../../src/oci/reference.ts'
import { type BaseImage, baseOf, type PlannedCell } from '../../src/plan/plan.ts'
import { preparePlan } from '../../src/plan/prepare.ts'
import { pushImage } from '../../src/registry/push.ts'
import { openRepository } from '../../src/registry/repository.ts'
import { startArchive, type TestArchive } from '../support/archive.ts'
import { HOME, openWorkshop, RUNTIME, type Workshop } from '../support/workshop.ts'

const MINUTE = 60_000
const CELL = '4.3.0-greeting'
const PACKAGE = 'spark-images-greeting'
const CATALOG = `
variants:
  greeting:
    components: [os, jre, spark, python, greeting]
    budget: { unpacked: 1 GB, compressed: 600 MB }
components:
  greeting:
    description: A package of the test's archive
    debian: [${PACKAGE}]
`

let workshop: Workshop
let archive: TestArchive
let folder: string
let family: Family
let environment: BuildEnvironment
let base: BaseImage

beforeAll(async () => {
  workshop = await openWorkshop()
  await workshop.quicken()
  folder = await mkdtemp(path.join(tmpdir(), 'spark-images-greeting-'))
  const place = { folder: localFolder({ ...process.env, SPARK_IMAGES_HOME: HOME }), say: () => {} }
  environment = await openBuildEnvironment({ ...place, cells: [RUNTIME], wantsRegistry: true })
  // Builds and this process reach it by the same address.
  archive = await startArchive(await workshop.gateway())
  await archive.publish({ suite: 'greeting-security', packages: [await archive.build(PACKAGE, '1.0')] })
  const catalog = path.join(folder, 'spark-images.yml')
  await writeFile(catalog, CATALOG)
  const user = await localUserFile(catalog, process.env)
  family = await openFamily(path.join(workshop.root, 'images'), user, folder)
  base = await baseWithArchive()
}, 10 * MINUTE)

afterAll(async () => {
  await family[Symbol.asyncDispose]()
  await archive[Symbol.asyncDispose]()
  await rm(folder, { recursive: true })
  await workshop.close()
}, 2 * MINUTE)

/** The base of the tests with the archive among its sources. */
async function baseWithArchive(): Promise<BaseImage> {
  const { docker, builder, registry } = environment
  const context = path.join(folder, 'base')
  await mkdir(context)
  const lines = [
    'Types: deb',
    `URIs: ${archive.url}`,
    'Suites: greeting-security',
    'Components: main',
    'Signed-By: /usr/share/keyrings/greeting.gpg',
  ]
  await writeFile(path.join(context, 'greeting.sources'), `${lines.join('\n')}\n`)
  await writeFile(path.join(context, 'greeting.gpg'), archive.key)
  const steps = [
    'FROM base',
    'COPY --chmod=644 greeting.gpg /usr/share/keyrings/',
    'COPY --chmod=644 greeting.sources /etc/apt/sources.list.d/',
  ]
  await writeFile(path.join(context, 'Dockerfile'), `${steps.join('\n')}\n`)
  const { reference } = baseOf(RUNTIME, environment.bases)
  const layout = path.join(folder, 'base-layout')
  const outputs = [{ type: 'oci', tar: 'false', dest: layout }]
  const contexts = { base: `docker-image://${reference}` }
  await dockerOutput(docker, buildArguments({ context, contexts, outputs, builder }))
  const name = `${registry}/greeting-base`
  const { digest } = await pushImage(await openLayout(layout), openRepository(parseImageName(name)), 'latest')
  return { name: 'debian:trixie-slim', digest, reference: `${name}@${digest}` }
}

const imageName = () => `${environment.registry}/greeting`

/** The cell as a plan has it now, which asks for outdated packages. */
async function planned(): Promise<PlannedCell> {
  const { catalog, images } = family
  const cells = cellsOf(catalog).filter(({ id, platform }) => id === CELL && platform === ownPlatform())
  const repository = openRepository(parseImageName(imageName()))
  const bases = { trixie: base }
  const selection = { ids: new Set([CELL]) }
  const made = await preparePlan({ cells, catalog, images, bases, selection, repository, outdated: true })
  expect(made.warnings).toEqual([])
  const [target] = made.cells
  if (target === undefined) throw new Error(`no ${CELL}`)
  return target
}

/** Builds and pushes it; gives the digest, and the version of the package that is in it. */
async function build(target: PlannedCell) {
  const { docker, builder } = environment
  const log: string[] = []
  const say = (text: string): void => void log.push(text)
  const options: BuildOptions = {
    images: family.images,
    catalog: family.catalog,
    bases: { trixie: base },
    origin: { source: SOURCE },
    docker,
    builder,
    workFolder: path.join(folder, 'work'),
    layoutFolder: path.join(folder, 'layout'),
    imageName: imageName(),
    repository: openRepository(parseImageName(imageName())),
    lockfilePaths: family.lockfilePaths,
    env: process.env,
    progress: { step: say, info: say, warning: say, line: say },
  }
  const { digest, record } = await buildCell(target, options).catch((error: unknown) => {
    throw new Error(log.slice(-50).join('\n'), { cause: error })
  })
  const file = `/usr/share/${PACKAGE}/version`
  const args = ['run', '--rm', '--entrypoint', 'cat', '--', `${imageName()}@${digest}`, file]
  return { digest, version: await dockerOutput(docker, args), noted: record.packages?.[PACKAGE] }
}

it(
  'is due when the archive has a newer version, has it once built, and is unchanged then',
  async () => {
    const first = await planned()
    expect(first.verdict.kind).toBe('build')
    const then = await build(first)
    expect(then).toMatchObject({ version: '1.0', noted: '1.0' })
    expect((await planned()).verdict).toMatchObject({ kind: 'unchanged' })

    await archive.publish({ suite: 'greeting-security', packages: [await archive.build(PACKAGE, '1.1')] })
    const due = await planned()
    expect(due.verdict).toEqual({ kind: 'build', anew: true, reason: `${PACKAGE} 1.0 → 1.1 (security)` })
    // Same fingerprint, same tag: with the state of then, the builder's cache has the older package.
    expect(due.tag).toBe(first.tag)
    expect(await build({ ...due, archive: first.archive })).toEqual(then)
    const now = await build(due)
    expect(now).toMatchObject({ version: '1.1', noted: '1.1' })
    expect(now.digest).not.toBe(then.digest)
    const after = await planned()
    expect(after.verdict).toMatchObject({ kind: 'unchanged', published: { digest: now.digest } })

    // The state is in the builder's key and not in the image: the same packages are the same image.
    expect(await build({ ...due, archive: { 'another main': '0' } })).toEqual(now)
    // Of that state every index is new, and none has a newer package.
    expect((await planned()).verdict).toMatchObject({ kind: 'unchanged' })
  },
  30 * MINUTE,
)
