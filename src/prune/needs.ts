/** What the releases that are kept need, so that each can be rolled back to. Values in, values out. */
import type { Digest } from '../oci/digest.ts'
import { type AliasPlace, type AliasRecord, aliasName, type ReleaseRecord } from '../release/record.ts'
import { aliasesAsOf } from '../release/rollback.ts'

/** What a repository has of releases. */
export interface Releases {
  /** Completed ones, newest first, as far as their records go back. */
  readonly chain: readonly ReleaseRecord[]
  /** Records under tags that are not among them: of releases that were never completed, or after a record that is gone. */
  readonly others: readonly ReleaseRecord[]
  /** The one that is under way or was left in the middle. */
  readonly unfinished: ReleaseRecord | undefined
}

/** Last part of a repository's name; undefined for the images' own. */
export type Place = AliasPlace['image']

export interface Needs {
  /** Ids of releases whose records are kept, with the reason. */
  readonly records: ReadonlyMap<string, string>
  /** Images that are kept by place, with the reason. */
  readonly images: ReadonlyMap<Place, ReadonlyMap<Digest, string>>
  /** aliasName() of tags that a rollback would set again if they were gone. */
  readonly aliases: ReadonlySet<string>
  /** Why all releases are kept, if so. */
  readonly unsure: string | undefined
}

/** As readHistory(), which follows records that have no history of their own. */
const MAX_WITHOUT_HISTORY = 50

/** An image that is needed. */
interface Need {
  readonly place: Place
  readonly digest: Digest
  readonly reason: string
}

/**
 * @param count of releases that are kept, at least 1
 * @param unread places that could not be read: their images may have no name but in the records
 */
export function needsOf(releases: Releases, count: number, unread: ReadonlySet<Place>): Needs {
  const { chain, others, unfinished } = releases
  const unsure = doubtOf(releases, count)
  const whole = [
    ...(unfinished === undefined
      ? []
      : [[unfinished, `release ${unfinished.id}, which is unfinished`] as const]),
    ...(unsure === undefined ? [] : others).map((record) => [record, unsure ?? ''] as const),
  ]
  const kept = chain.slice(0, count).map((record, index) => {
    const aliases = aliasesAsOf(chain.slice(0, index + 1)).filter(({ to }) => to !== null)
    return { record, aliases }
  })
  const images = new Map<Place, Map<Digest, string>>()
  const all = [
    ...kept.flatMap(({ record, aliases }) =>
      aliases.flatMap((alias) => need(alias, alias.to, `release ${record.id}`)),
    ),
    ...heldImages(chain[0]),
    ...whole.flatMap(([{ aliases }, reason]) =>
      aliases.flatMap((alias) => [...need(alias, alias.to, reason), ...need(alias, alias.from, reason)]),
    ),
  ]
  for (const { place, digest, reason } of all) {
    const here = images.get(place) ?? new Map<Digest, string>()
    images.set(place, here)
    if (!here.has(digest)) here.set(digest, reason)
  }
  const records = new Map([
    ...[...chain, ...others].flatMap(({ id, aliases }) =>
      aliases
        .filter(({ image }) => unread.has(image))
        .map(({ image }) => [id, `it names images of ${image}, which could not be read`] as const),
    ),
    ...remembered(chain, count).map(({ id }) => [id, 'later releases have no history of their own'] as const),
    ...whole.map(([{ id }, reason]) => [id, reason] as const),
    ...kept.map(
      ({ record }, index) => [record.id, index === 0 ? LAST : 'a release to roll back to'] as const,
    ),
  ])
  return { records, images, aliases: new Set(kept.flatMap(({ aliases }) => aliases.map(aliasName))), unsure }
}

const LAST = 'the last release'

function need({ image: place }: AliasRecord, target: AliasRecord['to'], reason: string): Need[] {
  return target === null ? [] : [{ place, digest: target.digest, reason }]
}

/** A rollback holds as long as the image is there from which it went back: see afterRollback() in history.ts. */
function heldImages(last: ReleaseRecord | undefined): Need[] {
  const reason = 'rolled back from: without it, it would be built and released again'
  return (last?.history?.aliases ?? []).flatMap(({ alias, held }) => {
    const places = new Set<Place>([undefined, placeOf(alias)])
    return (held?.images ?? []).flatMap((digest) => [...places].map((place) => ({ place, digest, reason })))
  })
}

/** The records behind the kept ones that readHistory() reads. */
function remembered(chain: readonly ReleaseRecord[], count: number): ReleaseRecord[] {
  if (chain[count - 1]?.history !== undefined) return []
  const older = chain.slice(count, MAX_WITHOUT_HISTORY)
  const first = older.findIndex(({ history }) => history !== undefined)
  return first < 0 ? older : older.slice(0, first + 1)
}

/** Why it can't be told which releases count. */
function doubtOf({ chain, others }: Releases, count: number): string | undefined {
  if (others.length === 0) return undefined
  if (chain.length === 0) return 'the journal names no completed release'
  if (chain.length >= count || chain.at(-1)?.previous === undefined) return undefined
  return `the record of release ${chain.at(-1)?.previous} is gone`
}

/** The place that aliasName() has in it. */
export function placeOf(alias: string): Place {
  const colon = alias.indexOf(':')
  return colon < 0 ? undefined : alias.slice(0, colon)
}

/** All places that releases name. */
export function placesOf({ chain, others, unfinished }: Releases): Set<Place> {
  const records = [...chain, ...others, ...(unfinished === undefined ? [] : [unfinished])]
  return new Set([
    undefined,
    ...records.flatMap(({ aliases }) => aliases.map(({ image }) => image)),
    ...records.flatMap(({ history }) => history?.aliases.map(({ alias }) => placeOf(alias)) ?? []),
  ])
}

/** Images that releases of any age named, by place. */
export function namedBy({ chain, others }: Pick<Releases, 'chain' | 'others'>): Map<Place, Set<Digest>> {
  const named = new Map<Place, Set<Digest>>()
  for (const { aliases } of [...chain, ...others])
    for (const { image, from, to } of aliases) {
      const here = named.get(image) ?? new Set()
      named.set(image, here)
      for (const target of [from, to]) if (target !== null) here.add(target.digest)
    }
  return named
}
