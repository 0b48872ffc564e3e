import { describe, expect, it } from 'vitest'
import type { PlanOutputCell } from '../../plan/output.ts'
import type { CellFacts } from '../../release/images.ts'
import type { Move } from '../../release/moves.ts'
import { COLUMNS, moveTable } from '../../release/report.ts'
import { failedReleaseSummary, releaseSummary } from './summary.ts'

const digest = `sha256:${'1'.repeat(64)}` as const
const target = { mediaType: '', digest, size: 1 }

function facts(version: string, variant: string, platform = 'linux/amd64'): CellFacts {
  const cell = `${version}-${variant}`
  return { cell, version, variant, platform, digest, compressed: 46e6, tests: 11, passed: 11, seconds: 187.4 }
}

function move(tag: string, from?: Move['from'], reason = 'not in the registry yet'): Move {
  const cell = '4.1.1-gpu'
  return { image: undefined, tag, kind: 'floating', cell, to: target, from, verdict: 'move', reason }
}

function planned(variant: string, verdict: PlanOutputCell['verdict']): PlanOutputCell {
  const [version, platform] = ['4.1.1', 'linux/amd64']
  const prints = { fingerprint: 'f'.repeat(64), testsFingerprint: 'f'.repeat(64) }
  const cell = `${version}-${variant}`
  return { cell, version, series: '4.1', variant, platform, ...prints, tag: cell, verdict, reason: 'r' }
}

describe('the summary of a release', () => {
  it('has a grid with what became of each image, and times as people say them', () => {
    const cells = [facts('4.1.1', 'gpu'), facts('4.1.0', 'gpu')]
    const moves = [move('4.1-gpu')]
    const { rows } = moveTable(moves)
    const result = { id: '20261124-141530-1a2b3c', moves, moved: 1, cells }
    const lines = releaseSummary({ sentences: ['1 alias moved', ''], rows, warnings: [], result }).split('\n')
    expect(lines.slice(0, 4)).toEqual(['## Spark images: release', '', '1 alias moved', ''])
    expect(lines).toContain(
      '| **4.1.1** | **released**<br>46 MB (new)<br>11/11 tests, 3 min 7 s<br><code>sha256:111111111111</code> |',
    )
    expect(lines).toContain(
      '| <code>4.1-gpu</code> | – | 4.1.1-gpu sha256:111111111111 | move | not in the registry yet |',
    )
  })

  it('holds 256 images and all moves that are told', () => {
    const cells = Array.from({ length: 256 }, (_, index) => facts(`4.1.${index}`, 'gpu'))
    const moves = Array.from({ length: 1000 }, (_, index) => move(`4.1-gpu-${index}`))
    const { rows } = moveTable(moves)
    const text = releaseSummary({
      sentences: [],
      rows,
      warnings: [],
      result: { id: 'x', moves, moved: 1000, cells },
    })
    expect(text).toContain('| **4.1.255** | ')
    expect(text).toContain('| <code>4.1-gpu-999</code> | ')
    expect(text).not.toContain('left out')
  })

  it('stays below the limit of a summary, and says what is left out', () => {
    const variants = Array.from({ length: 64 }, (_, index) => `${'v'.repeat(60)}${index}`)
    const cells = ['4.1.0', '4.1.1', '4.0.0', '4.0.1'].flatMap((version) =>
      variants.map((variant) => facts(version, variant)),
    )
    const moves = Array.from({ length: 1000 }, () => move('x'.repeat(128), target, '@'.repeat(200)))
    const rows = [...moveTable(moves).rows]
    const text = releaseSummary({
      sentences: [],
      rows,
      warnings: [],
      result: { id: 'x', moves, moved: 1000, cells },
    })
    expect(Buffer.byteLength(text)).toBeLessThan(1024 * 1024)
    expect(text).toContain(`| ${COLUMNS.join(' | ')} |`)
    expect(text).toMatch(/\n\n\d+ more are left out here; the log has all of them\.\n$/)
  })
})

