import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { shipped } from '../../tests/support/user-catalog.ts'
import { difference, imagesFolder, type Tracked, userRepository } from '../../tests/track/files.ts'
import { IndexServer } from '../../tests/track/index-server.ts'
import { catalogFiles } from '../catalog/load.ts'
import { ConfigurationError, RegistryError } from '../errors.ts'
import type { TrackResult } from './track.ts'

const IMAGES = path.join(import.meta.dirname, '../../images')

let server: IndexServer
beforeEach(async () => {
  server = await IndexServer.start()
  server.addSpark(Object.keys(shipped.catalog.versions))
})
afterEach(() => server[Symbol.asyncDispose]())

/** Versions of a family of its own: the shipped ones go. */
const NONE = Object.keys(shipped.catalog.versions)
  .map((version) => `  ${version}: null\n`)
  .join('')

const OWN = `# Our images.
track: # weekly
  spark: { series: ["4.1"], patches: 2, wait: 7 days }
versions:
  # In production.
  4.1.81: {}   # since May
  4.1.80: { runtime: bookworm }

${NONE}variants:
  gpu: null
  iceberg: null
  gpu-iceberg: null   # not ours
aliases: []
`

function versionsIn({ changes }: TrackResult): string[] {
  return changes.flatMap((one) => (one.kind === 'version' ? `${one.what} ${one.version}` : []))
}

function pinsIn({ changes }: TrackResult): string[] {
  return changes.flatMap((one) =>
    one.kind === 'pin' ? `${one.names.join('+')} ${one.from} → ${one.to}` : [],
  )
}

async function open(text = OWN): Promise<Tracked> {
  return await userRepository(server, `${text}${server.repositories}`)
}

