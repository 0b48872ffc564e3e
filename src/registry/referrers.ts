/** What is attached to images (distribution-spec, "Listing Referrers"). */
import { Readable } from 'node:stream'
import * as z from 'zod/mini'
import { ConfigurationError, RegistryError } from '../errors.ts'
import { type Descriptor, descriptorSchema } from '../oci/descriptor.ts'
import { type Digest, hexOf, sha256 } from '../oci/digest.ts'
import { MAX_MANIFEST_BYTES, MEDIA_TYPES, parseManifest } from '../oci/manifest.ts'
import { inParallel } from '../parallel.ts'
import { getBlob } from './blobs.ts'
import { EMPTY_DESCRIPTOR, pushEmpty } from './empty.ts'
import { type Call, type Client, readBytes } from './http/client.ts'
import { discard } from './http/transport.ts'
import { getManifest, putManifest, putManifestWithSubject, type StoredManifest } from './manifests.ts'
import { formatRepository, pathOf, pullScopes, type Repository } from './repository.ts'
import { pushBlob } from './upload.ts'

/** An artifact to be attached to an image: one blob and what it is. */
export interface Referrer {
  readonly artifactType: string
  readonly annotations?: Readonly<Record<string, string>>
  readonly mediaType: string
  readonly blob: Buffer
}

/** By the predicate's type or, where there is none, the artifact's; see docs/attestations.md. */
const TITLES = new Map([
  ['application/spdx+json', 'sbom.spdx.json'],
  ['https://slsa.dev/provenance/v1', 'provenance.json'],
  ['https://in-toto.io/attestation/test-result/v0.1', 'acceptance.json'],
])

/** The name of the file that `oras pull` makes of the blob: without one it makes none. */
function titled({ artifactType, annotations }: Referrer): Pick<Descriptor, 'annotations'> {
  const title = TITLES.get(annotations?.['in-toto.io/predicate-type'] ?? artifactType)
  return title === undefined ? {} : { annotations: { 'org.opencontainers.image.title': title } }
}

/**
 * What is attached to a manifest (distribution-spec, "Listing Referrers"), also in a registry without that
 * API, where a tag of an agreed form lists it; there it comes in the order in which it was attached.
 */
export async function listReferrers(
  repository: Repository,
  subject: Digest,
  artifactType?: string,
): Promise<readonly Descriptor[]> {
  const all = (await fromApi(repository, subject)) ?? (await fromTag(repository, subject))?.manifests ?? []
  if (artifactType === undefined) return all
  const isWanted = (listed: Descriptor): boolean => listed.artifactType === artifactType
  // The API may filter but need not.
  const wanted = all.filter(isWanted)
  // Some registries list another type, or no annotations: what counts is in the manifests.
  const unclear = wanted.length === 0 ? all : wanted.filter(({ annotations }) => annotations === undefined)
  const asked = await inParallel(ASKED_AT_A_TIME, unclear.slice(-MAX_ASKED), (listed) =>
    described(repository, listed),
  )
  return [...wanted.filter((listed) => !unclear.includes(listed)), ...asked.filter(isWanted)]
}

/** How many manifests are read where a list does not say what they are, and how many at a time. */
const MAX_ASKED = 20
const ASKED_AT_A_TIME = 4

/** A listed artifact with the type and annotations of its manifest, if that can be read. */
async function described(repository: Repository, listed: Descriptor): Promise<Descriptor> {
  const stored = await getManifest(repository, listed.digest)
  const manifest = stored && tryParse(() => parseManifest(stored.bytes, listed.digest))
  if (manifest === undefined) return listed
  const { artifactType, annotations } = manifest
  return { ...listed, artifactType: artifactType ?? listed.artifactType, annotations }
}

/** The last attachment through each client. */
const attaching = new WeakMap<Client, Promise<unknown>>()

/**
 * Attaches an artifact to a manifest (distribution-spec, "Pushing Manifests with Subject"). It has the
 * same digest whenever the same is attached, so attaching twice does no harm. A client attaches one at a
 * time: artifacts share the empty blob and, where the registry has no referrers API, a list.
 * @returns the artifact's manifest, as listReferrers() lists it
 */
export function pushReferrer(
  repository: Repository,
  subject: Descriptor,
  referrer: Referrer,
): Promise<Descriptor> {
  const last = attaching.get(repository.client) ?? Promise.resolve()
  const attached = last.then(() => attach(repository, subject, referrer))
  attaching.set(
    repository.client,
    attached.catch(() => {}),
  )
  return attached
}

