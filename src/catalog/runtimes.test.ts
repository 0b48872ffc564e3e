/** Runtimes: which one a cell has, and mistakes in a user's catalog and in the input `base`. */
import { describe, expect, it } from 'vitest'
import { cellOf, lay, shipped } from '../../tests/support/user-catalog.ts'
import { ConfigurationError } from '../errors.ts'
import { cellsOf, exclusionOf, lockfilesOf } from './cells.ts'
import { withBases } from './runtimes.ts'
import type { Catalog } from './schema.ts'
import { layUserCatalog } from './user.ts'

/** The message of the one error of the user's that an action ends in. */
function failure(action: () => unknown): string {
  try {
    action()
  } catch (error) {
    expect(error, String((error as Error).stack)).toBeInstanceOf(ConfigurationError)
    return (error as Error).message
  }
  throw new Error('nothing was refused')
}

/** The runtimes of the cells that a user's file gives, by version or by id. */
function runtimesOf(user: string, key: 'version' | 'id' = 'version'): Record<string, string> {
  return Object.fromEntries(cellsOf(lay(user)).map((cell) => [cell[key], cell.runtime]))
}

/** A runtime of a user's own, and a variant in it. */
const NEXT = `
debian: { forky: { java: [21, 25], python: "3.14" } }
runtimes: { next: { base: "registry.example/debian:forky-slim", java: 25, python: "3.14" } }
series: { "4.3": { java: [17, 21, 25] } }
variants:
  next: { components: [os, jre, spark, python], versions: ["4.3.*"], runtime: next }
`

describe('the runtime of a cell', () => {
  it('is the first whose Java and Python its series runs on', () => {
    const on = (runtime: string, versions: string[]) => versions.map((version) => [version, runtime])
    expect(runtimesOf('')).toEqual(
      Object.fromEntries([
        ...on('trixie', ['4.3.0', '4.2.1', '4.1.4', '4.1.1', '4.1.0', '4.0.5']),
        ...on('bookworm', ['3.5.9', '3.5.8', '3.5.7']),
      ]),
    )
    expect(cellOf('', '4.3.0-baseline')).toMatchObject({
      base: 'debian:trixie-slim',
      args: { JAVA_VERSION: '21', PYTHON_VERSION: '3.13' },
    })
    expect(cellOf('', '3.5.9-baseline')).toMatchObject({
      base: 'debian:bookworm-slim',
      args: { JAVA_VERSION: '17', PYTHON_VERSION: '3.11' },
    })
  })

  it('is judged by each of the two lists of a series, and is any of them without a list', () => {
    expect(runtimesOf('series: { "4.1": { java: [17] } }')).toMatchObject({ '4.1.1': 'bookworm' })
    expect(runtimesOf('series: { "4.1": { python: ["3.11"] } }')).toMatchObject({ '4.1.1': 'bookworm' })
    const added = 'series: { "5.0": { scala: "2.13" } }\nversions: { 5.0.0: {} }'
    expect(runtimesOf(added)).toMatchObject({ '5.0.0': 'trixie' })
  })

  it('is another one where the first is dropped', () => {
    expect(new Set(Object.values(runtimesOf('runtimes: { trixie: null }')))).toEqual(new Set(['bookworm']))
  })

  it('is the one that its version names, in all variants', () => {
    const user = 'versions: { 4.1.1: { runtime: bookworm } }'
    const cells = cellsOf(lay(user)).filter(
      ({ runtime, series }) => runtime === 'bookworm' && series !== '3.5',
    )
    expect(cells.map(({ id }) => id)).toEqual([
      '4.1.1-baseline',
      '4.1.1-gpu',
      '4.1.1-iceberg',
      '4.1.1-gpu-iceberg',
    ])
    const [cell] = cells
    expect(cell).toMatchObject({
      base: 'debian:bookworm-slim',
      args: { JAVA_VERSION: '17', PYTHON_VERSION: '3.11' },
    })
    // Python packages are locked for the image's Python, jars for any.
    expect(cell && lockfilesOf(cell)).toEqual([
      'components/spark/spark-4.1.1.lock',
      'components/python/python-4.1-py3.11.lock',
      'components/jdbc/jdbc.lock',
    ])
  })

  it('is the one that its variant names, rather than that of its version', () => {
    const user = `versions: { 4.1.1: { runtime: bookworm } }\n${NEXT.replace('["4.3.*"]', '["4.3.*", 4.1.1]')}`
    const mapped = user.replace('runtime: next }', 'runtime: { "4.3": next } }')
    expect(runtimesOf(mapped, 'id')).toMatchObject({
      '4.3.0-next': 'next',
      '4.3.0-baseline': 'trixie',
      '4.1.1-next': 'bookworm',
    })
  })

  it('is of a variant the one of the version before that of the series, and that before a glob', () => {
    const runtime = '{ "*": bookworm, "4.1": trixie, 4.1.0: bookworm }'
    const runtimes = runtimesOf(`variants: { baseline: { runtime: ${runtime} } }`, 'id')
    const variant = Object.entries(runtimes).filter(([id]) => id.endsWith('-baseline'))
    const names = variant.map(([id, name]) => [id.replace('-baseline', ''), name])
    expect(Object.fromEntries(names)).toEqual({
      '4.3.0': 'bookworm',
      '4.2.1': 'bookworm',
      '4.1.4': 'trixie',
      '4.1.1': 'trixie',
      '4.1.0': 'bookworm',
      '4.0.5': 'bookworm',
      '3.5.9': 'bookworm',
      '3.5.8': 'bookworm',
      '3.5.7': 'bookworm',
    })
    expect(runtimes['4.3.0-iceberg']).toBe('trixie')
  })

  it("may be a user's own, of a release of Debian that the shipped catalog does not have", () => {
    expect(cellOf(NEXT, '4.3.0-next')).toMatchObject({
      runtime: 'next',
      base: 'registry.example/debian:forky-slim',
      args: { JAVA_VERSION: '25', PYTHON_VERSION: '3.14' },
    })
    expect(lockfilesOf(cellOf(NEXT, '4.3.0-next'))).toContain('components/python/python-4.3-py3.14.lock')
    const shippedCells = cellsOf(lay(NEXT)).filter(({ variant }) => variant !== 'next')
    expect(shippedCells).toEqual(cellsOf(shipped.catalog))
  })

  it('may have a base whose name says nothing of Debian, for a Java and a Python of one release', () => {
    const names = ['mirror/os:2026', 'debian:13-slim', 'mirror/debian:prod', 'debian', 'debian:stable-slim']
    for (const base of names) {
      const user = `runtimes: { trixie: { base: "${base}" } }`
      expect(cellOf(user, '4.1.1-baseline').base).toBe(base)
    }
  })
})