describe('Spark versions', () => {
  it('come in, and older ones go; all else stays byte for byte, and a second run changes nothing', async () => {
    server.addSpark(['4.1.80', '4.1.81', '4.1.82'])
    await using files = await open()
    await files.lock()
    const before = await files.text()
    const result = await files.run()
    expect(versionsIn(result)).toEqual(['added 4.1.82', 'dropped 4.1.80'])
    const after = await files.text()
    expect(difference(before, after)).toEqual(['-  4.1.80: { runtime: bookworm }', '+  4.1.82: {}'])
    expect(after.indexOf('4.1.82')).toBeLessThan(after.indexOf('4.1.81'))
    expect(
      result.cells.filter(({ state }) => state !== 'excluded').map(({ id, state }) => `${id} ${state}`),
    ).toEqual(['4.1.82-baseline new', '4.1.81-baseline unchanged', '4.1.80-baseline gone'])
    const lockfile = (version: string): string =>
      path.join(files.folder, `spark-images.locks/spark-${version}.lock`)
    expect(['4.1.80', '4.1.81', '4.1.82'].map((one) => existsSync(lockfile(one)))).toEqual([
      false,
      true,
      true,
    ])
    expect(files.locks()).toBe(2)

    const again = await files.run()
    expect(again.changes).toEqual([])
    expect(await files.text()).toBe(after)
    expect(files.locks()).toBe(2)
  })

  it('wait as long as the policy says', async () => {
    server.addSpark(['4.1.82'], '2026-05-28T12:00:00Z')
    await using files = await open()
    const early = await files.run()
    expect(early.changes).toEqual([])
    expect(early.held).toEqual([
      { what: 'Spark 4.1.82', why: 'released 2026-05-28, taken from 2026-06-04 on' },
    ])
    expect(versionsIn(await files.run({ now: Date.parse('2026-06-04T12:00:00Z') }))).toContain('added 4.1.82')
  })

  it('of an unknown age are not taken where there is a wait', async () => {
    server.python.get('pyspark')?.push({ filename: 'pyspark-4.1.82.tar.gz' })
    await using files = await open()
    expect((await files.run()).held).toEqual([
      {
        what: 'Spark 4.1.82',
        why: 'its index does not say since when it is there, and the policy has a wait',
      },
    ])
    await using others = await open(OWN.replace(', wait: 7 days', ''))
    expect(versionsIn(await others.run())).toContain('added 4.1.82')
  })

  it.each([
    { filename: 'pyspark-4.1.90.tar.gz', yanked: 'broken' },
    { filename: 'pyspark-4.1.90.tar.gz', yanked: '' },
    { filename: 'pyspark-4.1.90.tar.gz', yanked: true },
    { filename: 'pyspark-4.1.90-py3-none-any.whl' },
    { filename: 'pyspark-4.1.90rc1.tar.gz' },
    { filename: 'pyspark-4.1.90.dev1.tar.gz' },
    { filename: 'pyspark-4.1.90-acme.tar.gz' },
    { filename: 'pyspark-../../x.tar.gz' },
    { filename: 'pyspark-4.1.90/../../../x.tar.gz' },
    { filename: 'pyspark-4.1.90: {}\n  9.9.9.tar.gz' },
    { filename: 'pyspark-4.1.99999999999999999999.tar.gz' },
    { filename: 'pyspark_client-4.1.90.tar.gz' },
    { filename: '' },
    { filename: 'pyspark-4.1.90.tar.gz', 'upload-time': '2999-01-01T00:00:00Z' },
    { filename: 'pyspark-4.1.90.tar.gz', 'upload-time': 'yesterday' },
  ])('are not taken of %j', async (file) => {
    const dated = { 'upload-time': '2026-01-01T00:00:00Z', ...file }
    server.python.get('pyspark')?.push(dated)
    await using files = await open()
    const before = await files.text()
    expect((await files.run()).changes).toEqual([])
    expect(await files.text()).toBe(before)
  })

  it('that are listed and can not be fetched are none', async () => {
    server.addSpark(['4.1.82'])
    server.withheld.add('/files/pyspark-4.1.82.tar.gz')
    await using files = await open()
    const { changes, held } = await files.run()
    expect(changes).toEqual([])
    expect(held).toEqual([{ what: 'Spark 4.1.82', why: 'pyspark can not be fetched' }])
  })

  it('come when all that is of Spark itself is there', async () => {
    server.addSpark(['3.5.81'])
    server.addJars('org.apache.spark:spark-connect_2.12', ['3.5.80'])
    await using files = await open(
      OWN.replaceAll('4.1.8', '3.5.8')
        .replace('"4.1"', '"3.5"')
        .replace(/ +3\.5\.81.*\n/, ''),
    )
    const early = await files.run()
    const why = 'org.apache.spark:spark-connect_2.12 3.5.81 is in none of the repositories'
    expect([early.changes, early.held]).toEqual([[], [{ what: 'Spark 3.5.81', why }]])
    server.addJars('org.apache.spark:spark-connect_2.12', ['3.5.81'])
    expect(versionsIn(await files.run())).toEqual(['added 3.5.81'])
  })

  it('of a new series come with what its newest series has, to be checked', async () => {
    server.addSpark(['4.9.0', '4.9.1', '5.0.0'])
    await using files = await open(OWN.replace('["4.1"]', '["4.1", "4.9"]'))
    const result = await files.run()
    expect(result.changes).toMatchObject([{ kind: 'version', version: '4.9.1', seriesFrom: '4.3' }])
    expect(await files.text()).toContain('"4.9": {"scala":"2.13"')
  })

  it('of as many series as the policy says, the newest', async () => {
    server.addSpark(['4.1.82', '4.9.1', '5.0.0'])
    await using files = await open(OWN.replace('["4.1"]', '2'))
    expect(versionsIn(await files.run())).toEqual(['added 5.0.0', 'added 4.9.1'])
  })

  it('are kept, or dropped with their series, as the policy says', async () => {
    server.addSpark(['4.1.82', '4.9.1'])
    await using files = await open(OWN.replace('patches: 2', 'patches: 1, keep: ["4.1.80"]'))
    expect(versionsIn(await files.run())).toEqual(['added 4.1.82', 'dropped 4.1.81'])
    await using none = await open(OWN.replace('patches: 2', 'patches: 1, drop: none'))
    expect(versionsIn(await none.run())).toEqual(['added 4.1.82'])
    await using series = await open(OWN.replace('["4.1"], patches: 2', '1, drop: series'))
    expect(versionsIn(await series.run())).toEqual(['added 4.9.1', 'dropped 4.1.81', 'dropped 4.1.80'])
    for (const file of server.python.get('pyspark') ?? [])
      if (file.filename.includes('-4.9.')) server.withheld.add(`/files/${file.filename}`)
    await using absent = await open(OWN.replace('["4.1"], patches: 2', '1, drop: series'))
    expect(versionsIn(await absent.run())).toEqual([])
  })

  it('that the file drops by null stay out', async () => {
    server.addSpark(['4.1.82', '4.1.83'])
    await using files = await open(OWN.replace('versions:\n', 'versions:\n  4.1.83: null\n'))
    const result = await files.run()
    expect(versionsIn(result)).toEqual(['added 4.1.82', 'dropped 4.1.80'])
    expect(result.held).toEqual([
      { what: 'Spark 4.1.83', why: 'the file drops it: take out its null to have it' },
    ])
  })

  it('that are skipped stay out', async () => {
    server.addSpark(['4.1.82', '4.1.83'])
    await using files = await open(OWN.replace('patches: 2', 'patches: 2, skip: ["4.1.83"]'))
    expect(versionsIn(await files.run())).toEqual(['added 4.1.82', 'dropped 4.1.80'])
  })

  it('stay where the catalog would be none without them', async () => {
    server.addSpark(['4.1.82'])
    const text = OWN.replace(
      'variants:\n',
      'variants:\n  old: { components: [os, jre, spark], versions: [4.1.80] }\n',
    )
    await using files = await open(text)
    const { changes, held } = await files.run()
    expect(changes).toMatchObject([{ version: '4.1.82' }])
    expect(held).toEqual([
      {
        what: 'Spark 4.1.80',
        why: expect.stringMatching(
          /^it stays: spark-images\.yml:\d+:\d+: variants\.old\.versions\.0: no "4\.1\.80"/,
        ) as unknown,
      },
    ])
  })

  it('that a file drops of the shipped ones are set to null', async () => {
    const [newest = '', ...others] = Object.keys(shipped.catalog.versions).filter((one) =>
      one.startsWith('4.1.'),
    )
    expect(others.length).toBeGreaterThan(0)
    await using files = await open('track: { spark: { series: ["4.1"], patches: 1 } }\n')
    const result = await files.run()
    expect(versionsIn(result)).toEqual(others.map((version) => `dropped ${version}`))
    const text = await files.text()
    for (const version of others) expect(text).toContain(`${version}: null`)
    expect(text).not.toContain(`${newest}:`)
    expect((await files.run()).changes).toEqual([])
  })
})

