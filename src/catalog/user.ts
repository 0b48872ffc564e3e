/** A user's catalog, laid over the shipped one. docs/catalog.md has the rules. */
import { IN_EVERY_IMAGE, subjectsOf, withShelf } from './cells.ts'
import { checkCatalog } from './check.ts'
import { type Fail, type Origin, parseYaml, placedError, problemText } from './document.ts'
import { globMatcher, own } from './names.ts'
import { rejectUnknownKeys, validate } from './parse.ts'
import { idleRules } from './rules.ts'
import type { Catalog, Rule } from './schema.ts'
import { withoutRestated } from './statements.ts'

export interface NamedText {
  readonly text: string
  readonly file: string
}

/** The shipped catalog, parsed, and its text, in which errors may have to point. */
export interface ShippedCatalog {
  readonly catalog: Catalog
  readonly text: string
  readonly origin: Origin
}

/**
 * Returns the catalog that a user's file gives, laid over the shipped one.
 * @throws ConfigurationError with file, line, column and key of what is wrong and what is allowed there.
 */
export function layUserCatalog(shipped: ShippedCatalog, user: NamedText): Catalog {
  const above = parseYaml(user.text, user.file)
  /** What is wrong with both may be in the shipped file, but is to be corrected in the user's. */
  const failMerged: Fail = (path, message) => {
    const at = above.find(path) ?? parseYaml(shipped.text, shipped.origin).find(path)
    const edit = above.locate(path)
    throw placedError(at ?? edit, problemText(path, message), { edit })
  }
  const catalog = mergeUserCatalog(shipped, user)
  checkStages(catalog, shipped.catalog, failMerged)
  checkCatalog(catalog, failMerged)
  return catalog
}

/** layUserCatalog() without the checks that the schema can't express. @throws ConfigurationError likewise. */
export function mergeUserCatalog(shipped: Pick<ShippedCatalog, 'catalog'>, user: NamedText): Catalog {
  const above = parseYaml(user.text, user.file)
  const fail: Fail = (path, message) => {
    throw placedError(above.locate(path), problemText(path, message))
  }
  // An empty file changes nothing.
  const content = above.content ?? {}
  const vex = withoutRestated(shipped.catalog.vex, mappingOf(mappingOf(content).vex))
  // What is kept up to date in the shipped files is no part of a user's.
  const merged = overlay({ ...shipped.catalog, vex, track: undefined }, content)
  rejectUnknownKeys(merged, fail)
  return withoutIdle(validate(withoutNulls(merged), fail), content)
}

/**
 * Lays one value over another: mappings are merged key by key, to any depth; anything else, lists too, replaces what
 * was there. Neither is changed.
 */
export function overlay(below: unknown, above: unknown): unknown {
  if (!isMapping(above)) return above
  const merged = new Map(Object.entries(mappingOf(below)))
  for (const [key, value] of Object.entries(above)) merged.set(key, overlay(merged.get(key), value))
  return Object.fromEntries(merged)
}

/** Drops keys whose value is null, to any depth of mappings. */
export function withoutNulls(value: unknown): unknown {
  if (!isMapping(value)) return value
  const kept = Object.entries(value).filter(([, inner]) => inner !== null)
  return Object.fromEntries(kept.map(([key, inner]) => [key, withoutNulls(inner)]))
}

type Mapping = Readonly<Record<string, unknown>>

export function isMapping(value: unknown): value is Mapping {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function mappingOf(value: unknown): Mapping {
  return isMapping(value) ? value : {}
}

/** Drops shipped rules and aliases that match nothing any more. A user's own must match something. */
function withoutIdle(catalog: Catalog, content: unknown): Catalog {
  const { rules, aliases } = mappingOf(content)
  const idle = idleRules(catalog.rules, subjectsOf(withShelf(catalog)))
  const versions = Object.keys(catalog.versions)
  const kept = Object.entries(catalog.rules).flatMap(([name, rule]): [string, Rule][] => {
    if (Object.hasOwn(mappingOf(rules), name)) return [[name, rule]]
    if (idle.includes(name)) return []
    const left = {
      versions: rule.when.versions?.filter((pattern) => versions.some(globMatcher(pattern))),
      runtimes: rule.when.runtimes?.filter((runtime) => Object.hasOwn(catalog.runtimes, runtime)),
    }
    return [[name, { ...rule, when: { ...rule.when, ...left } }]]
  })
  const live = catalog.aliases.flatMap((alias) => {
    const left = alias.variants?.filter((name) => Object.hasOwn(catalog.variants, name))
    return left?.length === 0 ? [] : [{ ...alias, variants: left }]
  })
  return {
    ...catalog,
    aliases: aliases === undefined ? live : catalog.aliases,
    rules: Object.fromEntries(kept),
  }
}

/** What the Dockerfile's stages for os, Java and Spark install is written there. */
function checkStages(catalog: Catalog, shipped: Catalog, fail: Fail): void {
  for (const name of IN_EVERY_IMAGE)
    for (const kind of ['maven', 'python', 'build'] as const) {
      const given = Object.keys(own(catalog.components, name)?.[kind] ?? {})
      const [added] = given.filter((key) => !Object.hasOwn(own(shipped.components, name)?.[kind] ?? {}, key))
      if (added !== undefined)
        fail(
          ['components', name, kind],
          `the stage of ${name} takes no other ${kind}: declare a component of your own with it`,
        )
    }
}
