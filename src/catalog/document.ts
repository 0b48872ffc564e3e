import { LineCounter, parseDocument } from 'yaml'
import { ConfigurationError } from '../errors.ts'

/** A YAML file, parsed, which knows where its values stand. */
export interface YamlFile {
  readonly content: unknown
  /** `file:line:column` of the value at a path, or undefined when the file has none there. */
  find(path: readonly PropertyKey[]): string | undefined
  /** The same, or of the nearest parent that is there. */
  locate(path: readonly PropertyKey[]): string
}

/**
 * Parses a YAML file's text; `file` is the name that errors carry.
 * @throws ConfigurationError with file, line and column of what is not YAML.
 */
export function parseYaml(text: string, file: string): YamlFile {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, logLevel: 'error' })
  const at = (offset: number): string => {
    const { line, col } = lines.linePos(offset)
    return `${file}:${line}:${col}`
  }
  const [syntax] = document.errors
  if (syntax) throw new ConfigurationError(`${at(syntax.pos[0])}: not valid YAML: ${syntax.message}`)

  // What it throws is the file's fault: an alias of nothing, or so many that the library stops.
  let content: unknown
  try {
    content = document.toJS({ maxAliasCount: 100 })
  } catch (cause) {
    throw new ConfigurationError(`${at(0)}: not a usable catalog`, { cause })
  }
  const find = (path: readonly PropertyKey[]): string | undefined => {
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
