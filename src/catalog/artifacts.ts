/** What a component downloads for a version of Spark, and which lockfile pins it. */
import { globMatcher, own } from './names.ts'
import type { Catalog, Component } from './schema.ts'
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
    }
  | { readonly kind: 'sdist'; readonly name: string; readonly version: string }
  | { readonly kind: 'wheel'; readonly requirement: string }

/** A Spark version with what holds for its series where it says nothing else. */
export type SparkVersion = Catalog['series'][string] & { readonly version: string; readonly series: string }

/** The catalog's Spark versions, newest first. */
export function sparkVersions({
  series: declared,
  versions,
}: Pick<Catalog, 'series' | 'versions'>): SparkVersion[] {
  return Object.entries(versions)
    .flatMap(([version, { series = seriesOf(version), scala, java, connect }]) => {
      const common = own(declared, series)
      if (common === undefined) return []
      const differing = { scala: scala ?? common.scala, java: java ?? common.java }
      return [{ version, series, ...differing, connect: connect ?? common.connect }]
    })
    .sort((a, b) => compareVersions(b.version, a.version))
}

/** The series that a version is of if it says no other: 4.1 for 4.1.2. */
export function seriesOf(version: string): string {
  return version.split('.').slice(0, 2).join('.')
}

function fill(text: string, { version, series, scala }: SparkVersion): string {
  return text.replaceAll('{version}', version).replaceAll('{series}', series).replaceAll('{scala}', scala)
}

type ByVersion = string | Readonly<Record<string, string>>

/**
 * A value for all versions, or the one for this version, else for its series, else that of the first glob over
 * versions and series; undefined if there is none.
 */
function forVersion(value: ByVersion, at: SparkVersion): string | undefined {
  if (typeof value === 'string') return fill(value, at)
  const matches = (pattern: string): boolean => [at.version, at.series].some(globMatcher(pattern))
  const glob = Object.keys(value).find(matches) ?? ''
  const found = own(value, at.version) ?? own(value, at.series) ?? own(value, glob)
  return found === undefined ? undefined : fill(found, at)
}

/** What a component downloads for a Spark version, in the order of its keys. */
export function wantedOf({ sdist, python, maven, replace }: Component, at: SparkVersion): Wanted[] {
  const inVersion = <T extends object>(value: ByVersion, make: (version: string) => T): T[] => {
    const version = forVersion(value, at)
    return version === undefined ? [] : [make(version)]
  }
  return [
    ...Object.entries(sdist).flatMap(([name, value]) =>
      inVersion(value, (version) => ({ kind: 'sdist' as const, name, version })),
    ),
    ...Object.entries(python).flatMap(([name, value]) =>
      inVersion(value, (specifier) => ({ kind: 'wheel' as const, requirement: `${name}${specifier}` })),
    ),
    ...Object.values(maven).flatMap(({ name, version: value, license, transitive, exclude }) =>
      inVersion(value, (version) => ({
        kind: 'maven' as const,
        name: fill(name, at),
        version,
        license,
        ...(transitive && { exclude }),
      })),
    ),
    ...Object.entries(replace).flatMap(([name, { version: value, license }]) =>
      inVersion(value, (version) => ({ kind: 'maven' as const, name: fill(name, at), version, license })),
    ),
  ]
}

/** A jar of Spark's that is left out, or comes in another version. */
export interface SparkChange {
  /** `group:artifact` */
  readonly name: string
  readonly version?: string
  /** What it is changed for. */
  readonly reasons: readonly string[]
}

/** What a component changes among the jars of a Spark version. */
export function changesOf({ replace, remove }: Component, at: SparkVersion): SparkChange[] {
  const replaced = Object.entries(replace).flatMap(([name, { version: value, for: reasons }]) => {
    const version = forVersion(value, at)
    return version === undefined ? [] : [{ name: fill(name, at), version, reasons }]
  })
  return [...replaced, ...remove.map((name) => ({ name: fill(name, at), reasons: [] }))]
}

/**
 * Why a component can't be in the images of a Spark version, if it can't: it has artifacts, and for this version none, or
 * not the one that it is named after, or one of another Scala version.
 */
export function gapOf(name: string, component: Component, at: SparkVersion): string | undefined {
  const artifacts = Object.keys(component.maven)
  const missing = own(component.maven, name) !== undefined && !jarsOf(component, at).includes(name)
  if (missing || (artifacts.length > 0 && wantedOf(component, at).length === 0))
    return `${name} has no artifact for Spark ${at.version}`
  const clashes = Object.values(component.maven).map((artifact) => scalaClash(artifact.name, at))
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
 * The name of the lockfile that pins a component's downloads for a Spark version; undefined if it downloads nothing.
 * A component without a stage of its own has one lockfile for all versions or, where the downloads differ, one for
 * each series or version. Python packages are always locked by series, as they are resolved together with the
 * packages that the series has. Jars that others need are locked by version: Spark's own are not among them, and each
 * version of it has others.
 */
export function lockfileName(
  name: string,
  component: Component,
  at: SparkVersion,
  all: readonly SparkVersion[],
): string | undefined {
  const wanted = wantedOf(component, at)
  if (wanted.length === 0) return undefined
  if (component.lock !== undefined) return fill(component.lock, at)
  if (isResolved(wanted)) return `${name}-${at.version}`
  const text = (other: SparkVersion): string => JSON.stringify(wantedOf(component, other))
  const same = (others: readonly SparkVersion[]): boolean =>
    others.every((other) => wantedOf(component, other).length === 0 || text(other) === text(at))
  if (!same(all.filter(({ series }) => series === at.series))) return `${name}-${at.version}`
  const python = Object.keys(component.python).length > 0
  return python || !same(all) ? `${name}-${at.series}` : name
}

/** A line of what `build/make_lock.py` is given; see there. */
export function wantedLine(wanted: Wanted): string {
  if (wanted.kind === 'wheel') return `wheel ${wanted.requirement}`
  const line = `${wanted.name} ${wanted.version}`
  if (wanted.kind === 'sdist') return `sdist ${line}`
  const { license = '-', exclude } = wanted
  return exclude === undefined
    ? `maven ${line} ${license}`
    : `resolve ${line} ${exclude.join(',') || '-'} ${license}`
}
