import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import type { Descriptor } from '../../src/oci/descriptor.ts'
import { resolveTag } from '../../src/registry/manifests.ts'
import { formatRepository, openRepository } from '../../src/registry/repository.ts'
import { releaseSignatures } from '../../src/release/signatures.ts'
import { openSigner } from '../../src/sign/open.ts'
import { withReferrersApi } from '../registry/referrers-api.ts'
import { startRegistry, type TestRegistry } from '../registry/registry.ts'
import { ALIASES, planned, release } from '../release/family.ts'
import { keySigning, makeKey, stageCell } from '../support/signing.ts'
import { IDENTITY, startSigstore, tokenOf } from '../support/sigstore.ts'
import { lay } from '../support/user-catalog.ts'
import { type Cosign, openCosign, TYPES } from './cosign.ts'

/** cosign is built the first time. */
vi.setConfig({ testTimeout: 120_000, hookTimeout: 1_200_000 })

let registry: TestRegistry
let cosign: Cosign
beforeAll(async () => {
  registry = await startRegistry()
  cosign = await openCosign()
})
afterAll(async () => {
  await registry?.[Symbol.asyncDispose]()
  await cosign?.[Symbol.asyncDispose]()
})

/** Options to verify with a key alone. */
const byKey = (key = 'cosign.pub'): string[] => ['--key', key, '--insecure-ignore-tlog']

const family = [planned('4.1.1', 'gpu'), planned('4.1.1', 'gpu', 'linux/arm64'), planned('4.1.0', 'gpu')]

describe.each(['without', 'with'])('on a registry %s the referrers API', (api) => {
  let front: AsyncDisposable & { host: string }
  beforeAll(async () => {
    front =
      api === 'with'
        ? await withReferrersApi(registry.port)
        : { ...registry, [Symbol.asyncDispose]: async () => {} }
  })
  afterAll(() => front[Symbol.asyncDispose]())

  test('cosign verifies images, indexes, the release and all that is attached, with the key alone', async () => {
    const key = makeKey()
    await writeFile(path.join(cosign.folder, 'cosign.pub'), key.public)
    await writeFile(path.join(cosign.folder, 'other.pub'), makeKey().public)
    const signing = await keySigning(key)
    const repository = openRepository({ registry: front.host, repository: `${api}/spark` })
    const images: Descriptor[] = []
    for (const cell of family) images.push(await stageCell(repository, cell, signing))
    const options = { dryRun: false, by: 'a test', now: new Date(), say() {}, image: repository.image }
    const { id } = await release(family, ALIASES, {
      ...options,
      signatures: releaseSignatures(signing, false),
    })

    const name = formatRepository(repository)
    const digests = images.map(({ digest }) => `${name}@${digest}`)
    for (const image of [...digests, `${name}:4.1.1-gpu`, `${name}:4.1.0-gpu`, `${name}:release-${id}`]) {
      expect(await cosign.verdict('verify', ...byKey(), image), image).toBe('verified')
      expect(await cosign.verdict('verify', ...byKey('other.pub'), image), image).not.toBe('verified')
    }
    for (const type of TYPES)
      for (const image of digests) {
        const args = ['verify-attestation', '--type', type, image]
        expect(await cosign.verdict(...args, ...byKey()), type).toBe('verified')
        expect(await cosign.verdict(...args, ...byKey('other.pub')), type).not.toBe('verified')
      }
    const sibling = `${front.host}/${api}/spark-4.1.1:gpu`
    expect(await cosign.verdict('verify', ...byKey(), sibling)).toBe('verified')
    expect((await resolveTag(repository, '4.1.1-gpu'))?.digest).not.toBe(images[0]?.digest)
  })
})

describe('signed with the identity of a workflow', () => {
  afterEach(() => vi.unstubAllEnvs())

  test.each([
    ['a log', {}, []],
    ['a timestamp authority', { log: 'none' }, ['--insecure-ignore-tlog', '--use-signed-timestamps']],
  ])(
    'cosign verifies an image and its attestations by a trusted root and %s',
    async (_, settings, options) => {
      await using sigstore = await startSigstore()
      vi.stubEnv('SIGSTORE_ID_TOKEN', tokenOf())
      const { url } = sigstore
      const servers = { fulcio: url, log: url, timestamps: url, ...settings }
      const signing = { ...lay('sign: keyless').signing, ...servers }
      const none = { name: '', text: '', password: '' }
      const signer = await openSigner({ sign: 'keyless', signing }, none)
      const repository = openRepository({
        registry: registry.host,
        repository: `keyless${options.length}/spark`,
      })
      const { digest } = await stageCell(repository, planned('4.1.1', 'gpu'), signer)
      await writeFile(path.join(cosign.folder, 'trusted_root.json'), sigstore.root)

      const image = `${formatRepository(repository)}@${digest}`
      const trusting = (identity: string, project: string): string[] => [
        ...['--trusted-root', 'trusted_root.json', '--certificate-identity', identity],
        ...['--certificate-oidc-issuer', 'https://token.actions.githubusercontent.com'],
        ...['--certificate-github-workflow-repository', project, ...options],
      ]
      const ours = trusting(IDENTITY, 'acme/images')
      expect(await cosign.verdict('verify', image, ...ours)).toBe('verified')
      for (const type of TYPES)
        expect(await cosign.verdict('verify-attestation', '--type', type, image, ...ours), type).toBe(
          'verified',
        )
      expect(await cosign.verdict('verify', image, ...trusting(`${IDENTITY}x`, 'acme/images'))).not.toBe(
        'verified',
      )
      expect(await cosign.verdict('verify', image, ...trusting(IDENTITY, 'mallory/images'))).not.toBe(
        'verified',
      )
    },
  )
})
