/** What the schema of a catalog is made of: mappings that know their keys, each key with its description. */
import * as z from 'zod/mini'
import { parseBytes } from '../bytes.ts'
import { suggestion } from '../names.ts'
import * as text from '../patterns.ts'

export const PLATFORMS = ['linux/amd64', 'linux/arm64'] as const

export const platform = z.enum(PLATFORMS)

export const reason = z.string().check(z.minLength(1))

export const bytes = z.pipe(
  z.union([z.number(), z.string()], 'expected a number or a text'),
  z.transform((input, context) => {
    const size = parseBytes(input)
    if (size !== undefined) return size
    const message = 'a size is a number with a unit, like 800 MB or 1 GB'
    context.issues.push({ code: 'custom', message, input })
    return z.NEVER
  }),
)

/** A key's description, for editors and for docs/catalog.md. */
export function about<T extends z.ZodMiniType>(description: string, schema: T): T {
  return schema.check(z.meta({ description }))
}

export function flag(description: string) {
  return about(description, z._default(z.boolean(), false))
}

export function list<T extends z.ZodMiniType>(item: T) {
  return z._default(z.array(item), [])
}

export function nonEmpty<T extends z.ZodMiniType>(item: T) {
  return z.array(item).check(z.minLength(1))
}

export function table<T extends z.ZodMiniType>(name: z.ZodMiniString, value: T) {
  return z._default(z.record(name, value), {})
}

export function mapping<T extends z.core.$ZodLooseShape>(shape: T) {
  return z.strictObject(shape, knownKeys(Object.keys(shape)))
}

/** How a mapping rejects an unknown key. */
export function knownKeys(keys: readonly string[]): { error: z.core.$ZodErrorMap } {
  return {
    error: ({ code, keys: unknown }) =>
      code === 'unrecognized_keys' ? `there is no such key${suggestion(unknown[0] ?? '', keys)}` : undefined,
  }
}

/** One value for all versions, or one for each version, series or glob that has it. */
export function byVersion<T extends z.ZodMiniType>(value: T) {
  return z.union(
    [value, z.record(text.idGlob, value)],
    'expected a text, or a mapping of versions or series to texts',
  )
}

const platformName = z
  .string()
  .check(z.refine((name) => PLATFORMS.some((one) => one === name), `a platform is ${PLATFORMS.join(' or ')}`))

/** One text for all platforms, or one for each platform that has it. */
export function byPlatform<T extends z.ZodMiniType>(value: T) {
  return z.union(
    [value, z.record(platformName, value)],
    'expected a text, or a mapping of platforms to texts',
  )
}

/** A list for all versions, or one for each version, series or glob that has it. */
export function listByVersion<T extends z.ZodMiniType>(value: T) {
  return z.union(
    [z.array(value), z.record(text.idGlob, z.array(value))],
    'expected a list, or a mapping of versions or series to lists',
  )
}

/** A day, as whoever last looked writes it. */
export const day = z.iso.date('a date is like 2026-11-24')
