/** A Docker engine and a registry of our own, for machines that have none. */
import { once } from 'node:events'
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { type AddressInfo, connect, createServer } from 'node:net'
import path from 'node:path'
import { ConfigurationError } from '../../errors.ts'
import { serverVersion } from '../builder.ts'
import { type Docker, dockerAt } from '../docker.ts'
import type { Folder } from './folder.ts'
import { noteNetwork, restoreNetwork } from './network.ts'
import { runningPid, startDaemon, stopDaemon } from './processes.ts'
import { programEnvironment, unpackPrograms } from './programs.ts'

const ENGINE = 'dockerd'
const REGISTRY = 'registry'

/**
 * Runs a command with overlays on /run and /opt, in the mount namespace that it is started in. The engine's mounts end
 * with it, and its writes to these folders go to the scratch folder $1. Only the network is the host's.
 */
export const CONFINED = `set -eu
scratch=$1; shift
for top in run opt; do
  rm -rf "$scratch/$top"
  mkdir -p "$scratch/$top/upper" "$scratch/$top/work"
  mount -t overlay overlay -o "lowerdir=/$top,upperdir=$scratch/$top/upper,workdir=$scratch/$top/work" "/$top"
done
exec "$@"`

/** Sets up and starts a Docker engine of our own, with all its data in the folder. */
export async function startEngine(folder: Folder, say: (step: string) => void): Promise<Docker> {
  await unpackPrograms(folder, say)
  const docker = privateDocker(folder)
  await mkdir(folder.run, { recursive: true })
  const config = path.join(folder.run, 'dockerd.json')
  if ((await runningPid(folder, ENGINE)) === undefined) {
    await rejectSecondEngine()
    say('starting the engine')
  }
  const network = await noteNetwork(folder)
  await writeFile(config, JSON.stringify(engineConfig(folder, network.ipv6), null, 2))
  const confined = ['sh', '-c', CONFINED, 'sh', path.join(folder.run, 'confined')]
  const engine = ['dockerd', '--config-file', config]
  await startDaemon(folder, {
    name: ENGINE,
    command: 'unshare',
    args: ['--mount', '--propagation', 'private', '--', ...confined, ...engine],
    env: programEnvironment(folder, network.backend),
    ready: async () => (await serverVersion(docker)) !== undefined,
    patience: 60_000,
  })
  return docker
}

/**
 * Rejects a second engine: two on one network remove each other's bridge and rules.
 * @throws ConfigurationError when another one runs.
 */
async function rejectSecondEngine(): Promise<void> {
  for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
    const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')
    const [program = '', ...args] = command.split('\0')
    if (path.basename(program) !== ENGINE) continue
    const own = /^(.*)\/run\/dockerd\.json$/.exec(args[1] ?? '')?.[1]
    throw new ConfigurationError(
      own === undefined
        ? `a Docker engine runs here (process ${pid}) and does not answer; let docker reach it, or stop it`
        : `the engine of ${own} runs; end it first, with: SPARK_IMAGES_HOME=${own} npm stop`,
    )
  }
}

/** Ends the engine and restores the host's network. Returns whether the engine ran. */
export async function stopEngine(folder: Folder): Promise<boolean> {
  const ran = await stopDaemon(folder, ENGINE)
  await restoreNetwork(folder)
  for (const left of ['confined', 'engine']) {
    await rm(path.join(folder.run, left), { recursive: true, force: true })
  }
  return ran
}

export function privateDocker(folder: Folder): Docker {
  return dockerAt(path.join(folder.programs, 'usr/bin/docker'), {
    DOCKER_HOST: `unix://${socket(folder)}`,
    DOCKER_CONFIG: folder.config,
  })
}

/**
 * Starts Debian's registry on a loopback port: the previous one, else 5000, else any free one.
 * @returns `host:port`.
 */
export async function startRegistry(folder: Folder): Promise<string> {
  const running = await runningRegistry(folder)
  const port = Number(running?.split(':')[1] ?? (await freePort((await lastPort(folder)) ?? 5000)))
  await mkdir(folder.run, { recursive: true })
  await mkdir(folder.registry, { recursive: true })
  const file = registryFile(folder)
  if (running === undefined) await writeFile(file, JSON.stringify(registryConfig(folder, port), null, 2))
  await startDaemon(folder, {
    name: REGISTRY,
    command: 'docker-registry',
    args: ['serve', file],
    env: programEnvironment(folder),
    ready: () => accepts(port),
    patience: 20_000,
  })
  return `127.0.0.1:${port}`
}

/** `host:port` of the registry, if it runs. */
export async function runningRegistry(folder: Folder): Promise<string | undefined> {
  const runs = (await runningPid(folder, REGISTRY)) !== undefined
  const port = runs ? await lastPort(folder) : undefined
  return port === undefined ? undefined : `127.0.0.1:${port}`
}

/** Ends the registry. Returns whether it ran. */
export function stopRegistry(folder: Folder): Promise<boolean> {
  return stopDaemon(folder, REGISTRY)
}

/**
 * Docker's daemon.json: its data is in the folder, and loopback registries may use plain HTTP.
 * @param ipv6 whether the kernel has IPv6 and rules for it.
 */
export function engineConfig(folder: Folder, ipv6 = true): object {
  return {
    'data-root': folder.data,
    'exec-root': path.join(folder.run, 'engine'),
    pidfile: path.join(folder.run, 'engine.pid'),
    hosts: [`unix://${socket(folder)}`],
    // The socket belongs to root's group, because there is no group docker.
    group: 'root',
    features: { 'containerd-snapshotter': true },
    'insecure-registries': ['127.0.0.0/8'],
    ip6tables: ipv6,
  }
}

/** The registry's configuration, as JSON, which is also YAML. */
export function registryConfig(folder: Folder, port: number): object {
  return {
    version: 0.1,
    log: { level: 'warn' },
    storage: { filesystem: { rootdirectory: folder.registry }, delete: { enabled: true } },
    http: { addr: `127.0.0.1:${port}` },
  }
}

function socket(folder: Folder): string {
  return path.join(folder.run, 'docker.sock')
}

function registryFile(folder: Folder): string {
  return path.join(folder.run, 'registry.json')
}

/** Port of the last registry, if there was one. */
async function lastPort(folder: Folder): Promise<number | undefined> {
  const text = await readFile(registryFile(folder), 'utf8').catch(() => undefined)
  return text === undefined ? undefined : Number(/"127\.0\.0\.1:(\d+)"/.exec(text)?.[1] ?? 5000)
}

/** Returns the wanted port of the loopback interface if it is free, otherwise any free one. */
export async function freePort(wanted: number): Promise<number> {
  const server = createServer().listen(wanted, '127.0.0.1')
  try {
    await once(server, 'listening')
  } catch (error) {
    if (wanted === 0) throw error
    return freePort(0)
  }
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

async function accepts(port: number): Promise<boolean> {
  const client = connect(port, '127.0.0.1')
  try {
    await once(client, 'connect')
    return true
  } catch {
    return false
  } finally {
    client.destroy()
  }
}
