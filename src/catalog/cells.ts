/** The cells that a catalog declares: versions × variants × platforms. */
import { posix } from 'node:path'
import { ConfigurationError } from '../errors.ts'
import {
  componentVersion,
  jarsOf,
  lockfileName,
  type SparkVersion,
  sparkVersions,
  type Wanted,
  wantedOf,
} from './artifacts.ts'
import { globMatcher, own, suggestion } from './names.ts'
import { rulesFor, type Subject } from './rules.ts'
import type { AcceptanceTest, Budget, Catalog, Component, Rule } from './schema.ts'

/** What a component downloads. */
export interface Download {
  /** Stage of the Dockerfile that holds the files and nothing else; a build context of this name replaces it. */
  readonly stage: string
  /** The lockfile that pins them, relative to the images folder. */
  readonly lockfile: string
  readonly component: string
  /** What the lockfile must pin. */
  readonly wanted: readonly Wanted[]
}

/** What a component adds to the Dockerfile's own stages. */
export interface Addition {
  readonly component: string
  /** The lockfile of what it downloads, relative to the images folder; undefined if that has a stage already. */
  readonly lockfile: string | undefined
  readonly debian: readonly string[]
  /** Path in the repository → path in the image. */
  readonly files: Readonly<Record<string, string>>
  readonly conf: Readonly<Record<string, string>>
  readonly environment: Readonly<Record<string, string>>
}

/** One image to build: version × variant × platform, with all that the catalog says of it. */
export interface Cell {
  /** Like `4.1.1-gpu-iceberg`. */
  readonly id: string
  readonly version: string
  /** Feature version: 4.1 for 4.1.1. */
  readonly series: string
  readonly variant: string
  /** As the OCI image-spec writes it: `linux/amd64`. */
  readonly platform: string
  /** Label of the runner that builds it. */
  readonly runner: string
  readonly components: readonly string[]
  /** Keys of its Maven artifacts: what its acceptance tests may expect. */
  readonly jars: readonly string[]
  /** Arguments of the image that start a Connect server; none when its default command does. */
  readonly connect: readonly string[]
  /** Build arguments of the Dockerfile. */
  readonly args: Readonly<Record<string, string>>
  readonly downloads: readonly Download[]
  /** What its components add to the Dockerfile's own stages, in their order. */
  readonly additions: readonly Addition[]
  readonly budget: Budget
  readonly acceptance: readonly AcceptanceTest[]
  /** The rules that hold for it. */
  readonly rules: readonly Rule[]
  /** Whether to build it if a rule calls it experimental. */
  readonly experimental: Catalog['experimental']
}

/** The folder of the user's acceptance scripts, in the images folder of a run. */
export const WORKSPACE = 'workspace'

/** The lockfiles of a cell's downloads, relative to the images folder. */
export function lockfilesOf({ downloads }: Cell): string[] {
  return downloads.map(({ lockfile }) => lockfile)
}

/** A cell before its rules are known. */
interface CellKey extends Subject {
  readonly variant: string
  readonly spark: SparkVersion
  readonly declared: Catalog['variants'][string]
}

/** Every cell as the rules see it, in the catalog's order. */
export function subjectsOf(catalog: Catalog): CellKey[] {
  return sparkVersions(catalog).flatMap((spark) =>
    Object.entries(catalog.variants).flatMap(([variant, declared]) => {
      const components = new Map(
        declared.components.map((name) => {
          const component = own(catalog.components, name)
          return [name, component && componentVersion(name, component, spark)]
        }),
      )
      const { version } = spark
      const id = `${version}-${variant}`
      return catalog.platforms.map((platform) => ({
        id,
        version,
        variant,
        platform,
        components,
        spark,
        declared,
      }))
    }),
  )
}

/** Every cell that the catalog declares, in its order. */
export function cellsOf(catalog: Catalog): Cell[] {
  const rules = rulesFor(catalog.rules, subjectsOf(catalog))
  return [...rules].map(([key, held]) => cellOf(key, held, catalog))
}

function cellOf(key: CellKey, rules: readonly Rule[], catalog: Catalog): Cell {
  const { id, version, variant, platform, spark, declared } = key
  const used = declared.components.flatMap((name) => usesOf(name, spark, catalog))
  return {
    id,
    version,
    series: spark.series,
    variant,
    platform,
    runner: catalog.runners[platform as keyof typeof catalog.runners],
    components: declared.components,
    jars: used.flatMap(({ component }) => jarsOf(component, spark)),
    connect: spark.connect === 'default' ? [] : ['connect'],
    args: {
      SPARK_VERSION: version,
      SPARK_SERIES: spark.series,
      SCALA_VERSION: spark.scala,
      JAVA_VERSION: String(spark.java),
      SOURCE_DATE_EPOCH: String(Date.parse(catalog.epoch) / 1000),
      CONNECT: spark.connect,
      ...Object.assign({}, ...used.map(argsOf)),
    },
    downloads: used.flatMap(downloadsOf),
    additions: used.flatMap(additionsOf),
    budget: budgetOf(id, declared.budget, catalog.budgets),
    acceptance: used.flatMap(({ component }) => component.acceptance.map(placed)),
    rules,
    experimental: catalog.experimental,
  }
}

