import { describe, expect, it } from 'vitest'
import { sha256 } from '../oci/digest.ts'
import { table } from '../table.ts'
import type { Move } from './moves.ts'
import type { Target } from './record.ts'
import { COLUMNS, headline, movesJson, moveTable } from './report.ts'

const image = { registry: 'ghcr.io', repository: 'org/spark' }
const [old, next] = [sha256('old'), sha256('new')]
const target = (digest: Target['digest'], version?: string): Target => ({
  mediaType: '',
  digest,
  size: 1,
  version,
})

const line = (tag: string, verdict: Move['verdict'], change: Partial<Move> = {}): Move => ({
  image: undefined,
  tag,
  kind: 'floating',
  cell: '4.1.1-gpu',
  from: target(old, '4.1.0'),
  to: target(next),
  verdict,
  reason: 'of a test',
  ...change,
})

const moves = [
  line('gpu', 'move'),
  line('4-gpu', 'keep', { from: target(next) }),
  line('latest', 'held back', { from: target(old) }),
  line('gpu', 'new', { image: 'spark-4.1.1', from: undefined }),
  line('4.1.2-gpu', 'remove', { to: undefined, cell: '4.1.2-gpu' }),
]

describe('the table of a release', () => {
  it('has what changes, then what is held back, and counts the rest', () => {
    const { rows, left } = moveTable(moves)
    const [before, after] = [old.slice(0, 19), next.slice(0, 19)]
    expect(rows).toEqual([
      ['gpu', `4.1.0 ${before}`, `4.1.1-gpu ${after}`, 'move', 'of a test'],
      ['spark-4.1.1:gpu', '–', `4.1.1-gpu ${after}`, 'new', 'of a test'],
      ['4.1.2-gpu', `4.1.0 ${before}`, '–', 'remove', 'of a test'],
      ['latest', before, '–', 'held back', 'of a test'],
    ])
    expect(left).toBe('1 alias names the right image already')
    expect(table(COLUMNS, [['a', 'b', 'c', 'd', 'e']]).split('\n')).toEqual([
      'alias  from  to  verdict  reason',
      'a      b     c   d        e',
    ])
  })

  it('of the largest family stays below a megabyte, and says what it leaves out', () => {
    // 256 cells with nine aliases each.
    const many = Array.from({ length: 256 * 9 }, (_, index) => line(`${index}-`.padEnd(60, 'x'), 'move'))
    const { rows, left } = moveTable(many)
    expect(table(COLUMNS, rows).length).toBeLessThan(2 ** 20 / 2)
    expect(left).toBe('1304 more lines are left out')
  })

  it('comes for programs with whole names and digests', () => {
    expect(movesJson(moves, image)).toContainEqual({
      alias: 'ghcr.io/org/spark-4.1.1:gpu',
      cell: '4.1.1-gpu',
      from: null,
      to: next,
      verdict: 'new',
      reason: 'of a test',
    })
    expect(movesJson(moves, image)).toContainEqual(
      expect.objectContaining({
        alias: 'ghcr.io/org/spark:latest',
        from: old,
        to: old,
        verdict: 'held back',
      }),
    )
  })
})

it.each([
  [{ id: 'ID', moves, moved: 3 }, false, 'Release ID: 3 aliases moved, of 5'],
  [
    { id: 'ID', moves: [1, 1].flatMap((at) => moves.slice(at, at + 1)), moved: 0 },
    false,
    'Nothing to move: all 2 aliases are as they should be, since release ID',
  ],
  [{ id: undefined, moves, moved: 0 }, true, 'Dry run: 3 aliases would move, of 5'],
  [{ id: undefined, moves: moves.slice(1, 2), moved: 0 }, true, 'Dry run: nothing would move, of 1'],
])('what happened in a sentence, %#', (outcome, dryRun, sentence) => {
  expect(headline(outcome, dryRun)).toBe(sentence)
})
