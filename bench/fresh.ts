import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, open, readFile, rm, statfs, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { lastLines } from '../src/engine/command.ts'
import type { Docker } from '../src/engine/docker.ts'
import type { Folder } from '../src/engine/private/folder.ts'
import { CONFINED, engineConfig, privateDocker, registryConfig } from '../src/engine/private/index.ts'
import { programEnvironment } from '../src/engine/private/programs.ts'

/** A registry on a port of the loopback interface. */
export interface RegistryProcess extends AsyncDisposable {
  readonly host: string
}

/** Where a fresh engine finds the registry: in a network of its own, so that any port is free. */
export const FRESH_REGISTRY = '127.0.0.1:5000'

/**
 * $1: the registry's configuration, $2: the engine's, $3: its data, in memory: after a gigabyte or two a disk's
 * write rate would be all that is measured.
 */
const BESIDE_REGISTRY = `set -eu
ip link set lo up
mount -t tmpfs -o size=8g tmpfs "$3"
docker-registry serve "$1" &
exec dockerd --config-file "$2"`

/** Starts the engine's registry program over a folder. */
export async function serveRegistry(folder: Folder, port: number): Promise<RegistryProcess> {
  await mkdir(folder.run, { recursive: true })
  const config = path.join(folder.run, 'registry.json')
  await writeFile(config, JSON.stringify(registryConfig(folder, port)))
  const stop = await start(folder, 'docker-registry', ['serve', config], async () => {
    const answer = await fetch(`http://127.0.0.1:${port}/v2/`).catch(() => undefined)
    return answer?.ok === true
  })
  return { host: `127.0.0.1:${port}`, [Symbol.asyncDispose]: stop }
}

/**
 * Starts an engine that has nothing yet, and beside it the registry over the folder's, both in namespaces of
 * their own: neither sees another engine's images, interfaces and rules. At the end its data goes.
 */
export async function startFresh(folder: Folder): Promise<AsyncDisposable & { readonly docker: Docker }> {
  const registry = path.join(folder.run, 'registry.json')
  const config = path.join(folder.run, 'dockerd.json')
  await rm(folder.data, { recursive: true, force: true })
  await mkdir(folder.run, { recursive: true })
  await mkdir(folder.data, { recursive: true })
  await writeFile(registry, JSON.stringify(registryConfig(folder, Number(FRESH_REGISTRY.split(':')[1]))))
  await writeFile(config, JSON.stringify(engineConfig(folder, await statfs(folder.root))))
  const docker = privateDocker(folder)
  const namespaces = ['--mount', '--propagation', 'private', '--net', '--pid', '--fork', '--mount-proc']
  const confined = ['sh', '-c', CONFINED, 'sh', path.join(folder.run, 'confined')]
  const beside = ['sh', '-c', BESIDE_REGISTRY, 'sh', registry, config, folder.data]
  const stop = await start(
    folder,
    'unshare',
    [...namespaces, '--kill-child=KILL', '--', ...confined, ...beside],
    async () => (await docker(['version', '--format', '{{.Server.Version}}'])).exitCode === 0,
  )
  return {
    docker,
    [Symbol.asyncDispose]: async () => {
      await stop()
      for (const left of [folder.data, folder.run]) {
        await rm(left, { recursive: true, force: true, maxRetries: 20, retryDelay: 200 })
      }
    },
  }
}

/** Starts a program and waits until it answers; what is returned kills it. @throws Error with its last words. */
async function start(
  folder: Folder,
  command: string,
  args: readonly string[],
  ready: () => Promise<boolean>,
): Promise<() => Promise<void>> {
  const file = path.join(folder.run, `${command}.log`)
  const log = await open(file, 'w')
  const env = { ...process.env, ...programEnvironment(folder) }
  const child = spawn(command, args, { stdio: ['ignore', log.fd, log.fd], env })
  await log.close()
  const ended = once(child, 'exit')
  const stop = async (): Promise<void> => {
    child.kill('SIGKILL')
    await ended
  }
  const deadline = Date.now() + 60_000
  while (!(await ready())) {
    if (Date.now() > deadline || child.exitCode !== null) {
      await stop()
      throw new Error(`${command} did not start:\n${lastLines(await readFile(file, 'utf8'), 8)}`)
    }
    await sleep(100)
  }
  return stop
}
