import { claimsOf } from '../catalog/aliases.ts'
import type { Alias } from '../catalog/schema.ts'
import type { Digest } from '../oci/digest.ts'
import type { Plan, PlannedCell } from '../plan/plan.ts'
import type { Repository } from '../registry/repository.ts'
import { type AliasPlace, Repositories, readPointers } from './pointers.ts'
import { decideMoves, isChange, type Move, type Pointer, wantedAliases } from './policy.ts'

/** An alias that a release would move. */
export interface Foreseen extends AliasPlace {
  readonly cell: string
  /** What it names now; undefined when it is not there. */
  readonly from: Pointer | undefined
  /** The cell's image where it is there already; undefined when it is to be built first. */
  readonly to: Digest | undefined
  readonly reason: string
}

/** The aliases that a release of the plan may move; those with a date are new with each release. */
export function movingAliases(plan: Plan, aliases: readonly Alias[], date: string): AliasPlace[] {
  const cells = released(plan).map(({ cell }) => cell)
  return claimsOf(cells, aliases, date).filter(({ kind }) => kind !== 'fixed')
}

/** What a release would move once the plan's cells are built. */
export function foresee(
  plan: Plan,
  aliases: readonly Alias[],
  date: string,
  now: ReadonlyMap<string, Pointer>,
): Foreseen[] {
  const planned = new Map(released(plan).map((each) => [each.cell.id, each]))
  // Until an image is there its fingerprint stands for it: no image has that digest.
  const cells = [...planned.values()].map(({ cell, fingerprint, verdict }) => ({
    ...cell,
    digest: (verdict.kind === 'unchanged' ? verdict.published.digest : `sha256:${fingerprint}`) as Digest,
  }))
  const moves = decideMoves(wantedAliases(cells, aliases, date), now)
  return moves
    .filter((move) => isChange(move) && move.kind !== 'fixed')
    .map(({ image, tag, cell, from, to, reason }: Move) => {
      const isThere = planned.get(cell)?.verdict.kind === 'unchanged'
      return { image, tag, cell, from, to: isThere ? to : undefined, reason }
    })
}

/** As foresee(), with what the registry says. @throws RegistryError when it can't be asked. */
export async function lookAhead(
  plan: Plan,
  aliases: readonly Alias[],
  date: string,
  repository: Repository,
): Promise<Foreseen[]> {
  const now = await readPointers(new Repositories(repository), movingAliases(plan, aliases, date))
  return foresee(plan, aliases, date, now)
}

function released({ cells }: Plan): PlannedCell[] {
  return cells.filter(({ verdict }) => verdict.kind !== 'excluded')
}
