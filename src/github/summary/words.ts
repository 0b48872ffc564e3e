/** A count of cells in words. */
export function countCells(count: number): string {
  return count === 1 ? '1 cell' : `${count} cells`
}

/** Seconds as a person says them. */
export function clock(seconds: number): string {
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`
}
