/** Sizes in bytes, parsed and printed. */
const UNITS: Record<string, number> = { B: 1, kB: 1e3, MB: 1e6, GB: 1e9 }

/** Bytes of a size like `850 MB` (decimal units, as registries count) or a whole number of bytes. */
export function parseBytes(text: string | number): number | undefined {
  if (typeof text === 'number') return Number.isSafeInteger(text) && text >= 0 ? text : undefined
  const match = /^(\d+(?:\.\d+)?) ?(B|kB|MB|GB)$/.exec(text)
  const [, number, unit] = match ?? []
  if (number === undefined || unit === undefined) return undefined
  return Math.round(Number(number) * (UNITS[unit] ?? 1))
}

/** A size for people, in decimal units: 1.02 GB, 849 MB, 32 kB. */
export function formatBytes(bytes: number): string {
  if (bytes >= 1e9) return `${(bytes / 1e9).toFixed(2)} GB`
  if (bytes >= 1e6) return `${(bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0)} MB`
  if (bytes >= 1e3) return `${(bytes / 1e3).toFixed(0)} kB`
  return `${bytes} B`
}
