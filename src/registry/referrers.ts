/**
 * What is attached to images, also in registries without the referrers API, where a tag of an agreed form lists it
 * (distribution-spec, "Listing Referrers" and "Referrers Tag Schema").
 */
import { ConfigurationError, messageOf, RegistryError } from '../errors.ts'
import type { Descriptor } from '../oci/descriptor.ts'
import { type Digest, hexOf, sha256 } from '../oci/digest.ts'
import { ifParsed } from '../oci/json.ts'
import { MAX_MANIFEST_BYTES, MEDIA_TYPES, parseIndex, parseManifest } from '../oci/manifest.ts'
import { IN_TOTO_TYPE, PREDICATE_TYPE } from '../oci/statement.ts'
import { inParallel } from '../parallel.ts'
import { encodeArtifact, pushBytes, pushEmpty } from './artifact.ts'
import { getBlob } from './blobs.ts'
import { type Client, readBytes } from './http/client.ts'
import { discard } from './http/transport.ts'
import { getManifest, putManifest } from './manifests.ts'
import { callTo, formatRepository, type Repository } from './repository.ts'

export interface Referrer {
  readonly artifactType: string
  readonly annotations?: Readonly<Record<string, string>>
  readonly mediaType: string
  readonly blob: Buffer
}

/**
 * A statement as it is attached to what it is about.
 * @param created when, as RFC 3339 has it; without it the same statement gives the same manifest.
 */
export function statementReferrer(predicateType: string, blob: Buffer, created?: string): Referrer {
  const annotations: Record<string, string> = { [PREDICATE_TYPE]: predicateType }
  if (created !== undefined) annotations['org.opencontainers.image.created'] = created
  return { artifactType: IN_TOTO_TYPE, mediaType: IN_TOTO_TYPE, annotations, blob }
}

/** How many manifests are read where a list does not say what they are, and how many at a time. */
const MAX_ASKED = 20
const ASKED_AT_A_TIME = 4

/** What is attached to a manifest; where a tag lists it, in the order in which it was attached. */
export async function listReferrers(
  repository: Repository,
  subject: Digest,
  artifactType?: string,
): Promise<readonly Descriptor[]> {
  const listed = await referrersFromApi(repository, subject)
  const all = listed ?? (await fromTag(repository, subject))?.list?.manifests ?? []
  if (artifactType === undefined) return all
  const isWanted = (listed: Descriptor): boolean => listed.artifactType === artifactType
  // The API may filter but need not.
  const wanted = all.filter(isWanted)
  // Some registries list another type, or no annotations: what counts is in the manifests.
  const unclear = wanted.length === 0 ? all : wanted.filter(({ annotations }) => annotations === undefined)
  const problems: string[] = []
  const asked = await inParallel(ASKED_AT_A_TIME, unclear.slice(-MAX_ASKED), async (listed) => {
    const manifest = await readArtifact(repository, listed, (problem) => problems.push(problem))
    if (manifest === undefined) return listed
    const { artifactType = listed.artifactType, annotations } = manifest
    return { ...listed, artifactType, annotations }
  })
  if (problems.length > 0) {
    const skipped = `${problems.length} artifacts attached to ${subject} are skipped`
    repository.client.note(`${skipped}: they can't be read (${problems[0]})`)
  }
  return [...wanted.filter((listed) => !unclear.includes(listed)), ...asked.filter(isWanted)]
}

/** The manifest of an attached artifact; undefined where it is gone, or can't be read, which `note` is told of. */
function readArtifact(repository: Repository, { digest }: Descriptor, note: (problem: string) => void) {
  return unlessUnreadable(note, async () => {
    const stored = await getManifest(repository, digest)
    return stored && parseManifest(stored.bytes, `the artifact ${digest}`)
  })
}

/**
 * What an attachment gives; undefined when it is refused, damaged, of another form or broken in the registry: anybody
 * may attach anything. A registry that can't be reached or has no time is an error.
 */
export async function unlessUnreadable<T>(note: (problem: string) => void, read: () => Promise<T>) {
  try {
    return await read()
  } catch (error) {
    if (!(error instanceof RegistryError)) throw error
    if (error.transient && !error.damaged && (error.status ?? 0) < 500) throw error
    if (error.status !== 404) note(messageOf(error))
    return undefined
  }
}