describe('a rule', () => {
  const rule = (runtimes: string) =>
    `rules: { mine: { support: unsupported, when: { runtimes: [${runtimes}] }, reason: r, source: s, reviewed: 2026-11-24 } }`

  it('on a runtime holds for its cells', () => {
    const excluded = cellsOf(lay(`${NEXT}${rule('next, bookworm')}`)).flatMap((cell) =>
      exclusionOf(cell)?.reason === 'r' ? [[cell.id, cell.runtime]] : [],
    )
    expect(excluded).toHaveLength(1 + 3 * 4)
    expect(excluded).toContainEqual(['4.3.0-next', 'next'])
    expect(excluded.filter(([, runtime]) => runtime === 'bookworm')).toHaveLength(3 * 4)
  })

  it('of the shipped catalog loses the runtimes that a user drops, and is gone without any', () => {
    const ruled = (runtimes: string[]): Catalog => {
      const [[, some] = []] = Object.entries(shipped.catalog.rules)
      if (some === undefined) throw new Error('the shipped catalog has no rules')
      const rules = { mine: { ...some, support: 'supported' as const, when: { runtimes } } }
      const catalog = { ...shipped.catalog, rules }
      const text = 'runtimes: { trixie: null }'
      return layUserCatalog({ ...shipped, catalog }, { text, file: 'my.yml' })
    }
    expect(ruled(['trixie', 'bookworm']).rules.mine?.when.runtimes).toEqual(['bookworm'])
    expect(ruled(['trixie']).rules).toEqual({})
  })
})

