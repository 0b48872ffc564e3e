/**
 * Deletes from a registry what no tag and no release needs. It reads and decides without the release lease, which is all of a
 * dry run; and where something is to be deleted, once more under it.
 */
import { isDeepStrictEqual } from 'node:util'
import { ConfigurationError } from '../errors.ts'
import { type Digest, isDigest } from '../oci/digest.ts'
import { inParallel } from '../parallel.ts'
import { checkPush } from '../registry/access.ts'
import { formatRepository } from '../registry/repository.ts'
import { canDelete } from '../registry/tags.ts'
import { listed } from '../release/request.ts'
import { type ReleaseOptions, Session } from '../release/session.ts'
import { repositoryAt } from '../release/state.ts'
import { isAcceptance, type Stored } from './contents.ts'
import {
  allRoots,
  decide,
  type Item,
  isDue,
  needsLabels,
  type PlaceFacts,
  type PrunePolicy,
} from './decide.ts'
import { type Decision, Deletion } from './delete.ts'
import { type Needs, namedBy, needsOf, type Place, placesOf } from './needs.ts'
import { PACKAGE_RIGHTS, Packages, type PackagesOptions } from './packages.ts'
import { PlaceContents, readPlaces, readReleases } from './read.ts'

/** Images whose attachments are read at a time. */
const AT_ONCE = 4

export interface PruneOptions extends ReleaseOptions {
  /** GitHub's REST API, where the registry is GHCR. */
  readonly packages?: PackagesOptions | undefined
}

export interface PruneResult {
  /** All that was decided on; what is to be deleted first. */
  readonly items: readonly Item[]
  /** Items that are still there, with why. */
  readonly left: ReadonlyMap<Item, string>
  /** What one must know: what was not read, releases that can't be rolled back to. */
  readonly warnings: readonly string[]
}

/**
 * @throws ConfigurationError when the registry does not let us delete, or a release's record or the journal is none.
 * @throws RegistryError when a release is under way for too long, or the registry fails: what was deleted until then is in
 *   the message, and the next run goes on.
 */
export async function prune(policy: PrunePolicy, options: PruneOptions): Promise<PruneResult> {
  await using session = new Session(options)
  using packages = options.packages && new Packages(options.packages, { log: options.say })
  const look = () => readAndDecide(session, policy, packages)
  const early = await look()
  if (options.dryRun || !early.items.some(isDue)) return { ...early, left: new Map() }
  await checkPush(session.main)
  await checkDeletion(session, early, packages)
  const { lease } = await session.begin()
  try {
    const decision = agreed(early, await look())
    await lease.confirm()
    const left = await new Deletion(decision, packages, () => lease.check()).run()
    return { ...decision, left }
  } finally {
    await session.end()
  }
}

/**
 * A decision with nothing to be deleted on which an earlier one did not agree: what a registry did not show once stays, and
 * both say why. Where they do not agree on images, indexes and records stay, too: nothing else may name one.
 */
function agreed(early: Decision, decision: Decision): Decision {
  const keyOf = ({ place, digest, verdict }: Item): string => `${verdict} ${place ?? ''} ${digest}`
  const known = new Set(early.items.map(keyOf))
  const imagesOf = ({ items }: Decision): string[] =>
    items.flatMap((item) => (isDue(item) && item.phase === 'image' ? [keyOf(item)] : [])).sort()
  const isSure = isDeepStrictEqual(imagesOf(early), imagesOf(decision))
  const items = decision.items.map((item): Item => {
    const isNew = !known.has(keyOf(item))
    const isUnsure = !isSure && (item.phase === 'index' || item.phase === 'record')
    if (!isDue(item) || !(isNew || isUnsure)) return item
    const what = isNew ? 'new' : 'what it names may be new'
    return {
      ...item,
      verdict: 'keep',
      reason: `${what} since this run began: the next one decides`,
      frees: 0,
    }
  })
  return { ...decision, items, warnings: [...new Set([...early.warnings, ...decision.warnings])] }
}

/**
 * Tries out whether the registry lets us delete at all; of GitHub's API, whether the token sees the packages.
 * @throws ConfigurationError when not.
 */
async function checkDeletion(
  { main }: Session,
  { items, places }: Decision,
  packages?: Packages,
): Promise<void> {
  for (const place of new Set(items.filter(isDue).map(({ place }) => place))) {
    const repository = repositoryAt(main, place)
    const name = formatRepository(repository)
    if (packages === undefined && !(await canDelete(repository)))
      throw new ConfigurationError(
        `nothing was deleted: ${name} does not let us delete manifests. The user needs the right to delete, and the registry must allow it: distribution by storage.delete.enabled, ECR by ecr:BatchDeleteImage`,
      )
    if (packages !== undefined && places.get(place)?.versions.size === 0)
      throw new ConfigurationError(
        `nothing was deleted: GitHub lists no version of ${name} for the token; ${PACKAGE_RIGHTS}`,
      )
  }
}