const LAKE = `${OWN.replace('variants:\n', 'variants:\n  lake: { components: [os, jre, spark, lake] }\n')}components:
  spark: { hardened: null }
  lake:
    # The runtime.
    maven:
      runtime:
        name: acme.lake:runtime-{series}_{scala}
        version: { "4.1": 1.0.0 }   # by series
        license: Apache-2.0
        transitive: false
      lake: { name: "acme.lake:lake", version: { "4.1": 2.0.0 }, license: MIT, transitive: false }
`
const COMPONENT = 'track: # weekly\n  components: { lake: { wait: 7 days } }\n'
const LAKE_ONLY = LAKE.replace('track: # weekly\n', COMPONENT)

describe('pins of components', () => {
  beforeEach(() => {
    server.addJars('acme.lake:runtime-4.1_2.13', ['1.0.0'])
    server.addJars('acme.lake:lake', ['2.0.0'])
  })

  it('are raised in their place, within the major version, to no pre-release', async () => {
    server.addJars('acme.lake:runtime-4.1_2.13', [
      '1.0.1',
      '1.2.0',
      '1.10.0',
      '1.11.0-rc1',
      '1.11.0.Beta',
      '2.0.0',
      '../../x',
      '1.99.0/..',
    ])
    await using files = await open(LAKE_ONLY)
    const before = await files.text()
    const result = await files.run()
    expect(pinsIn(result)).toEqual(['acme.lake:runtime-4.1_2.13 1.0.0 → 1.10.0'])
    expect(difference(before, await files.text())).toEqual([
      '-        version: { "4.1": 1.0.0 }   # by series',
      '+        version: { "4.1": 1.10.0 }   # by series',
    ])
    expect((await files.run()).changes).toEqual([])
  })

  it('go to another major version where they may, and pass what is skipped', async () => {
    server.addJars('acme.lake:lake', ['3.0.0', '3.1.0'])
    await using files = await open(
      LAKE_ONLY.replace('{ wait: 7 days }', '{ major: true, skip: ["3.1.*"], artifacts: [lake] }'),
    )
    expect(pinsIn(await files.run())).toEqual(['acme.lake:lake 2.0.0 → 3.0.0'])
  })

  it('wait, by the date of the file or of the list', async () => {
    server.addJars('acme.lake:lake', ['2.1.0'], '20260530000000')
    await using files = await open(LAKE_ONLY)
    const early = await files.run()
    expect(early.changes).toEqual([])
    expect(early.held).toContainEqual({
      what: 'lake 2.1.0',
      why: 'released 2026-05-30, taken from 2026-06-06 on',
    })
    server.instead = ({ method }, response) => {
      if (method !== 'HEAD') return false
      response.writeHead(200, { 'last-modified': 'Mon, 04 May 2026 00:00:00 GMT' }).end()
      return true
    }
    expect(pinsIn(await files.run())).toEqual(['acme.lake:lake 2.0.0 → 2.1.0'])
  })

  it('of one maker and version in one image go together', async () => {
    const together = LAKE_ONLY.replace('2.0.0', '1.0.0')
    server.addJars('acme.lake:lake', ['1.0.0', '1.1.0', '1.2.0'])
    server.addJars('acme.lake:runtime-4.1_2.13', ['1.1.0'])
    await using files = await open(together)
    const result = await files.run()
    expect(pinsIn(result)).toEqual(['acme.lake:runtime-4.1_2.13+acme.lake:lake 1.0.0 → 1.1.0'])
  })

  it('stay while one of them has no such version, or it can not be fetched', async () => {
    server.addJars('acme.lake:lake', ['1.0.0', '1.1.0', '2.5.0'])
    await using files = await open(LAKE_ONLY.replace('2.0.0', '1.0.0'))
    const lacking = await files.run()
    expect(lacking.changes).toEqual([])
    expect(lacking.held).toContainEqual({
      what: 'lake 1.1.0',
      why: 'acme.lake:runtime-4.1_2.13 has no such version',
    })
    server.withheld.add('/maven/acme/lake/lake/2.5.0/lake-2.5.0.jar')
    await using withheld = await open(LAKE_ONLY)
    expect((await withheld.run()).held).toContainEqual({
      what: 'lake 2.5.0',
      why: 'it is listed, and can not be fetched',
    })
  })

  it('of Python projects are raised with the jars of their version', async () => {
    const text = LAKE_ONLY.replace(
      '    # The runtime.\n',
      '    python: { acme-lake: "==2.0.0", acme-free: ">=1,<2" }\n',
    )
    server.addJars('acme.lake:lake', ['2.1.0', '2.2.0'])
    const file = (version: string) => ({
      filename: `acme_lake-${version}-py3-none-any.whl`,
      'upload-time': '2026-01-01T00:00:00Z',
    })
    server.python.set('acme-lake', ['2.0.0', '2.1.0'].map(file))
    await using files = await open(text)
    expect(pinsIn(await files.run())).toEqual(['acme.lake:lake+acme-lake 2.0.0 → 2.1.0'])
    expect(await files.text()).toContain('acme-lake: "==2.1.0", acme-free: ">=1,<2"')
  })

  it('come for a series that a rule said to have none, and the rule goes', async () => {
    server.addSpark(['4.2.80'])
    server.addJars('acme.lake:runtime-4.2_2.13', ['1.1.0'])
    const rule = (name: string, when: string): string =>
      `  ${name}: { support: unsupported, when: { ${when} }, reason: none yet, source: a list, reviewed: 2026-05-30 }\n`
    const rules = [
      rule('lake-4.2', 'versions: ["4.2.*"], components: [lake]'),
      rule('lake-4.2-elsewhere', 'versions: ["4.2.*"], components: [lake], platforms: [linux/amd64]'),
      rule('lake-beside', 'versions: ["4.2.*"], components: [lake, spark]'),
    ]
    const text = LAKE_ONLY.replace('versions:\n', 'versions:\n  4.2.80: {}\n')
    await using files = await open(`${text}rules:\n${rules.join('')}`)
    const { changes, cells } = await files.run()
    expect(changes).toContainEqual({ kind: 'rule', name: 'lake-4.2', what: 'removed', why: 'none yet' })
    expect(await files.text()).not.toContain('lake-4.2:')
    expect(await files.text()).toContain('lake-4.2-elsewhere:')
    expect(await files.text()).toContain('lake-beside:')
    expect(cells.find(({ id }) => id === '4.2.80-lake')).toMatchObject({ state: 'excluded' })
  })

  it('come for a series that had none, once there is an artifact', async () => {
    server.addSpark(['4.2.80'])
    const text = LAKE_ONLY.replace('versions:\n', 'versions:\n  4.2.80: {}\n')
    await using files = await open(text)
    const early = await files.run()
    expect(early.changes).toEqual([])
    expect(early.held).toEqual([
      { what: 'lake for Spark 4.2', why: 'acme.lake:runtime-4.2_2.13 is in none of the repositories' },
    ])
    expect(early.cells.find(({ id }) => id === '4.2.80-lake')).toMatchObject({ state: 'excluded' })

    server.addJars('acme.lake:runtime-4.2_2.13', ['1.1.0'])
    const result = await files.run()
    expect(pinsIn(result)).toEqual(['acme.lake:runtime-4.2_2.13 undefined → 1.1.0'])
    expect(result.cells.find(({ id }) => id === '4.2.80-lake')).toMatchObject({ state: 'new', bytes: 3000 })
    const after = await files.text()
    expect(after).toContain('version: { "4.1": 1.0.0, "4.2": 1.1.0 }   # by series')
    // What says no series is what the newest has.
    expect(after).toContain('version: { "4.1": 2.0.0, "4.2": 2.0.0 }')
    expect((await files.run()).changes).toEqual([])
  })
})

