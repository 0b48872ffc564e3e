import { type Cell, describeRule, exclusionOf } from '../catalog/cells.ts'
import { ID } from '../catalog/id.ts'
import type { Catalog } from '../catalog/schema.ts'
import { ConfigurationError } from '../errors.ts'
import { fingerprintOf, type Parts, partsOf, type TestParts, testPartsOf } from './fingerprint.ts'
import type { AcceptanceRecord } from './record.ts'
import type { ImagesFolder } from './sources.ts'

/** The base image as a plan found it: all cells of the plan are built on this digest. */
export interface Base {
  /** As the catalog writes it: `debian:bookworm-slim`. */
  readonly name: string
  readonly digest: string
  /** What an engine pulls it by: `docker.io/library/debian@sha256:…`. */
  readonly reference: string
}

/** What a registry holds under a cell's staging tag. */
export interface Published {
  readonly digest: string
  /** The newest acceptance record of that digest, if it has one. */
  readonly record?: AcceptanceRecord
}

/** What is to be done with a cell, with the reason in words. */
export type Verdict =
  | { readonly kind: 'build'; readonly reason: string }
  | {
      readonly kind: 'unchanged'
      readonly reason: string
      readonly published: Published & { record: AcceptanceRecord }
    }
  | { readonly kind: 'excluded'; readonly reason: string }

/** A cell before the registry was asked. */
export interface Target {
  readonly cell: Cell
  /** 64 hex digits. */
  readonly fingerprint: string
  readonly testsFingerprint: string
  /** The staging tag: the immutable tag that a build of this fingerprint pushes. */
  readonly tag: string
  /** What the fingerprints are made of. */
  readonly parts: Parts
  readonly testParts: TestParts
}

export interface PlannedCell extends Target {
  readonly verdict: Verdict
}

export interface Plan {
  readonly base: Base
  readonly cells: readonly PlannedCell[]
}

/**
 * The cells with their fingerprints and staging tags.
 * @throws ConfigurationError when a file that a cell names is not there, or its id is too long for a tag.
 */
export function targetsOf(
  cells: readonly Cell[],
  catalog: Catalog,
  { dockerfile, sources }: ImagesFolder,
  base: Base,
): Target[] {
  return cells.map((cell) => {
    if (!ID.test(cell.id)) {
      throw new ConfigurationError(
        `the cell id ${cell.id} is longer than 63 characters: give version and variant shorter names`,
      )
    }
    const parts = partsOf(cell, catalog, dockerfile, sources, base.digest)
    const testParts = testPartsOf(cell, sources)
    const fingerprint = fingerprintOf(parts)
    const tag = `${cell.id}-${fingerprint.slice(0, 12)}`
    return { cell, fingerprint, testsFingerprint: fingerprintOf(testParts), tag, parts, testParts }
  })
}

/**
 * Every target with its verdict; nothing is left out.
 * @param selected ids of the cells that were asked for; the others are excluded.
 * @param published what the registry holds, by staging tag.
 */
export function plan(
  targets: readonly Target[],
  base: Base,
  selected: ReadonlySet<string>,
  published: ReadonlyMap<string, Published>,
): Plan {
  return {
    base,
    cells: targets.map((target) => {
      const rule = exclusionOf(target.cell)
      if (rule) return { ...target, verdict: excluded(`not supported: ${describeRule(rule)}`) }
      if (!selected.has(target.cell.id)) return { ...target, verdict: excluded('not asked for') }
      return { ...target, verdict: verdict(target, published.get(target.tag)) }
    }),
  }
}

function excluded(reason: string): Verdict {
  return { kind: 'excluded', reason }
}

function verdict(target: Target, found: Published | undefined): Verdict {
  if (found === undefined) return { kind: 'build', reason: `${target.tag} is not in the registry` }
  const { digest, record } = found
  if (record === undefined) return { kind: 'build', reason: `${target.tag} has no acceptance record` }
  if (record.testsFingerprint !== target.testsFingerprint) {
    return { kind: 'build', reason: 'its acceptance tests changed since it was tested' }
  }
  if (record.result !== 'PASSED') return { kind: 'build', reason: 'its acceptance record is of a failure' }
  return { kind: 'unchanged', reason: 'in the registry, tested', published: { digest, record } }
}
