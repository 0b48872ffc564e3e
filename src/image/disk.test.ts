import { describe, expect, it } from 'vitest'
import type { Cell } from '../catalog/cells.ts'
import type { AcceptanceRecord } from '../plan/record.ts'
import { checkDisk, neededBytes } from './disk.ts'

const cell = { budget: { unpacked: 2e9, compressed: 1.6e9 }, acceptance: [] as unknown } as Cell
const recorded = { unpackedBytes: 1.82e9, compressedBytes: 1.5e9 } as AcceptanceRecord

describe('the disk that a build needs', () => {
  it('is worked out from the newest image, and from the budget where there is none', () => {
    // 4.1.1-gpu-iceberg took 13.4 GB.
    expect(neededBytes([{ cell, recorded }])).toBeCloseTo(13.92e9, -7)
    expect(neededBytes([{ cell }])).toBeCloseTo(15.2e9, -7)
    expect(neededBytes([])).toBe(0)
  })

  it('is no more than budgets allow, whatever a record says', () => {
    const forged = { unpackedBytes: 1e15, compressedBytes: 1e15 } as AcceptanceRecord
    expect(neededBytes([{ cell, recorded: forged }])).toBe(neededBytes([{ cell }]))
  })

  it('counts further images by what is their own, and servers once', () => {
    const served = { ...cell, acceptance: [{ service: 'postgres' }] } as unknown as Cell
    expect(
      neededBytes([
        { cell, recorded },
        { cell: served, recorded },
      ]),
    ).toBeCloseTo(17.467e9, -7)
  })

  it('must be there', async () => {
    await expect(checkDisk('/tmp', 1e15)).rejects.toThrow(
      /too little free disk at \/tmp: .* 1000000\.00 GB needed/,
    )
    await checkDisk('/tmp', 1)
  })
})
