/** Holds a user's statements on vulnerabilities against what the images of their family have. */
import { SPARK } from '../catalog/artifacts.ts'
import { type Cell, isUnsupported } from '../catalog/cells.ts'
import { parseYaml, placedError, problemText } from '../catalog/document.ts'
import { artifactsInImages, broughtJars } from '../catalog/lockfile.ts'
import { nearestName, own } from '../catalog/names.ts'
import type { Catalog } from '../catalog/schema.ts'
import { isPackage } from '../catalog/statements.ts'
import type { ChosenLockfile } from './lockfiles.ts'
import { broughtBy } from './spark-jars.ts'

/**
 * Rejects statements about a jar that no image of the family has, by its lockfiles. Debian packages, what jars have in
 * them, and jars out of files or builds of the user's are known in a built image only.
 * @param user the file that errors are about; shipped statements may be about nothing.
 * @throws ConfigurationError with file, line, column and key; for a lockfile that does not list the jars of Spark.
 */
export function rejectUnknownJars(
  catalog: Catalog,
  shipped: Catalog,
  user: { readonly text: string; readonly file: string },
  cells: readonly Cell[],
  chosen: readonly ChosenLockfile[],
): void {
  const { find } = parseYaml(user.text, user.file)
  const stated = Object.keys(catalog.vex).flatMap((name) => {
    const at = find(['vex', name])
    return at === undefined || !name.startsWith('pkg:maven/') ? [] : [{ name, at }]
  })
  const built = cells.filter((cell) => !isUnsupported(cell))
  const components = [...new Set(built.flatMap((cell) => cell.components))]
  if (stated.length === 0 || components.some((name) => mayBringJars(name, catalog, shipped))) return
  const known = knownJars(built, chosen)
  const unknown = stated.find(({ name }) => !isKnown(name, known))
  if (unknown === undefined) return
  const message = `no image of the family has this jar${hintFor(unknown.name, known)}`
  throw placedError(unknown.at, problemText(['vex', unknown.name], message))
}

function mayBringJars(name: string, catalog: Catalog, shipped: Catalog): boolean {
  const { build = [], files = {} } = own(catalog.components, name) ?? {}
  const isShipped = JSON.stringify(build) === JSON.stringify(own(shipped.components, name)?.build ?? [])
  // A folder has no ending.
  return !isShipped || Object.keys(files).some((file) => /(?:\.jar|(?:^|\/)[^/.]+\/?)$/.test(file))
}

/** Stands for the group of a jar that does not say its own. */
const ANY_GROUP = '*'

function isKnown(named: string, known: readonly string[]): boolean {
  const grouped = named.replace(/^pkg:maven\/[^/]+/, `pkg:maven/${ANY_GROUP}`)
  return known.some((jar) => isPackage(named, jar) || isPackage(grouped, jar))
}

/** The versions that there are, or the jar with the most similar name. */
function hintFor(named: string, known: readonly string[]): string {
  const [plain = named] = named.split('@')
  const versions = known.filter((jar) => isPackage(plain, jar))
  if (versions.length > 0) return `, but ${versions.join(', ')}`
  const names = known
    .filter((jar) => !jar.includes(ANY_GROUP))
    .map((jar) => jar.slice(0, jar.lastIndexOf('@')))
  return nearestName(named, [...new Set(names)])
}

/** Package URLs of the jars that the cells' lockfiles know, sorted. */
function knownJars(cells: readonly Cell[], chosen: readonly ChosenLockfile[]): string[] {
  // Most cells share their lockfiles.
  const uses = new Map(
    cells.flatMap(({ version, downloads, changes }) => {
      // Of an artifact with a change by classifier, other files may stay; of one that is hardened, Spark's own.
      const changed = changes.flatMap(({ name, isHardening }) => {
        if (isHardening) return []
        const [, artifact, classifier] = name.split(':')
        return classifier === undefined ? [name, artifact] : [name]
      })
      return downloads.map(({ lockfile, component }) => {
        const spark = component === SPARK ? version : undefined
        return [`${lockfile} ${changed.join(' ')}`, { lockfile, spark, changed }] as const
      })
    }),
  )
  const jars = [...uses.values()].flatMap(({ lockfile, spark, changed }) => {
    const unknown = { rows: [], text: '', place: lockfile }
    const { rows, ...pinned } = chosen.find(({ name }) => name === lockfile) ?? unknown
    const locked = artifactsInImages(rows).filter(({ kind }) => kind === 'maven')
    if (spark === undefined) return locked.map(jarUrl)
    const brought = broughtBy(pinned, spark).map((line) => {
      const [name = '', version = ''] = line.split(' ')
      return { name, version }
    })
    const all = [...brought, ...broughtJars([pinned.text]).named.values()]
    return [...locked, ...all.filter(({ name }) => !changed.includes(name))].map(jarUrl)
  })
  return [...new Set(jars)].sort()
}

/** @param jar whose name is `group:artifact[:classifier]`, or only `artifact`. */
function jarUrl({ name, version }: { readonly name: string; readonly version: string }): string {
  const [first = '', artifact] = name.split(':').map(encodeURIComponent)
  const path = artifact === undefined ? `${ANY_GROUP}/${first}` : `${first}/${artifact}`
  return `pkg:maven/${path}@${encodeURIComponent(version)}`
}
