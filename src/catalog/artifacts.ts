/** What a component downloads for a version of Spark, and which lockfile pins it. */

import { machineOf } from './lockfile.ts'
import { globMatcher, own } from './names.ts'
import type { Artifact, Component } from './schema/component.ts'
import type { Catalog, Runtime } from './schema.ts'
import { compareVersions } from './version.ts'

/** What is to be downloaded, as the catalog says it and `build/make_lock.py` reads it. */
export type Wanted =
  | {
      readonly kind: 'maven'
      readonly name: string
      readonly version: string
      readonly license?: string
      /** Globs of what to leave out of all that it needs; undefined where the jar comes alone. */
      readonly exclude?: readonly string[]
      /** The one machine that it is for, as machineOf() has it. */
      readonly machine?: string
    }
  | { readonly kind: 'sdist'; readonly name: string; readonly version: string }
  | { readonly kind: 'wheel'; readonly requirement: string }

/** A Spark version in a runtime, with what holds for its series where it says nothing else. */
export interface SparkVersion extends Runtime, Pick<Catalog['series'][string], 'scala' | 'connect'> {
  readonly version: string
  readonly series: string
  readonly runtime: string
}

/** The catalog's Spark versions in their own runtimes, newest first. */
export function sparkVersions(catalog: Pick<Catalog, 'series' | 'versions' | 'runtimes'>): SparkVersion[] {
  const { series: declared, versions, runtimes } = catalog
  return Object.entries(versions)
    .flatMap(([version, { series = seriesOf(version), scala, connect, runtime: named }]) => {
      const common = own(declared, series)
      if (common === undefined) return []
      const [first] = Object.entries(runtimes).find(([, one]) => runsIn(common, one)) ?? []
      const runtime = named ?? first
      const running = runtime === undefined ? undefined : own(runtimes, runtime)
      if (runtime === undefined || running === undefined) return []
      const kept = { scala: scala ?? common.scala, connect: connect ?? common.connect }
      return [{ version, series, runtime, ...kept, ...running }]
    })
    .sort((a, b) => compareVersions(b.version, a.version))
}

/** Whether a variant is for a Spark version: those that it names, or all. */
export function isFor({ versions }: Pick<Catalog['variants'][string], 'versions'>, version: string): boolean {
  return versions?.some((pattern) => globMatcher(pattern)(version)) !== false
}

/** A Spark version in the runtime that a variant names, if it names one. */
export function inRuntimeOf(
  { runtime: named }: Catalog['variants'][string],
  spark: SparkVersion,
  { runtimes }: Catalog,
): SparkVersion {
  const runtime = named === undefined ? undefined : pick<string>(named, spark)
  const running = runtime === undefined ? undefined : own(runtimes, runtime)
  return runtime === undefined || running === undefined ? spark : { ...spark, runtime, ...running }
}

/** Whether a series runs on the Java and the Python of a runtime. */
export function runsIn({ java, python }: Catalog['series'][string], runtime: Runtime): boolean {
  return java?.includes(runtime.java) !== false && python?.includes(runtime.python) !== false
}

/** The series that a version is of if it says no other: 4.1 for 4.1.2. */
export function seriesOf(version: string): string {
  return version.split('.').slice(0, 2).join('.')
}

/** A text of the catalog with what it says in braces: `{version}`, `{series}`, `{scala}` and `{python}`. */
export function fill(text: string, { version, series, scala, python }: SparkVersion): string {
  const values = { version, series, scala, python }
  return Object.entries(values).reduce((filled, [key, value]) => filled.replaceAll(`{${key}}`, value), text)
}

/** The component whose jars are Spark's: it has the distribution itself, and what is changed in it. */
export const SPARK = 'spark'

type Scalar = string | number | boolean
type ByVersion<T extends Scalar = string> = T | Readonly<Record<string, T>>

/**
 * A value for all versions, or the one for this version, else for its series, else that of the first glob over
 * versions and series; undefined if there is none.
 */
export function pick<T extends Scalar>(
  value: ByVersion<T>,
  at: Pick<SparkVersion, 'version' | 'series'>,
): T | undefined {
  return typeof value === 'object' ? own(value, keyFor(value, at) ?? '') : value
}

/** The key of what pick() takes of a mapping. */
export function keyFor(
  value: Readonly<Record<string, unknown>>,
  at: Pick<SparkVersion, 'version' | 'series'>,
): string | undefined {
  const names = [at.version, at.series]
  return (
    names.find((name) => Object.hasOwn(value, name)) ??
    Object.keys(value).find((pattern) => names.some(globMatcher(pattern)))
  )
}

function forVersion(value: ByVersion, at: SparkVersion): string | undefined {
  const found = pick(value, at)
  return found === undefined ? undefined : fill(found, at)
}

