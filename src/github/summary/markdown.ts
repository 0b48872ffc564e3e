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
  return text === ''
    ? ''
    : `<code>${text.replaceAll(/\s+/g, ' ').replaceAll(/[&<>|`*_[\]\\~@]/g, entity)}</code>`
}

/** Lines as they are, in a fence that is longer than any in them. */
export function block(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length))
  const fence = '`'.repeat(longest + 1)
  return `${fence}text\n${text}\n${fence}`
}

/** A table of cells that are Markdown; `align` has one of l, c, r for each column. */
export function markdownTable(
  header: readonly string[],
  align: string,
  rows: readonly (readonly string[])[],
): string {
  const rule = header.map((_, column) => ({ c: ':-:', r: '--:' })[align[column] ?? 'l'] ?? '---')
  return [header, rule, ...rows].map(tableRow).join('\n')
}

/** A row of a table. */
export function tableRow(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`
}

/** Content to open below a line. */
export function folded(line: string, content: string): string {
  return `<details><summary>${line}</summary>\n\n${content}\n\n</details>`
}

function entity(character: string): string {
  return `&#${character.codePointAt(0)};`
}
