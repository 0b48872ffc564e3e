/** Builds several cells on one machine. */
import { inParallel, Semaphore } from '../parallel.ts'
import type { FingerprintedCell } from '../plan/plan.ts'
import { AT_A_TIME } from './acceptance.ts'
import { type BuiltImage, finishImage, makeImage } from './build.ts'
import type { BuildOptions } from './options.ts'

/** Images that the engine has at a time: one that is made, two that are tested. */
const IMAGES = 3

/**
 * Builds several cells on one machine: while an image is tested the next one is made, which waits for the network
 * and the disk most of the time, and its tests begin in the places that the last ones before it leave. Of the
 * images that are pushed the engine keeps the last: it can pull the others again, and all of a family would take
 * tens of gigabytes.
 * @returns the images in the targets' order.
 * @throws what buildCell() throws, after what was under way beside it has ended. What is pushed by then stays.
 */
export async function buildCells(
  targets: readonly FingerprintedCell[],
  where: BuildOptions,
): Promise<BuiltImage[]> {
  const [making, testing] = [new Semaphore(1), new Semaphore(AT_A_TIME)]
  const scanned: BuildOptions['scanned'] = new Map()
  return inParallel(IMAGES, [...targets.entries()], async ([turn, target]) => {
    const options: BuildOptions = { ...where, scanned, testing: (test) => testing.run(test, turn) }
    const made = await making.run(() => makeImage(target, options))
    try {
      const image = await finishImage(made, options)
      if (image.pushed && target !== targets.at(-1)) await options.docker(['image', 'rm', '--', image.image])
      return image
    } catch (error) {
      // Those that wait to be made are not under way.
      making.close(error)
      throw error
    }
  })
}