/** All coordinates that an artifact has, on whatever platform. */
export function allNames({ name }: Pick<Artifact, 'name'>): string[] {
  return typeof name === 'string' ? [name] : Object.values(name)
}

/** The coordinates of an artifact on a platform, or on all; those of a mapping are for one machine each. */
function namesOn(
  { name }: Pick<Artifact, 'name'>,
  platform: string | undefined,
): { coordinates: string; machine?: string }[] {
  if (typeof name === 'string') return [{ coordinates: name }]
  return Object.entries(name).flatMap(([one, coordinates]) =>
    platform === undefined || one === platform ? [{ coordinates, machine: machineOf(one) }] : [],
  )
}

/** What a component downloads for a Spark version on a platform, or on all of them, in the order of its keys. */
export function wantedOf(name: string, component: Component, at: SparkVersion, platform?: string): Wanted[] {
  const { python, maven } = component
  const inVersion = <T extends object>(value: ByVersion, make: (version: string) => T): T[] => {
    const version = forVersion(value, at)
    return version === undefined ? [] : [make(version)]
  }
  return [
    ...(name === SPARK ? [{ kind: 'sdist' as const, name: 'pyspark', version: at.version }] : []),
    ...Object.entries(python).flatMap(([project, value]) =>
      inVersion(value, (specifier) => ({ kind: 'wheel' as const, requirement: `${project}${specifier}` })),
    ),
    ...Object.values(maven).flatMap((artifact) =>
      namesOn(artifact, platform).flatMap(({ coordinates, machine }) =>
        inVersion(artifact.version, (version) => ({
          kind: 'maven' as const,
          name: fill(coordinates, at),
          version,
          license: artifact.license,
          ...(artifact.transitive && { exclude: artifact.exclude }),
          ...(machine && { machine }),
        })),
      ),
    ),
    ...changesOf(component, at).flatMap(({ name: module, version, license }) =>
      version === undefined ? [] : [{ kind: 'maven' as const, name: module, version, license }],
    ),
  ]
}

/** A jar of Spark's that is left out, or comes in another version. */
export interface SparkChange {
  /** `group:artifact` or `group:artifact:classifier` */
  readonly name: string
  readonly version?: string
  readonly license?: string
  /** What it is changed for. */
  readonly reasons: readonly string[]
  /** Whether it is done only where Spark's own jar is older, and the new one made for the Java of the image. */
  readonly isHardening?: boolean
}

/** What a component changes among the jars of a Spark version: what it hardens, unless it says something else of a jar. */
export function changesOf(component: Component, at: SparkVersion): SparkChange[] {
  const said = changesIn(component, at)
  const isSaid = ({ name }: SparkChange): boolean =>
    said.some((one) => isWithin(name, one.name) || isWithin(one.name, name))
  const hardened = changesIn(component.hardened, at).filter((change) => !isSaid(change))
  return [...said, ...hardened.map((change) => ({ ...change, isHardening: true }))]
}

function changesIn(
  { replace, remove }: Pick<Component, 'replace' | 'remove'>,
  at: SparkVersion,
): SparkChange[] {
  const replaced = Object.entries(replace).flatMap(([module, { version: value, license, for: reasons }]) => {
    const version = forVersion(value, at)
    const name = fill(module, at)
    return version === undefined ? [] : [{ name, version, license, reasons: listFor(reasons, at) ?? [] }]
  })
  const removed = removedJars(remove).flatMap(([name, value]) => {
    const reasons = listFor(value, at)
    return reasons === undefined ? [] : [{ name: fill(name, at), reasons }]
  })
  return [...replaced, ...removed]
}

/** Whether an artifact or one of its files, `group:artifact` or `group:artifact:classifier`, is another or a file of it. */
export function isWithin(name: string, other: string): boolean {
  return `${name}:`.startsWith(`${other}:`)
}

type ListByVersion = readonly string[] | Readonly<Record<string, readonly string[]>>

/** The list for a version, as pick() finds it; undefined if there is none. */
function listFor(value: ListByVersion, at: SparkVersion): readonly string[] | undefined {
  const isList = (one: ListByVersion): one is readonly string[] => Array.isArray(one)
  return isList(value) ? value : own(value, keyFor(value, at) ?? '')
}

/** Each jar to leave out, with what it is left out for. */
export function removedJars(remove: Component['remove']): [name: string, reasons: ListByVersion][] {
  return Array.isArray(remove) ? remove.map((name) => [name, []]) : Object.entries(remove)
}

/**
 * Why a component can't be in the images of a Spark version, if it can't: it has artifacts, and for this version none, or
 * not the one that it is named after, or one of another Scala version.
 */
