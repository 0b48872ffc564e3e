import { readFile } from 'node:fs/promises'
import { Ajv } from 'ajv'
import { expect, test } from 'vitest'
import { report } from '../../tests/vulnerabilities/report.ts'
import { summaryOf } from '../github/summary.ts'
import { vulnerabilitySections } from '../github/vulnerabilities.ts'
import { sha256 } from '../oci/digest.ts'
import { table } from '../table.ts'
import { vulnerabilityStatement } from './attestation.ts'
import { COLUMNS, failureOf, hasFailed, headline, notesOf, rowOf } from './report.ts'
import { sarifLog } from './sarif.ts'

test('a report tells new from known, fixed and gone', () => {
  expect(headline(report)).toBe(
    '3 vulnerabilities in 412 packages (2 high, 1 low); 2 new, 1 known, 1 fixed, 1 gone',
  )
  expect(table(COLUMNS, report.findings.map(rowOf))).toMatchInlineSnapshot(`
    "              vulnerability        severity      package                    version        fixed in         where
    new, fails    CVE-2026-3003        high          glibc                      2.41-12        2.41-12+deb13u1  libc-bin, libc6
    new, ignored  CVE-2026-3004        low 2.5       glibc                      2.41-12                         libc-bin, libc6
    known         CVE-2026-1001        high 8.7      io.netty:netty-codec       4.1.100.Final  4.1.125.Final    netty-codec-4.1.100.Final.jar
    fixed         CVE-2026-2002        critical 9.8  pandas                     2.2.0          2.2.3            pandas-2.2.0-cp313-cp313.whl
    gone          GHSA-zzzz-zzzz-zzzz  medium        com.github.luben:zstd-jni  1.5.6-4                         zstd-jni-1.5.6-4.jar"
  `)
  expect(notesOf(report)).toEqual([
    'CVE-2026-3004 is ignored: needs a local user',
    'without a package URL, and not looked up: oro-2.0.8.jar',
  ])
  expect(notesOf({ ...report, against: undefined, unnamed: [] })[1]).toBe(
    'there is no released image to compare with, so that none of them counts as new',
  )
})

test('a failure says package, id, severity and fixed version, and what to do', () => {
  expect(failureOf(report)).toMatchInlineSnapshot(`
    "ghcr.io/org/spark:4.1.1-gpu@sha256:ed5eb9a37e2d8231af3388319b941995f6dc8755c56043d0cc52b5fe405a87de has a vulnerability that the catalog's vulnerabilities.fail-on does not allow (new, of severity high or more, fixed in another version):
      CVE-2026-3003 (high) in glibc 2.41-12, fixed in 2.41-12+deb13u1
    Take a fixed version, or name the id and why it does no harm under vulnerabilities.ignore in the catalog."
  `)
  expect([report, { ...report, findings: report.findings.slice(1) }].map(hasFailed)).toEqual([true, false])
})

test('fixes that can not be compared are unknown, and not named', () => {
  const [first] = report.findings
  if (first === undefined) throw new Error('the sample has no finding')
  const unclear = { ...report, findings: [{ ...first, fixed: [], isFixUnknown: true }] }
  const words = "databases name fixes that can't be compared with this version"
  expect(unclear.findings.map(rowOf)[0]?.[5]).toBe('unknown')
  expect(failureOf(unclear)).toContain(`in glibc 2.41-12, ${words}\n`)
  expect(sarifLog([unclear])).toContain(`(high); ${words}. In the image`)
  const { blob } = vulnerabilityStatement(unclear, { name: 'x', digest: sha256('x'), database: 'x' })
  expect(blob.toString()).toContain('"fixed":[],"isFixUnknown":true')
})

test('the same as a part of a summary', () => {
  expect(summaryOf(vulnerabilitySections(report))).toMatchInlineSnapshot(`
    "### Vulnerabilities

    3 vulnerabilities in 412 packages (2 high, 1 low); 2 new, 1 known, 1 fixed, 1 gone, against <code>ghcr.io/org/spark:4.1.1-gpu&#64;sha256:6db7d803e74f1ffa7d8f5adc0bf95b3e15bf4c8373fffadf546227cc6c6742cb</code>.

    |  | vulnerability | severity | package | version | fixed in | where |
    | --- | --- | --- | --- | --- | --- | --- |
    | **new, fails** | [CVE-2026-3003](https://osv.dev/vulnerability/DEBIAN-CVE-2026-3003) | high | <code>glibc</code> | 2.41-12 | 2.41-12+deb13u1 | libc-bin, libc6 |
    | new, ignored | [CVE-2026-3004](https://osv.dev/vulnerability/DEBIAN-CVE-2026-3004) | low 2.5 | <code>glibc</code> | 2.41-12 |  | libc-bin, libc6 |

    <details><summary>Fixed or gone since the release</summary>

    |  | vulnerability | severity | package | version | fixed in | where |
    | --- | --- | --- | --- | --- | --- | --- |
    | fixed | [CVE-2026-2002](https://osv.dev/vulnerability/PYSEC-2026-7) | critical 9.8 | <code>pandas</code> | 2.2.0 | 2.2.3 | pandas-2.2.0-cp313-cp313.whl |
    | gone | [GHSA-zzzz-zzzz-zzzz](https://osv.dev/vulnerability/GHSA-zzzz-zzzz-zzzz) | medium | <code>com.github.luben:zstd-jni</code> | 1.5.6-4 |  | zstd-jni-1.5.6-4.jar |

    </details>

    <details><summary>Known of the released image, too</summary>

    |  | vulnerability | severity | package | version | fixed in | where |
    | --- | --- | --- | --- | --- | --- | --- |
    | known | [CVE-2026-1001](https://osv.dev/vulnerability/GHSA-aaaa-bbbb-cccc) | high 8.7 | <code>io.netty:netty-codec</code> | 4.1.100.Final | 4.1.125.Final | netty-codec-4.1.100.Final.jar |

    </details>

    - CVE-2026-3004 is ignored: needs a local user
    - without a package URL, and not looked up: oro-2.0.8.jar
    "
  `)
})

