/** The build environment of a local run: engine, registry and base images. */
import { rm } from 'node:fs/promises'
import path from 'node:path'
import type { Cell } from '../catalog/cells.ts'
import { engineProblem, runsPlatform, serverVersion, writesLayouts } from '../engine/builder.ts'
import { ownPlatform } from '../engine/buildx.ts'
import { type Docker, dockerAt, dockerOutput } from '../engine/docker.ts'
import { emulationAdvice, startEmulation, stopEmulation } from '../engine/private/emulation.ts'
import type { Folder } from '../engine/private/folder.ts'
import {
  freePort,
  privateDocker,
  runningRegistry,
  startEngine,
  startRegistry,
  stopEngine,
  stopRegistry,
} from '../engine/private/index.ts'
import { obstacle } from '../engine/private/packages.ts'
import { unpackPrograms } from '../engine/private/programs.ts'
import { ConfigurationError } from '../errors.ts'
import type { BaseImages } from '../plan/plan.ts'
import { resolveBase, resolveBases } from '../plan/prepare.ts'
import { knownBase, localBase, suiteOf, unmadeBase } from './base.ts'

/** The name of our container, builder and volume in the machine's Docker. */
const OURS = 'spark-images'
const REGISTRY_IMAGE = 'registry:3'

export interface BuildEnvironment {
  readonly docker: Docker
  readonly builder?: string
  /** `host:port` of the loopback registry; undefined if none was asked for. */
  readonly registry?: string
  readonly bases: BaseImages
}

interface EnvironmentOptions {
  readonly folder: Folder
  /** Those that are to be built, on their base images. */
  readonly cells: readonly Pick<Cell, 'runtime' | 'base'>[]
  readonly wantsRegistry: boolean
  /** What is built for, where it is one that this machine is to emulate. */
  readonly platform?: string
  readonly say: (step: string) => void
}

/**
 * The machine's Docker with a registry container, or a private engine and registry.
 * @throws ConfigurationError if there is no engine and none can be set up: why, and what to do.
 */
export async function openBuildEnvironment(options: EnvironmentOptions): Promise<BuildEnvironment> {
  const { folder, say, cells, platform = ownPlatform() } = options
  const machine = machineDocker(folder)
  const problem = await engineProblem(machine)
  if (problem === undefined) return machineEnvironment(machine, options)
  const foreign = cells.find(({ base }) => suiteOf(base) === undefined)
  if (foreign !== undefined) {
    throw new ConfigurationError(
      `the base of ${foreign.runtime} is ${foreign.base}, and without Docker only those like debian:SUITE-slim can be made; ${problem}`,
    )
  }
  const reason = await obstacle()
  if (reason !== undefined) {
    throw new ConfigurationError(
      `${problem}\nNo engine of its own can be set up either, as ${reason}: that takes Debian and root.`,
    )
  }
  if (platform !== ownPlatform()) await startEmulation(folder, platform, say)
  const docker = await startEngine(folder, say)
  const registry = await startRegistry(folder)
  const bases = await resolveBases(cells, (name) =>
    localBase(name, { folder, docker, registry, platform, say }),
  )
  return { docker, registry, bases }
}

/** Finds the environment of an earlier run without starting anything; undefined if there is none. */
export async function findEnvironment(
  folder: Folder,
  cells: EnvironmentOptions['cells'],
  platform = ownPlatform(),
) {
  const machine = machineDocker(folder)
  const isMachine = (await serverVersion(machine)) !== undefined
  const docker = isMachine ? machine : privateDocker(folder)
  const registry = await (isMachine ? registryAddress(machine, folder) : runningRegistry(folder))
  if (registry === undefined) return undefined
  const isRunning = isMachine || (await serverVersion(docker)) !== undefined
  const bases = await resolveBases(cells, async (name) => {
    const made = await knownBase(name, registry, platform)
    return made ?? (isMachine ? resolveBase(name) : unmadeBase(name))
  })
  return { docker, isRunning, registry, bases }
}

/** The machine's docker command. buildx keeps its record of our builder in our folder. */
function machineDocker(folder: Folder): Docker {
  return dockerAt('docker', { BUILDX_CONFIG: `${folder.config}/buildx` })
}

