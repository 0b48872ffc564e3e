/** What releases keep under fixed tags of the images' repository: JSON in an annotation of a small artifact. */
import * as z from 'zod/mini'
import { ConfigurationError } from '../errors.ts'
import { digestSchema } from '../oci/descriptor.ts'
import { MEDIA_TYPES, parseManifest } from '../oci/manifest.ts'
import { encodeArtifact, pushEmpty } from '../registry/artifact.ts'
import { getManifest, putManifest } from '../registry/manifests.ts'
import { formatRepository, type Repository } from '../registry/repository.ts'

const STATE = 'spark-images.state'

/** An id of a release: when it was made in UTC, and six hex digits that make it the only one. */
export const RELEASE_ID = /^\d{8}-\d{6}-[0-9a-f]{6}$/

/** A value under a tag, overwritten each time. */
export class TagState<T> {
  readonly tag: string
  readonly #artifactType: string
  readonly #schema: z.ZodMiniType<T>

  constructor(tag: string, schema: z.ZodMiniType<T>) {
    this.tag = tag
    this.#artifactType = `application/vnd.spark-images.${tag}.v1+json`
    this.#schema = schema
  }

  /**
   * Reads the value; undefined when there is no such tag. Fields that this version does not know are ignored.
   * @throws ConfigurationError that names the tag to remove when it holds something else.
   */
  async read(repository: Repository): Promise<T | undefined> {
    const stored = await getManifest(repository, this.tag)
    if (stored === undefined) return undefined
    const what = `${formatRepository(repository)}:${this.tag}`
    try {
      const { artifactType, annotations } = parseManifest(stored.bytes, what)
      const parsed = this.#schema.safeParse(JSON.parse(annotations?.[STATE] ?? 'null'))
      if (artifactType === this.#artifactType && parsed.success) return parsed.data
    } catch {
      // Neither a manifest nor JSON.
    }
    throw new ConfigurationError(
      `${what} holds nothing that this version of the action can read: use the version that wrote it, or remove that tag when no release is under way`,
    )
  }

  async write(repository: Repository, value: T): Promise<void> {
    const annotations = { [STATE]: JSON.stringify(value) }
    await pushEmpty(repository)
    const bytes = encodeArtifact({ artifactType: this.#artifactType, annotations })
    await putManifest(repository, this.tag, bytes, MEDIA_TYPES.manifest)
  }
}

const releaseId = z.string().check(z.regex(RELEASE_ID))

/**
 * Which release is under way and which was the last one. Only the holder of the lease writes it. It is not part of the
 * lease: whoever overwrites a lease by accident still finds what its holder left.
 */
export const journal = new TagState(
  'release-journal',
  z.object({
    /** The last release that was completed. */
    last: z.optional(releaseId),
    /** The release whose aliases are being moved, and the digest of its open record's manifest. */
    unfinished: z.optional(z.object({ release: releaseId, record: digestSchema })),
  }),
)

/** The times of plans of which a release found nothing to move, and which therefore are in no record. */
export const notedPlans = new TagState(
  'release-plans',
  z.object({
    /** By the time of the plan, the aliases that no newer plan has decided on. */
    plans: z.array(z.object({ planned: z.string(), aliases: z.array(z.string()) })),
  }),
)
