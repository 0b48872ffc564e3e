/** What is kept and what is deleted, with the reason and the bytes. Values in, values out. */
import type { Cell } from '../catalog/cells.ts'
import { type Digest, shortDigest } from '../oci/digest.ts'
import { aliasName } from '../release/record.ts'
import { freedBytes } from './bytes.ts'
import { createdOf, isAcceptance, type Stored } from './contents.ts'
import type { Needs, Place } from './needs.ts'
import type { PlaceContents } from './read.ts'
import { attachedTags, isStaging, kindOfTag, mayBeStaging, recordOf, subjectOf } from './tags.ts'

export interface PrunePolicy {
  /** Releases to which one can roll back, the last one among them; at least 1. */
  readonly releases: number
  /** How long an image is kept that no tag of a release names, in ms. */
  readonly staging: number
  /** How long a tag with a date is kept, in ms; undefined for ever. */
  readonly dated: number | undefined
  /** What the catalog has: their caches are in use. */
  readonly cells: readonly Pick<Cell, 'id' | 'version' | 'platform'>[]
  /** The day that a tag has in it by the catalog's templates, in ms; undefined for other tags. */
  readonly dateOf: (place: Place, tag: string) => number | undefined
  readonly now: number
}

/**
 * The order of deletion: what names others goes after them, so that the next run finds what this one left. Records name
 * images without a tag, and indexes their images.
 */
export const PHASES = ['image', 'index', 'rest', 'tag', 'record'] as const

/** What becomes of one manifest and of what goes with it. */
export interface Item {
  readonly place: Place
  readonly digest: Digest
  /** Those of the manifest; for `untag` those that go, while it stays. */
  readonly tags: readonly string[]
  readonly phase: (typeof PHASES)[number]
  readonly verdict: 'delete' | 'untag' | 'keep'
  readonly reason: string
  /** Attachments and their lists, which go with it, in this order. */
  readonly with: readonly Digest[]
  /** Bytes that nothing else needs, and that no item before this one frees. */
  readonly frees: number
}

type Draft = Omit<Item, 'frees'>

/** Whether something of it is to be deleted. */
export const isDue = ({ verdict }: Pick<Item, 'verdict'>): boolean => verdict !== 'keep'

/** A place, with what was found out about it. */
export interface PlaceFacts {
  readonly contents: PlaceContents
  /** Images and indexes of ours that no tag and no release keeps. */
  readonly candidates: readonly Stored[]
  /** What is attached to candidates; of a list whose subject is gone, what it lists. */
  readonly attached: ReadonlyMap<Digest, readonly Stored[]>
  /** Subjects of lists that are not there any more. */
  readonly gone: ReadonlySet<Digest>
}

/** Digests that are kept, with the reason. */
type Reasons = ReadonlyMap<Digest, string>

const DAY = 86_400_000
const counted = (count: number): string => `${count} ${count === 1 ? 'day' : 'days'}`
const days = (ms: number): string => counted(Math.floor(ms / DAY))

/** What has to be known to decide on a tag. */
interface Rules {
  readonly needs: Needs
  readonly policy: PrunePolicy
}

/** Whether the time of a tag with a date is over: by the policy, and as no rollback would set it again. */
function isExpired(place: Place, tag: string, { cell }: Stored, { needs, policy }: Rules): boolean {
  const date = cell === undefined ? undefined : policy.dateOf(place, tag)
  if (date === undefined || policy.dated === undefined || date + policy.dated >= policy.now) return false
  return !needs.aliases.has(aliasName({ image: place, tag }))
}

const USED = 'a tag that people use'

/** Why a tag keeps what it names; undefined for one that keeps nothing by itself. */
function reasonOfTag(place: Place, tag: string, stored: Stored, rules: Rules): string | undefined {
  const kind = kindOfTag(tag, stored)
  if (kind === 'state') return 'releases keep their state in it'
  if (kind !== 'other' || isExpired(place, tag, stored, rules)) return undefined
  return rules.policy.dateOf(place, tag) === undefined ? USED : 'a tag with a date'
}

/** Whether it takes an image's labels to know what its tag keeps. */
export function needsLabels(place: Place, tag: string, policy: PrunePolicy): boolean {
  return mayBeStaging(tag) || policy.dateOf(place, tag) !== undefined
}

/** What tags and releases keep in a place, with the images of kept indexes. */
function rootsOf(place: Place, contents: PlaceContents, rules: Rules): Map<Digest, string> {
  const { tags, stored } = contents
  const tagged = [...tags].flatMap(([tag, digest]) => {
    const one = stored.get(digest)
    const reason = one && reasonOfTag(place, tag, one, rules)
    return reason === undefined ? [] : [[digest, reason] as const]
  })
  // Of several reasons the plainest is told.
  const [used, others] = [true, false].map((isUsed) =>
    tagged.filter(([, reason]) => (reason === USED) === isUsed),
  )
  const roots = new Map([...(rules.needs.images.get(place) ?? []), ...(others ?? []), ...(used ?? [])])
  for (const [digest, reason] of [...roots])
    for (const child of childrenOf(stored.get(digest))) if (!roots.has(child)) roots.set(child, reason)
  return roots
}