async function machineEnvironment(
  docker: Docker,
  { folder, cells, wantsRegistry, platform = ownPlatform(), say }: EnvironmentOptions,
): Promise<BuildEnvironment> {
  if (platform !== ownPlatform()) await emulate(docker, folder, platform, say)
  const builder = (await writesLayouts(docker)) ? undefined : OURS
  if (builder !== undefined && (await docker(['buildx', 'inspect', '--', OURS])).exitCode !== 0) {
    say("creating a docker-container builder: the engine's own can't write an OCI layout")
    await dockerOutput(docker, ['buildx', 'create', '--name', OURS, '--driver', 'docker-container'])
  }
  const registry = wantsRegistry ? await openRegistry(docker, folder, say) : undefined
  const bases = await resolveBases(cells, async (name) => {
    const known = registry === undefined ? undefined : await knownBase(name, registry, platform)
    if (known !== undefined) return known
    try {
      return await resolveBase(name)
    } catch (error) {
      // Only an engine that builds by itself reaches a registry on the loopback interface.
      const isForeign = registry === undefined || suiteOf(name) === undefined || builder !== undefined
      if (isForeign || (await obstacle()) !== undefined) throw error
      await unpackPrograms(folder, say, 'tools')
      return localBase(name, { folder, docker, registry, platform, say })
    }
  })
  return { docker, builder, registry, bases }
}

/** @throws ConfigurationError where the machine's Docker can't run programs of the platform. */
async function emulate(
  docker: Docker,
  folder: Folder,
  platform: string,
  say: (step: string) => void,
): Promise<void> {
  if (await runsPlatform(docker, platform)) return
  if ((await obstacle()) === undefined) return startEmulation(folder, platform, say)
  throw new ConfigurationError(
    `Docker can't run programs for ${platform} on this machine: build on one of that platform, or ${emulationAdvice(platform)}`,
  )
}

/** `host:port` of the registry beside the machine's Docker, if it runs: a container, or Debian's program. */
async function registryAddress(docker: Docker, folder: Folder): Promise<string | undefined> {
  const { exitCode, stdout } = await docker(['port', OURS, '5000/tcp'])
  const [address] = stdout.trim().split('\n')
  return exitCode === 0 && address ? address : runningRegistry(folder)
}

/**
 * Starts a registry on the loopback interface, if none runs: a container over the volume of earlier runs or, where the
 * registry's image can't be pulled, Debian's program.
 * @throws ConfigurationError if there is neither.
 */
async function openRegistry(docker: Docker, folder: Folder, say: (step: string) => void): Promise<string> {
  const running = await registryAddress(docker, folder)
  if (running !== undefined) return running
  say('starting a registry container')
  await docker(['rm', '--force', '--', OURS])
  const address = `127.0.0.1:${await freePort(5000)}`
  const options = ['--name', OURS, '--publish', `${address}:5000`, '--volume', `${OURS}:/var/lib/registry`]
  const { exitCode, stderr } = await docker(['run', '--detach', ...options, '--', REGISTRY_IMAGE])
  if (exitCode === 0) return address
  const problem = stderr.trim().split('\n').at(-1) ?? ''
  const reason = await obstacle()
  if (reason !== undefined) {
    throw new ConfigurationError(
      `the registry container can't be started from ${REGISTRY_IMAGE}: ${problem}\nPull that image from a mirror and tag it ${REGISTRY_IMAGE}, or push to a registry of your own with --image REGISTRY/NAME. (Debian's own registry is used on Debian as root; ${reason}.)`,
    )
  }
  say(`can't start ${REGISTRY_IMAGE} (${problem}): using Debian's registry`)
  await unpackPrograms(folder, say, 'tools')
  return startRegistry(folder)
}

/** Ends what `npm start` started; with `purge` its data goes too. Gives what was done, in words. */
export async function stop(folder: Folder, purge: boolean): Promise<string[]> {
  const done: string[] = []
  if (await stopEmulation(folder)) done.push('ended the emulation')
  if (await stopEngine(folder)) done.push('ended the engine')
  if (await stopRegistry(folder)) done.push('ended the registry')
  const docker = machineDocker(folder)
  if ((await serverVersion(docker)) !== undefined) {
    if ((await docker(['rm', '--force', '--', OURS])).stdout.trim() === OURS)
      done.push('removed the registry container')
    if ((await docker(['buildx', 'rm', '--', OURS])).exitCode === 0) done.push('removed the builder')
    if (purge && (await docker(['volume', 'rm', '--', OURS])).exitCode === 0)
      done.push('removed the registry volume')
  }
  if (purge) {
    await rm(folder.root, { recursive: true, force: true })
    done.push(`removed ${path.resolve(folder.root)}`)
  }
  return done.length === 0 ? ['nothing was running'] : done
}
