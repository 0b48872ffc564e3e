import { serverVersion } from '../engine/builder.ts'
import type { Docker } from '../engine/docker.ts'
import type { Folder } from '../engine/private/folder.ts'
import { privateDocker, runningRegistry } from '../engine/private/index.ts'
import { resolveBase } from '../plan/base.ts'
import type { BaseImage } from '../plan/plan.ts'
import { isLocalBase, knownBase } from './base.ts'
import { machineDocker, registryAddress } from './station.ts'

/** What is there already of what a local run works with; nothing was started to find out. */
export interface Surroundings {
  readonly docker: Docker
  /** Whether the engine answers. */
  readonly isRunning: boolean
  /** `host:port` of the loopback registry. */
  readonly registry: string
  readonly base: BaseImage
}

/** The registry of an earlier run and the base in it or at its source; undefined when there is none yet. */
export async function lookAround(folder: Folder, base: string): Promise<Surroundings | undefined> {
  const machine = machineDocker(folder)
  if ((await serverVersion(machine)) !== undefined) {
    const registry = await registryAddress(machine)
    if (registry === undefined) return undefined
    return { docker: machine, isRunning: true, registry, base: await resolveBase(base) }
  }
  const port = await runningRegistry(folder)
  if (port === undefined || !isLocalBase(base)) return undefined
  const registry = `127.0.0.1:${port}`
  const docker = privateDocker(folder)
  const [made, version] = await Promise.all([knownBase(registry), serverVersion(docker)])
  return made === undefined ? undefined : { docker, isRunning: version !== undefined, registry, base: made }
}