describe('a component of a new Spark version that lacks an artifact', () => {
  const text = LAKE.replace(
    '"acme.lake:lake", version: { "4.1": 2.0.0 }',
    '"acme.lake:lake", version: "{version}"',
  )

  it('is excluded by a rule, which goes when the artifact is there', async () => {
    server.addSpark(['4.1.82'])
    server.addJars('acme.lake:lake', ['4.1.80', '4.1.81'])
    server.addJars('acme.lake:runtime-4.1_2.13', ['1.0.0'])
    await using files = await open(text)
    const result = await files.run()
    const why = 'acme.lake:lake 4.1.82 is in none of the repositories'
    expect(result.changes).toContainEqual({ kind: 'rule', name: 'track-lake-4.1.82', what: 'added', why })
    expect(result.cells.find(({ id }) => id === '4.1.82-lake')).toMatchObject({
      state: 'excluded',
      reason: why,
    })
    expect(result.cells.find(({ id }) => id === '4.1.82-baseline')).toMatchObject({ state: 'new' })
    const excluded = await files.text()
    expect((await files.run()).changes).toEqual([])
    expect(await files.text()).toBe(excluded)

    server.addJars('acme.lake:lake', ['4.1.82'])
    const lifted = await files.run()
    expect(lifted.changes).toEqual([{ kind: 'rule', name: 'track-lake-4.1.82', what: 'removed', why }])
    expect(lifted.cells.find(({ id }) => id === '4.1.82-lake')).toMatchObject({ state: 'new' })
    expect(await files.text()).not.toContain('rules')
  })
})

