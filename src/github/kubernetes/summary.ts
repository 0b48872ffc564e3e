/** The kubernetes entry's summary: each check of an image on a cluster, and why some failed. */
import { failuresOf, headline } from '../../kubernetes/report.ts'
import type { CheckResult } from '../../kubernetes/run.ts'
import { shorten } from '../../text.ts'
import { below, blockSection, code, plain, summaryOf, tableSection } from '../summary.ts'

const MAX_WORDS = 300

/** @param problem why the step failed, if it did: shown where no failed check says it. */
export function kubernetesSummary(cell: string, results: readonly CheckResult[], problem?: string): string {
  const failures = failuresOf(results)
  const rows = results.map(({ check, outcome, seconds, words }) => [
    code(check),
    outcome === 'failed' ? '**failed**' : outcome,
    outcome === 'left out' ? '' : `${seconds} s`,
    plain(shorten(words.join('; '), MAX_WORDS)),
  ])
  const image = results[0]?.image
  const why = failures.length === 0 && problem !== undefined ? [blockSection(problem)] : []
  return summaryOf([
    `## ${plain(cell)} on Kubernetes: ${results.length === 0 ? 'nothing was checked' : headline(results)}`,
    ...why,
    image === undefined ? undefined : code(image),
    tableSection(['check', '', 'time', 'saw'], 'llrl', rows, 'the log'),
    ...failures.map(({ check, words }) => below(`### ${code(check)}`, blockSection(words.join('\n')))),
  ])
}
