/**
 * Containers and images that are removed when this process ends, however it ends: a cancelled or killed job leaves none.
 * A watching process does it, in the container or beside this process. Its standard input comes from here and closes
 * when this process is gone.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { ConfigurationError } from '../errors.ts'
import type { Output } from './command.ts'
import type { Docker } from './docker.ts'

/** Waits until standard input closes, then kills all processes but PID 1, an init, which ends with them. */
const WATCH = 'cat >/dev/null; kill -KILL -1'

/** What a watch prints once it runs. */
const WATCHING = 'watching'

/**
 * Arguments that run a command beside a watch. The command has no standard input. The watch is not its child, and PID 1
 * must be an init: the images' entrypoint runs tini.
 */
function watched(command: readonly string[]): string[] {
  const script = `exec 3<&0; (exec sh -c '${WATCH}' <&3 3<&- >/dev/null 2>&1 &); exec "$@" </dev/null 3<&-`
  return ['sh', '-c', script, 'sh', ...command]
}

export interface Container {
  readonly name: string
  readonly options: readonly string[]
  readonly image: string
  readonly command: readonly string[]
}

const settings = ({ name, options, image }: Container): string[] => [
  ...['run', '--rm', '--name', name, '--log-driver', 'none', ...options],
  ...['--', image],
]

/** Runs a command in a container of one of our images. Returns its exit code. */
export async function runWatched(
  docker: Docker,
  container: Container,
  onLine: (line: string) => void,
): Promise<number> {
  const [run = '', ...argv] = settings(container)
  const args = [run, '--interactive', ...argv, ...watched(container.command)]
  return (await docker(args, { onLine, lifeline: true })).exitCode
}

/**
 * Starts a server's container, whose command must stay as it is.
 * @returns once it runs; `ended` tells how it ended.
 * @throws ConfigurationError when it does not start.
 */
export async function startWatched(
  docker: Docker,
  container: Container,
): Promise<{ ended: Promise<Output> }> {
  const state = { running: true }
  const ended = docker([...settings(container), ...container.command]).finally(() => {
    state.running = false
  })
  // A failure reaches the caller that awaits `ended`.
  ended.catch(() => {})
  while (state.running) {
    if (await watch(docker, container.name)) return { ended }
    await sleep(50)
  }
  const { exitCode, stderr, stdout } = await ended
  throw new ConfigurationError(
    `the container ${container.name} did not start (exit code ${exitCode}): ${stderr || stdout}`,
  )
}

/** Starts a watch in a container. False if the container does not run. */
function watch(docker: Docker, name: string): Promise<boolean> {
  const command = ['exec', '--interactive', '--', name, 'sh', '-c', `echo ${WATCHING}; ${WATCH}`]
  return new Promise((resolve, reject) => {
    const onLine = (line: string): void => {
      if (line === WATCHING) resolve(true)
    }
    docker(command, { onLine, lifeline: true }).then(() => resolve(false), reject)
  })
}

/**
 * Removes an image when the returned function is called or this process ends. Its containers get ten seconds to end
 * first, since forced removal under a container leaves the image behind without a name.
 */
export function removeLater(docker: Docker, image: string): () => Promise<void> {
  const script = `cat >/dev/null
for round in 1 2 3 4 5 6 7 8 9 10; do
  ${docker.command} image inspect -- "$1" && ! ${docker.command} image rm -- "$1" || exit 0
  sleep 1
done
${docker.command} image rm --force -- "$1"`
  const watch = spawn('sh', ['-c', script, 'sh', image], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
    // A runner uses this variable to find and kill processes that a job left running.
    env: { ...process.env, RUNNER_TRACKING_ID: '' },
  })
  const ended = once(watch, 'exit')
  return async () => {
    watch.stdin.end()
    await ended
  }
}
