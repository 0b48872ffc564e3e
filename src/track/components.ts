/** Pins of components: newer ones are taken, and components come to Spark versions that they had nothing for. */
import {
  allNames,
  fill,
  gapOf,
  keyFor,
  type SparkVersion,
  scalaClash,
  sparkVersions,
} from '../catalog/artifacts.ts'
import { own } from '../catalog/names.ts'
import type { Component } from '../catalog/schema/component.ts'
import type { TrackPolicy } from '../catalog/schema/policies.ts'
import { compareVersions } from '../catalog/version.ts'
import { compareMaven } from '../versions/maven.ts'
import type { VersionOrder } from '../versions/order.ts'
import { comparePython } from '../versions/python.ts'
import { hasOwnKey, ownValue } from './draft.ts'
import { type Place, scalar } from './edit.ts'
import type { Release } from './indexes.ts'
import { whyWait } from './notes.ts'
import { anyOf, type Tracking } from './spark.ts'
import { isOfKind, isSuccessor } from './version.ts'

type Policy = TrackPolicy['components'][string]

/** Artifacts of this group are Spark's own, and each has the version of the Spark that it is of. */
const SPARK_GROUP = 'org.apache.spark'
/** Of the newest versions, so many are looked at. */
const MAX_CANDIDATES = 20

/** A version in a catalog's file. */
interface Pin {
  readonly kind: 'maven' | 'python'
  readonly place: Place
  readonly version: string
  /** What it is the version of: coordinates with all in braces filled in, or a Python project. */
  readonly names: readonly string[]
  /** The Spark versions that it is for. */
  readonly at: readonly SparkVersion[]
}

/** Raises the pins of a component, and brings it to Spark versions that it has nothing for. */
export async function trackComponent(tracking: Tracking, name: string, policy: Policy): Promise<void> {
  const { draft, notes } = tracking
  for (const pins of groupsOf(pinsOf(tracking, name, policy))) {
    const found = await newest(tracking, policy, pins, (version) =>
      isSuccessor(version, pins[0]?.version ?? '', policy.major, orderOf(pins)),
    )
    if ('held' in found) {
      const [newer] = found.held
      if (newer !== undefined) notes.hold(`${name} ${newer[0]}`, newer[1])
      continue
    }
    const problem = draft.attempt((editor) => {
      for (const { kind, place } of pins)
        editor.set(place, kind === 'python' ? `==${found.version}` : found.version)
    })
    if (problem !== undefined) notes.hold(`${name} ${found.version}`, problem)
    else pushPin(tracking, name, pins, found, pins[0]?.version)
  }
  await bringComponent(tracking, name, policy)
}

