import { describe, expect, it } from 'vitest'
import { failureText, gridOf, gridText, headline, resultLine, shortImage } from './report.ts'
import type { CheckResult } from './run.ts'

const DIGEST = `sha256:${'1'.repeat(64)}`
const ONE = 'ghcr.io/acme/spark:4.1.1-gpu'
const TWO = `ghcr.io/acme/spark@${DIGEST}`

const results: readonly CheckResult[] = [
  { image: ONE, check: 'submit', outcome: 'passed', seconds: 31.4, words: ['a driver', 'two executors'] },
  { image: ONE, check: 'upload', outcome: 'left out', seconds: 0, words: ['the image has no s3a'] },
  { image: TWO, check: 'submit', outcome: 'failed', seconds: 300, words: ['no pi:\n::error::x\n  at y'] },
]

describe('the report of checks on a cluster', () => {
  it('counts', () => {
    expect(headline(results)).toBe('1 passed, 1 failed, 1 left out')
    expect(headline([])).toBe('0 passed')
  })

  it('has a row for each check and a column for each image, and is empty where nothing was run', () => {
    expect(gridOf(results)).toEqual({
      header: ['check', 'spark:4.1.1-gpu', 'spark@sha256:111111111111'],
      rows: [
        ['submit', 'passed 31.4 s', 'failed 300 s'],
        ['upload', 'left out', ''],
      ],
    })
    expect(gridText(results)).toBe(
      [
        'check   spark:4.1.1-gpu  spark@sha256:111111111111',
        'submit  passed 31.4 s    failed 300 s',
        'upload  left out',
        '',
        'upload was left out: the image has no s3a',
      ].join('\n'),
    )
  })

  it('tells images of one short name apart', () => {
    const names = ['a.example/spark:1', 'b.example/spark:1']
    const same = names.map((image) => ({ ...results[0], image }) as CheckResult)
    expect(gridOf(same).header).toEqual(['check', ...names])
  })

  it('says why each check failed, with no workflow command of the cluster in it', () => {
    expect(failureText(results)).toBe(
      `1 of 2 checks on the cluster failed\n\nsubmit of ${TWO}: no pi:\n: :error::x\n  at y`,
    )
  })

  it('makes a line of each result, whatever its words are', () => {
    expect(results.map(resultLine)).toEqual([
      'passed submit of spark:4.1.1-gpu (31.4 s): a driver; two executors',
      'left out upload of spark:4.1.1-gpu: the image has no s3a',
      'failed submit of spark@sha256:111111111111 (300 s): no pi:',
    ])
    expect(shortImage('spark')).toBe('spark')
  })
})
