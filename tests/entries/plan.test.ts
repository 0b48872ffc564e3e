import { describe, expect, it } from 'vitest'
import { runEntry } from '../support/process.ts'

const base = `debian:bookworm-slim@sha256:${'1'.repeat(64)}`

describe('the plan entry', () => {
  it('computes the matrix, without a registry when everything is to be built', async () => {
    const { code, outputs, summary, stderr } = await runEntry('plan', { rebuild: 'all', base })
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    const matrix = JSON.parse(outputs.matrix ?? '') as { include: Record<string, string>[] }
    expect(matrix.include).toContainEqual(
      expect.objectContaining({
        cell: '4.1.1-baseline',
        version: '4.1.1',
        variant: 'baseline',
        platform: 'linux/amd64',
        base,
      }),
    )
    expect(outputs.count).toBe(String(matrix.include.length))
    expect(outputs.changed).toBe('true')
    expect(JSON.parse(outputs.plan ?? '')).toMatchObject({ base: { name: 'debian:bookworm-slim' } })
    expect(summary).toContain('<td>4.1.1-baseline</td>')
  })

  it('refuses a cell that there is not', async () => {
    const { code, stdout, outputs } = await runEntry('plan', { rebuild: 'all', base, only: '4.1.1-basline' })
    expect(code).toBe(1)
    expect(stdout).toContain('::error::no cell "4.1.1-basline". Did you mean 4.1.1-baseline? Known cells: ')
    expect(outputs).toEqual({})
  })

  it.each([
    ['ghcr.io/org/spark:4.1', 'tag'],
    ['ghcr.io/or g/spark', 'not an image name'],
    ['--output=type=local,dest=x', 'not an image name'],
  ])('refuses the image name %s', async (image, message) => {
    const { code, stdout } = await runEntry('plan', { base, image })
    expect(code).toBe(1)
    expect(stdout).toMatch(/^::error::/m)
    expect(stdout).toContain(message)
    expect(stdout).not.toMatch(/\n\s+at /)
  })

  it('says that no registry answers', async () => {
    const { code, stdout } = await runEntry('plan', { base, image: '127.0.0.1:1/spark' })
    expect(code).toBe(1)
    expect(stdout).toContain('127.0.0.1:1')
    expect(stdout).not.toMatch(/\n\s+at /)
  })

  it('wants both of username and password', async () => {
    const { code, stdout } = await runEntry('plan', { base, image: '127.0.0.1:1/spark', username: 'me' })
    expect(code).toBe(1)
    expect(stdout).toContain('username and password go together')
  })
})
