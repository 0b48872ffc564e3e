/** Summaries of sections that are cut to the size that GitHub takes. */
import { markdownTable, tableRow } from './markdown.ts'

/** GitHub drops a step's summary of more than 1 MiB. The rest is for what sections say of their cuts. */
const MAX_BYTES = 900_000

/** A part of a step's summary. */
export interface Section {
  /** The last ones are left out where there is no room for all. */
  readonly lines: readonly string[]
  /** Adds what is always there, like a heading. */
  readonly frame?: (content: string) => string
  /** Where all of the lines are too: `the log`. */
  readonly elsewhere?: string
}

/** A section of one line. */
export function paragraph(text: string): Section {
  return { lines: [text] }
}

/** A table whose rows can be left out; `align` as for markdownTable(). */
export function tableSection(
  header: readonly string[],
  align: string,
  rows: readonly (readonly string[])[],
): Section {
  return { lines: rows.map(tableRow), frame: (content) => `${markdownTable(header, align, [])}\n${content}` }
}

/** A section with something more around it. */
export function framed(section: Section, around: (content: string) => string): Section {
  const { frame = (content) => content } = section
  return { ...section, frame: (content) => around(frame(content)) }
}

/** A step's summary of a size that GitHub takes. Sections without lines are left out. */
export function summaryOf(sections: readonly Section[]): string {
  const room = { bytes: MAX_BYTES }
  const texts = sections.filter(({ lines }) => lines.length > 0).map((section) => fitted(section, room))
  return `${texts.join('\n\n')}\n`
}

/** A section with as many lines as there is room for, and the number of those left out. */
function fitted(
  { lines, frame = (content) => content, elsewhere }: Section,
  room: { bytes: number },
): string {
  room.bytes -= Buffer.byteLength(frame(''))
  const kept: string[] = []
  for (const line of lines) {
    const bytes = Buffer.byteLength(line) + 1
    if (bytes > room.bytes) break
    room.bytes -= bytes
    kept.push(line)
  }
  const left = lines.length - kept.length
  if (left === 0) return frame(kept.join('\n'))
  const where = elsewhere === undefined ? '' : `; ${elsewhere} has all of them`
  return frame(`${kept.join('\n')}\n\n${left} more ${left === 1 ? 'is' : 'are'} left out here${where}.`)
}
