/** Where BuildKit keeps its layer cache: the values of --cache-from and --cache-to. */
import type { Cell } from '../catalog/cells.ts'
import { ConfigurationError } from '../errors.ts'

/** Fields of a --cache-from or --cache-to. */
export type CacheFields = Readonly<Record<string, string>>

/** Where BuildKit reads and writes its cache of a build's layers. */
export interface LayerCache {
  readonly from: readonly CacheFields[]
  readonly to: readonly CacheFields[]
}

/** The workflow's cache service, a registry, a folder of the runner, or nothing. */
export type CacheKind = 'gha' | 'registry' | 'local' | 'none'

/** The input `cache`. @throws ConfigurationError on anything else. */
export function parseCache(text: string): CacheKind | 'auto' {
  if (/^(?:auto|gha|registry|local|none)$/.test(text)) return text as CacheKind | 'auto'
  throw new ConfigurationError(
    `cache: found ${JSON.stringify(text.slice(0, 200))}, allowed: auto, gha, registry, local, none`,
  )
}

/** What a layer cache needs to know of where it is. */
export interface CachePlace {
  /** `registry/name` of the images: a registry cache is beside them. */
  readonly imageName: string
  /** Folder of local caches, which outlives the job. */
  readonly folder: string
  /** Strangers' code, as on pull requests, may read only: what it writes, others would build from. */
  readonly mayWrite: boolean
}

/**
 * The layer cache of a cell: one scope of its own, and one that all cells of its version and platform share, as
 * most of their layers are the same. Only the image's own layers are kept (mode=min): what the stages in between
 * are made of is downloads, which have a cache of their own. A cache that can't be written is no error.
 */
export function layerCache(
  kind: CacheKind,
  cell: Cell,
  { imageName, folder, mayWrite }: CachePlace,
): LayerCache {
  const platform = cell.platform.replaceAll('/', '-')
  const scopes = [`cell-${cell.id}-${platform}`, `shared-${cell.version}-${platform}`]
  const [from, to] = fieldsOf(kind, imageName, folder)
  return {
    from: scopes.flatMap((scope) => from(scope)),
    to: mayWrite
      ? scopes
          .flatMap((scope) => to(scope))
          .map((fields) => ({ ...fields, mode: 'min', 'ignore-error': 'true' }))
      : [],
  }
}

type FieldsOf = (scope: string) => CacheFields[]

function fieldsOf(kind: CacheKind, imageName: string, folder: string): readonly [FieldsOf, FieldsOf] {
  switch (kind) {
    case 'none':
      return [() => [], () => []]
    case 'gha': {
      const of: FieldsOf = (scope) => [{ type: 'gha', scope: `spark-images-${scope}` }]
      return [of, of]
    }
    case 'registry': {
      const of: FieldsOf = (scope) => [{ type: 'registry', ref: `${imageName}:cache-${scope}` }]
      return [
        of,
        (scope) =>
          of(scope).map((fields) => ({ ...fields, 'image-manifest': 'true', 'oci-mediatypes': 'true' })),
      ]
    }
    case 'local':
      return [
        (scope) => [{ type: 'local', src: `${folder}/${scope}` }],
        (scope) => [{ type: 'local', dest: `${folder}/${scope}` }],
      ]
  }
}
