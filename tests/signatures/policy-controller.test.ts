import { X509Certificate } from 'node:crypto'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { output, run } from '../../src/engine/command.ts'
import { openSigning } from '../../src/sign/open.ts'
import { withReferrersApi } from '../registry/referrers-api.ts'
import { startRegistry, type TestRegistry } from '../registry/registry.ts'
import { makeKey } from '../support/signing.ts'
import { type authorityOf, type Sigstore, startSigstore, tokenOf } from '../support/sigstore.ts'
import { startSigstoreServers } from '../support/sigstore-servers.ts'
import { goProgram } from '../support/tools.ts'
import { serveTrustedRoot } from '../support/tuf.ts'
import { lay } from '../support/user-catalog.ts'
import { IDENTITY, policyOf, pushImages, releaseIndex, workflowSigner } from './policies.ts'

/** policy-controller's tester is built the first time. */
vi.setConfig({ testTimeout: 120_000, hookTimeout: 1_800_000 })

let registry: TestRegistry
let sigstore: Sigstore
let folder: string
let env: Record<string, string>
let tester: string
const started = new AsyncDisposableStack()
beforeAll(async () => {
  tester = await goProgram('policy-tester')
  registry = started.use(await startRegistry())
  sigstore = started.use(await startSigstore())
  folder = await mkdtemp(path.join(tmpdir(), 'policy-controller-'))
  started.defer(() => rm(folder, { recursive: true, force: true }))
  const tuf = started.use(await serveTrustedRoot(sigstore.root))
  const root = path.join(folder, 'root.json')
  await writeFile(root, tuf.root)
  env = { TUF_ROOT: path.join(folder, 'trusted'), HOME: folder, HTTPS_PROXY: 'http://127.0.0.1:1' }
  await mkdir(env.TUF_ROOT ?? '')
  await output(await goProgram('policy-trust'), ['-mirror', tuf.url, '-root', root], { env })
})
afterEach(() => vi.unstubAllEnvs())
afterAll(() => started.disposeAsync())

/**
 * What the policy of the docs, for images of this registry, says of one: `admitted`, or why not.
 * @param values others that the policy gets in place of those of the file
 * @param trustRoot a file with the resource of that kind
 */
async function verdict(
  image: string,
  values: Readonly<Record<string, string>> = {},
  trustRoot?: string,
): Promise<string> {
  const file = path.join(folder, 'policy.yml')
  const place = `${image.slice(0, image.indexOf('/'))}/**`
  await writeFile(file, await policyOf('policy-controller.yml', { 'ghcr.io/acme/spark**': place, ...values }))
  const args = ['--policy', file, '--image', image, '--log-level', 'error']
  if (trustRoot !== undefined) args.push('--trustroot', trustRoot)
  const { exitCode, stdout, stderr } = await run(tester, args, { cwd: folder, env })
  return exitCode === 0 ? 'admitted' : `${stdout}${stderr}`
}

function signer(identity = IDENTITY, repository = 'acme/images') {
  const { url } = sigstore
  const servers = { fulcio: url, log: url, timestamps: url }
  return workflowSigner(servers, tokenOf(identity, { repository }), vi.stubEnv)
}

const RECORD = 'https://in-toto.io/attestation/test-result/v0.1'
const PROVENANCE = 'https://slsa.dev/provenance/v1'

const lacks = (type: string) =>
  expect.stringContaining(`no matching attestations with type ${type}, checked the following predicateTypes`)

/** What the policy must say of each image. */
const VERDICTS = {
  signed: 'admitted',
  unsigned: expect.stringContaining('no valid bundles exist in registry'),
  'signed by another': expect.stringContaining('no matching CertificateIdentity found'),
  'without the acceptance record': lacks(RECORD),
  'without the provenance': lacks(PROVENANCE),
  'with the acceptance record of another': lacks(RECORD),
}

