import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { serve } from '../../tests/registry/server.ts'
import { IndexServer } from '../../tests/track/index-server.ts'
import { ConfigurationError, RegistryError } from '../errors.ts'
import { compareMaven } from '../versions/maven.ts'
import { comparePython } from '../versions/python.ts'
import { Indexes, parseMavenMetadata, parsePythonIndex } from './indexes.ts'
import { repositoriesOf } from './public.ts'
import { isSuccessor, SPARK_RELEASE } from './version.ts'

const numRuns = Number(process.env.FUZZ_RUNS ?? 2000)
const url = new URL('https://index.example/simple/pyspark/')
const JSON_TYPE = 'application/vnd.pypi.simple.v1+json'

function parse(body: string, type = JSON_TYPE) {
  return parsePythonIndex({ headers: { 'content-type': type }, body: Buffer.from(body), url }, 'pyspark')
}

let server: IndexServer
beforeEach(async () => {
  server = await IndexServer.start()
})
afterEach(() => server[Symbol.asyncDispose]())

describe('a Python index', () => {
  it('in HTML is understood, without dates', () => {
    const html = `<!DOCTYPE html><html><body>
      <a href="../../f/pyspark-4.1.1.tar.gz#sha256=1">pyspark-4.1.1.tar.gz</a><br/>
      <A class="x" href='https://files.example/pyspark-4.1.2.tar.gz?a=1&amp;b=2'>pyspark-4.1.2.tar.gz</A>
      <a href="x" data-yanked="">pyspark-4.1.3.tar.gz</a>
      <a href="y">pyspark-4.1.4-py3-none-any.whl</a>`
    expect(parse(html, 'text/html; charset=utf-8')).toEqual([
      {
        version: '4.1.1',
        sdist: {
          url: new URL('https://index.example/f/pyspark-4.1.1.tar.gz#sha256=1'),
          authorization: undefined,
        },
      },
      { version: '4.1.2', sdist: { url: new URL('https://files.example/pyspark-4.1.2.tar.gz?a=1&b=2') } },
      { version: '4.1.4' },
    ])
  })

  it('gives a version the date of its last file', () => {
    const files = ['2026-01-01T00:00:00Z', '2026-02-01T00:00:00.123456Z', '2026-01-15T00:00:00Z'].map(
      (time, at) => {
        return { filename: `pyspark-4.1.1-${at}-py3-none-any.whl`, url: 'x', 'upload-time': time }
      },
    )
    expect(parse(JSON.stringify({ files }))).toEqual([
      { version: '4.1.1', released: Date.parse('2026-02-01T00:00:00.123Z') },
    ])
    const undated = [
      ...files,
      { filename: 'pyspark-4.1.1.zip.whl', url: 'x' },
      { filename: 'pyspark-4.1.1-x.whl', url: 'x' },
    ]
    expect(parse(JSON.stringify({ files: undated }))[0]?.released).toBeUndefined()
  })

  it('of any content gives versions that are safe in paths and files, or a RegistryError, soon', () => {
    const name = fc.oneof(
      fc.string({ maxLength: 80 }),
      fc
        .tuple(
          fc.constantFrom('pyspark-', 'PySpark-', 'py.spark-', ''),
          fc.string({ unit: 'grapheme' }),
          fc.constantFrom('.tar.gz', '.whl', '-x.whl'),
        )
        .map((parts) => parts.join('')),
      fc
        .tuple(fc.nat(), fc.nat(), fc.constantFrom('', '.0', 'rc1', '/../x', '\n', '@x', '+l'))
        .map(([a, b, c]) => `pyspark-${a}.${b}${c}.tar.gz`),
    )
    const file = fc.record(
      {
        filename: name,
        url: fc.oneof(fc.webUrl(), fc.string()),
        yanked: fc.oneof(fc.boolean(), fc.string(), fc.jsonValue()),
        'upload-time': fc.oneof(fc.string(), fc.jsonValue()),
      },
      { requiredKeys: [] },
    )
    const content = fc.oneof(fc.jsonValue(), fc.record({ files: fc.array(fc.oneof(file, fc.jsonValue())) }))
    const body = fc.oneof(
      content.map((value) => JSON.stringify(value)),
      fc.array(name).map((names) => names.map((one) => `<a href="${one}">${one}</a>`).join('\n')),
      fc.string(),
    )
    fc.assert(
      fc.property(body, fc.constantFrom(JSON_TYPE, 'text/html', 'application/json', ''), (text, type) => {
        const started = Date.now()
        try {
          for (const { version } of parse(text, type)) expect(version).toMatch(/^\d[A-Za-z0-9._+]{0,62}$/)
        } catch (error) {
          expect(error).toBeInstanceOf(RegistryError)
        }
        expect(Date.now() - started).toBeLessThan(1000)
      }),
      { numRuns },
    )
  })

  it('in HTML may be empty where it calls itself an index; any other page is none', () => {
    for (const head of [
      '<title>Links for pyspark</title>',
      '<meta name="pypi:repository-version" content="1.1">',
    ])
      expect(parse(`<html><head>${head}</head><body></body></html>`, 'text/html')).toEqual([])
    for (const page of [
      '',
      '<html>Sign in</html>',
      '<html><head><title>Links for pyspark</title>',
      '<a href="/">x</a>',
    ])
      expect(() => parse(page, 'text/html'), page).toThrow('/simple/pyspark/ is not a list of files')
  })

  it('of many megabytes is read in linear time', () => {
    const started = Date.now()
    for (const part of [
      '<a ',
      '<a href="',
      '<a href=" data-yanked',
      'pyspark-1.1-',
      '<version>',
      '<versions>',
    ])
      parse(`<title>Links for x</title>${part.repeat(2_000_000)}</body>`, 'text/html')
    const many = JSON.stringify({
      files: [{ filename: `pyspark-${'1.'.repeat(4_000_000)}tar.gz`, url: 'x' }],
    })
    expect(parse(many)).toEqual([])
    for (const part of ['<version>', '<version>1</version>', '<metadata', '<lastUpdated>'])
      parseMavenMetadata(`<metadata><versions>${part.repeat(1_000_000)}</versions></metadata>`, 'x')
    expect(Date.now() - started).toBeLessThan(15_000)
  })

  it('with more versions than there can be is refused', () => {
    const files = Array.from({ length: 20_001 }, (_, at) => ({
      filename: `pyspark-1.${at}.tar.gz`,
      url: 'x',
    }))
    expect(() => parse(JSON.stringify({ files }))).toThrow('lists more than 20000 versions')
  })
})

