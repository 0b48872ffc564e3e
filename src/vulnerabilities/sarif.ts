/** Findings as SARIF 2.1.0, for GitHub's code scanning (github/codeql-action/upload-sarif). */
import { hexOf, sha256 } from '../oci/digest.ts'
import type { Assessed } from './policy.ts'
import { fixText, presentFindings, type Report, SCANNER } from './report.ts'
import type { Severity } from './severity.ts'

const LEVELS: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  low: 'note',
  unknown: 'note',
  none: 'note',
}

/** GitHub shows a severity by this number only. */
const SCORES: Readonly<Record<Severity, number>> = {
  critical: 9.5,
  high: 8,
  medium: 5.5,
  low: 2,
  unknown: 0,
  none: 0,
}

/** A log with a run for each image. */
export function sarifLog(reports: readonly Report[]): string {
  const log = {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: reports.map(runOf),
  }
  return `${JSON.stringify(log, null, 2)}\n`
}

function runOf(report: Report) {
  const present = presentFindings(report)
  const rules = new Map<string, Assessed>()
  // The same vulnerability may be more severe in one package than in another.
  for (const finding of present) {
    const known = rules.get(finding.id)
    if (known === undefined || scoreOf(known) < scoreOf(finding)) rules.set(finding.id, finding)
  }
  const ids = [...rules.keys()]
  return {
    tool: {
      driver: {
        name: 'spark-images-action',
        informationUri: SCANNER,
        rules: [...rules.values()].map(ruleOf),
      },
    },
    // What GitHub keeps apart: the cell, whatever its digest and its fingerprint.
    automationDetails: { id: `vulnerabilities/${report.image.replace(/(?:-[0-9a-f]{12})?(?:@.*)?$/, '')}/` },
    results: present.map((finding) => resultOf(finding, ids.indexOf(finding.id))),
  }
}

const scoreOf = ({ score, severity }: Assessed): number => score ?? SCORES[severity]

function ruleOf(finding: Assessed) {
  const { id, summary, severity, url, aliases } = finding
  return {
    id,
    shortDescription: { text: summary || id },
    help: { text: [summary || id, ...aliases, url].join('\n') },
    helpUri: url,
    defaultConfiguration: { level: LEVELS[severity] },
    properties: {
      tags: ['security', 'vulnerability', severity],
      'security-severity': scoreOf(finding).toFixed(1),
    },
  }
}

function resultOf(finding: Assessed, ruleIndex: number) {
  const { id, severity, package: one, status, ignored } = finding
  const { ecosystem, name, version, where, purl } = one
  const file = ecosystem.startsWith('Debian') ? 'var/lib/dpkg/status' : (where[0] ?? name)
  const key = hexOf(sha256([ecosystem.split(':')[0], name, id].join('\n'))).slice(0, 16)
  return {
    ruleId: id,
    ruleIndex,
    level: LEVELS[severity],
    message: {
      text: `${name} ${version} has ${id} (${severity}); ${fixText(finding)}. In the image: ${where.join(', ')}.`,
    },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: file.split('/').map(encodeURIComponent).join('/') },
          region: { startLine: 1 },
        },
      },
    ],
    partialFingerprints: { primaryLocationLineHash: `${key}:1` },
    properties: { purl, status },
    ...(ignored !== undefined && { suppressions: [{ kind: 'external', justification: ignored }] }),
  }
}
