import * as z from 'zod/mini'
import { parseBytes } from './bytes.ts'
import { ID } from './id.ts'

const id = z
  .string()
  .check(z.regex(ID, 'an id is made of A-Z a-z 0-9 . _ - and starts with a letter or digit'))
const script = z
  .string()
  .check(
    z.regex(/^[A-Za-z0-9][A-Za-z0-9._-]*\.(?:py|sh)$/, 'a script is a file name that ends in .py or .sh'),
  )
const lock = z
  .string()
  .check(
    z.regex(
      /^(?:[A-Za-z0-9._-]|\{version\}|\{series\})+$/,
      'a lock is a file name in locks/ without .lock; {version} and {series} are replaced',
    ),
  )
const bytes = z.pipe(
  z.union([z.number(), z.string()]),
  z.transform((value, context) => {
    const size = parseBytes(value)
    if (size === undefined) {
      context.issues.push({
        code: 'custom',
        message: 'a size is a number with a unit, like 800 MB or 1 GB',
        input: value,
      })
      return z.NEVER
    }
    return size
  }),
)

const platform = z.enum(['linux/amd64', 'linux/arm64'])

/** Upper limits of a cell's size in bytes; see measure() for what each counts. */
const budget = z.strictObject({ unpacked: z.optional(bytes), compressed: z.optional(bytes) })

const acceptanceTest = z.strictObject({
  /** Its name in reports and records, unique within a cell. */
  name: id,
  /** A file in acceptance/. */
  script,
  /** Run it beside a container of the image's default command, the Connect server. */
  server: z._default(z.boolean(), false),
  /** A stage of acceptance/services/Dockerfile: a server to run it beside. */
  service: z.optional(id),
  /** `random`: a UID that the image doesn't know, in group 0, as OpenShift gives. */
  user: z._default(z.enum(['image', 'random']), 'image'),
  /** With a read-only root file system and a writable /tmp. */
  'read-only': z._default(z.boolean(), false),
  /** Time limit in seconds. */
  timeout: z._default(z.int().check(z.positive(), z.lte(3600)), 180),
})

const component = z.strictObject({
  description: z.string(),
  /** Build arguments of the Dockerfile that switch the component on. */
  args: z._default(
    z.record(z.string().check(z.regex(/^[A-Z][A-Z0-9_]*$/, 'a build argument is in capitals')), id),
    {},
  ),
  locks: z._default(z.array(lock), []),
  acceptance: z._default(z.array(acceptanceTest), []),
})

const version = z.strictObject({
  /** Feature version: 4.1 for 4.1.1. */
  series: z.string().check(z.regex(/^\d+\.\d+$/, 'a series is like "4.1", in quotes')),
  scala: z.string().check(z.regex(/^\d+\.\d+$/, 'a Scala version is like "2.13", in quotes')),
  java: z.int().check(z.gte(11), z.lte(99)),
  /** Whether a Connect server is what the image runs by default, or what `connect` starts. */
  connect: z._default(z.enum(['default', 'on-request']), 'default'),
})

const variant = z.strictObject({
  components: z.array(id).check(z.minLength(1)),
  budget: z._default(budget, {}),
})

/** A statement on how well a combination is supported: it holds for cells that match all of `when`. */
const rule = z.strictObject({
  support: z.enum(['supported', 'experimental', 'unsupported']),
  when: z.strictObject({
    versions: z.optional(z.array(id).check(z.minLength(1))),
    components: z.optional(z.array(id).check(z.minLength(1))),
    platforms: z.optional(z.array(platform).check(z.minLength(1))),
  }),
  reason: z.string().check(z.minLength(1)),
  /** Where the reason can be looked up. */
  source: z.string().check(z.minLength(1)),
  /** When somebody last looked. */
  reviewed: z.iso.date('a date is like 2026-11-24'),
})

/** The catalog as a file holds it: one place for its keys, their types and their limits. */
export const catalogSchema = z.strictObject({
  epoch: z.iso.datetime('an epoch is a time in UTC, like 2026-11-01T00:00:00Z'),
  base: z.string(),
  platforms: z.array(platform).check(z.minLength(1)),
  compression: z.strictObject({
    type: z.enum(['zstd', 'gzip']),
    level: z.int().check(z.gte(0), z.lte(22)),
  }),
  versions: z.record(id, version),
  variants: z.record(id, variant),
  components: z.record(id, component),
  rules: z._default(z.array(rule), []),
})

export type Catalog = z.infer<typeof catalogSchema>
export type AcceptanceTest = z.infer<typeof acceptanceTest>
export type Budget = z.infer<typeof budget>
export type Rule = z.infer<typeof rule>
