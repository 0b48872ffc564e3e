import { appendFile, copyFile, cp, mkdir } from 'node:fs/promises'
import path from 'node:path'
import { performance } from 'node:perf_hooks'
import { imageRequest } from '../src/build/image.ts'
import { cellsOf, selectCells } from '../src/catalog/cells.ts'
import type { Catalog } from '../src/catalog/schema.ts'
import { type BuildRequest, buildArguments } from '../src/engine/buildx.ts'
import { lastLines } from '../src/engine/command.ts'
import { hostProxies } from '../src/engine/host.ts'
import { ConfigurationError } from '../src/errors.ts'
import type { Station } from '../src/local/station.ts'
import { preparePlan } from '../src/plan/prepare.ts'

/** The image that is compared, and what it is compared with. */
export const CELL = '4.1.1-baseline'

/** An image that is built again and again, each time into the same OCI layout. */
export interface Contender {
  readonly name: string
  /** The layout, as a tar. */
  readonly layout: string
  request(options?: { readonly noCache: boolean }): Promise<BuildRequest>
  /** Adds one line to the file that changes most often. */
  change(): Promise<void>
}

/** Where the contenders are made. */
export interface Ground {
  readonly root: string
  readonly env: NodeJS.ProcessEnv
  readonly catalog: Catalog
  readonly station: Station
  /** Scratch folder for contexts and layouts. */
  readonly work: string
}

/** Our image, from a copy of images/ that may be changed. */
export async function ourImage({ root, env, catalog, station, work }: Ground): Promise<Contender> {
  const images = path.join(work, 'images')
  const layout = path.join(work, 'ours.tar')
  await cp(path.join(root, 'images'), images, { recursive: true })
  const selection = { ids: new Set(selectCells(cellsOf(catalog), [CELL]).map(({ id }) => id)) }
  const { base, builder } = station
  return {
    name: CELL,
    layout,
    async request({ noCache } = { noCache: false }) {
      const { cells } = await preparePlan({ catalog, images, base, selection })
      const target = cells.find(({ cell }) => cell.id === CELL)
      if (target === undefined) throw new Error(`the plan has no ${CELL}`)
      return imageRequest(target, {
        images,
        catalog,
        base,
        origin: { source: 'bench' },
        destination: layout,
        reference: `spark-images-bench:${target.tag}`,
        ...(builder === undefined ? {} : { builder }),
        noCache,
        env,
      })
    },
    change: () => appendFile(path.join(images, 'rootfs/scripts/opt/entrypoint.sh'), changeLine()),
  }
}

/**
 * The handwritten image: same base, platform, engine and way to the network as ours, the default
 * compression. Its JDBC drivers come from a folder that our own stage fetch-jdbc is exported to first.
 */
export async function handwrittenImage(ground: Ground, ours: Contender): Promise<Contender> {
  const { root, env, station, work } = ground
  const context = path.join(work, 'handwritten')
  const jars = path.join(work, 'jdbc')
  const layout = path.join(work, 'handwritten.tar')
  await mkdir(context)
  await copyFile(path.join(root, 'bench/handwritten.Dockerfile'), path.join(context, 'Dockerfile'))
  await copyFile(path.join(root, 'bench/spark-defaults.conf'), path.join(context, 'spark-defaults.conf'))
  await copyFile(path.join(root, 'images/build/with-host-ca.sh'), path.join(context, 'with-host-ca.sh'))
  const like = await ours.request()
  await timedBuild(
    { ...like, target: 'fetch-jdbc', labels: {}, output: { type: 'local', dest: jars } },
    station,
    env,
  )
  return {
    name: 'handwritten',
    layout,
    request: async ({ noCache } = { noCache: false }) => ({
      ...like,
      context,
      target: 'image',
      args: {},
      contexts: {
        'debian:bookworm-slim': `docker-image://${station.base.reference}`,
        'fetch-jdbc': jars,
      },
      labels: {},
      output: { type: 'oci', dest: layout },
      noCache,
    }),
    change: () => appendFile(path.join(context, 'spark-defaults.conf'), changeLine()),
  }
}

/** How a build went. */
export interface Timing {
  readonly seconds: number
  /** Steps that were not in BuildKit's cache, by their number and stage. */
  readonly executed: readonly string[]
}

/**
 * Builds, with the time it takes.
 * @throws ConfigurationError with BuildKit's last words when it fails.
 */
export async function timedBuild(
  request: BuildRequest,
  { docker }: Station,
  env: NodeJS.ProcessEnv,
): Promise<Timing> {
  const started = performance.now()
  const { exitCode, stderr } = await docker(buildArguments(request), { env: hostProxies(env) })
  if (exitCode === 0) return { seconds: (performance.now() - started) / 1000, executed: executed(stderr) }
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