export function gapOf(name: string, component: Component, at: SparkVersion): string | undefined {
  const artifacts = Object.keys(component.maven)
  const missing = own(component.maven, name) !== undefined && !jarsOf(component, at).includes(name)
  if (missing || (artifacts.length > 0 && wantedOf(name, component, at).length === 0))
    return `${name} has no artifact for Spark ${at.version}`
  const clashes = Object.values(component.maven)
    .flatMap(allNames)
    .map((coordinates) => scalaClash(coordinates, at))
  return clashes.find((clash) => clash !== undefined)
}

/** Says that an artifact is of another Scala version than Spark, if its name says so: `delta-spark_2.13`. */
export function scalaClash(coordinates: string, at: SparkVersion): string | undefined {
  const scala = /_(2\.1\d|3)(?=:|$)/.exec(coordinates)?.[1]
  if (scala === undefined || scala === at.scala) return undefined
  return `${coordinates} is of Scala ${scala}, and Spark ${at.version} of ${at.scala}`
}

/** Whether anything comes with other jars that it needs. */
export function isResolved(wanted: readonly Wanted[]): boolean {
  return wanted.some((one) => one.kind === 'maven' && one.exclude !== undefined)
}

/** Keys of the Maven artifacts that a component has with a Spark version. */
export function jarsOf(component: Component, at: SparkVersion): string[] {
  return Object.entries(component.maven).flatMap(([key, { version }]) =>
    forVersion(version, at) === undefined ? [] : [key],
  )
}

/** Whether coordinates of a catalog, which may contain {scala} and the like, match those of a lockfile. */
export function isOf(coordinates: string, name: string): boolean {
  const literal = coordinates.split(/\{[a-z]+\}/).map((part) => part.replaceAll(/[^A-Za-z0-9]/g, '\\$&'))
  return new RegExp(`^${literal.join('[^:]+')}$`).test(name)
}

/** The version of a component: that of its Maven artifact of the same name, if it has one. */
export function componentVersion(name: string, component: Component, at: SparkVersion): string | undefined {
  const artifact = own(component.maven, name)
  return artifact && forVersion(artifact.version, at)
}

/**
 * The name of a component's lockfiles, in which {series} or {version} is to be replaced: how much of a Spark version its
 * downloads depend on, by how they are written, so that it stays when versions come and go. Python packages are always
 * locked by series and by the version of Python, as they are resolved together with the packages that the series has. Jars
 * that others need are locked by version: Spark's own are not among them, and each version of it has others.
 */
export function lockPattern(name: string, component: Component): string {
  const isPython = Object.keys(component.python).length > 0
  const extent = isBySparkVersion(name, component) ? '-{version}' : isBySeries(component) ? '-{series}' : ''
  return `${name}${extent}${isPython ? '-py{python}' : ''}`
}

function isBySparkVersion(name: string, component: Component): boolean {
  if (name === SPARK || Object.values(component.maven).some(({ transitive }) => transitive)) return true
  const { keys, texts } = versionsIn(component)
  const isOfVersion = (key: string): boolean => !/^(?:\d+(?:\.\d+|\.\*)?|\*)$/.test(key)
  return keys.some(isOfVersion) || texts.some((text) => text.includes('{version}'))
}

function isBySeries(component: Component): boolean {
  const { keys, texts } = versionsIn(component)
  const names = Object.values(component.maven).flatMap(allNames)
  const isOfSeries = keys.length > 0 || [...names, ...texts].some((text) => /\{(?:series|scala)\}/.test(text))
  return isOfSeries || Object.keys(component.python).length > 0
}

/** The versions that a component wants, and the versions of Spark that it wants them for. */
function versionsIn({ maven, python }: Component): { keys: string[]; texts: string[] } {
  const values = [...Object.values(maven).map(({ version }) => version), ...Object.values(python)]
  const keys = values.flatMap((value) => (typeof value === 'object' ? Object.keys(value) : []))
  const texts = values.flatMap((value) => (typeof value === 'object' ? Object.values(value) : value))
  return { keys, texts }
}

/** The lockfile of what a component downloads for a Spark version; undefined if it downloads nothing. */
export function lockfileName(name: string, component: Component, at: SparkVersion): string | undefined {
  return wantedOf(name, component, at).length === 0 ? undefined : fill(lockPattern(name, component), at)
}

/** A line of what `build/make_lock.py` is given; see there. */
export function wantedLine(wanted: Wanted): string {
  if (wanted.kind === 'wheel') return `wheel ${wanted.requirement}`
  const line = `${wanted.name} ${wanted.version}`
  if (wanted.kind === 'sdist') return `sdist ${line}`
  const { license = '-', exclude, machine } = wanted
  const at = machine === undefined ? '' : `@${machine}`
  return exclude === undefined
    ? `maven${at} ${line} ${license}`
    : `resolve${at} ${line} ${exclude.join(',') || '-'} ${license}`
}
