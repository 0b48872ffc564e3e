/** Markdown as GitHub shows it, with nothing from outside taken for markup. */

/** Escapes text: nothing of it is markup, a mention or a line of its own. */
export function plain(text: string): string {
  return text
    .replaceAll(/\s+/g, ' ')
    .trim()
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll(/[\\`*_{}[\]|~#!]/g, '\\$&')
    .replaceAll('@', '@<!-- -->')
}

/** Text in code type, whatever it holds. */
export function code(text: string): string {
  const entity = (character: string): string => `&#${character.codePointAt(0)};`
  const escaped = text.replaceAll(/\s+/g, ' ').replaceAll(/[&<>|`*_[\]\\~@]/g, entity)
  return text === '' ? '' : `<code>${escaped}</code>`
}

/** What begins and ends a block of lines as they are: longer than any such mark in them. */
export function fenceOf(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length))
  return '`'.repeat(longest + 1)
}

export function block(text: string): string {
  const fence = fenceOf(text)
  return `${fence}text\n${text}\n${fence}`
}

/** Seconds as `3 min 7 s`. */
export function clock(seconds: number): string {
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`
}

export function countCells(count: number): string {
  return count === 1 ? '1 cell' : `${count} cells`
}
