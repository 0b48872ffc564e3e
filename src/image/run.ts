/** Runs builds with BuildKit and shows their progress. */
import type { Cell } from '../catalog/cells.ts'
import { type BuildRequest, runBuildx } from '../engine/buildx.ts'
import { lastLines } from '../engine/command.ts'
import { ConfigurationError, messageOf } from '../errors.ts'
import { baseOf } from '../plan/plan.ts'
import { oneLine } from '../text.ts'
import { serviceImage, serviceRequest } from './image.ts'
import type { BuildOptions } from './options.ts'

/** Builds of servers that run now: tests of one server may begin together, and an engine gives a name to one build only. */
const underWay = new Map<string, Promise<string>>()

/** Builds the image of a test's server. The second time it comes from the engine's cache. */
export function makeService(name: string, cell: Cell, options: BuildOptions): Promise<string> {
  const image = serviceImage(name, cell)
  const running = underWay.get(image)
  if (running !== undefined) return running
  const request = serviceRequest(name, cell, baseOf(cell, options.bases), options)
  const made = runBuild(cell, request, options)
    .then(() => image)
    .finally(() => underWay.delete(image))
  underWay.set(image, made)
  return made
}

/** A cache can't be set up, or lacks what it listed, as a service that forgets (https://github.com/moby/buildkit/issues/2332). */
export const CACHE_FLAW =
  /failed to configure \S+ cache (?:im|ex)porter.*|failed to (?:compute|load) cache key.*|(?:blob|content digest) \S+ not found.*/

/** Runs a build with its layer cache, and again without if the cache makes it fail. */
export async function runCached(cell: Cell, request: BuildRequest, options: BuildOptions): Promise<void> {
  const { layers, noCache, progress } = options
  if (layers === undefined || noCache === true) return runBuild(cell, request, options)
  try {
    await runBuild(cell, { ...request, cacheFrom: layers.from, cacheTo: layers.to }, options)
  } catch (error) {
    const flaw = CACHE_FLAW.exec(messageOf(error))
    if (flaw === null) throw error
    progress.warning(`the layer cache is not used: ${flaw[0]}`)
    await runBuild(cell, request, options)
  }
}

/** Lines of a build that are shown, many times what our builds print, and kept for the message of a failure. */
const MAX_SHOWN = 20_000
const TAIL = 400

/**
 * What an engine says that removed a layer while it unpacked an image on it
 * (https://github.com/moby/buildkit/issues/6521), and one in which another job gave the image's name away meanwhile.
 */
const PASSING = /parent snapshot \S+ does not exist|failed to solve: image "\S+": already exists/

/**
 * Runs a build and shows its progress; once more, in seconds, when the engine could not unpack or name the finished image.
 * @throws ConfigurationError with BuildKit's last words, or with the download that is not what its lockfile says.
 */
export async function runBuild(
  cell: Pick<Cell, 'id'>,
  request: BuildRequest,
  options: Pick<BuildOptions, 'docker' | 'env' | 'progress' | 'lockfilePaths'>,
): Promise<void> {
  let { exitCode, tail } = await attempt(request, options)
  if (exitCode !== 0 && tail.some((line) => PASSING.test(line))) {
    options.progress.info('the engine did something else with the image or its layers meanwhile: once more')
    ;({ exitCode, tail } = await attempt(request, options))
  }
  if (exitCode === 0) return
  // The fetch scripts print one such line for each download that differs from its lockfile.
  const mismatch = tail.flatMap((line) => /lock mismatch: (.*)$/.exec(line)?.[1] ?? [])[0]
  if (mismatch !== undefined) {
    const [name = '', ...rest] = mismatch.split(':')
    const place = [options.lockfilePaths?.get(name) ?? name, ...rest].join(':')
    throw new ConfigurationError(`${cell.id}: ${place}. Nothing was built.`)
  }
  throw new ConfigurationError(`${cell.id}: the build failed:\n${lastLines(tail.join('\n'), 20)}`)
}

async function attempt(
  request: BuildRequest,
  { docker, env, progress }: Pick<BuildOptions, 'docker' | 'env' | 'progress'>,
) {
  const tail: string[] = []
  let count = 0
  const { exitCode } = await runBuildx(docker, request, env, {
    onLine: (raw) => {
      const line = oneLine(raw)
      count += 1
      if (count <= MAX_SHOWN) progress.line(line)
      tail.push(line)
      if (tail.length > TAIL) tail.shift()
    },
  })
  if (count > MAX_SHOWN) progress.line(`(${count - MAX_SHOWN} more lines are not shown)`)
  return { exitCode, tail }
}
