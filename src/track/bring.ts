/** Components come to series of Spark that are newer than those that they have pins for. */
import { allNames, fill, gapOf, type SparkVersion, sparkVersions } from '../catalog/artifacts.ts'
import { own } from '../catalog/names.ts'
import { componentsOf } from '../catalog/rules.ts'
import type { Component } from '../catalog/schema/component.ts'
import type { Rule } from '../catalog/schema.ts'
import { compareVersions } from '../catalog/version.ts'
import { hasOwnKey, ownValue } from './draft.ts'
import { type Place, scalar } from './edit.ts'
import type { Release } from './indexes.ts'
import { makerOfName, newest, notePin, type Policy, SPARK_GROUP, type Wanted } from './newest.ts'
import type { Tracking } from './spark.ts'
import { isOfKind } from './version.ts'

/** Gives a component pins for series that are newer than those that it has pins for, where there are artifacts now. */
export async function bringComponent(tracking: Tracking, name: string, policy: Policy): Promise<void> {
  const component = own(tracking.draft.catalog.components, name)
  if (component === undefined) return
  const versions = sparkVersions(tracking.draft.catalog)
  const donor = versions.find((at) => gapOf(name, component, at) === undefined)
  if (donor === undefined || Object.keys(component.maven).length === 0) return
  const newer = versions.filter(({ series }) => compareVersions(series, donor.series) > 0)
  // The oldest first, so that keys that ascend stay in their order.
  for (const series of [...new Set(newer.map((spark) => spark.series))].reverse())
    await bringSeries(
      tracking,
      name,
      policy,
      donor,
      newer.filter((spark) => spark.series === series),
    )
}

/** A pin that a component has for the newest Spark that it fits, under a key of its own that another series lacks. */
interface Template {
  readonly kind: Wanted['kind']
  readonly place: Place
  /** Of all platforms, or the project. */
  readonly coordinates: readonly string[]
  /** What stands before the version: `==`, or nothing. */
  readonly prefix: string
  readonly version: string
}

function templatesOf(
  { draft }: Tracking,
  name: string,
  component: Component,
  donor: SparkVersion,
): Template[] {
  const values = [
    ...Object.entries(component.maven).map(([key, artifact]) => {
      return {
        kind: 'maven' as const,
        place: ['components', name, 'maven', key, 'version'],
        coordinates: allNames(artifact),
        version: artifact.version,
      }
    }),
    ...Object.entries(component.python).map(([project, version]) => {
      return {
        kind: 'python' as const,
        place: ['components', name, 'python', project],
        coordinates: [project],
        version,
      }
    }),
  ]
  return values.flatMap(({ version: value, ...template }) => {
    if (!hasOwnKey(value, donor) || !draft.has(template.place)) return []
    const [, prefix = '', version = ''] = /^(== ?)?(.*)$/.exec(ownValue(value, donor)) ?? []
    return [{ ...template, prefix, version }]
  })
}

/** Whether an artifact is there for the series that it fits only: its name or its version says the series. */
function tellsSeries({ kind, coordinates }: Template): boolean {
  const tells = (one: string): boolean => one.includes('{series}') || one.startsWith(`${SPARK_GROUP}:`)
  return kind === 'maven' && coordinates.some(tells)
}

async function bringSeries(
  tracking: Tracking,
  name: string,
  policy: Policy,
  donor: SparkVersion,
  at: readonly SparkVersion[],
): Promise<void> {
  const { draft, notes } = tracking
  const component = own(draft.catalog.components, name)
  const [spark] = at
  if (component === undefined || spark === undefined) return
  const templates = templatesOf(tracking, name, component, donor)
  const telling = templates.filter(tellsSeries)
  const what = `${name} for Spark ${spark.series}`
  if (templates.length === 0) return
  if (telling.length === 0)
    return notes.hold(what, 'the names of its artifacts do not say which series they fit: add a pin by hand')
  const chosen = new Map<string, { release: Release; pins: readonly Wanted[] }>()
  for (const version of new Set(telling.map((one) => one.version))) {
    const some = telling.filter((one) => one.version === version)
    const pins = some.map(({ kind, coordinates }) => {
      return { kind, names: coordinates.map((one) => fill(one, spark)), at }
    })
    const found = await newestFor(tracking, policy, pins, version, fixedVersion(component, some))
    if ('why' in found) return notes.hold(what, found.why)
    chosen.set(version, { release: found, pins })
  }
  // What says no series keeps the version that it has for the newest.
  const problem = draft.attempt((editor) => {
    for (const { place, prefix, version } of templates)
      editor.add(place, spark.series, scalar(`${prefix}${chosen.get(version)?.release.version ?? version}`))
  })
  if (problem !== undefined) return notes.hold(what, problem)
  for (const { release, pins } of chosen.values()) notePin(tracking, name, pins, release, undefined)
  dropRules(tracking, name, spark.series)
}

/** Drops the rules that only say that there is nothing of a component for a series. */
function dropRules({ draft, notes }: Tracking, component: string, series: string): void {
  for (const name of draft.keys(['rules'])) {
    const rule = own(draft.catalog.rules, name)
    if (rule?.support !== 'unsupported' || !isOnlyFor(rule, component, series)) continue
    const problem = draft.attempt((editor) => editor.remove(['rules', name]))
    if (problem === undefined) notes.changes.push({ kind: 'rule', name, what: 'removed', why: rule.reason })
  }
}

function isOnlyFor(rule: Rule, component: string, series: string): boolean {
  const { versions = [], runtimes, platforms } = rule.when
  const isNarrower = runtimes !== undefined || platforms !== undefined
  const isOfSeries = versions.length > 0 && versions.every((version) => version.startsWith(`${series}.`))
  const components = componentsOf(rule)
  const isOfComponent = components.every(([name, version]) => name === component && version === undefined)
  return !isNarrower && isOfSeries && components.length > 0 && isOfComponent
}

/** The newest version of the kind of one, or a fixed one; or why it can't be had. */
async function newestFor(
  tracking: Tracking,
  policy: Policy,
  pins: readonly Wanted[],
  version: string,
  fixed: string | undefined,
): Promise<Release | { readonly why: string }> {
  const names = pins.flatMap((pin) => pin.names)
  const isSparks = names.some((name) => name.startsWith(`${SPARK_GROUP}:`))
  const found = await newest(tracking, policy, pins, (one) =>
    fixed === undefined ? isOfKind(one, version, policy.major || isSparks) : one === fixed,
  )
  if (!('held' in found)) return found
  const [best] = found.held
  const wanted = [names.join(', '), ...(fixed === undefined ? [] : [fixed])].join(' ')
  return { why: best === undefined ? `${wanted} is in none of the repositories` : best.join(': ') }
}

/** The version of what comes from the same maker, in the same version, and for all series at once. */
function fixedVersion({ maven }: Component, templates: readonly Template[]): string | undefined {
  const [version] = templates.map((one) => one.version)
  const makers = templates.flatMap(({ coordinates }) => coordinates.map(makerOfName))
  const isFixed = Object.values(maven).some(
    (one) => one.version === version && allNames(one).some((name) => makers.includes(makerOfName(name))),
  )
  return isFixed ? version : undefined
}