/** A component with one version of Spark. */
interface Used {
  readonly name: string
  readonly component: Component
  readonly wanted: readonly Wanted[]
  /** The lockfile of what it downloads, relative to the images folder; undefined if it downloads nothing. */
  readonly lockfile: string | undefined
}

function usesOf(name: string, spark: SparkVersion, catalog: Catalog): Used[] {
  const component = own(catalog.components, name)
  if (component === undefined) return []
  const lock = lockfileName(name, component, spark, sparkVersions(catalog))
  const lockfile = lock === undefined ? undefined : `locks/${lock}.lock`
  return [{ name, component, wanted: wantedOf(component, spark), lockfile }]
}

/** A component whose downloads were all dropped, such as JDBC drivers, is not in the image. */
function argsOf({ component, wanted }: Used): Component['args'] {
  return component.lock !== undefined && wanted.length === 0 ? {} : component.args
}

function downloadsOf({ name, component, wanted, lockfile }: Used): Download[] {
  if (lockfile === undefined) return []
  const stage = component.lock === undefined ? `fetch-user-${name}` : `fetch-${name}`
  return [{ stage, lockfile, component: name, wanted }]
}

function additionsOf({ name, component, lockfile }: Used): Addition[] {
  const { lock, debian, files, conf, environment } = component
  const downloaded = lock === undefined ? lockfile : undefined
  const isEmpty = [debian, files, conf, environment].every((value) => Object.keys(value).length === 0)
  if (downloaded === undefined && isEmpty) return []
  const texts = Object.entries(conf).map(([key, value]) => [key, String(value)])
  return [
    { component: name, lockfile: downloaded, debian, files, conf: Object.fromEntries(texts), environment },
  ]
}

/** The user's acceptance scripts, which have a slash in their names, are in a folder of their own. */
function placed(test: AcceptanceTest): AcceptanceTest {
  return test.script.includes('/') ? { ...test, script: posix.join(WORKSPACE, test.script) } : test
}

/** The variant's limits, with those for the cell itself laid over them. */
function budgetOf(id: string, budget: Budget, budgets: Catalog['budgets']): Budget {
  const own = Object.entries(budgets).filter(([pattern]) => globMatcher(pattern)(id))
  return Object.assign({}, budget, ...own.map(([, limits]) => limits))
}

/** The rule that keeps a cell out of the family, if there is one. */
export function exclusionOf(cell: Cell): Rule | undefined {
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
    const excluded = describeExclusions(matching)
    if (matching.length > 0 && excluded === undefined) return matches
    if (excluded !== undefined) {
      const what = known.includes(pattern) ? pattern : `each cell of ${JSON.stringify(pattern.slice(0, 200))}`
      throw new ConfigurationError(`${what} is ${excluded}`)
    }
    throw new ConfigurationError(
      `no cell ${JSON.stringify(pattern.slice(0, 200))}${suggestion(pattern, known)}`,
    )
  })
  return cells.filter(
    (cell) => exclusionOf(cell) === undefined && matchers.some((matches) => matches(cell.id)),
  )
}

/** The support level of a cell with its reasons, for the image's label; undefined without rules. */
export function supportOf({ rules }: Cell): string | undefined {
  const texts = rules.map(({ support, reason }) => `${support}: ${reason}`)
  return texts.length === 0 ? undefined : texts.sort().join('; ')
}

/** A rule in words, with where it is from. */
export function describeRule({ reason, source, reviewed }: Rule): string {
  return `${reason} (${source}, reviewed ${reviewed})`
}

/** Why a rule excludes a cell. */
export function describeExclusion(rule: Rule): string {
  const word = rule.support === 'unsupported' ? 'not supported' : 'experimental, which the catalog excludes'
  return `${word}: ${describeRule(rule)}`
}

/** The rules that exclude these cells; undefined when there is a cell that none excludes, or no cell. */
export function describeExclusions(cells: readonly Cell[]): string | undefined {
  const rules = cells.map(exclusionOf).filter((rule) => rule !== undefined)
  if (rules.length < cells.length || cells.length === 0) return undefined
  return [...new Set(rules.map(describeExclusion))].join('; ')
}
