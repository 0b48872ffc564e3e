/** Deletes what was decided, in an order that leaves nothing which the next run does not find. */
import { isExpected, messageOf, RegistryError } from '../errors.ts'
import type { Digest } from '../oci/digest.ts'
import { shortDigest } from '../oci/digest.ts'
import type { Repository } from '../registry/repository.ts'
import { deleteManifest, deleteTag, type Refusal } from '../registry/tags.ts'
import { type Item, isDue, nameOf, PHASES } from './decide.ts'
import { namedBy, type Place, type Releases } from './needs.ts'
import type { Packages } from './packages.ts'
import type { PlaceContents } from './read.ts'
import { recordOf } from './tags.ts'

/** The registry as it was read, and what is to be done about it. */
export interface Decision {
  readonly items: readonly Item[]
  readonly places: ReadonlyMap<Place, PlaceContents>
  readonly releases: Releases
  /** What one must know: what was not read, releases that can't be rolled back to. */
  readonly warnings: readonly string[]
}

/** How long one run deletes, in ms: releases wait ten minutes for their lease. */
const MAX_TIME = 300_000

/** Not the registry's: what it names is still there, or the time of this run is over. */
const POSTPONED = 0

/**
 * Deletions of one run, one after the other: distribution 2 fails when it is told to delete several at once, and GitHub asks
 * for it.
 */
export class Deletion {
  readonly #decision: Decision
  readonly #packages: Packages | undefined
  readonly #check: () => void
  readonly #left = new Map<Item, Refusal>()
  readonly #until = performance.now() + MAX_TIME
  #done = 0

  /**
   * @param packages GitHub's, where the registry itself deletes nothing
   * @param check throws when the release lease may be somebody else's
   */
  constructor(decision: Decision, packages: Packages | undefined, check: () => void) {
    this.#decision = decision
    this.#packages = packages
    this.#check = check
  }

  /**
   * @returns what is still there, with why
   * @throws RegistryError that says how much was deleted, when the registry fails or the lease is lost.
   */
  async run(): Promise<Map<Item, string>> {
    const due = this.#decision.items.filter(isDue)
    try {
      for (const phase of PHASES) {
        for (const item of inOrder(due.filter((one) => one.phase === phase))) await this.#remove(item)
        if (phase === 'index') await this.#retry()
      }
    } catch (error) {
      if (!isExpected(error)) throw error
      throw new RegistryError(
        `${this.#done} of ${due.length} were deleted, and then: ${messageOf(error)}. Run it again: it goes on with the others`,
      )
    }
    return new Map([...this.#left].map(([item, { reason }]) => [item, reason]))
  }

  /** Some registries (ECR) keep an image as long as an index has it. */
  async #retry(): Promise<void> {
    for (const [item, { status }] of [...this.#left]) if (isConflict(status)) await this.#remove(item)
  }

  async #remove(item: Item): Promise<void> {
    const refusal = this.#postponed(item) ?? (await this.#delete(item))
    if (refusal !== undefined) this.#left.set(item, refusal)
    else {
      this.#left.delete(item)
      this.#done += 1
    }
  }

  #postponed(item: Item): Refusal | undefined {
    if (performance.now() > this.#until)
      return { status: POSTPONED, reason: 'the time of this run was over: the next one goes on' }
    const named = this.#namesOf(item)
    const isHeld = ([{ place, digest, verdict }, { status }]: [Item, Refusal]): boolean =>
      verdict === 'delete' &&
      named.has(keyOf(place, digest)) &&
      (item.phase === 'record' || !isConflict(status))
    if (![...this.#left].some(isHeld)) return undefined
    return { status: POSTPONED, reason: 'what it names is still there' }
  }

  /** What only this item tells the next run of. */
  #namesOf({ place, digest, tags, phase }: Item): Set<string> {
    const { places, releases } = this.#decision
    if (phase === 'index') {
      const children = places.get(place)?.stored.get(digest)?.children ?? []
      return new Set(children.map((child) => keyOf(place, child.digest)))
    }
    const ids = phase === 'record' ? tags.map(recordOf) : []
    const records = [...releases.chain, ...releases.others].filter(({ id }) => ids.includes(id))
    const named = [...namedBy({ chain: records, others: [] })].flatMap(([image, digests]) =>
      [...digests].map((each) => keyOf(image, each)),
    )
    return new Set(named)
  }

  async #delete({ place, phase, digest, tags, verdict, with: attached }: Item): Promise<Refusal | undefined> {
    const contents = this.#decision.places.get(place)
    if (contents === undefined) return undefined
    if (verdict === 'untag') return this.#removeTags(contents.repository, tags)
    // Attachments go after their subject, and before the list that names them.
    for (const each of phase === 'rest' ? [...attached, digest] : [digest, ...attached]) {
      const refusal = await this.#deleteManifest(contents, each)
      if (refusal === undefined) continue
      const what = each === digest ? '' : `${shortDigest(each)}, attached to it: `
      return { ...refusal, reason: `${what}${refusal.reason}` }
    }
    return undefined
  }

  async #deleteManifest(
    { repository, versions }: PlaceContents,
    digest: Digest,
  ): Promise<Refusal | undefined> {
    if (this.#packages === undefined) return deleteManifest(repository, digest)
    this.#check()
    const version = versions.get(digest)
    if (version === undefined) return { status: POSTPONED, reason: 'GitHub lists no version of it' }
    return this.#packages.remove(repository, version)
  }

  async #removeTags(repository: Repository, tags: readonly string[]): Promise<Refusal | undefined> {
    if (this.#packages !== undefined)
      return { status: POSTPONED, reason: 'GitHub deletes a tag only together with its image, which stays' }
    for (const tag of tags) {
      try {
        await deleteTag(repository, tag)
      } catch (error) {
        if (!(error instanceof RegistryError) || error.transient) throw error
        return { status: error.status ?? POSTPONED, reason: messageOf(error) }
      }
    }
    return undefined
  }
}

const keyOf = (place: Place, digest: Digest): string => `${place ?? ''} ${digest}`

/** Whether a registry can't delete something now, although we may. */
function isConflict(status: number): boolean {
  return status !== POSTPONED && status !== 403
}

/** Records by their ids, which begin with their time. */
function inOrder(items: readonly Item[]): Item[] {
  return items[0]?.phase === 'record'
    ? items.toSorted((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1))
    : [...items]
}
