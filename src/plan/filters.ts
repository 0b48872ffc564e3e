/** Filters that select a part of the family. */
import { type Cell, describeExclusions, exclusionOf, selectCells } from '../catalog/cells.ts'
import { globMatcher, suggestion } from '../catalog/names.ts'
import { ConfigurationError } from '../errors.ts'
import type { CellFilter } from './plan.ts'

/** What is built: what the registry does not hold; that and what has outdated packages; or everything. */
export const REBUILD = ['changed', 'outdated', 'all'] as const
export type Rebuild = (typeof REBUILD)[number]

/** Which cells are asked for: lists of globs, each empty for all. */
export interface Filters {
  readonly versions: readonly string[]
  readonly variants: readonly string[]
  readonly platforms: readonly string[]
  readonly only: readonly string[]
}

/** The cells that match all filters. @throws ConfigurationError if one pattern matches nothing, or nothing is left. */
export function resolveFilters(cells: readonly Cell[], filters: Filters): CellFilter {
  if (cells.length === 0) {
    throw new ConfigurationError('the catalog declares no cell: it needs a version, a variant and a platform')
  }
  const matchers = (['version', 'variant', 'platform'] as const).map((key) =>
    matcherOf(key, filters[`${key}s`], cells),
  )
  const known = filters.only.length === 0 ? cells : selectCells(cells, filters.only)
  const asked = known.filter((cell) => matchers.every((matches) => matches(cell)))
  const built = asked.filter((cell) => exclusionOf(cell) === undefined)
  if (built.length === 0) throw new ConfigurationError(nothingLeft(filters, asked))
  return {
    ids: new Set(built.map(({ id }) => id)),
    platforms: new Set(built.map(({ platform }) => platform)),
  }
}

function matcherOf(
  key: 'version' | 'variant' | 'platform',
  patterns: readonly string[],
  cells: readonly Cell[],
): (cell: Cell) => boolean {
  const known = [...new Set(cells.map((cell) => cell[key]))]
  const matchers = patterns.map((pattern) => {
    const matches = globMatcher(pattern)
    if (known.some(matches)) return matches
    throw new ConfigurationError(
      `${key}s: no ${key} ${JSON.stringify(pattern.slice(0, 200))}${suggestion(pattern, known)}`,
    )
  })
  return (cell) => patterns.length === 0 || matchers.some((matches) => matches(cell[key]))
}

function nothingLeft(filters: Filters, asked: readonly Cell[]): string {
  const given = Object.entries(filters)
    .filter(([, patterns]) => patterns.length > 0)
    .map(([name, patterns]) => `${name}: ${patterns.join(', ').slice(0, 200)}`)
  const what = given.join('; ') || 'the whole family'
  const excluded = describeExclusions(asked)
  return excluded === undefined
    ? `no cell matches all of ${what}`
    : `rules of the catalog exclude all ${asked.length} cells of ${what}: ${excluded}`
}
