/** The schema of a user's catalog, derived from that of a whole one. */
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
 * The schema of an overlay: every key may be missing, or null to drop it; lists and texts are replaced whole. It
 * leaves out keys that only the shipped catalog may have.
 */
function layerOf(schema: z.ZodMiniType): z.ZodMiniType {
  const { type, innerType, shape, keyType, valueType } = schema.def as Definition
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
    return (keyType.def as Definition).type === 'enum'
      ? z.partialRecord(keyType, values)
      : z.record(keyType, values)
  }
  return schema
}

/** The description of a key, and whether only the shipped catalog has it. */
export function metaOf(schema: z.ZodMiniType): {
  readonly description?: string | undefined
  readonly shipped?: unknown
} {
  return z.globalRegistry.get(schema) ?? {}
}

/** A user's file: what is laid over the shipped catalog. */
export const userSchema = layerOf(catalogSchema)
