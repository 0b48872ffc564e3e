import type { Progress } from '../build/options.ts'

/** Progress on a terminal: steps stand out, facts and BuildKit's lines are indented below them. */
export function consoleProgress(write: (text: string) => void, color: boolean): Progress {
  const paint = (code: number, text: string): string => (color ? `\u001b[${code}m${text}\u001b[0m` : text)
  const started = Date.now()
  return {
    step: (text) => write(`${paint(1, `==> ${text}`)} ${paint(2, `(${clock(Date.now() - started)})`)}\n`),
    info: (text) => write(`    ${text.replaceAll('\n', '\n    ')}\n`),
    line: (text) => write(`    ${paint(2, text)}\n`),
  }
}

/** Rows as columns: texts to the left, numbers (rows' cells that start with a digit) to the right. */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = header.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => (row[column] ?? '').length)),
  )
  const numeric = header.map((_, column) =>
    rows.every((row) => /^\d[\d.]* ?(?:[kMG]?B|s)?$/.test(row[column] ?? '')),
  )
  return [header, ...rows]
    .map((row) =>
      row
        .map((text, column) => {
          const width = widths[column] ?? 0
          return numeric[column] ? text.padStart(width) : text.padEnd(width)
        })
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

function clock(milliseconds: number): string {
  const seconds = Math.floor(milliseconds / 1000)
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}
