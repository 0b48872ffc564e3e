import path from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cellsOf, exclusionOf } from '../catalog/cells.ts'
import { loadCatalog } from '../catalog/load.ts'
import { compareVersions, isPreRelease } from '../catalog/version.ts'
import { type Digest, sha256 } from '../oci/digest.ts'
import {
  type AliasState,
  checkOverrides,
  checkPlanOrder,
  decide,
  isChange,
  type Move,
  type ReleasedCell,
  type Wanted,
  wantedAliases,
} from './moves.ts'
import { type AliasHistory, aliasName, type Target } from './record.ts'

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
  target: targetOf(digestOf(version, variant, build), version),
})

function targetOf(digest: Digest, version?: string): Target {
  return { mediaType: 'application/vnd.oci.image.manifest.v1+json', digest, size: 1, version }
}

function digestOf(version: string, variant = 'baseline', build = 1): Digest {
  return sha256(`${version} ${variant} ${build}`)
}

/** The table of a release as `name: verdict version`, for the aliases that pass the filter. */
function table(
  cells: readonly ReleasedCell[],
  now: Readonly<Record<string, AliasState>> = {},
  date = '20261124',
): Record<string, string> {
  const moves = releaseMoves(wantedAliases(cells, aliases, date), new Map(Object.entries(now)))
  return Object.fromEntries(moves.map((move) => [aliasName(move), `${move.verdict} ${move.cell}`]))
}

const at = (version: string, variant = 'baseline', build = 1): AliasState => ({
  target: targetOf(digestOf(version, variant, build), version),
})

const VERSIONS = ['3.5.8', '4.0.8', '4.0.9', '4.1.0', '4.1.1', '4.1.2', '4.2.0-preview1']

interface Circumstances {
  /** By cell id, the images that a tag with a date names. */
  readonly dated?: ReadonlyMap<string, Digest>
  readonly history?: ReadonlyMap<string, AliasHistory>
  readonly override?: readonly string[]
}

function releaseMoves(
  wanted: readonly Wanted[],
  now: ReadonlyMap<string, AliasState>,
  { dated = new Map(), history = new Map(), override = [] }: Circumstances = {},
): Move[] {
  const cells = new Map([...dated].map(([id, digest]) => [id, { digest, dated: true }]))
  const isOverridden = (name: string): boolean => override.includes(name)
  const intent = { wanted, versions: new Set(VERSIONS), isOverridden }
  return decide({ aliases: now, history: { cells, aliases: history } }, intent)
}

const target = targetOf(sha256('foreign'))
const foreign: AliasState = {
  target,
  foreign: 'a chart',
  stored: { descriptor: target, bytes: Buffer.from('') },
}

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

  it('of the shipped family gives tags of a variant to the newest version that has it', async () => {
    const catalog = await loadCatalog(path.join(import.meta.dirname, '../../images'))
    const built = cellsOf(catalog).filter((one) => exclusionOf(one) === undefined)
    const cells = built.map(({ version, variant }) => cell(version, variant))
    const wanted = wantedAliases(cells, catalog.aliases, '20261124')
    expect(Object.fromEntries(wanted.map(({ claim, cell: { id } }) => [claim.tag, id]))).toMatchObject({
      latest: '4.3.0-baseline',
      baseline: '4.3.0-baseline',
      '4': '4.3.0-baseline',
      gpu: '4.2.1-gpu',
      '4-gpu': '4.2.1-gpu',
      iceberg: '4.1.4-iceberg',
      '4-iceberg': '4.1.4-iceberg',
      '4-gpu-iceberg': '4.1.4-gpu-iceberg',
      '4.1-gpu': '4.1.4-gpu',
      '4.0-iceberg': '4.0.5-iceberg',
      '3-gpu-iceberg': '3.5.9-gpu-iceberg',
      '3': '3.5.9-baseline',
    })
  })
})