describe("a mistake in a user's runtimes", () => {
  const mine = (base: string, java: string | number, python = '"3.13"') =>
    `runtimes: { mine: { base: "${base}", java: ${java}, python: ${python} } }`

  it.each([
    [
      'a Java that its base lacks',
      mine('debian:trixie-slim', 17),
      'my.yml:1:19: runtimes.mine: Java 17 and Python 3.13 are not what debian:trixie-slim has: Debian trixie has Java 21 or 25 and Python 3.13',
    ],
    [
      'a Python that its base lacks',
      mine('mirror/bookworm:1', 17, '"3.13"'),
      'my.yml:1:19: runtimes.mine: Java 17 and Python 3.13 are not what mirror/bookworm:1 has: Debian bookworm has Java 17 and Python 3.11',
    ],
    [
      'a base that lacks the Java of the shipped runtime',
      'runtimes: { trixie: { base: debian:bookworm-slim } }',
      'my.yml:1:21: runtimes.trixie: Java 21 and Python 3.13 are not what debian:bookworm-slim has: Debian bookworm has Java 17 and Python 3.11',
    ],
    [
      'a Java and a Python that no release has both',
      mine('mirror/os:1', 17),
      'my.yml:1:19: runtimes.mine: Java 17 and Python 3.13 are in no release of Debian: trixie has Java 21 or 25 and Python 3.13; bookworm has Java 17 and Python 3.11',
    ],
    [
      'a base of another distribution',
      mine('registry.example/ubi9/ubi-minimal:9.6', 21),
      `my.yml:1:27: runtimes.mine.base: found "registry.example/ubi9/ubi-minimal:9.6", which is ubi: images are made of Debian's packages, of trixie or bookworm`,
    ],
    [
      'a base of a release that is not known',
      mine('debian:forky-slim', 21),
      'my.yml:1:27: runtimes.mine.base: found "debian:forky-slim", and no release of Debian is known as "forky"; known: trixie, bookworm; a new one goes under debian, with its Java and Python',
    ],
    [
      'a base of a release that is not known, from a mirror',
      mine('registry.example/team/debian-bullseye:1', 17),
      'my.yml:1:27: runtimes.mine.base: found "registry.example/team/debian-bullseye:1", and no release of Debian is known as "bullseye"; known: trixie, bookworm',
    ],
    [
      'a base of a misspelt release',
      mine('docker.io/library/debian:trixi-slim', 21),
      'my.yml:1:27: runtimes.mine.base: found "docker.io/library/debian:trixi-slim", and no release of Debian is known as "trixi", did you mean "trixie"?; known: trixie, bookworm',
    ],
    [
      'a base that is no image',
      mine('debian trixie', 21),
      'my.yml:1:27: runtimes.mine.base: found "debian trixie": an image is name:tag or name:tag@digest',
    ],
    [
      'no Python',
      'runtimes: { mine: { base: debian:trixie-slim, java: 21 } }',
      'my.yml:1:19: runtimes.mine.python: found nothing, expected a string',
    ],
    [
      'a Python without quotes',
      mine('debian:trixie-slim', 21, '3.13'),
      'my.yml:1:67: runtimes.mine.python: found 3.13, expected a string, in quotes',
    ],
    [
      'a Python that is none',
      mine('debian:trixie-slim', 21, '"3"'),
      'my.yml:1:67: runtimes.mine.python: found "3": a Python version is like "3.13", in quotes',
    ],
    [
      'a Java that is none',
      mine('debian:trixie-slim', '"21"'),
      'my.yml:1:55: runtimes.mine.java: found "21", expected a number',
    ],
    ['no runtime', 'runtimes: null', 'my.yml:1:11: runtimes: found nothing, expected a mapping'],
    [
      'a release without Java',
      'debian: { forky: { java: [], python: "3.14" } }',
      'my.yml:1:26: debian.forky.java: found [], expected at least 1 in the list',
    ],
  ])('is %s', (_, user, message) => {
    expect(failure(() => lay(user))).toContain(message)
  })

  it('that shows in the shipped file only is pointed at there', () => {
    expect(failure(() => lay('debian: { trixie: { java: [25] } }'))).toMatch(
      /^images\/catalog\.yml:\d+:\d+: runtimes\.trixie: Java 21 and Python 3\.13 are not what debian:trixie-slim has: Debian trixie has Java 25 and Python 3\.13$/,
    )
  })
})

