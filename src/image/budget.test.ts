import { describe, expect, it } from 'vitest'
import { formatBytes, parseBytes } from '../catalog/bytes.ts'
import type { Cell } from '../catalog/cells.ts'
import type { ImageSize } from '../layout/measure.ts'
import { checkBudget } from './disk.ts'

const cell: Cell = {
  id: '4.1.1-baseline',
  version: '4.1.1',
  series: '4.1',
  variant: 'baseline',
  platform: 'linux/amd64',
  runner: 'ubuntu-24.04',
  runtime: 'trixie',
  base: 'debian:trixie-slim',
  jars: [],
  experimental: 'build',
  components: [],
  connect: [],
  args: {},
  downloads: [],
  changes: [],
  budget: { unpacked: 1e9, compressed: 600e6 },
  acceptance: [],
  rules: [],
}

function size(unpacked: number, compressed: number): ImageSize {
  const layer = { digest: `sha256:${'0'.repeat(64)}` as const }
  return {
    unpacked,
    compressed,
    layers: [
      { ...layer, stage: 'base', unpacked: 75e6, compressed: 27e6 },
      { ...layer, stage: 'spark', unpacked: unpacked - 75e6, compressed: compressed - 27e6 },
    ],
  } as unknown as ImageSize
}

describe('a budget', () => {
  it('is kept at the limit', () => {
    expect(() => checkBudget(cell, size(1e9, 600e6))).not.toThrow()
  })

  it('fails over the limit, saying by how much and which layers', () => {
    expect(() => checkBudget(cell, size(1.05e9, 500e6))).toThrow(
      /4\.1\.1-baseline is over its budget: 1\.05 GB unpacked, 50 MB more than the 1\.00 GB of variants\.baseline\.budget\.unpacked.*\n {2}spark: 975 MB\n {2}base: 75 MB/,
    )
    expect(() => checkBudget(cell, size(1e9, 601e6))).toThrow(
      '1.0 MB more than the 600 MB of variants.baseline.budget.compressed',
    )
  })
})

describe('sizes', () => {
  it.each([
    ['850 MB', 850e6],
    ['1 GB', 1e9],
    ['1.5GB', 1.5e9],
    [12, 12],
    ['12', undefined],
    ['1 GiB', undefined],
    ['-1 GB', undefined],
    [1.5, undefined],
  ])('%j is %j bytes', (text, bytes) => {
    expect(parseBytes(text)).toBe(bytes)
  })

  it.each([
    [999, '999 B'],
    [32_000, '32 kB'],
    [1_234_567, '1.2 MB'],
    [849_000_000, '849 MB'],
    [1_020_000_000, '1.02 GB'],
  ])('%d bytes are written %s', (bytes, text) => {
    expect(formatBytes(bytes)).toBe(text)
  })
})