describe('an alias with a date', () => {
  const gpu = cell('4.1.1', 'gpu')
  const family = [cell('4.1.1'), gpu]
  const day = (
    date: string,
    now: ReadonlyMap<string, AliasState>,
    dated: ReadonlyMap<string, Digest>,
    all = aliases,
  ) =>
    releaseMoves(wantedAliases(family, all, date), now, { dated })
      .filter(isChange)
      .map(aliasName)
  const digests = new Map(family.map(({ id, target }) => [id, target?.digest ?? sha256('')]))
  const settled = new Map<string, AliasState>(
    wantedAliases(family, aliases, '20261124').map(({ claim, cell: { target = targetOf(sha256('')) } }) => [
      aliasName(claim),
      { target },
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
    const names = new Map([...digests].filter(([id]) => id === '4.1.1-baseline'))
    expect(day('20261125', settled, names)).toEqual(['4.1.1-gpu-20261125'])
    const only = aliases.filter(({ tag }) => tag.includes('{date}'))
    expect(day('20261125', new Map(), names, only)).toEqual(['4.1.1-gpu-20261125'])
  })
})

describe('a later release', () => {
  it.each<[string, ReleasedCell, Record<string, AliasState>, Record<string, string>]>([
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
      'over what is none of our images leaves every tag alone',
      cell('4.1.1'),
      { latest: foreign, '4.1.1': foreign, '4.1': at('4.1.0') },
      {
        latest: 'held back 4.1.1-baseline',
        '4.1.1': 'held back 4.1.1-baseline',
        '4.1': 'move 4.1.1-baseline',
      },
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
function checkMove(move: Move, cells: readonly ReleasedCell[], before: AliasState | undefined): void {
  const name = aliasName(move)
  const version = move.cell.replace(/-(?:baseline|gpu)$/, '')
  expect(compareVersions(version, before?.target.version ?? '0')).toBeGreaterThanOrEqual(0)
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
  registry: ReadonlyMap<string, AliasState>,
  dated: ReadonlyMap<string, Digest>,
  date: string,
): void {
  const changes = releaseMoves(wantedAliases(cells, aliases, date), registry, { dated }).filter(isChange)
  // The tag of that day may have been taken already, by an image that was replaced since: then the next day has one.
  const isLate = ({ kind, to, cell }: Move): boolean => kind === 'fixed' && dated.get(cell) !== to?.digest
  expect(changes.filter((move) => !isLate(move))).toEqual([])
}

/** Moves an alias, and checks that it may be moved. */
function apply(move: Move, cells: readonly ReleasedCell[], registry: Map<string, AliasState>): void {
  checkMove(move, cells, registry.get(aliasName(move)))
  if (move.to === undefined) throw new Error('a release removes nothing')
  registry.set(aliasName(move), { target: move.to })
}

/** A release of some cells, checked. */
function releaseInto(
  registry: Map<string, AliasState>,
  dated: Map<string, Digest>,
  cells: readonly ReleasedCell[],
  date: string,
): void {
  const moves = releaseMoves(wantedAliases(cells, aliases, date), registry, { dated })
  expect(new Set(moves.map(aliasName)).size).toBe(moves.length)
  const changes = moves.filter(isChange)
  for (const move of changes) apply(move, cells, registry)
  for (const { cell, to } of changes.filter(({ kind }) => kind === 'fixed')) {
    dated.set(cell, to?.digest ?? sha256(''))
  }
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
      const registry = new Map<string, AliasState>()
      const dated = new Map<string, Digest>()
      for (const [cells, date] of all) {
        releaseInto(registry, dated, cells, date)
        for (const day of [date, '20991231']) checkSettled(cells, registry, dated, day)
      }
    })
    fc.assert(property, { numRuns: 500 })
  })
})

