import { ConfigurationError } from '../errors.ts'
import { nearest } from './nearest.ts'
import type { AcceptanceTest, Budget, Catalog } from './schema.ts'

/** One image to build: version × variant × platform, with all that the catalog says of it. */
export interface Cell {
  /** Like `4.1.1-gpu-iceberg`. */
  readonly id: string
  readonly version: string
  readonly variant: string
  /** As the OCI image-spec writes it: `linux/amd64`. */
  readonly platform: string
  readonly components: readonly string[]
  /** Build arguments of the Dockerfile. */
  readonly args: Readonly<Record<string, string>>
  /** Files in locks/, relative to the images folder. */
  readonly locks: readonly string[]
  readonly budget: Budget
  readonly acceptance: readonly AcceptanceTest[]
}

/** Every cell that the catalog declares, in its order. */
export function cellsOf(catalog: Catalog): Cell[] {
  const cells: Cell[] = []
  for (const [version, { series, scala, java }] of Object.entries(catalog.versions)) {
    for (const [variant, { components, budget }] of Object.entries(catalog.variants)) {
      const used = components.map((name) => catalog.components[name]).filter((found) => found !== undefined)
      const fill = (text: string): string =>
        text.replaceAll('{version}', version).replaceAll('{series}', series)
      for (const platform of catalog.platforms) {
        cells.push({
          id: `${version}-${variant}`,
          version,
          variant,
          platform,
          components,
          args: {
            SPARK_VERSION: version,
            SPARK_SERIES: series,
            SCALA_VERSION: scala,
            JAVA_VERSION: String(java),
            SOURCE_DATE_EPOCH: String(Date.parse(catalog.epoch) / 1000),
          },
          locks: used.flatMap(({ locks }) => locks.map((name) => `locks/${fill(name)}.lock`)),
          budget,
          acceptance: used.flatMap(({ acceptance }) => acceptance),
        })
      }
    }
  }
  return cells
}

/**
 * The cells of these ids, in the family's order.
 * @throws ConfigurationError naming the known ids and the nearest one.
 */
export function selectCells(cells: readonly Cell[], ids: readonly string[]): Cell[] {
  const known = [...new Set(cells.map(({ id }) => id))]
  for (const id of ids) {
    if (known.includes(id)) continue
    const near = nearest(id, known)
    const hint = near === undefined ? '' : ` Did you mean ${near}?`
    throw new ConfigurationError(`no cell ${JSON.stringify(id)}.${hint} Known cells: ${known.join(', ')}`)
  }
  return cells.filter(({ id }) => ids.includes(id))
}