describe('a mistake in what names a runtime', () => {
  const variant = (runtime: string) => `variants: { baseline: { runtime: ${runtime} } }`
  const versions = '4.3.0, 4.3, 4.2.1, 4.2, 4.1.4, 4.1, 4.1.1, 4.1.0, 4.0.5, 4.0, 3.5.9, 3.5, 3.5.8, 3.5.7'

  it.each([
    [
      'a version, of one that is not there',
      'versions: { 4.1.1: { runtime: trixi } }',
      'my.yml:1:31: versions.4.1.1.runtime: no runtime "trixi", did you mean "trixie"?; known: trixie, bookworm',
    ],
    [
      'a version, of one whose Java and Python its series does not run on',
      'versions: { 3.5.9: { runtime: trixie } }',
      'my.yml:1:31: versions.3.5.9.runtime: trixie has Java 21 and Python 3.13, and series 3.5 needs Java 8, 11 or 17 and Python 3.8, 3.9, 3.10 or 3.11: bookworm fits',
    ],
    [
      'a version, of one whose Java its series does not run on',
      'series: { "4.1": { java: [17] } }\nversions: { 4.1.1: { runtime: trixie } }',
      'my.yml:2:31: versions.4.1.1.runtime: trixie has Java 21 and Python 3.13, and series 4.1 needs Java 17 and Python 3.10, 3.11, 3.12, 3.13 or 3.14: bookworm fits',
    ],
    [
      'a version, of one whose Python its series does not run on',
      'series: { "4.1": { python: ["3.11"] } }\nversions: { 4.1.1: { runtime: trixie } }',
      'my.yml:2:31: versions.4.1.1.runtime: trixie has Java 21 and Python 3.13, and series 4.1 needs Java 17 or 21 and Python 3.11: bookworm fits',
    ],
    [
      'a version, where no other would fit either',
      'series: { "5.0": { scala: "2.13", java: [25] } }\nversions: { 5.0.0: { runtime: trixie } }',
      'my.yml:2:31: versions.5.0.0.runtime: trixie has Java 21 and Python 3.13, and series 5.0 needs Java 25: no runtime has that',
    ],
    [
      'a variant, of one that is not there',
      variant('trixi'),
      'my.yml:1:34: variants.baseline.runtime: no runtime "trixi", did you mean "trixie"?; known: trixie, bookworm',
    ],
    [
      'a variant, of one that only some of its versions run in',
      variant('trixie'),
      'my.yml:1:34: variants.baseline.runtime: trixie has Java 21 and Python 3.13, and series 3.5 needs Java 8, 11 or 17',
    ],
    [
      'a variant by versions, of one that is not there',
      variant('{ "4.*": bookworm, "3.5": trixi }'),
      'my.yml:1:60: variants.baseline.runtime.3.5: no runtime "trixi", did you mean "trixie"?',
    ],
    [
      'a variant by versions, of one that these do not run in',
      variant('{ "4.*": bookworm, "3.*": trixie }'),
      'my.yml:1:60: variants.baseline.runtime.3.*: trixie has Java 21 and Python 3.13, and series 3.5 needs Java 8, 11 or 17',
    ],
    [
      'a variant by versions that are not there',
      variant('{ "4.9": bookworm }'),
      `my.yml:1:43: variants.baseline.runtime.4.9: no version or series "4.9", did you mean "4.3"?; known: ${versions}`,
    ],
    [
      'a variant by globs that match nothing',
      variant('{ "5.*": bookworm }'),
      `my.yml:1:43: variants.baseline.runtime.5.*: no version or series "5.*", did you mean "4.3"?; known: ${versions}`,
    ],
    [
      'a rule, of one that is not there',
      'rules: { x: { support: unsupported, when: { runtimes: [trixi] }, reason: r, source: s, reviewed: 2026-11-24 } }',
      'my.yml:1:56: rules.x.when.runtimes.0: no runtime "trixi", did you mean "trixie"?; known: trixie, bookworm',
    ],
    [
      'a rule, of one that no cell has',
      `${mineUnused()}rules: { x: { support: unsupported, when: { runtimes: [mine] }, reason: r, source: s, reviewed: 2026-11-24 } }`,
      'my.yml:2:13: rules.x: it holds for no cell',
    ],
    [
      'a series that no runtime has both lists of',
      'series: { "4.3": { java: [17], python: ["3.13"] } }',
      'my.yml:1:18: series.4.3: it needs Java 17 and Python 3.13, and no runtime has that: trixie has Java 21 and Python 3.13; bookworm has Java 17 and Python 3.11',
    ],
    [
      'a series that no runtime is left for',
      'runtimes: { bookworm: null }',
      ': series.3.5: it needs Java 8, 11 or 17 and Python 3.8, 3.9, 3.10 or 3.11, and no runtime has that: trixie has Java 21 and Python 3.13',
    ],
    [
      'a Python of a series without quotes',
      'series: { "4.3": { python: [3.13] } }',
      'my.yml:1:29: series.4.3.python.0: found 3.13, expected a string, in quotes',
    ],
  ])('is one in %s', (_, user, message) => {
    expect(failure(() => lay(user))).toContain(message)
  })

  it('is none in a series without versions, or for versions that the variant is not for', () => {
    const without = 'versions: { 3.5.7: null, 3.5.8: null, 3.5.9: null }'
    expect(new Set(Object.values(runtimesOf(`runtimes: { bookworm: null }\n${without}`)))).toEqual(
      new Set(['trixie']),
    )
    const some = 'variants: { baseline: { versions: ["4.*"], runtime: trixie } }'
    expect(runtimesOf(some, 'id')).not.toHaveProperty(['3.5.9-baseline'])
  })

  function mineUnused(): string {
    return 'runtimes: { mine: { base: debian:trixie-slim, java: 25, python: "3.13" } }\n'
  }
})