describe('an alias that is held back', () => {
  const family = [cell('4.1.1')]
  const wanted = wantedAliases(family, [{ tag: '{series}' }, { tag: 'latest' }], '20261124')
  const rolledBack = new Map<string, AliasHistory>([
    ['4.1', { held: { images: [digestOf('4.1.1')], by: 'BACK', restores: 'OLD' } }],
  ])
  const reasonOf = (now: AliasState | undefined, circumstances: Circumstances = {}) => {
    const [move] = releaseMoves(wanted, new Map(now === undefined ? [] : [['4.1', now]]), circumstances)
    return [move?.verdict, move?.cause, move?.reason]
  }

  it.each<[string, AliasState | undefined, Circumstances, string, string]>([
    ['is foreign', foreign, {}, 'foreign', 'it names a chart'],
    ['is newer', at('4.2.0-preview1'), {}, 'newer', 'it is at 4.2.0-preview1, which is newer than 4.1.1'],
    [
      'is withdrawn',
      at('4.1.5'),
      {},
      'withdrawn',
      'it is at 4.1.5, which is newer than 4.1.1 and not in the catalog',
    ],
    [
      'was rolled back',
      at('4.1.0'),
      { history: rolledBack },
      'rollback',
      'release BACK rolled it back from this image, to release OLD: it stays until another image is built',
    ],
    [
      'was removed by a rollback',
      undefined,
      { history: rolledBack },
      'rollback',
      'release BACK rolled it back from this image, to release OLD: it stays until another image is built',
    ],
  ])('%s: it says so, and goes when override names it', (_, now, circumstances, cause, reason) => {
    expect(reasonOf(now, circumstances)).toEqual(['held back', cause, reason])
    const [verdict] = reasonOf(now, { ...circumstances, override: ['4.1'] })
    expect(verdict).toBe(now === undefined ? 'new' : 'move')
    expect(reasonOf(now, { ...circumstances, override: ['latest'] })[0]).toBe('held back')
  })

  it('and can not be put back stays even so', () => {
    const now = { target, foreign: 'a chart' }
    const [verdict, , reason] = reasonOf(now, { override: ['4.1'] })
    expect([verdict, reason]).toEqual([
      'held back',
      'it names a chart, which could not be put back: remove the tag instead',
    ])
  })

  it('by a rollback goes when another image is built', () => {
    const other = wantedAliases([cell('4.1.1', 'baseline', 2)], [{ tag: '{series}' }], '20261124')
    const [move] = releaseMoves(other, new Map([['4.1', at('4.1.0')]]), { history: rolledBack })
    expect(move?.verdict).toBe('move')
  })

  it('is named when override has no alias of the release', () => {
    const moves = releaseMoves(wanted, new Map([['4.1', foreign]]))
    const none = new Map([['5.*', () => false]])
    expect(() => checkOverrides(moves, none)).toThrow(
      'nothing was moved: override has "5.*", which is no alias of this release; held back are 4.1',
    )
  })
})

describe('the order of plans', () => {
  const newer = { planned: '2026-11-24T12:20:00.000Z', release: 'NEWER' }
  const history = { cells: new Map(), aliases: new Map([['4.1', newer]]) }
  const [first, second] = [{ tag: '{series}' }, { tag: 'latest' }]
  const movesOf = (tags: { tag: string }[], now: [string, AliasState][] = []) =>
    releaseMoves(wantedAliases([cell('4.1.1')], tags, '20261124'), new Map(now))

  it('is that of each alias: what no newer plan decided on moves, and what is right need not', () => {
    const old = '2026-11-24T12:10:00.000Z'
    expect(() => checkPlanOrder(movesOf([first, second]), history, old)).toThrow(
      `nothing was moved: this plan was made at ${old}, and newer plans have decided on 4.1 since, 4.1 by one of ${newer.planned}, that of release NEWER: `,
    )
    expect(() => checkPlanOrder(movesOf([second]), history, old)).not.toThrow()
    expect(() => checkPlanOrder(movesOf([first, second], [['4.1', at('4.1.1')]]), history, old)).not.toThrow()
    expect(() => checkPlanOrder(movesOf([first]), history, newer.planned)).not.toThrow()
  })
})
