/** How much free disk a build needs, and whether it is there. */
import { mkdir, statfs } from 'node:fs/promises'
import { formatBytes } from '../catalog/bytes.ts'
import { ConfigurationError } from '../errors.ts'
import type { PlannedCell } from '../plan/plan.ts'

/**
 * Bytes of stages for each unpacked byte of an image, without any cache. Measured: 10.4 GB for 4.1.1-gpu-iceberg, which
 * has 1.82 GB.
 */
const STAGES = 6

/** The compressed image is in the builder and in the layout. */
const COPIES = 2

/** Bytes that the servers of acceptance tests take in the engine. */
const SERVICES = 2e9

/** What stays of each further image, for each of its unpacked bytes: sixteen images took 33 GB. */
const SHARE = 0.85

/** Sizes of an image in bytes where neither an earlier image nor a budget tells them. */
const UNKNOWN = { unpacked: 2e9, compressed: 1.5e9 }

/** A cell to be built, as a plan has it or before there is a plan. */
type Planned = Pick<PlannedCell, 'cell' | 'recorded'>

/**
 * Free bytes that a build of these cells, one after the other and without a cache, needs at its highest: worked out
 * from the sizes of each cell's newest image, and from its budget where there is none. A record says no more than the
 * budget allows: anybody who may push can write it.
 */
export function neededBytes(planned: readonly Planned[]): number {
  const sizes = planned.map(({ cell: { budget }, recorded }) => {
    const unpacked = Math.min(recorded?.unpackedBytes ?? Infinity, budget.unpacked ?? UNKNOWN.unpacked)
    const compressed = Math.min(
      recorded?.compressedBytes ?? Infinity,
      budget.compressed ?? UNKNOWN.compressed,
    )
    return { unpacked, alone: STAGES * unpacked + COPIES * compressed }
  })
  const [largest, ...others] = sizes.sort((a, b) => b.alone - a.alone)
  if (largest === undefined) return 0
  const services = planned.some(({ cell }) => cell.acceptance.some(({ service }) => service !== undefined))
  return (
    largest.alone +
    (services ? SERVICES : 0) +
    SHARE * others.reduce((sum, { unpacked }) => sum + unpacked, 0)
  )
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
