/** What layers change in the files of those below them (image-spec, layer.md). */

/** The changes that one layer makes to the files that somebody looks for. */
export interface LayerChanges<T> {
  readonly files: Map<string, T>
  /** Files that are no more, and folders without what lower layers have in them. */
  readonly removed: Set<string>
}

/** A path in a layer without what stands before and behind it: `./etc/` is `etc`. */
export function cleanPath(path: string): string {
  return path.replace(/^(?:\.?\/)+/, '').replace(/\/+$/, '')
}

/** What a whiteout removes: a file, or the folder whose lower content is hidden; undefined for any other entry. */
export function removedBy(path: string): string | undefined {
  const [, folder = '', whiteout] = /^(?:(.*)\/)?\.wh\.([^/]*)$/s.exec(path) ?? []
  if (whiteout === undefined) return undefined
  return whiteout === '.wh..opq' ? folder : cleanPath(`${folder}/${whiteout}`)
}

/** What is there in the end, in the order of paths. @param layers the lowest first. */
export function mergeLayers<T>(layers: Iterable<LayerChanges<T>>): Map<string, T> {
  const merged = new Map<string, T>()
  for (const { files, removed } of layers) {
    for (const path of merged.keys()) {
      const parts = path.split('/')
      const isGone = parts.some((_, index) => removed.has(parts.slice(0, index + 1).join('/')))
      if (isGone) merged.delete(path)
    }
    for (const [path, found] of files) merged.set(path, found)
  }
  return new Map([...merged].sort(([a], [b]) => (a < b ? -1 : 1)))
}
