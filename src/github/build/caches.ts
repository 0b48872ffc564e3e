/** What the build entry keeps from one run to the next. */
import path from 'node:path'
import * as cache from '@actions/cache'
import * as core from '@actions/core'
import type { Cell } from '../../catalog/cells.ts'
import type { FolderCache } from '../../image/downloads.ts'
import { type CacheKind, layerCache } from '../../image/layers.ts'
import type { BuildOptions } from '../../image/options.ts'
import { formatImageName } from '../../oci/reference.ts'
import { cacheObstacle } from './cache-service.ts'
import type { BuildInputs } from './inputs.ts'

/** The caches that the input `cache` asks for, of downloads and of layers. One that can't be used is a warning. */
export function openCaches(
  inputs: Pick<BuildInputs, 'cache' | 'image' | 'workFolder' | 'publishing' | 'env'>,
  cell: Cell,
): Pick<BuildOptions, 'cache' | 'layers'> {
  const { cache: asked, image, workFolder, env } = inputs
  if (asked === 'none') return {}
  const mayWrite = inputs.publishing.allowed
  const folder = path.join(env.RUNNER_TOOL_CACHE ?? workFolder, 'spark-images-cache')
  const place = { imageName: formatImageName(image), folder, mayWrite }
  return { cache: workflowCache(mayWrite), layers: layerCache(usable(asked, env), cell, place) }
}

function usable(asked: CacheKind | 'auto', env: NodeJS.ProcessEnv): CacheKind {
  if (asked !== 'auto' && asked !== 'gha') return asked
  const obstacle = cacheObstacle(env, Date.now())
  if (obstacle === undefined) return 'gha'
  if (asked === 'gha') core.warning(`the workflow's cache is not used for layers: ${obstacle}`)
  return 'none'
}

/** The workflow's own cache; undefined outside of workflows, and in steps that got no token for it. */
function workflowCache(mayWrite: boolean): FolderCache | undefined {
  if (!cache.isFeatureAvailable()) return undefined
  const save: FolderCache['save'] = async (key, folder) => void (await cache.saveCache([folder], key))
  return {
    restore: async (key, folder) => (await cache.restoreCache([folder], key)) !== undefined,
    save: mayWrite ? save : undefined,
  }
}
