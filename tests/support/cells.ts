import { expect } from 'vitest'
import { dockerOutput } from '../../src/engine/docker.ts'
import type { CellReport } from '../../src/local/report.ts'
import { DEFAULT, type Workshop } from './workshop.ts'

/**
 * Cells by their ids, built with one quick acceptance test each or found built: what the registry holds of
 * them, with their images in the engine.
 */
export async function buildCells(
  workshop: Workshop,
  ids: readonly string[],
): Promise<ReadonlyMap<string, CellReport>> {
  await workshop.quicken()
  const { code, text } = await workshop.local(['start', ...ids])
  expect(code, text).toBe(0)
  const { cells } = await workshop.report()
  const docker = await workshop.docker()
  // An unchanged cell is in the registry; the engine may have lost it.
  for (const { image } of cells) await dockerOutput(docker, ['pull', '--quiet', '--', image])
  return new Map(cells.map((report) => [report.cell, report]))
}

/** The image of the default cell, built or found built as by buildCells(). */
export async function baselineImage(workshop: Workshop): Promise<string> {
  const reports = await buildCells(workshop, [DEFAULT])
  return reports.get(DEFAULT)?.image ?? ''
}
