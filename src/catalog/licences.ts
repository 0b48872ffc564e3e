import { globMatcher } from './globs.ts'

/**
 * Whether an SPDX expression can't be kept without a denied licence: of an OR one side is enough, of an AND
 * both are needed, and `X WITH Y` is denied by a pattern for it or for X. AND binds tighter than OR.
 * https://spdx.github.io/spdx-spec/v3.0.1/annexes/spdx-license-expressions/
 * @param deny ids, or globs over them.
 */
export function isDenied(expression: string, deny: readonly string[]): boolean {
  const matchers = deny.map((pattern) => globMatcher(pattern.toLowerCase()))
  const tokens = expression.match(/[()]|[^\s()]+/g) ?? []
  let position = 0
  const next = (word: string): boolean => {
    if (tokens[position]?.toUpperCase() !== word) return false
    position++
    return true
  }
  const denied = (id: string): boolean => matchers.some((matches) => matches(id.toLowerCase()))

  return either()

  function either(): boolean {
    let all = both()
    while (next('OR')) all = both() && all
    return all
  }
  function both(): boolean {
    let any = single()
    while (next('AND')) any = single() || any
    return any
  }
  function single(): boolean {
    if (next('(')) {
      const inner = either()
      next(')')
      return inner
    }
    const id = tokens[position++] ?? ''
    if (!next('WITH')) return denied(id)
    return denied(id) || denied(`${id} WITH ${tokens[position++] ?? ''}`)
  }
}
