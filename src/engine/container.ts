/**
 * Containers that end with this process, however it ends: a cancelled or killed job leaves none. What ends them runs in
 * the container itself, so that neither this process nor a signal that it gets are needed for it: its standard input
 * comes from here, and closes when this process is gone.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Output } from './command.ts'
import type { Docker } from './docker.ts'

/** Waits until standard input closes, and ends all processes but PID 1, an init, which then ends too. */
const WATCH = 'cat >/dev/null; kill -KILL -1'

/** Said by a watch once it runs. */
const WATCHING = 'watching'

/**
 * Arguments of a container that run a command beside a watch. The command itself has no standard input. The watch is no
 * child of it, and PID 1 must be an init: the images' entrypoint runs tini.
 */
function watched(command: readonly string[]): string[] {
  const script = `exec 3<&0; (exec sh -c '${WATCH}' <&3 3<&- >/dev/null 2>&1 &); exec "$@" </dev/null 3<&-`
  return ['sh', '-c', script, 'sh', ...command]
}

/** A container to run, and to remove when it ends. */
export interface Container {
  readonly name: string
  /** Options of `docker run`. */
  readonly options: readonly string[]
  readonly image: string
  readonly command: readonly string[]
}

const settings = ({ name, options, image }: Container): string[] => [
  ...['run', '--rm', '--name', name, '--log-driver', 'none', ...options],
  ...['--', image],
]

/** Runs a command in a container of an image of ours. Gives its exit code. */
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
 * Starts a container whose command must stay as it is, a server's.
 * @returns once it runs; `ended` tells how it ended.
 * @throws Error when it does not start.
 */
export async function startWatched(
  docker: Docker,
  container: Container,
): Promise<{ ended: Promise<Output> }> {
  const state = { running: true }
  const ended = docker([...settings(container), ...container.command]).finally(() => {
    state.running = false
  })
  // Whoever waits for it hears of a failure.
  ended.catch(() => {})
  while (state.running) {
    if (await watch(docker, container.name)) return { ended }
    await sleep(50)
  }
  const { exitCode, stderr, stdout } = await ended
  throw new Error(
    `the container ${container.name} did not start (exit code ${exitCode}): ${stderr || stdout}`,
  )
}

/** Puts a watch into a container. False when the container does not run. */
function watch(docker: Docker, name: string): Promise<boolean> {
  const command = ['exec', '--interactive', '--', name, 'sh', '-c', `echo ${WATCHING}; ${WATCH}`]
  return new Promise((resolve, reject) => {
    const onLine = (line: string): void => {
      if (line === WATCHING) resolve(true)
    }
    docker(command, { onLine, lifeline: true }).then(() => resolve(false), reject)
  })
}
