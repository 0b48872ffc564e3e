import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { shipped } from '../../tests/support/user-catalog.ts'
import { difference, imagesFolder, type Tracked, userRepository } from '../../tests/track/files.ts'
import type { IndexServer } from '../../tests/track/index-server.ts'
import { LAKE, OWN, pinsIn, startIndex, versionsIn } from '../../tests/track/own.ts'
import { catalogFiles } from '../catalog/load.ts'
import { ConfigurationError, RegistryError } from '../errors.ts'

const IMAGES = path.join(import.meta.dirname, '../../images')

let server: IndexServer
beforeEach(async () => {
  server = await startIndex()
})
afterEach(() => server[Symbol.asyncDispose]())

const open = (text = OWN): Promise<Tracked> => userRepository(server, `${text}${server.repositories}`)

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
