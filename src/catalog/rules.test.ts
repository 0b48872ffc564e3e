import { describe, expect, it } from 'vitest'
import { contradiction, holds, idleRules, rulesFor, type Subject } from './rules.ts'
import type { Rule } from './schema.ts'

/** A version with a variant of one component, of two, and of neither. */
const nested: Subject[] = ['4.1.0', '4.1.1'].flatMap((version) =>
  [['rapids'], ['rapids', 'iceberg'], []].map((components) => ({
    id: [version, ...components].join('-'),
    version,
    platform: 'linux/amd64',
    runtime: 'trixie',
    components: new Map(['spark', ...components].map((name) => [name, undefined])),
  })),
)

const subjects: Subject[] = ['3.5.8', '4.1.0', '4.1.1'].flatMap((version) =>
  ['linux/amd64', 'linux/arm64'].map((platform) => ({
    id: `${version}-gpu`,
    version,
    platform,
    runtime: 'trixie',
    components: new Map([
      ['spark', undefined],
      ['rapids', version === '3.5.8' ? '25.04.0' : '26.08.1'],
    ]),
  })),
)

function rule(support: Rule['support'], when: Rule['when']): Rule {
  return { support, when, reason: 'r', source: 's', reviewed: '2026-11-24' }
}

function cells(held: Rule): string[] {
  return subjects
    .filter((subject) => holds(held, subject))
    .map(({ version, platform }) => `${version} ${platform}`)
}

describe('a rule', () => {
  it('holds for what matches version, component, its version and platform', () => {
    expect(cells(rule('supported', {}))).toHaveLength(6)
    expect(cells(rule('supported', { versions: ['4.1.*'], platforms: ['linux/arm64'] }))).toEqual([
      '4.1.0 linux/arm64',
      '4.1.1 linux/arm64',
    ])
    expect(cells(rule('supported', { components: { rapids: '25.*' } }))).toHaveLength(2)
    expect(cells(rule('supported', { components: { rapids: '26.08.1' }, versions: ['4.1.0'] }))).toHaveLength(
      2,
    )
    expect(cells(rule('supported', { components: ['iceberg'] }))).toEqual([])
    expect(cells(rule('supported', { components: { spark: '*' } }))).toHaveLength(6)
  })

  it('that holds for nothing is idle', () => {
    const rules = { a: rule('supported', { components: ['x'] }), b: rule('supported', {}) }
    expect(idleRules(rules, subjects)).toEqual(['a'])
  })
})

describe('two rules', () => {
  const general = rule('supported', { components: ['rapids'] })

  it('contradict each other when neither is an exception to the other', () => {
    const rules = { general, other: rule('unsupported', { components: ['rapids'] }) }
    expect(contradiction(rules, subjects)).toEqual({ name: 'other', other: 'general', cell: '3.5.8-gpu' })
    const crossing = {
      a: rule('supported', { components: ['rapids'], versions: ['4.1.*'] }),
      b: rule('experimental', { components: ['rapids'], platforms: ['linux/arm64'] }),
    }
    expect(contradiction(crossing, subjects)?.cell).toBe('4.1.0-gpu')
  })

  it('may say the same, be about other components, or hold for other cells', () => {
    const rules = {
      general,
      same: rule('supported', { components: ['rapids'] }),
      spark: rule('experimental', { components: ['spark'] }),
    }
    expect(contradiction(rules, subjects)).toBeUndefined()
  })

  it('contradict each other when one calls supported what the other does not, on some of its components', () => {
    const unsupported = rule('unsupported', { components: ['rapids'], versions: ['4.1.0'] })
    const crossing = rule('supported', { components: ['rapids', 'iceberg'] })
    const found = { name: 'crossing', other: 'unsupported', cell: '4.1.0-rapids-iceberg' }
    expect(contradiction({ unsupported, crossing }, nested)).toEqual(found)
    const version = rule('unsupported', { versions: ['4.1.0'] })
    const rapids = rule('supported', { components: ['rapids'] })
    expect(contradiction({ version, rapids }, nested)?.cell).toBe('4.1.0-rapids')
    const spark = rule('supported', { components: ['spark'] })
    expect(contradiction({ unsupported, spark }, nested)).toBeUndefined()
  })

  it.each(['supported', 'unsupported'] as const)(
    'are a rule and its exception where one is %s on more components, or on some at all',
    (support) => {
      const other = support === 'supported' ? 'unsupported' : 'supported'
      const general = rule(other, { components: ['rapids'] })
      const more = rule(support, { components: ['rapids', 'iceberg'] })
      expect(contradiction({ general, more }, nested)).toBeUndefined()
      const onComponents = rulesFor({ general, more }, nested)
      expect([...onComponents.values()]).toEqual([[general], [more], [], [general], [more], []])
      const version = rule(other, { versions: ['4.1.0'] })
      const some = rule(support, { versions: ['4.1.0'], components: ['rapids'] })
      const onVersions = rulesFor({ version, some }, nested)
      expect([...onVersions.values()]).toEqual([[some], [some], [version], [], [], []])
    },
  )

  it('are a rule and its exception where one holds for fewer cells: there it alone holds', () => {
    const exception = rule('unsupported', { components: ['rapids'], platforms: ['linux/arm64'] })
    const rules = { general, exception }
    expect(contradiction(rules, subjects)).toBeUndefined()
    for (const [{ platform }, held] of rulesFor(rules, subjects))
      expect(held).toEqual([platform === 'linux/arm64' ? exception : general])
  })
})
