import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { loadOnePlatform } from '../../tests/support/one-platform.ts'
import { cellsOf } from '../catalog/cells.ts'
import { notedParts } from './changes.ts'
import { fingerprintCells } from './plan.ts'
import { type AcceptanceRecord, decodeRecord, encodeRecord } from './record.ts'
import { readImages } from './sources.ts'

const images = path.join(import.meta.dirname, '../../images')
const state = { 'trixie main': '1'.repeat(16) }

/** What a cell of the shipped catalog is made of. */
async function realParts() {
  const catalog = await loadOnePlatform(images)
  const at = (digit: string) => {
    return { name: 'debian', digest: `sha256:${digit.repeat(64)}` as const, reference: 'x@y' }
  }
  const bases = { trixie: at('1'), bookworm: at('3') }
  const [target] = fingerprintCells(cellsOf(catalog), catalog, readImages(images), bases)
  if (target === undefined) throw new Error('no cell')
  return target.parts
}

function record(change: Partial<AcceptanceRecord> = {}): AcceptanceRecord {
  return {
    cell: '4.1.1-baseline',
    platform: 'linux/amd64',
    fingerprint: 'f'.repeat(64),
    testsFingerprint: 'e'.repeat(64),
    compressedBytes: 1,
    unpackedBytes: 2,
    tests: [{ name: 'connect', outcome: 'passed', seconds: 1.5, saw: ['Spark 4.1.1'] }],
    result: 'PASSED',
    ...change,
  }
}

describe('an acceptance record', () => {
  const digest = `sha256:${'a'.repeat(64)}` as const

  it('comes back as it was written', () => {
    const { result, ...rest } = record()
    expect(decodeRecord(encodeRecord(rest, 'r/spark', digest), digest)).toEqual({
      record: { ...rest, result },
    })
  })

  it('keeps its packages and the state of the archive, and refuses what is no such state', () => {
    const { result, ...rest } = record({ packages: { tini: '0.19.0-1' }, archive: state })
    const bytes = encodeRecord(rest, 'r/spark', digest)
    expect(decodeRecord(bytes, digest)).toEqual({ record: { ...rest, result } })
    const wrong = encodeRecord({ ...rest, archive: { x: '../../x' } }, 'r/spark', digest)
    expect(decodeRecord(wrong, digest)).toEqual({ flaw: expect.stringContaining('sparkImages.archive.x') })
  })

  it('keeps what the image was made of, within bounds', async () => {
    const parts = await realParts()
    const { result: _, ...rest } = record({ parts: notedParts(parts) })
    const bytes = encodeRecord(rest, 'r/spark', digest)
    expect(bytes.length).toBeLessThan(10_000)
    expect(decodeRecord(bytes, digest).record?.parts).toEqual(notedParts(parts))
    const many = Object.fromEntries(
      Array.from({ length: 5000 }, (_, index) => [`file-${index}`, 'x'.repeat(16)]),
    )
    const large = encodeRecord({ ...rest, parts: { ...parts, files: many } }, 'r/spark', digest)
    expect(decodeRecord(large, digest)).toEqual({
      record: { ...rest, parts: undefined, result: 'PASSED' },
    })
  })

  it('is FAILED with a failed test', () => {
    const { result: _, ...rest } = record({
      tests: [{ name: 'a', outcome: 'failed', seconds: 1, saw: [] }],
    })
    expect(decodeRecord(encodeRecord(rest, 'r/spark', digest), digest).record?.result).toBe('FAILED')
  })

  it('about another image is refused', () => {
    const { result: _, ...rest } = record()
    const other = encodeRecord(rest, 'r/spark', `sha256:${'b'.repeat(64)}`)
    expect(decodeRecord(other, digest)).toEqual({ flaw: expect.stringContaining('another image') })
  })

  it.each(['', '{}', '[]', '{"_type":1}'])('that is %j is refused', (text) => {
    expect(decodeRecord(Buffer.from(text), digest)).toEqual({
      flaw: expect.stringMatching(/^the acceptance record of sha256:a+ is not /),
    })
  })
})
