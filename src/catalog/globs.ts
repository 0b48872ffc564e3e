/**
 * Whether a text is of a pattern in which `*` stands for anything and all else for itself. Looks at each
 * character a few times at most: a pattern may come from an input.
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