test('nothing of a record is markup in a summary, nor ends its table', () => {
  const [first] = report.findings
  const hostile = '](https://evil.example) | <img src=x> @all\n::error::x'
  if (first === undefined) throw new Error('the sample has no finding')
  const finding = { ...first, id: hostile, fixed: [hostile], package: { ...first.package, name: hostile } }
  const summary = summaryOf(vulnerabilitySections({ ...report, findings: [finding] }))
  const row = summary.split('\n').filter((line) => line.includes('evil'))
  expect(row).toHaveLength(1)
  expect(row[0]).not.toMatch(/<img|[^\\]\]\(https:\/\/evil|@all|\n::/)
  expect(row[0]?.split(/(?<!\\)\|/)).toHaveLength(COLUMNS.length + 2)
})

const STAGED = `ghcr.io/org/spark:4.1.1-gpu-0a1b2c3d4e5f@${sha256('now')}`
// sarif-2.1/schema/sarif-schema-2.1.0.json of github.com/oasis-tcs/sarif-spec, as it is there.
const schema = new URL('../../tests/vulnerabilities/sarif-2.1.0.schema.json', import.meta.url)

test("the SARIF log is valid by OASIS' own schema, and has what GitHub shows", async () => {
  // Draft 04 is what it calls itself; nothing in it differs from what Ajv knows but the name of the id.
  const { $schema: _, id: __, ...definition } = JSON.parse(await readFile(schema, 'utf8'))
  const validate = new Ajv({ strict: false, validateFormats: false }).compile(definition)
  const log = JSON.parse(
    sarifLog([
      { ...report, image: STAGED },
      { ...report, findings: [] },
    ]),
  )
  validate(log)
  expect(validate.errors).toBeNull()
  expect(validate({ ...log, version: '2.0.0' })).toBe(false)
  expect(validate({ ...log, runs: [{ ...log.runs[0], results: [{ ruleId: 'x' }] }] })).toBe(false)

  const [{ results, tool, automationDetails }] = log.runs
  expect(automationDetails.id).toBe('vulnerabilities/ghcr.io/org/spark:4.1.1-gpu/')
  expect(tool.driver.rules.map((rule: { id: string }) => rule.id)).toEqual([
    'CVE-2026-3003',
    'CVE-2026-3004',
    'CVE-2026-1001',
  ])
  expect(tool.driver.rules[2].properties['security-severity']).toBe('8.7')
  expect(
    results.map((result: { level: string; ruleIndex: number }) => [result.ruleIndex, result.level]),
  ).toEqual([
    [0, 'error'],
    [1, 'note'],
    [2, 'error'],
  ])
  expect(results[0].locations[0].physicalLocation.artifactLocation.uri).toBe('var/lib/dpkg/status')
  expect(results[1].suppressions).toEqual([{ kind: 'external', justification: 'needs a local user' }])
  expect(results[2].message.text).toBe(
    'io.netty:netty-codec 4.1.100.Final has CVE-2026-1001 (high); fixed in 4.1.125.Final. In the image: netty-codec-4.1.100.Final.jar.',
  )
})

test('what is attached to the image has the same bytes for the same findings but for the times', () => {
  const image = { name: 'ghcr.io/org/spark', digest: sha256('now'), database: 'https://api.osv.dev' }
  const { annotations, blob } = vulnerabilityStatement(report, image)
  expect(annotations).toEqual({
    'in-toto.io/predicate-type': 'https://cosign.sigstore.dev/attestation/vuln/v1',
    'org.opencontainers.image.created': '2026-11-29T10:00:07.000Z',
  })
  const later = { ...report, started: new Date(1e12), finished: new Date(1e12 + 1) }
  const again = String(vulnerabilityStatement(later, image).blob)
  const timeless = (text: string): string => text.replaceAll(/"20\d\d-[^"]*Z"/g, '"TIME"')
  expect(again).not.toBe(String(blob))
  expect(timeless(again)).toBe(timeless(String(blob)))
  const { predicate, subject, predicateType } = JSON.parse(String(blob))
  expect(subject).toEqual([{ name: image.name, digest: { sha256: image.digest.slice(7) } }])
  expect(predicateType).toBe(annotations?.['in-toto.io/predicate-type'])
  expect(predicate.metadata.scanFinishedOn).toBe('2026-11-29T10:00:07.000Z')
  expect(predicate.scanner.result.findings[2]).toEqual({
    id: 'CVE-2026-1001',
    aliases: ['GHSA-aaaa-bbbb-cccc'],
    package: 'pkg:maven/io.netty/netty-codec@4.1.100.Final',
    version: '4.1.100.Final',
    severity: 'high',
    score: 8.7,
    fixed: ['4.1.125.Final'],
    status: 'known',
  })
})
