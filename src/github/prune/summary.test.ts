import { expect, it } from 'vitest'
import type { Item } from '../../prune/decide.ts'
import { pruneSummary } from './summary.ts'

const item: Item = {
  place: undefined,
  digest: `sha256:${'1'.repeat(64)}`,
  tags: ['4.1.1-gpu-0123456789ab'],
  phase: 'image',
  verdict: 'delete',
  reason: 'no tag <b>names</b> it',
  with: [],
  frees: 1_200_000_000,
}

it('the summary has deletions with bytes and reasons, what is kept below, and nothing that is markup', () => {
  const kept: Item = { ...item, place: 'spark-4.1.1', tags: ['gpu'], verdict: 'keep', frees: 0 }
  const result = { items: [item, kept], left: new Map(), warnings: [] }
  const text = pruneSummary('Dry run', result, ['a | b'])
  expect(text).toContain('> [!WARNING]\n> - a \\| b\n')
  expect(text).toContain(
    '| <code>4.1.1-gpu-0123456789ab</code> | delete | 1.20 GB | no tag &lt;b&gt;names&lt;/b&gt; it |',
  )
  expect(text).toContain('<details><summary>1 kept</summary>')
  expect(text).toContain('| <code>spark-4.1.1:gpu</code> | keep |  |')
})

it('the summary holds as much as GitHub takes, and says where the rest is', () => {
  const items = Array.from({ length: 20_000 }, (_, index) => ({ ...item, tags: [`tag-${index}`] }))
  const text = pruneSummary('Dry run', { items, left: new Map(), warnings: [] }, [])
  expect(Buffer.byteLength(text)).toBeLessThan(1024 * 1024)
  expect(text).toMatch(/more are left out here; the file of the output report has all of them\.\n$/)
})
