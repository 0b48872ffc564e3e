/** What a release of a plan would change, before its images are built. */
import type { Alias } from '../catalog/schema.ts'
import type { Digest } from '../oci/digest.ts'
import type { Plan } from '../plan/plan.ts'
import type { Repository } from '../registry/repository.ts'
import { readHistory } from './history.ts'
import { dayOf, decide, isChange, type Wanted, wantedAliases } from './moves.ts'
import { journal } from './record.ts'
import { readAliases } from './state.ts'

/** The aliases that a release of the plan is about, but for those with a date: they are new with each release. */
export function previewedAliases(plan: Plan, aliases: readonly Alias[], now: Date): Wanted[] {
  const cells = plan.cells.filter(({ verdict }) => verdict.kind !== 'excluded')
  const released = cells.map(({ cell, verdict }) => {
    if (verdict.kind !== 'unchanged') return { ...cell, target: undefined }
    return { ...cell, target: { mediaType: '', digest: verdict.published.digest as Digest, size: 0 } }
  })
  return wantedAliases(released, aliases, dayOf(now)).filter(({ claim }) => claim.kind !== 'fixed')
}

/** @throws RegistryError when the registry can't be asked. */
export async function preview(plan: Plan, templates: readonly Alias[], now: Date, main: Repository) {
  const wanted = previewedAliases(plan, templates, now)
  const places = wanted.map(({ claim }) => claim)
  const [aliases, history] = await Promise.all([
    readAliases(main, places),
    journal.read(main).then((found) => readHistory(main, found?.last)),
  ])
  const versions = new Set(plan.cells.map(({ cell }) => cell.version))
  return decide({ aliases, history }, { wanted, versions, isOverridden: () => false }).filter(isChange)
}
