/** YAML files whose values know their line and column. */
import { LineCounter, parseDocument } from 'yaml'
import { ConfigurationError, type FileLocation } from '../errors.ts'

/** A problem at a path of a file. */
export interface Flaw {
  readonly path: readonly PropertyKey[]
  readonly message: string
}

/** A flaw with its key, as errors print it. */
export function flawText({ path, message }: Flaw): string {
  return `${path.map(String).join('.') || 'catalog'}: ${message}`
}

/** A YAML file, parsed, which knows where its values stand. */
export interface YamlFile {
  readonly content: unknown
  /** Where the value at a path stands, or undefined when the file has none there. */
  find(path: readonly PropertyKey[]): FileLocation | undefined
  /** The same, or of the nearest parent that is there. */
  locate(path: readonly PropertyKey[]): FileLocation
}

/**
 * Parses a YAML file's text; `file` is the name that errors carry.
 * @throws ConfigurationError with file, line and column of what is not YAML.
 */
export function parseYaml(text: string, file: string): YamlFile {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, logLevel: 'error' })
  const at = (offset: number): FileLocation => {
    const { line, col } = lines.linePos(offset)
    return { file, line, column: col }
  }
  const [syntax] = document.errors
  if (syntax) throw placedError(at(syntax.pos[0]), `not valid YAML: ${syntax.message}`)

  // What is thrown is the file's fault: an alias of nothing or of what it is in, or too many of them.
  let content: unknown
  try {
    content = document.toJS({ maxAliasCount: 100 })
    JSON.stringify(content)
  } catch (cause) {
    throw placedError(at(0), 'not a usable catalog', { cause })
  }
  const find = (path: readonly PropertyKey[]): FileLocation | undefined => {
    const node: unknown = document.getIn(path, true)
    const range = (node as { range?: [number, number, number] | null } | undefined)?.range
    return range ? at(range[0]) : undefined
  }
  return {
    content,
    find,
    locate: (path) => {
      for (let depth = path.length; depth > 0; depth--) {
        const found = find(path.slice(0, depth))
        if (found !== undefined) return found
      }
      return at(document.contents?.range?.[0] ?? 0)
    },
  }
}

/**
 * An error about a position, as `file:line:column: message`.
 * @param options `edit` is where the user is to mend it, if that is elsewhere.
 */
export function placedError(
  at: FileLocation,
  message: string,
  { edit = at, ...options }: ErrorOptions & { edit?: FileLocation } = {},
): ConfigurationError {
  const text = `${at.file}:${at.line}:${at.column}: ${message}`
  // If the place to edit is another one, the annotation includes the original location.
  const annotation = { ...edit, message: edit.file === at.file ? message : text }
  return new ConfigurationError(text, { ...options, annotations: [annotation] })
}
