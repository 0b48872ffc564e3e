import { mkdir, statfs } from 'node:fs/promises'
import { formatBytes } from '../catalog/bytes.ts'
import type { Cell } from '../catalog/cells.ts'
import { ConfigurationError } from '../errors.ts'

/** What a build takes at its highest, against the unpacked size of its image: downloads, stages, layout, load. */
const FACTOR = 8

/** What stays of each further image: stages, the layers that are its own, in the registry as in the builder. */
const SHARE = 0.7

/**
 * Free bytes that a build of these cells, one after the other, needs at its highest: by measurement, sixteen images of
 * 1 to 2 GB take 33 GB.
 */
export function neededBytes(cells: readonly Cell[]): number {
  const sizes = cells.map(({ budget }) => budget.unpacked ?? 2e9)
  const largest = Math.max(0, ...sizes)
  return FACTOR * largest + SHARE * (sizes.reduce((sum, size) => sum + size, 0) - largest)
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