/** The pins of a component in the files: single versions, and those of mappings by version. */
function pinsOf({ draft }: Tracking, name: string, { artifacts }: Policy): Pin[] {
  const component = own(draft.catalog.components, name)
  const versions = sparkVersions(draft.catalog)
  const isMeant = (key: string): boolean => artifacts?.includes(key) !== false
  const maven = Object.entries(component?.maven ?? {}).filter(([key]) => isMeant(key))
  const python = Object.entries(component?.python ?? {}).filter(([key]) => isMeant(key))
  const pins = [
    ...maven.flatMap(([key, artifact]) =>
      valuesOf(['components', name, 'maven', key, 'version'], artifact.version, versions).map((value) => {
        const all = allNames(artifact)
        const at = value.at.filter((spark) => all.every((one) => scalaClash(one, spark) === undefined))
        const names = [...new Set(at.flatMap((spark) => all.map((one) => fill(one, spark))))]
        return { ...value, kind: 'maven' as const, at, names }
      }),
    ),
    ...python.flatMap(([project, version]) =>
      valuesOf(['components', name, 'python', project], version, versions).flatMap((value) => {
        const [, pinned] = /^== ?(\d[\d.]*)$/.exec(value.version) ?? []
        const names = [project.replace(/\[.*/, '')]
        return pinned === undefined ? [] : [{ ...value, kind: 'python' as const, version: pinned, names }]
      }),
    ),
  ]
  return pins.filter(({ place, version, at }) => at.length > 0 && !version.includes('{') && draft.has(place))
}

function valuesOf(
  place: Place,
  value: string | Readonly<Record<string, string>>,
  versions: readonly SparkVersion[],
): { place: Place; version: string; at: SparkVersion[] }[] {
  if (typeof value === 'string') return [{ place, version: value, at: [...versions] }]
  return Object.entries(value).map(([key, version]) => {
    return { place: [...place, key], version, at: versions.filter((spark) => keyFor(value, spark) === key) }
  })
}

/** What has one version in one image, by one maker, keeps one version: such pins are raised together. */
function groupsOf(pins: readonly Pin[]): Pin[][] {
  const groups: Pin[][] = []
  for (const pin of pins) {
    const mine = groups.filter((group) => group.some((other) => belongTogether(pin, other)))
    for (const group of mine) groups.splice(groups.indexOf(group), 1)
    groups.push([...mine.flat(), pin])
  }
  return groups
}

function belongTogether(one: Pin, other: Pin): boolean {
  const isBeside = one.at.some(({ version }) => other.at.some((spark) => spark.version === version))
  const isOfGroup = one.kind !== other.kind || one.kind === 'python' || makerOf(one) === makerOf(other)
  return isBeside && isOfGroup && one.version === other.version
}

function makerOf({ names: [name = ''] }: Pin): string {
  return makerOfName(name)
}

/** The group of coordinates. */
function makerOfName(name: string): string {
  return name.split(':')[0] ?? ''
}

type Wanted = Pick<Pin, 'kind' | 'names' | 'at'>

/** Of pins that are raised together. A version that Maven and Python have is of numbers alone, which have one order. */
function orderOf(pins: readonly Wanted[]): VersionOrder {
  return pins.every(({ kind }) => kind === 'python') ? comparePython : compareMaven
}

/** The newest version that all of these have, that can be fetched and that is out for long enough; or why there is none. */
async function newest(
  tracking: Tracking,
  { skip, wait }: Policy,
  pins: readonly Wanted[],
  isAllowed: (version: string) => boolean,
): Promise<Release | { readonly held: readonly [version: string, why: string][] }> {
  const isSkipped = anyOf(skip)
  const compare = orderOf(pins)
  const newestFirst = (one: string, other: string): number => compare(other, one) ?? 0
  const isMeant = ({ version }: Release): boolean =>
    isAllowed(version) && !isSkipped(version) && pins.every((pin) => isOfSpark(pin, version))
  const { common, others } = await listAll(tracking, pins)
  const held = others
    .filter(isMeant)
    .map(({ version, lacks }): [string, string] => [version, `${lacks} has no such version`])
  for (const { version, released: latest } of common
    .filter(isMeant)
    .sort((one, other) => newestFirst(one.version, other.version))
    .slice(0, MAX_CANDIDATES)) {
    const served = await serve(tracking, pins, version)
    const released = served.released ?? latest
    const why = served.isThere
      ? whyWait(released, wait, tracking.now)
      : 'it is listed, and can not be fetched'
    if (why === undefined) return { version, released }
    held.push([version, why])
  }
  return { held: held.sort(([one], [other]) => newestFirst(one, other)) }
}

/** Versions that all of the pins' names have, and those that some lack. */
async function listAll({ indexes }: Tracking, pins: readonly Wanted[]) {
  const names = pins.flatMap((pin) => pin.names.map((name) => ({ kind: pin.kind, name })))
  const lists = await Promise.all(
    names.map(async ({ kind, name }) => {
      const list: readonly Release[] = await (kind === 'maven'
        ? indexes.listMaven(name)
        : indexes.listPython(name))
      return { name, versions: new Map(list.map((one) => [one.version, one])) }
    }),
  )
  const all = new Set(lists.flatMap(({ versions }) => [...versions.keys()]))
  const common: Release[] = []
  const others: (Release & { readonly lacks: string })[] = []
  for (const version of all) {
    const lacking = lists.find(({ versions }) => !versions.has(version))
    if (lacking !== undefined) others.push({ version, lacks: lacking.name })
    else
      common.push({
        version,
        released: latestOf(lists.map(({ versions }) => versions.get(version)?.released)),
      })
  }
  return { common, others }
}

/** The latest of some times; a time that is not known may be any. */
function latestOf(times: readonly (number | undefined)[]): number | undefined {
  const known = times.filter((time) => time !== undefined)
  return known.length === times.length && known.length > 0 ? Math.max(...known) : undefined
}

async function serve({ indexes }: Tracking, pins: readonly Wanted[], version: string) {
  const jars = pins.flatMap(({ kind, names }) => (kind === 'maven' ? names : []))
  const served = await Promise.all(jars.map((name) => indexes.findJar(name, version)))
  const dates = served.flatMap(({ released }) => released ?? [])
  const isDated = dates.length === served.length && dates.length > 0
  return {
    isThere: served.every(({ isThere }) => isThere),
    released: isDated ? Math.max(...dates) : undefined,
  }
}

/** Spark's own artifacts are those of the Spark that they are with. */
function isOfSpark({ names, at }: Wanted, version: string): boolean {
  if (!names.some((name) => name.startsWith(`${SPARK_GROUP}:`))) return true
  return at.every(({ series }) => version.startsWith(`${series}.`))
}

function pushPin(
  { notes }: Tracking,
  component: string,
  pins: readonly Wanted[],
  { version: to, released }: Release,
  from: string | undefined,
): void {
  const names = [...new Set(pins.flatMap((pin) => pin.names))]
  const versions = new Set(pins.flatMap(({ at }) => at.map(({ version }) => version)))
  notes.changes.push({ kind: 'pin', component, names, from, to, released, versions: [...versions] })
}

/** Gives a component pins for series that are newer than those that it has pins for, where there are artifacts now. */
async function bringComponent(tracking: Tracking, name: string, policy: Policy): Promise<void> {
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
  readonly kind: Pin['kind']
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
  for (const { release, pins } of chosen.values()) pushPin(tracking, name, pins, release, undefined)
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
