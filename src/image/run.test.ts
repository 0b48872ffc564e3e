import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Cell } from '../catalog/cells.ts'
import type { BuildRequest } from '../engine/buildx.ts'
import { dockerAt } from '../engine/docker.ts'
import type { BuildOptions } from './options.ts'
import { CACHE_FLAW, makeService, runBuild } from './run.ts'

describe('a failed build', () => {
  it.each([
    // https://github.com/moby/buildkit/issues/2332, https://github.com/docker/buildx/issues/3374
    'ERROR: failed to solve: failed to compute cache key: blob sha256:0b0f not found',
    'ERROR: failed to solve: failed to load cache key: unexpected status from GET request: 403',
    'ERROR: failed to build: failed to configure gha cache importer: Unauthorized',
    'error: failed to copy: content digest sha256:0b0f: not found',
  ])('is tried without its cache after: %s', (line) => {
    expect(`#12 ERROR: it broke\n------\n${line}\n`).toMatch(CACHE_FLAW)
  })

  it.each([
    'E: Unable to locate package ivy',
    'lock mismatch: images/components/jdbc/jdbc.lock:3: org.postgresql:postgresql 42: sha256 is 1, the lock says 2',
    'ERROR: failed to solve: process "/bin/sh -c false" did not complete successfully: exit code: 1',
  ])('is not after: %s', (line) => {
    expect(line).not.toMatch(CACHE_FLAW)
  })
})

describe('a build during which the engine removes a layer or names the image otherwise', () => {
  // As Docker 28.5 with its containerd store said it.
  const gone = `ERROR: failed to prepare extraction snapshot "extract-1 sha256:e5": parent snapshot sha256:04 does not exist: not found`
  const taken =
    'ERROR: failed to build: failed to solve: image "docker.io/library/spark-images-service:kafka-trixie": already exists'
  let folder: string
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'spark-images-run-'))
  })
  afterEach(() => rm(folder, { recursive: true }))

  /** Runs a build with a docker that fails so often, with these words. Returns how often it was asked. */
  async function asked(failures: number, words: string): Promise<number> {
    const program = path.join(folder, 'docker')
    const script = `#!/bin/sh
echo build >>${folder}/builds
[ "$(wc -l <${folder}/builds)" -gt ${failures} ] || { echo '${words}' >&2; exit 1; }`
    await writeFile(program, script, { mode: 0o755 })
    const progress = { step() {}, info() {}, warning() {}, line() {} }
    const options = { docker: dockerAt(program), env: {}, progress } as unknown as BuildOptions
    const request = { context: '.', dockerfile: 'Dockerfile', outputs: [] } as unknown as BuildRequest
    await runBuild({ id: '4.1.1-baseline' } as Cell, request, options).catch((error: Error) => {
      expect(error.message).toContain(words)
    })
    return (await readFile(path.join(folder, 'builds'), 'utf8')).trim().split('\n').length
  }

  it.each([
    { failures: 1, words: gone, times: 2 },
    { failures: 1, words: taken, times: 2 },
    { failures: 9, words: gone, times: 2 },
    { failures: 9, words: 'ERROR: exit code: 1', times: 1 },
  ])('runs $times times where $failures fail with: $words', async ({ failures, words, times }) => {
    expect(await asked(failures, words)).toBe(times)
  })

  it('is one for all tests that need its server at a time', async () => {
    const program = path.join(folder, 'docker')
    await writeFile(program, `#!/bin/sh\necho build >>${folder}/builds\nsleep 0.2\n`, { mode: 0o755 })
    const progress = { step() {}, info() {}, warning() {}, line() {} }
    const bases = { trixie: { name: 'debian:trixie-slim', digest: 'sha256:0', reference: 'debian@sha256:0' } }
    const options = {
      docker: dockerAt(program),
      env: {},
      progress,
      bases,
      images: '.',
    } as unknown as BuildOptions
    const cell = { id: '4.1.1-baseline', runtime: 'trixie' } as Cell
    const make = () => makeService('kafka', cell, options)
    const made = 'spark-images-service:kafka-trixie'
    expect(await Promise.all([make(), make(), make()])).toEqual([made, made, made])
    expect(await make()).toBe(made)
    expect(await readFile(path.join(folder, 'builds'), 'utf8')).toBe('build\nbuild\n')
  })
})
