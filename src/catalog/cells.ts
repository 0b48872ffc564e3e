import { ConfigurationError } from '../errors.ts'
import { globMatcher } from './globs.ts'
import { nearest } from './nearest.ts'
import type { AcceptanceTest, Budget, Catalog, Rule } from './schema.ts'

/** What a component downloads. */
export interface Download {
  /** Stage of the Dockerfile that holds the files and nothing else; a build context of this name replaces it. */
  readonly stage: string
  /** The locks that pin them, relative to the images folder. */
  readonly locks: readonly string[]
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
  readonly components: readonly string[]
  /** Arguments of the image that start a Connect server; none when its default command does. */
  readonly connect: readonly string[]
  /** Build arguments of the Dockerfile. */
  readonly args: Readonly<Record<string, string>>
  readonly downloads: readonly Download[]
  readonly budget: Budget
  readonly acceptance: readonly AcceptanceTest[]
  /** The rules that hold for it. */
  readonly rules: readonly Rule[]
}

/** The locks of all that a cell downloads, relative to the images folder. */
export function locksOf(cell: Cell): string[] {
  return cell.downloads.flatMap(({ locks }) => locks)
}

/** Every cell that the catalog declares, in its order. */
export function cellsOf(catalog: Catalog): Cell[] {
  const cells: Cell[] = []
  for (const [version, { series, scala, java, connect }] of Object.entries(catalog.versions)) {
    for (const [variant, { components, budget }] of Object.entries(catalog.variants)) {
      const used = components.map((name) => catalog.components[name]).filter((found) => found !== undefined)
      const fill = (text: string): string =>
        text.replaceAll('{version}', version).replaceAll('{series}', series)
      for (const platform of catalog.platforms) {
        cells.push({
          id: `${version}-${variant}`,
          version,
          series,
          variant,
          platform,
          components,
          connect: connect === 'default' ? [] : ['connect'],
          args: {
            SPARK_VERSION: version,
            SPARK_SERIES: series,
            SCALA_VERSION: scala,
            JAVA_VERSION: String(java),
            SOURCE_DATE_EPOCH: String(Date.parse(catalog.epoch) / 1000),
            ...Object.assign({}, ...used.map(({ args }) => args)),
          },
          downloads: components.flatMap((name) => {
            const locks = catalog.components[name]?.locks.map((lock) => `locks/${fill(lock)}.lock`) ?? []
            return locks.length === 0 ? [] : [{ stage: `fetch-${name}`, locks }]
          }),
          budget,
          acceptance: used.flatMap(({ acceptance }) => acceptance),
          rules: catalog.rules.filter((rule) => holds(rule, version, components, platform)),
        })
      }
    }
  }
  return cells
}

/** Whether a rule holds for a version with these components on a platform. */
export function holds(
  { when }: Rule,
  version: string,
  components: readonly string[],
  platform: string,
): boolean {
  const platforms: readonly string[] | undefined = when.platforms
  return (
    (when.versions?.includes(version) ?? true) &&
    (when.components?.every((name) => components.includes(name)) ?? true) &&
    (platforms?.includes(platform) ?? true)
  )
}

/** The rule that keeps a cell out of the family, if there is one. */
export function exclusionOf(cell: Cell): Rule | undefined {
  return cell.rules.find(({ support }) => support === 'unsupported')
}

/**
 * The cells that were asked for, in the family's order.
 * @param patterns ids, or globs over ids in which `*` stands for anything.
 * @throws ConfigurationError for a pattern without a cell: the known ids, and the nearest one.
 */
export function selectCells(cells: readonly Cell[], patterns: readonly string[]): Cell[] {
  const known = [...new Set(cells.map(({ id }) => id))]
  const matchers = patterns.map((pattern) => {
    const matches = globMatcher(pattern)
    if (known.some(matches)) return matches
    const near = nearest(pattern, known)
    const hint = near === undefined ? '' : ` Did you mean ${near}?`
    throw new ConfigurationError(
      `no cell ${JSON.stringify(pattern.slice(0, 200))}.${hint} Known cells: ${known.join(', ')}`,
    )
  })
  const excluded = cells.find((cell) => patterns.includes(cell.id) && exclusionOf(cell) !== undefined)
  const rule = excluded && exclusionOf(excluded)
  if (rule) throw new ConfigurationError(`${excluded.id} is not supported: ${describeRule(rule)}`)
  return cells.filter(
    (cell) => exclusionOf(cell) === undefined && matchers.some((matches) => matches(cell.id)),
  )
}

/** How well a cell's combination is supported, where the catalog has rules on it: for its image's label. */
export function supportOf({ rules }: Cell): string | undefined {
  const texts = rules.map(({ support, reason }) => `${support}: ${reason}`)
  return texts.length === 0 ? undefined : texts.sort().join('; ')
}

/** A rule in words, with where it is from. */
export function describeRule({ reason, source, reviewed }: Rule): string {
  return `${reason} (${source}, reviewed ${reviewed})`
}
