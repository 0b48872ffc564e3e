import { describe, expect, it } from 'vitest'
import { report } from '../../../tests/vulnerabilities/report.ts'
import type { BuiltImage } from '../../image/build.ts'
import { buildSummary, failureSummary } from './summary.ts'

const layer = {
  digest: `sha256:${'1'.repeat(64)}`,
  diffId: `sha256:${'2'.repeat(64)}`,
  mediaType: 'application/vnd.oci.image.layer.v1.tar+zstd',
  compressed: 46_700_000,
  unpacked: 67_000_000,
  stage: 'jre',
  createdBy: 'COPY /jre/ / # buildkit',
} as const

const built: BuiltImage = {
  image: 'ghcr.io/acme/spark:4.1.1-gpu-0123456789ab',
  digest: `sha256:${'3'.repeat(64)}`,
  imageId: `sha256:${'4'.repeat(64)}`,
  pushed: true,
  vulnerabilities: undefined,
  compared: undefined,
  size: { compressed: 46_501_000, unpacked: 67_000_000, layers: [layer] },
  record: {
    cell: '4.1.1-gpu',
    platform: 'linux/amd64',
    fingerprint: '5'.repeat(64),
    testsFingerprint: '6'.repeat(64),
    compressedBytes: 46_501_000,
    unpackedBytes: 67_000_000,
    tests: [{ name: 'files', outcome: 'passed', seconds: 1.5, saw: ['uid 185 | <root>', 'no setuid'] }],
  },
  seconds: 187,
}

it('says what was built, with its tests and layers, each fact a cell of a table', () => {
  const lines = buildSummary('4.1.1-gpu', built).split('\n')
  expect(lines[0]).toBe('## 4.1.1-gpu: built, tested and pushed')
  expect(lines).toContain('| unpacked | 67 MB |')
  expect(lines).toContain('| tests | 1 of 1 passed |')
  expect(lines).toContain('| time | 3 min 7 s |')
  expect(lines).toContain('| <code>files</code> | passed | 1.5 s | uid 185 \\| &lt;root&gt;<br>no setuid |')
  expect(lines).toContain('| <code>jre</code> | 67 MB | 47 MB | <code>sha256:111111111111</code> |')
})

it('says why an image was not pushed', () => {
  const text = buildSummary('4.1.1-gpu', { ...built, pushed: false }, 'merge_group publishes nothing')
  expect(text).toMatch(
    /^## 4\.1\.1-gpu: built and tested, not pushed\n\n\*\*Not pushed\*\*: merge\\_group publishes nothing\.\n/,
  )
})

it('bounds what tests say that they saw, and says what is left out', () => {
  const saw = ['<'.repeat(5000), ...Array.from({ length: 29 }, (_, index) => `line ${index + 2}`)]
  const row = rowOf([{ name: 'files', outcome: 'passed', seconds: 1.5, saw }])
  expect(row).toContain(`| ${'&lt;'.repeat(300)}…<br>line 2<br>`)
  expect(row).toMatch(/<br>line 20<br>10 more left out here; the log has all of them \|$/)
})

it('stays below the limit of a summary, however many tests and layers there are', () => {
  const saw = Array.from({ length: 20 }, () => '@'.repeat(300))
  const tests = Array.from(
    { length: 256 },
    () => ({ name: 'x', outcome: 'passed', seconds: 1, saw }) as const,
  )
  const layers = Array.from({ length: 127 }, () => layer)
  const record = { ...built.record, tests }
  const text = buildSummary('4.1.1-gpu', { ...built, record, size: { ...built.size, layers } })
  expect(Buffer.byteLength(text)).toBeLessThan(1024 * 1024)
  expect(text).toMatch(/\n\n\d+ more are left out here; the log has all of them\.\n\n<\/details>/)
})

function rowOf(tests: BuiltImage['record']['tests']): string | undefined {
  const text = buildSummary('4.1.1-gpu', { ...built, record: { ...built.record, tests } })
  return text.split('\n').find((line) => line.startsWith('| <code>files</code>'))
}

describe('a cell that failed', () => {
  const reason = 'test "files" failed:\n```\nTo repeat it:\n  docker run …'

  it('says why, word for word, whatever is in it, and how to repeat it at home', () => {
    expect(failureSummary('4.1.1-gpu', reason)).toBe(
      `## 4.1.1-gpu: failed\n\n\`\`\`\`text\n${reason}\n\`\`\`\`\n\nTo repeat it at home, in a checkout of the action:\n\n\`\`\`text\nnpm start -- 4.1.1-gpu\n\`\`\`\n`,
    )
  })

  it("repeats it with the repository's own catalog", () => {
    const own = { file: '.github/spark-images.yml', folder: 'platform' }
    expect(failureSummary('4.1.1-gpu', reason, own)).toMatch(
      /\n\nTo repeat it at home, in a checkout of the action with one of this repository beside it:\n\n```text\nnpm start -- 4\.1\.1-gpu --catalog \.\.\/platform\/\.github\/spark-images\.yml\n```\n$/,
    )
    expect(failureSummary('4.1.1-gpu', reason, { ...own, file: "it's $(id).yml" })).toContain(
      "--catalog '../platform/it'\\''s $(id).yml'\n",
    )
  })

  it('says how to repeat it too where the reason has no end', () => {
    const text = failureSummary('4.1.1-gpu', `${reason}\n`.repeat(50_000))
    expect(Buffer.byteLength(text)).toBeLessThan(1024 * 1024)
    expect(text).toMatch(
      /\n\d+ more are left out here; the log has all of them\.\n````\n\nTo repeat it at home/,
    )
    expect(text).toMatch(/npm start -- 4\.1\.1-gpu\n```\n$/)
  })
})

it('shows the vulnerabilities of an image and of one that fails for them', () => {
  const line =
    '| **new, fails** | [CVE-2026-3003](https://osv.dev/vulnerability/DEBIAN-CVE-2026-3003) | high |'
  expect(buildSummary('4.1.1-gpu', { ...built, vulnerabilities: report })).toContain(line)
  const failed = failureSummary('4.1.1-gpu', 'the reason', undefined, report)
  expect(failed.indexOf(line)).toBeLessThan(failed.indexOf('the reason'))
  expect(failed).toContain(line)
})
