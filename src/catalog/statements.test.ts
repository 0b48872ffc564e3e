/** A catalog's statements on vulnerabilities: any text is a clear error, or statements that OpenVEX has. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lay, shipped } from '../../tests/support/user-catalog.ts'
import { ConfigurationError } from '../errors.ts'
import type { Catalog } from './schema.ts'
import { isPackage, overdueReviews, statementsOf } from './statements.ts'

const AVRO = 'pkg:maven/org.apache.avro/avro'
const CVE = 'CVE-2026-12345'
const SAID = { author: 'security@acme.example', reviewed: '2026-11-01', 'review-by': '2027-05-01' }
const ABSENT = { status: 'not_affected', justification: 'vulnerable_code_not_present', ...SAID }

function stated(statement: object, name = AVRO, vulnerability = CVE): string {
  return JSON.stringify({ vex: { [name]: { [vulnerability]: statement } } })
}

function failure(user: string): string {
  try {
    lay(user)
  } catch (error) {
    expect(error, String((error as Error).stack)).toBeInstanceOf(ConfigurationError)
    return (error as Error).message
  }
  throw new Error('the catalog was accepted')
}

describe('a statement', () => {
  it.each([
    ABSENT,
    { status: 'not_affected', impact: 'Nothing calls it.', ...SAID },
    { status: 'affected', action: 'Do not read files of others.', ...SAID },
    { status: 'fixed', ...SAID },
    { status: 'under_investigation', ...SAID },
    { ...ABSENT, shaded: 'pkg:maven/com.google.guava/guava' },
  ])('has what its status asks for: %j', (statement) => {
    expect(lay(stated(statement)).vex[AVRO]?.[CVE]).toEqual(statement)
  })

  it.each([
    [{ status: 'not_affected', ...SAID }, 'not_affected needs a justification, like'],
    [{ status: 'affected', ...SAID }, 'affected needs an action: what those'],
    [{ ...ABSENT, action: 'Wait.' }, '.action: it goes with affected, found not_affected'],
    [{ ...ABSENT, status: 'fixed' }, '.justification: it goes with not_affected, found fixed'],
    [{ status: 'fixed', impact: 'None.', ...SAID }, '.impact: it goes with not_affected, found fixed'],
    [
      { ...ABSENT, status: 'safe' },
      'found "safe", allowed: not_affected, affected, fixed, under_investigation',
    ],
    [{ ...ABSENT, justification: 'none' }, 'found "none", allowed: component_not_present, vulnerable'],
    [{ ...ABSENT, author: ' ' }, '.author: found " ": it says nothing'],
    [{ ...ABSENT, author: undefined }, '.author: found nothing, expected a string'],
    [{ ...ABSENT, reviewed: '2026-02-30' }, '.reviewed: found "2026-02-30": a date is like 2026-11-24'],
    [{ ...ABSENT, 'review-by': '2026-10-01' }, '.review-by: it is before 2026-11-01, when it was reviewed'],
    [{ ...ABSENT, why: 'x' }, '.why: there is no such key'],
    [{ ...ABSENT, shaded: 'guava' }, '.shaded: found "guava": what a jar has of others in it is like'],
  ])('is refused: %j', (statement, message) => {
    expect(failure(stated(statement))).toMatch(/^my\.yml:1:\d+: vex\.pkg:maven\/org\.apache\.avro\/avro\.CVE/)
    expect(failure(stated(statement))).toContain(message)
  })

  it('is of a package by its URL and a vulnerability by its id, with the place of what is neither', () => {
    expect(failure('vex:\n  org.apache.avro:avro: {}\n')).toMatch(
      /^my\.yml:2:25: vex\.org\.apache\.avro:avro: a package is like pkg:maven\/org\.apache\.avro\/avro, /,
    )
    expect(failure(stated(ABSENT, `${AVRO}?type=jar`))).toContain('without qualifiers and escapes')
    expect(failure(stated(ABSENT, AVRO, 'cve-2026-1'))).toContain('a vulnerability is named by its CVE')
    expect(failure(stated({ ...ABSENT, shaded: AVRO }, 'pkg:pypi/pandas'))).toContain(
      '.shaded: only a jar, pkg:maven/…, has others in it',
    )
    lay(stated(ABSENT, 'pkg:deb/debian/libstdc++6@14.2.0-19'))
    lay(stated(ABSENT, 'pkg:pypi/pandas@2.3.1', 'GHSA-2qrg-x229-3v8q'))
  })

  it("takes the place of a shipped one, whose reasons are not the user's", () => {
    const [first] = statementsOf(shipped.catalog)
    const { package: name = '', vulnerability = '' } = first ?? {}
    const other = { status: 'under_investigation', ...SAID }
    expect(lay(stated(other, name, vulnerability)).vex[name]).toEqual({ [vulnerability]: other })
    expect(lay(`vex: { "${name}": { ${vulnerability}: null } }`).vex[name]).toEqual({})
    expect(lay(`vex: { "${name}": null }`).vex).toEqual({})
    expect(lay(stated(other, name)).vex[name]).toEqual({
      ...shipped.catalog.vex[name],
      [CVE]: other,
    })
  })
})

const near = fc.letrec((tie) => ({
  value: fc.oneof(
    fc.constantFrom<unknown>(
      null,
      true,
      1,
      '',
      ' ',
      '\n',
      ...Object.values(ABSENT),
      'affected',
      '2026-02-30',
    ),
    fc.constantFrom<unknown>(AVRO, `${AVRO}@1`, 'pkg:deb/debian/a', 'pkg:maven/a', CVE, 'x y', '*', '[]'),
    fc.array(tie('value'), { maxLength: 2 }),
    fc.dictionary(
      fc.constantFrom(
        'vex',
        AVRO,
        CVE,
        ...Object.keys(ABSENT),
        'impact',
        'action',
        'shaded',
        '__proto__',
        'constructor',
      ),
      tie('value'),
      { maxKeys: 5 },
    ),
  ),
})).value

/** What OpenVEX 0.2.0 asks of each statement. */
function expectValid({ vex }: Catalog): void {
  for (const { status, justification, impact, action, ...rest } of statementsOf({ vex })) {
    if (status !== 'not_affected') expect([justification, impact]).toEqual([undefined, undefined])
    else expect(justification ?? impact).toMatch(/\S/)
    if (status !== 'affected') expect(action).toBeUndefined()
    else expect(action).toMatch(/\S/)
    expect(rest.vulnerability).toMatch(/^(?:CVE|GHSA)-[0-9a-z-]+$/)
    expect(Number.isNaN(Date.parse(`${rest.reviewed}T00:00:00Z`))).toBe(false)
  }
}

