/** Parses a catalog, and turns the issues of its schema into messages for its author. */
import type * as z from 'zod/mini'
import { checkCatalog } from './check.ts'
import { type Fail, type Origin, parseYaml, placedError, problemText } from './document.ts'
import { type Catalog, catalogSchema } from './schema.ts'

/**
 * Parses a whole catalog's text.
 * @throws ConfigurationError with file, line, column and key of what is wrong and what is allowed there.
 */
export function parseCatalog(text: string, origin: Origin): Catalog {
  const { content, locate } = parseYaml(text, origin)
  const fail: Fail = (path, message) => {
    throw placedError(locate(path), problemText(path, message))
  }
  const catalog = validate(content, fail)
  checkCatalog(catalog, fail)
  return catalog
}

/** Calls `fail` with the first key that no catalog has. */
export function rejectUnknownKeys(content: unknown, fail: Fail): void {
  const issue = catalogSchema.safeParse(content).error?.issues.find(isUnknownKey)
  if (issue !== undefined) explain(issue, content, fail)
}

/** Returns the catalog that some content is by its schema, or calls `fail` with one problem. */
export function validate(content: unknown, fail: Fail): Catalog {
  const { data, error } = catalogSchema.safeParse(content)
  if (error === undefined) return data
  // An unknown key first: where it stands for another, that one is reported as missing too, which is harder to see.
  const issue = error.issues.find(isUnknownKey) ?? error.issues[0]
  if (issue === undefined) throw new Error('the schema refused the catalog without an issue')
  return explain(issue, content, fail)
}

function isUnknownKey({ code }: z.core.$ZodIssue): boolean {
  return code === 'unrecognized_keys'
}

/** Calls `fail` with an issue of the schema: what is wrong, and what may stand there. */
function explain(issue: z.core.$ZodIssue, content: unknown, fail: Fail): never {
  const { path, message } = issue
  const value = path.reduce<unknown>(child, content)
  const found = `found ${describe(value)}`
  switch (issue.code) {
    case 'unrecognized_keys':
      return fail([...path, issue.keys[0] ?? ''], message)
    case 'invalid_key':
      return fail(path, issue.issues[0]?.message ?? message)
    case 'invalid_type':
      // YAML takes 3.10 for the number 3.1.
      return fail(
        path,
        `${found}, expected ${article(issue.expected)}${issue.expected === 'string' && typeof value === 'number' ? ', in quotes' : ''}`,
      )
    case 'invalid_value':
      return fail(path, `${found}, allowed: ${issue.values.map(String).join(', ')}`)
    case 'too_small':
    case 'too_big': {
      const limit = issue.code === 'too_small' ? `at least ${issue.minimum}` : `at most ${issue.maximum}`
      return fail(path, `${found}, expected ${limit}${issue.origin === 'array' ? ' in the list' : ''}`)
    }
    case 'invalid_union': {
      // If the value has the type of one member, that member's error says more than a list of the types.
      const [inner, ...others] = issue.errors.flatMap(([first]) =>
        first === undefined || (first.code === 'invalid_type' && first.path.length === 0) ? [] : [first],
      )
      if (inner === undefined || others.length > 0) return fail(path, `${found}, ${message}`)
      return explain({ ...inner, path: [...path, ...inner.path] }, content, fail)
    }
    default:
      return fail(path, `${found}: ${message}`)
  }
}

function child(value: unknown, key: PropertyKey): unknown {
  return Object.hasOwn(Object(value), key) ? (value as Record<PropertyKey, unknown>)[key] : undefined
}

function describe(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing'
  return text.length > 60 ? `${text.slice(0, 57)}...` : text
}

function article(type: string): string {
  const words: Readonly<Record<string, string>> = { record: 'mapping', object: 'mapping', array: 'list' }
  const word = words[type] ?? type
  return `${/^[aeiou]/.test(word) ? 'an' : 'a'} ${word}`
}
