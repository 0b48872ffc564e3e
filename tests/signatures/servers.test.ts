import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { SigningSettings } from '../../src/catalog/schema/policies.ts'
import { parseCommand } from '../../src/local/arguments.ts'
import { openContext } from '../../src/local/context.ts'
import { verifyImages } from '../../src/local/verify.ts'
import type { Descriptor } from '../../src/oci/descriptor.ts'
import { getReferrerBlob, listReferrers, pushReferrer } from '../../src/registry/referrers.ts'
import { formatRepository, openRepository, type Repository } from '../../src/registry/repository.ts'
import { releaseSignatures } from '../../src/release/signatures.ts'
import { openSigning, type Signing } from '../../src/sign/open.ts'
import { BUNDLE_TYPE } from '../../src/sign/signer.ts'
import { startRegistry, type TestRegistry } from '../registry/registry.ts'
import { ALIASES, planned, pushCell, release } from '../release/family.ts'
import type { Job } from '../support/issuer.ts'
import { ROOT } from '../support/process.ts'
import { stageCell } from '../support/signing.ts'
import { startSigstore, tokenOf } from '../support/sigstore.ts'
import { type SigstoreServers, startSigstoreServers, type TrustedRoot } from '../support/sigstore-servers.ts'
import { lay } from '../support/user-catalog.ts'
import { type Cosign, openCosign, TYPES } from './cosign.ts'

/** The programs are built the first time. */
vi.setConfig({ testTimeout: 120_000, hookTimeout: 1_800_000 })

const JOB: Job = {
  repository: 'acme/images',
  workflow: 'org/spark-images-action/.github/workflows/images.yml@refs/tags/v1',
}
const IDENTITY = `https://github.com/${JOB.workflow}`

let registry: TestRegistry
let servers: SigstoreServers
let cosign: Cosign
beforeAll(async () => {
  registry = await startRegistry()
  servers = await startSigstoreServers()
  cosign = await openCosign()
  await writeRoot('root.json')
})
afterAll(async () => {
  vi.unstubAllEnvs()
  await registry?.[Symbol.asyncDispose]()
  await servers?.[Symbol.asyncDispose]()
  await cosign?.[Symbol.asyncDispose]()
})

/** Puts a trusted root into cosign's folder: that of the servers, but for some fields. */
const writeRoot = (file: string, fields: Partial<TrustedRoot> = {}): Promise<void> =>
  writeFile(path.join(cosign.folder, file), JSON.stringify({ ...servers.root, ...fields }))

/** What a job, or who has a token, signs and trusts with the team's own servers: no log, and timestamps. */
function signingOf(job: Job | string, settings: Partial<SigningSettings> = {}): Promise<Signing> {
  const { issuer, fulcio, timestamps, root } = servers
  vi.stubEnv('SIGSTORE_ID_TOKEN', typeof job === 'string' ? job : issuer.token(job))
  const own = { issuer: issuer.url, fulcio, timestamps, log: 'none' }
  const trust = { root: { name: 'the root', text: JSON.stringify(root) }, repository: JOB.repository }
  const none = { name: '', text: '', password: '' }
  return openSigning(
    { sign: 'keyless', signing: { ...lay('sign: keyless').signing, ...own, ...settings } },
    none,
    trust,
  )
}

interface Trusted {
  readonly identity?: string
  readonly repository?: string
  readonly issuer?: string
  /** File of the trusted root, in cosign's folder. */
  readonly root?: string
}

const trusting = ({
  identity = IDENTITY,
  repository = JOB.repository,
  issuer = servers.issuer.url,
  root = 'root.json',
}: Trusted): string[] => [
  ...['--trusted-root', path.join(cosign.folder, root), '--certificate-identity', identity],
  ...['--certificate-oidc-issuer', issuer, '--certificate-github-workflow-repository', repository],
  '--insecure-ignore-tlog',
]

const context = { ...openContext(ROOT, process), progress: { step() {}, info() {}, warning() {}, line() {} } }

/** cosign's options where neither signatures nor certificates are in a log. */
const UNLOGGED = ['--use-signed-timestamps', '--insecure-ignore-sct']

