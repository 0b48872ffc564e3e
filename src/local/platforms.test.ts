/** What the commands do with a family that is for more platforms than this machine's. */
import { expect, it } from 'vitest'
import { lay } from '../../tests/support/user-catalog.ts'
import { cellsOf } from '../catalog/cells.ts'
import { ofThisMachine } from './plan.ts'
import { releasable } from './release.ts'

const BOTH = cellsOf(lay('platforms: [linux/amd64, linux/arm64]'))

it('are planned for this machine alone', () => {
  const { cells, left } = ofThisMachine(BOTH, 'linux/arm64')
  expect(new Set(cells.map(({ platform }) => platform))).toEqual(new Set(['linux/arm64']))
  expect(cells).toHaveLength(BOTH.length / 2)
  expect(left).toBe('\nlinux/amd64: not built on this machine')
  expect(ofThisMachine(cells, 'linux/arm64')).toEqual({ cells, left: '' })
  // Then a plan of all of them says more than none.
  expect(ofThisMachine(cells, 'linux/amd64')).toEqual({ cells, left: '' })
})

it('are released for this machine, and for others whose images are all there', () => {
  const judged = (kindOf: (platform: string, index: number) => 'build' | 'unchanged' | 'excluded') => ({
    cells: BOTH.map((cell, index) => ({ cell, verdict: { kind: kindOf(cell.platform, index) } })),
  })
  const half = BOTH.length / 2
  const none = judged((platform) => (platform === 'linux/amd64' ? 'unchanged' : 'build'))
  expect(releasable(none, 'linux/amd64')).toEqual({
    platforms: ['linux/amd64'],
    left: [`linux/arm64 is left out: 0 of its ${half} images are in the registry`],
  })
  const all = { platforms: ['linux/amd64', 'linux/arm64'], left: [] }
  expect(
    releasable(
      judged(() => 'unchanged'),
      'linux/amd64',
    ),
  ).toEqual(all)
  // What is excluded is missing nowhere; what this machine has not built, the release itself reports.
  const excluded = judged((platform, index) =>
    index < 4 ? 'excluded' : platform === 'linux/amd64' ? 'build' : 'unchanged',
  )
  expect(releasable(excluded, 'linux/amd64')).toEqual(all)
  const few = judged((platform, index) => (platform === 'linux/arm64' && index < 4 ? 'unchanged' : 'build'))
  expect(releasable(few, 'linux/amd64').left).toEqual([
    `linux/arm64 is left out: 2 of its ${half} images are in the registry`,
  ])
  expect(releasable(few, 'linux/s390x')).toEqual(all)
})
