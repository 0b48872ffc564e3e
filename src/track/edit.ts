/**
 * Changes single values of a YAML file. The text around them stays byte for byte: comments, order, quotes and blank lines.
 */
import { isDeepStrictEqual } from 'node:util'
import {
  isMap,
  isPair,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  parse,
  parseDocument,
  stringify,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml'
import { isMapping } from '../catalog/user.ts'
import { compareVersions } from '../catalog/version.ts'

/** Keys of mappings and indexes of lists. */
export type Place = readonly (string | number)[]

/** A file that is written in a way that can't be changed here: an alias, a mapping with `?`, tabs. */
export class EditError extends Error {
  override readonly name = 'EditError'
}

/** The value at a place of a YAML file, as JavaScript has it; undefined if there is none. */
export function valueAt(text: string, place: Place): unknown {
  return place.reduce(childOf, parse(text) as unknown)
}

function childOf(value: unknown, key: string | number): unknown {
  if (Array.isArray(value)) return value[Number(key)]
  return isMapping(value) && Object.hasOwn(value, key) ? value[key] : undefined
}

/**
 * Replaces the value at a place by a text or by null.
 * @throws EditError for a file that can't be changed.
 */
export function setValue(text: string, place: Place, value: string | null): string {
  const node = nodeAt(text, place)
  const [start, end] = rangeOf(node)
  const quote =
    isScalar(node) && value !== null && (/^QUOTE_(?:SINGLE|DOUBLE)$/.exec(node.type ?? '') ?? [])[0]
  const written = quote === 'QUOTE_SINGLE' ? `'${value}'` : quote ? JSON.stringify(value) : scalar(value)
  return checked(text, splice(text, start, end, written), (content) => assign(content, place, value))
}

/**
 * Adds a key to the mapping at a place, which is made where the file has none. Keys that are versions stand in the
 * order that the others have: the newest first, unless those that are there ascend.
 * @param written the value as YAML on one line.
 * @throws EditError for a file that can't be changed.
 */
export function addKey(text: string, place: Place, key: string, written: string): string {
  const value: unknown = parse(written)
  const change = (content: unknown): unknown => assign(content, [...place, key], value)
  const there = valueAt(text, place)
  if (!isMapping(there) || Object.keys(there).length === 0)
    return checked(text, withMapping(text, place, `${keyText(key)}: ${written}`), change)
  const map = nodeAt(text, place) as YAMLMap
  const pairs = map.items.filter(isPair)
  const behind = keyBehind(key, place, pairs.map(keyOf))
  const before = pairs.find((pair) => keyOf(pair) === behind)
  const line = `${keyText(key)}: ${written}`
  if (map.flow) {
    const at = before === undefined ? endOf(pairs.at(-1)) : startOf(before)
    return checked(text, splice(text, at, at, before === undefined ? `, ${line}` : `${line}, `), change)
  }
  const indent = indentOf(text, pairs[0])
  const at = before === undefined ? lineEnd(text, endOf(pairs.at(-1))) : lineStart(text, startOf(before))
  const gap = at > 0 && text[at - 1] !== '\n' ? '\n' : ''
  return checked(text, splice(text, at, at, `${gap}${indent}${line}\n`), change)
}

/**
 * Removes a key of a mapping or an item of a list. A mapping or list that would be empty goes, too: `null` and nothing
 * would mean something else.
 * @throws EditError for a file that can't be changed.
 */
export function remove(text: string, place: Place): string {
  const above = place.slice(0, -1)
  const collection = nodeAt(text, above)
  if (!isMap(collection) && !isSeq(collection))
    throw new EditError(`${place.join('.')} is in no mapping or list`)
  const items = collection.items as readonly (Pair | Node)[]
  const key = place.at(-1)
  const index = isMap(collection)
    ? items.findIndex((item) => isPair(item) && keyOf(item) === key)
    : Number(key)
  const item = items[index]
  if (item === undefined) throw new EditError(`there is no ${place.join('.')}`)
  if (items.length === 1 && above.length > 0) return remove(text, above)
  const [start, end] = extentOf(text, collection, items, index)
  return checked(text, splice(text, start, end, ''), (content) => without(content, place))
}

/** The text of the value at a place, as the file has it, with what separates it from its key. */
export function writtenAt(text: string, place: Place): string {
  const map = nodeAt(text, place.slice(0, -1)) as YAMLMap
  const pair = map.items.find((one) => keyOf(one) === place.at(-1))
  if (pair === undefined) throw new EditError(`there is no ${place.join('.')}`)
  return text.slice(rangeOf(pair.key as Node)[1], rangeOf(pair.value as Node)[1]).replace(/^\s*:\s*/, '')
}

/** What is removed with an item: its lines, or it and the comma beside it. */
function extentOf(
  text: string,
  collection: YAMLMap | YAMLSeq,
  items: readonly (Pair | Node)[],
  index: number,
): [number, number] {
  const [item, next, previous] = [items[index], items[index + 1], items[index - 1]]
  if (collection.flow)
    return next === undefined ? [endOf(previous), endOf(item)] : [startOf(item), startOf(next)]
  return [lineStart(text, startOf(item)), lineEnd(text, endOf(item))]
}

function nodeAt(text: string, place: Place): Node {
  const document = parseDocument(text)
  const node = place.length === 0 ? document.contents : document.getIn(place, true)
  if (isScalar(node) || isMap(node) || isSeq(node)) return node
  throw new EditError(`${place.join('.')} is an alias or not there: write it out, so that it can be changed`)
}

function rangeOf(node: Node): readonly [number, number] {
  if (node.range) return [node.range[0], node.range[1]]
  throw new EditError('a value has no place in the file')
}

function keyOf(pair: Pair): string {
  return isScalar(pair.key) ? String(pair.key.value) : ''
}

function startOf(item: Pair | Node | undefined): number {
  const node = isPair(item) ? item.key : item
  return rangeOf(node as Node)[0]
}

/** Where an item's value ends, without comments behind it. */
function endOf(item: Pair | Node | undefined): number {
  if (!isPair(item)) return rangeOf(item as Node)[1]
  return rangeOf((item.value ?? item.key) as Node)[1]
}

function lineStart(text: string, at: number): number {
  const start = text.lastIndexOf('\n', at - 1) + 1
  // Items of a list stand behind their hyphen.
  if (/^[ ]*(?:- *)?$/.test(text.slice(start, at))) return start
  throw new EditError('a key is not at the beginning of its line')
}

function lineEnd(text: string, at: number): number {
  // A block of text ends with its last line.
  if (at > 0 && text[at - 1] === '\n') return at
  const end = text.indexOf('\n', at)
  return end < 0 ? text.length : end + 1
}

function indentOf(text: string, first: Pair | undefined): string {
  const at = startOf(first)
  return text.slice(lineStart(text, at), at).replaceAll(/[^ ]/g, ' ')
}

/** Puts a mapping of one line where the file has none, an empty one or nothing. */
function withMapping(text: string, place: Place, line: string): string {
  const name = place.at(-1)
  const there = valueAt(text, place) ?? undefined
  if (name === undefined && there === undefined)
    return `${text === '' || text.endsWith('\n') ? text : `${text}\n`}${line}\n`
  if (there === undefined && typeof name === 'string')
    return addKey(text, place.slice(0, -1), name, `{ ${line} }`)
  const [start, end] = rangeOf(nodeAt(text, place))
  if (isMapping(there)) return splice(text, start, end, `{ ${line} }`)
  throw new EditError(`${place.join('.')} is not a mapping`)
}

/**
 * The key that a new one goes before; undefined for the end. Keys that are no versions have no order, and a single one
 * tells none: `versions` and `series` have the newest first then.
 */
function keyBehind(key: string, place: Place, keys: readonly string[]): string | undefined {
  if (![key, ...keys].every((one) => /^\d/.test(one))) return undefined
  const sorted = [...keys].sort(compareVersions)
  const isAscending = keys.length > 1 ? isDeepStrictEqual(sorted, keys) : place.length > 1
  if (isAscending) return sorted.find((one) => compareVersions(one, key) > 0)
  // Of keys in no order, before the next older one.
  return sorted.findLast((one) => compareVersions(one, key) < 0)
}

/** A key or a value as YAML, in quotes where it would be no text without. */
function keyText(key: string): string {
  return parse(key) === key ? key : JSON.stringify(key)
}

/** A text or null as YAML, in quotes only where it would be something else without. */
export function scalar(value: string | null): string {
  return value === null ? 'null' : stringify(value, { lineWidth: 0 }).trimEnd()
}

function splice(text: string, start: number, end: number, written: string): string {
  return text.slice(0, start) + written + text.slice(end)
}

/** The new text, if it says what it should and nothing else. */
function checked(before: string, after: string, change: (content: unknown) => unknown): string {
  const expected = change(structuredClone(parse(before)))
  if (parseDocument(after).errors.length === 0 && isDeepStrictEqual(parse(after), expected)) return after
  throw new EditError('the file is written in a way that can not be changed here')
}

function assign(content: unknown, [key, ...rest]: Place, value: unknown): unknown {
  if (key === undefined) return value
  const below = assign(childOf(content, key), rest, value)
  if (Array.isArray(content)) return content.with(Number(key), below)
  return { ...(isMapping(content) ? content : {}), [key]: below }
}

function without(content: unknown, [key, ...rest]: Place): unknown {
  if (key === undefined) return content
  if (Array.isArray(content))
    return rest.length === 0
      ? content.filter((_, index) => index !== key)
      : content.with(Number(key), without(content[Number(key)], rest))
  if (!isMapping(content)) return content
  const { [key]: value, ...others } = content
  return rest.length === 0 ? others : { ...content, [key]: without(value, rest) }
}
