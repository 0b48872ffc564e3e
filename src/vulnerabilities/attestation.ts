/** The result of a scan as an in-toto statement of cosign's vulnerability predicate. */
import type { Digest } from '../oci/digest.ts'
import { encodeStatement } from '../oci/statement.ts'
import { type Referrer, statementReferrer } from '../registry/referrers.ts'
import { presentFindings, type Report, SCANNER } from './report.ts'

/** https://github.com/sigstore/cosign/blob/main/specs/COSIGN_VULN_ATTESTATION_SPEC.md */
export const VULNERABILITIES = 'https://cosign.sigstore.dev/attestation/vuln/v1'

/** What is attached to the image `name` at `digest`. But for the times, the same findings give the same bytes. */
export function vulnerabilityStatement(
  report: Report,
  {
    name,
    digest,
    database,
    invocation = '',
  }: { name: string; digest: Digest; database: string; invocation?: string },
): Referrer {
  const findings = presentFindings(report).map((finding) => {
    const { package: one, id, aliases, severity, score, fixed, isFixUnknown, status, ignored } = finding
    const { purl, version } = one
    return { id, aliases, package: purl, version, severity, score, fixed, isFixUnknown, status, ignored }
  })
  const finished = report.finished.toISOString()
  const statement = encodeStatement([{ name, digest }], VULNERABILITIES, {
    invocation: { parameters: [], uri: invocation, event_id: '', 'builder.id': '' },
    scanner: {
      uri: SCANNER,
      version: '',
      db: { uri: database, version: '' },
      result: { against: report.against, packages: report.packages, unnamed: report.unnamed, findings },
    },
    metadata: { scanStartedOn: report.started.toISOString(), scanFinishedOn: finished },
  })
  return statementReferrer(VULNERABILITIES, statement, finished)
}
