/** Checks of a catalog that its schema can't express. */
import { checkAliases } from './aliases.ts'
import { allNames, isWithin, removedJars, SPARK, scalaClash, seriesOf, sparkVersions } from './artifacts.ts'
import { IN_EVERY_IMAGE, subjectsOf, withShelf } from './cells.ts'
import type { Fail, Path } from './document.ts'
import { denyFlaw } from './licences.ts'
import { addedFiles, globMatcher, own, suggestion } from './names.ts'
import { checkNames } from './platforms.ts'
import { componentsOf, contradiction, idleRules } from './rules.ts'
import { checkRuntimes } from './runtimes.ts'
import type { Component } from './schema/component.ts'
import type { Catalog } from './schema.ts'
import { checkSettings } from './settings.ts'
import { checkStatements } from './statements.ts'

const LONGEST_ID = 63
/** Names that the stages of a component or a variant begin with. */
const OF_ANOTHER = /^(?:connect|download|fetch|finish|make|parts)-/
/** Names of the Dockerfile's other stages and layers, and that of spark-defaults-NAME.conf with a user's settings. */
const TAKEN =
  'base build-base cds certificates common conf core debian-archive image lock-tools locks packages scripts site spark-deps spark-natives tools wanted'.split(
    ' ',
  )
const LONGEST_NAME = 255

/** Finds what the schema can't: undeclared names, contradictions, duplicates. Calls `fail` with the first one. */
export function checkCatalog(catalog: Catalog, fail: Fail): void {
  const known = Object.keys(catalog.components)
  for (const [name, component] of Object.entries(catalog.components))
    checkComponent(name, component, known, fail)
  checkVersions(catalog, fail)
  checkRuntimes(catalog, fail)
  checkVariants(catalog, fail)
  checkPlatforms(catalog, fail)
  checkIds(catalog, fail)
  checkRules(catalog, fail)
  checkConflicts(catalog, fail)
  checkNames(catalog, fail)
  checkScala(catalog, fail)
  checkSettings(catalog, fail)
  checkAliases(catalog, fail)
  checkStatements(catalog, fail)
  checkTrack(catalog, fail)
  for (const [index, pattern] of catalog.licenses.deny.entries()) {
    const message = denyFlaw(pattern)
    if (message !== undefined) fail(['licenses', 'deny', index], message)
  }
}

/** The name becomes part of stage names. Targets of files must not contain each other: one would hide the other's. */
function checkComponent(name: string, component: Component, known: readonly string[], fail: Fail): void {
  const path = ['components', name]
  const isOfAnother = OF_ANOTHER.test(name) || known.some((other) => name === addedFiles(other))
  if (TAKEN.includes(name) || isOfAnother)
    fail(path, `the build has something named ${name} itself: name yours otherwise, like my-${name}`)
  if (!/^[a-z][a-z0-9._-]*$/.test(name))
    fail(path, 'the name of a component of your own is made of a-z 0-9 . _ - and starts with a letter')
  checkJars(name, component, fail)
  checkChanges(name, component, fail)
  const { build, finish } = component
  if (finish !== undefined && !build.slice(1).includes(finish))
    fail([...path, 'finish'], `found "${finish}": it is one of the files of build, after the first`)
  const files = Object.entries(component.files)
  for (const [index, [source, target]] of files.entries()) {
    const at = [...path, 'files', source]
    const long = target.split('/').find((part) => part.length > LONGEST_NAME)
    if (long !== undefined)
      fail(at, `a name in it has ${long.length} characters, ${LONGEST_NAME} are allowed`)
    const other = files.find(([, to], place) => (to === target ? place < index : target.startsWith(`${to}/`)))
    if (other === undefined) continue
    const advice = "give each a place of its own, outside the other's"
    fail(at, `found "${target}", but "${other[0]}" goes to ${other[1]}: ${advice}`)
  }
}

function checkChanges(name: string, component: Component, fail: Fail): void {
  checkChangesAt(['components', name], component, fail)
  checkChangesAt(['components', name, 'hardened'], component.hardened, fail)
}

function checkChangesAt(
  path: readonly string[],
  { replace, remove }: Pick<Component, 'replace' | 'remove'>,
  fail: Fail,
): void {
  const removed = removedJars(remove).map(([module]) => module)
  const changed = { replace: Object.keys(replace), remove: removed }
  for (const [key, modules] of Object.entries(changed))
    if (modules.length > 0 && path[1] !== SPARK)
      fail([...path, key], `it is about the jars that Spark brings: write it under components.${SPARK}`)
  // Without a classifier, all files of the artifact are removed.
  const isRemoved = (module: string): boolean => removed.some((one) => isWithin(module, one))
  const both = Object.keys(replace).find(isRemoved)
  if (both !== undefined) fail([...path, 'replace', both], 'it is removed, too: do one of them')
}

