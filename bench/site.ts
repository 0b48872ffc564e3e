import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { performance } from 'node:perf_hooks'
import { type Cell, cellsOf, exclusionOf } from '../src/catalog/cells.ts'
import { loadCatalog } from '../src/catalog/load.ts'
import { openRepository, type Repository } from '../src/registry/repository.ts'
import { readSite } from '../src/site/read.ts'
import { writeSite } from '../src/site/write.ts'
import { startRegistry } from '../tests/registry/registry.ts'
import { releaseSeveral } from '../tests/site/releases.ts'
import type { Context, Result } from './figures.ts'

const [RELEASES, CELLS, PACKAGES, ROUNDS] = [20, 36, 540, 3]

/** What a page shows before anybody searches. */
const FIRST = ['index.html', 'style.css', 'search.js', 'icon.svg']

/**
 * The page of a family from a real registry on the loopback interface: of releases with a third of the images new in each,
 * as nightly rebuilds give them, and with all images new in each.
 */
export async function site({ root, say }: Context): Promise<Result> {
  const catalog = await loadCatalog(path.join(root, 'images'))
  const cells = enough(cellsOf(catalog))
  await using registry = await startRegistry()
  const folder = await mkdtemp(path.join(tmpdir(), 'bench-site-'))
  const samples = { third: [] as number[], all: [] as number[] }
  let bytes = 0
  const make = async (repository: Repository): Promise<number> => {
    const started = performance.now()
    const made = await readSite(repository, { cells, releases: RELEASES, now: new Date() })
    await writeSite(made, folder, path.join(root, 'site/static'))
    return (performance.now() - started) / 1000
  }
  try {
    for (const name of ['third', 'all'] as const) {
      const repository = openRepository({ registry: registry.host, repository: `${name}/spark` })
      say(`release ${CELLS} images ${RELEASES} times`)
      await releaseSeveral(repository, {
        cells,
        aliases: catalog.aliases,
        releases: RELEASES,
        packages: PACKAGES,
        isBuilt: (cell, index) => name === 'all' || cells.indexOf(cell) % 3 === index % 3,
      })
      for (let round = 0; round < ROUNDS; round++) samples[name].push(await make(repository))
      repository.client.close()
    }
    const files = await Promise.all(FIRST.map((name) => stat(path.join(folder, name))))
    bytes = files.reduce((sum, { size }) => sum + size, 0)
  } finally {
    await rm(folder, { recursive: true })
  }
  return {
    title: `Page: ${RELEASES} releases of ${CELLS} images with ${PACKAGES} packages each`,
    reference: '',
    figures: [
      {
        name: 'made, a third of the images new in each release',
        unit: 's',
        ours: samples.third,
        reference: [],
      },
      { name: 'made, all images new in each release', unit: 's', ours: samples.all, reference: [] },
      { name: 'loaded first', unit: 'bytes', ours: [bytes], reference: [] },
    ],
    notes: [`medians of ${ROUNDS} rounds, registry on the same machine, node ${process.version}`],
  }
}

/** The shipped family's cells, with more variants of it. */
function enough(all: readonly Cell[]): Cell[] {
  const built = all.filter((cell) => exclusionOf(cell) === undefined)
  const others = built.map((cell) => ({
    ...cell,
    id: `${cell.version}-my-${cell.variant}`,
    variant: `my-${cell.variant}`,
  }))
  return [...built, ...others].slice(0, CELLS)
}
