import { describe, expect, it } from 'vitest'
import { cellOf, lay, shipped } from '../../tests/support/user-catalog.ts'
import { ConfigurationError } from '../errors.ts'
import { cellsOf, exclusionOf, lockfilesOf } from './cells.ts'

function failure(user: string): string {
  try {
    lay(user)
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigurationError)
    return (error as Error).message
  }
  throw new Error('the catalog was accepted')
}

const ORDERS = `
variants:
  orders:
    components: [os, jre, spark, python, jdbc, orders]
components:
  orders:
    maven:
      avro: { name: "org.apache.spark:spark-avro_{scala}", version: "{version}", license: Apache-2.0 }
    python: { pydantic: ">=2" }
    debian: [jq]
    files: { conf/log4j2.properties: /opt/spark/conf/log4j2.properties }
    conf: { spark.sql.session.timeZone: UTC, spark.metrics.conf.*.sink.csv.period: 2 }
    environment: { ORDERS_HOME: /opt/orders }
    acceptance: [{ name: orders, script: ./tests/orders.py }]
`

describe("a user's catalog", () => {
  it('that is empty changes nothing, but what the shipped files are tracked by', () => {
    const { track, ...others } = shipped.catalog
    expect(track).toBeDefined()
    expect(lay('')).toEqual(others)
    expect(lay('{}')).toEqual(others)
    expect(lay('track: { spark: {} }').track).toEqual({
      components: {},
      spark: { drop: 'patches', keep: [], patches: 2, skip: [], wait: 0 },
    })
  })

  it.each([
    ['{ spark: { wait: 7 } }', undefined],
    ['{ spark: { wait: 7 days } }', undefined],
    ['{ spark: { wait: 1 day } }', undefined],
    ['{ spark: { wait: soon } }', 'track.spark.wait: found "soon": a time is a number of days, like 7 days'],
    ['{ spark: { wait: "7" } }', 'a time is a number of days'],
    ['{ spark: { patches: 0 } }', 'track.spark.patches: found 0, expected at least 0'],
    ['{ spark: { series: [] } }', 'track.spark.series: found []'],
    ['{ spark: { serie: 2 } }', 'track.spark.serie: there is no such key, did you mean "series"?'],
    ['{ sparks: {} }', 'track.sparks: there is no such key, did you mean "spark"?'],
    [
      '{ components: { icberg: {} } }',
      'track.components.icberg: no component "icberg", did you mean "iceberg"?',
    ],
    [
      '{ components: { jdbc: { artifacts: [mysq] } } }',
      'artifacts.0: no artifact "mysq", did you mean "mysql"?',
    ],
  ])('is tracked by %s, or says what is wrong with it', (policy, problem) => {
    const laid = (): unknown => lay(`track: ${policy}\n`).track
    if (problem === undefined) expect(laid()).toBeDefined()
    else expect(laid).toThrow(problem)
  })

  it('adds a version, which takes the rest from its series', () => {
    const cell = cellOf('versions: { 4.1.2: {} }', '4.1.2-gpu-iceberg')
    expect(lockfilesOf(cell)).toEqual([
      'components/spark/spark-4.1.2.lock',
      'components/python/python-4.1-py3.13.lock',
      'components/jdbc/jdbc.lock',
      'components/iceberg/iceberg-4.1.lock',
      'components/rapids/rapids-4.1.lock',
    ])
    expect(cell.downloads[0]?.wanted[0]).toEqual({ kind: 'sdist', name: 'pyspark', version: '4.1.2' })
    expect(cell.args).toEqual({
      ...cellOf('', '4.1.1-gpu-iceberg').args,
      SPARK_VERSION: '4.1.2',
    })
    expect(cell.rules).toEqual([])
  })

  it('has vulnerabilities looked up only where it says so, which changes no cell', () => {
    expect(lay('').vulnerabilities).toBe(undefined)
    const asked = lay('vulnerabilities: {}')
    expect(asked.vulnerabilities).toEqual({
      'fail-on': 'high',
      'only-new': true,
      'only-fixed': true,
      unreachable: 'warn',
      ignore: {},
      url: 'https://api.osv.dev',
    })
    expect(cellsOf(asked)).toEqual(cellsOf(shipped.catalog))
    expect(failure('vulnerabilities: { fail-on: severe }')).toContain(
      'vulnerabilities.fail-on: found "severe", allowed: none, low, medium, high, critical',
    )
    expect(failure('vulnerabilities: { ignore: { CVE-2026-1: "" } }')).toContain(
      'vulnerabilities.ignore.CVE-2026-1: found ""',
    )
    expect(failure('vulnerabilities: { url: "https://user:secret@osv.example" }')).toContain(
      'an address is like https://host/path, without user and password',
    )
  })

  it('leaves the cells that it does not touch as they were', () => {
    const before = cellsOf(shipped.catalog)
    const after = cellsOf(lay(`${ORDERS}\nversions: { 4.1.2: {} }`))
    expect(after.filter(({ id }) => before.some((cell) => cell.id === id))).toEqual(before)
    // A version of four variants, and a variant of all versions.
    const versions = new Set(before.map(({ version }) => version)).size
    expect(after).toHaveLength(before.length + 4 + versions + 1)
  })

  it('replaces a pin, and the rule on the old one is gone', () => {
    const user = 'components: { rapids: { maven: { rapids: { version: { "3.5": 26.04.0 } } } } }'
    const cell = cellOf(user, '3.5.8-gpu')
    expect(cell.downloads.at(-1)?.wanted).toEqual([
      {
        kind: 'maven',
        machine: 'x86_64',
        name: 'com.nvidia:rapids-4-spark_2.12:cuda12',
        version: '26.04.0',
        license: 'Apache-2.0',
      },
    ])
    expect(cell.rules.map(({ reason }) => reason)).toEqual([expect.stringContaining('the Connect server is')])
  })

  it('adds a component and a variant', () => {
    const cell = cellOf(ORDERS, '4.1.1-orders')
    expect(cell.downloads.at(-1)).toEqual({
      stage: 'fetch-orders',
      lockfile: 'components/orders/orders-4.1.1-py3.13.lock',
      component: 'orders',
      wanted: [
        { kind: 'wheel', requirement: 'pydantic>=2' },
        {
          kind: 'maven',
          name: 'org.apache.spark:spark-avro_2.13',
          version: '4.1.1',
          license: 'Apache-2.0',
          exclude: [],
        },
      ],
    })
    expect(cell.acceptance.at(-1)?.script).toBe('workspace/tests/orders.py')
  })

  it('drops versions, variants and JDBC drivers, with the rules on them', () => {
    const user =
      'versions: { 3.5.8: null }\nvariants: { gpu: null }\ncomponents: { jdbc: { maven: { mysql: null } } }'
    const cells = cellsOf(lay(user))
    expect(cells.map(({ id }) => id)).not.toContain('3.5.8-baseline')
    expect(cells.map(({ variant }) => variant)).not.toContain('gpu')
    const rules = Object.keys(shipped.catalog.rules)
    expect(Object.keys(lay(user).rules)).toEqual(rules.filter((name) => name !== 'connect-3.5.8'))
    const [cell] = cells
    expect(cell?.jars).not.toContain('mysql')
    expect(cell?.args.VARIANT).toBe('baseline')
  })

  it('leaves no tag to a variant that it dropped, and may set tags of its own', () => {
    const dropped = lay('variants: { baseline: null }').aliases
    expect(dropped.map(({ tag }) => tag)).not.toContain('latest')
    expect(dropped.map(({ tag }) => tag)).toContain('{series}-{variant}')
    const own = '{ image: "spark-{version}", tag: "{variant}" }'
    expect(lay(`aliases: [${own}]`).aliases).toEqual([{ image: 'spark-{version}', tag: '{variant}' }])
    expect(failure('aliases: [{ tag: "{series}", variants: [baseline, gpu] }]')).toContain('my.yml:1:')
    expect(failure('aliases: [{ tag: latest, variants: [gpus] }]')).toContain('did you mean "gpu"')
  })

  it('sets platforms, runners and budgets, also of single cells', () => {
    const user =
      'platforms: [linux/amd64, linux/arm64]\nrunners: { linux/arm64: mine }\nbudgets: { "*-gpu": { unpacked: 1.5 GB } }'
    const cells = cellsOf(lay(user)).filter(({ id }) => id === '4.1.1-gpu')
    expect(cells.map(({ platform, runner }) => [platform, runner])).toEqual([
      ['linux/amd64', 'ubuntu-24.04'],
      ['linux/arm64', 'mine'],
    ])
    expect(cells[0]?.budget).toEqual({ unpacked: 1.5e9, compressed: 1.5e9, growth: 150e6 })
  })

  it('excludes what is experimental where it says so', () => {
    const excludedBy = (user: string): string[] =>
      cellsOf(lay(user)).flatMap((cell) => (exclusionOf(cell) === undefined ? [] : cell.id))
    expect(excludedBy('experimental: exclude')).toContain('4.1.0-gpu')
    expect(excludedBy('')).not.toContain('4.1.0-gpu')
  })
})

