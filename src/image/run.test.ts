import { describe, expect, it } from 'vitest'
import { cacheFlaw } from './run.ts'

describe('a failed build', () => {
  it.each([
    // https://github.com/moby/buildkit/issues/2332, https://github.com/docker/buildx/issues/3374
    'ERROR: failed to solve: failed to compute cache key: blob sha256:0b0f not found',
    'ERROR: failed to solve: failed to load cache key: unexpected status from GET request: 403',
    'ERROR: failed to build: failed to configure gha cache importer: Unauthorized',
    'error: failed to copy: content digest sha256:0b0f: not found',
  ])('is tried without its cache after: %s', (line) => {
    expect(cacheFlaw(`#12 ERROR: it broke\n------\n${line}\n`)).toBeDefined()
  })

  it.each([
    'E: Unable to locate package ivy',
    'lock mismatch: images/locks/jdbc.lock:3: org.postgresql:postgresql 42: sha256 is 1, the lock says 2',
    'ERROR: failed to solve: process "/bin/sh -c false" did not complete successfully: exit code: 1',
  ])('is not after: %s', (line) => {
    expect(cacheFlaw(line)).toBeUndefined()
  })
})
