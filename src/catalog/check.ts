/** Checks of a catalog that its schema can't express. */
import { aliasProblem } from './aliases.ts'
import { lockfileName, sparkVersions, wantedLine, wantedOf } from './artifacts.ts'
import { cellsOf, subjectsOf } from './cells.ts'
import type { Flaw } from './document.ts'
import { denyFlaw } from './licences.ts'
import { globMatcher, own, suggestion } from './names.ts'
import { componentsOf, contradiction, idleRules } from './rules.ts'
import type { Catalog, Component } from './schema.ts'

/** The maximum length of an id; see ID. */
const LONGEST_ID = 63

/** Components that the Dockerfile puts into every image. */
const IN_EVERY_IMAGE = ['os', 'jre', 'spark']

/** Finds what the schema can't: undeclared names, contradictions, duplicates. The first one is reported. */
export function* flaws(catalog: Catalog): Generator<Flaw> {
  for (const [name, component] of Object.entries(catalog.components)) yield* componentFlaws(name, component)
  yield* versionFlaws(catalog)
  yield* variantFlaws(catalog)
  yield* platformFlaws(catalog)
  yield* idFlaws(catalog)
  yield* ruleFlaws(catalog)
  yield* conflictFlaws(catalog)
  yield* lockFlaws(catalog)
  yield* aliasFlaws(catalog)
  for (const [index, pattern] of catalog.licenses.deny.entries()) {
    const message = denyFlaw(pattern)
    if (message !== undefined) yield { path: ['licenses', 'deny', index], message }
  }
}

function* variantFlaws(catalog: Catalog): Generator<Flaw> {
  const known = Object.keys(catalog.components)
  for (const [variant, { components }] of Object.entries(catalog.variants)) {
    const path = ['variants', variant, 'components']
    for (const [index, name] of components.entries()) {
      if (!known.includes(name))
        yield { path: [...path, index], message: `no component "${name}"${suggestion(name, known)}` }
      if (components.indexOf(name) !== index)
        yield { path: [...path, index], message: `component "${name}" is there twice` }
    }
    for (const name of IN_EVERY_IMAGE)
      if (known.includes(name) && !components.includes(name))
        yield { path, message: `component "${name}" is in every image: list it` }
    yield* testFlaws(catalog, components)
  }
}

/** Names that the build uses for stages, layers and lockfiles of its own. */
const TAKEN = ['conf', 'packages', 'none']

/** The longest name of a file or folder that file systems take. */
const LONGEST_NAME = 255

/** The name becomes part of stage names. Targets of files must not contain each other: one would hide the other's. */
function* componentFlaws(name: string, component: Component): Generator<Flaw> {
  const path = ['components', name]
  if (TAKEN.includes(name))
    yield {
      path,
      message: `the build has something named ${name} itself: name yours otherwise, like my-${name}`,
    }
  if (!/^[a-z][a-z0-9._-]*$/.test(name))
    yield {
      path,
      message: 'the name of a component of your own is made of a-z 0-9 . _ - and starts with a letter',
    }
  const files = Object.entries(component.files)
  for (const [index, [source, target]] of files.entries()) {
    const long = target.split('/').find((part) => part.length > LONGEST_NAME)
    if (long !== undefined)
      yield {
        path: [...path, 'files', source],
        message: `a name in it has ${long.length} characters, ${LONGEST_NAME} are allowed`,
      }
    const other = files.find(([, to], at) => (to === target ? at < index : target.startsWith(`${to}/`)))
    if (other !== undefined)
      yield {
        path: [...path, 'files', source],
        message: `found "${target}", but "${other[0]}" goes to ${other[1]}: give each a place of its own, outside the other's`,
      }
  }
}

/** Each tag belongs to one image, and has a name that registries accept. */
function* aliasFlaws(catalog: Catalog): Generator<Flaw> {
  const known = Object.keys(catalog.variants)
  for (const [index, { variants = [] }] of catalog.aliases.entries()) {
    for (const [at, name] of variants.entries()) {
      if (known.includes(name)) continue
      yield {
        path: ['aliases', index, 'variants', at],
        message: `no variant "${name}"${suggestion(name, known)}`,
      }
    }
  }
  const problem = aliasProblem(cellsOf(catalog), catalog.aliases)
  if (problem !== undefined) yield { path: ['aliases', problem.alias, problem.key], message: problem.message }
}

function* versionFlaws({ versions }: Catalog): Generator<Flaw> {
  for (const [version, { series }] of Object.entries(versions)) {
    if (version.startsWith(`${series}.`)) continue
    yield {
      path: ['versions', version, 'series'],
      message: `found "${series}": ${version} is not of that series`,
    }
  }
}

