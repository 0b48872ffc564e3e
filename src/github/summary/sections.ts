/** Summaries made of sections, which are cut to the size that GitHub takes. */
import { fenceOf, plain } from './markdown.ts'

/** GitHub drops a step's summary of more than 1 MiB. The rest is for what sections say of their cuts. */
const MAX_BYTES = 900_000

/** A part of a step's summary; without lines it is left out. */
export interface Section {
  /** What is always above the lines, like a heading. */
  readonly before?: string
  /** The last ones are left out where there is no room for all. */
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

/** Text from outside, as it is. */
export function blockSection(text: string): Section {
  const fence = fenceOf(text)
  return { before: `${fence}text\n`, lines: text.split('\n'), after: `\n${fence}`, elsewhere: 'the log' }
}

/** A section below a heading or a sentence. */
export function below(heading: string, section: Section): Section {
  return { ...section, before: `${heading}\n\n${section.before ?? ''}` }
}

/** A section to open below a line. */
export function folded(line: string, section: Section): Section {
  const { after = '' } = section
  return {
    ...below(`<details><summary>${line}</summary>`, section),
    after: `${after}\n\n</details>`,
  }
}

export interface GridCell {
  readonly version: string
  readonly variant: string
  readonly platform: string
  /** Markdown. */
  readonly text: string
}

/** A grid versions × variants for each platform, with its name above where there are several. */
export function grids(cells: readonly GridCell[], align: 'c' | 'r'): Section[] {
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

function distinct(cells: readonly GridCell[], key: keyof GridCell): string[] {
  return [...new Set(cells.map((cell) => cell[key]))]
}

/** Grids of a plan's verdicts. */
export function verdictGrids(
  cells: readonly (Omit<GridCell, 'text'> & {
    readonly verdict: 'build' | 'unchanged' | 'excluded'
    readonly isExperimental: boolean
  })[],
): Section[] {
  const marked = cells.map(({ verdict, isExperimental, ...cell }) => {
    const word = verdict === 'build' ? '**build**' : verdict
    return { ...cell, text: verdict !== 'excluded' && isExperimental ? `${word}<br>experimental` : word }
  })
  return grids(marked, 'c')
}

/** A step's summary of a size that GitHub takes. Of its sections, a text is one line. */
export function summaryOf(sections: readonly (Section | string)[]): string {
  let room = MAX_BYTES
  const texts = sections.flatMap((section) => {
    const {
      before = '',
      lines,
      after = '',
      elsewhere,
    } = typeof section === 'string' ? { lines: [section] } : section
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
