/** Counts and times in words. */

/** A count of cells in words. */
export function countCells(count: number): string {
  return count === 1 ? '1 cell' : `${count} cells`
}

/** Seconds as `3 min 7 s`. */
export function clock(seconds: number): string {
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`
}
