/** Which Spark versions a catalog has: new ones come in, older patch releases go. */
import { SPARK, seriesOf, type Wanted } from '../catalog/artifacts.ts'
import { cellsOf, isUnsupported } from '../catalog/cells.ts'
import { globMatcher, own } from '../catalog/names.ts'
import { componentsOf } from '../catalog/rules.ts'
import type { TrackPolicy } from '../catalog/schema/policies.ts'
import type { Catalog } from '../catalog/schema.ts'
import { compareVersions } from '../catalog/version.ts'
import type { Draft, Editor } from './draft.ts'
import type { Indexes, PythonRelease } from './indexes.ts'
import { dayOf, type Notes, whyWait } from './notes.ts'
import { SPARK_RELEASE } from './version.ts'

type Policy = NonNullable<TrackPolicy['spark']>

/** What all of `track` works with. */
export interface Tracking {
  readonly draft: Draft
  readonly indexes: Pick<Indexes, 'listPython' | 'listMaven' | 'findJar' | 'findFile'>
  readonly notes: Notes
  /** In ms. */
  readonly now: number
}

/** Rules that `track` wrote, by their names: those it takes back by itself. */
const OWN_RULE = 'track-'

/** Adds and drops Spark versions. */
export async function trackSpark(tracking: Tracking, policy: Policy): Promise<void> {
  const { draft, indexes, notes, now } = tracking
  const isSkipped = anyOf(policy.skip)
  const released = (await indexes.listPython('pyspark'))
    .filter(({ version, sdist }) => SPARK_RELEASE.test(version) && sdist !== undefined && !isSkipped(version))
    .sort((a, b) => compareVersions(b.version, a.version))
  const isDue = (release: PythonRelease): boolean => whyWait(release.released, policy.wait, now) === undefined
  const series = followed(policy.series, draft.catalog, released.filter(isDue))
  for (const name of series) await addNewest(tracking, policy, name, released)
  for (const release of released)
    if (!isDue(release) && isNews(release.version, draft.catalog, series, policy))
      notes.hold(`Spark ${release.version}`, whyWait(release.released, policy.wait, now) ?? '')
  // What could not come in takes no other's place.
  dropOldest(tracking, policy, followed(policy.series, draft.catalog, []))
}

/** Series to follow, the newest first. */
function followed(wanted: Policy['series'], catalog: Catalog, released: readonly PythonRelease[]): string[] {
  const there = Object.entries(catalog.versions).map(([version, { series }]) => series ?? seriesOf(version))
  const all = [...new Set([...there, ...released.map(({ version }) => seriesOf(version))])]
  const known = all.sort((a, b) => compareVersions(b, a))
  if (wanted === undefined) return known.filter((series) => there.includes(series))
  return typeof wanted === 'number' ? known.slice(0, wanted) : known.filter(anyOf(wanted))
}

/** Whether a version would come in if it were out for longer. */
function isNews(
  version: string,
  catalog: Catalog,
  followedNow: readonly string[],
  { series }: Policy,
): boolean {
  const name = seriesOf(version)
  const newest = newestOf(catalog, name)
  if (newest !== undefined) return followedNow.includes(name) && compareVersions(version, newest) > 0
  if (Array.isArray(series)) return anyOf(series)(name)
  return series !== undefined && compareVersions(name, followedNow[0] ?? '') > 0
}

/** The newest release of a series that a catalog has. */
function newestOf({ versions }: Catalog, series: string): string | undefined {
  return releasesOf(versions, series)[0]
}

function releasesOf(versions: Catalog['versions'], series: string): string[] {
  const found = Object.keys(versions).filter((one) => SPARK_RELEASE.test(one) && seriesOf(one) === series)
  return found.sort((a, b) => compareVersions(b, a))
}

/** Adds what is newer than the newest of a series: of a new series its last release, of others as many as are kept. */
async function addNewest(
  { draft, indexes, notes, now }: Tracking,
  { patches, wait }: Policy,
  series: string,
  released: readonly PythonRelease[],
): Promise<void> {
  const newest = newestOf(draft.catalog, series)
  const fresh = released.filter(
    ({ version, released: at }) =>
      seriesOf(version) === series &&
      (newest === undefined || compareVersions(version, newest) > 0) &&
      whyWait(at, wait, now) === undefined,
  )
  for (const release of fresh.slice(0, newest === undefined ? 1 : patches)) {
    const { version, sdist } = release
    const isThere = sdist !== undefined && (await indexes.findFile(sdist)).isThere
    const problem = isThere
      ? await addVersion({ draft, indexes, notes, now }, release)
      : 'pyspark can not be fetched'
    if (problem !== undefined) notes.hold(`Spark ${version}`, problem)
  }
}

/** Adds a version, if all that its images need of Spark is there. Returns why it can't be. */
async function addVersion(
  tracking: Tracking,
  { version, released }: PythonRelease,
): Promise<string | undefined> {
  const { draft, notes } = tracking
  if (draft.keys(['versions']).includes(version)) return 'the file drops it: take out its null to have it'
  const series = seriesOf(version)
  const known = Object.keys(draft.catalog.series)
  const seriesFrom = known.includes(series) ? undefined : known.sort((a, b) => compareVersions(b, a))[0]
  const trial = draft.attempt((editor) => {
    if (seriesFrom !== undefined) addSeries(editor, series, seriesFrom, draft.catalog)
    editor.add(['versions'], version, '{}')
  })
  if (trial !== undefined) return trial
  const lacking = await lackingJars(tracking, version)
  const ofSpark = lacking.get(SPARK)
  if (ofSpark !== undefined) {
    draft.undo()
    return unserved(ofSpark)
  }
  notes.changes.push({ kind: 'version', version, what: 'added', released, seriesFrom })
  const day = released === undefined ? draft.catalog.epoch.slice(0, 10) : dayOf(released)
  for (const [component, jars] of lacking) excludeComponent(tracking, component, version, jars, day)
  return undefined
}

