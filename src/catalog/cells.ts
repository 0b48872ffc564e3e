/** The cells that a catalog declares: versions × variants × platforms. */
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
import { type Extension, extensionOf } from './extension.ts'
import { globMatcher } from './globs.ts'
import { nearest } from './nearest.ts'
import { own } from './records.ts'
import { rulesFor, type Subject } from './rules.ts'
import type { AcceptanceTest, Budget, Catalog, Component, Rule } from './schema.ts'

/** What a component downloads. */
export interface Download {
  /** Stage of the Dockerfile that holds the files and nothing else; a build context of this name replaces it. */
  readonly stage: string
  /** The lockfiles that pin them, relative to the images folder. */
  readonly lockfiles: readonly string[]
  readonly component: string
  /** What the lockfiles must pin. */
  readonly wanted: readonly Wanted[]
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
  /** Its stages besides those of the Dockerfile, if any. */
  readonly extension?: Extension
  readonly budget: Budget
  readonly acceptance: readonly AcceptanceTest[]
  /** The rules that hold for it. */
  readonly rules: readonly Rule[]
  /** Whether to build it if a rule calls it experimental. */
  readonly experimental: Catalog['experimental']
}

/** The lockfiles of a cell's downloads, relative to the images folder. */
export function lockfilesOf(cell: Cell): string[] {
  return cell.downloads.flatMap(({ lockfiles: locks }) => locks)
}

/** Every cell as the rules see it, in the catalog's order. */
export function subjectsOf(catalog: Catalog): (Subject & { readonly variant: string })[] {
  return sparkVersions(catalog).flatMap((at) =>
    Object.entries(catalog.variants).flatMap(([variant, { components }]) =>
      catalog.platforms.map((platform) => ({
        id: `${at.version}-${variant}`,
        version: at.version,
        variant,
        platform,
        components: new Map(
          components.map((name) => {
            const component = own(catalog.components, name)
            return [name, component && componentVersion(name, component, at)]
          }),
        ),
      })),
    ),
  )
}

/** Catalogs are immutable, so their cells are computed once. */
const known = new WeakMap<Catalog, Cell[]>()

/** Every cell that the catalog declares, in its order. */
export function cellsOf(catalog: Catalog): readonly Cell[] {
  const cells = known.get(catalog) ?? makeCells(catalog)
  known.set(catalog, cells)
  return cells
}

function makeCells(catalog: Catalog): Cell[] {
  const rules = rulesFor(catalog.rules, subjectsOf(catalog))
  const parts = new Map<string, Used | undefined>()
  const usedBy = (name: string, at: SparkVersion): Used[] => {
    const key = `${name} ${at.version}`
    const used = parts.has(key) ? parts.get(key) : useOf(name, at, catalog)
    parts.set(key, used)
    return used === undefined ? [] : [used]
  }
  return [...rules].flatMap(([subject, held]) =>
    cellOf(subject as ReturnType<typeof subjectsOf>[0], held, catalog, usedBy),
  )
}

/** A component for one version of Spark, the same in every variant. */
interface Used {
  readonly name: string
  readonly component: Component
  readonly wanted: readonly Wanted[]
  readonly jars: readonly string[]
  readonly downloads: readonly Download[]
}

function useOf(name: string, at: SparkVersion, catalog: Catalog): Used | undefined {
  const component = own(catalog.components, name)
  if (component === undefined) return undefined
  const wanted = wantedOf(component, at)
  const jars = jarsOf(component, at)
  return { name, component, wanted, jars, downloads: downloadOf(name, component, at, wanted, catalog) }
}

function cellOf(
  { id, version, variant, platform }: ReturnType<typeof subjectsOf>[0],
  rules: readonly Rule[],
  catalog: Catalog,
  usedBy: (name: string, at: SparkVersion) => Used[],
): Cell[] {
  const declared = catalog.versions[version]
  const made = catalog.variants[variant]
  if (declared === undefined || made === undefined) return []
  const { series, scala, java, connect } = declared
  const components = made.components
  const used = components.flatMap((name) => usedBy(name, { version, series, scala }))
  const extension = extensionOf(used)
  return [
    {
      id,
      version,
      series,
      variant,
      platform,
      runner: catalog.runners[platform as keyof typeof catalog.runners],
      components,
      jars: used.flatMap(({ jars }) => jars),
      connect: connect === 'default' ? [] : ['connect'],
      args: {
        SPARK_VERSION: version,
        SPARK_SERIES: series,
        SCALA_VERSION: scala,
        JAVA_VERSION: String(java),
        SOURCE_DATE_EPOCH: String(Date.parse(catalog.epoch) / 1000),
        CONNECT: connect,
        ...Object.assign({}, ...used.map(argsOf)),
      },
      downloads: used.flatMap(({ downloads }) => downloads),
      extension,
      budget: budgetOf(id, made.budget, catalog.budgets),
      acceptance: used.flatMap(({ component }) => component.acceptance),
      rules,
      experimental: catalog.experimental,
    },
  ]
}

/** A component whose downloads were all dropped, such as JDBC drivers, is not in the image. */
function argsOf({ component, wanted }: Used): Component['args'] {
  return component.lock !== undefined && wanted.length === 0 ? {} : component.args
}

function downloadOf(
  name: string,
  component: Component,
  at: SparkVersion,
  wanted: readonly Wanted[],
  catalog: Catalog,
): Download[] {
  const lock = lockfileName(name, component, at, sparkVersions(catalog))
  if (lock === undefined) return []
  const stage = component.lock === undefined ? `fetch-user-${name}` : `fetch-${name}`
  return [{ stage, lockfiles: [`locks/${lock}.lock`], component: name, wanted }]
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
    const near = nearest(pattern, known)
    const hint = near === undefined ? '' : ` Did you mean ${near}?`
    throw new ConfigurationError(
      `no cell ${JSON.stringify(pattern.slice(0, 200))}.${hint} Known cells: ${known.join(', ')}`,
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
