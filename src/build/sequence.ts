import { inParallel } from '../parallel.ts'
import type { Target } from '../plan/plan.ts'
import { type BuiltImage, finishImage, type MadeImage, makeImage } from './build.ts'
import type { BuildOptions } from './options.ts'

/**
 * Builds several cells on one machine: while an image is tested the next one is made, which waits for the network
 * and the disk most of the time. Of the images that are pushed the engine keeps the last: it can pull the others
 * again, and all of a family would take tens of gigabytes.
 * @returns the images in the targets' order.
 * @throws what buildCell() throws, after what was under way beside it has ended. What is pushed by then stays.
 */
export async function buildCells(targets: readonly Target[], where: BuildOptions): Promise<BuiltImage[]> {
  const options = { ...where, scanned: new Map() }
  const built: BuiltImage[] = []
  let ready: MadeImage | undefined
  for (const target of [...targets, undefined]) {
    const made = ready
    ready = undefined
    const finish = async (): Promise<void> => {
      if (made === undefined) return
      const image = await finishImage(made, options)
      built.push(image)
      if (image.pushed && target !== undefined) await options.docker(['image', 'rm', '--', image.image])
    }
    const make = async (): Promise<void> => {
      if (target !== undefined) ready = await makeImage(target, options)
    }
    await inParallel(2, [finish, make], (job) => job())
  }
  return built
}