describe('what is not to be believed', () => {
  it.each(['/simple/pyspark/', '/maven/acme/lake/lake/maven-metadata.xml'])(
    '%s that never ends changes nothing',
    async (endless) => {
      server.addJars('acme.lake:runtime-4.1_2.13', ['1.0.0'])
      server.addSpark(['4.1.82'])
      server.instead = ({ url }, response) => {
        if (url !== endless) return false
        response.writeHead(200, { 'content-type': 'application/vnd.pypi.simple.v1+json' })
        const more = (): void => {
          while (response.write(' '.repeat(1024 * 1024)));
          response.once('drain', more)
        }
        more()
        return true
      }
      await using files = await open(LAKE.replace('  spark:', '  components: { lake: {} }\n  spark:'))
      const before = await files.text()
      await expect(files.run()).rejects.toThrow('is larger than')
      expect(await files.text()).toBe(before)
    },
  )

  it.each([
    [200, 'application/vnd.pypi.simple.v1+json', '{"files":[{"filename":1}]}', 'files.0.filename'],
    [200, 'application/json', 'null', 'not a list of files'],
    [500, 'text/html', '', 'answered 500'],
    [401, 'text/html', '', 'answered 401'],
    [302, 'text/html', '', 'answered 302'],
  ])('an answer %s of %s with %j', async (status, type, body, problem) => {
    server.instead = (_, response) => {
      response.writeHead(status, { 'content-type': type }).end(body)
      return true
    }
    await using files = await open()
    const before = await files.text()
    const failure = await files.run().catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(RegistryError)
    expect(String(failure)).toContain(problem)
    expect(await files.text()).toBe(before)
  })

  it('a redirect to another kind of address', async () => {
    server.instead = ({ url }, response) => {
      if (url !== '/simple/pyspark/') return false
      response.writeHead(302, { location: 'http://169.254.169.254/latest/meta-data' }).end()
      return true
    }
    await using files = await open()
    await expect(files.run()).rejects.toThrow('no request goes there')
  })
})

