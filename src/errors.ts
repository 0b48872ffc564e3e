/** The two kinds of error that are no bugs: the user's and the registry's. Both are printed without a stack trace. */

/** A character of a file, which is named as in the message. Lines and columns count from 1. */
export interface FileLocation {
  readonly file: string
  readonly line: number
  readonly column: number
}

export interface Annotation extends FileLocation {
  readonly message: string
}

/** The user's fault. The message says what was wrong, where, and what to write instead. */
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

type Details = 'transient' | 'status' | 'codes' | 'retryAfter' | 'refused' | 'damaged'

/** A registry, or an OCI layout on disk, fails: it can't be reached, refuses us, or gives what can't be used. */
export class RegistryError extends Error {
  override readonly name: string = 'RegistryError'
  readonly transient: boolean = false
  readonly status: number | undefined
  /** Error codes of the response's body (distribution-spec, "Error Codes"), like MANIFEST_UNKNOWN. */
  readonly codes: readonly string[] = []
  /** How long the registry asks to wait, in ms. */
  readonly retryAfter: number | undefined
  /** Whom the registry refused: credentials are missing, or are wrong or lack a right. */
  readonly refused: 'anonymous' | 'credentials' | undefined
  /** Whether content came that is not what its descriptor says: truncated, changed or exchanged. */
  readonly damaged: boolean = false

  constructor(
    message: string,
    { cause, ...details }: ErrorOptions & Partial<Pick<RegistryError, Details>> = {},
  ) {
    super(message, cause === undefined ? undefined : { cause })
    Object.assign(this, details)
  }
}

/** Whether an error is the user's or the registry's. Anything else is a bug. */
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
