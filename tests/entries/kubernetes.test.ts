/** The kubernetes entry where something is missing: one message that says what, before any cluster is asked. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openLayout } from '../../src/layout/layout.ts'
import { pushImage } from '../../src/registry/push.ts'
import { openRepository } from '../../src/registry/repository.ts'
import { makeImage, TestFolder } from '../registry/image.ts'
import { startRegistry, type TestRegistry } from '../registry/registry.ts'
import { runEntry } from '../support/process.ts'

const FINGERPRINT = '5'.repeat(64)
const CELL = {
  cell: '4.1.1-gpu',
  version: '4.1.1',
  variant: 'gpu',
  platform: 'linux/amd64',
  runner: 'ubuntu-24.04',
  fingerprint: FINGERPRINT,
  base: `debian:trixie-slim@sha256:${'1'.repeat(64)}`,
}

let registry: TestRegistry
let folder: TestFolder
/** A folder without any program. */
let empty: string
let digest: string

beforeAll(async () => {
  registry = await startRegistry()
  folder = await TestFolder.make()
  empty = await mkdtemp(path.join(tmpdir(), 'spark-images-empty-'))
  const layout = await openLayout(await folder.writeLayout(await makeImage()))
  const repository = openRepository({ registry: registry.host, repository: 'acme/spark' })
  await pushImage(layout, repository, `4.1.1-gpu-${FINGERPRINT.slice(0, 12)}`)
  digest = layout.manifest.descriptor.digest
})
afterAll(async () => {
  await folder?.[Symbol.asyncDispose]()
  await registry?.[Symbol.asyncDispose]()
  await rm(empty, { recursive: true })
})

function check(inputs: Record<string, string> = {}, env: NodeJS.ProcessEnv = {}) {
  const given = { image: `${registry.host}/acme/spark`, cell: JSON.stringify(CELL), ...inputs }
  return runEntry('kubernetes', given, { PATH: empty, ...env })
}

/** The one error of a step that failed. */
async function refusal(inputs: Record<string, string>, env?: NodeJS.ProcessEnv): Promise<string> {
  const { code, stdout, stderr } = await check(inputs, env)
  expect(code).toBe(1)
  expect(stderr).toBe('')
  expect(stdout).not.toMatch(/^\s+at /m)
  const errors = stdout.split('\n').filter((line) => line.startsWith('::error::'))
  expect(errors).toHaveLength(1)
  return errors[0] ?? ''
}

describe('the kubernetes entry', () => {
  it('checks the image by the digest that its staging tag names', async () => {
    const { outputs, stdout, summary } = await check()
    expect(outputs).toMatchObject({
      image: `${registry.host}/acme/spark@${digest}`,
      passed: '0',
      failed: '0',
    })
    expect(stdout).toContain('::error::kubectl is not there: install kubectl')
    expect(summary).toMatch(
      /^## 4\.1\.1-gpu on Kubernetes: nothing was checked\n\n```text\nkubectl is not there/,
    )
  })

  it('names a check that there is not, and those that there are', async () => {
    expect(await refusal({ checks: 'submit, sumbit' })).toMatch(
      /^::error::no check sumbit; there are: submit, /,
    )
  })

  it('names an image that is not in the registry', async () => {
    const cell = JSON.stringify({ ...CELL, fingerprint: '6'.repeat(64) })
    expect(await refusal({ cell })).toBe(
      `::error::${registry.host}/acme/spark:4.1.1-gpu-666666666666 is not in the registry: build and push 4.1.1-gpu first`,
    )
    expect(await refusal({ cell: '4.1.1-gpu' })).toMatch(
      /spark:4\.1\.1-gpu-linux-\w+-newest is not in the registry/,
    )
  })

  it('names a kubeconfig that there is not', async () => {
    expect(await refusal({ kubeconfig: '/no/such' })).toContain(
      'the input kubeconfig names /no/such, and there is no such file',
    )
  })

  it('refuses what can be no cluster or image, and half a login', async () => {
    expect(await refusal({ kind: '--all' })).toContain('the input kind is "--all"')
    expect(await refusal({ services: 'a b' })).toContain('is not an image name')
    expect(await refusal({ username: 'me' })).toContain('username and password go together')
  })

  it("refuses to run strangers' code with credentials", async () => {
    const env = { GITHUB_ACTIONS: 'true', GITHUB_EVENT_NAME: 'pull_request_target' }
    expect(await refusal({}, env)).toContain('refused to run on pull_request_target')
  })
})
