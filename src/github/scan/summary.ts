/** What a scan found, as the step's summary and as the text of an issue. */
import {
  COLUMNS,
  counted,
  type Failing,
  headline,
  type Report,
  rowOf,
  SCANNER,
} from '../../vulnerabilities/report.ts'
import { code, plain, summaryOf, tableSection } from '../summary.ts'

/** All images in one table each, below what they have in common. */
export function scanSummary(reports: readonly Report[], failing: readonly Failing[], image: string): string {
  const rows = reports.map((report) => [code(report.image), plain(headline(report))])
  return summaryOf([
    `## Spark images: vulnerabilities of ${code(image)}`,
    `${counted(reports.length, 'image')}, ${counted(failing.length, 'failure')} by the policy`,
    tableOf(failing),
    tableSection(['image', 'found'], 'll', rows, 'the log'),
  ])
}

/** Of an issue GitHub takes 65,536 characters; ids that are told apart by issue.ts are in it, too. */
const MAX_ISSUE_BYTES = 38_000

/** Each vulnerability of a package once, with the images that have it. */
export function issueText(failing: readonly Failing[]): string {
  return summaryOf(
    [
      'These vulnerabilities are in released images, and fail by the policy of the catalog:',
      tableOf(failing),
      `Take a fixed version, or say why one does no harm: [how](${SCANNER}). This text is renewed by each scan, and the issue is closed when nothing is left.`,
    ],
    MAX_ISSUE_BYTES,
  )
}

function tableOf(failing: readonly Failing[]) {
  const rows = failing.map(({ finding, images }) => {
    const [, id = '', severity = '', name = '', version = '', fixed = ''] = rowOf(finding)
    const link = `[${plain(id)}](${finding.url})`
    return [link, severity, code(name), plain(version), plain(fixed), images.map(code).join('<br>')]
  })
  return tableSection([...COLUMNS.slice(1, 6), 'images'], 'llllll', rows, 'the SARIF file')
}
