/** What a user's catalog asks of the shipped components that their stages can't do. */
import { seriesOf } from './adopt.ts'
import { type Flaw, suggestion } from './issues.ts'
import { isMapping } from './overlay.ts'
import { own } from './records.ts'
import type { Catalog, Component } from './schema.ts'

/** Returns the first request of a user's file that the Dockerfile's own stages can't fulfil. */
export function limitFlaw(content: unknown, shipped: Catalog): Flaw | undefined {
  for (const flaw of limitFlaws(content, shipped)) return flaw
  return undefined
}

function* limitFlaws(content: unknown, shipped: Catalog): Generator<Flaw> {
  for (const [name, value] of mappings(content, 'components')) {
    const staged = own(shipped.components, name)
    if (staged === undefined) yield* nameFlaws(name)
    else yield* stageFlaws(name, value, staged)
    yield* fileFlaws(name, value.files)
  }
  const series = [...new Set(Object.values(shipped.versions).map((declared) => declared.series))]
  for (const [version, value] of mappings(content, 'versions')) {
    const own = typeof value.series === 'string' ? value.series : seriesOf(version)
    if (series.includes(own)) continue
    const message = `there is nothing for Spark ${own} here${suggestion(own, series)}`
    yield { path: ['versions', version], message }
  }
}

/** Names that the build uses for stages, layers and lockfiles of its own. */
const TAKEN = ['conf', 'packages', 'none']

/** The name becomes part of stage names. */
function* nameFlaws(name: string): Generator<Flaw> {
  if (TAKEN.includes(name))
    yield {
      path: ['components', name],
      message: `the build has something named ${name} itself: name yours otherwise, like my-${name}`,
    }
  if (/^[a-z][a-z0-9._-]*$/.test(name)) return
  yield {
    path: ['components', name],
    message: 'the name of a component of your own is made of a-z 0-9 . _ - and starts with a letter',
  }
}

/** The longest name of a file or folder that file systems take. */
const LONGEST_NAME = 255

/** Targets must not contain each other: one would hide the other's files. */
function* fileFlaws(name: string, files: unknown): Generator<Flaw> {
  const entries: [source: string, target: string][] = []
  for (const [source, target] of Object.entries(isMapping(files) ? files : {}))
    if (typeof target === 'string') entries.push([source, target])
  for (const [index, [source, target]] of entries.entries()) {
    const path = ['components', name, 'files', source]
    const long = target.split('/').find((part) => part.length > LONGEST_NAME)
    if (long !== undefined)
      yield { path, message: `a name in it has ${long.length} characters, ${LONGEST_NAME} are allowed` }
    const other = entries.find(([, to], at) => (to === target ? at < index : target.startsWith(`${to}/`)))
    if (other !== undefined)
      yield {
        path,
        message: `found "${target}", but "${other[0]}" goes to ${other[1]}: give each a place of its own, outside the other's`,
      }
  }
}

/** A shipped component's stage installs only jars, or only packages; Spark's only certain jars. */
function* stageFlaws(
  name: string,
  value: Readonly<Record<string, unknown>>,
  staged: Component,
): Generator<Flaw> {
  for (const kind of ['maven', 'python'] as const) {
    const path = ['components', name, kind]
    if (isMapping(value[kind]) && Object.keys(staged[kind]).length === 0)
      yield {
        path,
        message: `the stage of ${name} takes no ${kind}: declare a component of your own with it`,
      }
  }
  if (name !== 'spark' || !isMapping(value.maven)) return
  const known = Object.keys(staged.maven)
  for (const key of Object.keys(value.maven)) {
    if (!known.includes(key))
      yield {
        path: ['components', name, 'maven', key],
        message: 'the stage of spark takes no other jars: declare a component of your own with it',
      }
  }
}

/** The entries under a key of a user's file that are mappings themselves. */
function mappings(content: unknown, key: string): [name: string, value: Readonly<Record<string, unknown>>][] {
  const found = isMapping(content) && isMapping(content[key]) ? content[key] : {}
  const entries: [string, Readonly<Record<string, unknown>>][] = []
  for (const [name, value] of Object.entries(found)) if (isMapping(value)) entries.push([name, value])
  return entries
}
