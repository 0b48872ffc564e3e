/** What a release of a plan would change, before its images are built. */
import type { Alias } from '../catalog/schema.ts'
import type { Digest } from '../oci/digest.ts'
import type { Plan } from '../plan/plan.ts'
import type { Repository } from '../registry/repository.ts'
import { readHistory } from './history.ts'
import { dayOf, decide, type Move, type Wanted, wantedAliases } from './moves.ts'
import { readAliases } from './state.ts'
import { journal } from './tag-state.ts'

/** The aliases that a release of the plan is about; those with a date are new with each release. */
export function previewedAliases(plan: Plan, aliases: readonly Alias[], now: Date): Wanted[] {
  const cells = plan.cells.filter(({ verdict }) => verdict.kind !== 'excluded')
  const released = cells.map(({ cell, verdict }) => ({
    ...cell,
    target:
      verdict.kind === 'unchanged'
        ? { mediaType: '', digest: verdict.published.digest as Digest, size: 0 }
        : undefined,
  }))
  return wantedAliases(released, aliases, dayOf(now)).filter(({ claim }) => claim.kind !== 'fixed')
}

/** @throws RegistryError when the registry can't be asked. */
export async function preview(
  plan: Plan,
  aliases: readonly Alias[],
  now: Date,
  repository: Repository,
): Promise<Move[]> {
  const wanted = previewedAliases(plan, aliases, now)
  const places = wanted.map(({ claim }) => claim)
  const [found, history] = await Promise.all([
    readAliases(repository, places),
    journal.read(repository).then((found) => readHistory(repository, found?.last)),
  ])
  const versions = new Set(plan.cells.map(({ cell }) => cell.version))
  return decide({ aliases: found, history }, { kind: 'preview', wanted, versions, isOverridden: () => false })
}
