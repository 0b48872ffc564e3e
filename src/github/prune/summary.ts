/** What is deleted and what is kept, as the step's summary. */

import type { PruneResult } from '../../prune/prune.ts'
import { COLUMNS, pruneRow } from '../../prune/report.ts'
import { below, code, folded, plain, summaryOf, tableSection } from '../summary.ts'

/** Deletions as a table, and what is kept to be opened below. */
export function pruneSummary(title: string, { items }: PruneResult, warnings: readonly string[]): string {
  const due = items.filter(({ verdict }) => verdict !== 'keep')
  const kept = items.filter(({ verdict }) => verdict === 'keep')
  const section = (some: PruneResult['items']) => {
    const rows = some.map((item) => {
      const [what = '', ...others] = pruneRow(item)
      return [code(what), ...others.map(plain)]
    })
    return tableSection(COLUMNS, 'llrl', rows, 'the file of the output report')
  }
  const words = 'What is kept, with the reason.'
  return summaryOf([
    '## Spark images: prune',
    plain(title),
    { before: '> [!WARNING]\n', lines: warnings.map((text) => `> - ${plain(text)}`), elsewhere: 'the log' },
    section(due),
    kept.length === 0 ? undefined : folded(`${kept.length} kept`, below(words, section(kept))),
  ])
}
