/** Turns the issues of a schema into messages for the author of a catalog. */
import type * as z from 'zod/mini'
import { nearest } from './nearest.ts'

/** A problem at a path of a catalog. */
export interface Flaw {
  readonly path: readonly PropertyKey[]
  readonly message: string
}

/** Explains an issue of a schema: what is wrong, and what may stand there. */
export function explain(issue: z.core.$ZodIssue, content: unknown, schema: z.ZodMiniType): Flaw {
  const { path } = issue
  const found = describe(path.reduce<unknown>((value, key) => child(value, key), content))
  switch (issue.code) {
    case 'unrecognized_keys': {
      const key = issue.keys[0] ?? ''
      return {
        path: [...path, key],
        message: `there is no such key${suggestion(key, keysAt(path, schema))}`,
      }
    }
    case 'invalid_type':
      return { path, message: `found ${found}, expected ${article(issue.expected)}` }
    case 'invalid_value':
      return {
        path,
        message: `found ${found}, allowed: ${issue.values.map((value) => String(value)).join(', ')}`,
      }
    case 'invalid_key':
      return invalidKey(issue)
    case 'too_small':
    case 'too_big': {
      const [word, limit] =
        issue.code === 'too_small' ? ['at least', issue.minimum] : ['at most', issue.maximum]
      const what = issue.origin === 'array' ? `${word} ${limit} in the list` : `${word} ${limit}`
      return { path, message: `found ${found}, expected ${what}` }
    }
    case 'invalid_union':
      return inUnion(issue, content, schema, found)
    default:
      return { path, message: `found ${found}: ${issue.message}` }
  }
}

function invalidKey(issue: z.core.$ZodIssueInvalidKey): Flaw {
  const [inner] = issue.issues
  if (inner?.code === 'invalid_value') {
    const key = String(issue.path.at(-1))
    return { path: issue.path, message: `there is no such key${suggestion(key, inner.values.map(String))}` }
  }
  return { path: issue.path, message: inner?.message ?? issue.message }
}

/** If the value matches one member's type, report that member's error; otherwise list the allowed types. */
function inUnion(
  issue: z.core.$ZodIssueInvalidUnion,
  content: unknown,
  schema: z.ZodMiniType,
  found: string,
): Flaw {
  const forms = issue.errors.filter(
    ([first]) => first !== undefined && (first.code !== 'invalid_type' || first.path.length > 0),
  )
  const inner = forms.length === 1 ? forms[0]?.[0] : undefined
  if (inner !== undefined) return explain({ ...inner, path: [...issue.path, ...inner.path] }, content, schema)
  const known = issue.message === 'Invalid input' ? 'expected a number or a text' : issue.message
  return { path: issue.path, message: `found ${found}, ${known}` }
}

/** The keys that a schema knows at a path, for suggestions. */
function keysAt(path: readonly PropertyKey[], schema: z.ZodMiniType): string[] {
  type Key = 'shape' | 'keyType' | 'valueType' | 'element' | 'innerType' | 'entries'
  type Node = { def: Partial<Record<Key, unknown>> }
  let node: Node | undefined = schema as Node
  for (const key of path) {
    const def: Node['def'] | undefined = unwrap(node)?.def
    const shape = def?.shape as Record<string, Node> | undefined
    node = (shape?.[String(key)] ?? def?.valueType ?? def?.element) as Node | undefined
  }
  const last = unwrap(node)?.def
  const names = (last?.keyType as Node | undefined)?.def.entries
  return Object.keys((last?.shape ?? names ?? {}) as object)

  function unwrap(wrapped: Node | undefined): Node | undefined {
    const inner = wrapped?.def.innerType as Node | undefined
    return inner === undefined ? wrapped : unwrap(inner)
  }
}

/** `, did you mean "…"?; known: …` for a name that is not known. */
export function suggestion(found: string, known: readonly string[]): string {
  const near = nearest(found, known)
  const list = known.length === 0 ? '' : `; known: ${known.join(', ')}`
  return near === undefined ? list : `, did you mean "${near}"?${list}`
}

function child(value: unknown, key: PropertyKey): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? (value as Record<PropertyKey, unknown>)[key]
    : undefined
}

function describe(value: unknown): string {
  if (value === undefined) return 'nothing'
  const text = JSON.stringify(value) ?? String(value)
  return text.length > 60 ? `${text.slice(0, 57)}...` : text
}

function article(type: string): string {
  const word = type === 'record' || type === 'object' ? 'mapping' : type
  return `${/^[aeiou]/.test(word) ? 'an' : 'a'} ${word}`
}