/** The images of an index. */
const childrenOf = (index: Stored | undefined): Digest[] => index?.children.map(({ digest }) => digest) ?? []

/**
 * What tags and releases keep in all places. The images' own repository keeps what others have copies of: by the tags
 * there, the next plan knows what is built already.
 */
export function allRoots(places: ReadonlyMap<Place, PlaceContents>, needs: Needs, policy: PrunePolicy) {
  const all = new Map([...places].map(([place, one]) => [place, rootsOf(place, one, { needs, policy })]))
  const copied = [...needs.images, ...all].flatMap(([place, roots]) =>
    place === undefined ? [] : [...roots],
  )
  const own = new Map([...copied, ...(all.get(undefined) ?? [])])
  return new Map<Place, Reasons>([...all, [undefined, own]])
}

/** Decides on every manifest of every place: what is deleted first, the largest before others. */
export function decide(
  places: ReadonlyMap<Place, PlaceFacts>,
  needs: Needs,
  policy: PrunePolicy,
): readonly Item[] {
  const contents = new Map([...places].map(([place, facts]) => [place, facts.contents]))
  const roots = allRoots(contents, needs, policy)
  const drafts = [...places].flatMap(([place, facts]) =>
    new PlaceDecision(place, facts, roots.get(place) ?? new Map(), { needs, policy }).drafts(),
  )
  const order = { delete: 0, untag: 1, keep: 2 }
  const byName = (a: Item, b: Item): number => (nameOf(a) < nameOf(b) ? -1 : 1)
  return withBytes(drafts, contents).sort(
    (a, b) => order[a.verdict] - order[b.verdict] || b.frees - a.frees || byName(a, b),
  )
}

/** The decision on one place. */
class PlaceDecision {
  readonly #place: Place
  readonly #facts: PlaceFacts
  readonly #rules: Rules
  /** What is kept: by tags and releases, and by age. */
  readonly #kept: Reasons

  constructor(place: Place, facts: PlaceFacts, roots: Reasons, rules: Rules) {
    this.#place = place
    this.#facts = facts
    this.#rules = rules
    const waiting = facts.candidates.flatMap((one) => {
      const reason = this.#reasonToWait(one)
      return reason === undefined
        ? []
        : [one.digest, ...childrenOf(one)].map((each) => [each, reason] as const)
    })
    this.#kept = new Map([...waiting, ...roots])
  }

