import { access, constants } from 'node:fs/promises'
import path from 'node:path'
import { type ExecOptions, getExecOutput } from '@actions/exec'

/** How a command ended. */
export interface Output {
  readonly exitCode: number
  readonly stdout: string
  readonly stderr: string
}

export interface RunOptions {
  /** Called for each line of output, as it comes. */
  readonly onLine?: (line: string) => void
  /** Variables on top of this process's. */
  readonly env?: Readonly<Record<string, string>>
  readonly cwd?: string
}

/**
 * Runs a command with an array of arguments, without a shell. The exit code is the caller's to judge.
 * It gets no standard input: exec's `input` dies of an unhandled EPIPE when the command ends before reading.
 */
export async function run(
  command: string,
  args: readonly string[],
  { onLine, env, cwd }: RunOptions = {},
): Promise<Output> {
  const options: ExecOptions = {
    silent: true,
    ignoreReturnCode: true,
    env: { ...inherited(), ...env },
    cwd,
    ...(onLine === undefined ? {} : { listeners: { stdline: onLine, errline: onLine } }),
  }
  return getExecOutput(await locate(command, env?.PATH), [...args], options)
}

/** Standard output of a command that must succeed, trimmed; otherwise an Error with its last words. */
export async function output(
  command: string,
  args: readonly string[],
  options?: RunOptions,
): Promise<string> {
  return expectSuccess([command, ...args], await run(command, args, options))
}

/** Standard output of an ended command, trimmed. @throws Error with its last words when it failed. */
export function expectSuccess(argv: readonly string[], { exitCode, stdout, stderr }: Output): string {
  if (exitCode === 0) return stdout.trim()
  const words = lastLines(stderr || stdout, 5)
  throw new Error(`${argv.slice(0, 3).join(' ')} failed (exit code ${exitCode}): ${words}`)
}

/** The last lines of a text. */
export function lastLines(text: string, count: number): string {
  return text.trimEnd().split('\n').slice(-count).join('\n')
}

/** The command's file along a PATH of its own; exec looks along this process's PATH only. */
async function locate(command: string, search: string | undefined): Promise<string> {
  if (search === undefined || command.includes('/')) return command
  for (const folder of search.split(path.delimiter)) {
    const file = path.join(folder, command)
    if (await isExecutable(file)) return file
  }
  return command
}

function isExecutable(file: string): Promise<boolean> {
  return access(file, constants.X_OK).then(
    () => true,
    () => false,
  )
}

function inherited(): Record<string, string> {
  const set = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined)
  return Object.fromEntries(set)
}
