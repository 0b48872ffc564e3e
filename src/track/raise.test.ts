import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { difference, type Tracked, userRepository } from '../../tests/track/files.ts'
import type { IndexServer } from '../../tests/track/index-server.ts'
import { LAKE_ONLY, OWN, pinsIn, startIndex } from '../../tests/track/own.ts'

let server: IndexServer
beforeEach(async () => {
  server = await startIndex()
})
afterEach(() => server[Symbol.asyncDispose]())

const open = (text = OWN): Promise<Tracked> => userRepository(server, `${text}${server.repositories}`)

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