/** The stages of Spark take the distribution and single jars. */
function checkJars(name: string, { maven }: Component, fail: Fail): void {
  for (const [key, { transitive, exclude, optional }] of Object.entries(maven)) {
    const path = ['components', name, 'maven', key]
    if (!transitive && exclude.length > 0)
      fail([...path, 'exclude'], 'transitive: false leaves nothing to exclude: the jar comes alone')
    if (transitive && name === SPARK)
      fail(path, 'the stage of spark takes single jars: declare a component of your own with it')
    if (transitive && optional)
      fail([...path, 'optional'], 'only a single jar can be left out: add transitive: false')
    const cycle = exclusionCycle(key, maven)
    if (cycle !== undefined)
      fail([...path, 'exclude'], `${cycle.join(' excludes ')}: which of them is wanted?`)
  }
}

/** The names of artifacts of which each excludes the next, from one back to itself. */
function exclusionCycle(key: string, maven: Component['maven']): string[] | undefined {
  const namesOf = (one: string): string[] => (maven[one] === undefined ? [] : allNames(maven[one]))
  const excludes = (from: string, to: string): boolean =>
    to !== from && maven[from]?.exclude.some((glob) => namesOf(to).some(globMatcher(glob))) === true
  const ways = [[key]]
  const seen = new Set<string>()
  for (const way of ways) {
    const last = way.at(-1) ?? key
    if (way.length > 1 && excludes(last, key)) return [...way, key].map((one) => namesOf(one)[0] ?? one)
    const next = Object.keys(maven).filter((one) => !seen.has(one) && excludes(last, one))
    for (const one of next) ways.push([...way, one])
    for (const one of next) seen.add(one)
  }
  return undefined
}

function checkVersions({ series: declared, versions }: Catalog, fail: Fail): void {
  const known = Object.keys(declared)
  for (const [version, { series = seriesOf(version) }] of Object.entries(versions)) {
    if (!version.startsWith(`${series}.`))
      fail(['versions', version, 'series'], `found "${series}": ${version} is not of that series`)
    if (!known.includes(series)) {
      const advice = `declare it, as in series: { "${series}": { scala: "2.13" } }`
      fail(['versions', version], `there is no series ${series}: ${advice}; known: ${known.join(', ')}`)
    }
  }
}

/** An artifact of another Scala version is a mistake where it names the Spark version; else see gapOf(). */
function checkScala({ components, ...catalog }: Catalog, fail: Fail): void {
  for (const [name, { maven }] of Object.entries(components))
    for (const [key, artifact] of Object.entries(maven))
      for (const at of sparkVersions(catalog)) {
        const clash = allNames(artifact)
          .map((coordinates) => scalaClash(coordinates, at))
          .find((one) => one !== undefined)
        const place = [at.version, at.series].find((one) => Object.hasOwn(Object(artifact.version), one))
        if (clash !== undefined && place !== undefined)
          fail(['components', name, 'maven', key, 'version', place], `${clash}: write {scala}`)
      }
}

function checkVariants(catalog: Catalog, fail: Fail): void {
  const known = Object.keys(catalog.components)
  for (const [variant, { components, versions }] of Object.entries(catalog.variants)) {
    const path = ['variants', variant, 'components']
    for (const [index, name] of components.entries()) {
      if (!known.includes(name)) fail([...path, index], `no component "${name}"${suggestion(name, known)}`)
      if (components.indexOf(name) !== index) fail([...path, index], `component "${name}" is there twice`)
    }
    checkPatterns(['variants', variant, 'versions'], versions, catalog, fail)
    const missing = IN_EVERY_IMAGE.find((name) => known.includes(name) && !components.includes(name))
    if (missing !== undefined) fail(path, `component "${missing}" is in every image: list it`)
    checkTests(catalog, components, fail)
  }
}

/** A pattern of versions that matches none is a mistake: the version is gone, or misspelt. */
function checkPatterns(
  path: Path,
  patterns: readonly string[] = [],
  { versions }: Catalog,
  fail: Fail,
): void {
  const known = Object.keys(versions)
  for (const [index, pattern] of patterns.entries())
    if (!known.some(globMatcher(pattern)))
      fail([...path, index], `no "${pattern}"${suggestion(pattern, known)}`)
}