describe('a list of a Maven repository', () => {
  it('of any content gives versions that are safe in paths and files, or a RegistryError', () => {
    const version = fc.oneof(
      fc.string(),
      fc.constantFrom('1.0', '../../x', '..', '1.0/../../x', '1.0\n- x', '1.0@you', '\u202e1.0'),
    )
    const tags = fc.constantFrom(
      '<metadata>',
      '<versions>',
      '</versions>',
      '<version>',
      '</version>',
      '<!--',
      '<lastUpdated>',
      '20260101000000',
      '</lastUpdated>',
    )
    fc.assert(
      fc.property(fc.array(fc.oneof(tags, version)), (parts) => {
        try {
          for (const found of parseMavenMetadata(`<metadata><versions>${parts.join('')}</metadata>`, 'x')) {
            expect(found.version).toMatch(/^\d[A-Za-z0-9._+-]{0,62}$/)
            expect(found.version.includes('/')).toBe(false)
          }
        } catch (error) {
          expect(error).toBeInstanceOf(RegistryError)
        }
      }),
      { numRuns },
    )
    for (const text of ['<html>Sign in</html>', '<metadata>', '<metadata><versions><version>1</version>'])
      expect(() => parseMavenMetadata(text, 'x')).toThrow('is not a list of versions')
    expect(parseMavenMetadata('<metadata/>', 'x')).toEqual([])
  })
})

describe('repositories', () => {
  it('get their own credentials only, and each question once', async () => {
    const asked: (string | undefined)[] = []
    await using other = await serve((request, response) => {
      asked.push(request.headers.authorization)
      response.writeHead(200).end()
    })
    server.python.set('pyspark', [
      { filename: 'pyspark-4.1.1.tar.gz', url: `http://${other.host}/pyspark-4.1.1.tar.gz` },
    ])
    server.instead = ({ url: path }, response) => {
      if (path !== '/simple/moved/') return false
      response.writeHead(302, { location: `http://${other.host}/moved/` }).end()
      return true
    }
    const credentials = { username: 'u', password: 'p' }
    const own = { url: `${server.address}/simple/`, credentials }
    using indexes = new Indexes({ maven: [], pypi: [own] })
    const [first, second] = await Promise.all([indexes.listPython('pyspark'), indexes.listPython('pyspark')])
    expect(first).toEqual(second)
    expect(server.requests).toEqual(['GET /simple/pyspark/'])
    expect(first[0]?.sdist && (await indexes.findFile(first[0].sdist)).isThere).toBe(true)
    await indexes.listPython('moved').catch(() => {})
    expect(server.authorizations).toEqual(new Set(['Basic dTpw']))
    expect(asked).toEqual([undefined, undefined])
  })

  it('are asked in their order, and a jar may be in any of them', async () => {
    server.addJars('a.b:c', ['1.0'])
    const dated = (date: string) => [{ filename: 'x-1.0.tar.gz', 'upload-time': date }]
    await using second = await IndexServer.start()
    server.python.set('x', dated('2026-01-01T00:00:00Z'))
    second.python.set('x', dated('2026-02-01T00:00:00Z'))
    const both = [server, second].map(({ address }) => ({ url: `${address}/simple` }))
    using python = new Indexes({ maven: [], pypi: both })
    expect(await python.listPython('x')).toMatchObject([{ released: Date.parse('2026-01-01T00:00:00Z') }])
    await using empty = await serve((_, response) => response.writeHead(404).end())
    using indexes = new Indexes({
      maven: [{ url: `http://${empty.host}` }, { url: `${server.address}/maven` }],
      pypi: [],
    })
    expect((await indexes.listMaven('a.b:c')).map(({ version }) => version)).toEqual(['1.0'])
    expect((await indexes.findJar('a.b:c:shaded', '1.0')).isThere).toBe(true)
    expect(server.requests.at(-1)).toBe('HEAD /maven/a/b/c/1.0/c-1.0-shaded.jar')
    expect((await indexes.findJar('a.b:c', '2.0')).isThere).toBe(false)
  })

  it('without TLS are asked on this machine only', async () => {
    using indexes = new Indexes({ maven: [], pypi: [{ url: 'http://192.0.2.1/simple' }] })
    await expect(indexes.listPython('x')).rejects.toThrow('without TLS')
  })
})

