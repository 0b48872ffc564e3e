import { expect, it } from 'vitest'
import { cellsOf } from '../catalog/cells.ts'
import { loadCatalog } from '../catalog/load.ts'
import { sha256 } from '../oci/digest.ts'
import { fingerprintCells, type Plan, type PlannedCell, plan } from '../plan/plan.ts'
import { readImages } from '../plan/sources.ts'
import { foresee, movingAliases } from './preview.ts'

const catalog = await loadCatalog('images/catalog.yml')
const base = { name: 'debian:bookworm-slim', digest: sha256('base'), reference: 'debian@sha256' }
const targets = fingerprintCells(cellsOf(catalog), catalog, readImages('images'), base)
const ids = new Set(['4.1.1-baseline', '4.1.1-gpu'])
const there = sha256('4.1.1-gpu')

/** 4.1.1-baseline is to be built, 4.1.1-gpu is in the registry. */
const made: Plan = {
  base,
  cells: plan(targets, base, { ids }, undefined).cells.map((planned): PlannedCell => {
    if (planned.cell.id !== '4.1.1-gpu') return planned
    const published = { digest: there } as Extract<PlannedCell['verdict'], { kind: 'unchanged' }>['published']
    return { ...planned, verdict: { kind: 'unchanged', reason: 'in the registry, tested', published } }
  }),
}

it('says which aliases a release would move, and from where', () => {
  const now = new Map([
    ['4.1.1', { digest: sha256('an earlier build'), version: '4.1.1' }],
    ['latest', { digest: sha256('newer'), version: '4.2.0' }],
    ['gpu', { digest: there, version: '4.1.1' }],
    ['4-gpu', { digest: sha256('4.1.0-gpu'), version: '4.1.0' }],
  ])
  const foreseen = foresee(made, catalog.aliases, '20261124', now)
  const rows = foreseen.map(({ tag, cell, from, to, reason }) => [tag, cell, from?.version, to, reason])
  expect(rows).toContainEqual(['4.1.1', '4.1.1-baseline', '4.1.1', undefined, '4.1.1 was built anew'])
  expect(rows).toContainEqual(['4-gpu', '4.1.1-gpu', '4.1.0', there, 'from 4.1.0 to 4.1.1'])
  expect(rows).toContainEqual(['4.1', '4.1.1-baseline', undefined, undefined, 'not in the registry yet'])
  const tags = foreseen.map(({ tag }) => tag)
  expect(tags).not.toContain('latest')
  expect(tags).not.toContain('gpu')
  expect(tags.filter((tag) => tag.includes('20261124'))).toEqual([])
})

it('asks for the aliases of cells that are not excluded, and for none with a date', () => {
  const tags = movingAliases(made, catalog.aliases, '20261124').map(({ tag }) => tag)
  expect(tags).toContain('latest')
  expect(tags.filter((tag) => /3\.5|iceberg|2026/.test(tag))).toEqual([])
})
