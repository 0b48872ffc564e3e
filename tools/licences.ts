import { cellsOf, isUnsupported } from '../src/catalog/cells.ts'
import { type LockedArtifact, readLockfile } from '../src/catalog/lockfile.ts'
import type { Catalog } from '../src/catalog/schema.ts'

/** What one component downloads, each artifact once, with the Spark versions whose images have it. */
export interface BundledComponent {
  readonly name: string
  readonly artifacts: readonly (Pick<LockedArtifact, 'name' | 'version' | 'license' | 'size'> & {
    readonly versions: readonly string[]
  })[]
}

/** Reads the locks of all cells, component by component in the catalog's order. */
export async function bundled(catalog: Catalog, images: string): Promise<BundledComponent[]> {
  const cells = cellsOf(catalog).filter((cell) => !isUnsupported(cell))
  const stages = [...new Set(cells.flatMap(({ downloads }) => downloads.map(({ stage }) => stage)))]
  return Promise.all(
    stages.map(async (stage) => {
      const found = new Map<string, { artifact: LockedArtifact; versions: Set<string> }>()
      for (const cell of cells) {
        const locks = cell.downloads.filter((one) => one.stage === stage).map((one) => one.lockfile)
        for (const artifact of (await Promise.all(locks.map((lock) => readLockfile(images, lock)))).flat()) {
          // Wheels of several architectures are one artifact here.
          const key = JSON.stringify([artifact.name, artifact.version, artifact.license])
          const { versions } = found.get(key) ?? { versions: new Set() }
          found.set(key, { artifact, versions: versions.add(cell.version) })
        }
      }
      const artifacts = [...found.values()].map(({ artifact, versions }) => ({
        name: artifact.name,
        version: artifact.version,
        license: artifact.license,
        size: artifact.size,
        versions: [...versions],
      }))
      return { name: stage.replace(/^fetch-/, ''), artifacts: artifacts.sort(byName) }
    }),
  )
}

function byName(a: { name: string; version: string }, b: { name: string; version: string }): number {
  return a.name === b.name ? a.version.localeCompare(b.version, 'en') : a.name.localeCompare(b.name, 'en')
}
