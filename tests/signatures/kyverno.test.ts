import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { run } from '../../src/engine/command.ts'
import { withReferrersApi } from '../registry/referrers-api.ts'
import { startRegistry, type TestRegistry } from '../registry/registry.ts'
import { keySigning, makeKey } from '../support/signing.ts'
import { startSigstore, tokenOf } from '../support/sigstore.ts'
import { goProgram } from '../support/tools.ts'
import { serveTrustedRoot } from '../support/tuf.ts'
import { IDENTITY, policyOf, pushImages, releaseIndex, workflowSigner } from './policies.ts'

/** Kyverno's command line is built the first time. */
vi.setConfig({ testTimeout: 240_000, hookTimeout: 3_600_000 })

let registry: TestRegistry
let folder: string
let program: string
const started = new AsyncDisposableStack()
beforeAll(async () => {
  program = await goProgram('kyverno')
  registry = started.use(await startRegistry())
  folder = await mkdtemp(path.join(tmpdir(), 'kyverno-'))
  started.defer(() => rm(folder, { recursive: true, force: true }))
})
afterEach(() => vi.unstubAllEnvs())
afterAll(() => started.disposeAsync())

/** What a policy says of a pod with these fields: `admitted`, or why not. */
async function verdict(policy: string, spec: object): Promise<string> {
  const [policyFile, podFile] = [path.join(folder, 'policy.yml'), path.join(folder, 'pod.yml')]
  const metadata = { name: 'spark', namespace: 'default' }
  await writeFile(policyFile, policy)
  await writeFile(podFile, JSON.stringify({ apiVersion: 'v1', kind: 'Pod', metadata, spec }))
  const env = { HOME: folder, TUF_ROOT: path.join(folder, 'trusted'), HTTPS_PROXY: 'http://127.0.0.1:1' }
  const args = [
    'apply',
    policyFile,
    '--resource',
    podFile,
    '--registry',
    '--remove-color',
    '--detailed-results',
  ]
  const { exitCode, stdout, stderr } = await run(program, args, { cwd: folder, env })
  return exitCode === 0 && stdout.includes('pass: 1, fail: 0, warn: 0, error: 0, skip: 0')
    ? 'admitted'
    : `${stdout}${stderr}`
}

const containers = (...images: string[]): object[] =>
  images.map((image, index) => ({ name: `c${index}`, image }))

const INDENTED = `\n${' '.repeat(12)}`

/** A policy of the docs for images of a registry. */
const ownPolicy = (file: string, host: string, values: Readonly<Record<string, string>>): Promise<string> =>
  policyOf(file, { 'ghcr.io/acme/spark*': `${host}/*`, ...values })

const UNSIGNED = expect.stringContaining('the image is not signed by us')
const NO_RECORD = expect.stringContaining('the image has no signed acceptance record')

/** What the policies must say of each image: they don't ask for the provenance. */
const VERDICTS = {
  signed: 'admitted',
  unsigned: UNSIGNED,
  'signed by another': UNSIGNED,
  'without the acceptance record': NO_RECORD,
  'without the provenance': 'admitted',
  'with the acceptance record of another': NO_RECORD,
}

const ours = makeKey()
const EXAMPLE = ['-----BEGIN PUBLIC KEY-----', '…', '-----END PUBLIC KEY-----'].join(INDENTED)

const keyPolicy = (): Promise<string> =>
  ownPolicy('kyverno.yml', registry.host, { [EXAMPLE]: ours.public.trim().split('\n').join(INDENTED) })

test("the docs' policy takes what our key signed, and nothing that lacks what it asks for", async () => {
  const images = await pushImages(registry.host, { ours: await keySigning(ours), other: await keySigning() })
  const policy = await keyPolicy()
  const verdicts: Record<string, string> = {}
  for (const [kind, image] of Object.entries(images)) {
    verdicts[kind] = await verdict(policy, { containers: containers(image) })
  }
  expect(verdicts).toEqual(VERDICTS)

  const { signed, unsigned } = images
  const foreign = 'docker.io/library/debian:trixie'
  const pods = {
    'of two': { containers: containers(signed, unsigned) },
    'with an image of others': { containers: containers(foreign, signed) },
    'with an image of others alone': { containers: containers(foreign) },
    'that begins with a signed one': { initContainers: containers(signed), containers: containers(foreign) },
    'that begins with an unsigned one': {
      initContainers: containers(unsigned),
      containers: containers(signed),
    },
    'that is debugged with an unsigned one': {
      ephemeralContainers: containers(unsigned),
      containers: containers(signed),
    },
  }
  const ofPods: Record<string, string> = {}
  for (const [kind, pod] of Object.entries(pods)) ofPods[kind] = await verdict(policy, pod)
  expect(ofPods).toEqual({
    'of two': UNSIGNED,
    'with an image of others': 'admitted',
    'with an image of others alone': 'admitted',
    'that begins with a signed one': 'admitted',
    'that begins with an unsigned one': UNSIGNED,
    'that is debugged with an unsigned one': UNSIGNED,
  })
})

test("the docs' policy takes the images of platforms and the index over them", async () => {
  const { platforms, index } = await releaseIndex(registry.host, await keySigning(ours))
  const policy = await keyPolicy()
  const verdicts: string[] = []
  for (const image of [...platforms, index]) {
    verdicts.push(await verdict(policy, { containers: containers(image) }))
  }
  expect(verdicts).toEqual(['admitted', 'admitted', 'admitted'])
})

test("the docs' policy takes what the workflow signed, and nothing that lacks what it asks for", async () => {
  await using front = await withReferrersApi(registry.port)
  await using sigstore = await startSigstore()
  await using tuf = await serveTrustedRoot(sigstore.root)
  const { url } = sigstore
  const by = (identity: string, repository = 'acme/images') => {
    const token = tokenOf(identity, { repository })
    return workflowSigner({ fulcio: url, log: url, timestamps: url }, token, vi.stubEnv)
  }
  const trust = { mirror: tuf.url, root: { data: Buffer.from(tuf.root).toString('base64') } }
  const extensions = '          additionalExtensions: { githubWorkflowRepository: acme/images }\n'
  const policy = await ownPolicy('kyverno-keyless.yml', front.host, {
    '        keyless:\n': `        tuf: ${JSON.stringify(trust)}\n        keyless:\n${extensions}`,
  })
  const other = by(IDENTITY.replace('spark.yml', 'other.yml'))
  const images = await pushImages(front.host, { ours: by(IDENTITY), other })
  const fork = await pushImages(front.host, { ours: by(IDENTITY, 'mallory/images'), other })
  const verdicts: Record<string, string> = {}
  for (const [kind, image] of Object.entries({ ...images, 'for another repository': fork.signed })) {
    verdicts[kind] = await verdict(policy, { containers: containers(image) })
  }
  // As the file says, it does not look at the repository, even if asked to.
  expect(verdicts).toEqual({ ...VERDICTS, 'for another repository': 'admitted' })
})
