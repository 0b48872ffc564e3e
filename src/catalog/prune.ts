import { subjectsOf } from './cells.ts'
import { isMapping } from './overlay.ts'
import { componentsOf, idleRules } from './rules.ts'
import { type Catalog, catalogSchema } from './schema.ts'

/** Without the shipped rules and aliases that are about nothing any more; those of the user's must hold for something. */
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

/** The shipped aliases as far as the catalog still has the variants whose tags they are. */
function aliasesOf({ aliases }: Catalog, known: readonly string[]): Catalog['aliases'] {
  return aliases.flatMap((alias) => {
    if (alias.variants === undefined) return [alias]
    const variants = alias.variants.filter((name) => known.includes(name))
    return variants.length === 0 ? [] : [{ ...alias, variants }]
  })
}

/** A shipped rule's versions as far as the catalog still has them. */
function withoutGone(rule: unknown, { versions }: Catalog): unknown {
  if (!isMapping(rule) || !isMapping(rule.when) || !Array.isArray(rule.when.versions)) return rule
  const left = rule.when.versions.filter((version: string) => Object.hasOwn(versions, version))
  return { ...rule, when: { ...rule.when, versions: left } }
}
