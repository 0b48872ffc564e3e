import type { BilledPackage } from '../../src/vulnerabilities/bill.ts'
import type { OsvRecord } from './osv-server.ts'

export function packageOf(ecosystem: string, name: string, version: string, where = 'a.jar'): BilledPackage {
  const path = ecosystem === 'Maven' ? `maven/${name.replace(':', '/')}` : `pypi/${name}`
  return { ecosystem, name, version, purl: `pkg:${path}@${version}`, where: [where] }
}

export const HIGH = 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H'
export const CRITICAL = 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H'

/** Records of the forms that OSV's databases have, of made-up vulnerabilities. */
export const NETTY: OsvRecord = {
  listedFor: ['Maven io.netty:netty-codec 4.1.100.Final', 'Maven io.netty:netty-codec 4.1.101.Final'],
  id: 'GHSA-aaaa-bbbb-cccc',
  summary: 'netty-codec reads without end',
  details: 'A long text.',
  aliases: ['CVE-2026-1001'],
  published: '2026-10-01T00:00:00Z',
  severity: [
    { type: 'CVSS_V3', score: HIGH },
    { type: 'CVSS_V4', score: 'CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:N/VI:N/VA:H/SC:N/SI:N/SA:N' },
  ],
  affected: [
    {
      package: { ecosystem: 'Maven', name: 'io.netty:netty-codec', purl: 'pkg:maven/io.netty/netty-codec' },
      ranges: [{ type: 'ECOSYSTEM', events: [{ introduced: '4.2.0.Final' }, { fixed: '4.2.5.Final' }] }],
    },
    {
      package: { ecosystem: 'Maven', name: 'io.netty:netty-codec', purl: 'pkg:maven/io.netty/netty-codec' },
      ranges: [{ type: 'ECOSYSTEM', events: [{ introduced: '0' }, { fixed: '4.1.125.Final' }] }],
      database_specific: { source: 'https://example.org/GHSA-aaaa-bbbb-cccc.json' },
    },
  ],
  references: [{ type: 'WEB', url: 'https://example.org' }],
  database_specific: { severity: 'HIGH', cwe_ids: ['CWE-400'], github_reviewed: true },
}

export const PANDAS: readonly OsvRecord[] = [
  {
    listedFor: ['PyPI pandas 2.2.0'],
    id: 'PYSEC-2026-7',
    details: 'pandas evaluates what it reads.',
    aliases: ['CVE-2026-2002', 'GHSA-pppp-qqqq-rrrr'],
    affected: [
      {
        package: { ecosystem: 'PyPI', name: 'Pandas', purl: 'pkg:pypi/pandas' },
        ranges: [
          { type: 'GIT', events: [{ introduced: '0' }, { fixed: '0123456789abcdef' }] },
          { type: 'ECOSYSTEM', events: [{ introduced: '0' }, { fixed: '2.2.3' }] },
        ],
        versions: ['2.2.0', '2.2.1', '2.2.2'],
      },
    ],
  },
  {
    listedFor: ['PyPI pandas 2.2.0'],
    id: 'GHSA-pppp-qqqq-rrrr',
    summary: 'pandas evaluates what it reads',
    aliases: ['CVE-2026-2002', 'PYSEC-2026-7'],
    severity: [{ type: 'CVSS_V3', score: CRITICAL }],
    affected: [
      {
        package: { ecosystem: 'PyPI', name: 'pandas', purl: 'pkg:pypi/pandas' },
        ranges: [{ type: 'ECOSYSTEM', events: [{ introduced: '1.0' }, { fixed: '2.2.3' }] }],
      },
    ],
    database_specific: { severity: 'CRITICAL' },
  },
]

const glibc = (fixed?: string, urgency = 'not yet assigned') => ({
  package: { ecosystem: 'Debian:13', name: 'glibc', purl: 'pkg:deb/debian/glibc?arch=source&distro=trixie' },
  ranges: [{ type: 'ECOSYSTEM', events: [{ introduced: '0' }, ...(fixed ? [{ fixed }] : [])] }],
  ecosystem_specific: { urgency },
})

export const GLIBC: readonly OsvRecord[] = [
  {
    listedFor: ['Debian:13 glibc 2.41-12'],
    id: 'DEBIAN-CVE-2026-3003',
    details: 'An overflow.',
    upstream: ['CVE-2026-3003'],
    affected: [
      { ...glibc('2.42-1'), package: { ecosystem: 'Debian:14', name: 'glibc' } },
      glibc('2.41-12+deb13u1', 'high'),
    ],
  },
  {
    listedFor: ['Debian:13 glibc 2.41-12'],
    id: 'DEBIAN-CVE-2026-3004',
    details: 'Not severe.',
    upstream: ['CVE-2026-3004'],
    severity: [{ type: 'CVSS_V3', score: 'CVSS:3.1/AV:L/AC:H/PR:L/UI:N/S:U/C:N/I:N/A:L' }],
    affected: [glibc()],
  },
  {
    listedFor: ['Debian:13 glibc 2.41-12'],
    id: 'DSA-6000-1',
    summary: 'glibc - security update',
    upstream: ['CVE-2026-3003', 'CVE-2026-3005'],
    affected: [{ ...glibc('2.41-12+deb13u1'), ecosystem_specific: undefined }],
  },
]

export const RECORDS: readonly OsvRecord[] = [NETTY, ...PANDAS, ...GLIBC]

export const netty = packageOf(
  'Maven',
  'io.netty:netty-codec',
  '4.1.100.Final',
  'netty-codec-4.1.100.Final.jar',
)
export const pandas = packageOf('PyPI', 'pandas', '2.2.0', 'pandas-2.2.0-cp313-cp313.whl')
export const libc: BilledPackage = {
  ecosystem: 'Debian:13',
  name: 'glibc',
  version: '2.41-12',
  purl: 'pkg:deb/debian/libc6@2.41-12?arch=amd64&distro=debian-13&upstream=glibc',
  where: ['libc-bin', 'libc6'],
}
/** About which no record is. */
export const zstd = packageOf('Maven', 'com.github.luben:zstd-jni', '1.5.6-4', 'zstd-jni-1.5.6-4.jar')
