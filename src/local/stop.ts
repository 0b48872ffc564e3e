/** `npm stop`: ends what `npm start` started. */
import { rm } from 'node:fs/promises'
import path from 'node:path'
import { serverVersion } from '../engine/builder.ts'
import type { Folder } from '../engine/private/folder.ts'
import { stopEngine, stopRegistry } from '../engine/private/index.ts'
import { machineDocker, OURS } from './environment.ts'

/** Ends what `npm start` started; with `purge` its data goes too. Gives what was done, in words. */
export async function stop(folder: Folder, purge: boolean): Promise<string[]> {
  const done: string[] = []
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
