import { describe, expect, it } from 'vitest'
import type { CheckResult } from '../../kubernetes/run.ts'
import { kubernetesSummary } from './summary.ts'

const image = `ghcr.io/acme/spark@sha256:${'1'.repeat(64)}`
const passed: CheckResult = { image, check: 'submit', outcome: 'passed', seconds: 31.4, words: ['a | <b>'] }
const failed: CheckResult = {
  image,
  check: 'connect',
  outcome: 'failed',
  seconds: 300,
  words: ['no:\n```\n@somebody'],
}
const left: CheckResult = { image, check: 'upload', outcome: 'left out', seconds: 0, words: ['no s3a'] }

describe('the summary of checks on Kubernetes', () => {
  it('has a row for each check, with nothing of the cluster taken for markup', () => {
    const lines = kubernetesSummary('4.1.1-gpu', [passed, left]).split('\n')
    expect(lines[0]).toBe('## 4.1.1-gpu on Kubernetes: 1 passed, 1 left out')
    expect(lines).toContain('| <code>submit</code> | passed | 31.4 s | a \\| &lt;b&gt; |')
    expect(lines).toContain('| <code>upload</code> | left out |  | no s3a |')
  })

  it('says why checks failed, word for word', () => {
    const text = kubernetesSummary('4.1.1-gpu', [passed, failed], '1 of 2 checks on the cluster failed')
    expect(text).toContain('| <code>connect</code> | **failed** | 300 s |')
    expect(text).toMatch(/\n### <code>connect<\/code>\n\n````text\nno:\n```\n@somebody\n````\n$/)
    expect(text).not.toContain('checks on the cluster failed')
  })

  it('says why nothing was checked', () => {
    expect(kubernetesSummary('4.1.1-gpu', [], 'no cluster')).toBe(
      '## 4.1.1-gpu on Kubernetes: nothing was checked\n\n```text\nno cluster\n```\n',
    )
  })

  it('stays below the limit of a summary', () => {
    const many = Array.from({ length: 100 }, () => ({ ...failed, words: ['@'.repeat(20_000)] }))
    expect(Buffer.byteLength(kubernetesSummary('4.1.1-gpu', many))).toBeLessThan(1024 * 1024)
  })
})
