import { readFile } from 'node:fs/promises'
import path from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readOnePlatform } from '../../tests/support/one-platform.ts'
import { ConfigurationError } from '../errors.ts'
import { cellsOf, exclusionOf, selectCells } from './cells.ts'
import { parseCatalog } from './parse.ts'
import { SERVICES } from './schema/component.ts'

const images = path.join(import.meta.dirname, '../../images')
const shipped = readOnePlatform(images).text

function failure(text: string): string {
  try {
    parseCatalog(text, 'my.yml')
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigurationError)
    return (error as Error).message
  }
  throw new Error('the catalog was accepted')
}

/** The shipped catalog with one text replaced, and where that stands. */
function broken(from: string, to: string): { text: string; at: string } {
  const offset = shipped.indexOf(from)
  expect(offset, `the shipped catalog has ${from}`).toBeGreaterThan(-1)
  const before = shipped.slice(0, offset).split('\n')
  return { text: shipped.replace(from, to), at: `my.yml:${before.length}` }
}

describe('the shipped catalog', () => {
  it('gives the cell 4.1.1-baseline', () => {
    const [cell] = cellsOf(parseCatalog(shipped, 'catalog.yml')).filter(({ id }) => id === '4.1.1-baseline')
    expect(cell).toMatchObject({
      version: '4.1.1',
      variant: 'baseline',
      platform: 'linux/amd64',
      runtime: 'trixie',
      base: 'debian:trixie-slim',
      args: {
        SPARK_VERSION: '4.1.1',
        SPARK_SERIES: '4.1',
        SCALA_VERSION: '2.13',
        JAVA_VERSION: '21',
        PYTHON_VERSION: '3.13',
      },
      runner: 'ubuntu-24.04',
      jars: ['postgresql', 'mysql', 'sqlserver', 'oracle', 'vertica'],
      downloads: [
        { stage: 'fetch-spark', lockfile: 'components/spark/spark-4.1.1.lock' },
        { stage: 'fetch-python', lockfile: 'components/python/python-4.1-py3.13.lock' },
        { stage: 'fetch-jdbc', lockfile: 'components/jdbc/jdbc.lock' },
      ],
      budget: { unpacked: 1e9 },
    })
  })
})

it('has a list of classes for the archive of each shipped series', async () => {
  for (const series of Object.keys(parseCatalog(shipped, 'catalog.yml').series))
    expect(await readFile(path.join(images, `build/classes-${series}.list`), 'utf8')).toContain(
      '\norg/apache/spark/launcher/Main\n',
    )
})

describe('a mistake in a catalog', () => {
  it('of syntax is reported with its line', () => {
    expect(failure('versions:\n  4.1.1: [\n')).toMatch(/^my\.yml:\d+:\d+: not valid YAML: /)
  })

  it('of an unknown key names the line and the nearest key', () => {
    const { text, at } = broken('    budget:', '    bugdet:')
    const message = failure(text)
    expect(message).toContain('variants.baseline.bugdet: there is no such key, did you mean "budget"?')
    expect(message).toContain(`${at}:`)
  })

  it('of a value out of a list names the allowed ones', () => {
    const { text, at } = broken('type: zstd', 'type: lz4')
    expect(failure(text)).toMatch(
      new RegExp(`^${at}:\\d+: compression.type: found "lz4", allowed: zstd, gzip`),
    )
  })

  it('of a server that there is not names the ones there are', async () => {
    const { text } = broken('service: databases }', 'service: database }')
    expect(failure(text)).toContain('service: found "database", allowed: postgres, databases, lakehouse')
    const servers = await readFile(path.join(images, 'acceptance/services/Dockerfile'), 'utf8')
    for (const name of SERVICES) expect(servers).toContain(` AS ${name}\n`)
  })

  it('of a size says how sizes are written', () => {
    const { text, at } = broken('unpacked: 1 GB', 'unpacked: 1 gig')
    const message = failure(text)
    expect(message).toContain(
      'variants.baseline.budget.unpacked: found "1 gig": a size is a number with a unit, like 800 MB',
    )
    expect(message).toContain(`${at}:`)
  })

  it('of a component that is not declared names the known ones', () => {
    const { text } = broken('[os, jre, spark, python, jdbc]', '[os, jre, spark, pyhton, jdbc]')
    expect(failure(text)).toContain(
      'no component "pyhton", did you mean "python"?; known: abfs, delta, gcs, hudi, iceberg, jdbc, jemalloc, jre, kafka, metrics, os, python, rapids, s3a, spark',
    )
  })

  it('of an id with odd characters says what an id is', () => {
    const { text } = broken('  baseline:', '  "base line":')
    expect(failure(text)).toContain('an id is made of A-Z a-z 0-9 . _ -')
  })

  it('of a script outside its folder is refused', () => {
    const { text } = broken('script: connect.py', 'script: ../connect.py')
    expect(failure(text)).toContain(
      'a script is a file that ends in .py or .sh, of A-Z a-z 0-9 . _ - /, without ..',
    )
  })

  it('of two tests with one name is refused', () => {
    const { text } = broken('name: spark-sql,', 'name: spark-submit,')
    expect(failure(text)).toContain('a test is already named "spark-submit"')
  })

  it('is one clear error, whatever stands in it', () => {
    const lines = shipped.split('\n')
    const junk = fc.oneof(
      fc.string(),
      fc.constantFrom('- a', '&a *a', '{', '"', 'null', '  x: [1', '? :', '!!binary x', '<<: *a'),
    )
    fc.assert(
      fc.property(fc.nat(lines.length - 1), junk, (index, text) => {
        const changed = lines.with(index, text).join('\n')
        try {
          parseCatalog(changed, 'my.yml')
        } catch (error) {
          expect(error).toBeInstanceOf(ConfigurationError)
          expect((error as Error).message).toMatch(/^my\.yml/)
        }
      }),
      { numRuns: 400 },
    )
  }, 90_000)
})

