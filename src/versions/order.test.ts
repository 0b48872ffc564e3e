import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { orderOf } from './order.ts'

const numRuns = Number(process.env.FUZZ_RUNS ?? 3000)

/** Of a pair as `1 < 2`, or `1 = 1.0`. */
function expectOrder(ecosystem: string, pair: string): void {
  const [a = '', sign = '', b = ''] = pair.split(' ')
  const order = orderOf(ecosystem)
  const expected = sign === '<' ? -1 : 0
  // A zero has a sign, too.
  expect(Math.sign(order(a, b) ?? Number.NaN) + 0, pair).toBe(expected)
  expect(Math.sign(order(b, a) ?? Number.NaN) + 0, pair).toBe(expected === 0 ? 0 : 1)
}

/** Pairs of neighbours, and of all that are further apart. */
function ascending(versions: readonly string[]): string[] {
  return versions.flatMap((one, at) => versions.slice(at + 1).map((two) => `${one} < ${two}`))
}

describe("Debian's order", () => {
  // Each pair is as dpkg compares it.
  it.each([
    ...ascending(['1.0~~', '1.0~~a', '1.0~', '1.0', '1.0a', '1.0+1', '1.0.1', '0:1.1', '1:0.1']),
    ...ascending(['2.41-12', '2.41-12+deb13u4', '2.41-12+deb13u10', '2.41.1-1', '2.42-1']),
    ...ascending(['5.2.37-2~bpo13+1', '5.2.37-2', '5.2.37-2+b1', '5.2.37-2.1', '5.2.37-10']),
    ...ascending(['1.0-1-1', '1.0-1-2', '1.0-2-1', '1.0.0-1']),
    ...ascending(['1:1:1-1', '1:1:2-1', '1:2-1']),
    ...ascending(['1Z', '1a', '1z', '1+', '1.', '1.0a', '1.a']),
    '1.0 = 1.0-0',
    '1.0 = 0:1.0-0',
    '01.002 = 1.2',
    '1.0 < 1.0-1',
    '1.0-a < 1.0-a1',
    '1.99999999999999999999 < 1.100000000000000000000',
  ])('has %s', (pair) => {
    expectOrder('Debian:13', pair)
  })

  it.each(['', 'a1', '1_2', '1:', ':1', 'x:1', '1-', '1 2', '1\n', '1.0-1é', '1:2-'])(
    'has no place for %j',
    (version) => {
      expect(orderOf('Debian')(version, '1.0')).toBeUndefined()
      expect(orderOf('Debian')('1.0', version)).toBeUndefined()
    },
  )
})

describe("Maven's order", () => {
  it.each([
    // The end results of the specification.
    '1 < 1.1',
    ...ascending(['1-snapshot', '1', '1-sp']),
    '1-foo2 < 1-foo10',
    '1.foo = 1-foo',
    ...ascending(['1-foo', '1-1', '1.1']),
    '1.ga = 1-ga',
    '1-ga = 1-0',
    '1-0 = 1.0',
    '1.0 = 1',
    '1-ga < 1-sp',
    '1-ga.1 < 1-sp.1',
    '1-sp-1 < 1-ga-1',
    '1-a1 = 1-alpha-1',
    // Its examples of splitting, and of what says nothing.
    '1-1.foo-bar1baz-.1 = 1-1.foo-bar-1-baz-0.1',
    ...['1.0.0', '1.ga', '1.final', '1.', '1-', '1.0.0-0.0.0'].map((version) => `${version} = 1`),
    '1.0.0-foo.0.0 = 1-foo',
    '1.0.0.foo = 1-foo',
    '1.0.rc1 = 1-rc1',
    ...ascending([
      '1-alpha',
      '1-beta',
      '1-milestone',
      '1-rc',
      '1-SNAPSHOT',
      '1',
      '1-sp',
      '1-abc',
      '1-xyz',
      '1-1',
    ]),
    '1-CR1 = 1-rc1',
    '1-RELEASE = 1',
    '1-m3 = 1-milestone-3',
    '1 < 1-a',
    '1 < 1-m.1',
    // Qualifiers without a place come after the release.
    ...ascending(['0.27-rc1', '0.27', '0.27ea0', '0.27.1']),
    ...ascending(['33.4.8-rc1', '33.4.8', '33.4.8-android', '33.4.8-jre', '33.4.9-android']),
    ...ascending(['1.0', '1.0-pre1', '1.0-preview', '1.0-1']),
    ...ascending(['1.0', '1.0-dev', '1.0-1']),
    ...ascending([
      '4.1.99.Final',
      '4.1.100.CR1',
      '4.1.100.Final',
      '4.1.100.Final-redhat-00001',
      '4.1.101.Final',
    ]),
    ...ascending(['2.10.2-SNAPSHOT', '2.10.2', '2.10.2.fuse-1', '2.10.2-1', '2.10.2.1']),
    ...ascending(['1.5.5-11', '1.5.6-4', '1.5.6-10', '1.5.6.1']),
    '4.1.0.Final = 4.1',
    'r09 < r10',
    '1.99999999999999999999 < 1.100000000000000000000',
    '1.0-20240101.010101-9 < 1.0-20240101.010101-10',
  ])('has %s', (pair) => {
    expectOrder('Maven', pair)
  })
})

