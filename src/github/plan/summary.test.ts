import path from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { loadOnePlatform } from '../../../tests/support/one-platform.ts'
import { type Cell, cellsOf } from '../../catalog/cells.ts'
import type { Catalog } from '../../catalog/schema.ts'
import { fingerprintCells, type Plan, type PlannedCell, plan } from '../../plan/plan.ts'
import { readImages } from '../../plan/sources.ts'
import { block, code, plain } from '../summary.ts'
import { planSummary } from './summary.ts'

const images = path.join(import.meta.dirname, '../../../images')
const base = { name: 'debian:trixie-slim', digest: `sha256:${'1'.repeat(64)}`, reference: 'x@y' }
const old = { name: 'debian:bookworm-slim', digest: `sha256:${'2'.repeat(64)}`, reference: 'x@z' }
const bases = { trixie: base, bookworm: old }
const event = { allowed: true, reason: 'push publishes' }
const held = { allowed: false, reason: 'merge_group on refs/heads/a_b publishes nothing' }
let catalog: Catalog

beforeAll(async () => {
  const shipped = await loadOnePlatform(images)
  // A family whose grid fits here.
  const versions = ['4.1.1', '4.1.0', '3.5.8', '3.5.7'].map((version) => [version, {}])
  catalog = { ...shipped, versions: Object.fromEntries(versions) }
})

function made(ids: readonly string[], used = catalog): Plan {
  const targets = fingerprintCells(cellsOf(used), used, readImages(images), bases)
  return plan(targets, bases, { ids: new Set(ids) }, { published: new Map(), earlier: new Map() })
}

/** A plan of so many cells, each with this reason. */
function large(count: number, reason: string): Plan {
  const [first] = made([]).cells
  if (first === undefined) throw new Error('no cells')
  const cells = Array.from({ length: count }, (_, index): PlannedCell => {
    const [version, variant] = [`${Math.floor(index / 16)}.0.0`, `variant-${index % 16}`]
    const cell: Cell = { ...first.cell, id: `${version}-${variant}`, version, variant }
    return { ...first, cell, verdict: { kind: 'build', reason } }
  })
  return { bases, cells }
}