const attaching = new WeakMap<Client, Promise<unknown>>()

/**
 * Attaches an artifact to a manifest (distribution-spec, "Pushing Manifests with Subject"); twice does no harm. A client
 * attaches one at a time: artifacts share the empty blob and, where the registry has no referrers API, a list.
 * @returns the artifact's manifest, as listReferrers() lists it
 */
export function pushReferrer(repository: Repository, subject: Descriptor, referrer: Referrer) {
  const last = attaching.get(repository.client) ?? Promise.resolve()
  const attached = last.then(() => attach(repository, subject, referrer))
  const ended = attached.catch(() => {})
  attaching.set(repository.client, ended)
  return attached
}

const TITLE = 'org.opencontainers.image.title'

/** By the predicate's type or, where there is none, the artifact's; see docs/attestations.md. */
const TITLES = new Map([
  ['application/spdx+json', 'sbom.spdx.json'],
  ['https://slsa.dev/provenance/v1', 'provenance.json'],
  ['https://openvex.dev/ns/v0.2.0', 'openvex.json'],
  ['https://in-toto.io/attestation/test-result/v0.1', 'acceptance.json'],
  ['https://cosign.sigstore.dev/attestation/vuln/v1', 'vulnerabilities.json'],
  ['application/vnd.dev.sigstore.bundle.v0.3+json', 'bundle.sigstore.json'],
])

async function attach(repository: Repository, subject: Descriptor, referrer: Referrer): Promise<Descriptor> {
  const { artifactType, annotations, blob } = referrer
  await pushEmpty(repository)
  const pushed = await pushBytes(repository, referrer.mediaType, blob)
  // The name of the file that `oras pull` makes of the blob: without one it makes none.
  const title = TITLES.get(annotations?.[PREDICATE_TYPE] ?? artifactType)
  const layer = title === undefined ? pushed : { ...pushed, annotations: { [TITLE]: title } }
  const { mediaType, digest, size } = subject
  const bytes = encodeArtifact({ artifactType, annotations, layer, subject: { mediaType, digest, size } })
  let knowsReferrers = false
  const stored = await putManifest(repository, sha256(bytes), bytes, MEDIA_TYPES.manifest, ({ headers }) => {
    knowsReferrers = headers['oci-subject'] !== undefined
  })
  const listed = { ...stored, artifactType, annotations }
  if (!knowsReferrers) await addToTag(repository, digest, [listed])
  return listed
}

/** Lists manifests of the repository that name `subject` with it, if the registry doesn't do that by itself. */
export async function attachReferrers(
  repository: Repository,
  subject: Digest,
  referrers: readonly Descriptor[],
): Promise<void> {
  if (referrers.length === 0) return
  const listed = new Set((await listReferrers(repository, subject)).map(({ digest }) => digest))
  const missing = referrers.filter(({ digest }) => !listed.has(digest))
  if (missing.length > 0) await addToTag(repository, subject, missing)
}

/** The one blob of an artifact that pushReferrer() stored; undefined if it is gone, unreadable or of another form. */
export async function getReferrerBlob(repository: Repository, referrer: Descriptor) {
  const note = (problem: string): void => repository.client.note(`an artifact is skipped: ${problem}`)
  const manifest = await readArtifact(repository, referrer, note)
  const [layer, ...others] = manifest?.layers ?? []
  if (layer === undefined || others.length > 0) return undefined
  return unlessUnreadable(note, () => getBlob(repository, layer))
}

/** More than anybody attaches to an image, and less than memory would notice. */
const MAX_REFERRERS = 10_000

/** Statuses of registries without the API: 404 by the specification, 406 by Artifactory; others find the path wrong. */
const NO_API = [400, 404, 405, 406, 501]

