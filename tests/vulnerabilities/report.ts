import { vulnerabilityPolicy } from '../../src/catalog/schema/policies.ts'
import { sha256 } from '../../src/oci/digest.ts'
import type { BilledPackage } from '../../src/vulnerabilities/bill.ts'
import { findingsOf } from '../../src/vulnerabilities/findings.ts'
import type { Advisory } from '../../src/vulnerabilities/osv.ts'
import { assess } from '../../src/vulnerabilities/policy.ts'
import type { Report } from '../../src/vulnerabilities/report.ts'
import { GLIBC, libc, NETTY, netty, PANDAS, pandas, zstd } from './records.ts'

const withFindings = (packages: readonly BilledPackage[], records: readonly (readonly unknown[])[]) => ({
  bill: { packages, unnamed: [] },
  findings: packages.flatMap((one, index) => findingsOf(one, (records[index] ?? []) as Advisory[])),
})

const policy = vulnerabilityPolicy.parse({ ignore: { 'CVE-2026-3004': 'needs a local user' } })

/** A report with a new, a known, an ignored, a fixed and a gone finding. */
export const report: Report = {
  image: `ghcr.io/org/spark:4.1.1-gpu@${sha256('now')}`,
  against: `ghcr.io/org/spark:4.1.1-gpu@${sha256('before')}`,
  packages: 412,
  unnamed: ['oro-2.0.8.jar'],
  policy,
  findings: assess(
    withFindings([netty, { ...pandas, version: '2.2.3' }, libc], [[NETTY], [], GLIBC.slice(0, 2)]),
    withFindings(
      [netty, pandas, zstd],
      [
        [NETTY],
        PANDAS,
        [
          {
            id: 'GHSA-zzzz-zzzz-zzzz',
            summary: 'a bug',
            affected: [{ package: { ecosystem: 'Maven', name: zstd.name } }],
            database_specific: { severity: 'MODERATE' },
          },
        ],
      ],
    ),
    policy,
  ),
  started: new Date('2026-11-29T10:00:00Z'),
  finished: new Date('2026-11-29T10:00:07Z'),
}