describe('a run', () => {
  it('without a policy says what to write', async () => {
    await using files = await open('versions: {}\n')
    const failure = await files.run().catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(ConfigurationError)
    expect(String(failure)).toContain('write track: { spark: { patches: 2 } } into it')
  })

  it('that is dry writes nothing', async () => {
    server.addSpark(['4.1.82'])
    await using files = await open()
    const before = await files.text()
    await files.lock()
    const { cells, isLocked } = await files.run({ isDry: true })
    expect(cells.map(({ id, state }) => `${id} ${state}`)).toEqual([
      '4.1.82-baseline new',
      '4.1.81-baseline unchanged',
      '4.1.80-baseline gone',
    ])
    expect(cells[0]?.bytes).toBeUndefined()
    expect([await files.text(), isLocked, files.locks()]).toEqual([before, false, 1])
  })

  it('whose lock fails leaves the files as they were', async () => {
    server.addSpark(['4.1.80', '4.1.81'])
    await using files = await open()
    await files.run()
    server.addSpark(['4.1.82'])
    await files.run()
    const before = await files.text()
    server.addSpark(['4.1.83'])
    const lock = (): Promise<void> => Promise.reject(new ConfigurationError('no engine'))
    await expect(files.run({ lock })).rejects.toThrow('no engine')
    expect(await files.text()).toBe(before)
    expect(existsSync(path.join(files.folder, 'spark-images.locks/spark-4.1.82.lock'))).toBe(true)
    await files.run()
    expect(existsSync(path.join(files.folder, 'spark-images.locks/spark-4.1.81.lock'))).toBe(false)
  })

  it('locks Python packages of no fixed version anew, and tells what that changes', async () => {
    const text = OWN.replace('  spark:', '  components: { extra: {} }\n  spark:')
      .replace('variants:\n', 'variants:\n  more: { components: [os, jre, spark, python, extra] }\n')
      .concat('components: { extra: { python: { humanize: ">=4" } } }\n')
    server.addSpark(['4.1.82'])
    await using files = await open(text)
    expect((await files.run()).renewed).toEqual([])
    expect(files.locks()).toBe(1)
    const same = await files.run()
    expect([same.renewed, same.changes, same.cells.filter(({ state }) => state === 'changed')]).toEqual([
      ['extra'],
      [],
      [],
    ])
    expect(files.locks()).toBe(2)
    const lockfile = path.join(files.folder, 'spark-images.locks/extra-4.1-py3.13.lock')
    const lock = async (): Promise<void> => {
      await files.lock()
      const made = await readFile(lockfile, 'utf8')
      await writeFile(lockfile, made.replace('humanize 1.0 x.whl 1000', 'humanize 2.0 x.whl 2500'))
    }
    const newer = await files.run({ lock })
    expect(newer.cells.find(({ state }) => state === 'changed')?.id).toBe('4.1.82-more')
  })
})

