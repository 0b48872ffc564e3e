/** Versions, their series, and what components have for them; in catalogs of a user's. */
import { describe, expect, it } from 'vitest'
import { cellOf, lay } from '../../tests/support/user-catalog.ts'
import { cellsOf, exclusionOf, lockfilesOf } from './cells.ts'

describe('versions, series and variants', () => {
  /** Why cells are excluded, of the versions that match. */
  const excludedOf = (user: string, versions: RegExp): Record<string, string | undefined> =>
    Object.fromEntries(
      cellsOf(lay(user)).flatMap((cell) => {
        const rule = exclusionOf(cell)
        return rule === undefined || !versions.test(cell.version) ? [] : [[cell.id, rule.reason]]
      }),
    )

  it('add a series with one line, and leave out what has nothing for it', () => {
    const user = 'series: { "4.4": { scala: "2.13" } }\nversions: { 4.4.0: {} }'
    const cell = cellOf(user, '4.4.0-baseline')
    expect(cell.args).toMatchObject({
      SPARK_VERSION: '4.4.0',
      SPARK_SERIES: '4.4',
      SCALA_VERSION: '2.13',
      JAVA_VERSION: '21',
      PYTHON_VERSION: '3.13',
      CONNECT: 'default',
    })
    expect(cell.downloads.map(({ lockfile }) => lockfile)).toEqual([
      'components/spark/spark-4.4.0.lock',
      'components/python/python-4.4-py3.13.lock',
      'components/jdbc/jdbc.lock',
    ])
    const requirements = cell.downloads[1]?.wanted.map((one) => one.kind === 'wheel' && one.requirement)
    expect(requirements).toEqual(expect.arrayContaining(['pandas>=2.2,<3', 'zstandard>=0.25']))
    expect(excludedOf(user, /^4\.4/)).toEqual({
      '4.4.0-gpu': 'rapids has no artifact for Spark 4.4.0',
      '4.4.0-iceberg': 'iceberg has no artifact for Spark 4.4.0',
      '4.4.0-gpu-iceberg': 'iceberg has no artifact for Spark 4.4.0',
    })
  })

  it('are in the order of versions, newest first, wherever they are declared', () => {
    const ids = cellsOf(lay('versions: { 4.1.10: {}, 4.1.2: {}, 4.1.2-rc1: {} }')).map((cell) => cell.version)
    const ofSeries = ['4.1.10', '4.1.4', '4.1.2', '4.1.2-rc1', '4.1.1', '4.1.0']
    expect([...new Set(ids)]).toEqual(['4.3.0', '4.2.1', ...ofSeries, '4.0.5', '3.5.9', '3.5.8', '3.5.7'])
  })

  it('of a variant are those that it names', () => {
    const user = 'variants: { new: { components: [os, jre, spark], versions: ["4.1.*"] } }'
    const versions = cellsOf(lay(user)).flatMap(({ variant, version }) => (variant === 'new' ? version : []))
    expect(versions).toEqual(['4.1.4', '4.1.1', '4.1.0'])
  })

  it('are not given artifacts of another Scala version', () => {
    const delta = '{ name: "io.delta:delta-spark_2.13", version: 4.3.1, license: Apache-2.0 }'
    const excluded = excludedOf(
      `variants: { delta: { components: [os, jre, spark, delta] } }\ncomponents: { delta: { maven: { delta: ${delta} } } }`,
      /^(?:4\.1|3)/,
    )
    const reason = (version: string): string =>
      `io.delta:delta-spark_2.13 is of Scala 2.13, and Spark ${version} of 2.12`
    expect(excluded).toEqual({
      '3.5.9-delta': reason('3.5.9'),
      '3.5.8-delta': reason('3.5.8'),
      '3.5.7-delta': reason('3.5.7'),
    })
  })

  it("replace and leave out Spark's own jars", () => {
    const avro = '"org.apache.avro:avro": { version: { "4.1": 1.12.2 }, for: [CVE-2026-1] }'
    const user = `components: { spark: { hardened: null, replace: { ${avro} }, remove: ["a:b_{scala}"] } }`
    const cell = cellOf(user, '4.1.1-gpu')
    expect(cell.args.SPARK_CHANGES).toBe('a:b_2.13 org.apache.avro:avro@1.12.2')
    expect(cell.changes[0]).toEqual({
      name: 'org.apache.avro:avro',
      version: '1.12.2',
      reasons: ['CVE-2026-1'],
    })
    expect(cell.downloads[0]?.wanted).toContainEqual({
      kind: 'maven',
      name: 'org.apache.avro:avro',
      version: '1.12.2',
    })
    expect(cellOf(user, '3.5.8-gpu').args.SPARK_CHANGES).toBe('a:b_2.12')
    const plain = cellOf('components: { spark: { hardened: null } }', '3.5.8-gpu')
    expect(plain.args).not.toHaveProperty('SPARK_CHANGES')
    const explained = 'components: { spark: { hardened: null, remove: { "a:b_{scala}": [CVE-2026-1] } } }'
    expect(cellOf(explained, '4.1.1-gpu').changes).toEqual([{ name: 'a:b_2.13', reasons: ['CVE-2026-1'] }])
  })

  it("harden Spark's own jars, unless they say something else of one", () => {
    const hardened =
      '{ replace: { "a:b": { version: { "4.1": "2" }, for: [CVE-2026-1] }, "e:f:linux": { version: "1" } }, remove: ["c:d"] }'
    const spark = (more: string) => `components: { spark: { hardened: ${hardened}${more} } }`
    const mine = (user: string) =>
      cellOf(user, '4.1.1-gpu')
        .args.SPARK_CHANGES?.split(' ')
        .filter((one) => /^[a-f]:/.test(one))
    expect(mine(spark(''))).toEqual(['a:b>=2', 'c:d', 'e:f:linux>=1'])
    expect(cellOf(spark(''), '4.1.1-gpu').changes).toContainEqual({
      name: 'a:b',
      version: '2',
      reasons: ['CVE-2026-1'],
      isHardening: true,
    })
    expect(mine(spark(', replace: { "a:b": { version: "1" } }, remove: ["e:f"]'))).toEqual([
      'a:b@1',
      'c:d',
      'e:f',
    ])
    expect(mine(spark(', replace: { "c:d:linux": { version: "1" } }'))).toEqual([
      'a:b>=2',
      'c:d:linux@1',
      'e:f:linux>=1',
    ])
    expect(cellOf('', '4.1.1-gpu').args.SPARK_CHANGES).toContain('io.netty:netty-common>=')
  })

  it("name Spark's own jars by classifier, too", () => {
    const ssl = (classifier: string): string => `"io.acme:ssl:${classifier}"`
    const replace = `{ ${ssl('linux-x86_64')}: { version: { "4.1": 2.1.Final } } }`
    const cell = cellOf(
      `components: { spark: { hardened: null, replace: ${replace}, remove: [${ssl('osx')}] } }`,
      '4.1.1-gpu',
    )
    expect(cell.args.SPARK_CHANGES).toBe('io.acme:ssl:linux-x86_64@2.1.Final io.acme:ssl:osx')
    const wanted = { kind: 'maven', name: 'io.acme:ssl:linux-x86_64', version: '2.1.Final' }
    expect(cell.downloads[0]?.wanted).toContainEqual(wanted)
  })

  it("say for each version what they change in Spark's own jars, and why", () => {
    const reasons = 'for: { "4.1": [CVE-2026-1], 4.1.0: [CVE-2026-2], "4.0": [CVE-2026-3] }'
    const replace = `{ "a:b": { version: { "4.1": "2", "3.5": "1" }, ${reasons} } }`
    const remove = '{ "c:d": { "4.1": [CVE-2026-4], 3.5.8: [] } }'
    const user = `components: { spark: { hardened: null, replace: ${replace}, remove: ${remove} } }`
    const changesIn = (id: string) => cellOf(user, id).changes
    const left = { name: 'c:d', reasons: ['CVE-2026-4'] }
    expect(changesIn('4.1.1-gpu')).toEqual([{ name: 'a:b', version: '2', reasons: ['CVE-2026-1'] }, left])
    expect(changesIn('4.1.0-gpu')).toEqual([{ name: 'a:b', version: '2', reasons: ['CVE-2026-2'] }, left])
    expect(changesIn('3.5.8-gpu')).toEqual([
      { name: 'a:b', version: '1', reasons: [] },
      { name: 'c:d', reasons: [] },
    ])
    expect(changesIn('3.5.7-gpu')).toEqual([{ name: 'a:b', version: '1', reasons: [] }])
    expect(changesIn('4.0.5-baseline')).toEqual([])
  })

  it('take the value of the version before that of the series, and that before a glob', () => {
    const maven = '{ o: { name: "a:b", version: { "*": "1", "4.*": "2", "3.5": "3", 3.5.8: "4" } } }'
    const user = `variants: { o: { components: [os, jre, spark, o] } }\ncomponents: { o: { maven: ${maven} } }`
    const pins = cellsOf(lay(user)).flatMap(({ variant, version, downloads }) => {
      const own = downloads.find(({ component }) => component === 'o')?.wanted[0]
      return variant === 'o' && own?.kind === 'maven' ? [[version, own.version]] : []
    })
    expect(Object.fromEntries(pins)).toMatchObject({ '4.3.0': '1', '4.1.1': '1', '3.5.8': '4', '3.5.7': '3' })
  })
})

