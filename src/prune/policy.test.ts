import path from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { loadCatalog } from '../catalog/load.ts'
import type { Alias, Catalog } from '../catalog/schema.ts'
import { prunePolicy } from './policy.ts'

let catalog: Catalog
beforeAll(async () => {
  catalog = await loadCatalog(path.resolve(import.meta.dirname, '../../images'))
})

const DAY = 86_400_000
const now = new Date('2026-11-30T12:00:00Z')

describe('the policy', () => {
  it('has defaults, which keep tags with a date for ever', () => {
    const policy = prunePolicy({}, catalog, now)
    expect(policy).toMatchObject({ releases: 10, staging: 30 * DAY, dated: undefined, now: now.getTime() })
    expect(policy.cells.map(({ id }) => id)).toContain('4.1.1-gpu')
  })

  it('is as users write it', () => {
    const limits = { 'keep-releases': ' 3 ', 'keep-staging-days': '0', 'keep-dated-days': '400' }
    expect(prunePolicy(limits, catalog, now)).toMatchObject({ releases: 3, staging: 0, dated: 400 * DAY })
  })

  it.each(['x', '-1', '1.5', '1e3', '100001', '９'])('refuses %s', (text) => {
    expect(() => prunePolicy({ 'keep-staging-days': text }, catalog, now)).toThrow(
      'write a whole number from 0',
    )
  })
})

describe('the date of a tag', () => {
  const dateOf = (place: string | undefined, tag: string, aliases: readonly Alias[] = catalog.aliases) =>
    prunePolicy({}, { ...catalog, aliases: [...aliases] }, now).dateOf(place, tag)

  it('is that of a template, in the place of that template', () => {
    const day = Date.parse('2026-11-24')
    expect(dateOf(undefined, '4.1.1-gpu-20261124')).toBe(day)
    expect(dateOf('spark', '4.1.1-gpu-20261124')).toBeUndefined()
    const beside = [{ image: 'spark-{version}', tag: '{date}-{variant}' }]
    expect(dateOf('spark-4.1.1', '20261124-gpu', beside)).toBe(day)
    expect(dateOf(undefined, '20261124-gpu', beside)).toBeUndefined()
    expect(dateOf(undefined, '4.1.1-gpu-20261124', [])).toBeUndefined()
  })

  it.each(['4.1.1-gpu', '4.1.1-gpu-2026112', '4.1.1-gpu-20261399', '20261124'])('%s has none', (tag) => {
    expect(dateOf(undefined, tag)).toBeUndefined()
  })
})
