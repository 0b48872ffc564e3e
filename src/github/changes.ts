/** A diff in Markdown: for a step's summary, the notes of a GitHub release, a comment. */
import type { Changes, ImageDiff } from '../diff/schema.ts'
import { changesOf, headlineOf } from '../diff/tables.ts'
import { shorten } from '../text.ts'
import { code, folded, inert, type Section, summaryOf, tableSection } from './summary.ts'

/** Of 125,000 characters that GitHub takes for a release's notes, what the tables of all images may have. */
const MAX_DETAILS = 90_000
const MAX_VALUE = 200
const MAX_ROWS = 60

interface ChangeOptions {
  /** Bytes that lines and tables may have together. */
  readonly limit?: number
  /** What has the tables that there is no room for, in Markdown. */
  readonly elsewhere?: string
}

/** A part of a summary: a line for each image, and its tables to open as long as there is room. */
export function changeSections(
  changes: Changes,
  { limit = Number.POSITIVE_INFINITY, elsewhere = '`npm run diff`' }: ChangeOptions = {},
): Section[] {
  const { images, added, removed, unknown } = changes
  const listed = (word: string, cells: Changes['added']): string[] =>
    cells.length === 0 ? [] : [`- ${word}: ${cells.map(({ cell }) => code(cell)).join(', ')}`]
  const lines = [
    ...images.map((image) => {
      const { title, summary } = changesOf(image)
      return `- **${inert(title)}**: ${inert(summary)}`
    }),
    ...listed('New', added),
    ...listed('Gone', removed),
    ...unknown.map((text) => `- Not known: ${inert(text)}`),
  ]
  let room = Math.min(MAX_DETAILS, limit - Buffer.byteLength(lines.join('\n')))
  const details = images.map(imageDetails).filter(({ lines }) => lines.length > 0)
  const kept = details.filter(({ before = '', lines, after = '' }) => {
    room -= Buffer.byteLength(before + lines.join('\n') + after)
    return room > 0
  })
  const left = details.length - kept.length
  const tables = left === 1 ? 'The tables of 1 more image' : `The tables of ${left} more images`
  return [
    { before: `### What changed\n\n${headlineOf(changes)}.\n\n`, lines: lines.length === 0 ? [''] : lines },
    ...kept,
    { lines: left === 0 ? [] : [`${tables} are left out here; ${elsewhere} has them.`] },
  ]
}

function imageDetails(image: ImageDiff): Section {
  const { title, tables, unknown } = changesOf(image)
  const parts = tables.map(({ title, columns, align, rows }) => {
    const cells = rows.slice(0, MAX_ROWS).map((row) => row.map((cell) => inert(shorten(cell, MAX_VALUE))))
    const { before = '', lines } = tableSection(columns, align, cells)
    const more = rows.length > MAX_ROWS ? `\n\n${rows.length - MAX_ROWS} more are left out here.` : ''
    return `**${title}**\n\n${before}${lines.join('\n')}${more}`
  })
  const notes = unknown.map((text) => `Not known: ${inert(text)}`)
  return folded(inert(title), { lines: [[...parts, ...notes].join('\n\n')].filter(Boolean) })
}

/** The notes of a release, of a size that GitHub takes. */
export function changeNotes(changes: Changes): string {
  return summaryOf(changeSections(changes), 2 * MAX_DETAILS)
}
