import * as cache from '@actions/cache'
import type { FolderCache } from '../build/downloads.ts'

/**
 * The workflow's cache (actions/cache's own service), or undefined where there is none: outside Actions, and
 * in steps that got no token for it.
 */
export function workflowCache(): FolderCache | undefined {
  if (!cache.isFeatureAvailable()) return undefined
  return {
    restore: async (key, folder) => (await cache.restoreCache([folder], key)) !== undefined,
    save: async (key, folder) => {
      await cache.saveCache([folder], key)
    },
  }
}
