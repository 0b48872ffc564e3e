/** A diff for a terminal. */
import { table } from '../table.ts'
import { oneLine } from '../text.ts'
import type { Diff } from './schema.ts'
import { changesOf, headlineOf } from './tables.ts'

/** Longer values are cut: `--format json` has them whole. */
const MAX_VALUE = 100

/** Every change of every image. */
export function diffText(diff: Diff): string {
  const images = diff.images.flatMap((image) => {
    const { title, summary, tables, unknown } = changesOf(image)
    const parts = tables.map(({ title, columns, rows }) => {
      const cells = rows.map((row) => row.map((cell) => oneLine(cell, MAX_VALUE)))
      return `${title}\n${indent(table(columns, cells))}`
    })
    const notes = unknown.map((text) => `Not known: ${oneLine(text)}`)
    return [`${oneLine(title)}\n${summary}`, ...parts.map(indent), ...notes.map(indent)]
  })
  const listed = (word: string, cells: Diff['added']): string[] =>
    cells.length === 0 ? [] : [`${word}: ${cells.map(({ cell }) => oneLine(cell)).join(', ')}`]
  const lost = diff.unknown.map((text) => `Not known: ${oneLine(text)}`)
  const head = [`${diff.old} → ${diff.new}`, headlineOf(diff)]
  return [...head, ...listed('New', diff.added), ...listed('Gone', diff.removed), ...images, ...lost].join(
    '\n\n',
  )
}

const indent = (text: string): string => text.replaceAll(/^(?=.)/gm, '  ')
