/** The cells that a catalog declares: versions × variants × platforms. */
import { posix } from 'node:path'
import { ConfigurationError } from '../errors.ts'
import type { SparkChange, SparkVersion, Wanted } from './artifacts.ts'
import {
  changesOf,
  componentVersion,
  gapOf,
  inRuntimeOf,
  isFor,
  jarsOf,
  lockfileName,
  sparkVersions,
  wantedOf,
} from './artifacts.ts'
import { globMatcher, own, suggestion } from './names.ts'
import { rulesFor, type Subject } from './rules.ts'
import type { AcceptanceTest, Component } from './schema/component.ts'
import type { Budget, Catalog, Rule } from './schema.ts'

export interface Download {
  /** Stage of the Dockerfile that holds the files and nothing else; a build context of this name replaces it. */
  readonly stage: string
  /** The lockfile that pins them, relative to the images folder. */
  readonly lockfile: string
  readonly component: string
  readonly wanted: readonly Wanted[]
}

/** A rule that holds for a cell; `reviewed` by nobody where the catalog's artifacts themselves say it. */
export type Ruling = Omit<Rule, 'when' | 'reviewed'> & Partial<Pick<Rule, 'reviewed'>>

export interface Cell {
  readonly id: string
  readonly version: string
  readonly series: string
  readonly variant: string
  readonly platform: string
  readonly runner: string
  /** Name of what it runs on, and the base image of that as the catalog writes it. */
  readonly runtime: string
  readonly base: string
  readonly components: readonly string[]
  /** Keys of its Maven artifacts: what its acceptance tests may expect. */
  readonly jars: readonly string[]
  /** Arguments of the image that start a Connect server; none when its default command does. */
  readonly connect: readonly string[]
  readonly args: Readonly<Record<string, string>>
  readonly downloads: readonly Download[]
  /** Jars of Spark's that are replaced or left out. */
  readonly changes: readonly SparkChange[]
  readonly budget: Budget
  readonly acceptance: readonly AcceptanceTest[]
  readonly rules: readonly Ruling[]
  /** Whether to build it if a rule calls it experimental. */
  readonly experimental: Catalog['experimental']
}

/** Components with stages in the Dockerfile that are written by hand. */
export const IN_EVERY_IMAGE: readonly string[] = ['os', 'jre', 'spark']

/** The component whose Python packages others are resolved together with. */
export const PYTHON = 'python'

/** The components that no variant has; a user's variants may have them. */
export function shelfOf({ components, variants }: Catalog): string[] {
  const used = new Set(Object.values(variants).flatMap((variant) => variant.components))
  return Object.keys(components).filter((name) => !used.has(name))
}

/** The catalog with a variant for each component of its shelf, so that these are locked and checked like all others. */
export function withShelf(catalog: Catalog): Catalog {
  const shelf = shelfOf(catalog).map((name) => {
    return [`shelf-${name}`, { components: [...IN_EVERY_IMAGE, PYTHON, name], budget: {} }]
  })
  return { ...catalog, variants: { ...catalog.variants, ...Object.fromEntries(shelf) } }
}

/** The folder of a component in the images folder. */
export function componentFolder(name: string): string {
  return `components/${name}`
}

/** The folder of the user's acceptance scripts, in the images folder of a run. */
export const WORKSPACE = 'workspace'

/** The lockfiles of a cell's downloads, relative to the images folder. */
export function lockfilesOf({ downloads }: Cell): string[] {
  return downloads.map(({ lockfile }) => lockfile)
}

interface CellKey extends Subject {
  readonly variant: string
  readonly spark: SparkVersion
  readonly declared: Catalog['variants'][string]
}

/** Every cell as the rules see it: the newest version first, variants in the catalog's order. */
export function subjectsOf(catalog: Catalog): CellKey[] {
  return sparkVersions(catalog).flatMap((common) =>
    Object.entries(catalog.variants).flatMap(([variant, declared]) => {
      if (!isFor(declared, common.version)) return []
      const spark = inRuntimeOf(declared, common, catalog)
      const components = new Map(
        declared.components.map((name) => {
          const component = own(catalog.components, name)
          return [name, component && componentVersion(name, component, spark)]
        }),
      )
      const id = `${spark.version}-${variant}`
      const key = { id, version: spark.version, variant, runtime: spark.runtime, components }
      return catalog.platforms.map((platform) => ({ ...key, platform, spark, declared }))
    }),
  )
}

/** Every cell that the catalog declares, in the order of subjectsOf(). */
export function cellsOf(catalog: Catalog): Cell[] {
  const rules = rulesFor(catalog.rules, subjectsOf(catalog))
  return [...rules].map(([key, held]) => cellOf(key, held, catalog))
}

