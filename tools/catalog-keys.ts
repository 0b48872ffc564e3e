import type * as z from 'zod/mini'
import { metaOf } from '../src/catalog/partial.ts'
import { catalogSchema } from '../src/catalog/schema.ts'

/** What catalogKeys() reads of a schema's definition. */
interface Definition {
  readonly innerType?: z.ZodMiniType
  readonly element?: z.ZodMiniType
  readonly shape?: Readonly<Record<string, z.ZodMiniType>>
  readonly valueType?: z.ZodMiniType
  readonly values?: readonly string[]
}

/** The catalog's keys as rows of a table: its path, with `NAME` for a name of the file's own, and what it means. */
export function catalogKeys(): string[][] {
  return rows(catalogSchema, '')
}

function rows(schema: z.ZodMiniType, path: string): string[][] {
  const { innerType, element, shape, valueType } = schema.def as Definition
  if (innerType !== undefined) return rows(innerType, path)
  if (element !== undefined) return rows(element, `${path}[]`)
  if (valueType !== undefined) return rows(valueType, `${path}.NAME`)
  return Object.entries(shape ?? {}).flatMap(([key, value]) => {
    const { description = '', shipped } = metaOf(value)
    const name = path === '' ? key : `${path}.${key}`
    const own = shipped === true ? ' Of the shipped catalog only.' : ''
    return [[`\`${name}\``, `${description}${own}`], ...rows(value, name)]
  })
}