test.each(['without', 'with'])(
  "the docs' policy takes what the workflow signed, and nothing that lacks what it asks for, %s the referrers API",
  async (api) => {
    await using front = api === 'with' ? await withReferrersApi(registry.port) : undefined
    const other = signer(IDENTITY.replace('spark.yml', 'other.yml'))
    const images = await pushImages((front ?? registry).host, { ours: signer(), other })
    const verdicts: Record<string, string> = {}
    for (const [kind, image] of Object.entries(images)) verdicts[kind] = await verdict(image)
    expect(verdicts).toEqual(VERDICTS)
  },
)

test('it takes the images of platforms, and no index over them, which has no provenance', async () => {
  const { url, root } = sigstore
  const signing = { ...lay('sign: keyless').signing, fulcio: url, log: url, timestamps: url }
  const trust = { root: { name: 'the root', text: root }, repository: 'acme/images' }
  vi.stubEnv('SIGSTORE_ID_TOKEN', tokenOf(IDENTITY))
  const none = { name: '', text: '', password: '' }
  const signs = await openSigning({ sign: 'keyless', signing }, none, trust)
  const { platforms, index } = await releaseIndex(registry.host, signs)
  const verdicts: string[] = []
  for (const image of [...platforms, index]) verdicts.push(await verdict(image))
  expect(verdicts).toEqual(['admitted', 'admitted', lacks(PROVENANCE)])
})

test('it takes what the workflow signed for another repository, as the file says, and no key', async () => {
  const images = await pushImages(registry.host, {
    ours: signer(IDENTITY, 'mallory/images'),
    other: signer(),
  })
  expect(await verdict(images.signed)).toBe('admitted')
  const text = await policyOf('policy-controller.yml', {})
  const keyless = text.slice(text.indexOf('      keyless:'), text.indexOf('      ctlog:'))
  const key = `      key:\n        data: ${JSON.stringify(makeKey().public)}\n`
  expect(await verdict(images.signed, { [keyless]: key })).toContain(
    'when using the new bundle format, the authority must be keyless',
  )
})

test('for a Sigstore of your own, it takes timestamps, by what the docs say to change', async () => {
  await using servers = await startSigstoreServers({ logs: false })
  const { issuer, fulcio, timestamps, root } = servers
  const file = path.join(folder, 'trust-root.yml')
  const keys = {
    certificateAuthorities: root.certificateAuthorities.map(authority),
    timestampAuthorities: root.timestampAuthorities.map(authority),
  }
  const resource = {
    apiVersion: 'policy.sigstore.dev/v1alpha1',
    kind: 'TrustRoot',
    metadata: { name: 'ours' },
  }
  await writeFile(file, JSON.stringify({ ...resource, spec: { sigstoreKeys: keys } }))
  const settings = { issuer: issuer.url, fulcio, timestamps, log: 'none' }
  const by = (workflow: string) => {
    const token = issuer.token({ repository: 'acme/images', workflow })
    return workflowSigner(settings, token, vi.stubEnv)
  }
  const workflow = IDENTITY.replace('https://github.com/', '')
  const ours = by(workflow)
  const images = await pushImages(registry.host, { ours, other: by(workflow.replace('spark', 'other')) })
  const verdicts: Record<string, string> = {}
  for (const [kind, image] of Object.entries(images)) {
    verdicts[kind] = await verdict(image, { ...OWN, [ISSUER]: issuer.url }, file)
  }
  expect(verdicts).toEqual(VERDICTS)
  expect(await verdict(images.signed, OWN, file)).toContain('no matching CertificateIdentity found')
})

const ISSUER = 'https://token.actions.githubusercontent.com'

/** What to change for a Sigstore of one's own, as the file says. */
const OWN = {
  'url: https://fulcio.sigstore.dev':
    'url: https://fulcio.sigstore.dev\n        trustRootRef: ours\n        insecureIgnoreSCT: true',
  'ctlog:\n        url: https://rekor.sigstore.dev': 'rfc3161timestamp: { trustRootRef: ours }',
}

/** An authority of a trusted root as a TrustRoot has it. */
function authority({ subject, uri, certChain }: ReturnType<typeof authorityOf>) {
  const chain = certChain.certificates.map(
    ({ rawBytes }) => new X509Certificate(Buffer.from(rawBytes, 'base64')),
  )
  return { subject, uri, certChain: Buffer.from(chain.join('')).toString('base64') }
}
