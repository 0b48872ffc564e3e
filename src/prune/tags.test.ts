import { describe, expect, it } from 'vitest'
import type { Digest } from '../oci/digest.ts'
import type { Stored } from './contents.ts'
import { attachedTags, kindOfTag, subjectOf } from './tags.ts'

const digest: Digest = `sha256:${'a'.repeat(64)}`
const fingerprint = '0123456789ab'.padEnd(64, 'f')

function stored(kind: Stored['kind'], more: Partial<Stored> = {}): Stored {
  return { digest, kind, size: 1, children: [], blobs: [], ...more }
}

const OURS = stored('image', { cell: '4.1.1-gpu', fingerprint })

describe('a tag', () => {
  it.each([
    ['4.1.1-gpu-0123456789ab', OURS, 'staging'],
    ['4.1.1-gpu-linux-amd64-newest', OURS, 'staging'],
    ['4.1.1-gpu-0123456789ac', OURS, 'other'],
    ['4.1.1-gpu-0123456789ab', stored('image'), 'other'],
    ['4.1.0-gpu-linux-amd64-newest', OURS, 'other'],
    ['4.1.1-gpu', OURS, 'other'],
    ['release-20261124-141530-1a2b3c', stored('record'), 'record'],
    ['release-20261124-141530-1a2b3c', OURS, 'other'],
    ['release-lease', stored('state'), 'state'],
    ['release-lease', stored('foreign'), 'other'],
    ['my-lease', stored('state'), 'other'],
    ['cache-cell-4.1.1-gpu-linux-amd64', stored('cache'), 'cache'],
    ['cache-cell-4.1.1-gpu-linux-amd64', OURS, 'other'],
    ['cache-mine', stored('cache'), 'other'],
    [`sha256-${'b'.repeat(64)}`, stored('index'), 'attached'],
    [`sha256-${'b'.repeat(64)}`, stored('image'), 'other'],
    [`sha256-${'b'.repeat(64)}`, OURS, 'other'],
    [`sha256-${'b'.repeat(64)}.sig`, stored('image'), 'attached'],
    [`sha256-${'b'.repeat(64)}.txt`, stored('index'), 'other'],
    ['anything', stored('tombstone'), 'tombstone'],
  ] as const)('%s of %j is %s', (tag, one, kind) => {
    expect(kindOfTag(tag, one)).toBe(kind)
  })

  it('for attachments names their subject', () => {
    for (const tag of attachedTags(digest)) expect(subjectOf(tag)).toBe(digest)
    expect(subjectOf('sha256-abc')).toBeUndefined()
  })
})