describe('what to deploy with', () => {
  const result = { id: 'x', moves: [], moved: 0, cells: [] }
  const given = { sentences: ['one'], rows: [], warnings: [], result }

  it('is to be opened and copied, below all else', () => {
    const manifests = new Map([['gpu.yml', `image: ghcr.io/acme/spark@${digest}\n`]])
    const deployments = [{ cell: '4.1.1-gpu', images: 'images: []\n', values: 'image: {}\n', manifests }]
    const text = releaseSummary({ ...given, deployments })
    const section = (title: string, yaml: string): string =>
      `<details><summary>Deploy by digest: ${title}</summary>\n\n.*\n\n\`\`\`yaml\n${yaml}\n\`\`\`\n\n</details>`
    const sections = [
      section('kustomize', '# 4.1.1-gpu\nimages: \\[\\]'),
      section('Helm values', '# 4.1.1-gpu\nimage: {}'),
      section('manifests', `# 4.1.1-gpu/gpu.yml\nimage: ghcr.io/acme/spark@${digest}`),
    ]
    expect(text).toMatch(new RegExp(`^## .*\n\none\n\n${sections.join('\n\n')}\n$`))
  })

  it('is left out where there is nothing', () => {
    expect(releaseSummary(given)).toBe('## Spark images: release\n\none\n')
    const deployment = {
      cell: '4.1.1-x',
      images: 'images: []\n',
      values: 'image: {}\n',
      manifests: new Map(),
    }
    expect(releaseSummary({ ...given, deployments: [deployment] })).not.toContain('manifests')
  })

  it('is cut to the size of a summary, where the folder has all', () => {
    const manifest = `image: x\n${'#'.repeat(3000)}\n`.repeat(2)
    const deployments = Array.from({ length: 256 }, (_, index) => {
      return { cell: `4.1.${index}-x`, images: manifest, values: '', manifests: new Map() }
    })
    const text = releaseSummary({ ...given, deployments })
    expect(Buffer.byteLength(text)).toBeLessThan(1024 * 1024)
    expect(text).toMatch(
      /more are left out here; the folder of the output deploy has all of them\.\n```\n\n<\/details>/,
    )
  })
})

it('what is held back is warned of above the images', () => {
  const result = { id: 'x', moves: [], moved: 0, cells: [] }
  const text = releaseSummary({ sentences: ['one'], rows: [], warnings: ['4.1 is held back: <b>'], result })
  expect(text).toContain('one\n\n> [!WARNING]\n> - 4.1 is held back: &lt;b&gt;\n')
})

describe('the summary of a release that failed', () => {
  it('has the grid of the plan, and the reason below it as the log has it', () => {
    const support = { level: 'experimental', reason: 'r' } as const
    const cells = [
      planned('baseline', 'unchanged'),
      { ...planned('gpu', 'build'), support },
      planned('x', 'excluded'),
    ]
    const reason = 'Nothing was released: 1 of 2 cells\n4.1.1-gpu for linux/amd64: x_y is not there'
    expect(failedReleaseSummary(reason, cells)).toBe(
      [
        '## Spark images: the release failed',
        '',
        'What the plan said of each image:',
        '',
        '|  | baseline | gpu | x |',
        '| --- | :-: | :-: | :-: |',
        '| **4.1.1** | unchanged | **build**<br>experimental | excluded |',
        '',
        '```text',
        reason,
        '```',
        '',
      ].join('\n'),
    )
  })

  it('cuts what a registry says without an end, and keeps what follows', () => {
    const reason = `Nothing was released:\n${'x'.repeat(2e6)}\n4.1.1-gpu: is not there`
    expect(failedReleaseSummary(reason)).toContain(`\n${'x'.repeat(1000)}…\n4.1.1-gpu: is not there\n`)
  })

  it('has the reason alone where there is no plan, as for a rollback', () => {
    expect(failedReleaseSummary('no such release')).toBe(
      '## Spark images: the release failed\n\n```text\nno such release\n```\n',
    )
  })
})
