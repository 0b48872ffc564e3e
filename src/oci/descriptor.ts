/** Descriptors: what points at content. */
import * as z from 'zod/mini'
import { type Digest, isDigest } from './digest.ts'

export const digestSchema = z.custom<Digest>(
  (value) => typeof value === 'string' && isDigest(value),
  'not a sha256 digest',
)

export const descriptorSchema = z.object({
  mediaType: z.string(),
  digest: digestSchema,
  /** Bytes. */
  size: z.int().check(z.nonnegative()),
  annotations: z.optional(z.record(z.string(), z.string())),
  artifactType: z.optional(z.string()),
  platform: z.optional(
    z.object({ architecture: z.string(), os: z.string(), variant: z.optional(z.string()) }),
  ),
})

/** Points at content by type, digest and size in bytes (OCI image-spec, descriptor.md). */
export type Descriptor = z.infer<typeof descriptorSchema>
