/** A promotion in sentences. */
import { formatBytes } from '../catalog/bytes.ts'
import { headline } from '../release/report.ts'
import { formatPlace, type Place } from './place.ts'
import type { PromoteResult } from './promote.ts'

/** What was promoted, what was sent for it, and what became of the aliases, if it has some. */
export function sentencesOf(
  result: PromoteResult,
  { from, to, dryRun }: { readonly from: Place; readonly to: Place; readonly dryRun: boolean },
): string[] {
  const { promoted, manifests, bytes, sentBytes, skippedBytes, moves, moved } = result
  const what = promoted === undefined ? 'The images of the plan' : `Release ${promoted}`
  const all = `${what}, from ${formatPlace(from)} to ${formatPlace(to)}: ${manifests} manifests, ${formatBytes(bytes)} of blobs`
  const sent = dryRun
    ? 'what is there already is not sent'
    : `${formatBytes(sentBytes)} were sent, ${formatBytes(skippedBytes)} were there`
  if (moves.length === 0) return [`${all}; ${sent}`]
  const inLayout = `${moved} of ${moves.length} tags of the layout were set`
  const tags = to.image === undefined && !dryRun ? inLayout : headline(result, dryRun)
  return [`${all}; ${sent}`, tags]
}
