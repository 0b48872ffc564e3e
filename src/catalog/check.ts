/** Checks of a catalog that its schema can't express. */
import { aliasProblem } from './aliases.ts'
import { lockfileName, sparkVersions, wantedLine, wantedOf } from './artifacts.ts'
import { cellsOf, subjectsOf } from './cells.ts'
import { globMatcher } from './globs.ts'
import { type Flaw, suggestion } from './issues.ts'
import { denyFlaw } from './licences.ts'
import { own } from './records.ts'
import { componentsOf, contradiction, idleRules } from './rules.ts'
import type { Catalog } from './schema.ts'

/** The maximum length of an id; see ID. */
const LONGEST_ID = 63

/** Components that the Dockerfile puts into every image. */
const IN_EVERY_IMAGE = ['os', 'jre', 'spark']

/** Returns the first problem that the schema can't find: undeclared names, contradictions, duplicates. */
export function flawOf(catalog: Catalog): Flaw | undefined {
  for (const flaw of flaws(catalog)) return flaw
  return undefined
}

function* flaws(catalog: Catalog): Generator<Flaw> {
  yield* versionFlaws(catalog)
  const known = Object.keys(catalog.components)
  for (const [variant, { components }] of Object.entries(catalog.variants)) {
    for (const [index, name] of components.entries()) {
      const path = ['variants', variant, 'components', index]
      if (!known.includes(name)) yield { path, message: `no component "${name}"${suggestion(name, known)}` }
      if (components.indexOf(name) !== index) yield { path, message: `component "${name}" is there twice` }
    }
    for (const name of IN_EVERY_IMAGE) {
      if (!known.includes(name) || components.includes(name)) continue
      const path = ['variants', variant, 'components']
      yield { path, message: `component "${name}" is in every image: list it` }
    }
    yield* testFlaws(catalog, components)
  }
  yield* platformFlaws(catalog)
  yield* idFlaws(catalog)
  yield* ruleFlaws(catalog)
  yield* conflictFlaws(catalog)
  yield* lockFlaws(catalog)
  yield* aliasFlaws(catalog)
  yield* denyFlaws(catalog)
}

function* denyFlaws({ licenses: { deny } }: Catalog): Generator<Flaw> {
  for (const [index, pattern] of deny.entries()) {
    const message = denyFlaw(pattern)
    if (message !== undefined) yield { path: ['licenses', 'deny', index], message }
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