/** What cosign and `npm run verify` say of an image. */
async function verdicts(image: string, trusted: Trusted = {}) {
  const options = trusting(trusted)
  const theirs = await cosign.verdict('verify', image, ...options, ...UNLOGGED)
  const ours = await verifyImages(parseCommand(['verify', image, ...options]), context).then(
    () => 'verified',
    ({ message }: Error) => message,
  )
  return { cosign: theirs, ours }
}

/** What cosign says where nothing that it trusts says when. */
const NO_TIMESTAMP = 'threshold not met for verified signed timestamps: 0 < 1'

/** What both must say where neither may take an image. */
const refused = (theirs: string, ours: string) => ({
  cosign: expect.stringContaining(theirs),
  ours: expect.stringContaining(ours),
})

const VERIFIED = { cosign: 'verified', ours: 'verified' }

let count = 0
const fresh = (): Repository => openRepository({ registry: registry.host, repository: `org${count++}/spark` })
const nameOf = (repository: Repository, { digest }: Descriptor): string =>
  `${formatRepository(repository)}@${digest}`
const cell = planned('4.1.1', 'gpu')

/** An image that the workflow signed. */
async function signedImage(job: Job | string = JOB, settings: Partial<SigningSettings> = {}) {
  const repository = fresh()
  const image = await stageCell(repository, cell, await signingOf(job, settings))
  return { repository, image, name: nameOf(repository, image) }
}

/** An unsigned image with the bundles of a signed one, as `change` makes them. */
async function withBundles(
  { repository, image }: Awaited<ReturnType<typeof signedImage>>,
  change: (bundle: Bundle) => unknown = () => {},
  build = 1,
): Promise<string> {
  const target = fresh()
  const copy = await pushCell(target, cell, build)
  for (const listed of await listReferrers(repository, image.digest, BUNDLE_TYPE)) {
    const bundle = JSON.parse(String(await getReferrerBlob(repository, listed))) as Bundle
    change(bundle)
    const blob = Buffer.from(JSON.stringify(bundle))
    const { annotations } = listed
    await pushReferrer(target, copy, { artifactType: BUNDLE_TYPE, mediaType: BUNDLE_TYPE, annotations, blob })
  }
  return nameOf(target, copy)
}

interface Bundle {
  readonly dsseEnvelope: { payload: string }
  readonly verificationMaterial: { timestampVerificationData?: object }
}

