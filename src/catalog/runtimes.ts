/** Checks of runtimes, and of which versions run in them. */
import { ConfigurationError } from '../errors.ts'
import { isFor, keyFor, pick, runsIn, seriesOf, sparkVersions } from './artifacts.ts'
import { type Cell, cellsOf } from './cells.ts'
import type { Fail, Path } from './document.ts'
import { globMatcher, IMAGE, own, suggestion } from './names.ts'
import type { Catalog, Runtime } from './schema.ts'

/** Distributions that are not Debian, where a base's name says so. */
const OTHERS =
  /(?:^|[/:-])(alma|alpine|amazonlinux|busybox|centos|fedora|oraclelinux|rhel|rocky|suse|ubi|ubuntu|wolfi)/i
/** Releases of Debian besides those that the shipped catalog has. */
const RELEASES = ['bullseye', 'buster', 'duke', 'forky', 'sid']
/** Docker Hub's image of Debian: its tags name a release, but for those of MOVING. */
const DOCKER_HUB = /^(?:docker\.io\/)?(?:library\/)?debian:([a-z]+)/
const MOVING = ['latest', 'oldstable', 'stable', 'testing', 'unstable']

type Releases = Catalog['debian']
type Series = Catalog['series'][string]
type Variant = Catalog['variants'][string]

/** Calls `fail` with the first runtime that can't be built, or that a version or a variant can't run in. */
export function checkRuntimes(catalog: Catalog, fail: Fail): void {
  for (const [name, runtime] of Object.entries(catalog.runtimes))
    checkRuntime(name, runtime, catalog.debian, fail)
  checkVersions(catalog, fail)
  for (const [name, variant] of Object.entries(catalog.variants)) checkVariant(name, variant, catalog, fail)
}

/**
 * A catalog with other base images.
 * @param given the input `base`: `RUNTIME=IMAGE` each, or an image alone where all these cells are of one runtime.
 * @throws ConfigurationError for a line that is neither, for a runtime that is not there or is there twice, and for a
 * base that can't be its.
 */
export function withBases(
  catalog: Catalog,
  given: readonly string[],
  cells: readonly Pick<Cell, 'runtime'>[] = cellsOf(catalog),
): Catalog {
  const fail = (message: string): never => {
    throw new ConfigurationError(`the input base: ${message}`)
  }
  const used = [...new Set(cells.map(({ runtime }) => runtime))]
  const bases = new Map<string, string>()
  for (const line of given) {
    const [runtime, base] = parseBase(line, used, Object.keys(catalog.runtimes), fail)
    if (bases.has(runtime)) fail(`${runtime} has two images, ${bases.get(runtime)} and ${base}: name one`)
    bases.set(runtime, base)
  }
  const runtimes = Object.entries(catalog.runtimes).map(([name, runtime]): [string, Runtime] => {
    const base = bases.get(name)
    if (base === undefined) return [name, runtime]
    checkRuntime(name, { ...runtime, base }, catalog.debian, (_, message) =>
      fail(`${name}=${base}: ${message}`),
    )
    return [name, { ...runtime, base }]
  })
  return { ...catalog, runtimes: Object.fromEntries(runtimes) }
}

/** The runtime and the image of a line of the input `base`. */
function parseBase(
  line: string,
  used: readonly string[],
  known: readonly string[],
  fail: (message: string) => never,
): [runtime: string, base: string] {
  const [, named, base = ''] = /^(?:([^=]+)=)?(.*)$/s.exec(line) ?? []
  const [first = '', ...others] = used
  const runtime = named ?? first
  if (!IMAGE.test(base))
    fail(`found ${JSON.stringify(line)}, expected an image as name:tag or name:tag@digest, or RUNTIME=IMAGE`)
  if (named === undefined && others.length > 0)
    fail(
      `found one image, ${base}, for the runtimes ${listed(used, 'and')}: name one for each, as RUNTIME=IMAGE, one a line`,
    )
  if (!known.includes(runtime)) fail(`no runtime "${runtime}"${suggestion(runtime, known)}`)
  return [runtime, base]
}

/** Packages, Java and Python come from a release of Debian: what it does not have would fail minutes later, in apt. */
function checkRuntime(name: string, runtime: Runtime, debian: Releases, fail: Fail): void {
  const path = ['runtimes', name]
  const { base, java, python } = runtime
  const { isNamed, possible } = releasesOf(base, Object.keys(debian), [...path, 'base'], fail)
  const releases = Object.entries(debian).filter(([release]) => possible.includes(release))
  if (releases.some(([, has]) => has.python === python && has.java.includes(java))) return
  const there = releases.map(([release, has]) => `${release} has ${describe(has)}`).join('; ')
  const problem = isNamed ? `not what ${base} has: Debian ${there}` : `in no release of Debian: ${there}`
  // Which of the three is wrong is not known: a user's file may have only one of them.
  fail(path, `${describe(runtime)} are ${problem}`)
}

