/** Rows as columns: texts to the left, numbers (rows' cells that start with a digit) to the right. */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const columns = header.map((title, column) => {
    const texts = rows.map((row) => row[column] ?? '')
    const width = Math.max(...[title, ...texts].map((text) => text.length))
    return { width, isNumeric: texts.every((text) => /^\d[\d.]* ?(?:[kMG]?B|s)?$/.test(text)) }
  })
  const lines = [header, ...rows].map((row) => {
    const padded = columns.map(({ width, isNumeric }, column) => {
      const text = row[column] ?? ''
      return isNumeric ? text.padStart(width) : text.padEnd(width)
    })
    return padded.join('  ').trimEnd()
  })
  return lines.join('\n')
}