async function attach(repository: Repository, subject: Descriptor, referrer: Referrer): Promise<Descriptor> {
  const { artifactType, annotations, mediaType, blob } = referrer
  const config = EMPTY_DESCRIPTOR
  const layer: Descriptor = { mediaType, digest: sha256(blob), size: blob.length, ...titled(referrer) }
  await pushEmpty(repository)
  await pushBlob(repository, layer, (start) => Readable.from([blob.subarray(start)]))
  const { mediaType: subjectType, digest, size } = subject
  const manifest = {
    schemaVersion: 2,
    mediaType: MEDIA_TYPES.manifest,
    artifactType,
    config,
    layers: [layer],
    subject: { mediaType: subjectType, digest, size },
    annotations,
  }
  const bytes = Buffer.from(JSON.stringify(manifest))
  const { descriptor, knowsReferrers } = await putManifestWithSubject(
    repository,
    sha256(bytes),
    bytes,
    MEDIA_TYPES.manifest,
  )
  const listed = { ...descriptor, artifactType, annotations }
  if (!knowsReferrers) await addToTag(repository, digest, listed)
  return listed
}

/**
 * Sees to it that a manifest which is in the repository, and names `subject`, is listed with it: where the
 * registry has the referrers API it is by itself.
 */
export async function attachReferrer(
  repository: Repository,
  subject: Digest,
  referrer: Descriptor,
): Promise<void> {
  const listed = await listReferrers(repository, subject)
  if (!listed.some(({ digest }) => digest === referrer.digest)) await addToTag(repository, subject, referrer)
}

/**
 * The one blob of an artifact that pushReferrer() stored; undefined if the artifact is gone, although it is still
 * listed, or is none of that form.
 */
export async function getReferrerBlob(
  repository: Repository,
  referrer: Descriptor,
): Promise<Buffer | undefined> {
  const stored = await getManifest(repository, referrer.digest)
  const manifest = stored && tryParse(() => parseManifest(stored.bytes, referrer.digest))
  const [layer, ...others] = manifest?.layers ?? []
  if (layer === undefined || others.length > 0) return undefined
  return getBlob(repository, layer).catch((error: unknown) => {
    if (error instanceof RegistryError && error.status === 404) return undefined
    throw error
  })
}

/** How often a list under a tag is written before a registry that doesn't keep it is given up. */
const MAX_WRITES = 5

/** More than anybody attaches to an image, and less than memory would notice. */
const MAX_REFERRERS = 10_000

/**
 * Statuses of registries that don't have the API: 404 by the specification, 406 by Artifactory, others by those
 * that take the path for a wrong request.
 */
const NO_API = [400, 404, 405, 406, 501]

/** Undefined when the registry doesn't have the API. */
async function fromApi(repository: Repository, subject: Digest): Promise<readonly Descriptor[] | undefined> {
  const what = `the referrers of ${subject} in ${formatRepository(repository)}`
  const found = new Map<Digest, Descriptor>()
  let url: string | URL = pathOf(repository, `referrers/${subject}`)
  let isFirst = true
  while (found.size <= MAX_REFERRERS) {
    const answer: Page | undefined = await getPage(repository, url, isFirst ? undefined : what)
    if (answer === undefined) return undefined
    isFirst = false
    const known = found.size
    for (const manifest of answer.manifests) found.set(manifest.digest, manifest)
    const next = /<([^>]+)>\s*;\s*rel="?next"?/.exec(String(answer.link))?.[1]
    if (next === undefined) return [...found.values()]
    // A list that goes on after a part with nothing new might never end.
    if (found.size === known || !URL.canParse(next, answer.from.href)) break
    url = new URL(next, answer.from)
  }
  throw new RegistryError(`${what} never end, or go on nowhere`)
}

/** A part of the API's answer, where it came from, and the header that says where it goes on. */
interface Page extends Pick<ReferrerList, 'manifests'> {
  readonly from: URL
  readonly link: string | string[] | undefined
}

/**
 * Undefined when there is no API: who doesn't have it may say so with a web page and the status 200.
 * @param what names a page after the first in messages: that must be an index
 */
async function getPage(
  repository: Repository,
  url: string | URL,
  what: string | undefined,
): Promise<Page | undefined> {
  const call: Call = {
    method: 'GET',
    url,
    headers: { accept: MEDIA_TYPES.index },
    scopes: pullScopes(repository),
    expect: [200, ...(what === undefined ? NO_API : [])],
  }
  return repository.client.request(call, async (response) => {
    if (response.status !== 200) return void discard(response)
    const bytes = await readBytes(response, MAX_MANIFEST_BYTES)
    const list = parseList(repository, bytes)
    if (list === undefined && what !== undefined) throw new RegistryError(`${what} go on with something else`)
    return list && { manifests: list.manifests, from: response.url, link: response.headers.link }
  })
}