describe('any text', () => {
  const check = (user: string): void => {
    let catalog: Catalog
    try {
      catalog = lay(user)
    } catch (error) {
      expect(error, String((error as Error).stack)).toBeInstanceOf(ConfigurationError)
      expect((error as Error).message).toMatch(/^my\.yml:\d+:\d+: /)
      return
    }
    expectValid(catalog)
  }
  const places = [[], [AVRO], [AVRO, CVE], ...Object.keys(ABSENT).map((key) => [AVRO, CVE, key])]

  it('is a clear error or statements that OpenVEX has', () => {
    const at = (path: readonly string[], value: unknown): unknown =>
      path.reduceRight<unknown>(
        (inner, key) => ({ ...(path.length === 3 && key === path[2] && ABSENT), [key]: inner }),
        value,
      )
    fc.assert(
      fc.property(fc.constantFrom(...places), near, (path, value) =>
        check(JSON.stringify({ vex: at(path, value) })),
      ),
      { numRuns: 600 },
    )
  }, 60_000)

  it('of no YAML, too', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 60 })
    fc.assert(
      fc.property(text, (tail) => check(`vex:\n  ${AVRO}:\n    ${CVE}: ${tail}`)),
      { numRuns: 200 },
    )
  }, 60_000)
})

it('names the reviews that are due', () => {
  const statements = statementsOf(lay(stated(ABSENT)))
  const due = (day: string): string[] =>
    overdueReviews(statements, new Date(day)).filter((one) => one.includes(AVRO))
  expect(due('2027-05-01T23:59:59Z')).toEqual([])
  expect(due('2027-05-02T00:00:00Z')).toEqual([
    `vex: ${AVRO}: ${CVE}: its review was due by 2027-05-01 (security@acme.example)`,
  ])
})

it('a package is named with a version or for all of them', () => {
  expect(isPackage(AVRO, `${AVRO}@1.12.1`)).toBe(true)
  expect(isPackage(`${AVRO}@1.12.1`, `${AVRO}@1.12.1?classifier=x%2Fy`)).toBe(true)
  expect(isPackage(`${AVRO}@1.12`, `${AVRO}@1.12.1`)).toBe(false)
  expect(isPackage(AVRO, `${AVRO}-ipc@1.12.1`)).toBe(false)
  expect(
    isPackage('pkg:deb/debian/libstdc++6@1:2+b1', 'pkg:deb/debian/libstdc%2B%2B6@1:2%2Bb1?arch=amd64'),
  ).toBe(true)
})
