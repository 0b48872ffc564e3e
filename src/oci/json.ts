/** Parses JSON from outside by a schema. */
import * as z from 'zod/mini'
import { RegistryError } from '../errors.ts'

/** @throws RegistryError naming `what`, what `kind` it is not, and where. */
export function parseJson<T extends z.core.$ZodType>(
  schema: T,
  text: Uint8Array | string,
  what: string,
  kind: string,
): z.output<T> {
  let content: unknown
  try {
    content = JSON.parse(typeof text === 'string' ? text : Buffer.from(text).toString('utf8'))
  } catch {
    // The parser's own words would quote what it stumbled over, and this may come from anywhere.
    throw new RegistryError(`${what} is not ${kind}: it is not JSON`)
  }
  const result = z.safeParse(schema, content)
  if (result.success) return result.data
  const { path = [], message = 'invalid' } = result.error.issues[0] ?? {}
  throw new RegistryError([`${what} is not ${kind}`, path.join('.'), message].filter(Boolean).join(': '))
}

/** Undefined for what is not JSON of the schema. */
export function tryParseJson<T extends z.core.$ZodType>(
  schema: T,
  text: Uint8Array | string,
): z.output<T> | undefined {
  return ifParsed(() => parseJson(schema, text, 'it', 'as it should be'))
}

/** What a parser gives; undefined where it throws a RegistryError because the content is something else. */
export function ifParsed<T>(parse: () => T): T | undefined {
  try {
    return parse()
  } catch (error) {
    if (error instanceof RegistryError) return undefined
    throw error
  }
}
