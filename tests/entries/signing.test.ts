import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { parseCommand } from '../../src/local/arguments.ts'
import { openContext } from '../../src/local/context.ts'
import { verifyImages } from '../../src/local/verify.ts'
import { openRepository, type Repository } from '../../src/registry/repository.ts'
import { startRegistry, type TestRegistry } from '../registry/registry.ts'
import { planned, planOf } from '../release/family.ts'
import { runHere } from '../support/here.ts'
import { ROOT } from '../support/process.ts'
import { keySigning, makeKey, stageCell } from '../support/signing.ts'
import { lay } from '../support/user-catalog.ts'

vi.setConfig({ testTimeout: 120_000 })

const CATALOG = 'sign: key\nplatforms: [linux/amd64]\n'
const key = makeKey()
const ENV = { SPARK_IMAGES_PACE: '0.01', DOCKER_CONFIG: '/nonexistent' }

let registry: TestRegistry
let workspace: string
beforeAll(async () => {
  registry = await startRegistry()
  workspace = await mkdtemp(path.join(tmpdir(), 'signing-'))
  await writeFile(path.join(workspace, 'spark-images.yml'), CATALOG)
  await writeFile(path.join(workspace, 'cosign.pub'), key.public)
  await writeFile(path.join(workspace, 'other.pub'), makeKey().public)
})
afterAll(async () => {
  await registry?.[Symbol.asyncDispose]()
  await rm(workspace, { recursive: true, force: true })
})

let count = 0
const fresh = (): Repository => openRepository({ registry: registry.host, repository: `org${count++}/spark` })

const nameOf = ({ image }: Repository): string => `${image.registry}/${image.repository}`

const run = (
  entry: 'build' | 'release',
  inputs: Readonly<Record<string, string>>,
  env: NodeJS.ProcessEnv = {},
) => runHere(entry, inputs, { GITHUB_WORKSPACE: workspace, ...ENV, ...env })

describe('an entry with a catalog that says "sign: key"', () => {
  it('builds nothing without the key, and says where it is to be', async () => {
    const given = { cell: '4.1.1-baseline', image: nameOf(fresh()), push: 'true' }
    const { code, stdout } = await run('build', given)
    expect(code).toBe(1)
    expect(stdout).toContain(
      'the catalog says "sign: key", and the input signing-key is empty: give it the private key in PEM, from a secret',
    )
  })

  it('releases what is signed with its key, and keeps the key out of the log', async () => {
    const repository = fresh()
    const signing = await keySigning(key)
    const plan = planOf(lay(CATALOG), path.join(ROOT, 'images'), (id) => id === '4.1.1-baseline')
    for (const cell of plan.cells.filter(({ verdict }) => verdict === 'build'))
      await stageCell(repository, cell, signing)
    const inputs = { image: nameOf(repository), plan: JSON.stringify(plan), partial: 'true' }
    const other = await run('release', { ...inputs, 'signing-key': makeKey().text })
    expect(other.code).toBe(1)
    expect(other.stdout).toContain('has no valid signature on the image itself: it is of another key')
    const { code, stdout, outputs } = await run('release', { ...inputs, 'signing-key': key.text })
    expect(code, stdout).toBe(0)
    expect(stdout).not.toContain('no valid signature')
    for (const line of key.text.split('\n').filter(Boolean)) expect(stdout).toContain(`::add-mask::${line}`)
    const release = outputs.release ?? ''
    expect(await verify(`${nameOf(repository)}:release-${release}`)).toBe('All of it is signed.')

    const back = await run('release', { image: inputs.image, rollback: release, 'signing-key': 'no key' })
    expect(back.stdout).toContain(
      'the record of this rollback is not signed: the input signing-key is not a key',
    )
    expect(back.code, back.stdout).toBe(0)
  })
})

const context = openContext(ROOT, process)
const verify = (...args: string[]): Promise<string> =>
  verifyImages(parseCommand(['verify', '--key', path.join(workspace, 'cosign.pub'), ...args]), context)

describe('npm run verify', () => {
  it('takes what the key signed, and says what else is missing', async () => {
    const repository = fresh()
    const cell = planned('4.1.1', 'gpu')
    const { digest } = await stageCell(repository, cell, await keySigning(key))
    const image = `${nameOf(repository)}:${cell.tag}`
    expect(await verify(image, `${nameOf(repository)}@${digest}`)).toBe('All of it is signed.')
    await expect(verify('--key', path.join(workspace, 'other.pub'), image)).rejects.toThrow(
      /\(sha256:.{12}\) has no valid signature on the image itself: it is of another key, or its content was changed$/,
    )
    await expect(verify('--key', '/nonexistent', image)).rejects.toThrow(
      "--key /nonexistent: the file can't be read",
    )
    await expect(verify(`${nameOf(repository)}:none`)).rejects.toThrow(':none is not in the registry')
  })

  it('wants a key', async () => {
    await expect(verifyImages(parseCommand(['verify', 'host/name']), context)).rejects.toThrow(
      'npm run verify -- IMAGE: say whom you trust, with --key FILE, or with --certificate-identity URI, ',
    )
  })
})
