/** Grids of versions × variants. */
import { plain } from './markdown.ts'
import { framed, type Section, tableSection } from './sections.ts'

/** A cell of a grid. */
export interface GridCell {
  readonly version: string
  readonly variant: string
  readonly platform: string
  /** Markdown. */
  readonly text: string
}

/** A grid versions × variants for each platform, with its name above where there are several. */
export function grids(cells: readonly GridCell[], align: 'c' | 'r'): Section[] {
  const platforms = distinct(cells, ({ platform }) => platform)
  return platforms.map((platform) => {
    const here = cells.filter((cell) => cell.platform === platform)
    const section = grid(here, align)
    return platforms.length === 1
      ? section
      : framed(section, (content) => `### ${plain(platform)}\n\n${content}`)
  })
}

function grid(cells: readonly GridCell[], align: 'c' | 'r'): Section {
  const variants = distinct(cells, ({ variant }) => variant)
  const texts = new Map(cells.map(({ version, variant, text }) => [`${version} ${variant}`, text]))
  const rows = distinct(cells, ({ version }) => version).map((version) => [
    `**${plain(version)}**`,
    ...variants.map((variant) => texts.get(`${version} ${variant}`) ?? ''),
  ])
  return tableSection(['', ...variants.map(plain)], `l${align.repeat(variants.length)}`, rows)
}

function distinct(cells: readonly GridCell[], of: (cell: GridCell) => string): string[] {
  return [...new Set(cells.map(of))]
}

/** A plan's verdict on a cell. */
export function verdictMark(verdict: 'build' | 'unchanged' | 'excluded', isExperimental: boolean): string {
  const word = verdict === 'build' ? '**build**' : verdict
  return verdict !== 'excluded' && isExperimental ? `${word}<br>experimental` : word
}