describe('the public repositories', () => {
  const catalog = (own: string[], isPublic: boolean) => ({
    repositories: { maven: own, pypi: own, public: isPublic },
  })
  const addresses = { maven: async () => 'https://maven.example', pypi: async () => 'https://pypi.example' }

  it('are asked after the own ones, or not at all', async () => {
    const credentials = [{ host: 'own.example', username: 'u', password: 'p' }]
    const own = {
      url: 'https://own.example/x',
      credentials: { host: 'own.example', username: 'u', password: 'p' },
    }
    const both = await repositoriesOf(catalog([own.url], true), credentials, addresses)
    expect(both.maven).toEqual([own, { url: 'https://maven.example', credentials: undefined }])
    expect(await repositoriesOf(catalog([own.url], false), credentials, addresses)).toEqual({
      maven: [own],
      pypi: [own],
    })
    expect((await repositoriesOf(catalog([], false), [], addresses)).pypi).toEqual([
      { url: 'https://pypi.example', credentials: undefined },
    ])
  })

  it('are those of pip and Maven on this machine', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'spark-images-programs-'))
    const { PATH } = process.env
    const program = (name: string, lines: string) =>
      writeFile(path.join(folder, name), `#!/bin/sh\n${lines}\n`, { mode: 0o755 })
    try {
      process.env.PATH = `${folder}:/bin:/usr/bin`
      await program(
        'python3',
        'echo "  -i, --index-url <url>  Base URL (default https://pip.example/simple). This"',
      )
      await program(
        'mvn',
        'echo "[DEBUG] Repositories (dependencies): [central (https://mirror.example/maven2, default, releases)]"',
      )
      expect(await repositoriesOf(catalog([], true), [])).toEqual({
        maven: [{ url: 'https://mirror.example/maven2', credentials: undefined }],
        pypi: [{ url: 'https://pip.example/simple', credentials: undefined }],
      })
      await program('mvn', 'exit 3')
      const failure = await repositoriesOf(catalog([], true), []).catch((error: unknown) => error)
      expect(failure).toBeInstanceOf(ConfigurationError)
      expect(String(failure)).toContain(
        'name the repository in your catalog: repositories: { maven: [https://…], public: false }',
      )
    } finally {
      process.env.PATH = PATH
      await rm(folder, { recursive: true })
    }
  })
})

describe('versions', () => {
  it.each([
    ['1.10.0', '1.9.0', false, true],
    ['1.9.0', '1.9.0', false, false],
    ['1.8.9', '1.9.0', false, false],
    ['2.0.0', '1.9.0', false, false],
    ['2.0.0', '1.9.0', true, true],
    ['1.10.0-rc1', '1.9.0', true, false],
    ['1.10.0-SNAPSHOT', '1.9.0', true, false],
    ['1.10.0a1', '1.9.0', true, false],
    ['13.8.0.jre11', '13.6.2.jre11', false, true],
    ['13.8.0.jre8', '13.6.2.jre11', false, false],
    ['13.8.0.jre11-preview', '13.6.2.jre11', false, false],
    ['25.4.0-0', '25.3.0-0', false, true],
    ['23.26.4.0.1', '23.26.4.0.0', false, true],
    ['99999999999999999999', '1.9.0', true, false],
    // A hyphen is less than a dot.
    ['1.5.6.1', '1.5.6-4', true, true],
    ['1.5.6-4', '1.5.6.1', true, false],
  ])('%s after %s', (version, current, mayBeMajor, expected) => {
    expect(isSuccessor(version, current, mayBeMajor, compareMaven)).toBe(expected)
  })

  it("of Python's are in its order, and what is none is after no other", () => {
    expect(isSuccessor('1.10.0', '1.9.0', false, comparePython)).toBe(true)
    expect(isSuccessor('1.9', '1.9.0', false, comparePython)).toBe(false)
    expect(isSuccessor('1.10-x', '1.9-x', false, comparePython)).toBe(false)
  })

  it('of Spark that are released have three numbers', () => {
    for (const one of ['4.1', '4.1.1.1', '4.1.1-rc1', '4.1.1.dev1', '4.1.x', '4.1.1\n', '', '04.1.11111'])
      expect(SPARK_RELEASE.test(one), one).toBe(false)
  })
})
