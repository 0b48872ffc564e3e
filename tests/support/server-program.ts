import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'

/** Kills the program that its arguments are when its standard input ends, as it does however this process ends. */
const LEASH =
  'exec 3<&0; "$@" 3<&- & server=$!; { cat <&3 >/dev/null; kill -9 $server; } 2>/dev/null & exec 3<&-; wait $server'

/**
 * Starts a server program and waits until it answers at an address, whatever it answers: one of http:, or of tcp:
 * where it speaks something else.
 * @throws Error with what it wrote, when it ends first or does not answer in half a minute.
 */
export async function startProgram(
  program: string,
  args: readonly string[],
  address: string,
  cwd: string,
): Promise<AsyncDisposable> {
  const command = ['-c', LEASH, 'sh', program, ...args]
  const child = spawn('sh', command, { cwd, stdio: ['pipe', 'ignore', 'pipe'] })
  const complaints = text(child.stderr)
  let reason: string | undefined
  const ended = new Promise<void>((resolve) => {
    child.once('error', ({ message }) => {
      reason = message
      resolve()
    })
    child.once('exit', (code, signal) => {
      reason ??= `it ended with ${code ?? signal}`
      resolve()
    })
  })
  const stop = async (): Promise<void> => {
    child.stdin.end()
    await ended
  }
  for (let tries = 0; reason === undefined && tries < 300; tries++) {
    if (await answers(new URL(address))) return { [Symbol.asyncDispose]: stop }
    await sleep(100)
  }
  const why = reason ?? `nothing answers at ${address}`
  await stop()
  throw new Error(`${program}: ${why}: ${(await complaints).slice(-4000)}`)
}

function answers(address: URL): Promise<boolean> {
  return (address.protocol === 'tcp:' ? accepts(address) : fetch(address)).then(
    () => true,
    () => false,
  )
}

/** @throws Error when nothing listens there. */
async function accepts({ hostname, port }: URL): Promise<void> {
  const socket = connect(Number(port), hostname)
  try {
    await once(socket, 'connect')
  } finally {
    socket.destroy()
  }
}
