import { LineCounter, parseDocument } from 'yaml'
import type * as z from 'zod/mini'
import { ConfigurationError } from '../errors.ts'
import { cellsOf } from './cells.ts'
import { nearest } from './nearest.ts'
import { type Catalog, catalogSchema } from './schema.ts'

/**
 * Parses a catalog's text; `file` is the name that errors carry.
 * @throws ConfigurationError with file, line, column and key of what is wrong and what is allowed there.
 */
export function parseCatalog(text: string, file: string): Catalog {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, logLevel: 'error' })
  const at = (offset: number): string => {
    const { line, col } = lines.linePos(offset)
    return `${file}:${line}:${col}`
  }
  const [syntax] = document.errors
  if (syntax) throw new ConfigurationError(`${at(syntax.pos[0])}: not valid YAML: ${syntax.message}`)

  /** Where the value at a path stands, or the nearest parent that is there. */
  const locate = (path: readonly PropertyKey[]): string => {
    for (let depth = path.length; depth > 0; depth--) {
      const node: unknown = document.getIn(path.slice(0, depth), true)
      const range = (node as { range?: [number, number, number] | null } | undefined)?.range
      if (range) return at(range[0])
    }
    return at(document.contents?.range?.[0] ?? 0)
  }

  // An alias bomb is bounded by the library; what it throws is the file's fault.
  let content: unknown
  try {
    content = document.toJS({ maxAliasCount: 100 })
  } catch (cause) {
    throw new ConfigurationError(`${file}: not a usable catalog`, { cause })
  }
  const parsed = catalogSchema.safeParse(content)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    if (issue === undefined) throw new Error('the schema refused the catalog without an issue')
    const { path, message } = explain(issue, content)
    throw new ConfigurationError(`${locate(path)}: ${path.map(String).join('.') || 'catalog'}: ${message}`)
  }
  checkReferences(parsed.data, (path, message) => {
    throw new ConfigurationError(`${locate(path)}: ${path.join('.')}: ${message}`)
  })
  return parsed.data
}

/** What an issue of the schema is about, in words: the key it names and what may stand there. */
function explain(issue: z.core.$ZodIssue, content: unknown): { path: PropertyKey[]; message: string } {
  const found = describe(issue.path.reduce<unknown>((value, key) => child(value, key), content))
  switch (issue.code) {
    case 'unrecognized_keys': {
      const key = issue.keys[0] ?? ''
      return {
        path: [...issue.path, key],
        message: `there is no such key${suggestion(key, keysAt(issue.path))}`,
      }
    }
    case 'invalid_type':
      return { path: issue.path, message: `expected ${article(issue.expected)}, found ${found}` }
    case 'invalid_value':
      return {
        path: issue.path,
        message: `found ${found}, allowed: ${issue.values.map((value) => String(value)).join(', ')}`,
      }
    case 'invalid_key':
      return { path: issue.path, message: issue.issues[0]?.message ?? issue.message }
    case 'too_small':
    case 'too_big': {
      const [word, limit] =
        issue.code === 'too_small' ? ['at least', issue.minimum] : ['at most', issue.maximum]
      return { path: issue.path, message: `found ${found}, expected ${word} ${limit}` }
    }
    case 'invalid_union':
      return { path: issue.path, message: `found ${found}, expected a number or a text` }
    default:
      return { path: issue.path, message: `found ${found}: ${issue.message}` }
  }
}

/** The keys that the schema knows at a path, for suggestions. */
function keysAt(path: readonly PropertyKey[]): string[] {
  type Node = { _zod: { def: Partial<Record<'shape' | 'valueType' | 'element' | 'innerType', unknown>> } }
  let node: Node | undefined = catalogSchema as Node
  for (const key of path) {
    const def: Node['_zod']['def'] | undefined = unwrap(node)?._zod.def
    const shape = def?.shape as Record<string, Node> | undefined
    node = (shape?.[String(key)] ?? def?.valueType ?? def?.element) as Node | undefined
  }
  return Object.keys((unwrap(node)?._zod.def.shape as object | undefined) ?? {})

  function unwrap(wrapped: Node | undefined): Node | undefined {
    const inner = wrapped?._zod.def.innerType as Node | undefined
    return inner === undefined ? wrapped : unwrap(inner)
  }
}

type Fail = (path: (string | number)[], message: string) => never

/** Names in the catalog that must be of something declared in it. */
function checkReferences(catalog: Catalog, fail: Fail): void {
  const known = Object.keys(catalog.components)
  for (const [variant, { components }] of Object.entries(catalog.variants)) {
    components.forEach((name, index) => {
      const path = ['variants', variant, 'components', index]
      if (!known.includes(name)) fail(path, `no component "${name}"${suggestion(name, known)}`)
      if (components.indexOf(name) !== index) fail(path, `component "${name}" is there twice`)
    })
    checkTestNames(catalog, components, fail)
  }
  checkRules(catalog, fail)
}

/** A rule that is about nothing is a mistake: a version gone, a name misspelt. */
function checkRules(catalog: Catalog, fail: Fail): void {
  const { versions, components } = catalog
  catalog.rules.forEach(({ when }, index) => {
    for (const [key, known] of Object.entries({ versions, components })) {
      when[key as 'versions' | 'components']?.forEach((name, at) => {
        const names = Object.keys(known)
        if (!names.includes(name))
          fail(['rules', index, 'when', key, at], `no "${name}"${suggestion(name, names)}`)
      })
    }
  })
  const cells = cellsOf(catalog)
  catalog.rules.forEach((rule, index) => {
    if (!cells.some((cell) => cell.rules.includes(rule))) fail(['rules', index], 'it holds for no cell')
  })
}

/** Reports and records name a cell's tests: no two may have one name. */
function checkTestNames(catalog: Catalog, components: readonly string[], fail: Fail): void {
  const seen = new Set<string>()
  for (const component of components) {
    catalog.components[component]?.acceptance.forEach(({ name }, index) => {
      if (seen.has(name))
        fail(['components', component, 'acceptance', index, 'name'], `a test is already named "${name}"`)
      seen.add(name)
    })
  }
}

function suggestion(found: string, known: readonly string[]): string {
  const near = nearest(found, known)
  const list = known.length === 0 ? '' : `; known: ${known.join(', ')}`
  return near === undefined ? list : `, did you mean "${near}"?${list}`
}

function child(value: unknown, key: PropertyKey): unknown {
  return typeof value === 'object' && value !== null
    ? (value as Record<PropertyKey, unknown>)[key]
    : undefined
}

function describe(value: unknown): string {
  if (value === undefined) return 'nothing'
  const text = JSON.stringify(value)
  return text.length > 60 ? `${text.slice(0, 57)}...` : text
}

function article(type: string): string {
  return `${/^[aeiou]/.test(type) ? 'an' : 'a'} ${type === 'record' || type === 'object' ? 'mapping' : type}`
}
