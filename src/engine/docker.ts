/** Runs the docker command line. */
import { ConfigurationError } from '../errors.ts'
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
  const docker = (args: readonly string[], options?: RunOptions): Promise<Output> =>
    run(path, args, { ...options, env: { ...env, ...options?.env } })
  return Object.assign(docker, { command: [...settings, path].join(' ') })
}

/** Standard output of a docker command, trimmed. @throws ConfigurationError with its last lines: the machine is at fault. */
export async function dockerOutput(docker: Docker, args: readonly string[]): Promise<string> {
  return expectSuccess(['docker', ...args], await docker(args), ConfigurationError)
}
