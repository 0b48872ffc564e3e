import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Digest, sha256 } from '../oci/digest.ts'
import {
  aliasName,
  decideMoves,
  isChange,
  type Move,
  type Pointer,
  type ReleasedCell,
  wantedAliases,
} from './policy.ts'
import { compareVersions, isPreRelease } from './version.ts'

const aliases = [
  { tag: '{version}-{variant}' },
  { tag: '{series}-{variant}' },
  { tag: '{major}-{variant}' },
  { tag: '{variant}' },
  { tag: '{version}-{variant}-{date}' },
  { tag: '{version}', variants: ['baseline'] },
  { tag: '{series}', variants: ['baseline'] },
  { tag: '{major}', variants: ['baseline'] },
  { tag: 'latest', variants: ['baseline'] },
  { image: 'spark-{version}', tag: '{variant}' },
]

const cell = (version: string, variant = 'baseline', build = 1): ReleasedCell => ({
  id: `${version}-${variant}`,
  version,
  series: version.split('.').slice(0, 2).join('.'),
  variant,
  digest: digestOf(version, variant, build),
})

function digestOf(version: string, variant = 'baseline', build = 1): Digest {
  return sha256(`${version} ${variant} ${build}`)
}

/** The table of a release as `name: verdict version`, for the aliases that pass the filter. */
function table(
  cells: readonly ReleasedCell[],
  now: Readonly<Record<string, Pointer>> = {},
  date = '20261124',
): Record<string, string> {
  const moves = decideMoves(wantedAliases(cells, aliases, date), new Map(Object.entries(now)))
  return Object.fromEntries(moves.map((move) => [aliasName(move), `${move.verdict} ${move.cell}`]))
}

const at = (version: string, variant = 'baseline', build = 1): Pointer => ({
  digest: digestOf(version, variant, build),
  version,
})

describe('the first release', () => {
  it('sets every alias, floating ones to the highest version, in whatever order the cells come', () => {
    const cells = [cell('3.5.8'), cell('4.1.0'), cell('4.1.10'), cell('4.1.9')]
    const expected = {
      '3.5': 'new 3.5.8-baseline',
      '3': 'new 3.5.8-baseline',
      '4.1': 'new 4.1.10-baseline',
      '4': 'new 4.1.10-baseline',
      latest: 'new 4.1.10-baseline',
      baseline: 'new 4.1.10-baseline',
      '4.1.9': 'new 4.1.9-baseline',
      '4.1.9-baseline-20261124': 'new 4.1.9-baseline',
      'spark-4.1.9:baseline': 'new 4.1.9-baseline',
    }
    expect(table(cells)).toMatchObject(expected)
    expect(table([...cells].reverse())).toMatchObject(expected)
  })

  it('keeps variants apart', () => {
    expect(table([cell('4.1.1', 'gpu'), cell('3.5.8', 'gpu'), cell('4.1.1')])).toMatchObject({
      gpu: 'new 4.1.1-gpu',
      '3.5-gpu': 'new 3.5.8-gpu',
      latest: 'new 4.1.1-baseline',
    })
  })
})

describe('an alias with a date', () => {
  const gpu = cell('4.1.1', 'gpu')
  const family = [cell('4.1.1'), gpu]
  const day = (date: string, now: ReadonlyMap<string, Pointer>, dated: ReadonlySet<Digest>, all = aliases) =>
    decideMoves(wantedAliases(family, all, date), now, dated)
      .filter(isChange)
      .map(aliasName)
  const digests = new Set(family.map(({ digest }) => digest))
  const settled = new Map<string, Pointer>(
    wantedAliases(family, aliases, '20261124').map(({ claim, cell: { digest, version } }) => [
      aliasName(claim),
      { digest, version },
    ]),
  )

  it('is not made on a day on which nothing else changes', () => {
    expect(day('20261125', settled, digests)).toEqual([])
  })

  it('is made for the cell of which something else changes, and for no other', () => {
    const changed = new Map(settled).set('gpu', at('4.1.0', 'gpu'))
    expect(day('20261125', changed, digests)).toEqual(['gpu', '4.1.1-gpu-20261125'])
  })

  it('is made for an image that none names yet', () => {
    const names = new Set([cell('4.1.1').digest])
    expect(day('20261125', settled, names)).toEqual(['4.1.1-gpu-20261125'])
    const only = aliases.filter(({ tag }) => tag.includes('{date}'))
    expect(day('20261125', new Map(), names, only)).toEqual(['4.1.1-gpu-20261125'])
  })
})

