/** Checks the free disk that a build needs, and an image's size against its cell's budget. */
import { mkdir, statfs } from 'node:fs/promises'
import { formatBytes } from '../catalog/bytes.ts'
import type { Cell } from '../catalog/cells.ts'
import { ConfigurationError } from '../errors.ts'
import type { ImageSize } from '../layout/measure.ts'
import type { PlannedCell } from '../plan/plan.ts'

/** Bytes of stages for each unpacked byte. Measured: 10.4 GB for 4.1.1-gpu-iceberg, which has 1.82 GB. */
const STAGES = 6
/** The compressed image is in the builder and in the layout. */
const COPIES = 2
/** Bytes that the servers of acceptance tests take in the engine. */
const SERVICES = 2e9
/**
 * What stays of each further image, for each of its unpacked bytes: sixteen images of four versions took 33 GB. Of more
 * series it may be twice as much, of which an engine's builder gives up what was not used lately.
 */
const SHARE = 0.85
/** Sizes in bytes where neither an earlier image nor a budget tells them. */
const UNKNOWN = { unpacked: 2e9, compressed: 1.5e9 }

/**
 * Free bytes that a build of these cells needs at its highest, one after the other and without a cache: from the sizes of
 * each cell's newest image, else from its budget. A record counts up to the budget: anybody who may push can write it.
 */
export function neededBytes(planned: readonly Pick<PlannedCell, 'cell' | 'recorded'>[]): number {
  const sizes = planned.map(({ cell, recorded }) => {
    const limits = { ...UNKNOWN, ...cell.budget }
    const unpacked = Math.min(recorded?.unpackedBytes ?? Infinity, limits.unpacked)
    const compressed = Math.min(recorded?.compressedBytes ?? Infinity, limits.compressed)
    return { unpacked, alone: STAGES * unpacked + COPIES * compressed }
  })
  const [largest, ...others] = sizes.sort((a, b) => b.alone - a.alone)
  if (largest === undefined) return 0
  const hasService = planned.some(({ cell }) => cell.acceptance.some(({ service }) => service !== undefined))
  const shares = others.map(({ unpacked }) => SHARE * unpacked)
  return [largest.alone, hasService ? SERVICES : 0, ...shares].reduce((sum, bytes) => sum + bytes)
}

/** @throws ConfigurationError when the disk of `folder` has less free than `needed` bytes. */
export async function checkDisk(folder: string, needed: number): Promise<void> {
  await mkdir(folder, { recursive: true })
  const { bavail, bsize } = await statfs(folder)
  const free = bavail * bsize
  if (free >= needed) return
  throw new ConfigurationError(
    `too little free disk at ${folder}: ${formatBytes(free)} free, ${formatBytes(needed)} needed; free ${formatBytes(needed - free)} or more`,
  )
}

/** @throws ConfigurationError saying by how much the image is over, and which layers are the largest, by stage. */
export function checkBudget(cell: Cell, size: ImageSize): void {
  for (const measure of ['unpacked', 'compressed'] as const) {
    const limit = cell.budget[measure]
    if (limit === undefined || size[measure] <= limit) continue
    const layers = [...size.layers].sort((a, b) => b[measure] - a[measure]).slice(0, 5)
    throw new ConfigurationError(
      [
        `${cell.id} is over its budget: ${formatBytes(size[measure])} ${measure}, ${formatBytes(size[measure] - limit)} more than the ${formatBytes(limit)} of variants.${cell.variant}.budget.${measure} in the catalog. Its largest layers:`,
        ...layers.map((layer) => `  ${layer.stage}: ${formatBytes(layer[measure])}`),
      ].join('\n'),
    )
  }
}
