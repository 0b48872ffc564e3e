/**
 * The two kinds of error that are no bugs: the user's and the registry's. Front ends print both without a
 * stack trace.
 */

/** A character of a file. */
export interface FileLocation {
  /** As the message names it. */
  readonly file: string
  /** From 1, as the column. */
  readonly line: number
  readonly column: number
}

/** A message about a character of a file: where to edit, and why. */
export interface Annotation extends FileLocation {
  readonly message: string
}

/**
 * The user's fault: an input, a file or an environment that can't be worked with. The message says what
 * was wrong, where, and what to write instead.
 */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError'
  /** Where the user is to edit something; none where the message alone says it. */
  readonly annotations: readonly Annotation[]

  constructor(
    message: string,
    { annotations = [], ...options }: ErrorOptions & { annotations?: readonly Annotation[] } = {},
  ) {
    super(message, options)
    this.annotations = annotations
  }
}

/** What is known of a RegistryError besides its message. */
export interface RegistryErrorDetails {
  /** Whether the same request may succeed later; not, unless said. */
  readonly transient?: boolean
  /** The response's status, if there was a response. */
  readonly status?: number
  /** Error codes of the response's body (distribution-spec, "Error Codes"), like MANIFEST_UNKNOWN. */
  readonly codes?: readonly string[]
  /** How long the registry asks to wait, in ms. */
  readonly retryAfter?: number
  /** Whom the registry refused: credentials are missing, or are wrong or lack a right. */
  readonly refused?: 'anonymous' | 'credentials'
  /** Whether content came that is not what its descriptor says: truncated, changed or exchanged. */
  readonly damaged?: boolean
  readonly cause?: unknown
}

/** A registry, or an OCI layout on disk, fails: it can't be reached, refuses us, or gives what can't be used. */
export class RegistryError extends Error implements RegistryErrorDetails {
  override readonly name: string = 'RegistryError'
  readonly transient: boolean = false
  readonly status: number | undefined
  readonly codes: readonly string[] = []
  readonly retryAfter: number | undefined
  readonly refused: RegistryErrorDetails['refused']
  readonly damaged: boolean = false

  constructor(message: string, { cause, ...details }: RegistryErrorDetails = {}) {
    super(message, cause === undefined ? undefined : { cause })
    Object.assign(this, details)
  }
}

/** Whether an error can happen to correct code: the user's or the registry's. Anything else is a bug. */
export function isExpected(error: unknown): error is ConfigurationError | RegistryError {
  return error instanceof ConfigurationError || error instanceof RegistryError
}

/** The text of anything thrown, with the causes behind it. */
export function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.cause === undefined ? error.message : `${error.message}: ${messageOf(error.cause)}`
}

/** What a front end prints of anything thrown: a bug with its stack, anything else without. */
export function reportOf(error: unknown): string {
  const bug = error instanceof Error && !isExpected(error)
  return bug ? (error.stack ?? error.message) : messageOf(error)
}
