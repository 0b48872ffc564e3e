/** The JSON of a diff; docs/diff.schema.json is made from it. */
import * as z from 'zod/mini'
import { SEVERITIES } from '../vulnerabilities/severity.ts'
import { ECOSYSTEMS } from './content.ts'

const text = (description: string) => z.string().check(z.describe(description))
const bytes = (description: string) => z.number().check(z.describe(description))
const both = (description: string) =>
  z.strictObject({ old: z.number(), new: z.number() }).check(z.describe(description))

const side = z.strictObject({
  digest: text('Digest of the manifest of the one platform'),
  built: z.optional(text('When it was built, ISO 8601')),
})

export const packageChange = z.strictObject({
  ecosystem: z.enum(ECOSYSTEMS),
  name: text('`group:artifact`, a Python project as PyPI normalizes it, a binary package of Debian'),
  change: z
    .enum(['up', 'down', 'changed', 'in', 'out'])
    .check(z.describe('`changed`: to another version that can’t be compared, or one of several')),
  old: z.array(z.string()).check(z.describe('Versions in the old image; a jar may be shaded into others')),
  new: z.array(z.string()),
})

export const vulnerabilityChange = z.strictObject({
  id: z.string(),
  package: z.string(),
  version: z.string(),
  severity: z.enum(SEVERITIES),
  fixed: z.array(z.string()).check(z.describe('Versions that fix it')),
  change: z
    .enum(['in', 'out', 'published'])
    .check(
      z.describe(
        '`published`: it is known since the old image was scanned, which has the package in this version, too',
      ),
    ),
})

const valueChange = (name: string) =>
  z.strictObject({
    name: text(name),
    old: z.nullable(z.string()).check(z.describe('null where it was not there')),
    new: z.nullable(z.string()),
  })

export const imageDiffSchema = z.strictObject({
  cell: text('Cell id, like 4.1.1-baseline; empty of an image that is none of ours'),
  platform: text('OCI platform, like linux/amd64'),
  old: z.extend(side, { cell: z.optional(text('Cell id, where it is another than that of the new image')) }),
  new: side,
  pullBytes: bytes('Compressed bytes that a node which has the old image pulls for the new one'),
  compressedBytes: both('Configuration and layers as the registry has them'),
  unpackedBytes: z.optional(both('Sum of the uncompressed layer tars')),
  layers: z
    .array(
      z.strictObject({
        stage: text('Stage of the Dockerfile'),
        old: bytes('Compressed; 0 where there was none'),
        new: z.number(),
        pull: bytes('What of it is in no layer of the old image'),
      }),
    )
    .check(z.describe('From the lowest up')),
  packages: z.array(packageChange),
  licences: z.array(
    z.strictObject({
      licence: text('An SPDX licence expression'),
      change: z.enum(['in', 'out']),
      packages: z.array(z.string()),
    }),
  ),
  vulnerabilities: z.array(vulnerabilityChange),
  statements: z
    .array(
      z.strictObject({
        vulnerability: z.string(),
        package: z.string(),
        old: z.nullable(z.string()).check(z.describe('An OpenVEX status; null where nothing was stated')),
        new: z.nullable(z.string()),
      }),
    )
    .check(z.describe('VEX statements that came, went or changed')),
  settings: z.array(
    valueChange('`env NAME`, `conf KEY` of Spark’s defaults, `label NAME`, `entrypoint` and so on'),
  ),
  tests: z.array(valueChange('Acceptance tests that came, went or had another outcome')),
  unknown: z.array(z.string()).check(z.describe('What could not be compared, a sentence each')),
})

const cellImage = z.strictObject({ cell: z.string(), digest: z.string() })

export const diffSchema = z.strictObject({
  format: z.literal(1),
  old: text('What was given, in full: an image or a release'),
  new: z.string(),
  images: z.array(imageDiffSchema).check(z.describe('Images that differ')),
  added: z.array(cellImage).check(z.describe('Cells, or platforms of one, that only the new one has')),
  removed: z.array(cellImage),
  unchanged: z.number().check(z.describe('Number of cells with the same digest in both')),
  unknown: z.array(z.string()).check(z.describe('Cells that could not be compared, a sentence each')),
})

/** A diff without the names of what is compared. */
export type Changes = Omit<Diff, 'format' | 'old' | 'new'>
export type PackageChange = z.infer<typeof packageChange>
export type VulnerabilityChange = z.infer<typeof vulnerabilityChange>
export type ImageDiff = z.infer<typeof imageDiffSchema>
export type Diff = z.infer<typeof diffSchema>
