import { describe, expect, it } from 'vitest'
import { sha256 } from '../oci/digest.ts'
import { diffImages, diffPackages } from './compare.ts'
import { type ContentPackage, type ImageContent, parseDefaults, parseSettings } from './content.ts'

const maven = (name: string, ...versions: string[]): ContentPackage[] =>
  versions.map((version) => ({ ecosystem: 'Maven', name, version }))

describe('packages', () => {
  it.each([
    [['1.9'], ['1.10'], 'up'],
    [['2.0'], ['2.0-rc1'], 'down'],
    // One of the jars that have it in them went.
    [['1.0', '2.0'], ['2.0'], 'changed'],
    // It stays shaded into another jar.
    [['1.0', '2.0'], ['1.0', '3.0'], 'up'],
    [['1.0', '3.0'], ['2.0', '3.0'], 'up'],
    [[], ['1.0'], 'in'],
    [['1.0'], [], 'out'],
  ])('%j → %j is %s', (old, current, change) => {
    const changes = diffPackages(maven('a:b', ...old), maven('a:b', ...current))
    expect(changes).toEqual([{ ecosystem: 'Maven', name: 'a:b', change, old, new: current }])
  })

  it('that have another ecosystem are other packages, and what is the same is left out', () => {
    const six: ContentPackage[] = [{ ecosystem: 'PyPI', name: 'six', version: '1' }]
    const changes = diffPackages([...six, ...maven('a:b', '1')], [...maven('a:b', '1'), ...maven('six', '1')])
    expect(changes.map(({ ecosystem, name, change }) => [ecosystem, name, change])).toEqual([
      ['Maven', 'six', 'in'],
      ['PyPI', 'six', 'out'],
    ])
  })

  it('whose versions are none are changed', () => {
    const other = (version: string): ContentPackage[] => [{ ecosystem: 'other', name: 'jdk', version }]
    expect(diffPackages(other('21'), other('22'))[0]?.change).toBe('changed')
  })
})

it('a layer that is in an image twice is pulled once', () => {
  const layer = (text: string, stage: string) => ({ digest: sha256(text), stage, bytes: 100 })
  const content = (digest: string, ...layers: ReturnType<typeof layer>[]): ImageContent => ({
    digest: sha256(digest),
    platform: 'linux/amd64',
    configBytes: 7,
    compressedBytes: 7 + 100 * layers.length,
    layers,
    settings: new Map(),
    problems: [],
  })
  const before = content('a', layer('os', 'os'), layer('spark 1', 'spark'))
  const now = content('b', layer('os', 'os'), layer('spark 2', 'spark'), layer('spark 2', 'spark'))
  const diff = diffImages(before, now)
  expect(diff.pullBytes).toBe(107)
  expect(diff.layers).toEqual([
    { stage: 'os', old: 100, new: 100, pull: 0 },
    { stage: 'spark', old: 100, new: 200, pull: 100 },
  ])
  expect(diffImages(now, now).pullBytes).toBe(0)
})

describe('settings', () => {
  it('are those of the configuration, without what every build changes', () => {
    const config = {
      Env: ['A=1=2', 'EMPTY='],
      Cmd: ['connect'],
      ExposedPorts: { '15002/tcp': {}, '4040/tcp': {} },
      Labels: { 'spark-images.fingerprint': 'f', 'org.opencontainers.image.revision': 'r', x: 'y' },
    }
    expect([...parseSettings(Buffer.from(JSON.stringify({ config })), 'it')]).toEqual([
      ['env A', '1=2'],
      ['command', '["connect"]'],
      ['ports', '15002/tcp 4040/tcp'],
      ['label x', 'y'],
    ])
    expect(parseSettings(Buffer.from('{"config":null}'), 'it').size).toBe(0)
  })

  it('of Spark are read as Spark does, the last line of a key counts', () => {
    const text = '# a comment\n\nspark.a 1\nspark.b=2 = 3\n spark.c:  4  \nspark.a 5\nspark.empty\n'
    expect([...parseDefaults(text)]).toEqual([
      ['conf spark.a', '5'],
      ['conf spark.b', '2 = 3'],
      ['conf spark.c', '4'],
      ['conf spark.empty', ''],
    ])
  })
})
