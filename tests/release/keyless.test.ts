import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import type { SigningSettings } from '../../src/catalog/schema/policies.ts'
import { openRepository } from '../../src/registry/repository.ts'
import type { ReleaseOptions } from '../../src/release/session.ts'
import { releaseSignatures } from '../../src/release/signatures.ts'
import { canSign, openSigner, openSigning, type Signing } from '../../src/sign/open.ts'
import { verifySignatures } from '../../src/sign/verify.ts'
import { startRegistry, type TestRegistry } from '../registry/registry.ts'
import { stageCell } from '../support/signing.ts'
import { IDENTITY, type Sigstore, startSigstore, tokenOf } from '../support/sigstore.ts'
import { lay } from '../support/user-catalog.ts'
import { ALIASES, planned, release } from './family.ts'

vi.setConfig({ testTimeout: 120_000 })

let registry: TestRegistry
let sigstore: Sigstore
beforeAll(async () => {
  registry = await startRegistry()
  sigstore = await startSigstore()
})
afterAll(async () => {
  await registry?.[Symbol.asyncDispose]()
  await sigstore?.[Symbol.asyncDispose]()
})
afterEach(() => vi.unstubAllEnvs())

const NO_KEY = { name: 'the input signing-key', text: '', password: '' }
const cell = planned('4.1.1', 'gpu')

/** What a job signs and trusts whose identity is that of a token. */
function signingOf(
  token: string,
  settings: Partial<SigningSettings> = {},
  { url, root } = sigstore,
  repository: string | undefined = 'acme/images',
): Promise<Signing> {
  vi.stubEnv('SIGSTORE_ID_TOKEN', token)
  const servers = { fulcio: url, log: url, timestamps: url }
  const signing = { ...lay('sign: keyless').signing, ...servers, ...settings }
  const trust = { root: { name: 'the input trusted-root', text: root }, repository }
  return openSigning({ sign: 'keyless', signing }, NO_KEY, trust)
}

let count = 0

/** What a release says that trusts by `trusted` what was signed by `signed`. */
async function verdict(signed: Signing, trusted: Signing): Promise<string> {
  const image = { registry: registry.host, repository: `org${count++}/spark` }
  await stageCell(openRepository(image), cell, signed)
  const times = { settle: 300, renew: 500, valid: 10_000, flight: 100, lease: 3000, wait: 60_000 }
  const signatures = releaseSignatures(trusted, false)
  const by = 'a test'
  const options: ReleaseOptions = { image, times, dryRun: true, by, now: new Date(), say() {}, signatures }
  return release([cell], ALIASES, options).then(
    () => 'released',
    ({ message }: Error) => message.split(`${cell.tag} `)[1] ?? message,
  )
}

describe('a release of what a workflow signed', () => {
  test('takes what its own workflow signed, with the log, with a timestamp authority, or with both', async () => {
    for (const settings of [{}, { timestamps: undefined }, { log: 'none' }]) {
      const signing = await signingOf(tokenOf(), settings)
      expect(await verdict(signing, signing), JSON.stringify(settings)).toBe('released')
    }
  })

  test('takes addresses of servers that end with a slash', async () => {
    const address = `${sigstore.url}/`
    const signing = await signingOf(tokenOf(), { fulcio: address, log: address, timestamps: address })
    expect(await verdict(signing, signing)).toBe('released')
  })

  test.each(['refs/heads/a,b', "refs/heads/it's", 'refs/heads/a, URI:b'])(
    'takes what its own workflow signed at %s',
    async (ref) => {
      const signing = await signingOf(tokenOf(IDENTITY.replace('refs/heads/main', ref)))
      expect(await verdict(signing, signing)).toBe('released')
    },
  )

  test('takes what the catalog names: another ref of the workflow', async () => {
    const signed = await signingOf(tokenOf())
    const identities = ['https://github.com/acme/images/.github/workflows/images.yml@*']
    const trusted = await signingOf(tokenOf(IDENTITY.replace('main', 'next')), { identities })
    expect(await verdict(signed, trusted)).toBe('released')
  })

  test('refuses another workflow, the same for another repository, and another issuer', async () => {
    const trusted = await signingOf(tokenOf())
    const other = IDENTITY.replace('images.yml', 'other.yml')
    expect(await verdict(await signingOf(tokenOf(other)), trusted)).toBe(
      `has no valid signature on the image itself: it is by ${other} for acme/images`,
    )
    const fork = tokenOf(IDENTITY, { repository: 'mallory/images' })
    expect(await verdict(await signingOf(fork), trusted)).toBe(
      `has no valid signature on the image itself: it is by ${IDENTITY} for mallory/images`,
    )
    const issued = tokenOf(IDENTITY, { iss: 'https://issuer.example' })
    expect(await verdict(await signingOf(issued), trusted)).toContain('as https://issuer.example says')
  })

  test('refuses what was signed with an expired certificate, by another authority, or is in no log', async () => {
    const trusted = await signingOf(tokenOf())
    await using late = await startSigstore({ clock: new Date(Date.now() - 3_600_000) })
    const expired = await signingOf(tokenOf(), {}, late)
    expect(await verdict(expired, expired)).toMatch(
      /^has no valid signature on the image itself: .*(expired|valid)/,
    )
    await using others = await startSigstore()
    const foreign = await signingOf(tokenOf(), {}, others)
    expect(await verdict(foreign, trusted)).toContain('has no valid signature on the image itself: ')
    const unlogged = await signingOf(tokenOf(), { log: 'none' })
    expect(await verdict(unlogged, trusted)).toContain('expected 1 tlog entries, got 0')
  })
})

