/** Runs the docker command line. */
import { ConfigurationError, messageOf } from '../errors.ts'
import { expectSuccess, type Output, type RunOptions, run } from './command.ts'

/** The docker command line of one engine. A failure is no error: the caller checks the exit code. */
export interface Docker {
  (args: readonly string[], options?: RunOptions): Promise<Output>
  /** The command as a person would type it, for messages. */
  readonly command: string
}

/** The docker command at `path`, with `env` on top of this process's environment. */
export function dockerAt(path: string, env: Readonly<Record<string, string>> = {}): Docker {
  const settings = Object.entries(env).map(([name, value]) => `${name}=${value}`)
  const docker = (args: readonly string[], options: RunOptions = {}): Promise<Output> =>
    run(path, args, { ...options, env: { ...env, ...options.env } })
  return Object.assign(docker, { command: [...settings, path].join(' ') })
}

/**
 * Standard output of a docker command that must succeed, trimmed.
 * @throws ConfigurationError with its last lines if it fails: something is wrong with the machine.
 */
export async function dockerOutput(docker: Docker, args: readonly string[]): Promise<string> {
  const output = await docker(args)
  try {
    return expectSuccess(['docker', ...args], output)
  } catch (error) {
    throw new ConfigurationError(messageOf(error))
  }
}
