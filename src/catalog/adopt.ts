/**
 * Fills in what a user's catalog need not say: the series of a new version, and the folder of its acceptance
 * scripts.
 */
import { posix } from 'node:path'
import { isMapping } from './overlay.ts'
import type { Catalog } from './schema.ts'

/** The folder of the user's acceptance scripts, in the images folder of a run. */
export const WORKSPACE = 'workspace'

/** The series of a version that does not say it: 4.1 for 4.1.2. */
export function seriesOf(version: string): string {
  return version.split('.').slice(0, 2).join('.')
}

/** Completes new versions with the values of the last shipped version of their series. */
export function withSeries(merged: unknown, shipped: Catalog): unknown {
  if (!isMapping(merged) || !isMapping(merged.versions)) return merged
  const versions = Object.entries(merged.versions).map(([version, value]) => {
    if (!isMapping(value) || Object.hasOwn(shipped.versions, version)) return [version, value] as const
    const series = typeof value.series === 'string' ? value.series : seriesOf(version)
    const like = Object.values(shipped.versions).findLast((declared) => declared.series === series)
    return [version, { ...like, series, ...value }] as const
  })
  return { ...merged, versions: Object.fromEntries(versions) }
}

/**
 * Moves the user's acceptance scripts, which have a slash in their names, to a folder of their own. A path that
 * leads out of the repository stays as it is, and the schema rejects it.
 */
export function ownScripts(content: unknown): unknown {
  if (!isMapping(content) || !isMapping(content.components)) return content
  const components = Object.entries(content.components).map(([name, component]) => {
    if (!isMapping(component) || !Array.isArray(component.acceptance)) return [name, component] as const
    const acceptance = component.acceptance.map((test: { readonly script: string }) => {
      if (!test.script.includes('/')) return test
      return { ...test, script: posix.join(WORKSPACE, posix.normalize(test.script)) }
    })
    return [name, { ...component, acceptance }] as const
  })
  return { ...content, components: Object.fromEntries(components) }
}
