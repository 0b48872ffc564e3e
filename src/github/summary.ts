/** Summaries in Markdown, with nothing from outside taken for markup, cut to the size that GitHub takes. */

/** GitHub drops a step's summary of more than 1 MiB. The rest is for what sections say of their cuts. */
const MAX_BYTES = 900_000

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

/** Text as plain() escapes it in which GitHub finds no links and no issues either: comments and notes would notify of them. */
export function inert(text: string): string {
  return plain(text)
    .replaceAll('://', ':<!-- -->//')
    .replaceAll(/\bwww\./gi, (found) => `${found.slice(0, -1)}<!-- -->.`)
    .replaceAll('\\#', '#<!-- -->')
    .replaceAll(/\bGH-(?=\d)/gi, (found) => `${found.slice(0, -1)}<!-- -->-`)
}

/** Text in code type, whatever it holds. */
export function code(text: string): string {
  const entity = (character: string): string => `&#${character.codePointAt(0)};`
  const escaped = text.replaceAll(/\s+/g, ' ').replaceAll(/[&<>|`*_[\]\\~@]/g, entity)
  return text === '' ? '' : `<code>${escaped}</code>`
}

/** Seconds as `3 min 7 s`. */
export function clock(seconds: number): string {
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`
}

export const countCells = (count: number): string => (count === 1 ? '1 cell' : `${count} cells`)

/** A part of a step's summary; without lines it is left out. The last lines are, where there is no room for all. */
export interface Section {
  readonly before?: string
  readonly lines: readonly string[]
  readonly after?: string
  /** Where all of the lines are too: `the log`. */
  readonly elsewhere?: string
}

/** A table of cells that are Markdown; `align` has one of l, c, r for each column. */
export function tableSection(
  header: readonly string[],
  align: string,
  rows: readonly (readonly string[])[],
  elsewhere?: string,
): Section {
  const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  const rule = [...align].map((side) => ({ c: ':-:', r: '--:' })[side] ?? '---')
  return { before: `${row(header)}\n${row(rule)}\n`, lines: rows.map(row), elsewhere }
}

/** Text from outside, as it is: between marks that are longer than any such mark in it. */
export function blockSection(text: string, after = '', language = 'text'): Section {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length))
  const fence = '`'.repeat(longest + 1)
  const lines = text.split('\n')
  return { before: `${fence}${language}\n`, lines, after: `\n${fence}${after}`, elsewhere: 'the log' }
}

export function block(text: string): string {
  const { before, after } = blockSection(text)
  return `${before}${text}${after}`
}

/** A section below a heading or a sentence. */
export function below(heading: string, section: Section): Section {
  return { ...section, before: `${heading}\n\n${section.before ?? ''}` }
}

/** A section to open below a line. */
export function folded(line: string, section: Section): Section {
  const after = `${section.after ?? ''}\n\n</details>`
  return { ...below(`<details><summary>${line}</summary>`, section), after }
}

/** A cell, with its text in Markdown. */
type GridCell = Readonly<Record<'version' | 'variant' | 'platform' | 'text', string>>

/** A grid versions × variants for each platform, with its name above where there are several. */
export function grids(cells: readonly GridCell[], align: 'c' | 'r'): Section[] {
  const distinct = (some: readonly GridCell[], key: keyof GridCell): string[] => [
    ...new Set(some.map((cell) => cell[key])),
  ]
  const platforms = distinct(cells, 'platform')
  return platforms.map((platform) => {
    const here = cells.filter((cell) => cell.platform === platform)
    const variants = distinct(here, 'variant')
    const texts = new Map(here.map(({ version, variant, text }) => [`${version} ${variant}`, text]))
    const rows = distinct(here, 'version').map((version) => [
      `**${plain(version)}**`,
      ...variants.map((variant) => texts.get(`${version} ${variant}`) ?? ''),
    ])
    const grid = tableSection(['', ...variants.map(plain)], `l${align.repeat(variants.length)}`, rows)
    return platforms.length === 1 ? grid : below(`### ${plain(platform)}`, grid)
  })
}

type VerdictCell = Omit<GridCell, 'text'> & {
  readonly verdict: 'build' | 'unchanged' | 'excluded'
  readonly isExperimental: boolean
}

/** Grids of a plan's verdicts. */
export function verdictGrids(cells: readonly VerdictCell[]): Section[] {
  const marked = cells.map(({ verdict, isExperimental, ...cell }) => {
    const word = verdict === 'build' ? '**build**' : verdict
    return { ...cell, text: verdict !== 'excluded' && isExperimental ? `${word}<br>experimental` : word }
  })
  return grids(marked, 'c')
}

/**
 * Sections as one text of a size that GitHub takes, by default for a step's summary. Of its sections, a text is one line,
 * and undefined is left out.
 */
export function summaryOf(sections: readonly (Section | string | undefined)[], limit = MAX_BYTES): string {
  let room = limit
  const texts = sections.flatMap((given = { lines: [] }) => {
    const section: Section = typeof given === 'string' ? { lines: [given] } : given
    const { before = '', lines, after = '', elsewhere } = section
    if (lines.length === 0) return []
    room -= Buffer.byteLength(before + after)
    const kept: string[] = []
    for (const line of lines) {
      const bytes = Buffer.byteLength(line) + 1
      if (bytes > room) break
      room -= bytes
      kept.push(line)
    }
    const left = lines.length - kept.length
    const where = elsewhere === undefined ? '' : `; ${elsewhere} has all of them`
    const note = `\n\n${left} more ${left === 1 ? 'is' : 'are'} left out here${where}.`
    return `${before}${kept.join('\n')}${left === 0 ? '' : note}${after}`
  })
  return `${texts.join('\n\n')}\n`
}
