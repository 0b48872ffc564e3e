/** A few values that a release keeps in the registry: JSON in an annotation of an artifact under a fixed tag. */
import type * as z from 'zod/mini'
import { ConfigurationError } from '../errors.ts'
import { MEDIA_TYPES, parseManifest } from '../oci/manifest.ts'
import { pushEmpty } from '../registry/empty.ts'
import { getManifest, putManifest } from '../registry/manifests.ts'
import { formatRepository, type Repository } from '../registry/repository.ts'
import { encodeArtifact } from './artifact.ts'

export interface TagKind<T> {
  readonly tag: string
  readonly artifactType: string
  /** For messages: `a release lease`. */
  readonly name: string
  readonly schema: z.ZodMiniType<T>
}

const STATE = 'spark-images.state'

/**
 * Reads the state; undefined when there is no such tag. Fields that this version does not know are ignored.
 * @throws ConfigurationError that names the tag to remove when it holds something else.
 */
export async function readTagState<T>(repository: Repository, kind: TagKind<T>): Promise<T | undefined> {
  const stored = await getManifest(repository, kind.tag)
  if (stored === undefined) return undefined
  const what = `${formatRepository(repository)}:${kind.tag}`
  try {
    const { artifactType, annotations } = parseManifest(stored.bytes, what)
    const parsed = kind.schema.safeParse(JSON.parse(annotations?.[STATE] ?? 'null'))
    if (artifactType === kind.artifactType && parsed.success) return parsed.data
  } catch {
    // Neither a manifest nor JSON.
  }
  throw new ConfigurationError(
    `${what} is not ${kind.name} that this version of the action can read: use the version that wrote it, or remove that tag when no release is under way`,
  )
}

export async function writeTagState<T>(repository: Repository, kind: TagKind<T>, state: T): Promise<void> {
  const { tag, artifactType } = kind
  const { bytes } = encodeArtifact({ artifactType, annotations: { [STATE]: JSON.stringify(state) } })
  await pushEmpty(repository)
  await putManifest(repository, tag, bytes, MEDIA_TYPES.manifest)
}