/** What the referrers API lists of a manifest; undefined when the registry doesn't have the API. */
export async function referrersFromApi(
  repository: Repository,
  subject: Digest,
): Promise<readonly Descriptor[] | undefined> {
  const what = `the referrers of ${subject} in ${formatRepository(repository)}`
  const found = new Map<Digest, Descriptor>()
  const first = getPage(repository, `referrers/${subject}`, [200, ...NO_API])
  let page = await first.catch((error: unknown) => {
    // Harbor before 2.8 refuses a path that it doesn't know, whoever asks (401): where the credentials are wrong, the
    // request for the tag fails next.
    if (!(error instanceof RegistryError) || error.refused === undefined) throw error
    repository.client.note(`looking for a tag that lists the referrers of ${subject}, as ${error.message}`)
    return undefined
  })
  if (page === undefined) return undefined
  for (;;) {
    const known = found.size
    for (const manifest of page.manifests) found.set(manifest.digest, manifest)
    const { link, url } = page
    if (link === undefined) return [...found.values()]
    // A list that goes on after a part with nothing new might never end.
    if (found.size === known || found.size > MAX_REFERRERS || !URL.canParse(link, url.href)) {
      throw new RegistryError(`${what} never end, or go on nowhere`)
    }
    page = await getPage(repository, new URL(link, url), [200])
    if (page === undefined) throw new RegistryError(`${what} go on with something else`)
  }
}

/**
 * A part of the API's answer, and the link to the next. Undefined when it is no list: a server without the API may say so
 * with a web page and the status 200.
 */
function getPage(repository: Repository, target: string | URL, expect: readonly number[]) {
  const call = callTo(repository, 'GET', target, expect, { headers: { accept: MEDIA_TYPES.index } })
  return repository.client.request(call, async (response) => {
    if (response.status !== 200) return void discard(response)
    const list = parseList(repository, await readBytes(response, MAX_MANIFEST_BYTES))
    const link = /<([^>]+)>\s*;\s*rel="?next"?/.exec(String(response.headers.link))?.[1]
    return list && { manifests: list.manifests, link, url: response.url }
  })
}

/** The tag that lists what is attached to a manifest (distribution-spec, "Referrers Tag Schema"). */
export const tagOf = (subject: Digest): string => `sha256-${hexOf(subject)}`

/**
 * The list that the tag names; none where it names something else. Undefined where it names nothing, or the subject
 * itself: some registries (GitLab's) take the tag for the subject's digest.
 */
async function fromTag(repository: Repository, subject: Digest) {
  const stored = await getManifest(repository, tagOf(subject))
  if (stored === undefined || stored.descriptor.digest === subject) return undefined
  return { list: parseList(repository, stored.bytes) }
}

function parseList(repository: Repository, bytes: Buffer) {
  const what = `artifacts attached in ${formatRepository(repository)}`
  return ifParsed(() => parseIndex(bytes, what, (line) => repository.client.note(line)))
}

/** How often a list under a tag is written before a registry that doesn't keep it is given up. */
const MAX_WRITES = 5

/**
 * The tag's index can't be changed atomically: of two processes that attach to the same image at the same
 * moment, one may undo what the other did. It is read back, which notices most such cases and writes again.
 * @throws ConfigurationError when somebody gave the tag to something else, RegistryError when it is not kept.
 */
async function addToTag(
  repository: Repository,
  subject: Digest,
  referrers: readonly Descriptor[],
): Promise<void> {
  const tag = tagOf(subject)
  for (let written = 0; ; written++) {
    const tagged = await fromTag(repository, subject)
    if (tagged !== undefined && tagged.list === undefined) {
      throw new ConfigurationError(
        `${formatRepository(repository)}:${tag} is not a list of what is attached to ${subject}: remove that tag`,
      )
    }
    const list = tagged?.list
    const listed = new Set(list?.manifests.map(({ digest }) => digest))
    const missing = referrers.filter(({ digest }) => !listed.has(digest))
    if (missing.length === 0) return
    if (written === MAX_WRITES) break
    // Entries that we don't understand stay.
    const manifests = [...(list?.content.manifests ?? []), ...missing]
    const changed = { schemaVersion: 2, mediaType: MEDIA_TYPES.index, ...list?.content, manifests }
    await putManifest(repository, tag, Buffer.from(JSON.stringify(changed)), MEDIA_TYPES.index)
  }
  throw new RegistryError(`${formatRepository(repository)} does not keep what is attached to ${subject}`)
}
