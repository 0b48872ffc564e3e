import { ApiError, type KubeObject } from './objects.ts'

export type Selector = (object: KubeObject) => boolean

/** The query parameters labelSelector and fieldSelector of lists and watches. */
export function selectorOf(query: URLSearchParams): Selector {
  const labels = split(query.get('labelSelector')).map(labelRequirement)
  const fields = split(query.get('fieldSelector')).map(fieldRequirement)
  return (object) => [...labels, ...fields].every((holds) => holds(object))
}

/** A service's spec.selector: these labels with these values. */
export function hasLabels(wanted: Readonly<Record<string, string>>): Selector {
  return ({ metadata }) => Object.entries(wanted).every(([name, value]) => metadata.labels?.[name] === value)
}

/** Requirements are separated by commas, which are also in the parentheses of `in (a,b)`. */
function split(text: string | null): string[] {
  return (text ?? '').split(/,(?![^(]*\))/).filter((part) => part !== '')
}

/** `a=b`, `a==b`, `a!=b`, `a in (b,c)`, `a notin (b,c)`, `a`, `!a`. */
function labelRequirement(text: string): Selector {
  const equal = /^\s*([^!=\s]+)\s*(!=|==?)\s*([^=]*?)\s*$/.exec(text)
  const set = /^\s*(\S+)\s+(in|notin)\s+\((.*)\)\s*$/.exec(text)
  const there = /^\s*(!?)\s*([^!=\s()]+)\s*$/.exec(text)
  if (there !== null) {
    const [, not = '', name = ''] = there
    return ({ metadata }) => (metadata.labels?.[name] !== undefined) === (not === '')
  }
  const [, name = '', operator = '', values = ''] = equal ?? set ?? []
  if (name === '') throw new ApiError(400, 'BadRequest', `not a label selector: ${text}`)
  const among = values.split(',').map((value) => value.trim())
  const negative = operator === '!=' || operator === 'notin'
  return ({ metadata }) => {
    const value = metadata.labels?.[name]
    return (value !== undefined && among.includes(value)) !== negative
  }
}

/** `metadata.name=x` and other fields by their path. */
function fieldRequirement(text: string): Selector {
  const [, path = '', operator = '', value = ''] = /^([\w.]+)(!=|==?)(.*)$/.exec(text) ?? []
  if (path === '') throw new ApiError(400, 'BadRequest', `not a field selector: ${text}`)
  return (object) => {
    const found = path
      .split('.')
      .reduce<unknown>((at, name) => (at as Record<string, unknown> | undefined)?.[name], object)
    return (found === value) === (operator !== '!=')
  }
}
