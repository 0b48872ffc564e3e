/** Progress of a local command on a terminal. */
import type { Progress } from '../image/options.ts'
import { plainLines } from '../text.ts'

/** Progress on a terminal: steps stand out, facts and BuildKit's lines are indented below them. */
export function consoleProgress(write: (text: string) => void, color: boolean): Progress {
  const paint = (code: number, text: string): string => (color ? `\u001b[${code}m${text}\u001b[0m` : text)
  const info = (text: string): void => write(`    ${plainLines(text).replaceAll('\n', '\n    ')}\n`)
  const started = Date.now()
  return {
    step: (text) => write(`${paint(1, `==> ${text}`)} ${paint(2, `(${clock(Date.now() - started)})`)}\n`),
    info,
    warning: (text) => info(`warning: ${text}`),
    line: (text) => write(`    ${paint(2, text)}\n`),
  }
}

function clock(milliseconds: number): string {
  const seconds = Math.floor(milliseconds / 1000)
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}
