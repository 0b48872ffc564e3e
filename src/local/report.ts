/** out/report.json, which `npm start` writes. */
import * as z from 'zod/mini'
import type { BuiltImage } from '../image/build.ts'
import type { PlannedCell, PublishedImage } from '../plan/plan.ts'
import type { AcceptanceRecord } from '../plan/record.ts'

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
      tests: z
        .array(
          z.strictObject({
            name: z.string(),
            outcome: z.enum(['passed', 'failed']),
            seconds: z.number(),
            saw: z.array(z.string()).check(what('What the test saw, in its own words')),
          }),
        )
        .check(what('Acceptance tests, as recorded with the image')),
      seconds: z
        .number()
        .check(what('Time of build, measuring, tests and push together; 0 of an unchanged cell')),
    }),
  ),
})

export type Report = z.infer<typeof reportSchema>
export type CellReport = Report['cells'][number]

/** The report of a cell that was built now. */
export function reportBuilt({ cell, verdict }: PlannedCell, built: BuiltImage): CellReport {
  return {
    cell: cell.id,
    verdict: 'build',
    reason: verdict.reason,
    ...recorded(built.record),
    image: built.image,
    digest: built.digest,
    layers: built.size.layers.map(({ stage, digest, compressed, unpacked }) => ({
      stage,
      digest,
      compressedBytes: compressed,
      unpackedBytes: unpacked,
    })),
    seconds: built.seconds,
  }
}

/** The report of a cell that was in the registry, from its acceptance record. */
export function reportUnchanged(
  { cell, tag, verdict }: PlannedCell,
  published: PublishedImage & { record: AcceptanceRecord },
  imageName: string,
): CellReport {
  return {
    cell: cell.id,
    verdict: 'unchanged',
    reason: verdict.reason,
    ...recorded(published.record),
    image: `${imageName}:${tag}`,
    digest: published.digest,
    seconds: 0,
  }
}

function recorded(
  record: BuiltImage['record'],
): Pick<CellReport, 'platform' | 'fingerprint' | 'compressedBytes' | 'unpackedBytes' | 'tests'> {
  const { platform, fingerprint, compressedBytes, unpackedBytes, tests } = record
  return { platform, fingerprint, compressedBytes, unpackedBytes, tests }
}