describe('signing with the identity of a job', () => {
  const sign = (settings: Partial<SigningSettings> = {}) =>
    openSigner({ sign: 'keyless', signing: { ...lay('sign: keyless').signing, ...settings } }, NO_KEY)

  test('gets the token of a GitHub job', async () => {
    const signing = await signingOf(tokenOf())
    vi.stubEnv('SIGSTORE_ID_TOKEN', '')
    vi.stubEnv('ACTIONS_ID_TOKEN_REQUEST_URL', `${sigstore.url}/token?v=1`)
    vi.stubEnv('ACTIONS_ID_TOKEN_REQUEST_TOKEN', 'for tests')
    const repository = openRepository({ registry: registry.host, repository: `org${count++}/spark` })
    const signer = await sign({ fulcio: sigstore.url, log: sigstore.url })
    const { digest } = await stageCell(repository, cell, signer)
    const { signed, refused } = await verifySignatures(repository, digest, signing.trust)
    expect(refused).toEqual([])
    expect(signed.map(({ by }) => by)).toEqual(Array(4).fill(`${IDENTITY} for acme/images`))
  })

  test('says which permission a job lacks', async () => {
    vi.stubEnv('ACTIONS_ID_TOKEN_REQUEST_URL', '')
    vi.stubEnv('SIGSTORE_ID_TOKEN', '')
    vi.stubEnv('GITHUB_ACTIONS', 'true')
    await expect(sign()).rejects.toThrow('add "id-token: write" to its permissions')
    vi.stubEnv('GITHUB_ACTIONS', '')
    await expect(sign()).rejects.toThrow('set SIGSTORE_ID_TOKEN to an OIDC token for the audience sigstore')
  })

  test('says which Node it needs', () => {
    const able = ['22.22.2', '22.23.0', '24.15.0', '26.0.0', '27.1.0']
    const unable = ['20.20.0', '22.22.1', '22.21.9', '23.11.0', '24.14.1', '25.9.0']
    expect([...able, ...unable].filter(canSign)).toEqual(able)
  })

  test('wants something that proves the time, and a trusted root', async () => {
    await expect(signingOf(tokenOf(), { log: 'none', timestamps: undefined })).rejects.toThrow(
      'signing.log is none: set signing.timestamps',
    )
    await expect(signingOf(tokenOf(), {}, { ...sigstore, root: '' })).rejects.toThrow(
      'the catalog says "sign: keyless", and the input trusted-root is empty',
    )
    await expect(
      signingOf(tokenOf(), {}, { ...sigstore, root: '{"certificateAuthorities":7}' }),
    ).rejects.toThrow('the input trusted-root is not a trusted root of Sigstore in JSON')
  })

  test('says which server failed, and never shows a token', async () => {
    const repository = openRepository({ registry: registry.host, repository: `org${count++}/spark` })
    const failure = async (settings: Partial<SigningSettings>, token = tokenOf()): Promise<string> => {
      vi.stubEnv('SIGSTORE_ID_TOKEN', token)
      const signer = await sign({ fulcio: sigstore.url, log: sigstore.url, ...settings })
      return stageCell(repository, cell, signer).then(
        () => 'signed',
        ({ message }: Error) => message,
      )
    }
    const nowhere = `${sigstore.url}/nowhere`
    expect(await failure({ fulcio: nowhere })).toMatch(
      /^nothing was signed: Fulcio gave no certificate: .*404/,
    )
    expect(await failure({ log: nowhere })).toMatch(/^nothing was signed: the log took no entry: .*404/)
    expect(await failure({ timestamps: nowhere })).toMatch(
      /^nothing was signed: the timestamp authority .*404/,
    )
    expect(await failure({}, 'secret')).toBe("nothing was signed: the job's OIDC token is none")
  })
})
