import { describe, expect, it } from 'vitest'
import {
  GLIBC,
  libc,
  NETTY,
  netty,
  PANDAS,
  packageOf,
  pandas,
  zstd,
} from '../../tests/vulnerabilities/records.ts'
import { vulnerabilityPolicy } from '../catalog/schema/policies.ts'
import type { Stated } from '../catalog/statements.ts'
import type { BilledPackage } from './bill.ts'
import { type Finding, findingsOf } from './findings.ts'
import type { Advisory } from './osv.ts'
import { type Assessed, assess, type Image } from './policy.ts'

const findings = (one: BilledPackage): Finding[] =>
  findingsOf(
    one,
    ({ [netty.name]: [NETTY], pandas: PANDAS, glibc: GLIBC }[one.name] ?? []) as unknown as Advisory[],
  )

function image(...packages: BilledPackage[]): Image {
  const vulnerable = packages.filter(({ version }) => version !== 'safe')
  return { bill: { packages, unnamed: [] }, findings: vulnerable.flatMap(findings) }
}

const safe = (one: BilledPackage): BilledPackage => ({ ...one, version: 'safe' })
const newer = packageOf('Maven', netty.name, '4.1.101.Final')
const told = (assessed: readonly Assessed[]) =>
  assessed.map(({ id, status, fails }) => `${id} ${status}${fails ? ', fails' : ''}`)
const policy = (given: object = {}) => vulnerabilityPolicy.parse(given)

describe('by default', () => {
  it('what is new, severe and fixed fails, and nothing else', () => {
    const before = image(netty, safe(pandas), safe(libc))
    expect(told(assess(image(newer, pandas, libc), before, policy()))).toEqual([
      'CVE-2026-2002 new, fails',
      'CVE-2026-3003 new, fails',
      'CVE-2026-3004 new',
      'CVE-2026-1001 known',
    ])
  })

  it('nothing is new without a release', () => {
    expect(told(assess(image(netty, pandas), undefined, policy()))).toEqual([
      'CVE-2026-2002 found',
      'CVE-2026-1001 found',
    ])
  })

  it('what an image no longer has is fixed, or gone with its package', () => {
    expect(told(assess(image(zstd, safe(netty)), image(netty, pandas), policy()))).toEqual([
      'CVE-2026-1001 fixed',
      'CVE-2026-2002 gone',
    ])
  })

  it('what has no fix does not fail, and what has one that can not be compared does', () => {
    const now = image(netty)
    const unfixed = { ...now, findings: now.findings.map((finding) => ({ ...finding, fixed: [] })) }
    expect(told(assess(unfixed, image(zstd), policy()))).toEqual(['CVE-2026-1001 new'])
    expect(told(assess(unfixed, image(zstd), policy({ 'only-fixed': false })))).toEqual([
      'CVE-2026-1001 new, fails',
    ])
    // There is a fix then, and nobody can say whether it is newer than what is there.
    const unclear = {
      ...now,
      findings: unfixed.findings.map((finding) => ({ ...finding, isFixUnknown: true })),
    }
    expect(told(assess(unclear, image(zstd), policy()))).toEqual(['CVE-2026-1001 new, fails'])
  })
})

it.each([
  ['none', []],
  ['critical', ['CVE-2026-2002']],
  ['high', ['CVE-2026-2002', 'CVE-2026-1001', 'CVE-2026-3003']],
  ['medium', ['CVE-2026-2002', 'CVE-2026-1001', 'CVE-2026-3003']],
  ['low', ['CVE-2026-2002', 'CVE-2026-1001', 'CVE-2026-3003', 'CVE-2026-3004']],
])('fail-on: %s', (least, ids) => {
  const all = policy({ 'fail-on': least, 'only-new': false, 'only-fixed': false })
  const failing = assess(image(netty, pandas, libc), undefined, all).filter(({ fails }) => fails)
  expect(failing.map(({ id }) => id)).toEqual(ids)
})

