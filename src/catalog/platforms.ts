/** Rejects artifacts that cells of a platform lack: their jars would have natives of another machine, or none. */
import { gapOf, jarsOf, type SparkVersion } from './artifacts.ts'
import { subjectsOf } from './cells.ts'
import type { Fail } from './document.ts'
import { own } from './names.ts'
import { rulesFor } from './rules.ts'
import type { Artifact, Component } from './schema/component.ts'
import type { Catalog } from './schema.ts'

/** How names of artifacts say which machine their natives are for. */
const MACHINES: readonly (readonly [platform: string, name: RegExp])[] = [
  ['linux/amd64', /[-_.:](?:x86[-_]64|amd64)(?![A-Za-z0-9])/],
  ['linux/arm64', /[-_.:](?:aarch[-_]?64|arm64)(?![A-Za-z0-9])/],
]

/** Calls `fail` with the first artifact that has no name for the platform of a cell, where no rule excludes that. */
export function checkNames(catalog: Catalog, fail: Fail): void {
  for (const [{ id, platform, spark, declared }, rules] of rulesFor(catalog.rules, subjectsOf(catalog))) {
    if (rules.some(({ support }) => support === 'unsupported')) continue
    for (const name of declared.components) {
      for (const [key, problem] of problemsOf(name, own(catalog.components, name), spark, platform)) {
        const rule = `{ support: unsupported, when: { platforms: [${platform}], components: [${name}] }, reason: …, source: …, reviewed: … }`
        const example = `{ ${platform}: "group:artifact:classifier" }`
        fail(
          ['components', name, 'maven', key, 'name'],
          `${problem}, and ${id} is for ${platform}: give each platform its own, as in ${example}, or exclude it, as in rules: { ${name}-${platform.split('/')[1]}: ${rule} }`,
        )
      }
    }
  }
}

/** The keys of a component's artifacts that are none for a platform, and why. */
function problemsOf(
  name: string,
  component: Component | undefined,
  spark: SparkVersion,
  platform: string,
): [key: string, problem: string][] {
  if (component === undefined || gapOf(name, component, spark) !== undefined) return []
  return jarsOf(component, spark).flatMap((key) => {
    const problem = problemOf(component.maven[key], platform)
    return problem === undefined ? [] : [[key, problem]]
  })
}

/** Why an artifact is none for a platform, if it is none. */
function problemOf(artifact: Artifact | undefined, platform: string): string | undefined {
  if (artifact === undefined) return undefined
  const { name } = artifact
  if (typeof name === 'object')
    return own(name, platform) === undefined ? `it has none for ${platform}` : undefined
  const [one, ...others] = MACHINES.filter(([, pattern]) => pattern.test(name))
  if (one === undefined || others.length > 0 || one[0] === platform) return undefined
  return `${name} is for ${one[0]} by its name`
}
