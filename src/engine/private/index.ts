/** A Docker engine and a registry of our own, for machines that have none. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import type { StatsFs } from 'node:fs'
import { mkdir, open, readdir, readFile, rm, statfs, writeFile } from 'node:fs/promises'
import { type AddressInfo, connect, createServer } from 'node:net'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { ConfigurationError } from '../../errors.ts'
import { serverVersion } from '../builder.ts'
import { lastLines } from '../command.ts'
import { type Docker, dockerAt } from '../docker.ts'
import type { Folder } from './folder.ts'
import { noteNetwork, restoreNetwork } from './network.ts'
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

/** Sets up and starts an engine with all its data in the folder. */
export async function startEngine(folder: Folder, say: (step: string) => void): Promise<Docker> {
  await unpackPrograms(folder, say)
  const docker = privateDocker(folder)
  const config = path.join(folder.run, 'dockerd.json')
  await mkdir(folder.run, { recursive: true })
  if ((await runningPid(folder, ENGINE)) === undefined) {
    await rejectSecondEngine()
    say('starting the engine')
  }
  const network = await noteNetwork(folder)
  const disk = await statfs(folder.root)
  await writeFile(config, JSON.stringify(engineConfig(folder, disk, network.ipv6), null, 2))
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

/** @throws ConfigurationError when another engine runs: two on one network remove each other's bridge and rules. */
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
  for (const left of ['confined', 'engine'])
    await rm(path.join(folder.run, left), { recursive: true, force: true })
  return ran
}

const socketOf = (folder: Folder): string => `unix://${path.join(folder.run, 'docker.sock')}`

export function privateDocker(folder: Folder): Docker {
  const env = { DOCKER_HOST: socketOf(folder), DOCKER_CONFIG: folder.config }
  return dockerAt(path.join(folder.programs, 'usr/bin/docker'), env)
}

/** Starts Debian's registry on a loopback port: the previous one, else 5000, else any free one. Returns `host:port`. */
export async function startRegistry(folder: Folder): Promise<string> {
  for (const needed of [folder.run, folder.registry]) await mkdir(needed, { recursive: true })
  const runs = (await runningPid(folder, REGISTRY)) !== undefined
  const last = await lastPort(folder)
  const port = runs ? last : await freePort(last)
  const file = registryFile(folder)
  if (!runs) await writeFile(file, JSON.stringify(registryConfig(folder, port), null, 2))
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
  const pid = await runningPid(folder, REGISTRY)
  return pid === undefined ? undefined : `127.0.0.1:${await lastPort(folder)}`
}

/** Ends the registry. Returns whether it ran. */
export const stopRegistry = (folder: Folder): Promise<boolean> => stopDaemon(folder, REGISTRY)

/** Free bytes for which the build cache gives way, a fifth of a smaller disk: the largest shipped cell takes 16 GB. */
const ROOM = 20e9

/**
 * Docker's daemon.json.
 * @param disk the folder's
 * @param ipv6 whether the kernel has IPv6 and rules for it
 */
export function engineConfig(folder: Folder, disk: StatsFs, ipv6 = true): object {
  const total = disk.blocks * disk.bsize
  // BuildKit takes for free what the file system reserves, too, which may be more than all the rest.
  const reserved = (disk.bfree - disk.bavail) * disk.bsize
  const room = Math.min(ROOM, (total - reserved) / 5)
  const policy = {
    all: true,
    maxUsedSpace: `${total}`,
    minFreeSpace: `${Math.round(reserved + room)}`,
  }
  return {
    builder: { gc: { enabled: true, policy: [policy] } },
    'data-root': folder.data,
    'exec-root': path.join(folder.run, 'engine'),
    pidfile: path.join(folder.run, 'engine.pid'),
    hosts: [socketOf(folder)],
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

const registryFile = (folder: Folder): string => path.join(folder.run, 'registry.json')

/** Port of the last registry; 5000 if there was none. */
async function lastPort(folder: Folder): Promise<number> {
  const text = await readFile(registryFile(folder), 'utf8').catch(() => '')
  return Number(/"127\.0\.0\.1:(\d+)"/.exec(text)?.[1] ?? 5000)
}

/** Returns the wanted port of the loopback interface if it is free, otherwise any free one. */
export async function freePort(wanted: number): Promise<number> {
  const server = createServer().listen(wanted, '127.0.0.1')
  try {
    await once(server, 'listening')
    return (server.address() as AddressInfo).port
  } catch (error) {
    if (wanted === 0) throw error
    return freePort(0)
  } finally {
    server.close()
  }
}

async function accepts(port: number): Promise<boolean> {
  const client = connect(port, '127.0.0.1')
  const accepted = await once(client, 'connect').catch(() => undefined)
  client.destroy()
  return accepted !== undefined
}

interface Daemon {
  readonly name: string
  readonly command: string
  readonly args: readonly string[]
  readonly env: NodeJS.ProcessEnv
  /** Whether it answers, and how long it may take until then in ms. */
  readonly ready: () => Promise<boolean>
  readonly patience: number
}

/** Starts a daemon unless it runs already, and waits until it answers. @throws Error with the end of its log. */
async function startDaemon(folder: Folder, daemon: Daemon): Promise<void> {
  const logFile = path.join(folder.run, `${daemon.name}.log`)
  if ((await runningPid(folder, daemon.name)) === undefined) {
    await using log = await open(logFile, 'w')
    const child = spawn(daemon.command, daemon.args, {
      detached: true,
      // The folder that this process is in may go; what the daemon starts, the iptables scripts for one, needs one that stays.
      cwd: '/',
      stdio: ['ignore', log.fd, log.fd],
      env: { ...process.env, ...daemon.env },
    })
    child.unref()
    // A program that isn't there.
    if (child.pid === undefined) throw (await once(child, 'error'))[0]
    await writeFile(pidFile(folder, daemon.name), String(child.pid))
  }
  const deadline = Date.now() + daemon.patience
  while (!(await daemon.ready())) {
    if (Date.now() > deadline || (await runningPid(folder, daemon.name)) === undefined) {
      const log = await readFile(logFile, 'utf8').catch(() => '')
      throw new Error(`${daemon.name} did not start; the end of ${logFile}:\n${lastLines(log, 8)}`)
    }
    await sleep(100)
  }
}

/** Ends a daemon: SIGTERM, and SIGKILL when it is still there after 20 s. True if it was running. */
async function stopDaemon(folder: Folder, name: string): Promise<boolean> {
  const pid = await runningPid(folder, name)
  if (pid !== undefined) {
    process.kill(pid, 'SIGTERM')
    const deadline = Date.now() + 20_000
    while ((await runningPid(folder, name)) !== undefined && Date.now() < deadline) await sleep(100)
    if ((await runningPid(folder, name)) !== undefined) process.kill(pid, 'SIGKILL')
  }
  await rm(pidFile(folder, name), { force: true })
  return pid !== undefined
}

/** The daemon's process id, if it runs: its command line must name our folder, since ids are used again. */
async function runningPid(folder: Folder, name: string): Promise<number | undefined> {
  const pid = Number(await readFile(pidFile(folder, name), 'utf8').catch(() => ''))
  if (!Number.isSafeInteger(pid) || pid <= 1) return undefined
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')
  return command.includes(folder.root) ? pid : undefined
}

function pidFile(folder: Folder, name: string): string {
  return path.join(folder.run, `${name}.pid`)
}
