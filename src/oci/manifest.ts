/** Manifests, indexes and configurations of images, parsed by schemas. */
import * as z from 'zod/mini'
import { descriptorSchema, digestSchema } from './descriptor.ts'
import { parseJson } from './json.ts'

/** Media types of the OCI image-spec and of Docker's older format, which means the same. */
export const MEDIA_TYPES = {
  manifest: 'application/vnd.oci.image.manifest.v1+json',
  index: 'application/vnd.oci.image.index.v1+json',
  empty: 'application/vnd.oci.empty.v1+json',
  dockerManifest: 'application/vnd.docker.distribution.manifest.v2+json',
  dockerIndex: 'application/vnd.docker.distribution.manifest.list.v2+json',
} as const

/** Registries take manifests of at least this size, in bytes (distribution-spec, "Pushing manifests"). */
export const MAX_MANIFEST_BYTES = 4 * 1024 * 1024

const annotations = z.optional(z.record(z.string(), z.string()))

const manifestSchema = z.object({
  schemaVersion: z.literal(2),
  mediaType: z.optional(z.enum([MEDIA_TYPES.manifest, MEDIA_TYPES.dockerManifest])),
  artifactType: z.optional(z.string()),
  config: descriptorSchema,
  layers: z.array(descriptorSchema),
  subject: z.optional(descriptorSchema),
  annotations,
})

// In what Go writes, an empty map or list is null.
const indexSchema = z.looseObject({
  schemaVersion: z.literal(2),
  manifests: z.pipe(
    z.nullable(z.array(z.unknown())),
    z.transform((entries) => entries ?? []),
  ),
  annotations: z.catch(annotations, undefined),
})

/** An entry of an index must say what it points at; whatever else it says counts only if it is understood. */
const entrySchema = z.extend(descriptorSchema, {
  annotations: z.catch(descriptorSchema.shape.annotations, undefined),
  artifactType: z.catch(descriptorSchema.shape.artifactType, undefined),
  platform: z.catch(descriptorSchema.shape.platform, undefined),
})

const configSchema = z.object({
  created: z.optional(z.string()),
  architecture: z.string(),
  os: z.string(),
  config: z.pipe(
    z.nullish(z.object({ Labels: z.nullish(z.record(z.string(), z.string())) })),
    z.transform((config) => ({ Labels: config?.Labels ?? {} })),
  ),
  rootfs: z.object({ diff_ids: z.array(digestSchema) }),
  history: z.pipe(
    z.nullish(
      z.array(z.object({ created_by: z.optional(z.string()), empty_layer: z.optional(z.boolean()) })),
    ),
    z.transform((history) => history ?? []),
  ),
})

/** An image or artifact manifest (image-spec, manifest.md). */
export type Manifest = z.infer<typeof manifestSchema>
/** An image index, or a list of referrers, which is one (image-spec, image-index.md). */
export type Index = ReturnType<typeof parseIndex>
/** What is used here of an image's configuration, its history oldest first (image-spec, config.md). */
export type ImageConfig = z.infer<typeof configSchema>

/** @throws RegistryError naming `what` and the key at fault when the bytes are not an image manifest. */
export const parseManifest = (bytes: Uint8Array, what: string): Manifest =>
  parseJson(manifestSchema, bytes, what, 'an image manifest')

/**
 * Parses an index entry by entry, since anybody who may write to a repository may add one of any kind: `manifests` are
 * the entries that are understood, and `content` is everything that the index says.
 * @param note told how many entries are left out because they are not understood
 * @throws RegistryError naming `what` and the key at fault when the bytes are not an image index.
 */
export function parseIndex(bytes: Uint8Array, what: string, note?: (line: string) => void) {
  const content = parseJson(indexSchema, bytes, what, 'an image index')
  const manifests = content.manifests.flatMap((entry) => z.safeParse(entrySchema, entry).data ?? [])
  const all = content.manifests.length
  const left = all - manifests.length
  if (left > 0) note?.(`${what}: ${left} of ${all} entries are not understood and left out`)
  return { annotations: content.annotations, manifests, content }
}

/** Bytes of config and layers: what a client pulls of an image. */
export function compressedBytes({ config, layers }: Manifest): number {
  return layers.reduce((sum, { size }) => sum + size, config.size)
}

/** @throws RegistryError naming `what` and the key at fault when the bytes are not an image configuration. */
export const parseImageConfig = (bytes: Uint8Array, what: string): ImageConfig =>
  parseJson(configSchema, bytes, what, 'an image configuration')

/** Whether a media type is an index's, OCI's or Docker's. */
export function isIndexType(mediaType: string): boolean {
  return mediaType === MEDIA_TYPES.index || mediaType === MEDIA_TYPES.dockerIndex
}