describe("a mistake in a user's catalog", () => {
  it.each([
    [
      'variants: { orders: { componets: [os] } }',
      'my.yml:1:34: variants.orders.componets: there is no such key, did you mean "components"?',
    ],
    [
      'variants: { orders: { components: [os, sprak] } }',
      'my.yml:1:40: variants.orders.components.1: no component "sprak", did you mean "spark"?',
    ],
    [
      'variants: { orders: { components: [os, jre, python] } }',
      'my.yml:1:35: variants.orders.components: component "spark" is in every image: list it',
    ],
    [
      'components: { spark: { maven: { x: { name: "a:b", version: "1" } } } }',
      'my.yml:1:31: components.spark.maven: the stage of spark takes no other maven',
    ],
    [
      'components: { jre: { python: { x: "" } } }',
      'my.yml:1:30: components.jre.python: the stage of jre takes no other python',
    ],
    ['components: { jdbc: null }', 'images/catalog.yml:'],
    [
      'versions: { 4.4.1: {} }',
      'my.yml:1:20: versions.4.4.1: there is no series 4.4: declare it, as in series: { "4.4": { scala: "2.13" } }; known: 4.3, 4.2, 4.1, 4.0, 3.5',
    ],
    [
      'components: { jdbc: { remove: ["a:b"] } }',
      'my.yml:1:31: components.jdbc.remove: it is about the jars that Spark brings: write it under components.spark',
    ],
    [
      'components: { spark: { remove: ["a:b"], replace: { "a:b": { version: "1" } } } }',
      'components.spark.replace.a:b: it is removed, too: do one of them',
    ],
    [
      'components: { spark: { remove: ["a:b"], replace: { "a:b:linux-x86_64": { version: "1" } } } }',
      'components.spark.replace.a:b:linux-x86_64: it is removed, too: do one of them',
    ],
    ['components: { spark: { remove: ["a:b:c:d"] } }', 'a jar of Spark is named group:artifact'],
    ['components: { spark: { remove: ["a"] } }', 'a jar of Spark is named group:artifact'],
    ['components: { spark: { remove: { a: [] } } }', 'a jar of Spark is named group:artifact'],
    [
      'components: { spark: { remove: { "a:b": CVE-2026-1 } } }',
      'my.yml:1:41: components.spark.remove.a:b: found "CVE-2026-1", expected a list',
    ],
    [
      'components: { spark: { hardened: { remove: ["a:b"], replace: { "a:b": { version: "1" } } } } }',
      'components.spark.hardened.replace.a:b: it is removed, too: do one of them',
    ],
    [
      'components: { jdbc: { hardened: { remove: ["a:b"] } } }',
      'components.jdbc.hardened.remove: it is about the jars that Spark brings: write it under components.spark',
    ],
    [
      'components: { spark: { remove: { "a:b": [] }, replace: { "a:b": { version: "1" } } } }',
      'components.spark.replace.a:b: it is removed, too: do one of them',
    ],
    ['series: { "4.4": {} }', 'my.yml:1:18: series.4.4.scala: found nothing, expected a string'],
    ['series: { 4.3.0: { scala: "2.13" } }', 'my.yml:1:18: series.4.3.0: a series is like "4.1", in quotes'],
    [
      'versions: { 4.1.1: { java: 11 } }',
      'my.yml:1:28: versions.4.1.1.java: there is no such key; known: series, scala, runtime, connect',
    ],
    [
      'base: debian:trixie-slim',
      'my.yml:1:7: base: there is no such key; known: epoch, debian, runtimes, platforms,',
    ],
    ['series: { "4.3": { java: 17 } }', 'my.yml:1:26: series.4.3.java: found 17, expected a list'],
    [
      'variants: { baseline: { versions: ["4.4.*"] } }',
      'my.yml:1:36: variants.baseline.versions.0: no "4.4.*", did you mean "4.3.0"?; known: 4.3.0, 4.2.1, 4.1.4, 4.1.1, 4.1.0, 4.0.5, 3.5.9, 3.5.8, 3.5.7',
    ],
    [
      'components: { o: { maven: { o: { name: "a:b_2.13", version: { "3.5": "1" } } } } }',
      'my.yml:1:70: components.o.maven.o.version.3.5: a:b_2.13 is of Scala 2.13, and Spark 3.5.9 of 2.12: write {scala}',
    ],
    [
      'versions: { 4.1.2: { series: "3.5" } }',
      'my.yml:1:30: versions.4.1.2.series: found "3.5": 4.1.2 is not of that series',
    ],
    [
      'runners: { linux/amd: x }',
      'my.yml:1:23: runners.linux/amd: there is no such key, did you mean "linux/amd64"?',
    ],
    ['budgets: { "5.*": { unpacked: 1 GB } }', 'my.yml:1:19: budgets.5.*: it is for no cell'],
    [
      'rules: { x: { support: unsupported, when: { platforms: [linux/arm64] }, reason: r, source: s, reviewed: 2026-11-24 } }',
      'my.yml:1:13: rules.x: it holds for no cell',
    ],
    [
      'rules: { x: { support: supported, when: { versions: [4.1.0], components: [rapids] }, reason: r, source: s, reviewed: 2026-11-24 } }',
      'it contradicts the rule rapids-4.1.0, which says otherwise of 4.1.0-gpu',
    ],
    [
      'rules: { x: { support: unsupported, when: { components: { jdbc: "1" } }, reason: r, source: s, reviewed: 2026-11-24 } }',
      'component jdbc has no version',
    ],
    ['components: { Orders: { debian: [jq] } }', 'the name of a component of your own is made of a-z 0-9'],
    ['components: { o: { debian: ["jq;id"] } }', 'a Debian package is name or name=version'],
    ['components: { o: { files: { a: ../b } } }', 'a path in the image is absolute'],
    ['components: { o: { files: { a: /lib/b } } }', 'files cannot go there: use /usr/bin for /bin'],
    [
      'components: { o: { conf: { spark.a: "  two blanks first" } } }',
      'my.yml:1:37: components.o.conf.spark.a: found "  two blanks first": Spark drops blanks and tabs at the beginning and the end of a value: leave them out',
    ],
    ['components: { o: { conf: { spark.a: "\\ta" } } }', 'leave them out'],
    ['components: { o: { conf: { spark.a: "a " } } }', 'leave them out'],
    [
      'components: { o: { environment: { A: "b\\nRUN id" } } }',
      'a value is a text of printable ASCII on one line',
    ],
    [
      'components: { o: { acceptance: [{ name: a, script: ../x.py }] } }',
      'a script is a file that ends in .py or .sh',
    ],
    [
      'components: { o: { maven: { a: { name: "a:b", version: 1.0 } } } }',
      'my.yml:1:56: components.o.maven.a.version: found 1, expected a text, or a mapping',
    ],
    [
      'components: { o: { maven: { a: { name: "a:b", version: 1-SNAPSHOT } } } }',
      'my.yml:1:56: components.o.maven.a.version: found "1-SNAPSHOT": a snapshot changes under its name and cannot be locked: use a release',
    ],
    [
      'components: { o: { maven: { a: { name: "a:b", version: "1", exclude: [b] } } } }',
      'my.yml:1:71: components.o.maven.a.exclude.0: found "b": an exclusion is group:artifact or group:*',
    ],
    [
      'components: { o: { maven: { a: { name: "a:b", version: "1", transitive: false, exclude: ["a:*"] } } } }',
      'my.yml:1:89: components.o.maven.a.exclude: transitive: false leaves nothing to exclude: the jar comes alone',
    ],
    [
      'components: { o: { maven: { a: { name: "a:b", version: "1", exclude: ["c:*"] }, c: { name: "c:d", version: "1", exclude: ["a:b"] } } } }',
      'my.yml:1:70: components.o.maven.a.exclude: a:b excludes c:d excludes a:b: which of them is wanted?',
    ],
    [
      'components: { o: { maven: { a: { name: "a:b", version: "1", optional: true } } } }',
      'my.yml:1:71: components.o.maven.a.optional: only a single jar can be left out: add transitive: false',
    ],
    [
      'components: { spark: { maven: { spark-connect: { transitive: true } } } }',
      'my.yml:1:48: components.spark.maven.spark-connect: the stage of spark takes single jars',
    ],
    ['epoch: null', 'my.yml:1:8: epoch: found nothing, expected a string'],
    ['[]', 'my.yml:1:1: catalog: found [], expected a mapping'],
    ['a: b', 'a: there is no such key'],
    [
      'components: { jdbc: { mavn: null } }',
      'my.yml:1:29: components.jdbc.mavn: there is no such key, did you mean "maven"?; known: description, maven, replace, remove, hardened, python, debian, files, build, finish, conf, environment, acceptance',
    ],
    ['a: &a [*a]', 'my.yml:1:1: not a usable catalog'],
    ['components: { spark: &spark { maven: *spark } }', 'my.yml:1:1: not a usable catalog'],
    ['aliases: [{}]', 'my.yml:1:11: aliases.0.tag: found nothing'],
  ])('%s', (user, message) => {
    expect(failure(user)).toContain(message)
  })

  it('that shows in the shipped file only is pointed at there', () => {
    expect(failure('components: { jdbc: null }')).toMatch(
      /^images\/catalog\.yml:\d+:\d+: variants\.baseline\.components\.4: no component "jdbc"/,
    )
  })
})