describe('the input base', () => {
  const basesOf = (given: string[], user = '', cells?: { runtime: string }[]) => {
    const { runtimes } = withBases(lay(user), given, cells)
    return Object.fromEntries(Object.entries(runtimes).map(([name, { base }]) => [name, base]))
  }
  const one = 'runtimes: { trixie: null }'

  it('that is empty changes nothing', () => {
    expect(withBases(shipped.catalog, [])).toEqual(shipped.catalog)
  })

  it('has an image for each runtime that it names, and leaves the others', () => {
    const given = ['trixie=registry.example:5000/debian:prod', `bookworm=m/d@sha256:${'a'.repeat(64)}`]
    expect(basesOf(given)).toEqual({
      trixie: 'registry.example:5000/debian:prod',
      bookworm: `m/d@sha256:${'a'.repeat(64)}`,
    })
    expect(basesOf(given.slice(1))).toMatchObject({ trixie: 'debian:trixie-slim' })
    const [cell] = cellsOf(withBases(shipped.catalog, given))
    expect(cell).toMatchObject({ runtime: 'trixie', base: 'registry.example:5000/debian:prod' })
    expect(Object.keys(basesOf([...given].reverse()))).toEqual(['trixie', 'bookworm'])
  })

  it('is one image where all cells are of one runtime', () => {
    expect(basesOf(['m/debian:prod'], one)).toEqual({ bookworm: 'm/debian:prod' })
    const cells = [{ runtime: 'bookworm' }, { runtime: 'bookworm' }]
    expect(basesOf(['m/debian:prod'], '', cells)).toEqual({
      trixie: 'debian:trixie-slim',
      bookworm: 'm/debian:prod',
    })
  })

  it.each([
    [
      'one image for several runtimes',
      ['m/debian:prod'],
      'found one image, m/debian:prod, for the runtimes trixie and bookworm: name one for each, as RUNTIME=IMAGE, one a line',
    ],
    [
      'a runtime that is not there',
      ['trixi=m/debian:prod'],
      'no runtime "trixi", did you mean "trixie"?; known: trixie, bookworm',
    ],
    ['a name that all objects have', ['constructor=m/debian:prod'], 'no runtime "constructor"'],
    ['a runtime twice', ['trixie=a', 'trixie=b'], 'trixie has two images, a and b: name one'],
    ...['trixie=', '=m/debian:prod', 'trixie = m/debian:prod', 'trixie=a=b', 'm/debian prod', '--x'].map(
      (line): [string, string[], string] => [
        `the line ${line}`,
        ['bookworm=m/debian:prod', line],
        `found "${line}", expected an image as name:tag or name:tag@digest, or RUNTIME=IMAGE`,
      ],
    ),
    [
      'a base that lacks what the runtime has',
      ['trixie=debian:bookworm-slim'],
      'trixie=debian:bookworm-slim: Java 21 and Python 3.13 are not what debian:bookworm-slim has: Debian bookworm has Java 17 and Python 3.11',
    ],
    [
      'a base of another distribution',
      ['bookworm=ubuntu:24.04'],
      `bookworm=ubuntu:24.04: found "ubuntu:24.04", which is ubuntu: images are made of Debian's packages`,
    ],
  ])('is refused with %s', (_, given, message) => {
    expect(failure(() => basesOf(given))).toContain(`the input base: ${message}`)
  })

  it('is refused with an image alone beside one for the same runtime', () => {
    expect(failure(() => basesOf(['a', 'bookworm=b'], one))).toBe(
      'the input base: bookworm has two images, a and b: name one',
    )
  })
})
