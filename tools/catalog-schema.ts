/** What the documentation repeats of the catalog's schema: the JSON Schema of a user's file, and a table of the keys. */
import * as z from 'zod/mini'
import { catalogSchema } from '../src/catalog/schema.ts'

type JsonSchema = z.core.JSONSchema.BaseSchema

const whole = z.toJSONSchema(catalogSchema, { io: 'input', unrepresentable: 'any' })

/**
 * The JSON Schema of what is laid over the shipped catalog: any key may be missing, or null to drop it.
 */
export const userCatalogSchema = { title: "A user's catalog of Spark images", ...layerOf(whole) }

function layerOf({ description: _, default: __, required: ___, ...schema }: JsonSchema): JsonSchema {
  const { properties, additionalProperties: values } = schema
  if (properties !== undefined) {
    const all = Object.entries(properties).map(([key, value]) => [key, nullable(value)])
    return { ...schema, properties: Object.fromEntries(all) }
  }
  return typeof values === 'object' ? { ...schema, additionalProperties: nullable(values) } : schema
}

/** Keeps the description of a key beside its forms, where editors show it once. */
function nullable(schema: z.core.JSONSchema._JSONSchema): JsonSchema {
  if (typeof schema === 'boolean') throw new Error('a key of the catalog has no schema')
  return { description: schema.description, anyOf: [layerOf(schema), { type: 'null' }] }
}

/** The catalog's keys as rows of a table: path, with `NAME` for a name of the file's own, and meaning. */
export function catalogKeys(schema: JsonSchema = whole, path = ''): string[][] {
  const { items, properties = {}, additionalProperties: values } = schema
  if (items !== undefined) return catalogKeys(items as JsonSchema, `${path}[]`)
  if (typeof values === 'object') return catalogKeys(values, `${path}.NAME`)
  return Object.entries(properties as Record<string, JsonSchema>).flatMap(([key, value]) => {
    const name = path === '' ? key : `${path}.${key}`
    return [[`\`${name}\``, value.description ?? ''], ...catalogKeys(value, name)]
  })
}
