/** Which rules hold for which cells, and which contradict each other. */
import { globMatcher } from './names.ts'
import type { Rule } from './schema.ts'

/** What rules are about: a cell's version, platform, runtime, and components with their versions where they have one. */
export interface Subject {
  readonly id: string
  readonly version: string
  readonly platform: string
  readonly runtime: string
  readonly components: ReadonlyMap<string, string | undefined>
}

/** Names of the components that a rule is about, each with the pattern of its version if it has one. */
export function componentsOf({ when }: Rule): [name: string, version: string | undefined][] {
  if (when.components === undefined) return []
  if (Array.isArray(when.components)) return when.components.map((name) => [name, undefined])
  return Object.entries(when.components)
}

/** Whether a rule holds for a cell: it matches all that the rule names. */
export function holds(rule: Rule, { version, platform, runtime, components }: Subject): boolean {
  const { versions, runtimes } = rule.when
  if (runtimes?.includes(runtime) === false) return false
  const platforms: readonly string[] | undefined = rule.when.platforms
  if (versions !== undefined && !versions.some((pattern) => globMatcher(pattern)(version))) return false
  if (platforms !== undefined && !platforms.includes(platform)) return false
  return componentsOf(rule).every(([name, pattern]) => {
    if (!components.has(name)) return false
    return pattern === undefined || globMatcher(pattern)(components.get(name) ?? '')
  })
}

interface Held {
  readonly name: string
  readonly rule: Rule
  readonly cells: ReadonlySet<Subject>
}

type Rules = Readonly<Record<string, Rule>>

function held(rules: Rules, subjects: readonly Subject[]): Held[] {
  return Object.entries(rules).map(([name, rule]) => {
    return { name, rule, cells: new Set(subjects.filter((subject) => holds(rule, subject))) }
  })
}

/**
 * Whether only one of two rules can hold for a cell: the same components may be said to be one thing only, and
 * what is supported for some components can't be unsupported for those and others, or the other way round.
 */
function exclusive(a: Rule, b: Rule): boolean {
  const [fewer = new Set(), more = new Set()] = [a, b]
    .map((rule) => new Set(componentsOf(rule).map(([name]) => name)))
    .sort((one, other) => one.size - other.size)
  if (![...fewer].every((name) => more.has(name))) return false
  const supports = [a.support, b.support]
  return fewer.size === more.size || (supports.includes('supported') && supports.includes('unsupported'))
}

/** Whether b holds for some of a's cells only: then it is the exception to a. */
function isException(b: Held, a: Held): boolean {
  return b.cells.size < a.cells.size && [...b.cells].every((cell) => a.cells.has(cell))
}

/** The rules that hold for each subject, without those that another one is the exception to. */
export function rulesFor<T extends Subject>(rules: Rules, subjects: readonly T[]): ReadonlyMap<T, Rule[]> {
  const all = held(rules, subjects)
  const exceptions = new Map(
    all.map((a) => [a, all.filter((b) => exclusive(a.rule, b.rule) && isException(b, a))]),
  )
  const overruled = (a: Held, subject: Subject): boolean =>
    exceptions.get(a)?.some((b) => b.cells.has(subject)) ?? false
  return new Map(
    subjects.map((subject) => [
      subject,
      all.filter((a) => a.cells.has(subject) && !overruled(a, subject)).map(({ rule }) => rule),
    ]),
  )
}

/** Names of the rules that hold for no subject. */
export function idleRules(rules: Rules, subjects: readonly Subject[]): string[] {
  return held(rules, subjects).flatMap(({ name, cells }) => (cells.size === 0 ? [name] : []))
}

/**
 * The first two rules that contradict each other: exclusive ones of other support for one cell, neither of them an
 * exception to the other.
 */
export function contradiction(rules: Rules, subjects: readonly Subject[]) {
  const all = held(rules, subjects)
  for (const [index, b] of all.entries()) {
    for (const a of all.slice(0, index)) {
      if (a.rule.support === b.rule.support || !exclusive(a.rule, b.rule)) continue
      if (isException(a, b) || isException(b, a)) continue
      const cell = [...a.cells].find((subject) => b.cells.has(subject))
      if (cell !== undefined) return { name: b.name, other: a.name, cell: cell.id }
    }
  }
  return undefined
}
