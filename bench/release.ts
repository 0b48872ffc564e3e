import path from 'node:path'
import { performance } from 'node:perf_hooks'
import { cellsOf, exclusionOf } from '../src/catalog/cells.ts'
import { loadCatalog } from '../src/catalog/load.ts'
import { openRepository } from '../src/registry/repository.ts'
import { startRegistry } from '../tests/registry/registry.ts'
import { planOf, pushFamily } from '../tests/release/family.ts'
import { runEntry } from '../tests/support/process.ts'
import type { Context, Result } from './figures.ts'

const ROUNDS = 5

/**
 * The release entry as a whole process, on a real registry on the loopback interface: every alias of the
 * shipped family new, every alias to be moved, and none. The images are small, as a release sends none of
 * their layers.
 */
export async function release({ root }: Context): Promise<Result> {
  const images = path.join(root, 'images')
  const catalog = await loadCatalog(images)
  // A cell's aliases name all of its platforms.
  const ids = new Set(cellsOf(catalog).flatMap((cell) => (exclusionOf(cell) === undefined ? [cell.id] : [])))
  const plan = planOf(catalog, images, (id) => ids.has(id))
  const built = plan.cells.filter(({ verdict }) => verdict === 'build')
  await using registry = await startRegistry()
  const samples = { fresh: [] as number[], all: [] as number[], none: [] as number[] }
  let aliases = 0
  for (let round = 0; round < ROUNDS; round++) {
    const name = { registry: registry.host, repository: `bench${round}/spark` }
    const repository = openRepository(name)
    const run = async (moved: (count: number) => boolean): Promise<number> => {
      const inputs = { image: `${name.registry}/${name.repository}`, plan: JSON.stringify(plan) }
      const started = performance.now()
      const ended = await runEntry('release', { ...inputs, partial: 'false', 'dry-run': 'false' })
      const time = performance.now() - started
      if (ended.code === 0 && moved(Number(ended.outputs.moved))) return time / 1000
      throw new Error(`the release ended with ${ended.code}, ${ended.outputs.moved} moved:\n${ended.text}`)
    }
    await pushFamily(repository, built, 1)
    samples.fresh.push(
      await run((count) => {
        aliases = count
        return count > ids.size
      }),
    )
    await pushFamily(repository, built, 2)
    // All but those with a date, one of each cell.
    samples.all.push(await run((count) => count === aliases - ids.size))
    samples.none.push(await run((count) => count === 0))
    repository.client.close()
  }
  return {
    title: `Release: ${built.length} images of ${ids.size} cells, ${aliases} aliases`,
    reference: '',
    figures: [
      { name: 'nothing to move', unit: 's', ours: samples.none, reference: [] },
      { name: 'all to move', unit: 's', ours: samples.all, reference: [] },
      { name: 'all new', unit: 's', ours: samples.fresh, reference: [] },
    ],
    notes: [
      `medians of ${ROUNDS} rounds of whole processes, node ${process.version}`,
      'the 1.5 s for which the release lease is left alone are in it, where there is something to move',
    ],
  }
}