describe('a later release', () => {
  it.each<[string, ReleasedCell, Record<string, Pointer>, Record<string, string>]>([
    [
      'of a newer version takes the floating tags',
      cell('4.1.2'),
      { latest: at('4.1.1'), '4.1': at('4.1.1'), '4.1.1': at('4.1.1') },
      { latest: 'move 4.1.2-baseline', '4.1': 'move 4.1.2-baseline', '4.1.2': 'new 4.1.2-baseline' },
    ],
    [
      'of a backport takes its own series and no more',
      cell('4.0.9'),
      { latest: at('4.1.1'), '4': at('4.1.1'), '4.0': at('4.0.8'), baseline: at('4.1.1') },
      {
        latest: 'held back 4.0.9-baseline',
        '4': 'held back 4.0.9-baseline',
        baseline: 'held back 4.0.9-baseline',
        '4.0': 'move 4.0.9-baseline',
        '4.0.9': 'new 4.0.9-baseline',
      },
    ],
    [
      'of the same version built anew moves what that version has, and no dated tag',
      cell('4.1.1', 'baseline', 2),
      {
        latest: at('4.1.1'),
        '4.1.1': at('4.1.1'),
        '4.1.1-baseline-20261124': at('4.1.1'),
        '4.1': at('4.1.1', 'baseline', 2),
      },
      {
        latest: 'move 4.1.1-baseline',
        '4.1.1': 'move 4.1.1-baseline',
        '4.1.1-baseline-20261124': 'held back 4.1.1-baseline',
        '4.1': 'keep 4.1.1-baseline',
      },
    ],
    [
      'of a pre-release takes no floating tag, even a free one',
      cell('4.2.0-rc1'),
      { latest: at('4.1.1') },
      {
        latest: 'held back 4.2.0-rc1-baseline',
        '4.2': 'held back 4.2.0-rc1-baseline',
        '4.2.0-rc1': 'new 4.2.0-rc1-baseline',
        'spark-4.2.0-rc1:baseline': 'new 4.2.0-rc1-baseline',
      },
    ],
    [
      'over an image that nobody can place leaves floating tags alone',
      cell('4.1.1'),
      { latest: { digest: sha256('foreign') }, '4.1.1': { digest: sha256('foreign') } },
      { latest: 'held back 4.1.1-baseline', '4.1.1': 'move 4.1.1-baseline' },
    ],
    [
      'after a preview that somebody gave a floating tag by hand waits for its version',
      cell('4.1.2'),
      { latest: at('4.2.0-preview1') },
      { latest: 'held back 4.1.2-baseline' },
    ],
  ])('%s', (_, released, now, expected) => {
    expect(table([released], now)).toMatchObject(expected)
  })

  it('with pre-releases beside others gives floating tags to the others', () => {
    expect(table([cell('4.2.0-rc1'), cell('4.1.1'), cell('4.2.0-SNAPSHOT')])).toMatchObject({
      latest: 'new 4.1.1-baseline',
      '4': 'new 4.1.1-baseline',
      '4.2': 'held back 4.2.0-rc1-baseline',
    })
  })
})

/** What must hold for a move that a policy allows, by other means than the policy's own. */
function checkMove(move: Move, cells: readonly ReleasedCell[], before: Pointer | undefined): void {
  const name = aliasName(move)
  const version = move.cell.replace(/-(?:baseline|gpu)$/, '')
  expect(compareVersions(version, before?.version ?? '0')).toBeGreaterThanOrEqual(0)
  if (/\d{8}$/.test(name)) expect(before).toBeUndefined()
  if (name.includes(version)) return
  expect(isPreRelease(version)).toBe(false)
  const prefix = name.replace(/-?(?:baseline|gpu|latest)$/, '')
  const rivals = cells.filter((cell) => move.cell.endsWith(cell.variant) && !isPreRelease(cell.version))
  const same = rivals.filter((rival) => prefix === '' || `${rival.version}.`.startsWith(`${prefix}.`))
  for (const rival of same) expect(compareVersions(rival.version, version)).toBeLessThanOrEqual(0)
}

/** After a release, another one of the same cells has nothing to move, on that day and any other. */
function checkSettled(
  cells: readonly ReleasedCell[],
  registry: ReadonlyMap<string, Pointer>,
  dated: ReadonlySet<Digest>,
  date: string,
): void {
  const changes = decideMoves(wantedAliases(cells, aliases, date), registry, dated).filter(isChange)
  // The tag of that day may have been taken already, by an image that was replaced since: then the next day has one.
  const isLate = ({ kind, to }: Move): boolean => kind === 'fixed' && to !== undefined && !dated.has(to)
  expect(changes.filter((move) => !isLate(move))).toEqual([])
}

/** Moves an alias, and checks that it may be moved. */
function apply(move: Move, cells: readonly ReleasedCell[], registry: Map<string, Pointer>): void {
  checkMove(move, cells, registry.get(aliasName(move)))
  const version = cells.find(({ id }) => id === move.cell)?.version ?? ''
  registry.set(aliasName(move), { digest: move.to ?? sha256(''), version })
}

/** A release of some cells, checked. */
function releaseInto(
  registry: Map<string, Pointer>,
  dated: Set<Digest>,
  cells: readonly ReleasedCell[],
  date: string,
): void {
  const moves = decideMoves(wantedAliases(cells, aliases, date), registry, dated)
  expect(new Set(moves.map(aliasName)).size).toBe(moves.length)
  const changes = moves.filter(isChange)
  for (const move of changes) apply(move, cells, registry)
  for (const { to } of changes.filter(({ kind }) => kind === 'fixed')) dated.add(to ?? sha256(''))
}

describe('any sequence of releases', () => {
  const versions = ['3.5.7', '3.5.8', '4.0.9', '4.1.0', '4.1.1', '4.1.10', '4.2.0-rc1', '4.2.0-rc2', '4.2.0']
  const anyCell = fc
    .tuple(fc.constantFrom(...versions), fc.constantFrom('baseline', 'gpu'), fc.integer({ min: 1, max: 3 }))
    .map(([version, variant, build]) => cell(version, variant, build))
  const family = fc.uniqueArray(anyCell, { minLength: 1, selector: ({ id }) => id })
  const day = fc.constantFrom('20261124', '20261125')
  const releases = fc.array(fc.tuple(family, day), { minLength: 1, maxLength: 6 })

  it('gives each alias one target, moves none backwards, and the second time moves nothing', () => {
    const property = fc.property(releases, (all) => {
      const registry = new Map<string, Pointer>()
      const dated = new Set<Digest>()
      for (const [cells, date] of all) {
        releaseInto(registry, dated, cells, date)
        for (const day of [date, '20991231']) checkSettled(cells, registry, dated, day)
      }
    })
    fc.assert(property, { numRuns: 500 })
  })
})
