/** The result of a scan as an in-toto statement of cosign's vulnerability predicate. */
import { IN_TOTO_TYPE } from '../attest/package.ts'
import { type Digest, hexOf } from '../oci/digest.ts'
import type { Referrer } from '../registry/referrers.ts'
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
  const statement = {
    _type: 'https://in-toto.io/Statement/v1',
    subject: [{ name, digest: { sha256: hexOf(digest) } }],
    predicateType: VULNERABILITIES,
    predicate: {
      invocation: { parameters: [], uri: invocation, event_id: '', 'builder.id': '' },
      scanner: {
        uri: SCANNER,
        version: '',
        db: { uri: database, version: '' },
        result: { against: report.against, packages: report.packages, unnamed: report.unnamed, findings },
      },
      metadata: {
        scanStartedOn: report.started.toISOString(),
        scanFinishedOn: report.finished.toISOString(),
      },
    },
  }
  return {
    artifactType: IN_TOTO_TYPE,
    mediaType: IN_TOTO_TYPE,
    annotations: {
      'in-toto.io/predicate-type': VULNERABILITIES,
      'org.opencontainers.image.created': report.finished.toISOString(),
    },
    blob: Buffer.from(JSON.stringify(statement)),
  }
}
