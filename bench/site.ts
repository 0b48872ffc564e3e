import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { performance } from 'node:perf_hooks'
import { type Cell, cellsOf, exclusionOf } from '../src/catalog/cells.ts'
import { loadCatalog } from '../src/catalog/load.ts'
import { openRepository } from '../src/registry/repository.ts'
import { readSite } from '../src/site/read.ts'
import { writeSite } from '../src/site/write.ts'
import { startRegistry } from '../tests/registry/registry.ts'
import { releaseSeveral } from '../tests/site/releases.ts'
import type { Context, Result } from './figures.ts'

const [RELEASES, CELLS, PACKAGES, ROUNDS] = [20, 36, 540, 3]

/** What a page shows before anybody searches. */
const FIRST = ['index.html', 'style.css', 'search.js', 'icon.svg']

/**
 * The page of a family from a real registry on the loopback interface, of releases with a third of the images new in each, as
 * nightly rebuilds give them.
 */
export async function site({ root, say }: Context): Promise<Result> {
  const catalog = await loadCatalog(path.join(root, 'images'))
  const cells = enough(cellsOf(catalog))
  await using registry = await startRegistry()
  const repository = openRepository({ registry: registry.host, repository: 'bench/spark' })
  say(`release ${CELLS} images ${RELEASES} times: some minutes`)
  await releaseSeveral(repository, {
    cells,
    aliases: catalog.aliases,
    releases: RELEASES,
    packages: PACKAGES,
    isBuilt: (cell, index) => cells.indexOf(cell) % 3 === index % 3,
  })
  const folder = await mkdtemp(path.join(tmpdir(), 'bench-site-'))
  const samples = { wall: [] as number[], cpu: [] as number[] }
  try {
    for (let round = 0; round < ROUNDS; round++) {
      const [started, used] = [performance.now(), process.cpuUsage()]
      const made = await readSite(repository, {
        cells,
        releases: RELEASES,
        now: new Date(),
        signing: catalog,
      })
      await writeSite(made, folder, path.join(root, 'site/static'))
      const { user, system } = process.cpuUsage(used)
      samples.wall.push((performance.now() - started) / 1000)
      samples.cpu.push((user + system) / 1e6)
    }
    const files = await Promise.all(FIRST.map((name) => stat(path.join(folder, name))))
    const bytes = files.reduce((sum, { size }) => sum + size, 0)
    return {
      title: `Page: ${RELEASES} releases of ${CELLS} images with ${PACKAGES} packages each`,
      reference: '',
      figures: [
        { name: 'made', unit: 's', ours: samples.wall, reference: [] },
        { name: 'processor time of that, without the registry', unit: 's', ours: samples.cpu, reference: [] },
        { name: 'loaded first', unit: 'bytes', ours: [bytes], reference: [] },
      ],
      notes: [
        `medians of ${ROUNDS} rounds, node ${process.version}; the registry is on the same machine`,
        'a third of the images are new in each release, and all in the first',
      ],
    }
  } finally {
    repository.client.close()
    await rm(folder, { recursive: true })
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
