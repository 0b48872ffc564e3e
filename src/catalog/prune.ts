/** Drops shipped rules and aliases that a user's catalog leaves without a cell. */
import { subjectsOf } from './cells.ts'
import { isMapping } from './overlay.ts'
import { componentsOf, idleRules } from './rules.ts'
import { type Catalog, catalogSchema } from './schema.ts'

/** Drops shipped rules and aliases that match nothing any more. A user's own must match something. */
export function withoutIdle(merged: unknown, content: unknown): unknown {
  const parsed = catalogSchema.safeParse(merged)
  if (!parsed.success || !isMapping(merged) || !isMapping(merged.rules)) return merged
  const catalog = parsed.data
  const known = Object.keys(catalog.variants)
  const aliases =
    isMapping(content) && content.aliases !== undefined ? {} : { aliases: aliasesOf(catalog, known) }
  const own = isMapping(content) && isMapping(content.rules) ? Object.keys(content.rules) : []
  const declared = Object.keys(catalog.components)
  const gone = Object.entries(catalog.rules).flatMap(([name, rule]) =>
    componentsOf(rule).some(([component]) => !declared.includes(component)) ? [name] : [],
  )
  const idle = new Set([...idleRules(catalog.rules, subjectsOf(catalog)), ...gone])
  const kept = Object.entries(merged.rules).filter(([name]) => own.includes(name) || !idle.has(name))
  const rules = Object.fromEntries(
    kept.map(([name, rule]) => [name, own.includes(name) ? rule : withoutGone(rule, catalog)]),
  )
  return { ...merged, ...aliases, rules }
}

/** The shipped aliases of variants that the catalog still has. */
function aliasesOf({ aliases }: Catalog, known: readonly string[]): Catalog['aliases'] {
  return aliases.flatMap((alias) => {
    if (alias.variants === undefined) return [alias]
    const variants = alias.variants.filter((name) => known.includes(name))
    return variants.length === 0 ? [] : [{ ...alias, variants }]
  })
}

/** Limits a shipped rule to versions that the catalog still has. */
function withoutGone(rule: unknown, { versions }: Catalog): unknown {
  if (!isMapping(rule) || !isMapping(rule.when) || !Array.isArray(rule.when.versions)) return rule
  const left = rule.when.versions.filter((version: string) => Object.hasOwn(versions, version))
  return { ...rule, when: { ...rule.when, versions: left } }
}
