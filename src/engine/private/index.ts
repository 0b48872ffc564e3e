/** A Docker engine and a registry of our own, for machines that have none. */
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { connect, createServer } from 'node:net'
import path from 'node:path'
import { ConfigurationError } from '../../errors.ts'
import { type Docker, dockerAt } from '../docker.ts'
import type { Folder } from './folder.ts'
import { noteNetwork, restoreNetwork } from './network.ts'
import { runningPid, startDaemon, stopDaemon } from './processes.ts'
import { programEnvironment, unpackPrograms } from './programs.ts'

const ENGINE = 'dockerd'
const REGISTRY = 'registry'

/**
 * A mount namespace of its own for the engine: what it mounts is gone with it, and what it would write to
 * /run and /opt goes to our folder. Only the network is the host's. $1: a scratch folder, then the command.
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
  await startDaemon(folder, {
    name: ENGINE,
    command: 'unshare',
    args: [
      '--mount',
      '--propagation',
      'private',
      '--',
      'sh',
      '-c',
      CONFINED,
      'sh',
      path.join(folder.run, 'confined'),
      'dockerd',
      '--config-file',
      config,
    ],
    env: programEnvironment(folder, network.backend),
    ready: async () => (await docker(['version', '--format', '{{.Server.Version}}'])).exitCode === 0,
    patience: 60_000,
  })
  return docker
}

/**
 * Two engines in one network take each other's bridge and rules away.
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

/** Ends the engine, if it runs, and takes back what it changed on the host. True if it ran. */
export async function stopEngine(folder: Folder): Promise<boolean> {
  const ran = await stopDaemon(folder, ENGINE)
  await restoreNetwork(folder)
  for (const left of ['confined', 'engine']) {
    await rm(path.join(folder.run, left), { recursive: true, force: true })
  }
  return ran
}

/** The docker command line of the private engine. */
export function privateDocker(folder: Folder): Docker {
  return dockerAt(path.join(folder.programs, 'usr/bin/docker'), {
    DOCKER_HOST: `unix://${socket(folder)}`,
    DOCKER_CONFIG: folder.config,
  })
}

/** Starts Debian's registry on a loopback port: the one of last time, else 5000, else any free one. */
export async function startRegistry(folder: Folder): Promise<number> {
  const file = path.join(folder.run, 'registry.json')
  const last = await lastPort(file)
  const running = (await runningPid(folder, REGISTRY)) !== undefined
  const port = running && last !== undefined ? last : await freePort(last ?? 5000)
  await mkdir(folder.run, { recursive: true })
  await mkdir(folder.registry, { recursive: true })
  if (!running) await writeFile(file, JSON.stringify(registryConfig(folder, port), null, 2))
  await startDaemon(folder, {
    name: REGISTRY,
    command: 'docker-registry',
    args: ['serve', file],
    env: programEnvironment(folder),
    ready: () => accepts(port),
    patience: 20_000,
  })
  return port
}

/** Port of the registry, if it runs. */
export async function runningRegistry(folder: Folder): Promise<number | undefined> {
  if ((await runningPid(folder, REGISTRY)) === undefined) return undefined
  return lastPort(path.join(folder.run, 'registry.json'))
}

/** Ends the registry, if it runs. True if it ran. */
export function stopRegistry(folder: Folder): Promise<boolean> {
  return stopDaemon(folder, REGISTRY)
}

/**
 * Docker's daemon.json: all it keeps is in the folder, and loopback registries may speak http.
 * @param ipv6 whether the kernel has IPv6 and rules for it.
 */
export function engineConfig(folder: Folder, ipv6 = true): object {
  return {
    'data-root': folder.data,
    'exec-root': path.join(folder.run, 'engine'),
    pidfile: path.join(folder.run, 'engine.pid'),
    hosts: [`unix://${socket(folder)}`],
    // Root's own group owns the socket: there is no group docker.
    group: 'root',
    features: { 'containerd-snapshotter': true },
    'insecure-registries': ['127.0.0.0/8'],
    ip6tables: ipv6,
  }
}

/** The registry's configuration, in JSON, which is YAML too. */
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

async function lastPort(file: string): Promise<number | undefined> {
  const text = await readFile(file, 'utf8').catch(() => undefined)
  return text === undefined ? undefined : Number(/"127\.0\.0\.1:(\d+)"/.exec(text)?.[1] ?? 5000)
}

/** The wanted port of the loopback interface if it is free, else any free one. */
export function freePort(wanted: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', () => (wanted === 0 ? reject(new Error('no free port')) : resolve(freePort(0))))
    server.listen(wanted, '127.0.0.1', () => {
      const address = server.address()
      const port = typeof address === 'object' && address !== null ? address.port : wanted
      server.close(() => resolve(port))
    })
  })
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
    socket.once('connect', () => socket.destroy())
  })
}