function cellOf(key: CellKey, rules: readonly Rule[], catalog: Catalog): Cell {
  const { id, version, variant, platform, spark, declared } = key
  const used = declared.components.flatMap((name) => usesOf(name, spark, platform, catalog))
  const changes = used.flatMap(({ component }) => changesOf(component, spark))
  return {
    id,
    version,
    series: spark.series,
    variant,
    platform,
    runtime: spark.runtime,
    base: spark.base,
    runner: catalog.runners[platform as keyof typeof catalog.runners],
    components: declared.components,
    jars: used.flatMap(({ component }) => jarsOf(component, spark)),
    connect: spark.connect === 'default' ? [] : ['connect'],
    args: {
      SPARK_VERSION: version,
      SPARK_SERIES: spark.series,
      SCALA_VERSION: spark.scala,
      JAVA_VERSION: String(spark.java),
      PYTHON_VERSION: spark.python,
      SOURCE_DATE_EPOCH: String(Date.parse(catalog.epoch) / 1000),
      CONNECT: spark.connect,
      VARIANT: variant,
      ...(changes.length > 0 && { SPARK_CHANGES: changes.map(changeArgument).sort().join(' ') }),
    },
    changes,
    downloads: used.flatMap(downloadsOf),
    budget: budgetOf(id, declared.budget, catalog.budgets),
    acceptance: used.flatMap(({ name, component }) => component.acceptance.map((test) => placed(name, test))),
    rules: [...rules, ...used.flatMap(({ name, component }) => gapRuling(name, component, spark))],
    experimental: catalog.experimental,
  }
}

/** As images/build/change_jars.py takes it. */
function changeArgument({ name, version, isHardening }: SparkChange): string {
  return version === undefined ? name : `${name}${isHardening ? '>=' : '@'}${version}`
}

function gapRuling(name: string, component: Component, spark: SparkVersion): Ruling[] {
  const reason = gapOf(name, component, spark)
  return reason === undefined ? [] : [{ support: 'unsupported', reason, source: `components.${name}.maven` }]
}

/** A component with one version of Spark on a platform, and the lockfile of what it downloads, if it downloads anything. */
function usesOf(name: string, spark: SparkVersion, platform: string, catalog: Catalog) {
  const component = own(catalog.components, name)
  if (component === undefined) return []
  const lockfile = lockfileName(name, component, spark)
  const file = lockfile === undefined ? undefined : `${componentFolder(name)}/${lockfile}.lock`
  return [{ name, component, wanted: wantedOf(name, component, spark, platform), lockfile: file }]
}

type Used = ReturnType<typeof usesOf>[number]

function downloadsOf({ name, wanted, lockfile }: Used): Download[] {
  return lockfile === undefined ? [] : [{ stage: `fetch-${name}`, lockfile, component: name, wanted }]
}

/** The user's acceptance scripts, which have a slash in their names, are in a folder of their own. */
function placed(component: string, test: AcceptanceTest): AcceptanceTest {
  const folder = test.script.includes('/') ? WORKSPACE : `${componentFolder(component)}/acceptance`
  return { ...test, script: posix.join(folder, test.script) }
}

/** The variant's limits, with those for the cell itself laid over them. */
function budgetOf(id: string, budget: Budget, budgets: Catalog['budgets']): Budget {
  const own = Object.entries(budgets).flatMap(([pattern, limits]) => (globMatcher(pattern)(id) ? limits : []))
  return Object.assign({}, budget, ...own)
}

/** Whether a rule excludes a cell whatever the options say; experimental cells can be built. */
export function isUnsupported({ rules }: Cell): boolean {
  return rules.some(({ support }) => support === 'unsupported')
}

/** The rule that keeps a cell out of the family, if there is one. */
export function exclusionOf(cell: Cell): Ruling | undefined {
  const kept = cell.experimental === 'exclude' ? ['unsupported', 'experimental'] : ['unsupported']
  return kept.flatMap((support) => cell.rules.filter((rule) => rule.support === support))[0]
}

/**
 * The cells that were asked for, in the family's order. Of a cell with several platforms, those that no rule excludes.
 * @param patterns ids, or globs over ids in which `*` stands for anything.
 * @throws ConfigurationError for a pattern without a cell: the known ids, and the nearest one; for one whose cells
 * are all excluded: the rules.
 */
export function selectCells(cells: readonly Cell[], patterns: readonly string[]): Cell[] {
  const known = [...new Set(cells.map(({ id }) => id))]
  const matchers = patterns.map((pattern) => {
    const matches = globMatcher(pattern)
    const matching = cells.filter(({ id }) => matches(id))
    const quoted = JSON.stringify(pattern.slice(0, 200))
    if (matching.length === 0) throw new ConfigurationError(`no cell ${quoted}${suggestion(pattern, known)}`)
    const excluded = describeExclusions(matching)
    if (excluded === undefined) return matches
    throw new ConfigurationError(
      `${known.includes(pattern) ? pattern : `each cell of ${quoted}`} is ${excluded}`,
    )
  })
  const isWanted = ({ id }: Cell): boolean => matchers.some((matches) => matches(id))
  return cells.filter((cell) => exclusionOf(cell) === undefined && isWanted(cell))
}

/** The support level of a cell with its reasons, for the image's label; undefined without rules. */
export function supportOf({ rules }: Cell): string | undefined {
  const texts = rules.map(({ support, reason }) => `${support}: ${reason}`)
  return texts.length === 0 ? undefined : texts.sort().join('; ')
}

export function describeRule({ reason, source, reviewed }: Ruling): string {
  return `${reason} (${source}${reviewed === undefined ? '' : `, reviewed ${reviewed}`})`
}

export function describeExclusion(rule: Ruling): string {
  const word = rule.support === 'unsupported' ? 'not supported' : 'experimental, which the catalog excludes'
  return `${word}: ${describeRule(rule)}`
}

/** The rules that exclude these cells; undefined when there is a cell that none excludes, or no cell. */
export function describeExclusions(cells: readonly Cell[]): string | undefined {
  const rules = cells.map(exclusionOf).filter((rule) => rule !== undefined)
  if (rules.length < cells.length || cells.length === 0) return undefined
  return [...new Set(rules.map(describeExclusion))].join('; ')
}
