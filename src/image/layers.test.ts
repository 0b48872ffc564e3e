import { describe, expect, it } from 'vitest'
import type { Cell } from '../catalog/cells.ts'
import { layerCache } from './layers.ts'

const cell = { id: '4.1.1-gpu', version: '4.1.1', platform: 'linux/arm64' } as Cell
const place = { imageName: 'ghcr.io/org/spark', folder: '/cache', mayWrite: true }
const kept = { mode: 'min', 'ignore-error': 'true' }

describe('the layer cache of a cell', () => {
  it('has a scope of its own and one for its version, for each platform', () => {
    const scopes = ['spark-images-cell-4.1.1-gpu-linux-arm64', 'spark-images-shared-4.1.1-linux-arm64']
    expect(layerCache('gha', cell, place)).toEqual({
      from: scopes.map((scope) => ({ type: 'gha', scope })),
      to: scopes.map((scope) => ({ type: 'gha', scope, ...kept })),
    })
  })

  it('lies beside the images, or in a folder', () => {
    const image = { 'image-manifest': 'true', 'oci-mediatypes': 'true', ...kept }
    const [own, shared] = ['cell-4.1.1-gpu-linux-arm64', 'shared-4.1.1-linux-arm64']
    const ref = (scope: string) => ({ type: 'registry', ref: `ghcr.io/org/spark:cache-${scope}` })
    expect(layerCache('registry', cell, place)).toEqual({
      from: [ref(own), ref(shared)],
      to: [
        { ...ref(own), ...image },
        { ...ref(shared), ...image },
      ],
    })
    expect(layerCache('local', cell, place).to[0]).toEqual({ type: 'local', dest: `/cache/${own}`, ...kept })
    expect(layerCache('none', cell, place)).toEqual({ from: [], to: [] })
  })

  it('is only read where strangers run', () => {
    const { from, to } = layerCache('gha', cell, { ...place, mayWrite: false })
    expect(from).toHaveLength(2)
    expect(to).toEqual([])
  })
})
