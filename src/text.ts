/** A text of so many characters at most; a longer one is cut, and `…` follows. */
export function shorten(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length)}…`
}

/** Text from outside, fit for a line of a log: no ends of lines in it, so no workflow commands, and cut. */
export function oneLine(text: string, length: number): string {
  return shorten(text.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim(), length)
}
