import { appendFile, copyFile, cp, mkdir } from 'node:fs/promises'
import path from 'node:path'
import { performance } from 'node:perf_hooks'
import { type BuildRequest, builtImage, runBuildx } from '../src/engine/buildx.ts'
import { lastLines } from '../src/engine/command.ts'
import { dockerOutput } from '../src/engine/docker.ts'
import { ConfigurationError } from '../src/errors.ts'
import { takeImage } from '../src/image/build.ts'
import { baseContext, imageRequest } from '../src/image/image.ts'
import { prepareLayout } from '../src/image/kept.ts'
import type { LayerCache } from '../src/image/layers.ts'
import { type Layout, openLayout } from '../src/layout/layout.ts'
import { preparePlan } from '../src/plan/prepare.ts'
import { CELL, type Ground } from './ground.ts'

/** How a build went. */
export interface Timing {
  readonly seconds: number
  /** Of these, until the engine had the image. */
  readonly loaded: number
  /** Steps that were not in BuildKit's cache, by their number and stage. */
  readonly executed: readonly string[]
}

/** An image that is built again and again, each time until the engine has it, ready to be run. */
export interface Contender {
  readonly name: string
  build(options?: { readonly noCache: boolean }): Promise<Timing>
  /** Adds one line to a conf file of Spark's. */
  change(): Promise<void>
  /** What the engine calls the image. */
  id(): Promise<string>
  /** The image that was built last, in an OCI layout. */
  open(): Promise<Layout>
}

/**
 * Our image, from a copy of images/ that may be changed. Its time is all that `npm start` does until the tests:
 * plan, build into layout and engine, check that both have the same image, measure.
 * @param layers where BuildKit's cache is kept, when it is not in the engine alone.
 */
export async function ourImage(
  { root, env, catalog, cells: measured, environment, work }: Ground,
  layers?: LayerCache,
): Promise<Contender> {
  const images = path.join(work, 'images')
  const layout = path.join(work, 'ours')
  const metadataFile = path.join(work, 'ours.json')
  await cp(path.join(root, 'images'), images, { recursive: true })
  const selection = { ids: new Set(measured.map(({ id }) => id)) }
  const { bases, builder, docker } = environment
  const reference = 'spark-images-bench:ours'
  const request = async (noCache: boolean): Promise<BuildRequest> => {
    const { cells } = await preparePlan({ cells: measured, catalog, images, bases, selection })
    const target = cells.find(({ cell }) => cell.id === CELL)
    if (target === undefined) throw new Error(`the plan has no ${CELL}`)
    const image = await imageRequest(target, {
      images,
      catalog,
      bases,
      origin: { source: 'bench' },
      layout,
      metadataFile,
      reference,
      builder,
      noCache,
    })
    return layers === undefined ? image : { ...image, cacheFrom: layers.from, cacheTo: layers.to }
  }
  return {
    name: CELL,
    build: async ({ noCache } = { noCache: false }) =>
      timed(
        async () => {
          await prepareLayout(layout, Date.now())
          return runBuild(await request(noCache), environment, env)
        },
        async () => takeImage(layout, await builtImage(metadataFile), reference, docker),
      ),
    change: () => appendFile(path.join(images, `conf/${CELL}/spark-defaults.conf`), changeLine()),
    id: () => imageId(docker, reference),
    open: async () => openLayout(layout, await builtImage(metadataFile)),
  }
}

/**
 * The handwritten image: same base, platform, engine and way to the network as ours, the default
 * compression. Its JDBC drivers come from a folder that our own stage fetch-jdbc is exported to first. Its
 * time is that of `docker build --tag`.
 */
export async function handwrittenImage({
  root,
  env,
  catalog,
  cells,
  base,
  environment,
  work,
}: Ground): Promise<Contender> {
  const context = path.join(work, 'handwritten')
  const jars = path.join(work, 'jdbc')
  const layout = path.join(work, 'handwritten-layout')
  await mkdir(context)
  await copyFile(path.join(root, 'bench/handwritten.Dockerfile'), path.join(context, 'Dockerfile'))
  await copyFile(path.join(root, 'bench/spark-defaults.conf'), path.join(context, 'spark-defaults.conf'))
  await copyFile(path.join(root, 'images/build/with-host-ca.sh'), path.join(context, 'with-host-ca.sh'))
  const images = path.join(root, 'images')
  const { builder, docker } = environment
  const drivers: BuildRequest = {
    context: images,
    target: 'fetch-jdbc',
    contexts: baseContext(base),
    builder,
    outputs: [{ type: 'local', dest: jars }],
  }
  await runBuild(drivers, environment, env)
  const reference = 'spark-images-bench:handwritten'
  const request: BuildRequest = {
    ...drivers,
    context,
    target: 'image',
    args: cells[0]?.args,
    platform: catalog.platforms[0] ?? 'linux/amd64',
    contexts: { base: `docker-image://${base.reference}`, 'fetch-jdbc': jars },
    outputs: [{ type: 'docker', name: reference }],
  }
  return {
    name: 'handwritten',
    build: ({ noCache } = { noCache: false }) =>
      timed(() => runBuild({ ...request, noCache }, environment, env)),
    change: () => appendFile(path.join(context, 'spark-defaults.conf'), changeLine()),
    id: () => imageId(docker, reference),
    open: async () => {
      await runBuild({ ...request, outputs: [{ type: 'oci', tar: 'false', dest: layout }] }, environment, env)
      return openLayout(layout)
    },
  }
}

function imageId(docker: Ground['environment']['docker'], reference: string): Promise<string> {
  return dockerOutput(docker, ['image', 'inspect', '--format', '{{.Id}}', '--', reference])
}

/** @param finish what is to be done when the engine has the image */
async function timed(
  build: () => Promise<string>,
  finish: () => Promise<unknown> = async () => {},
): Promise<Timing> {
  const started = performance.now()
  const seconds = (): number => (performance.now() - started) / 1000
  const log = await build()
  const loaded = seconds()
  await finish()
  return { seconds: seconds(), loaded, executed: executed(log) }
}

/** @returns BuildKit's log. @throws ConfigurationError with its last words when the build fails. */
async function runBuild(
  request: BuildRequest,
  { docker }: Ground['environment'],
  env: NodeJS.ProcessEnv,
): Promise<string> {
  const { exitCode, stderr } = await runBuildx(docker, request, env)
  if (exitCode === 0) return stderr
  throw new ConfigurationError(`the build of ${request.context} failed:\n${lastLines(stderr, 20)}`)
}

/** The RUN and COPY steps of a plain progress log (`#7 [os 2/3] RUN …`, `#7 CACHED`) that were executed. */
function executed(log: string): string[] {
  const cached = new Set(Array.from(log.matchAll(/^#(\d+) CACHED$/gm), ([, number]) => number))
  const steps = new Map(
    Array.from(log.matchAll(/^#(\d+) \[([^\]]+)\] (?:RUN|COPY) /gm), ([, number, step = '']) => [
      number,
      step,
    ]),
  )
  return [...steps].filter(([number]) => !cached.has(number)).map(([, step]) => step)
}

let changes = 0

/** A comment that no file had before: BuildKit goes by content, so a new modification time is no change. */
function changeLine(): string {
  changes += 1
  return `# benchmark ${Date.now()}-${changes}\n`
}
