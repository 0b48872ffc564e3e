/** Runs programs without a shell and reads a bounded amount of their output. */
import { spawn } from 'node:child_process'
import type { Readable } from 'node:stream'

/** Characters that are kept of a line, the first, and of each stream, the last. */
const MAX_LINE = 64 * 1024
const MAX_KEPT = 8 * 1024 * 1024

/** `exitCode` is -1 when a signal ended the command; the streams are empty if `onLine` took the lines. */
export interface Output {
  readonly exitCode: number
  readonly stdout: string
  readonly stderr: string
}

export interface RunOptions {
  /** Called for each line of both streams as it comes; then no output is kept. */
  readonly onLine?: (line: string) => void
  /** Variables on top of this process's. PATH also applies to the command itself. */
  readonly env?: Readonly<NodeJS.ProcessEnv>
  readonly cwd?: string
  /** Whether standard input stays open, without content, until this process ends. */
  readonly lifeline?: boolean
  /** Text for standard input. */
  readonly input?: string
}

/** Runs a command, whose exit code the caller checks. @throws Error when it can't be started. */
export async function run(
  command: string,
  args: readonly string[],
  { onLine, env, cwd, lifeline = false, input = '' }: RunOptions = {},
): Promise<Output> {
  const child = spawn(command, args, { stdio: 'pipe', env: { ...process.env, ...env }, cwd })
  // A command that ends before it has read all says by its exit code what that was.
  child.stdin.on('error', () => {})
  if (!lifeline) child.stdin.end(input)
  const ended = new Promise<number>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => resolve(code ?? -1))
  })
  const read = onLine === undefined ? keepEnd : (stream: Readable) => readLines(stream, onLine)
  const [exitCode, stdout, stderr] = await Promise.all([ended, read(child.stdout), read(child.stderr)])
  return { exitCode, stdout, stderr }
}

async function keepEnd(stream: Readable): Promise<string> {
  let text = ''
  for await (const chunk of stream.setEncoding('utf8')) {
    text += chunk
    // Cut rarely: each cut copies the text.
    if (text.length > 2 * MAX_KEPT) text = text.slice(-MAX_KEPT)
  }
  return text.slice(-MAX_KEPT)
}

/** Splits a stream into lines, and holds only one. */
async function readLines(stream: Readable, onLine: (line: string) => void): Promise<string> {
  let line = ''
  for await (const chunk of stream.setEncoding('utf8')) {
    const [first = '', ...others] = (chunk as string).split('\n')
    line = (line + first).slice(0, MAX_LINE)
    for (const next of others) {
      onLine(line)
      line = next.slice(0, MAX_LINE)
    }
  }
  if (line !== '') onLine(line)
  return ''
}

/** Standard output of a command, trimmed. @throws Error with its last lines if it fails. */
export async function output(command: string, args: readonly string[], options?: RunOptions) {
  return expectSuccess([command, ...args], await run(command, args, options))
}

/** Standard output of an ended command, trimmed. @throws `Failure` with its last lines if it failed. */
export function expectSuccess(
  argv: readonly string[],
  { exitCode, stdout, stderr }: Output,
  Failure: new (message: string) => Error = Error,
): string {
  if (exitCode === 0) return stdout.trim()
  const words = lastLines(stderr || stdout, 5)
  throw new Failure(`${argv.slice(0, 3).join(' ')} failed (exit code ${exitCode}): ${words}`)
}

export const lastLines = (text: string, count: number): string =>
  text.trimEnd().split('\n').slice(-count).join('\n')