it.each(['unknown', 'none'] as const)('what is of severity %s never fails, and is shown', (severity) => {
  const now = image(netty)
  const harmless = { ...now, findings: now.findings.map((one) => ({ ...one, severity })) }
  expect(told(assess(harmless, image(zstd), policy({ 'fail-on': 'low' })))).toEqual(['CVE-2026-1001 new'])
})

it('what is ignored does not fail, by any of its ids, and says why', () => {
  const ignoring = policy({ ignore: { 'GHSA-aaaa-bbbb-cccc': 'the codec is not used' } })
  const [finding] = assess(image(netty), image(zstd), ignoring)
  expect(finding).toMatchObject({ status: 'new', fails: false, ignored: 'the codec is not used' })
})

it('what two databases call by two names is known, also on another release of Debian', () => {
  const [known] = findings(libc)
  const before = { bill: { packages: [libc], unnamed: [] }, findings: known ? [known] : [] }
  const other = { ...libc, ecosystem: 'Debian:12', version: '2.36-9' }
  const again = known && { ...known, id: 'DSA-6000-1', aliases: [], package: other }
  const now = { bill: { packages: [other], unnamed: [] }, findings: again ? [again] : [] }
  expect(told(assess(now, before, policy()))).toEqual(['DSA-6000-1 known'])
})

describe('a statement of the catalog', () => {
  const stated = (given: object = {}): Stated[] => [
    {
      package: 'pkg:maven/io.netty/netty-codec@4.1.100.Final',
      vulnerability: 'CVE-2026-1001',
      status: 'not_affected',
      justification: 'vulnerable_code_not_in_execute_path',
      author: 'us',
      reviewed: '2026-11-01',
      'review-by': '2027-05-01',
      ...given,
    },
  ]
  const assessed = (one: BilledPackage, statements: readonly Stated[], ...others: BilledPackage[]) =>
    assess(image(one, ...others), image(zstd), policy(), statements).find(({ id }) => id === 'CVE-2026-1001')
  const ofShaded: BilledPackage = { ...netty, where: ['opt/spark/jars/outer-1.jar'] }
  const outer: BilledPackage = {
    ...zstd,
    purl: 'pkg:maven/org.x/outer@1',
    where: ['opt/spark/jars/outer-1.jar'],
  }

  it('of no harm, or of a fix, lets pass, and is named', () => {
    const ignored = 'not affected: vulnerable code not in execute path (stated by us)'
    expect(assessed(netty, stated())).toMatchObject({ fails: false, ignored })
    expect(assessed(netty, stated({ status: 'fixed', justification: undefined }))).toMatchObject({
      fails: false,
      ignored: 'fixed (stated by us)',
    })
  })

  it.each([
    ['of harm', { status: 'affected' }],
    ['on another version', { package: 'pkg:maven/io.netty/netty-codec@4.1.99.Final' }],
    ['on another vulnerability', { vulnerability: 'CVE-2026-1002' }],
    [
      'on what a jar has in it',
      { shaded: 'pkg:maven/io.netty/netty-codec', package: 'pkg:maven/org.x/outer' },
    ],
  ])('%s does not', (_, given) => {
    expect(assessed(netty, stated(given))).toMatchObject({ fails: true, ignored: undefined })
  })

  it('does not hold for a package that another jar has, too', () => {
    const twice = { ...netty, where: [...netty.where, 'opt/spark/jars/outer-1.jar'] }
    expect(assessed(twice, stated())).toMatchObject({ fails: true })
  })

  it('on what a jar has in it holds for that jar', () => {
    const inside = {
      package: 'pkg:maven/org.x/outer',
      shaded: 'pkg:maven/io.netty/netty-codec',
    }
    expect(assessed(ofShaded, stated(inside), outer)).toMatchObject({ fails: false })
    expect(assessed(netty, stated(inside), outer)).toMatchObject({ fails: true })
  })
})