  drafts(): Draft[] {
    const { contents, candidates } = this.#facts
    const going = candidates.filter(({ digest }) => !this.#kept.has(digest))
    const decided = new Set(going.map(({ digest }) => digest))
    const others = [...contents.stored.values()].filter(({ digest }) => !decided.has(digest))
    return [
      ...going.map((one) =>
        this.#draft(one, 'delete', 'no tag that people use and no kept release names it'),
      ),
      ...others.flatMap((one) => (this.#kept.has(one.digest) ? this.#keeping(one) : this.#restOf(one))),
    ]
  }

  #draft(one: Stored, verdict: Item['verdict'], reason: string, phase = phaseOf(one)): Draft {
    const { digest } = one
    const tags = this.#facts.contents.names(digest)
    const attached = verdict === 'delete' ? this.#attachedTo(digest) : []
    return { place: this.#place, digest, tags, phase, verdict, reason, with: attached }
  }

  /** What is kept and has a tag; tags whose time is over go alone. */
  #keeping(one: Stored): Draft[] {
    const tags = this.#facts.contents.names(one.digest)
    const reason = this.#kept.get(one.digest) ?? ''
    const over = tags.filter((tag) => isExpired(this.#place, tag, one, this.#rules))
    const staying = tags.filter((tag) => !over.includes(tag))
    const time = days(this.#rules.policy.dated ?? 0)
    const untag = this.#draft(one, 'untag', `more than ${time} old; its image stays: ${reason}`, 'tag')
    return [
      ...(over.length === 0 ? [] : [{ ...untag, tags: over }]),
      ...(staying.length === 0 ? [] : [{ ...this.#draft(one, 'keep', reason), tags: staying }]),
    ]
  }

  /** What is no image of ours, and that no tag keeps. */
  #restOf(one: Stored): Draft[] {
    const { needs, policy } = this.#rules
    const tags = this.#facts.contents.names(one.digest)
    const id = tags.flatMap((tag) => recordOf(tag) ?? [])[0]
    if (one.kind === 'record' && id !== undefined) {
      const reason = needs.records.get(id)
      if (reason !== undefined) return [this.#draft(one, 'keep', reason)]
      return [this.#draft(one, 'delete', `not among the last ${policy.releases} completed releases`)]
    }
    if (one.kind === 'cache' && tags.length > 0) return [this.#cacheDraft(one, tags)]
    const left = this.#leftover(one, tags)
    return left === undefined ? [] : [this.#draft(one, 'delete', left)]
  }

  #cacheDraft(one: Stored, tags: readonly string[]): Draft {
    const used = this.#rules.policy.cells.flatMap(({ id, version, platform }) => {
      const suffix = platform.replaceAll('/', '-')
      return [`cache-cell-${id}-${suffix}`, `cache-shared-${version}-${suffix}`]
    })
    const isUsed = tags.some((tag) => used.includes(tag))
    if (isUsed) return this.#draft(one, 'keep', 'a cache of what the catalog has')
    return this.#draft(one, 'delete', 'a cache of what the catalog does not have')
  }

  /** What it is left of, for what releases and earlier runs left behind. */
  #leftover(one: Stored, tags: readonly string[]): string | undefined {
    const { contents, gone } = this.#facts
    if (one.kind === 'tombstone') return 'left of a tag that was deleted'
    const isUntagged = tags.length === 0 && contents.versions.has(one.digest)
    if (isUntagged && one.kind === 'state') return 'an earlier state of releases'
    if (isUntagged && isSuperseded(one, contents)) return 'an earlier list of what is attached to an image'
    const subject = tags.flatMap((tag) => subjectOf(tag) ?? [])[0]
    return subject !== undefined && gone.has(subject) ? 'attached to an image that is gone' : undefined
  }

  /** Attachments, and what only their tags name. */
  #attachedTo(digest: Digest): Digest[] {
    const { contents, attached } = this.#facts
    const own = (attached.get(digest) ?? []).map((one) => one.digest)
    const lists = [digest, ...own].flatMap((subject) => {
      const tags = attachedTags(subject)
      const listed = tags.flatMap((tag) => contents.tags.get(tag) ?? [])
      return listed.filter((list) => contents.names(list).every((tag) => tags.includes(tag)))
    })
    return [...new Set([...own.reverse(), ...lists])].filter((one) => one !== digest && !this.#kept.has(one))
  }

  /** Why what nothing names is kept all the same; undefined when there is no reason. */
  #reasonToWait(one: Stored): string | undefined {
    const { contents, attached } = this.#facts
    const { staging, now } = this.#rules.policy
    const records = (attached.get(one.digest) ?? []).filter(isAcceptance)
    // An image that somebody built upon one of ours has its labels.
    if (one.kind === 'image' && records.length === 0)
      return 'no acceptance record says that a build of this action pushed it'
    const version = contents.versions.get(one.digest)
    const isStaged = contents.names(one.digest).some((tag) => isStaging(tag, one))
    // Without a tag it was released once, and was read as a record names it.
    if (!isStaged && version === undefined) return undefined
    // A build that gives the image which is there already attaches a new record.
    const times = records.flatMap((record) => createdOf(record) ?? [])
    const pushed = Math.max(...times, version?.updated ?? Number.NEGATIVE_INFINITY)
    if (pushed === Number.NEGATIVE_INFINITY) return 'nothing says when it was pushed'
    return pushed + staging < now ? undefined : `pushed ${days(Math.max(0, now - pushed))} ago`
  }
}

function phaseOf({ kind }: Stored): Item['phase'] {
  return kind === 'index' || kind === 'image' || kind === 'record' ? kind : 'rest'
}

/** Whether a list of attachments without a tag has nothing that a tagged one lacks: each write leaves the one before. */
function isSuperseded({ kind, children }: Stored, { stored, names }: PlaceContents): boolean {
  if (kind !== 'index' || !children.some(isAcceptance)) return false
  const lists = [...stored.values()].filter((one) =>
    names(one.digest).some((tag) => subjectOf(tag) !== undefined),
  )
  const has = (list: Stored, digest: Digest): boolean =>
    list.children.some((child) => child.digest === digest)
  return lists.some((list) => children.every(({ digest }) => has(list, digest)))
}

function withBytes(drafts: readonly Draft[], places: ReadonlyMap<Place, PlaceContents>): Item[] {
  const key = (place: Place, digest: Digest): string => `${place ?? ''} ${digest}`
  const partsOf = ({ place, digest, with: attached, verdict }: Draft): string[] =>
    verdict === 'delete' ? [digest, ...attached].map((one) => key(place, one)) : []
  const going = new Set(drafts.flatMap(partsOf))
  const all = new Map(
    [...places].flatMap(([place, { stored }]) =>
      [...stored.values()].map((one) => [key(place, one.digest), one]),
    ),
  )
  const staying = [...all].filter(([name]) => !going.has(name)).map(([, one]) => one)
  const deletions = drafts.map((draft) => partsOf(draft).flatMap((name) => all.get(name) ?? []))
  const freed = freedBytes(staying, deletions)
  return drafts.map((draft, index) => ({ ...draft, frees: freed[index] ?? 0 }))
}

/** What an item is called: by its tags, else its digest. */
export function nameOf({ place, tags, digest }: Pick<Item, 'place' | 'tags' | 'digest'>): string {
  const names = tags.length === 0 ? [shortDigest(digest)] : tags
  return names.map((name) => (place === undefined ? name : `${place}:${name}`)).join(', ')
}