describe("Python's order", () => {
  it.each([
    // The PEP's examples, and its summary of permitted suffixes.
    ...ascending([
      '1.dev0',
      '1.0.dev456',
      '1.0a1',
      '1.0a2.dev456',
      '1.0a12.dev456',
      '1.0a12',
      '1.0b1.dev456',
    ]),
    ...ascending(['1.0b2', '1.0b2.post345.dev456', '1.0b2.post345', '1.0rc1.dev456', '1.0rc1', '1.0']),
    ...ascending([
      '1.0',
      '1.0+abc.5',
      '1.0+abc.7',
      '1.0+5',
      '1.0.post456.dev34',
      '1.0.post456',
      '1.0.15',
      '1.1.dev1',
    ]),
    ...ascending(['2013.10', '2014.04', '1!1.0', '1!1.1', '1!2.0']),
    ...['1.1.0', '1.1RC0', '1.1-c', '1.1.preview0'].map(
      (version, at) => `${version} = ${at === 0 ? '1.1' : '1.1rc0'}`,
    ),
    '1.1.a1 = 1.1a1',
    '1.1-a-1 = 1.1ALPHA1',
    '1.2-beta2 = 1.2b2',
    '1.2.post-2 = 1.2.post2',
    '1.0-1 = 1.0.post1',
    '1.0-r4 = 1.0.post4',
    '1.2-dev2 = 1.2.dev2',
    'v1.0 = 1.0',
    '00!01.0 = 1',
    '1.0+Ubuntu-1 = 1.0+ubuntu.1',
    '1.0+foo0100 < 1.0+foo0101',
    ...ascending(['2.2.0.dev1', '2.2.0rc1', '2.2.0', '2.2.0.post1', '2.2.1']),
    '1.99999999999999999999 < 1.100000000000000000000',
  ])('has %s', (pair) => {
    expectOrder('PyPI', pair)
  })

  it.each(['', '1.0-foo', '2004d', 'x', '1.0+', '1.0+a+b', '1.', '1!', '1.0 ', '1.0\n', '1.0é'])(
    'has no place for %j',
    (version) => {
      expect(orderOf('PyPI')(version, '1.0')).toBeUndefined()
      expect(orderOf('PyPI')('1.0', version)).toBeUndefined()
    },
  )
})

it('nothing is known of the order of another ecosystem', () => {
  expect(orderOf('npm')('1.0', '2.0')).toBeUndefined()
  expect(orderOf('constructor')('1.0', '2.0')).toBeUndefined()
})

const joined = (parts: readonly string[], max = 5): fc.Arbitrary<string> =>
  fc
    .tuple(fc.constantFrom('0', '1', '2', '10'), fc.array(fc.constantFrom(...parts), { maxLength: max }))
    .map(([first, rest]) => [first, ...rest].join(''))
const optional = (...texts: readonly string[]) => fc.constantFrom('', '', ...texts)

const VERSIONS: Readonly<Record<string, fc.Arbitrary<string>>> = {
  Debian: fc
    .tuple(
      optional('0:', '1:', '2:'),
      joined(['.0', '.1', '~', '+', '-a', 'a', 'Z', '00', '10', '~rc1', '+b1', '.']),
      optional('-0', '-1', '-1~bpo1', '-01', '-1+deb13u9', '-1+deb13u10'),
    )
    .map((parts) => parts.join('')),
  Maven: joined(
    [
      '.0',
      '.1',
      '-0',
      '-1',
      '.',
      '-',
      '10',
      '.final',
      '-ga',
      '-sp',
      '.sp',
      '-rc',
      'cr1',
      '.a',
      'b2',
      '-foo',
      'x',
      '.ea',
      '_',
    ],
    6,
  ),
  PyPI: fc
    .tuple(
      optional('1!', '0!', 'v'),
      joined(['.0', '.1', '.10'], 3),
      optional('a1', 'a', 'b2', 'c1', 'rc1', '-pre.2'),
      optional('.post1', '-2', 'rev'),
      optional('.dev0', '.dev10', 'dev'),
      optional('+a', '+a.1', '+1', '+1.0', '+01'),
    )
    .map((parts) => parts.join('')),
}

it.each(Object.entries(VERSIONS))("%s's is reflexive, antisymmetric and transitive", (ecosystem, version) => {
  const order = orderOf(ecosystem)
  const compare = (a: string, b: string): number => Math.sign(order(a, b) ?? Number.NaN)
  // Of neighbours, most are nearly the same.
  fc.assert(
    fc.property(version, version, version, (...given) => {
      for (const one of given) expect(compare(one, one) + 0).toBe(0)
      for (const one of given) for (const two of given) expect(compare(one, two) + compare(two, one)).toBe(0)
      const [a = '', b = '', c = ''] = given.toSorted(compare)
      expect(compare(a, b)).toBeLessThanOrEqual(0)
      expect(compare(b, c)).toBeLessThanOrEqual(0)
      expect(compare(a, c)).toBe(Math.min(compare(a, b), compare(b, c)) + 0)
    }),
    { numRuns },
  )
})

it('an order takes no longer than the texts are long', () => {
  const [long, other] = ['1.0-a~+'.repeat(50_000), '1.0-a~+'.repeat(50_000)]
  const started = performance.now()
  for (const ecosystem of Object.keys(VERSIONS))
    for (const text of [
      long,
      '1'.repeat(300_000),
      '1.'.repeat(150_000),
      '1-'.repeat(150_000),
      `1${'a'.repeat(300_000)}`,
    ])
      orderOf(ecosystem)(text, `${other}x`)
  expect(performance.now() - started).toBeLessThan(3000)
})
