import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it } from 'vitest'
import { BASES as base, runEntry } from '../support/process.ts'

const inputs = { partial: 'false', 'dry-run': 'false' }

describe('a release that fails', () => {
  it('leaves the grid of its plan in the summary, and below it what is missing', async () => {
    const { outputs } = await runEntry('plan', { rebuild: 'all', base })
    const empty = createServer((_, response) => response.writeHead(404).end()).listen(0, '127.0.0.1')
    await once(empty, 'listening')
    const image = `127.0.0.1:${(empty.address() as AddressInfo).port}/spark`
    const ended = await runEntry('release', { ...inputs, image, plan: outputs.plan ?? '' })
    empty.close()
    expect(ended.code, ended.text).toBe(1)
    const [head, amd64, arm64, reason] = ended.summary.split(/\n\n(?=\||```)/)
    expect(head).toBe(
      '## Spark images: the release failed\n\nWhat the plan said of each image:\n\n### linux/amd64',
    )
    for (const grid of [amd64, arm64])
      expect(grid?.split('\n')).toContain('| **4.1.1** | **build** | **build** | **build** | **build** |')
    expect(reason).toMatch(
      /^```text\nNothing was released: nothing was moved: (\d+) of \1 cells can't be released from 127\.0\.0\.1:\d+\/spark\n4\.3\.0-baseline for linux\/amd64: /,
    )
  })

  it('leaves the reason alone in the summary where its plan can not be read', async () => {
    const { code, summary } = await runEntry('release', { ...inputs, image: '127.0.0.1:1/spark', plan: '{}' })
    expect(code).toBe(1)
    expect(summary).toMatch(
      /^## Spark images: the release failed\n\n```text\nNothing was released: the input plan is not what .*\n```\n$/,
    )
  })
})
