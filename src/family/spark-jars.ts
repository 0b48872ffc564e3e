/** The jars that Spark brings, and what a catalog changes among them. */
import { SPARK, type SparkChange } from '../catalog/artifacts.ts'
import { type Cell, componentFolder, isUnsupported } from '../catalog/cells.ts'
import { notesIn } from '../catalog/lockfile.ts'
import { ConfigurationError } from '../errors.ts'
import { compareMaven } from '../versions/maven.ts'

/** A file in the images folder, of the jars that all versions of a series bring: images/build/split_jars.py reads it. */
export function sharedFile(series: string): string {
  return `${componentFolder(SPARK)}/shared-${series}.list`
}

/**
 * The text of a series' shared file.
 * @param versions the lockfile of each of its versions, with what is changed among the jars; a lockfile that lists no
 *   jars, as older ones do, doesn't count.
 * @param before what was shared already: less may become of it.
 */
export function sharedJars(
  versions: readonly { readonly text: string; readonly changes: readonly SparkChange[] }[],
  before?: string,
): string {
  const lists = versions
    .map(({ text, changes }) => notesIn(text, 'brings').flatMap((line) => afterwards(line, changes)))
    .filter((list) => list.length > 0)
  const [first = [], ...others] = before === undefined ? lists : [before.trim().split('\n'), ...lists]
  // Spark's own jars are another version's in each: a series with one version would list them until it has two.
  const shared = first.filter(
    (line) => !line.startsWith('org.apache.spark:') && others.every((list) => list.includes(line)),
  )
  return `${shared.join('\n')}\n`
}

/** A jar that Spark brings as it is after the changes; one that does not say its group may say it in its new version. */
function afterwards(line: string, changes: readonly SparkChange[]): string[] {
  const [listed = '', before = '', ...rest] = line.split(' ')
  const change = changes.find(({ name }) => isListed(name, listed))
  if (change === undefined) return [line]
  const { name, version } = change
  if (version === undefined) return []
  if (change.isHardening && compareMaven(version, before) <= 0) return [line]
  const named = name.split(':', 2).join(':')
  return [...new Set([`${named} ${version}`, [listed, version, ...rest].join(' ')])]
}

function isListed(name: string, listed: string): boolean {
  const [group, artifact] = name.split(':')
  return listed === `${group}:${artifact}` || listed === artifact
}

export interface SparkLockfile {
  readonly name: string
  readonly text: string
  /** Its name in messages. */
  readonly place: string
}

/**
 * The jars that Spark brings by its lockfile: `group:artifact version`, or `artifact version package`.
 * @throws ConfigurationError for a lockfile that does not list them.
 */
export function broughtBy({ text, place }: Omit<SparkLockfile, 'name'>, version: string): string[] {
  const brought = notesIn(text, 'brings')
  if (brought.length > 0) return brought
  throw new ConfigurationError(
    `${place} does not say which jars Spark ${version} brings: delete it and make it anew with npm run lock`,
  )
}

/**
 * Says what is changed among Spark's jars, but for what hardens them, once for each.
 * @param file the catalog, for errors.
 * @throws ConfigurationError for a jar to replace that a Spark version does not bring, one to leave out that none brings,
 * and one that may be several.
 */
export function sparkChanges(
  cells: readonly Cell[],
  lockfiles: readonly SparkLockfile[],
  file: string,
): string[] {
  const notes = new Map<string, string[]>()
  for (const { version, changes, downloads } of cells.filter((cell) => !isUnsupported(cell))) {
    const lockfile = downloads.find(({ component }) => component === SPARK)?.lockfile ?? ''
    const pinned = lockfiles.find(({ name }) => name === lockfile) ?? { text: '', place: lockfile }
    for (const change of changes.filter(({ isHardening }) => !isHardening)) {
      const problem = (what: string): ConfigurationError =>
        new ConfigurationError(
          `${file}: components.${SPARK}: ${change.name}: of the jars that Spark ${version} brings (${pinned.place}), ${what}`,
        )
      const note = noteOf(version, change, broughtBy(pinned, version), problem)
      notes.set(change.name, [...(notes.get(change.name) ?? []), ...note])
    }
  }
  for (const [name, told] of notes)
    if (told.length === 0)
      throw new ConfigurationError(`${file}: components.${SPARK}: no Spark version brings ${name}`)
  return [...new Set([...notes.values()].flat())]
}

/** What becomes of a jar; nothing where it is to be left out and is not there. */
function noteOf(
  spark: string,
  { name, version, reasons }: SparkChange,
  brought: readonly string[],
  problem: (what: string) => ConfigurationError,
): string[] {
  const [before, ...others] = versionsOf(name, brought)
  if (others.length > 0) throw problem(`${others.length + 1} jars may be it`)
  if (before === undefined && version !== undefined) throw problem('no jar is it')
  const why = reasons.length === 0 ? '' : `, for ${reasons.join(', ')}`
  const what = `${name} ${before} is ${version === undefined ? 'left out' : `now ${version}`}`
  return before === undefined ? [] : [`Spark ${spark}: ${what}${why}`]
}

/**
 * The versions of an artifact among what broughtBy() lists: once for all its classifiers, which only the build can tell
 * apart. A jar that does not say its group is named without.
 */
export function versionsOf(name: string, brought: readonly string[]): string[] {
  return brought.flatMap((line) => {
    const [listed = '', version = ''] = line.split(' ')
    return isListed(name, listed) ? [version] : []
  })
}
