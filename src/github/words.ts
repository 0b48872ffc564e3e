/** A count of cells in words. */
export function countCells(count: number): string {
  return count === 1 ? '1 cell' : `${count} cells`
}

/** Seconds as a person says them. */
export function clock(seconds: number): string {
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`
}

/** A text of so many characters at most; a longer one ends with `…`. */
export function shorten(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length)}…`
}

/** A digest as people compare it. */
export function shortDigest(digest: string): string {
  return digest.slice(0, 'sha256:'.length + 12)
}
