/** Where BuildKit keeps its layer cache: the values of --cache-from and --cache-to. */
import type { Cell } from '../catalog/cells.ts'

/** Where BuildKit reads and writes its cache of a build's layers: fields of --cache-from and --cache-to. */
export interface LayerCache {
  readonly from: readonly Fields[]
  readonly to: readonly Fields[]
}

type Fields = Readonly<Record<string, string>>

/** The workflow's cache service, a registry, a folder of the runner, or nothing. */
export type CacheKind = 'gha' | 'registry' | 'local' | 'none'

export interface CachePlace {
  /** `registry/name` of the images: a registry cache is beside them. */
  readonly imageName: string
  readonly folder: string
  /** Strangers' code, as on pull requests, may read only: what it writes, others would build from. */
  readonly mayWrite: boolean
}

/**
 * The layer cache of a cell: one scope of its own, and one that all cells of its version and platform share, as
 * most of their layers are the same. Only the image's own layers are kept (mode=min): what the stages in between
 * are made of is downloads, which have a cache of their own. A cache that can't be written is no error.
 */
export function layerCache(kind: CacheKind, cell: Cell, place: CachePlace): LayerCache {
  const platform = cell.platform.replaceAll('/', '-')
  const scopes = [`cell-${cell.id}-${platform}`, `shared-${cell.version}-${platform}`]
  const caches = scopes.flatMap((scope) => cacheAt(kind, scope, place))
  return {
    from: caches.map(({ from }) => from),
    to: place.mayWrite ? caches.map(({ to }) => ({ ...to, mode: 'min', 'ignore-error': 'true' })) : [],
  }
}

function cacheAt(
  kind: CacheKind,
  scope: string,
  { imageName, folder }: CachePlace,
): { from: Fields; to: Fields }[] {
  const dest = `${folder}/${scope}`
  const ref = `${imageName}:cache-${scope}`
  const gha = { type: 'gha', scope: `spark-images-${scope}` }
  const caches = {
    none: [],
    gha: [{ from: gha, to: gha }],
    registry: [
      {
        from: { type: 'registry', ref },
        to: { type: 'registry', ref, 'image-manifest': 'true', 'oci-mediatypes': 'true' },
      },
    ],
    local: [{ from: { type: 'local', src: dest }, to: { type: 'local', dest } }],
  }
  return caches[kind]
}
