/** The vulnerabilities of an image as a part of a step's summary. */
import type { Assessed } from '../vulnerabilities/policy.ts'
import { COLUMNS, headline, notesOf, type Report, rowOf } from '../vulnerabilities/report.ts'
import { code, folded, plain, type Section, tableSection } from './summary.ts'

/** What is new stands open; the rest is to be opened. */
export function vulnerabilitySections(report: Report): (Section | string)[] {
  const { findings, against } = report
  const isOpen = ({ status, fails }: Assessed): boolean => fails || status === 'new'
  const past = findings.filter(({ status }) => status === 'fixed' || status === 'gone')
  const others = findings.filter((finding) => !isOpen(finding) && !past.includes(finding))
  const known = against === undefined ? 'Found in the image' : 'Known of the released image, too'
  const compared = against === undefined ? '' : `, against ${code(against)}`
  const notes = notesOf(report).map((note) => `- ${plain(note)}`)
  return [
    `### Vulnerabilities\n\n${plain(headline(report))}${compared}.`,
    tableOf(findings.filter(isOpen)),
    folded('Fixed or gone since the release', tableOf(past)),
    folded(known, tableOf(others)),
    notes.join('\n'),
  ].filter((section) => section !== '')
}

function tableOf(findings: readonly Assessed[]): Section {
  const rows = findings.map((finding) => {
    const [mark = '', id = '', severity = '', name = '', version = '', fixed = '', where = ''] =
      rowOf(finding)
    const link = `[${plain(id)}](${finding.url})`
    const status = finding.fails ? `**${mark}**` : mark
    return [status, link, severity, code(name), plain(version), plain(fixed), plain(where)]
  })
  return tableSection(COLUMNS, 'lllllll', rows, 'the SARIF file')
}
