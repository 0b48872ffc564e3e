/** Something that can happen to correct code. Front ends print its message without a stack trace. */
export class ExpectedError extends Error {
  override readonly name: string = 'ExpectedError'
}

/** Where in a file something is to be edited, and why. */
export interface Place {
  /** As the message names it. */
  readonly file: string
  /** From 1, as the column. */
  readonly line: number
  readonly column: number
  readonly message: string
}

/**
 * The user's fault: an input, a file or an environment that can't be worked with. The message says what
 * was wrong, where, and what to write instead.
 */
export class ConfigurationError extends ExpectedError {
  override readonly name = 'ConfigurationError'
  /** Where the user is to edit something; none where the message alone says it. */
  readonly places: readonly Place[]

  constructor(
    message: string,
    { places = [], ...options }: ErrorOptions & { places?: readonly Place[] } = {},
  ) {
    super(message, options)
    this.places = places
  }
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