describe('the shipped catalog', () => {
  const texts = (): Map<string, string> => {
    const files = catalogFiles(IMAGES)
    const catalog = files.get('catalog.yml') ?? ''
    const policy =
      'track:\n  spark: { series: ["4.1"], patches: 3 }\n  components: { rapids: { major: true }, jdbc: {} }\n'
    return files.set('catalog.yml', `${catalog.replace(/\ntrack:\n(?: +.*\n)+/, `\n${policy}`)}`)
  }

  it('loses rules, and versions in rules, that are of nothing any more; pins go to the file of the component', async () => {
    const given = texts()
    const [oldest = ''] = Object.keys(shipped.catalog.versions)
      .filter((one) => one.startsWith('4.1.'))
      .slice(2)
    server.addSpark(['4.1.90'])
    server.addJars('com.nvidia:rapids-4-spark_2.13', ['27.02.0'])
    server.addJars('org.postgresql:postgresql', ['42.99.0'])
    await using files = await imagesFolder(server, given)
    const before = await files.text()
    const result = await files.run({ isDry: false })
    expect(versionsIn(result)).toEqual(['added 4.1.90', `dropped ${oldest}`])
    expect(pinsIn(result)).toContain('org.postgresql:postgresql 42.7.14 → 42.99.0')
    const changes = result.changes.flatMap((one) => (one.kind === 'rule' ? `${one.name} ${one.what}` : []))
    expect(changes).toContain(`rapids-${oldest} removed`)
    expect(changes).toContain('kafka-of-its-series changed')
    expect(changes).toContain('rapids-4.1.4 removed')
    const after = await files.text()
    expect(difference(before, after)).toContain('+  4.1.90: {}')
    // Comments and all else stay.
    for (const line of before.split('\n').filter((one) => one.startsWith('#'))) expect(after).toContain(line)
    expect(await files.text('components/jdbc/component.yml')).toContain('version: 42.99.0')
    expect(await files.text('components/rapids/component.yml')).toContain('"4.1": 27.02.0')
    expect((await files.run()).changes).toEqual([])
  })

  it('has a policy that the schema takes', () => {
    expect(shipped.catalog.track?.spark?.wait).toBe(7)
  })
})
