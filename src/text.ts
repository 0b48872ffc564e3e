/** Makes text from outside fit for a log, a summary or a message. */

/** A text of so many characters at most; a longer one is cut, and `…` follows. */
export function shorten(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length)}…`
}

/**
 * Text from outside as one line that no runner takes for a workflow command: without control characters, ends of
 * lines and characters that have no width, and cut. The runner takes `::name` for a command where only white space is
 * before it, and `##[name]` anywhere in a line; it compares as its culture does, so that characters without a width
 * would not keep them apart (actions/runner, src/Runner.Common/ActionCommand.cs).
 */
export function oneLine(text: string, length = 2000): string {
  return shorten(text, length)
    .replaceAll(/[\p{C}\p{Default_Ignorable_Code_Point}\p{Zl}\p{Zp}]+/gu, ' ')
    .trim()
    .replace(/^::/, ': :')
    .replaceAll('##[', '## [')
}

/** Text of our own that may repeat some from outside: each of its lines as oneLine() makes it, indented as it was. */
export function plainLines(text: string): string {
  return text.replaceAll(/[^ \n][^\n]*/g, (line) => oneLine(line))
}
