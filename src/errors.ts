/**
 * The user's fault: an input, a file or an environment that can't be worked with. The message says what
 * was wrong, where, and what to write instead; the front ends print it without a stack trace.
 */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError'
}

/** The text of anything thrown, with the causes behind it. */
export function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.cause === undefined ? error.message : `${error.message}: ${messageOf(error.cause)}`
}
