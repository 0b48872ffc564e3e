import { subjectsOf } from './cells.ts'
import { isMapping } from './overlay.ts'
import { componentsOf, idleRules } from './rules.ts'
import { type Catalog, catalogSchema } from './schema.ts'

/** Without those of the shipped rules that are about nothing any more; a rule of the user's must hold for something. */
export function withoutIdleRules(merged: unknown, content: unknown): unknown {
  const parsed = catalogSchema.safeParse(merged)
  if (!parsed.success || !isMapping(merged) || !isMapping(merged.rules)) return merged
  const catalog = parsed.data
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
  return { ...merged, rules }
}

/** A shipped rule's versions as far as the catalog still has them. */
function withoutGone(rule: unknown, { versions }: Catalog): unknown {
  if (!isMapping(rule) || !isMapping(rule.when) || !Array.isArray(rule.when.versions)) return rule
  const left = rule.when.versions.filter((version: string) => Object.hasOwn(versions, version))
  return { ...rule, when: { ...rule.when, versions: left } }
}
