/**
 * Lays one value over another, as a user's catalog over the shipped one: mappings are merged key by key, to
 * any depth; null drops a key; anything else, lists too, replaces what was there. Neither is changed.
 */
export function overlay(below: unknown, above: unknown): unknown {
  if (!isMapping(above)) return above
  const merged = new Map(isMapping(below) ? Object.entries(below) : [])
  for (const [key, value] of Object.entries(above)) {
    if (value === null) merged.delete(key)
    else merged.set(key, overlay(merged.get(key), value))
  }
  return Object.fromEntries(merged)
}

export function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
