/** Which versions fix an advisory for the version that is there. */
import type { VersionOrder } from '../versions/order.ts'
import type { RangeEvent } from './osv.ts'

export interface Fixes {
  /** All are above the version that is there. */
  readonly fixed: readonly string[]
  /** The record names fixes, and none that can be compared: whether one is above is not known. */
  readonly isUnknown: boolean
}

/**
 * The versions that end the ranges which a version is in. OSV may list it although it is in none, by a record's list of
 * versions: then those that end any range, and are above it. A range with a bound that can't be compared says nothing.
 */
export function fixesFor(
  version: string,
  ranges: readonly (readonly RangeEvent[])[],
  compare: VersionOrder,
): Fixes {
  const isKnown = (bound: string): boolean => bound === BEGINNING || compare(version, bound) !== undefined
  const known = ranges.filter((events) => events.flatMap(boundsOf).every(isKnown))
  const others = ranges.filter((events) => !known.includes(events)).flat()
  const order: Order = (a, b) => compare(a, b) ?? 0
  const own = known.map((events) => rangeOf(version, events, order)).filter((range) => range !== undefined)
  const ends = own.length > 0 ? own : known.flat()
  const fixes = ends.flatMap(({ fixed }) => fixed ?? []).filter((fixed) => order(fixed, version) > 0)
  return {
    fixed: [...new Set(fixes)].sort(order),
    isUnknown: fixes.length === 0 && others.some(({ fixed }) => fixed !== undefined),
  }
}

type Order = (a: string, b: string) => number

/** Where OSV has a range begin that has no first version. */
const BEGINNING = '0'

const boundsOf = ({ introduced, fixed, last_affected: last }: RangeEvent): string[] =>
  [introduced, fixed, last].filter((bound) => bound !== undefined)

/** By OSV's own algorithm (https://ossf.github.io/osv-schema/, "Evaluation"). */
function rangeOf(
  version: string,
  events: readonly RangeEvent[],
  order: Order,
): Pick<RangeEvent, 'fixed'> | undefined {
  const isFrom = (start: string): boolean => start === BEGINNING || order(start, version) <= 0
  let start: string | undefined
  for (const { introduced, fixed, last_affected: last } of inOrder(events, order)) {
    if (introduced !== undefined) start ??= introduced
    const end = fixed ?? last
    if (end === undefined) continue
    const toEnd = order(version, end)
    const isBeforeEnd = fixed === undefined ? toEnd <= 0 : toEnd < 0
    if (start !== undefined && isFrom(start) && isBeforeEnd) return { fixed }
    start = undefined
  }
  return start !== undefined && isFrom(start) ? {} : undefined
}

function inOrder(events: readonly RangeEvent[], order: Order): RangeEvent[] {
  const isBeginning = ({ introduced }: RangeEvent): boolean => introduced === BEGINNING
  const others = events.filter((event) => !isBeginning(event))
  const sorted = others.sort((a, b) => order(boundsOf(a)[0] ?? '', boundsOf(b)[0] ?? ''))
  return [...events.filter(isBeginning), ...sorted]
}
