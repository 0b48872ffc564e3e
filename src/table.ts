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
