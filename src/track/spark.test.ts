import { existsSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { shipped } from '../../tests/support/user-catalog.ts'
import { difference, type Tracked, userRepository } from '../../tests/track/files.ts'
import type { IndexServer } from '../../tests/track/index-server.ts'
import { OWN, startIndex, versionsIn } from '../../tests/track/own.ts'

let server: IndexServer
beforeEach(async () => {
  server = await startIndex()
})
afterEach(() => server[Symbol.asyncDispose]())

const open = (text = OWN): Promise<Tracked> => userRepository(server, `${text}${server.repositories}`)

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
