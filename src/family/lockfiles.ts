/** Which lockfiles the cells need. */
import path from 'node:path'
import { isResolved, SPARK, type Wanted, wantedLine } from '../catalog/artifacts.ts'
import { type Cell, isUnsupported, PYTHON } from '../catalog/cells.ts'
import type { LockedArtifact } from '../catalog/lockfile.ts'
import { ConfigurationError } from '../errors.ts'

export interface Lockfile {
  readonly text: string
  /** Its name in messages. */
  readonly place: string
}

/** What a lockfile is made in is of the same runtime as a cell that needs it. */
export interface NeededLockfile extends Pick<Cell, 'runtime' | 'base'> {
  /** Relative to the images folder: `components/jdbc/jdbc.lock`. */
  readonly name: string
  readonly component: string
  readonly wanted: readonly Wanted[]
  readonly platforms: readonly string[]
  /** Lockfiles of Python packages that those cells have already; new packages are resolved together with them. */
  readonly beside: readonly string[]
  /** Source distributions that those cells have, such as pyspark of each Spark version: packages fit all of these. */
  readonly installed: readonly Wanted[]
  /** The Spark of those cells, if jars are resolved: what it has already is not locked again. */
  readonly spark?: { readonly version: string; readonly scala: string; readonly lockfile: string }
}

/** A lockfile that a cell is built with: without unwanted jars, and with those that another shipped lockfile pins. */
export interface ChosenLockfile extends NeededLockfile, Lockfile {
  readonly rows: readonly LockedArtifact[]
}

/**
 * The lockfiles that the cells need, each once. Unsupported cells need none.
 * @throws ConfigurationError if two components would share a lockfile.
 */
export function neededLockfiles(cells: readonly Cell[]): NeededLockfile[] {
  const needed = new Map<string, NeededLockfile>()
  for (const { downloads, platform, args, runtime, base } of cells.filter((cell) => !isUnsupported(cell))) {
    const python = downloads.filter(({ component }) => component === PYTHON).map(({ lockfile }) => lockfile)
    const sdists = downloads.flatMap(({ wanted }) => wanted.filter(({ kind }) => kind === 'sdist'))
    const { SPARK_VERSION: version = '', SCALA_VERSION: scala = '' } = args
    const [spark] = downloads.flatMap(({ component, lockfile }) =>
      component === SPARK ? [{ version, scala, lockfile }] : [],
    )
    for (const { lockfile: name, component, wanted } of downloads) {
      const none = { runtime, base, wanted: [], platforms: [], beside: [], installed: [] }
      const others: Omit<NeededLockfile, 'name' | 'component'> = needed.get(name) ?? none
      const same = [...needed.values()].find((one) => path.basename(one.name) === path.basename(name))
      if (same !== undefined && same.component !== component)
        throw new ConfigurationError(
          `the components ${same.component} and ${component} would both have the lockfile ${path.basename(name)}: name yours otherwise`,
        )
      const platforms = [...new Set([...others.platforms, platform])]
      const beside = [...new Set([...others.beside, ...(component === PYTHON ? [] : python)])]
      const own = new Set(wanted.map(wantedLine))
      const installed = [...others.installed, ...sdists.filter((one) => !own.has(wantedLine(one)))]
      const resolved = isResolved(wanted) ? { spark } : {}
      const made = { wanted: distinct([...others.wanted, ...wanted]), platforms, beside, installed }
      needed.set(name, { ...others, name, component, ...made, ...resolved })
    }
  }
  return [...needed.values()]
}

/** Each once: those of a platform differ only where an artifact has another name for it. */
function distinct(wanted: readonly Wanted[]): Wanted[] {
  return [...new Map(wanted.map((one) => [wantedLine(one), one])).values()]
}