describe('the lockfile of a component', () => {
  const alone = '{ name: "a:b", version: "1", transitive: false }'
  const resolved = '{ name: "a:b", version: "1" }'
  const scala = '{ name: "a:b_{scala}", version: "1", transitive: false }'
  const ofSeries = '{ name: "a:b", version: { "4.*": "1", "3.5": "2" }, transitive: false }'
  const ofVersions = '{ name: "a:b", version: { "*": "1", 4.1.1: "2" }, transitive: false }'

  /** In its own runtime, and in another one. */
  function lockfiles(component: string): (string | undefined)[] {
    const variants = ['{}', '{ 4.1.1: bookworm }'].map(
      (runtime, index) => `o${index}: { components: [os, jre, spark, o], runtime: ${runtime} }`,
    )
    const user = `variants: { ${variants.join(', ')} }\ncomponents: { o: ${component} }`
    return ['4.1.1-o0', '4.1.1-o1'].map((id) => lockfilesOf(cellOf(user, id)).at(-1))
  }

  it.each([
    [`maven: { a: ${alone} }`, 'o'],
    [`maven: { a: ${scala} }`, 'o-4.1'],
    [`maven: { a: ${ofSeries} }`, 'o-4.1'],
    [`maven: { a: ${ofVersions} }`, 'o-4.1.1'],
    [`maven: { a: ${resolved} }`, 'o-4.1.1'],
  ])('of jars is the same for each Python: %s', (component, name) => {
    const file = `components/o/${name}.lock`
    expect(lockfiles(`{ ${component} }`)).toEqual([file, file])
  })

  it.each([
    ['python: { x: "" }', 'o-4.1'],
    ['python: { x: { 4.1.1: "==1", "4.*": "==2" } }', 'o-4.1.1'],
    [`python: { x: "" }, maven: { a: ${alone} }`, 'o-4.1'],
    [`python: { x: "" }, maven: { a: ${resolved} }`, 'o-4.1.1'],
  ])('with Python packages is for one Python: %s', (component, name) => {
    expect(lockfiles(`{ ${component} }`)).toEqual([
      `components/o/${name}-py3.13.lock`,
      `components/o/${name}-py3.11.lock`,
    ])
  })
})
