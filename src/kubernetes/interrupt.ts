/** Runs checks until they end or a signal ends them: Ctrl-C and a cancelled job leave nothing behind either. */
import { ConfigurationError, isExpected, messageOf } from '../errors.ts'
import type { Kubectl } from './kubectl.ts'
import { type CheckResult, checkOnKubernetes, type Request } from './run.ts'

const SIGNALS = ['SIGINT', 'SIGTERM'] as const

/**
 * As checkOnKubernetes(). The first signal ends the run, which removes what it made; a second one ends the process.
 * @throws ConfigurationError after a signal, and where what was made can't be removed.
 */
export async function checkUntilSignal(
  kubectl: Kubectl,
  request: Omit<Request, 'signal'>,
  onResult: (result: CheckResult) => void,
  say: (text: string) => void,
): Promise<CheckResult[]> {
  const controller = new AbortController()
  const { signal } = controller
  const stop = (name: NodeJS.Signals): void => {
    say(`${name}: removing what the checks made`)
    controller.abort(new ConfigurationError(`the checks were ended by ${name}`))
  }
  for (const name of SIGNALS) process.once(name, stop)
  try {
    return await checkOnKubernetes(kubectl, { ...request, signal }, onResult)
  } catch (error) {
    throw withoutPair(error, signal)
  } finally {
    for (const name of SIGNALS) process.removeListener(name, stop)
  }
}

/** The error to show. `using` pairs that of a run with that of its end, of which both are to be told. */
export function withoutPair(error: unknown, signal: AbortSignal): unknown {
  if (!(error instanceof Error) || !('suppressed' in error && 'error' in error))
    return signal.aborted && isExpected(error) ? signal.reason : error
  const first = signal.aborted ? signal.reason : error.suppressed
  if (!isExpected(first) || !isExpected(error.error)) return error
  return new ConfigurationError(
    `${messageOf(first)}\nWhat the checks made could not be removed, either: ${messageOf(error.error)}`,
  )
}
