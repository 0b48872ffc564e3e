import * as z from 'zod/mini'
import { catalogSchema } from './schema.ts'

/** What layerOf() reads of a schema's definition. */
interface Definition {
  readonly type: string
  readonly innerType?: z.ZodMiniType
  readonly shape?: Readonly<Record<string, z.ZodMiniType>>
  readonly keyType?: z.ZodMiniType<string, string>
  readonly valueType?: z.ZodMiniType
}

/**
 * The schema of what may be laid over a value of a schema: every key may be left out, or be null to drop
 * it; lists and texts are whole. Keys that only the shipped catalog has are not in it.
 */
function layerOf(schema: z.ZodMiniType): z.ZodMiniType {
  const { type, innerType, shape, keyType, valueType } = schema._zod.def as Definition
  if (innerType !== undefined) return layerOf(innerType)
  if (type === 'object' && shape !== undefined) {
    const keys = Object.entries(shape).flatMap(([key, value]) => {
      const { description = '', shipped } = metaOf(value)
      if (shipped === true) return []
      return [[key, z.optional(z.nullable(layerOf(value))).check(z.meta({ description }))] as const]
    })
    return z.strictObject(Object.fromEntries(keys))
  }
  if (type === 'record' && keyType !== undefined && valueType !== undefined) {
    const values = z.nullable(layerOf(valueType))
    return (keyType._zod.def as Definition).type === 'enum'
      ? z.partialRecord(keyType, values)
      : z.record(keyType, values)
  }
  return schema
}

/** What a key was declared with. */
export function metaOf(schema: z.ZodMiniType): {
  readonly description?: string | undefined
  readonly shipped?: unknown
} {
  return z.globalRegistry.get(schema) ?? {}
}

/** A user's file: what is laid over the shipped catalog. */
export const userSchema = layerOf(catalogSchema)
