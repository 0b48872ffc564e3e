import { posix } from 'node:path'
import { isMapping } from './overlay.ts'
import type { Catalog } from './schema.ts'

/** Where a user's acceptance scripts are in the images folder that is made for a run. */
export const WORKSPACE = 'workspace'

/** The series of a version that does not say it: 4.1 for 4.1.2. */
export function seriesOf(version: string): string {
  return version.split('.').slice(0, 2).join('.')
}

/** New versions, with what they do not say taken from the last shipped one of their series. */
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
 * The user's acceptance scripts under a folder of their own: those with a slash are of the repository. A
 * path out of it is left as it is, for the schema to refuse.
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
