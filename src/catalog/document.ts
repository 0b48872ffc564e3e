/** YAML files whose values know their line and column. */
import { LineCounter, parseDocument } from 'yaml'
import { ConfigurationError, type FileLocation } from '../errors.ts'

export type Path = readonly PropertyKey[]

/** Throws the problem at a path of a file. */
export type Fail = (path: Path, message: string) => never

/** A problem with its key, as errors print it. */
export function problemText(path: Path, message: string): string {
  return `${path.map(String).join('.') || 'catalog'}: ${message}`
}

/** A file's name as errors carry it, or the name and the line there of a line of a text that is made of several files. */
export type Origin = string | ((line: number) => Pick<FileLocation, 'file' | 'line'>)

/**
 * Parses a YAML file's text. `find` gives the place of the value at a path,
 * undefined if there is none, and `locate` that of the nearest parent that is there.
 * @throws ConfigurationError with file, line and column of what is not YAML.
 */
export function parseYaml(text: string, origin: Origin) {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, logLevel: 'error' })
  const at = (offset: number): FileLocation => {
    const { line, col } = lines.linePos(offset)
    return { ...(typeof origin === 'string' ? { file: origin, line } : origin(line)), column: col }
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
  const find = (path: Path): FileLocation | undefined => {
    const node: unknown = document.getIn(path, true)
    const range = (node as { range?: [number, number, number] | null } | undefined)?.range
    return range ? at(range[0]) : undefined
  }
  const locate = (path: Path): FileLocation =>
    (path.length === 0 ? at(document.contents?.range?.[0] ?? 0) : find(path)) ?? locate(path.slice(0, -1))
  return { content, find, locate }
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