/** Reports and records identify a cell's tests by name. */
function checkTests(catalog: Catalog, components: readonly string[], fail: Fail): void {
  const seen = new Set<string>()
  for (const component of components)
    for (const [index, { name }] of (own(catalog.components, component)?.acceptance ?? []).entries()) {
      const path = ['components', component, 'acceptance', index, 'name']
      if (seen.has(name)) fail(path, `a test is already named "${name}"`)
      seen.add(name)
    }
}

function checkPlatforms({ platforms, runners }: Catalog, fail: Fail): void {
  for (const [index, platform] of platforms.entries()) {
    if (platforms.indexOf(platform) !== index) fail(['platforms', index], `"${platform}" is there twice`)
    if (runners[platform] === undefined) fail(['runners'], `there is no runner for ${platform}`)
  }
}

/** Ids become tags and file names. A glob that matches no id is a mistake. */
function checkIds(catalog: Catalog, fail: Fail): void {
  const places = new Map<string, string>()
  for (const { id, version, variant, platform } of subjectsOf(catalog)) {
    const path = ['variants', variant]
    const place = `${version} with ${variant}`
    if (id.length > LONGEST_ID)
      fail(path, `the id ${id} has ${id.length} characters, ${LONGEST_ID} are allowed`)
    if (platform === catalog.platforms[0] && places.has(id))
      fail(path, `${place} has the id ${id}, as has ${places.get(id)}`)
    places.set(id, place)
  }
  if (places.size === 0) fail([], 'it declares no image: versions and variants are needed')
  const ids = [...places.keys()]
  for (const pattern of Object.keys(catalog.budgets))
    if (!ids.some(globMatcher(pattern)))
      fail(['budgets', pattern], `it is for no cell${suggestion(pattern, ids)}`)
}

/** A rule that matches nothing is a mistake. */
function checkRules(catalog: Catalog, fail: Fail): void {
  for (const [name, rule] of Object.entries(catalog.rules)) {
    const path = ['rules', name, 'when']
    checkPatterns([...path, 'versions'], rule.when.versions, catalog, fail)
    const runtimes = Object.keys(catalog.runtimes)
    for (const [index, runtime] of (rule.when.runtimes ?? []).entries())
      if (!runtimes.includes(runtime))
        fail([...path, 'runtimes', index], `no runtime "${runtime}"${suggestion(runtime, runtimes)}`)
    for (const [index, [component, version]] of componentsOf(rule).entries()) {
      const message = componentProblem(catalog, component, version !== undefined)
      const at = Array.isArray(rule.when.components) ? index : component
      if (message !== undefined) fail([...path, 'components', at], message)
    }
  }
}

/** What is to be kept up to date must be there. */
function checkTrack({ track, components }: Catalog, fail: Fail): void {
  for (const [name, { artifacts = [] }] of Object.entries(track?.components ?? {})) {
    const path = ['track', 'components', name]
    const component = own(components, name)
    if (component === undefined)
      fail(path, `no component "${name}"${suggestion(name, Object.keys(components))}`)
    const known = [...Object.keys(component?.maven ?? {}), ...Object.keys(component?.python ?? {})]
    for (const [index, key] of artifacts.entries())
      if (!known.includes(key))
        fail([...path, 'artifacts', index], `no artifact "${key}"${suggestion(key, known)}`)
  }
}

function componentProblem({ components }: Catalog, name: string, isVersioned: boolean): string | undefined {
  const known = Object.keys(components)
  if (!known.includes(name)) return `no "${name}"${suggestion(name, known)}`
  if (!isVersioned || own(components[name]?.maven, name) !== undefined) return undefined
  return `component ${name} has no version: that would be its Maven artifact named ${name}`
}

/** Shipped rules are about components on the shelf, too. */
function checkConflicts(catalog: Catalog, fail: Fail): void {
  const subjects = subjectsOf(withShelf(catalog))
  for (const name of idleRules(catalog.rules, subjects)) fail(['rules', name], 'it holds for no cell')
  const found = contradiction(catalog.rules, subjects)
  if (found === undefined) return
  const advice = 'drop one of them, or let one be the exception by holding for fewer cells'
  const message = `it contradicts the rule ${found.other}, which says otherwise of ${found.cell}; ${advice}`
  fail(['rules', found.name], message)
}