describe('the summary of a plan', () => {
  it('shows a grid of versions and variants, then reasons and rules', () => {
    const rules = {
      ...catalog.rules,
      odd: {
        support: 'unsupported' as const,
        when: { versions: ['3.5.7'], components: ['iceberg'] },
        reason: 'a|b <c> @d',
        source: 's',
        reviewed: '2026-11-24',
      },
    }
    const text = planSummary(made(['4.1.0-gpu', '4.1.1-baseline'], { ...catalog, rules }), event)
    expect(text.split('\n').slice(0, 10)).toEqual([
      '## Spark images: 2 of 16 cells to build',
      '',
      '2 to build, 0 unchanged, 14 excluded. Base: <code>debian:trixie-slim</code> at <code>sha256:111111111111</code>, <code>debian:bookworm-slim</code> at <code>sha256:222222222222</code>.',
      '',
      '|  | baseline | gpu | iceberg | gpu-iceberg |',
      '| --- | :-: | :-: | :-: | :-: |',
      '| **4.1.1** | **build** | excluded | excluded | excluded |',
      '| **4.1.0** | excluded | **build**<br>experimental | excluded | excluded |',
      '| **3.5.8** | excluded | excluded | excluded | excluded |',
      '| **3.5.7** | excluded | excluded | excluded | excluded |',
    ])
    expect(text).toMatch(
      /\n### To build\n\n(?:- .*\n)?- <code>4.1.0-gpu<\/code>: 4.1.0-gpu-[0-9a-f]{12} is not in the registry/,
    )
    expect(text).toContain('\n### Experimental\n\n- <code>4.1.0-gpu</code>: RAPIDS 26.08.1 has no shim')
    expect(text).toContain(
      '\n### Excluded by a rule\n\n- <code>3.5.7-iceberg</code>: not supported: a\\|b &lt;c&gt; @<!-- -->d (s, reviewed 2026-11-24)\n- <code>3.5.7-gpu-iceberg</code>: ',
    )
    expect(text).toContain('\n12 cells not asked for')
  })

  it('shows a grid for each platform when there are several', () => {
    const both = { ...catalog, platforms: ['linux/amd64', 'linux/arm64'] as Catalog['platforms'] }
    const text = planSummary(made(['4.1.1-baseline'], both), event)
    expect(text).toContain('\n### linux/amd64\n\n| ')
    expect(text).toContain('\n### linux/arm64\n\n| ')
    expect(text).toContain('- <code>4.1.1-baseline</code> for linux/arm64: ')
  })

  it('says why nothing is published, on an event that publishes nothing', () => {
    expect(planSummary(made(['4.1.1-gpu']), held)).toMatch(
      /^## Spark images: 1 of 16 cells to build\n\n\*\*Nothing is published\*\*: merge\\_group on refs\/heads\/a\\_b publishes nothing\.\n/,
    )
  })

  it('lists what is unchanged with its digest, and says why nothing could be read', () => {
    const { cells } = made([])
    const record = { result: 'PASSED', tests: [] } as never
    const published = { digest: `sha256:${'a'.repeat(64)}`, record }
    const unchanged = cells.map((cell) => ({
      ...cell,
      verdict: { kind: 'unchanged', reason: 'r', published } as const,
    }))
    const text = planSummary(
      { bases, cells: unchanged, refused: 'ghcr.io wants to know who is asking' },
      event,
    )
    expect(text).toContain(
      '<details><summary>16 cells unchanged: in the registry, tested</summary>\n\n| cell | ',
    )
    expect(text).toContain('<code>sha256:aaaaaaaaaaaa</code> |\n')
    expect(text).toContain('The registry lets nothing be read, so that all is to be built: ghcr.io wants')
  })

  it('says which tags a release of the plan would move, from what to what', () => {
    const plan = made(['4.1.1-gpu'])
    const row = {
      tag: '4.1-gpu',
      cell: '4.1.1-gpu',
      kind: 'floating',
      verdict: 'move',
      to: undefined,
    } as const
    const from = { mediaType: '', digest: `sha256:${'a'.repeat(64)}`, size: 1, version: '4.1.0' } as const
    const preview = [{ ...row, from, reason: 'from 4.1.0 to 4.1.1' }]
    expect(planSummary(plan, held, preview)).toContain(
      '| <code>4.1-gpu</code> | <code>4.1.0 sha256:aaaaaaaaaaaa</code> | <code>4.1.1-gpu</code>, to be built | from 4.1.0 to 4.1.1 |',
    )
    expect(planSummary(plan, held, [])).toContain('would move none')
    expect(planSummary(plan, event)).not.toContain('A release of this plan')
  })

  it('folds many reasons, and stays below the limit of a summary', () => {
    const few = planSummary(large(256, 'images/x changed'), event)
    expect(few).toContain('<details><summary>256 cells, each with its reason</summary>')
    expect(few).not.toContain('left out')
    const many = planSummary(large(256, 'ä|'.repeat(4000)), event)
    expect(Buffer.byteLength(many)).toBeLessThan(1024 * 1024)
    const more = planSummary(large(900, 'ä|'.repeat(4000)), event)
    expect(Buffer.byteLength(more)).toBeLessThan(1024 * 1024)
    expect(more).toMatch(/\n\n\d+ more are left out here; the log has all of them\.\n/)
  })
})

it('names where each list that was cut is as a whole: the log has the tags that would move', () => {
  const preview = Array.from({ length: 9000 }, (_, index) => ({
    tag: `4.1-gpu-${index}`,
    cell: '4.1.1-gpu',
    kind: 'floating' as const,
    verdict: 'new' as const,
    from: undefined,
    to: undefined,
    reason: '_'.repeat(200),
  }))
  const { cells } = made([])
  const published = { digest: `sha256:${'a'.repeat(64)}`, record: {} as never }
  const verdict = { kind: 'unchanged', reason: 'r', published } as const
  const plan = { bases, cells: cells.map((planned) => ({ ...planned, verdict })) }
  const text = planSummary(plan, held, preview)
  expect(Buffer.byteLength(text)).toBeLessThan(1024 * 1024)
  expect(text).toMatch(
    /\n\n\d+ more are left out here; the log has all of them\.\n\n<details><summary>16 cells unch/,
  )
  // The log has their staging tags, and no digests.
  expect(text).toMatch(/ more are left out here; the output plan has all of them\.\n\n<\/details>\n$/)
})

describe('Markdown', () => {
  it('keeps text from being markup, mentions, or lines of its own', () => {
    expect(plain('a\n# b | *c* `d` <e> [f](g) @h &amp;')).toBe(
      'a \\# b \\| \\*c\\* \\`d\\` &lt;e&gt; \\[f\\](g) @<!-- -->h &amp;amp;',
    )
    expect(code('a|b`<c>')).toBe('<code>a&#124;b&#96;&#60;c&#62;</code>')
    expect(block('a\n````\nb')).toBe('`````text\na\n````\nb\n`````')
  })
})
