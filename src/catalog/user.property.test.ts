/** A user's catalog of any content is a clear error, or a catalog whose cells are safe. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lay, shipped } from '../../tests/support/user-catalog.ts'
import { ConfigurationError } from '../errors.ts'
import { type Cell, cellsOf } from './cells.ts'
import { ID, IMAGE } from './names.ts'
import type { Catalog } from './schema.ts'

const NAMES = [
  'orders',
  'jdbc',
  'spark',
  '4.1.2',
  '4.1.1',
  'gpu',
  'linux/arm64',
  'trixie',
  'mine',
  '*-gpu',
  'x y',
  '../a',
  '__proto__',
  'constructor',
  'a,b=c',
  '--output',
]
const KEYS = [
  ...new Set([
    'versions',
    'variants',
    'components',
    'rules',
    'budgets',
    'budget',
    'maven',
    'python',
    'debian',
    'files',
    'conf',
    'environment',
    'acceptance',
    'when',
    'support',
    'name',
    'script',
    'version',
    'series',
    'unpacked',
    'platforms',
    'licenses',
    'deny',
    'repositories',
    'runtimes',
    'runtime',
    'base',
    'java',
    'series',
    'experimental',
  ]),
]

/** Values that are nearly those of a catalog. */
const near = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'medium', withCrossShrink: true },
    fc.constantFrom<unknown>(
      null,
      true,
      1,
      -1,
      'os',
      'spark',
      '4.1',
      '2.13',
      'a:b',
      '1.0',
      './x.py',
      '/opt/x',
      '1 GB',
      'build',
      'unsupported',
      '2026-11-24',
      'linux/amd64',
      'debian:trixie-slim',
      '3.13',
      21,
      '\n',
      '$(id)',
    ),
    fc.constantFrom<unknown>(...NAMES),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...KEYS, ...NAMES), tie('value'), { maxKeys: 4 }),
  ),
})).value

/** All values of a kind in a catalog, with their paths. */
function placesIn(value: unknown, path: (string | number)[] = []): (string | number)[][] {
  if (typeof value !== 'object' || value === null) return [path]
  return [path, ...Object.entries(value).flatMap(([key, inner]) => placesIn(inner, [...path, key]))]
}

const FULL = JSON.parse(JSON.stringify({ ...shipped.catalog })) as object
const OWN = {
  debian: { forky: { java: [21, 25], python: '3.14' } },
  runtimes: { mine: { base: 'mirror/debian:forky-slim', java: 21, python: '3.14' } },
  series: { '4.1': { scala: '2.13', java: [17, 21], python: ['3.11', '3.13', '3.14'] } },
  versions: { '4.1.2': { series: '4.1', runtime: 'mine' } },
  variants: {
    orders: {
      components: ['os', 'jre', 'spark', 'python', 'orders'],
      runtime: { '4.1.*': 'mine', '3.5': 'bookworm' },
      budget: { unpacked: '1 GB' },
    },
  },
  components: {
    orders: {
      maven: { avro: { name: 'org.apache.spark:spark-avro_{scala}', version: '{version}' } },
      python: { pydantic: '>=2' },
      debian: ['jq'],
      files: { 'conf/a': '/opt/a' },
      conf: { 'spark.a': 1 },
      environment: { A: 'b' },
      acceptance: [{ name: 'orders', script: './a.py', timeout: 10 }],
    },
  },
  rules: {
    mine: {
      support: 'unsupported',
      when: { versions: ['4.1.*'], components: { rapids: '26.*' }, runtimes: ['trixie', 'mine'] },
      reason: 'r',
      source: 's',
      reviewed: '2026-11-24',
    },
  },
  budgets: { '4.1.*': { compressed: 1 } },
  licenses: { deny: ['GPL-*'] },
}
const PLACES = placesIn(OWN)

function withValue(root: unknown, path: readonly (string | number)[], value: unknown): unknown {
  const [key, ...rest] = path
  if (key === undefined) return value
  const copy = (Array.isArray(root) ? [...root] : { ...(root as object) }) as Record<string | number, unknown>
  copy[key] = withValue(copy[key], rest, value)
  return copy
}

/** What every cell of an accepted catalog must keep, whatever the file said. */
function expectSafe(cell: Cell): void {
  expect(cell.id).toMatch(ID)
  expect(cell.runtime).toMatch(ID)
  expect(cell.base).toMatch(IMAGE)
  for (const [name, value] of Object.entries(cell.args)) {
    const change = /^[A-Za-z0-9._:-]+(?:(?:@|>=)[A-Za-z0-9._+-]+)?$/
    expect(name).toMatch(/^[A-Z_]+$/)
    if (name === 'SPARK_CHANGES') for (const one of value.split(' ')) expect(one).toMatch(change)
    else expect(value).toMatch(/^[A-Za-z0-9._-]+$/)
  }
  for (const { stage, lockfile } of cell.downloads) {
    expect(stage).toMatch(/^fetch-[a-z0-9._-]+$/)
    expect(lockfile).toMatch(/^components\/[a-z][a-z0-9._-]*\/[A-Za-z0-9][A-Za-z0-9._-]*\.lock$/)
  }
  for (const { name, script } of cell.acceptance) {
    expect(name).toMatch(ID)
    expect(script).toMatch(/^[A-Za-z0-9]/)
    expect(script.split('/')).not.toContain('..')
  }
}

describe('any file', () => {
  const check = (user: string): void => {
    let catalog: Catalog
    try {
      catalog = lay(user)
    } catch (error) {
      expect(error, String((error as Error).stack)).toBeInstanceOf(ConfigurationError)
      expect((error as Error).message).toMatch(/^(my\.yml|images\/[a-z/]+\.yml):\d+:\d+: /)
      return
    }
    for (const cell of cellsOf(catalog)) expectSafe(cell)
    for (const { files, environment } of Object.values(catalog.components)) {
      for (const target of Object.values(files)) expect(target.split('/')).not.toContain('..')
      for (const value of Object.values(environment)) expect(value).not.toMatch(/[\r\n]/)
    }
  }

  it('is a clear error or a catalog whose cells are safe', () => {
    fc.assert(
      fc.property(near, (value) => check(JSON.stringify(value))),
      { numRuns: 500 },
    )
  }, 60_000)

  it('that is a good one with one value changed, too', () => {
    expect(Object.keys(lay(JSON.stringify(OWN)).runtimes)).toContain('mine')
    fc.assert(
      fc.property(fc.constantFrom(...PLACES), near, (path, value) =>
        check(JSON.stringify(withValue(OWN, path, value))),
      ),
      { numRuns: 500 },
    )
  }, 60_000)

  it('of text that is no YAML, too', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), check), { numRuns: 1000 })
  }, 60_000)

  it('that says all of the shipped one again changes nothing', () => {
    const own = JSON.parse(JSON.stringify(FULL)) as { components: Record<string, Record<string, unknown>> }
    for (const component of Object.values(own.components))
      for (const key of ['lock', 'sdist', 'args']) delete component[key]
    for (const key of ['os', 'jre', 'jdbc', 'iceberg', 'rapids'])
      for (const kind of ['maven', 'python'])
        if (Object.keys((own.components[key]?.[kind] as object | undefined) ?? {}).length === 0)
          delete own.components[key]?.[kind]
    delete own.components.python?.maven
    delete own.components.spark?.python
    expect(lay(JSON.stringify(own))).toEqual(shipped.catalog)
  })
})
