import { inspectEngine, serverVersion, writesLayouts } from '../engine/builder.ts'
import { type Docker, dockerAt, dockerOutput } from '../engine/docker.ts'
import type { Folder } from '../engine/private/folder.ts'
import { freePort, startEngine, startRegistry } from '../engine/private/index.ts'
import { obstacle } from '../engine/private/packages.ts'
import { ConfigurationError } from '../errors.ts'
import { resolveBase } from '../plan/base.ts'
import type { BaseImage } from '../plan/plan.ts'
import { isLocalBase, LOCAL_BASE, localBase } from './base.ts'

/** Container, builder and volume of ours in the machine's Docker. */
export const OURS = 'spark-images'

/** Where a local run builds and pushes to. */
export interface Station {
  readonly docker: Docker
  /** The buildx builder to use; undefined for the current one. */
  readonly builder?: string
  /** `host:port` of the loopback registry; undefined when none was asked for. */
  readonly registry?: string
  readonly base: BaseImage
}

/** What is wanted of a station. */
export interface StationOptions {
  readonly folder: Folder
  readonly env: NodeJS.ProcessEnv
  /** The catalog's base image. */
  readonly base: string
  /** Whether images go to a registry of ours. */
  readonly wantsRegistry: boolean
  readonly say: (step: string) => void
}

/**
 * The machine's Docker with a registry container, or an engine and a registry of our own.
 * @throws ConfigurationError when there is no engine and none can be set up, saying what to install.
 */
export async function openStation(options: StationOptions): Promise<Station> {
  const machine = machineDocker(options.folder)
  if ((await serverVersion(machine)) !== undefined) return machineStation(machine, options)
  if (!isLocalBase(options.base)) {
    throw new ConfigurationError(
      `the catalog's base is ${options.base}, and no Docker engine answers here, without which only ${LOCAL_BASE} can be made: install Docker (https://docs.docker.com/engine/install/) or start it`,
    )
  }
  const reason = await obstacle()
  if (reason !== undefined) {
    throw new ConfigurationError(
      `no Docker engine answers here, and none can be set up because ${reason}. Install Docker (https://docs.docker.com/engine/install/) or start it, or run this on Debian as root.`,
    )
  }
  const { folder, say } = options
  const docker = await startEngine(folder, say)
  const registry = `127.0.0.1:${await startRegistry(folder)}`
  return { docker, registry, base: await localBase(folder, docker, registry, say) }
}

/** The machine's docker command; what buildx notes of our builder stays in our folder. */
export function machineDocker(folder: Folder): Docker {
  return dockerAt('docker', { BUILDX_CONFIG: `${folder.config}/buildx` })
}

async function machineStation(
  docker: Docker,
  { base, wantsRegistry, say }: StationOptions,
): Promise<Station> {
  const facts = await inspectEngine(docker)
  const builder = writesLayouts(facts) ? undefined : await ownBuilder(docker, say)
  return {
    docker,
    builder,
    ...(wantsRegistry ? { registry: await registryContainer(docker, say) } : {}),
    base: await resolveBase(base),
  }
}

/** A builder that writes OCI layouts, for engines whose own can't. */
async function ownBuilder(docker: Docker, say: (step: string) => void): Promise<string> {
  if ((await docker(['buildx', 'inspect', '--', OURS])).exitCode === 0) return OURS
  say('creating a docker-container builder: this engine has no containerd image store')
  await dockerOutput(docker, ['buildx', 'create', '--name', OURS, '--driver', 'docker-container'])
  return OURS
}

/** `host:port` of the registry container, if it runs. */
export async function registryAddress(docker: Docker): Promise<string | undefined> {
  const { exitCode, stdout } = await docker(['port', OURS, '5000/tcp'])
  const [address] = stdout.trim().split('\n')
  return exitCode === 0 && address ? address : undefined
}

/** A registry in a container, on the loopback interface: the running one, or a new one over the same volume. */
async function registryContainer(docker: Docker, say: (step: string) => void): Promise<string> {
  const running = await registryAddress(docker)
  if (running !== undefined) return running
  say('starting a registry container')
  await docker(['rm', '--force', '--', OURS])
  const address = `127.0.0.1:${await freePort(5000)}`
  const options = ['--name', OURS, '--publish', `${address}:5000`, '--volume', `${OURS}:/var/lib/registry`]
  await dockerOutput(docker, ['run', '--detach', ...options, '--', 'registry:3'])
  return address
}
