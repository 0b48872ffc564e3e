/** A user's catalog, laid over the shipped one. docs/catalog.md has the rules. */
import { subjectsOf } from './cells.ts'
import { checkCatalog } from './check.ts'
import { type Fail, parseYaml, placedError, problemText } from './document.ts'
import { globMatcher, own } from './names.ts'
import { rejectUnknownKeys, validate } from './parse.ts'
import { idleRules } from './rules.ts'
import { type Catalog, type Rule, SHIPPED_ONLY } from './schema.ts'

export interface NamedText {
  readonly text: string
  readonly file: string
}

/**
 * Returns the catalog that a user's file gives, laid over the shipped one.
 * @param shipped the shipped catalog, parsed, and its text, in which errors may have to point.
 * @throws ConfigurationError with file, line, column and key of what is wrong and what is allowed there.
 */
export function layUserCatalog(shipped: { catalog: Catalog } & NamedText, user: NamedText): Catalog {
  const above = parseYaml(user.text, user.file)
  const fail: Fail = (path, message) => {
    throw placedError(above.locate(path), problemText(path, message))
  }
  /** What is wrong with both may be in the shipped file, but is to be corrected in the user's. */
  const failMerged: Fail = (path, message) => {
    const at = above.find(path) ?? parseYaml(shipped.text, shipped.file).find(path)
    const edit = above.locate(path)
    throw placedError(at ?? edit, problemText(path, message), { edit })
  }
  // An empty file changes nothing.
  const content = above.content ?? {}
  checkContent(content, fail)
  const merged = overlay(shipped.catalog, content)
  rejectUnknownKeys(merged, fail)
  const catalog = withoutIdle(validate(withoutNulls(merged), fail), content)
  checkStages(catalog, shipped.catalog, failMerged)
  checkCatalog(catalog, failMerged)
  return catalog
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

/** The entries under a key of an unchecked catalog that are mappings themselves. */
function mappingsIn(content: unknown, key: string): [name: string, value: Mapping][] {
  const entries = Object.entries(mappingOf(mappingOf(content)[key]))
  return entries.filter((entry): entry is [string, Mapping] => isMapping(entry[1]))
}

/** Checks what the merged catalog does not show: keys of the shipped catalog only. */
function checkContent(content: unknown, fail: Fail): void {
  for (const [name, component] of mappingsIn(content, 'components'))
    for (const key of SHIPPED_ONLY)
      if (Object.hasOwn(component, key))
        fail(['components', name, key], 'only the shipped catalog may have this key')
}

/** Drops shipped rules and aliases that match nothing any more. A user's own must match something. */
function withoutIdle(catalog: Catalog, content: unknown): Catalog {
  const { rules, aliases } = mappingOf(content)
  const idle = idleRules(catalog.rules, subjectsOf(catalog))
  const versions = Object.keys(catalog.versions)
  const kept = Object.entries(catalog.rules).flatMap(([name, rule]): [string, Rule][] => {
    if (Object.hasOwn(mappingOf(rules), name)) return [[name, rule]]
    if (idle.includes(name)) return []
    const left = rule.when.versions?.filter((pattern) => versions.some(globMatcher(pattern)))
    return [[name, { ...rule, when: { ...rule.when, versions: left } }]]
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

/** A shipped component's stage installs only jars, or only packages; Spark's only certain jars. */
function checkStages(catalog: Catalog, shipped: Catalog, fail: Fail): void {
  const advice = 'declare a component of your own with it'
  for (const [name, staged] of Object.entries(shipped.components)) {
    const component = own(catalog.components, name)
    for (const kind of ['maven', 'python'] as const) {
      const [added] = Object.keys(component?.[kind] ?? {}).filter((key) => !Object.hasOwn(staged[kind], key))
      if (added === undefined) continue
      const path = ['components', name, kind]
      if (Object.keys(staged[kind]).length === 0)
        fail(path, `the stage of ${name} takes no ${kind}: ${advice}`)
      if (name === 'spark') fail([...path, added], `the stage of spark takes no other jars: ${advice}`)
    }
  }
}
