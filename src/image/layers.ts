/** BuildKit's layer cache: the values of --cache-from and --cache-to. */
import type { Cell } from '../catalog/cells.ts'

type Fields = Readonly<Record<string, string>>
type Ends = Record<'from' | 'to', Fields>
export type LayerCache = Readonly<Record<'from' | 'to', readonly Fields[]>>

/** The workflow's cache service, a registry, a folder of the runner, or nothing. */
export type CacheKind = 'gha' | 'registry' | 'local' | 'none'

interface CachePlace {
  /** `registry/name` of the images: a registry cache is beside them. */
  readonly imageName: string
  readonly folder: string
  /** Strangers' code, as on pull requests, may read only: what it writes, others would build from. */
  readonly mayWrite: boolean
}

/**
 * The layer cache of a cell: one scope of its own, and one that all cells of its version and platform share. Only the
 * image's own layers are kept (mode=min), since downloads have their own cache. A failed write of a cache is no error.
 */
export function layerCache(kind: CacheKind, cell: Cell, place: CachePlace): LayerCache {
  const platform = cell.platform.replaceAll('/', '-')
  const scopes = [`cell-${cell.id}-${platform}`, `shared-${cell.version}-${platform}`]
  const caches = kind === 'none' ? [] : scopes.map((scope) => cacheAt(kind, scope, place))
  return {
    from: caches.map(({ from }) => from),
    to: place.mayWrite ? caches.map(({ to }) => ({ ...to, mode: 'min', 'ignore-error': 'true' })) : [],
  }
}

function cacheAt(type: Exclude<CacheKind, 'none'>, scope: string, place: CachePlace): Ends {
  const { imageName, folder } = place
  const dest = `${folder}/${scope}`
  const ref = `${imageName}:cache-${scope}`
  const gha = { type, scope: `spark-images-${scope}` }
  const manifest = { 'image-manifest': 'true', 'oci-mediatypes': 'true' }
  return {
    gha: { from: gha, to: gha },
    registry: { from: { type, ref }, to: { type, ref, ...manifest } },
    local: { from: { type, src: dest }, to: { type, dest } },
  }[type]
}