async function readAndDecide({ main }: Session, policy: PrunePolicy, packages?: Packages): Promise<Decision> {
  const listVersions = packages?.list.bind(packages)
  const own = await PlaceContents.read(main, listVersions)
  const releases = await readReleases(own)
  const { places, unread } = await readPlaces(own, placesOf(releases), listVersions)
  const warnings = [...unread.values()]
  const needs = needsOf(releases, policy.releases, new Set(unread.keys()))
  if (needs.unsure !== undefined) warnings.push(`all releases are kept: ${needs.unsure}`)
  const named = namedBy(releases)
  for (const [place, contents] of places) {
    const needed = needs.images.get(place)?.keys() ?? []
    await contents.readAll([...needed, ...(named.get(place) ?? []), ...untaggedOf(contents)])
    await contents.readAll(childrenOf(contents))
    await contents.readLabels(imagesToAsk(place, contents, policy))
  }
  const roots = allRoots(places, needs, policy)
  const facts = new Map<Place, PlaceFacts>()
  for (const [place, contents] of places)
    facts.set(place, await factsOf(contents, roots.get(place) ?? new Map()))
  warnings.push(...lostReleases(places, needs))
  return { items: decide(facts, needs, policy), places, releases, warnings }
}

/** Versions without a tag whose content is not known: not attachments that a list names, which go with their subject. */
function untaggedOf({ versions, stored }: PlaceContents): Digest[] {
  const listed = new Set([...stored.values()].flatMap(({ children }) => children.map(({ digest }) => digest)))
  return [...versions.keys()].filter((digest) => !listed.has(digest))
}

/** Of indexes over images; lists of attachments have an artifact's type for each. */
function childrenOf({ stored }: PlaceContents): Digest[] {
  const children = [...stored.values()]
    .filter(({ kind }) => kind === 'index')
    .flatMap((index) => index.children)
  return children.filter(({ artifactType }) => artifactType === undefined).map(({ digest }) => digest)
}

/** Images of which it depends on their labels what becomes of them or their tags, and those of our indexes. */
function* imagesToAsk(
  place: Place,
  { stored, names }: PlaceContents,
  policy: PrunePolicy,
): Generator<Stored> {
  const ours = [...stored.values()].filter(({ kind, cell }) => kind === 'index' && cell !== undefined)
  const children = new Set(ours.flatMap((index) => index.children.map(({ digest }) => digest)))
  const isDated = (tag: string): boolean =>
    policy.dated !== undefined && policy.dateOf(place, tag) !== undefined
  for (const one of stored.values()) {
    const tags = names(one.digest)
    const isWeak = tags.every((tag) => needsLabels(place, tag, policy)) || tags.some(isDated)
    if (isWeak || children.has(one.digest)) yield one
  }
}

async function factsOf(contents: PlaceContents, roots: ReadonlyMap<Digest, string>): Promise<PlaceFacts> {
  const { stored, tags } = contents
  const candidates = [...stored.values()].filter((one) => !roots.has(one.digest) && isOurs(one, stored))
  const attached = new Map<Digest, readonly Stored[]>()
  await inParallel(AT_ONCE, candidates, async ({ digest }) => {
    attached.set(digest, await contents.readAttachments(digest))
  })
  const gone = new Set<Digest>()
  for (const [tag, digest] of tags) {
    const subject = tag.replace('sha256-', 'sha256:')
    const list = stored.get(digest)
    if (!isDigest(subject) || stored.has(subject) || !list?.children.some(isAcceptance)) continue
    if ((await contents.readAll([subject])).length > 0) continue
    gone.add(subject)
    attached.set(digest, await contents.readAttachments(subject))
  }
  return { contents, candidates, attached, gone }
}

/** An image with our labels, or an index that says so, of nothing else. */
function isOurs({ kind, cell, children }: Stored, stored: ReadonlyMap<Digest, Stored>): boolean {
  if (cell === undefined) return false
  return kind === 'image' || children.every(({ digest }) => (stored.get(digest)?.cell ?? cell) === cell)
}

/** Images that kept releases need and the registry has lost, a line for each release. */
function lostReleases(places: ReadonlyMap<Place, PlaceContents>, { images }: Needs): string[] {
  const lost = [...images].flatMap(([place, needed]) => {
    const contents = places.get(place)
    return [...needed].filter(([digest]) => contents?.stored.has(digest) === false)
  })
  const reasons = [...new Set(lost.map(([, reason]) => reason))]
  return reasons.map((reason) => {
    const digests = lost.flatMap(([digest, of]) => (of === reason ? [digest] : []))
    return `the registry has lost images of ${reason}: ${listed(digests)}`
  })
}
