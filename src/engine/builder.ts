/** What the engine and its builder can do. */
import { ConfigurationError } from '../errors.ts'
import { type Docker, dockerOutput } from './docker.ts'

/** What matters of an engine for a build. */
export interface EngineFacts {
  readonly version: string
  /** Whether images are kept by containerd, with their manifests, or by one of Docker's graph drivers. */
  readonly containerdStore: boolean
  /** Driver of the buildx builder in use. */
  readonly driver: string
}

/**
 * Asks the engine.
 * @throws ConfigurationError when it doesn't answer or has no buildx, saying what to install.
 */
export async function inspectEngine(docker: Docker, builder?: string): Promise<EngineFacts> {
  const version = await serverVersion(docker)
  if (version === undefined)
    throw new ConfigurationError(
      'no Docker engine answers; start it, or see https://docs.docker.com/engine/install/',
    )
  const buildx = await docker(['buildx', 'inspect', ...(builder === undefined ? [] : ['--', builder])])
  if (buildx.exitCode !== 0) {
    throw new ConfigurationError(
      `docker buildx does not work here (${buildx.stderr.trim()}); install it: https://docs.docker.com/build/buildx/install/`,
    )
  }
  const driver = /^Driver:\s*(\S+)/m.exec(buildx.stdout)?.[1] ?? 'docker'
  const status = await dockerOutput(docker, ['info', '--format', '{{json .DriverStatus}}'])
  return { version, containerdStore: status.includes('io.containerd.snapshotter'), driver }
}

/** Version of the engine behind this command line, or undefined when none answers. */
export async function serverVersion(docker: Docker): Promise<string | undefined> {
  const answer = await docker(['version', '--format', '{{.Server.Version}}']).catch(() => undefined)
  return answer?.exitCode === 0 ? answer.stdout.trim() : undefined
}

/** Whether this builder can write an OCI layout: the docker driver does only with the containerd store. */
export function writesLayouts({ driver, containerdStore }: EngineFacts): boolean {
  return driver !== 'docker' || containerdStore
}
