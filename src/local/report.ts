/** out/report.json, which `npm start` writes. */
import * as z from 'zod/mini'
import type { BuiltImage } from '../image/build.ts'
import type { PlannedCell } from '../plan/plan.ts'
import { testResult } from '../plan/record.ts'

const what = (description: string): z.core.$ZodCheck<unknown> => z.describe(description)

/** out/report.json; docs/report.schema.json is made from it. */
export const reportSchema = z.strictObject({
  cells: z.array(
    z.strictObject({
      cell: z.string().check(what('Cell id, like 4.1.1-baseline')),
      platform: z.string().check(what('OCI platform, like linux/amd64')),
      verdict: z
        .enum(['build', 'unchanged'])
        .check(what('What the plan said: built now, or found in the registry')),
      reason: z.string().check(what('Why, in words')),
      fingerprint: z
        .string()
        .check(what('Hash over all that determines the content of the cell, 64 hex digits')),
      image: z.string().check(what('Image reference with the staging tag')),
      digest: z.string().check(what('Digest of the image manifest')),
      compressedBytes: z
        .number()
        .check(what('Size of the config and the layers as the registry keeps them, bytes')),
      unpackedBytes: z.number().check(what('Sum of the uncompressed layer tars, bytes')),
      layers: z.optional(
        z
          .array(
            z.strictObject({
              stage: z.string().check(what('Stage of the Dockerfile that the layer comes from')),
              digest: z.string(),
              compressedBytes: z.number(),
              unpackedBytes: z.number(),
            }),
          )
          .check(what('Layers from the lowest up; only of a cell built now')),
      ),
      tests: z.array(testResult).check(what('Acceptance tests, as recorded with the image')),
      seconds: z
        .number()
        .check(what('Time of build, measuring, tests and push together; 0 of an unchanged cell')),
    }),
  ),
})

export type Report = z.infer<typeof reportSchema>
export type CellReport = Report['cells'][number]

/**
 * The report of the cells that were asked for, without those that are still to be built.
 * @param built the images that were built now.
 */
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
    const layers = now?.size.layers.map(({ stage, digest, compressed, unpacked }) => ({
      stage,
      digest,
      compressedBytes: compressed,
      unpackedBytes: unpacked,
    }))
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
