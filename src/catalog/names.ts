/** Names in a catalog: what they are made of, patterns over them, and the known name nearest to a misspelt one. */

/** What an id of a version, variant, component or test may be made of; safe in tags, paths and arguments. */
export const ID = /^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$/

/** An image of a registry as a catalog and inputs name it; BuildKit and the registry client get it. */
export const IMAGE = /^[A-Za-z0-9][A-Za-z0-9._/:@-]*$/

/** A vulnerability by an id that scanners report it under (cve.org, github.com/advisories). */
export const VULNERABILITY = /^(?:CVE-\d{4}-\d{4,19}|GHSA(?:-[23456789cfghjmpqrvwx]{4}){3})$/

/** The value of a key that a user's file may have: never one that all objects inherit, like `constructor`. */
export function own<T>(record: Readonly<Record<string, T>> | undefined, key: string): T | undefined {
  return record !== undefined && Object.hasOwn(record, key) ? record[key] : undefined
}

/**
 * Whether a text matches a pattern in which `*` stands for anything and every other character for itself. A pattern
 * may come from an input, so the time is linear.
 */
export function globMatcher(pattern: string): (text: string) => boolean {
  const [start = '', ...parts] = pattern.split(/\*+/)
  const end = parts.pop()
  if (end === undefined) return (text) => text === pattern
  return (text) => {
    if (text.length < start.length + end.length || !text.startsWith(start) || !text.endsWith(end))
      return false
    const limit = text.length - end.length
    let at = start.length
    // The first place where a part fits leaves the most room for the rest.
    for (const part of parts) {
      const found = text.indexOf(part, at)
      if (found < 0 || found + part.length > limit) return false
      at = found + part.length
    }
    return true
  }
}

/** `, did you mean "…"?; known: …` for a name that is not known. */
export function suggestion(found: string, known: readonly string[]): string {
  const list = known.length === 0 ? '' : `; known: ${known.join(', ')}`
  return `${nearestName(found, known)}${list}`
}

/** `, did you mean "…"?` if a known name is like the one found: at most a third of its letters differ. */
export function nearestName(found: string, known: readonly string[]): string {
  const ranked = known
    .map((name) => ({ name, distance: editDistance(found.slice(0, 100).toLowerCase(), name.toLowerCase()) }))
    .filter(({ name, distance }) => distance <= Math.max(2, name.length / 3))
    .sort((a, b) => a.distance - b.distance)
  return ranked[0] === undefined ? '' : `, did you mean "${ranked[0].name}"?`
}

function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, replaced))
    }
    row = next
  }
  return row[b.length] ?? 0
}

/** The name of a tree with files that a user adds to a shipped component, whose own tree stays as it is. */
export function addedFiles(name: string): string {
  return `${name}-files`
}
