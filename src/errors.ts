/** Something that can happen to correct code. Front ends print its message without a stack trace. */
export class ExpectedError extends Error {
  override readonly name: string = 'ExpectedError'
}

/**
 * The user's fault: an input, a file or an environment that can't be worked with. The message says what
 * was wrong, where, and what to write instead.
 */
export class ConfigurationError extends ExpectedError {
  override readonly name = 'ConfigurationError'
}

/** The text of anything thrown, with the causes behind it. */
export function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.cause === undefined ? error.message : `${error.message}: ${messageOf(error.cause)}`
}

/** What a front end prints of anything thrown: a bug with its stack, anything else without. */
export function reportOf(error: unknown): string {
  const bug = error instanceof Error && !(error instanceof ExpectedError)
  return bug ? (error.stack ?? error.message) : messageOf(error)
}