describe('selecting cells', () => {
  const cells = cellsOf(parseCatalog(shipped, 'catalog.yml'))

  it('refuses an unknown id, names the known ones and the nearest', () => {
    expect(() => selectCells(cells, ['4.1.1-basline'])).toThrow(
      /^no cell "4\.1\.1-basline", did you mean "4\.1\.1-baseline"\?; known: .*4\.1\.1-baseline/,
    )
  })

  it('takes globs', () => {
    expect(selectCells(cells, ['4.1.1-*'])).toEqual(cells.filter(({ version }) => version === '4.1.1'))
    expect(selectCells(cells, ['*'])).toEqual(cells.filter((cell) => exclusionOf(cell) === undefined))
    expect(() => selectCells(cells, ['4.1.1-gpux*'])).toThrow('no cell "4.1.1-gpux*"')
  })

  it('takes nothing in a pattern but * for anything else than itself', () => {
    const odd = fc.string().filter((text) => !text.includes('*') && !cells.some(({ id }) => id === text))
    fc.assert(
      fc.property(odd, (text) => {
        expect(() => selectCells(cells, [text])).toThrow(ConfigurationError)
      }),
    )
  })
})

describe('a rule', () => {
  const rule = (support: string, when: string): string => {
    const mine = `    support: ${support}\n    when: ${when}\n    reason: it does not load\n    source: upstream's notes\n    reviewed: 2026-11-24\n`
    return shipped.replace(/^rules:\n(?: {2}.*\n)+/m, `rules:\n  mine:\n${mine}`)
  }

  it('excludes what is not supported, and says why to who asks for it', () => {
    const cells = cellsOf(
      parseCatalog(rule('unsupported', '{ versions: [4.1.1], components: [jdbc] }'), 'my.yml'),
    )
    expect(() => selectCells(cells, ['4.1.1-baseline'])).toThrow(
      "4.1.1-baseline is not supported: it does not load (upstream's notes, reviewed 2026-11-24)",
    )
    expect(() => selectCells(cells, ['3.5.*', '4.1.1-*'])).toThrow(
      'each cell of "4.1.1-*" is not supported: it does not load',
    )
    expect(selectCells(cells, ['*']).map(({ id }) => id)).not.toContain('4.1.1-baseline')
  })

  it('leaves in what is experimental', () => {
    const cells = cellsOf(parseCatalog(rule('experimental', '{ versions: [4.1.1] }'), 'my.yml'))
    const [cell] = selectCells(cells, ['4.1.1-baseline'])
    expect(cell?.rules).toMatchObject([{ support: 'experimental', reason: 'it does not load' }])
  })

  it('must name what there is, and hold for some cell', () => {
    expect(failure(rule('experimental', '{ components: [jdbx] }'))).toContain(
      'no "jdbx", did you mean "jdbc"?',
    )
    expect(failure(rule('experimental', '{ platforms: [linux/arm64] }'))).toContain(
      'rules.mine: it holds for no cell',
    )
  })
})
