/**
 * Containers and images that are removed when this process ends, however it ends. A watching process does it, in the
 * container or beside this process. Its standard input comes from here and closes when this process is gone.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { ConfigurationError } from '../errors.ts'
import type { Docker } from './docker.ts'

/** Waits until standard input closes, then kills all processes but PID 1, an init, which ends with them. */
const WATCH = 'cat >/dev/null; kill -KILL -1'

/** Runs "$@", without standard input, beside a watch that is not its child. PID 1 must be an init, as the images' tini. */
const WATCHED = `exec 3<&0; (exec sh -c '${WATCH}' <&3 3<&- >/dev/null 2>&1 &); exec "$@" </dev/null 3<&-`

/**
 * What a container of a platform that QEMU emulates needs in its environment. By itself QEMU 10 drops the target's signals
 * above 60, and with them Java's 62, by which closing a socket wakes the thread in accept(): a JVM that ran a Python
 * application did not end. Target signals 32 to 57 are the host's from 36 on, and 62 is 62.
 * https://www.qemu.org/docs/master/user/main.html (-t rtsig_map)
 * https://github.com/openjdk/jdk/blob/master/src/java.base/unix/native/libnio/ch/NativeThread.c
 */
export const EMULATED: Readonly<Record<string, string>> = { QEMU_RTSIG_MAP: '32 36 26,62 62 1' }

export interface Container {
  readonly name: string
  readonly options: readonly string[]
  readonly image: string
  readonly command: readonly string[]
}

function settings({ name, options, image }: Container): string[] {
  return ['--rm', '--name', name, '--log-driver', 'none', ...options, '--', image]
}

/** Runs a command in a container of one of our images. Returns its exit code. */
export async function runWatched(
  docker: Docker,
  container: Container,
  onLine: (line: string) => void,
): Promise<number> {
  const command = ['sh', '-c', WATCHED, 'sh', ...container.command]
  const args = ['run', '--interactive', ...settings(container), ...command]
  return (await docker(args, { onLine, lifeline: true })).exitCode
}

/**
 * Starts a server's container, whose command must stay as it is. Returns once it runs; `ended` tells how it ended.
 * @throws ConfigurationError when it does not start.
 */
export async function startWatched(docker: Docker, container: Container) {
  const state = { isRunning: true }
  const ended = docker(['run', ...settings(container), ...container.command]).finally(() => {
    state.isRunning = false
  })
  // A failure reaches the caller that awaits `ended`.
  ended.catch(() => {})
  while (state.isRunning) {
    if (await watch(docker, container.name)) return { ended }
    await sleep(50)
  }
  const { exitCode, stderr, stdout } = await ended
  throw new ConfigurationError(
    `the container ${container.name} did not start (exit code ${exitCode}): ${stderr || stdout}`,
  )
}

function watch(docker: Docker, name: string): Promise<boolean> {
  const command = ['exec', '--interactive', '--', name, 'sh', '-c', `echo watching; ${WATCH}`]
  return new Promise((resolve, reject) => {
    const onLine = (line: string): unknown => line === 'watching' && resolve(true)
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
