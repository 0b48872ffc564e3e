/**
 * One CSV record as buildx reads its --output, --secret and --cache-* values (Go's encoding/csv): every
 * field quoted, so that no value can add a field of its own.
 * @throws Error on a line break, which no such value needs.
 */
export function csv(fields: Readonly<Record<string, string>>): string {
  return Object.entries(fields)
    .map(([key, value]) => {
      if (/[\r\n]/.test(value)) throw new Error(`a line break in ${key}`)
      return `"${`${key}=${value}`.replaceAll('"', '""')}"`
    })
    .join(',')
}