/** distribution-spec, "Referrers Tag Schema". */
const tagOf = (subject: Digest): string => `sha256-${hexOf(subject)}`

/** What the tag lists; undefined when it is not there, or is something else. */
async function fromTag(repository: Repository, subject: Digest): Promise<ReferrerList | undefined> {
  const stored = await namedByTag(repository, subject)
  return stored && parseList(repository, stored.bytes)
}

/** Some registries (GitLab's) take the tag for the subject's digest: then it names the subject, and lists nothing. */
async function namedByTag(repository: Repository, subject: Digest): Promise<StoredManifest | undefined> {
  const stored = await getManifest(repository, tagOf(subject))
  return stored?.descriptor.digest === subject ? undefined : stored
}

/** A list of referrers: an index whose entries are read one by one, since anybody may attach anything. */
interface ReferrerList {
  /** The entries that we understand. */
  readonly manifests: readonly Descriptor[]
  /** The whole list as it is, with all entries. */
  readonly content: { readonly [key: string]: unknown; readonly manifests: readonly unknown[] }
}

const listSchema = z.looseObject({
  schemaVersion: z.literal(2),
  manifests: z.pipe(
    z.nullable(z.array(z.unknown())),
    z.transform((entries) => entries ?? []),
  ),
})

/** What an entry must have; what else it says counts where we understand it. */
const entrySchema = z.pick(descriptorSchema, { mediaType: true, digest: true, size: true })
const saidSchema = z.partial(z.pick(descriptorSchema, { annotations: true, artifactType: true }))

/** Undefined when it is no list at all. Entries that can't be understood are left out, with a note. */
function parseList(repository: Repository, bytes: Buffer): ReferrerList | undefined {
  const parsed = tryParse(() => z.safeParse(listSchema, JSON.parse(bytes.toString('utf8'))).data)
  if (parsed === undefined) return undefined
  const manifests = parsed.manifests.flatMap((entry) => {
    const known = z.safeParse(entrySchema, entry)
    if (!known.success) return []
    const [annotations, artifactType] = (['annotations', 'artifactType'] as const).map((key) => {
      const said = z.safeParse(saidSchema, { [key]: (entry as Record<string, unknown>)[key] })
      return said.data?.[key]
    })
    return [{ ...known.data, annotations, artifactType } as Descriptor]
  })
  const left = parsed.manifests.length - manifests.length
  if (left > 0) {
    const what = `${left} of ${parsed.manifests.length} artifacts attached in ${formatRepository(repository)}`
    repository.client.note(`${what} are left out: their entries are not understood`)
  }
  return { manifests, content: parsed }
}

/** Undefined instead of an error about content: a syntax error, or a RegistryError of a parser. */
function tryParse<T>(parse: () => T): T | undefined {
  try {
    return parse()
  } catch (error) {
    if (error instanceof RegistryError || error instanceof SyntaxError) return undefined
    throw error
  }
}

/**
 * The tag's index can't be changed atomically: of two processes that attach to the same image at the same
 * moment, one may undo what the other did. It is read back, which notices most such cases and writes again.
 * @throws ConfigurationError when somebody gave the tag to something else, RegistryError when it is not kept.
 */
async function addToTag(repository: Repository, subject: Digest, referrer: Descriptor): Promise<void> {
  const tag = tagOf(subject)
  for (let written = 0; ; written++) {
    const stored = await namedByTag(repository, subject)
    const list = stored && parseList(repository, stored.bytes)
    if (stored !== undefined && list === undefined) {
      throw new ConfigurationError(
        `${formatRepository(repository)}:${tag} is not a list of what is attached to ${subject}: remove that tag`,
      )
    }
    if (list?.manifests.some(({ digest }) => digest === referrer.digest)) return
    if (written === MAX_WRITES) break
    // Entries that we don't understand stay.
    const changed = {
      schemaVersion: 2,
      mediaType: MEDIA_TYPES.index,
      ...list?.content,
      manifests: [...(list?.content.manifests ?? []), referrer],
    }
    await putManifest(repository, tag, Buffer.from(JSON.stringify(changed)), MEDIA_TYPES.index)
  }
  throw new RegistryError(`${formatRepository(repository)} does not keep what is attached to ${subject}`)
}
