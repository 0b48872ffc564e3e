/**
 * The build environment of a local run: engine, registry and base image. The machine's Docker is used if there is one;
 * otherwise an engine is set up in a folder of its own.
 */
import { inspectEngine, serverVersion, writesLayouts } from '../engine/builder.ts'
import { type Docker, dockerAt, dockerOutput } from '../engine/docker.ts'
import type { Folder } from '../engine/private/folder.ts'
import {
  freePort,
  privateDocker,
  runningRegistry,
  startEngine,
  startRegistry,
} from '../engine/private/index.ts'
import { obstacle } from '../engine/private/packages.ts'
import { unpackPrograms } from '../engine/private/programs.ts'
import { ConfigurationError } from '../errors.ts'
import { resolveBase } from '../plan/base.ts'
import type { BaseImage } from '../plan/plan.ts'
import { isLocalBase, knownBase, LOCAL_BASE, localBase } from './base.ts'

/** The name of our container, builder and volume in the machine's Docker. */
export const OURS = 'spark-images'

const REGISTRY_IMAGE = 'registry:3'

export interface BuildEnvironment {
  readonly docker: Docker
  /** The buildx builder to use; undefined for the current one. */
  readonly builder?: string
  /** `host:port` of the loopback registry; undefined if none was asked for. */
  readonly registry?: string
  readonly base: BaseImage
}

export interface EnvironmentOptions {
  readonly folder: Folder
  /** The catalog's base image. */
  readonly base: string
  /** Whether images go to a registry of ours. */
  readonly wantsRegistry: boolean
  readonly say: (step: string) => void
}

/**
 * Opens the build environment: the machine's Docker with a registry container, or a private engine and registry.
 * @throws ConfigurationError if there is no engine and none can be set up, with what to install.
 */
export async function openBuildEnvironment(options: EnvironmentOptions): Promise<BuildEnvironment> {
  const { folder, say, base } = options
  const machine = machineDocker(folder)
  if ((await serverVersion(machine)) !== undefined) return machineEnvironment(machine, options)
  if (!isLocalBase(base)) {
    throw new ConfigurationError(
      `the catalog's base is ${base}, and no Docker engine answers here, without which only ${LOCAL_BASE} can be made: install Docker (https://docs.docker.com/engine/install/) or start it`,
    )
  }
  const reason = await obstacle()
  if (reason !== undefined) {
    throw new ConfigurationError(
      `no Docker engine answers here, and none can be set up because ${reason}. Install Docker (https://docs.docker.com/engine/install/) or start it, or run this on Debian as root.`,
    )
  }
  const docker = await startEngine(folder, say)
  const registry = `127.0.0.1:${await startRegistry(folder)}`
  return { docker, registry, base: await localBase(folder, docker, registry, say) }
}

/** What an earlier run left: its registry and base image. */
export interface ExistingEnvironment {
  readonly docker: Docker
  /** Whether the engine answers. */
  readonly isRunning: boolean
  /** `host:port` of the loopback registry. */
  readonly registry: string
  readonly base: BaseImage
}

/** Finds the environment of an earlier run without starting anything; undefined if there is none. */
export async function findEnvironment(
  folder: Folder,
  base: string,
): Promise<ExistingEnvironment | undefined> {
  const machine = machineDocker(folder)
  const isMachine = (await serverVersion(machine)) !== undefined
  const registry = isMachine ? await registryAddress(machine, folder) : await privateRegistry(folder)
  if (registry === undefined) return undefined
  const made = isLocalBase(base) ? await knownBase(registry) : undefined
  if (isMachine)
    return { docker: machine, isRunning: true, registry, base: made ?? (await resolveBase(base)) }
  if (made === undefined) return undefined
  const docker = privateDocker(folder)
  return { docker, isRunning: (await serverVersion(docker)) !== undefined, registry, base: made }
}

/** The machine's docker command; buildx keeps its notes on our builder in our folder. */
export function machineDocker(folder: Folder): Docker {
  return dockerAt('docker', { BUILDX_CONFIG: `${folder.config}/buildx` })
}

async function machineEnvironment(
  docker: Docker,
  { folder, base, wantsRegistry, say }: EnvironmentOptions,
): Promise<BuildEnvironment> {
  const facts = await inspectEngine(docker)
  const builder = writesLayouts(facts) ? undefined : await ownBuilder(docker, say)
  const registry = wantsRegistry ? await openRegistry(docker, folder, say) : undefined
  return { docker, builder, registry, base: await machineBase() }

  async function machineBase(): Promise<BaseImage> {
    const made = registry !== undefined && isLocalBase(base) ? await knownBase(registry) : undefined
    if (made !== undefined) return made
    try {
      return await resolveBase(base)
    } catch (error) {
      // Only an engine that builds by itself reaches a registry on the loopback interface.
      const canMake = registry !== undefined && builder === undefined && isLocalBase(base)
      if (!canMake || (await obstacle()) !== undefined) throw error
      await unpackPrograms(folder, say, 'tools')
      return localBase(folder, docker, registry, say)
    }
  }
}

/** A builder that writes OCI layouts, for engines whose own can't. */
async function ownBuilder(docker: Docker, say: (step: string) => void): Promise<string> {
  if ((await docker(['buildx', 'inspect', '--', OURS])).exitCode === 0) return OURS
  say('creating a docker-container builder: this engine has no containerd image store')
  await dockerOutput(docker, ['buildx', 'create', '--name', OURS, '--driver', 'docker-container'])
  return OURS
}

/** `host:port` of the registry beside the machine's Docker, if it runs: a container, or Debian's program. */
async function registryAddress(docker: Docker, folder: Folder): Promise<string | undefined> {
  const { exitCode, stdout } = await docker(['port', OURS, '5000/tcp'])
  const [address] = stdout.trim().split('\n')
  return exitCode === 0 && address ? address : privateRegistry(folder)
}

async function privateRegistry(folder: Folder): Promise<string | undefined> {
  const port = await runningRegistry(folder)
  return port === undefined ? undefined : `127.0.0.1:${port}`
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
  say(`${REGISTRY_IMAGE} can't be had (${problem}): using Debian's registry`)
  await unpackPrograms(folder, say, 'tools')
  return `127.0.0.1:${await startRegistry(folder)}`
}
