/** The order of versions in each ecosystem that packages are looked up in. */
import { compareDebian } from './debian.ts'
import { compareMaven } from './maven.ts'
import { comparePython } from './python.ts'

/** As for Array.sort(); undefined where one of them is not a version of the ecosystem. */
export type VersionOrder = (a: string, b: string) => number | undefined

const ORDERS: ReadonlyMap<string, VersionOrder> = new Map([
  ['Debian', compareDebian],
  ['Maven', compareMaven],
  ['PyPI', comparePython],
])

/** By OSV's name of an ecosystem, which may have a suffix (`Debian:13`). Of one that is not known, nothing can be compared. */
export function orderOf(ecosystem: string): VersionOrder {
  return ORDERS.get(ecosystem.split(':')[0] ?? '') ?? (() => undefined)
}
