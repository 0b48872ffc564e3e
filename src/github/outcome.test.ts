import { expect, it } from 'vitest'
import type { BuiltImage } from '../build/build.ts'
import { buildSummary, failureSummary } from './outcome.ts'

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

it('says why a cell failed, word for word, whatever is in it', () => {
  const reason = 'test "files" failed:\n```\nTo repeat it:\n  docker run …'
  expect(failureSummary('4.1.1-gpu', reason)).toContain(`\`\`\`\`text\n${reason}\n\`\`\`\``)
})
