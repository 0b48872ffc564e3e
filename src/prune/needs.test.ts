import { describe, expect, it } from 'vitest'
import type { Digest } from '../oci/digest.ts'
import type { ReleaseRecord } from '../release/record.ts'
import { allRoots } from './decide.ts'
import { needsOf, placesOf } from './needs.ts'

const digestOf = (image: string): Digest => `sha256:${Buffer.from(image).toString('hex').padStart(64, '0')}`
const target = (image: string) => ({ mediaType: '', digest: digestOf(image), size: 1 })

/** A record whose aliases go from one image to another, written `tag: 'from to'` with `-` for none. */
function record(
  id: string,
  previous: string | undefined,
  aliases: Readonly<Record<string, string>>,
  more: Partial<ReleaseRecord> = {},
): ReleaseRecord {
  const lines = Object.entries(aliases).map(([name, move]) => {
    const [from, to] = move.split(' ').map((image) => (image === '-' ? null : target(image)))
    const [tag = '', image] = name.split(':').reverse()
    return { image, tag, from: from ?? null, to: to ?? null }
  })
  const history = { cells: [], aliases: [] }
  return {
    format: 1,
    id,
    kind: 'release',
    created: '',
    previous,
    cells: [],
    aliases: lines,
    history,
    ...more,
  }
}

const THREE = record('3', '2', { gpu: 'b c', new: '- n' })
const TWO = record('2', '1', { gpu: 'a b', 'spark:gpu': 'x y' })
const ONE = record('1', undefined, { gpu: '- a' })

/** No place that could not be read. */
const READ = new Set<string>()

/** Images that are needed, by place. */
function images(releases: Partial<Parameters<typeof needsOf>[0]>, count: number): Record<string, string[]> {
  const { images } = needsOf({ chain: [], others: [], unfinished: undefined, ...releases }, count, READ)
  const names = (digests: Iterable<Digest>): string[] =>
    [...digests].map((digest) => Buffer.from(digest.slice(7), 'hex').toString().replaceAll('\0', '')).sort()
  return Object.fromEntries([...images].map(([place, needed]) => [place ?? '', names(needed.keys())]))
}

describe('what releases need', () => {
  it('is what each kept one has set, and what others set that it did not name', () => {
    expect(images({ chain: [THREE, TWO, ONE] }, 1)).toEqual({ '': ['c', 'n'] })
    expect(images({ chain: [THREE, TWO, ONE] }, 2)).toEqual({ '': ['b', 'c', 'n'], spark: ['y'] })
    // When the first was complete, spark:gpu named x.
    expect(images({ chain: [THREE, TWO, ONE] }, 3)).toEqual({ '': ['a', 'b', 'c', 'n'], spark: ['x', 'y'] })
  })

  it('is, of a place that could not be read, the records that name its images, and copies of what is kept', () => {
    const releases = { chain: [THREE, TWO, ONE], others: [], unfinished: undefined }
    const needs = needsOf(releases, 1, new Set(['spark']))
    const reason = 'it names images of spark, which could not be read'
    expect([...needs.records]).toEqual([
      ['2', reason],
      ['3', 'the last release'],
    ])
    const policy = { releases: 2, staging: 0, dated: undefined, cells: [], dateOf: () => undefined, now: 0 }
    const roots = allRoots(new Map(), needsOf(releases, 2, new Set(['spark'])), policy)
    expect(roots.get(undefined)?.get(digestOf('y'))).toBe('release 2')
  })

  it('is both ends of one that is unfinished', () => {
    expect(images({ chain: [ONE], unfinished: TWO }, 1)).toEqual({ '': ['a', 'b'], spark: ['x', 'y'] })
  })

  it('is the image from which somebody rolled back, where its aliases are and where builds look for it', () => {
    const held = { images: [digestOf('bad')], by: '2', restores: '1' }
    const last = record('3', '2', {}, { history: { cells: [], aliases: [{ alias: 'spark:gpu', held }] } })
    expect(images({ chain: [last, TWO, ONE] }, 1)).toEqual({ '': ['bad'], spark: ['bad'] })
  })

  it('keeps the records that later ones without a history are explained by', () => {
    const [three, two] = [THREE, TWO].map((one) => ({ ...one, history: undefined }))
    const chain = [three ?? THREE, two ?? TWO, ONE]
    expect([...needsOf({ chain, others: [], unfinished: undefined }, 1, READ).records.keys()].sort()).toEqual(
      ['1', '2', '3'],
    )
    expect([
      ...needsOf({ chain: [THREE, TWO], others: [], unfinished: undefined }, 1, READ).records.keys(),
    ]).toEqual(['3'])
  })

  it('is all there is, where it is not known which releases were completed', () => {
    const unknown = needsOf({ chain: [], others: [TWO], unfinished: undefined }, 1, READ)
    expect(unknown.unsure).toBe('the journal names no completed release')
    expect(images({ others: [TWO] }, 1)).toEqual({ '': ['a', 'b'], spark: ['x', 'y'] })
    const gap = { chain: [THREE], others: [ONE], unfinished: undefined }
    expect(needsOf(gap, 2, READ).unsure).toBe('the record of release 2 is gone')
    expect(needsOf(gap, 1, READ).unsure).toBeUndefined()
  })

  it('is in all places that any record names, also in its history', () => {
    const history = { cells: [], aliases: [{ alias: 'old:gpu' }] }
    const last = record('3', '2', {}, { history })
    expect([...placesOf({ chain: [last, TWO], others: [], unfinished: undefined })]).toEqual([
      undefined,
      'spark',
      'old',
    ])
  })
})
