import { expect, it } from 'vitest'
import { cellsOf } from '../../catalog/cells.ts'
import { loadCatalog } from '../../catalog/load.ts'
import { openCaches } from './caches.ts'

const [cell] = cellsOf(await loadCatalog('images/catalog.yml'))

it.each([true, false])('caches are written only where the event publishes: %s', (allowed) => {
  if (cell === undefined) throw new Error('no cells')
  const publishing = { allowed, reason: 'r' }
  const image = { registry: 'ghcr.io', repository: 'acme/spark' }
  const inputs = { cache: 'registry', image, workFolder: '/tmp', publishing, env: {} } as const
  const { layers } = openCaches(inputs, cell)
  expect(layers?.from).not.toEqual([])
  expect(layers?.to.length).toBe(allowed ? 2 : 0)
})