/** The known releases of Debian that a base may be of: those in its name, or any. */
function releasesOf(base: string, known: readonly string[], path: Path, fail: Fail) {
  const words = base.split(/[^A-Za-z]+/)
  const named = known.filter((release) => words.includes(release))
  if (named.length > 0) return { isNamed: true, possible: named }
  const other = OTHERS.exec(base)?.[1]
  if (other !== undefined)
    fail(
      path,
      `found "${base}", which is ${other}: images are made of Debian's packages, of ${listed(known, 'or')}`,
    )
  // In a registry of one's own, a tag may be any other word.
  const last =
    base
      .split('/')
      .at(-1)
      ?.split(/[^a-z]+/) ?? []
  const release = last.find((word) => RELEASES.includes(word)) ?? DOCKER_HUB.exec(base)?.[1]
  if (release !== undefined && !MOVING.includes(release))
    fail(
      path,
      `found "${base}", and no release of Debian is known as "${release}"${suggestion(release, known)}; a new one goes under debian, with its Java and Python`,
    )
  return { isNamed: false, possible: known }
}

/** Each version has a runtime: the one that it names, or the first that its series runs in. */
function checkVersions(catalog: Catalog, fail: Fail): void {
  const all = Object.entries(catalog.runtimes).map(([name, runtime]) => `${name} has ${describe(runtime)}`)
  for (const [version, { series = seriesOf(version), runtime }] of Object.entries(catalog.versions)) {
    const declared = own(catalog.series, series)
    if (runtime !== undefined) checkNamed(runtime, series, catalog, ['versions', version, 'runtime'], fail)
    else if (declared !== undefined && fitting(declared, catalog).length === 0)
      fail(['series', series], `it needs ${needsOf(declared)}, and no runtime has that: ${all.join('; ')}`)
  }
}

/** What a variant names must fit each version that it is for. */
function checkVariant(name: string, variant: Variant, catalog: Catalog, fail: Fail): void {
  const { runtime } = variant
  if (runtime === undefined) return
  const path = ['variants', name, 'runtime']
  const all = sparkVersions(catalog)
  const known = [...new Set(all.flatMap(({ version, series }) => [version, series]))]
  const unused =
    typeof runtime === 'object'
      ? Object.keys(runtime).find((key) => !known.some(globMatcher(key)))
      : undefined
  if (unused !== undefined)
    fail([...path, unused], `no version or series "${unused}"${suggestion(unused, known)}`)
  for (const spark of all.filter(({ version }) => isFor(variant, version))) {
    const named = pick<string>(runtime, spark)
    const key = typeof runtime === 'object' ? keyFor(runtime, spark) : undefined
    const at = key === undefined ? path : [...path, key]
    if (named !== undefined) checkNamed(named, spark.series, catalog, at, fail)
  }
}

/** Whether there is a runtime of that name, and the series runs in it. */
function checkNamed(name: string, series: string, catalog: Catalog, path: Path, fail: Fail): void {
  const known = Object.keys(catalog.runtimes)
  const runtime = own(catalog.runtimes, name)
  if (runtime === undefined) fail(path, `no runtime "${name}"${suggestion(name, known)}`)
  const declared = own(catalog.series, series)
  if (declared === undefined || runsIn(declared, runtime)) return
  const others = fitting(declared, catalog)
  const advice = others.length === 0 ? 'no runtime has that' : `${listed(others, 'or')} fits`
  fail(path, `${name} has ${describe(runtime)}, and series ${series} needs ${needsOf(declared)}: ${advice}`)
}

/** Names of the runtimes that a series runs in. */
function fitting(series: Series, { runtimes }: Catalog): string[] {
  return Object.entries(runtimes).flatMap(([name, runtime]) => (runsIn(series, runtime) ? [name] : []))
}

/** The Java and the Python of a runtime, or of a release of Debian. */
function describe({ java, python }: Runtime | Releases[string]): string {
  return `Java ${listed([java].flat(), 'or')} and Python ${python}`
}

function needsOf({ java, python }: Series): string {
  const needs = Object.entries({ Java: java, Python: python })
  return needs
    .flatMap(([what, some]) => (some === undefined ? [] : [`${what} ${listed(some, 'or')}`]))
    .join(' and ')
}

/** `a, b or c` */
function listed(items: readonly (string | number)[], word: 'and' | 'or'): string {
  return items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} ${word} ${items.at(-1)}`
}