/** A new series is held to be what the newest is, until somebody looks. */
function addSeries(editor: Editor, series: string, from: string, catalog: Catalog): void {
  const place = ['series', from]
  const written =
    editor.get(place) === undefined ? JSON.stringify(catalog.series[from]) : editor.written(place)
  editor.add(['series'], series, written)
}

type Jar = Wanted & { kind: 'maven' }

/** Jars that a version's images want, no other version's do, and no repository has: by component. */
async function lackingJars({ draft, indexes }: Tracking, version: string): Promise<Map<string, Jar[]>> {
  const cells = cellsOf(draft.whole).filter((cell) => !isUnsupported(cell))
  const others = new Set(
    cells
      .filter((cell) => cell.version !== version)
      .flatMap(({ downloads }) => downloads.flatMap(({ wanted }) => wanted.filter(isJar).map(nameOf))),
  )
  const lacking = new Map<string, Jar[]>()
  for (const { downloads } of cells.filter((cell) => cell.version === version))
    for (const { component, wanted } of downloads.filter((one) => !lacking.has(one.component))) {
      const jars = wanted.filter(isJar).filter((jar) => !others.has(nameOf(jar)))
      const served = await Promise.all(jars.map((jar) => indexes.findJar(jar.name, jar.version)))
      const missing = jars.filter((_, index) => served[index]?.isThere === false)
      if (missing.length > 0) lacking.set(component, missing)
    }
  return lacking
}

function isJar(wanted: Wanted): wanted is Jar {
  return wanted.kind === 'maven'
}

function nameOf({ name, version }: Jar): string {
  return `${name} ${version}`
}

function unserved(jars: readonly Jar[]): string {
  return `${jars.map(nameOf).join(', ')} ${jars.length === 1 ? 'is' : 'are'} in none of the repositories`
}

/** Excludes a component from the images of a version by a rule, which liftRules() takes back. */
function excludeComponent(
  { draft, notes }: Tracking,
  component: string,
  version: string,
  jars: readonly Jar[],
  day: string,
): void {
  const name = `${OWN_RULE}${component}-${version}`.slice(0, 63)
  const why = unserved(jars)
  const rule = [
    'support: unsupported',
    `when: { versions: [${version}], components: [${component}] }`,
    `reason: ${JSON.stringify(why)}`,
    'source: the repositories of this catalog',
    `reviewed: ${day}`,
  ]
  const problem = draft.attempt((editor) => editor.add(['rules'], name, `{ ${rule.join(', ')} }`))
  if (problem === undefined) notes.changes.push({ kind: 'rule', name, what: 'added', why })
  else notes.hold(`${component} for Spark ${version}`, `${why}, and no rule can say so: ${problem}`)
}

/** Takes back the rules of excludeComponent() whose jars are there now. */
export async function liftRules(tracking: Tracking): Promise<void> {
  const { draft, notes } = tracking
  for (const name of draft.keys(['rules']).filter((one) => one.startsWith(OWN_RULE))) {
    const rule = own(draft.catalog.rules, name)
    const [version = ''] = rule?.when.versions ?? []
    const problem = draft.attempt((editor) => editor.remove(['rules', name]))
    if (problem !== undefined) continue
    const lacking = [...(await lackingJars(tracking, version)).keys()]
    const excluded = rule === undefined ? [] : componentsOf(rule).map(([component]) => component)
    if (lacking.some((component) => excluded.includes(component))) draft.undo()
    else notes.changes.push({ kind: 'rule', name, what: 'removed', why: rule?.reason ?? '' })
  }
}

/** Drops patch releases beyond those that are kept, and, if the policy says so, series that are not followed. */
function dropOldest(
  { draft, notes }: Tracking,
  { patches, keep, drop }: Policy,
  series: readonly string[],
): void {
  if (drop === 'none') return
  const { versions } = draft.catalog
  const others = [...new Set(Object.keys(versions).map(seriesOf))].filter((one) => !series.includes(one))
  const stale = [
    ...series.flatMap((one) => releasesOf(versions, one).slice(patches)),
    ...(drop === 'series' ? others.flatMap((one) => releasesOf(versions, one)) : []),
  ]
  for (const version of stale.filter((one) => !anyOf(keep)(one))) {
    const problem = draft.attempt((editor) => dropVersion(editor, draft.source.below, version))
    if (problem === undefined) notes.changes.push({ kind: 'version', version, what: 'dropped' })
    else notes.hold(`Spark ${version}`, `it stays: ${problem}`)
  }
}

/** In a file that is laid over another, `null` drops what is below. */
function dropVersion(editor: Editor, below: Catalog | undefined, version: string): void {
  const place = ['versions', version]
  const isBelow = own(below?.versions, version) !== undefined
  if (!isBelow) editor.remove(place)
  else if (editor.get(place) === undefined) editor.add(['versions'], version, 'null')
  else editor.set(place, null)
}

/** Whether a text matches one of the globs. */
export function anyOf(globs: readonly string[]): (text: string) => boolean {
  const matchers = globs.map(globMatcher)
  return (text) => matchers.some((matches) => matches(text))
}
