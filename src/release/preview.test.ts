import { expect, it } from 'vitest'
import { loadOnePlatform } from '../../tests/support/one-platform.ts'
import { cellsOf } from '../catalog/cells.ts'
import { type Digest, sha256 } from '../oci/digest.ts'
import { fingerprintCells, type Plan, type PlannedCell, plan } from '../plan/plan.ts'
import { readImages } from '../plan/sources.ts'
import { decide, isChange } from './moves.ts'
import { previewedAliases } from './preview.ts'

const catalog = await loadOnePlatform('images')
const base = { name: 'debian:trixie-slim', digest: sha256('base'), reference: 'debian@sha256' }
const bases = { trixie: base, bookworm: base }
const targets = fingerprintCells(cellsOf(catalog), catalog, readImages('images'), bases)
const ids = new Set(['4.1.1-baseline', '4.1.1-gpu'])
const there = sha256('4.1.1-gpu')

/** 4.1.1-baseline is to be built, 4.1.1-gpu is in the registry. */
const made: Plan = {
  bases,
  cells: plan(targets, bases, { ids }, undefined).cells.map((planned): PlannedCell => {
    if (planned.cell.id !== '4.1.1-gpu') return planned
    const published = { digest: there } as Extract<PlannedCell['verdict'], { kind: 'unchanged' }>['published']
    return { ...planned, verdict: { kind: 'unchanged', reason: 'in the registry, tested', published } }
  }),
}

const now = new Date('2026-11-24T12:00:00Z')
const target = (digest: Digest, version: string) => ({ target: { mediaType: '', digest, size: 1, version } })

it('says which aliases a release would move, and from where', () => {
  const state = {
    aliases: new Map([
      ['4.1.1', target(sha256('an earlier build'), '4.1.1')],
      ['latest', target(sha256('newer'), '4.2.0')],
      ['gpu', target(there, '4.1.1')],
      ['4-gpu', target(sha256('4.1.0-gpu'), '4.1.0')],
    ]),
    history: { cells: new Map(), aliases: new Map() },
  }
  const wanted = previewedAliases(made, catalog.aliases, now)
  const intent = { wanted, versions: new Set<string>(), isOverridden: () => false }
  const moves = decide(state, intent).filter(isChange)
  const rows = moves.map(({ tag, cell, from, to, reason }) => [tag, cell, from?.version, to?.digest, reason])
  expect(rows).toContainEqual(['4.1.1', '4.1.1-baseline', '4.1.1', undefined, '4.1.1 was built anew'])
  expect(rows).toContainEqual(['4-gpu', '4.1.1-gpu', '4.1.0', there, 'from 4.1.0 to 4.1.1'])
  expect(rows).toContainEqual(['4.1', '4.1.1-baseline', undefined, undefined, 'not in the registry yet'])
  const tags = moves.map(({ tag }) => tag)
  expect(tags).not.toContain('latest')
  expect(tags).not.toContain('gpu')
})

it('asks for the aliases of cells that are not excluded, and for none with a date', () => {
  const tags = previewedAliases(made, catalog.aliases, now).map(({ claim }) => claim.tag)
  expect(tags).toContain('latest')
  expect(tags.filter((tag) => /3\.5|iceberg|2026/.test(tag))).toEqual([])
})
