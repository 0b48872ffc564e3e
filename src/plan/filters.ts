/** Filters that select a part of the family. */
import { type Cell, describeExclusions, exclusionOf, selectCells } from '../catalog/cells.ts'
import { globMatcher, suggestion } from '../catalog/names.ts'
import { ConfigurationError } from '../errors.ts'
import type { CellFilter } from './plan.ts'

/** Which cells are asked for: lists of globs, each empty for all. */
export interface Filters {
  readonly versions: readonly string[]
  readonly variants: readonly string[]
  readonly platforms: readonly string[]
  /** Over cell ids. */
  readonly only: readonly string[]
}

/**
 * The cells that match all filters.
 * @throws ConfigurationError naming a pattern that matches nothing, with what there is; or when nothing is left.
 */
export function resolveFilters(cells: readonly Cell[], filters: Filters): CellFilter {
  if (cells.length === 0) {
    throw new ConfigurationError('the catalog declares no cell: it needs a version, a variant and a platform')
  }
  const version = matcherOf('version', filters.versions, cells)
  const variant = matcherOf('variant', filters.variants, cells)
  const platform = matcherOf('platform', filters.platforms, cells)
  const known = filters.only.length === 0 ? cells : selectCells(cells, filters.only)
  const asked = known.filter(
    (cell) => version(cell.version) && variant(cell.variant) && platform(cell.platform),
  )
  const built = asked.filter((cell) => exclusionOf(cell) === undefined)
  if (built.length === 0) throw new ConfigurationError(nothingLeft(filters, asked))
  return {
    ids: new Set(built.map(({ id }) => id)),
    platforms: new Set(built.map((cell) => cell.platform)),
  }
}

function matcherOf(
  key: 'version' | 'variant' | 'platform',
  patterns: readonly string[],
  cells: readonly Cell[],
): (value: string) => boolean {
  if (patterns.length === 0) return () => true
  const known = [...new Set(cells.map((cell) => cell[key]))]
  const matchers = patterns.map((pattern) => {
    const matches = globMatcher(pattern)
    if (known.some(matches)) return matches
    throw new ConfigurationError(
      `${key}s: no ${key} ${JSON.stringify(pattern.slice(0, 200))}${suggestion(pattern, known)}`,
    )
  })
  return (value) => matchers.some((matches) => matches(value))
}

function nothingLeft(filters: Filters, asked: readonly Cell[]): string {
  const given = Object.entries(filters).flatMap(([name, patterns]: [string, readonly string[]]) =>
    patterns.length === 0 ? [] : [`${name}: ${patterns.join(', ').slice(0, 200)}`],
  )
  const what = given.length === 0 ? 'the whole family' : given.join('; ')
  const excluded = describeExclusions(asked)
  return excluded === undefined
    ? `no cell matches all of ${what}`
    : `rules of the catalog exclude all ${asked.length} cells of ${what}: ${excluded}`
}

/** What is built: what the registry does not hold, or everything. */
export type Rebuild = 'changed' | 'all'