function* platformFlaws({ platforms, runners }: Catalog): Generator<Flaw> {
  for (const [index, platform] of platforms.entries()) {
    if (platforms.indexOf(platform) !== index)
      yield { path: ['platforms', index], message: `"${platform}" is there twice` }
    if (runners[platform] === undefined)
      yield { path: ['runners'], message: `there is no runner for ${platform}` }
  }
}

/** Ids become tags and file names. A glob that matches no id is a mistake. */
function* idFlaws(catalog: Catalog): Generator<Flaw> {
  const places = new Map<string, string>()
  for (const version of Object.keys(catalog.versions)) {
    for (const variant of Object.keys(catalog.variants)) {
      const id = `${version}-${variant}`
      const path = ['variants', variant]
      if (id.length > LONGEST_ID)
        yield { path, message: `the id ${id} has ${id.length} characters, ${LONGEST_ID} are allowed` }
      if (places.has(id))
        yield { path, message: `${version} with ${variant} has the id ${id}, as has ${places.get(id)}` }
      places.set(id, `${version} with ${variant}`)
    }
  }
  if (places.size === 0) yield { path: [], message: 'it declares no image: versions and variants are needed' }
  for (const pattern of Object.keys(catalog.budgets)) {
    if ([...places.keys()].some(globMatcher(pattern))) continue
    yield {
      path: ['budgets', pattern],
      message: `it is for no cell${suggestion(pattern, [...places.keys()])}`,
    }
  }
}

/** A rule that matches nothing is a mistake: the version is gone, or a name is misspelt. */
function* ruleFlaws(catalog: Catalog): Generator<Flaw> {
  const versions = Object.keys(catalog.versions)
  for (const [name, rule] of Object.entries(catalog.rules)) {
    const path = ['rules', name, 'when']
    for (const [index, pattern] of (rule.when.versions ?? []).entries()) {
      const at = [...path, 'versions', index]
      if (!versions.some(globMatcher(pattern)))
        yield { path: at, message: `no "${pattern}"${suggestion(pattern, versions)}` }
    }
    for (const [index, [component, version]] of componentsOf(rule).entries()) {
      const at = [...path, 'components', Array.isArray(rule.when.components) ? index : component]
      const message = componentFlaw(catalog, component, version !== undefined)
      if (message !== undefined) yield { path: at, message }
    }
  }
}

/** Rules that match no cell, and rules that contradict each other. */
function* conflictFlaws(catalog: Catalog): Generator<Flaw> {
  const subjects = subjectsOf(catalog)
  for (const name of idleRules(catalog.rules, subjects))
    yield { path: ['rules', name], message: 'it holds for no cell' }
  const found = contradiction(catalog.rules, subjects)
  if (found !== undefined) {
    const { name, other, cell } = found
    yield {
      path: ['rules', name],
      message: `it contradicts the rule ${other}, which says otherwise of ${cell}; drop one of them, or let one be the exception by holding for fewer cells`,
    }
  }
}

function componentFlaw({ components }: Catalog, name: string, versioned: boolean): string | undefined {
  const known = Object.keys(components)
  if (!known.includes(name)) return `no "${name}"${suggestion(name, known)}`
  const has = own(components[name]?.maven, name) !== undefined
  return !versioned || has
    ? undefined
    : `component ${name} has no version: that would be its Maven artifact named ${name}`
}

/** Reports and records identify a cell's tests by name, so names are unique. */
function* testFlaws(catalog: Catalog, components: readonly string[]): Generator<Flaw> {
  const seen = new Set<string>()
  for (const component of components) {
    const declared = own(catalog.components, component)
    if (declared === undefined) continue
    for (const [index, { name }] of declared.acceptance.entries()) {
      const path = ['components', component, 'acceptance', index]
      if (seen.has(name)) yield { path: [...path, 'name'], message: `a test is already named "${name}"` }
      seen.add(name)
    }
  }
}

/** A lockfile that several versions share pins the same artifacts for all of them. */
function* lockFlaws(catalog: Catalog): Generator<Flaw> {
  const all = sparkVersions(catalog)
  for (const [name, component] of Object.entries(catalog.components)) {
    const texts = new Map<string, string>()
    for (const at of all) {
      const lock = lockfileName(name, component, at, all)
      if (lock === undefined) continue
      const text = wantedOf(component, at).map(wantedLine).join('\n')
      if ((texts.get(lock) ?? text) !== text)
        yield {
          path: ['components', name],
          message: `the versions of series ${at.series} share the lock ${lock} and must want the same artifacts`,
        }
      texts.set(lock, text)
    }
  }
}