describe("signed by Fulcio's certificates and a timestamp authority, without a log", () => {
  test('cosign and npm run verify take images, their attestations, indexes and the release', async () => {
    const family = [cell, planned('4.1.1', 'gpu', 'linux/arm64'), planned('4.1.0', 'gpu')]
    const signing = await signingOf(JOB)
    const repository = fresh()
    const images: Descriptor[] = []
    for (const one of family) images.push(await stageCell(repository, one, signing))
    const options = { dryRun: false, by: 'a test', now: new Date(), say() {}, image: repository.image }
    const signatures = releaseSignatures(signing, false)
    const { id } = await release(family, ALIASES, { ...options, signatures })
    const name = formatRepository(repository)
    const digests = images.map((image) => nameOf(repository, image))
    for (const image of [...digests, `${name}:4.1.1-gpu`, `${name}:4.1.0-gpu`, `${name}:release-${id}`])
      expect(await verdicts(image), image).toEqual(VERIFIED)
    for (const type of TYPES)
      for (const image of digests) {
        const args = ['verify-attestation', '--type', type, image, ...trusting({}), ...UNLOGGED]
        expect(await cosign.verdict(...args), type).toBe('verified')
      }
  })

  test('both refuse another workflow, another repository and another issuer', async () => {
    const { name } = await signedImage()
    const workflow = JOB.workflow.replace('images.yml', 'other.yml')
    const other = await signedImage({ ...JOB, workflow })
    const fork = await signedImage({ ...JOB, repository: 'mallory/images' })
    expect(await verdicts(other.name)).toEqual(
      refused(
        `expected SAN value "${IDENTITY}", got "https://github.com/${workflow}"`,
        `it is by https://github.com/${workflow} for acme/images`,
      ),
    )
    expect(await verdicts(fork.name)).toEqual(
      refused('mallory/images', `it is by ${IDENTITY} for mallory/images`),
    )
    expect(await verdicts(name, { issuer: 'https://issuer.example' })).toEqual(
      refused('https://issuer.example', `as ${servers.issuer.url} says`),
    )
    expect(await verdicts(name)).toEqual(VERIFIED)
  })

  test('both refuse a changed statement, and the bundles of another image', async () => {
    const signed = await signedImage()
    expect(await verdicts(await withBundles(signed))).toEqual(VERIFIED)
    const changed = await withBundles(signed, ({ dsseEnvelope }) => {
      const statement = String(Buffer.from(dsseEnvelope.payload, 'base64'))
      dsseEnvelope.payload = Buffer.from(`${statement} `).toString('base64')
    })
    expect(await verdicts(changed)).toEqual(
      refused('accepted signatures do not match threshold', 'signature verification failed'),
    )
    const another = await withBundles(signed, () => {}, 2)
    expect(await verdicts(another)).toEqual(refused('digest', 'it is about another image'))
  })

  test('both refuse a signature without a timestamp, and with that of another signature', async () => {
    const signed = await signedImage()
    const timestamps: (object | undefined)[] = []
    const timeless = await withBundles(signed, ({ verificationMaterial }) => {
      timestamps.push(verificationMaterial.timestampVerificationData)
      delete verificationMaterial.timestampVerificationData
    })
    expect(await verdicts(timeless)).toEqual(refused(NO_TIMESTAMP, 'expected 1 timestamps, got 0'))
    const exchanged = await withBundles(signed, ({ verificationMaterial }) => {
      verificationMaterial.timestampVerificationData = timestamps.pop()
    })
    expect(await verdicts(exchanged)).toEqual(refused(NO_TIMESTAMP, 'timestamp could not be verified'))
  })

  test('both refuse a timestamp that is outside the validity of the certificate', async () => {
    // Fulcio has the clock of this machine: authorities with clocks of their own are in the root beside it.
    const signedAt = async (clock: Date) => {
      await using authority = await startSigstore({ clock })
      const { certificateAuthorities, ctlogs } = JSON.parse(authority.root) as TrustedRoot
      await writeRoot('both.json', {
        certificateAuthorities: [...servers.root.certificateAuthorities, ...certificateAuthorities],
        ctlogs,
      })
      const { issuer } = servers
      const token = tokenOf(IDENTITY, { repository: JOB.repository, iss: issuer.url })
      const { name } = await signedImage(token, { fulcio: authority.url })
      return verdicts(name, { root: 'both.json' })
    }
    expect(await signedAt(new Date(Date.now() - 10_000))).toEqual(VERIFIED)
    expect(await signedAt(new Date(Date.now() - 3_600_000))).toEqual(
      refused(
        'leaf certificate verification failed',
        'certificate is not valid or expired at the specified date',
      ),
    )
  })

  test('both refuse authorities that the root does not name, or not for now', async () => {
    const { name } = await signedImage()
    const { certificateAuthorities, timestampAuthorities } = servers.root
    const retired = <T extends object>(all: readonly T[]) =>
      all.map((one) => ({ ...one, validFor: { start: '2020-01-01T00:00:00Z', end: '2021-01-01T00:00:00Z' } }))
    await using others = await startSigstore()
    const strangers = JSON.parse(others.root) as TrustedRoot
    const untrusted = (fields: Partial<TrustedRoot>, theirs: string, ours: string) => ({
      fields,
      verdict: refused(theirs, ours),
    })
    const roots = {
      'another authority': untrusted(
        { certificateAuthorities: strangers.certificateAuthorities },
        'leaf certificate verification failed',
        'no valid certificate path found',
      ),
      'other timestamps': untrusted(
        { timestampAuthorities: strangers.timestampAuthorities },
        NO_TIMESTAMP,
        'timestamp could not be verified',
      ),
      'a retired authority': untrusted(
        { certificateAuthorities: retired(certificateAuthorities) },
        'leaf certificate verification failed',
        'Failed to verify certificate chain',
      ),
      'retired timestamps': untrusted(
        { timestampAuthorities: retired(timestampAuthorities) },
        'timestamp is after the validity period end',
        'timestamp could not be verified',
      ),
    }
    for (const [root, { fields, verdict }] of Object.entries(roots)) {
      await writeRoot(root, fields)
      expect(await verdicts(name, { root }), root).toEqual(verdict)
    }
  })
})
