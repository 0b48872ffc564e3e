/** The local command and the entry where no cluster answers, with the real kubectl. */
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ROOT, runProcess } from '../support/process.ts'
import { clusterPrograms } from './cluster/programs.ts'

const MINUTE = 60_000

let folder: string
let env: NodeJS.ProcessEnv

beforeAll(async () => {
  const programs = await clusterPrograms(() => {})
  folder = await mkdtemp(path.join(tmpdir(), 'spark-images-mistakes-'))
  await symlink(path.join(programs.folder, 'kubectl'), path.join(folder, 'kubectl'))
  const { KUBECONFIG: _, ...rest } = process.env
  env = { ...rest, HOME: folder, PATH: `${folder}${path.delimiter}${process.env.PATH}` }
}, 30 * MINUTE)
afterAll(() => rm(folder, { recursive: true, force: true }))

/** kubectl's settings of a cluster where nothing listens. */
async function settings(): Promise<string> {
  const file = path.join(folder, 'config')
  const cluster = { name: 'here', cluster: { server: 'https://127.0.0.1:1' } }
  const context = { name: 'here', context: { cluster: 'here', user: 'here' } }
  const users = [{ name: 'here', user: { token: 'x' } }]
  const content = { apiVersion: 'v1', kind: 'Config', clusters: [cluster], contexts: [context], users }
  await writeFile(file, JSON.stringify({ ...content, 'current-context': 'here' }))
  return file
}

async function refusal(args: readonly string[], more: NodeJS.ProcessEnv = {}): Promise<string> {
  const command = ['dist/local/index.js', 'kubernetes', '--image', 'ghcr.io/acme/spark:4.1.1', ...args]
  const { code, stderr } = await runProcess(process.execPath, command, {
    cwd: ROOT,
    env: { ...env, ...more },
  })
  expect(code).toBe(1)
  expect(stderr).toMatch(/^\nerror: [^\n]+\n$/)
  return stderr
}

describe('npm run kubernetes', () => {
  it('says that no cluster is named', async () => {
    expect(await refusal([])).toMatch(
      /error: kubectl version: .*\. Set KUBECONFIG to the settings of a cluster, or name a context with --context/,
    )
  })

  it('says that no cluster answers', async () => {
    expect(await refusal([], { KUBECONFIG: await settings() })).toContain('The cluster does not answer')
  })

  it('names a context that there is not', async () => {
    expect(await refusal(['--context', 'there'], { KUBECONFIG: await settings() })).toContain(
      'context "there" does not exist',
    )
  })

  it('names a check that there is not before it asks for a cluster', async () => {
    expect(await refusal(['--only', 'sumbit'])).toContain('no check sumbit; there are: submit, ')
  })

  it('needs kubectl', async () => {
    expect(await refusal([], { PATH: path.join(folder, 'empty') })).toContain('kubectl is not there')
  })
})
