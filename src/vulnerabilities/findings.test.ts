import { describe, expect, it } from 'vitest'
import {
  GLIBC,
  HIGH,
  libc,
  NETTY,
  netty,
  PANDAS,
  packageOf,
  pandas,
} from '../../tests/vulnerabilities/records.ts'
import { findingsOf } from './findings.ts'
import type { Advisory } from './osv.ts'
import { rate } from './rate.ts'

const records = (...some: readonly unknown[]): Advisory[] => some as Advisory[]

describe('the findings of a package', () => {
  it('have the fix of the branch that the package is of', () => {
    expect(findingsOf(netty, records(NETTY))).toEqual([
      {
        id: 'CVE-2026-1001',
        aliases: ['GHSA-aaaa-bbbb-cccc'],
        package: netty,
        severity: 'high',
        score: 8.7,
        fixed: ['4.1.125.Final'],
        summary: 'netty-codec reads without end',
        url: 'https://osv.dev/vulnerability/GHSA-aaaa-bbbb-cccc',
      },
    ])
  })

  it('are one for what two databases know, with the severity of the one that has it', () => {
    expect(findingsOf(pandas, records(...PANDAS))).toMatchObject([
      {
        id: 'CVE-2026-2002',
        aliases: ['GHSA-pppp-qqqq-rrrr', 'PYSEC-2026-7'],
        severity: 'critical',
        score: 9.8,
        fixed: ['2.2.3'],
        summary: 'pandas evaluates what it reads',
      },
    ])
  })

  it('are one for each CVE of an advisory of Debian, and of the release that the package is of', () => {
    expect(findingsOf(libc, records(...GLIBC))).toMatchObject([
      {
        id: 'CVE-2026-3003',
        aliases: ['DSA-6000-1', 'DEBIAN-CVE-2026-3003'],
        severity: 'high',
        fixed: ['2.41-12+deb13u1'],
      },
      { id: 'CVE-2026-3004', severity: 'low', fixed: [] },
    ])
    // An advisory that stands alone is a finding too.
    expect(findingsOf(libc, records(GLIBC[2]))).toMatchObject([
      { id: 'CVE-2026-3003', aliases: ['CVE-2026-3005', 'DSA-6000-1'], severity: 'unknown' },
    ])
  })

  it('do not depend on the order of the records', () => {
    const given = [...PANDAS, { ...PANDAS[0], id: 'X-1', aliases: ['PYSEC-2026-7'] }]
    const [first] = findingsOf(pandas, records(...given))
    const turned = findingsOf(pandas, records(...given.toReversed()))
    expect(turned).toHaveLength(1)
    expect(turned[0]?.aliases).toEqual(first?.aliases)
  })

  it('are none of a withdrawn record, but of one that was withdrawn in the year 1 or is to be', () => {
    const withdrawn = (time: string) => findingsOf(netty, records({ ...NETTY, withdrawn: time })).length
    expect(withdrawn('2026-01-01T00:00:00Z')).toBe(0)
    for (const time of ['0001-01-01T00:00:00Z', '2999-01-01T00:00:00Z', 'soon', ''])
      expect(withdrawn(time)).toBe(1)
  })

  it('are also of a record about all releases of Debian, and of one about any where the release is not known', () => {
    const about = (ecosystem: string) =>
      records({ ...GLIBC[1], affected: [{ package: { ecosystem, name: 'glibc' } }] })
    const somewhere = { ...libc, ecosystem: 'Debian' }
    expect(findingsOf(libc, about('Debian'))).toMatchObject([{ id: 'CVE-2026-3004' }])
    expect(findingsOf(somewhere, about('Debian'))).toMatchObject([{ id: 'CVE-2026-3004' }])
    expect(findingsOf(somewhere, about('Debian:12'))).toMatchObject([{ id: 'CVE-2026-3004' }])
    for (const other of ['Debian:12', 'Debian:1', 'Debian:130', 'Deb', 'DebianX', 'Ubuntu', ''])
      expect(() => findingsOf(libc, about(other)), other).toThrow('is listed for glibc of Debian:13')
  })

  it('are an error of a record that is about something else', () => {
    const other = packageOf('Maven', 'io.netty:netty-codec-http', '4.1.100.Final')
    expect(() => findingsOf(other, records(NETTY))).toThrow(
      'GHSA-aaaa-bbbb-cccc is listed for io.netty:netty-codec-http of Maven, and is not about it',
    )
  })
})

describe('a severity', () => {
  it.each([
    ['CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H', 10],
    ['CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H', 7.5],
    ['CVSS:3.0/AV:L/AC:L/PR:L/UI:N/S:U/C:H/I:H/A:H', 7.8],
    ['CVSS:3.1/AV:N/AC:H/PR:N/UI:R/S:U/C:L/I:N/A:N', 3.1],
    ['CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N', 9.3],
    ['CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:N/VI:N/VA:H/SC:N/SI:N/SA:N', 8.7],
    // The base score, whatever somebody knows of threats and of an environment.
    ['CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:N/VI:N/VA:H/SC:N/SI:N/SA:N/E:U', 8.7],
    ['CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:N/VI:N/VA:H/SC:N/SI:N/SA:N/E:P/MAV:P', 8.7],
    ['CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H/E:U/RL:O/RC:U', 7.5],
    ['CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H/MAV:P', 7.5],
  ])('%s is scored as FIRST does: %d', (vector, score) => {
    expect(rate([vector], []).score).toBe(score)
  })

  it.each(['', 'CVSS:3.1/AV:N', 'CVSS:4.0/AV:N', 'CVSS:3.1/AV:Q/AC:L', 'AV:N/AC:L/Au:N/C:N/I:N/A:P', '7.5'])(
    'of %j alone is unknown',
    (vector) => {
      expect(rate([vector], [])).toEqual({ severity: 'unknown' })
    },
  )

  it('of a score of 0.0 is none, as FIRST has it', () => {
    const vector = 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:N'
    expect(rate([vector], ['HIGH'])).toEqual({ severity: 'none', score: 0 })
    expect(rate([vector, HIGH], [])).toEqual({ severity: 'high', score: 7.5 })
    expect(rate(['CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:N/VI:N/VA:N/SC:N/SI:N/SA:N'], []).severity).toBe(
      'none',
    )
  })

  it('is the word of a database where there is no score', () => {
    expect(rate([], ['MODERATE']).severity).toBe('medium')
    expect(rate(['7.5'], ['', 'unimportant']).severity).toBe('low')
    expect(rate([], ['low', 'high']).severity).toBe('high')
    expect(rate([], ['not yet assigned']).severity).toBe('unknown')
    expect(rate([], ['constructor']).severity).toBe('unknown')
  })
})
