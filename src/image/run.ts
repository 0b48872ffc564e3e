/** Runs builds by BuildKit, and shows their progress. */
import type { Cell } from '../catalog/cells.ts'
import { BUILDX_ENVIRONMENT, type BuildRequest, buildArguments, buildEnvironment } from '../engine/buildx.ts'
import { lastLines } from '../engine/command.ts'
import { hostProxies } from '../engine/host.ts'
import { ConfigurationError, messageOf } from '../errors.ts'
import { oneLine } from '../text.ts'
import { serviceImage } from './acceptance.ts'
import { serviceRequest } from './image.ts'
import type { BuildOptions } from './options.ts'

/** Makes the image of a server that a test uses; the engine's cache has it the second time. */
export async function makeService(name: string, cell: Cell, options: BuildOptions): Promise<string> {
  const image = serviceImage(name)
  await runBuild(cell, await serviceRequest(name, image, options), options)
  return image
}

/**
 * How BuildKit words that it can't set a cache up, or that the cache does not give what it said it had: a service
 * that forgets (https://github.com/moby/buildkit/issues/2332).
 */
const CACHE_FLAW =
  /failed to configure \S+ cache (?:im|ex)porter.*|failed to (?:compute|load) cache key.*|(?:blob|content digest) \S+ not found.*/

/** The line of a failed build that says that its cache is to blame, if one does. */
export function cacheFlaw(message: string): string | undefined {
  return CACHE_FLAW.exec(message)?.[0]
}

/** Runs a build with its layer cache; where that fails it, without. */
export async function runCached(cell: Cell, request: BuildRequest, options: BuildOptions): Promise<void> {
  const { layers, noCache, progress } = options
  if (layers === undefined || noCache === true) return runBuild(cell, request, options)
  try {
    await runBuild(cell, { ...request, cacheFrom: layers.from, cacheTo: layers.to }, options)
  } catch (error) {
    const flaw = cacheFlaw(messageOf(error))
    if (flaw === undefined) throw error
    progress.warning(`the layer cache is not used: ${flaw}`)
    await runBuild(cell, request, options)
  }
}

/** Lines of a build that are shown as they come: many times what any build of ours prints. */
const MAX_SHOWN = 20_000

/** Lines that are kept for the message of a failure. */
const TAIL = 400

/**
 * Runs a build and shows its progress. BuildKit itself clips what a step prints at 2 MiB.
 * @throws ConfigurationError with BuildKit's last words when it fails, or with the download that is not what
 *   its lock says.
 */
export async function runBuild(cell: Cell, request: BuildRequest, options: BuildOptions): Promise<void> {
  const { progress } = options
  const tail: string[] = []
  let count = 0
  const { exitCode } = await options.docker(buildArguments(request), {
    env: { ...hostProxies(options.env), ...BUILDX_ENVIRONMENT, ...buildEnvironment(request) },
    onLine: (raw) => {
      const line = oneLine(raw)
      count += 1
      if (count <= MAX_SHOWN) progress.line(line)
      tail.push(line)
      if (tail.length > TAIL) tail.shift()
    },
  })
  if (count > MAX_SHOWN) progress.line(`(${count - MAX_SHOWN} more lines are not shown)`)
  if (exitCode === 0) return
  // The fetch scripts say this of a download that is not what its lock pins, each on a line of its own.
  const mismatch = tail.flatMap((line) => /lock mismatch: (.*)$/.exec(line)?.[1] ?? [])[0]
  if (mismatch !== undefined) {
    const [name = '', ...rest] = mismatch.split(':')
    const place = [options.lockfilePaths?.get(name) ?? name, ...rest].join(':')
    throw new ConfigurationError(`${cell.id}: ${place}. Nothing was built.`)
  }
  throw new ConfigurationError(`${cell.id}: the build failed:\n${lastLines(tail.join('\n'), 20)}`)
}
