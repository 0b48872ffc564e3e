/** out/report.json, which `npm start` writes. */
import * as z from 'zod/mini'
import type { BuiltImage } from '../image/build.ts'
import type { PlannedCell } from '../plan/plan.ts'
import { testResult } from '../plan/record.ts'

const text = (description: string) => z.string().check(z.describe(description))
const number = (description: string) => z.number().check(z.describe(description))

/** out/report.json; docs/report.schema.json is made from it. */
export const reportSchema = z.strictObject({
  cells: z.array(
    z.strictObject({
      cell: text('Cell id, like 4.1.1-baseline'),
      platform: text('OCI platform, like linux/amd64'),
      verdict: z
        .enum(['build', 'unchanged'])
        .check(z.describe('What the plan said: built now, or found in the registry')),
      reason: text('Why, in words'),
      fingerprint: text('Hash over all that determines the content of the cell, 64 hex digits'),
      image: text('Image reference with the staging tag'),
      digest: text('Digest of the image manifest'),
      compressedBytes: number('Size of the config and the layers as the registry keeps them, bytes'),
      unpackedBytes: number('Sum of the uncompressed layer tars, bytes'),
      layers: z.optional(
        z
          .array(
            z.strictObject({
              stage: text('Stage of the Dockerfile that the layer comes from'),
              digest: z.string(),
              compressedBytes: z.number(),
              unpackedBytes: z.number(),
            }),
          )
          .check(z.describe('Layers from the lowest up; only of a cell built now')),
      ),
      tests: z.array(testResult).check(z.describe('Acceptance tests, as recorded with the image')),
      seconds: number('Time of build, measuring, tests and push together; 0 of an unchanged cell'),
    }),
  ),
})

export type Report = z.infer<typeof reportSchema>
export type CellReport = Report['cells'][number]

/** The report of the cells that were asked for and of those `built` now, without those still to be built. */
export function reportCells(
  cells: readonly PlannedCell[],
  imageName: string,
  built: ReadonlyMap<PlannedCell, BuiltImage | undefined> = new Map(),
): CellReport[] {
  return cells.flatMap((planned) => {
    const { cell, tag, verdict } = planned
    if (verdict.kind === 'excluded') return []
    const now = built.get(planned)
    const image = verdict.kind === 'unchanged' ? verdict.published : now
    if (image === undefined) return []
    const { platform, fingerprint, compressedBytes, unpackedBytes, tests } = image.record
    const layers = now?.size.layers.map(({ stage, digest, compressed, unpacked }) => {
      return { stage, digest, compressedBytes: compressed, unpackedBytes: unpacked }
    })
    return {
      cell: cell.id,
      verdict: verdict.kind,
      reason: verdict.reason,
      platform,
      fingerprint,
      compressedBytes,
      unpackedBytes,
      tests,
      image: `${imageName}:${tag}`,
      digest: image.digest,
      layers,
      seconds: now?.seconds ?? 0,
    }
  })
}
