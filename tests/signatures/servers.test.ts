import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { buffer } from 'node:stream/consumers'
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
import { verifySignatures } from '../../src/sign/verify.ts'
import { startRegistry, type TestRegistry } from '../registry/registry.ts'
import { serve } from '../registry/server.ts'
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
  cosign = await openCosign()
})
afterAll(async () => {
  vi.unstubAllEnvs()
  await registry?.[Symbol.asyncDispose]()
  await cosign?.[Symbol.asyncDispose]()
})

/** Puts a trusted root into cosign's folder: that of the servers, but for some fields. */
const writeRoot = (file: string, fields: Partial<TrustedRoot> = {}): Promise<void> =>
  writeFile(path.join(cosign.folder, file), JSON.stringify({ ...servers.root, ...fields }))

/** Each group of tests has servers of its own. */
function useServers(logs: boolean): void {
  beforeAll(async () => {
    servers = await startSigstoreServers({ logs })
    await writeRoot('root.json')
  })
  afterAll(() => servers?.[Symbol.asyncDispose]())
}

/** What a job, or who has a token, signs and trusts: with the team's own servers, and no log unless said. */
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
  /** What says when it was signed; timestamps unless said. */
  readonly by?: keyof typeof BY
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
]

/** Options by what says when something was signed. Without logs there is none of certificates, either. */
const BY = {
  timestamps: {
    cosign: ['--use-signed-timestamps', '--insecure-ignore-tlog', '--insecure-ignore-sct'],
    ours: ['--insecure-ignore-tlog'],
  },
  log: { cosign: [], ours: [] },
} as const

/** What cosign and `npm run verify` say of an image. */
async function verdicts(image: string, { by = 'timestamps', ...trusted }: Trusted = {}) {
  const options = trusting(trusted)
  const theirs = await cosign.verdict('verify', image, ...options, ...BY[by].cosign)
  const command = parseCommand(['verify', image, ...options, ...BY[by].ours])
  const ours = await verifyImages(command, context).then(
    () => 'verified',
    ({ message }: Error) => message,
  )
  return { cosign: theirs, ours }
}

const context = {
  ...openContext(ROOT, process),
  progress: { step() {}, info() {}, warning() {}, line() {} },
}

/** What cosign says where nothing that it trusts says when. */
const NO_TIMESTAMP = 'threshold not met for verified signed timestamps: 0 < 1'

/** What cosign says where an entry is in no log that it trusts. */
const NO_ENTRY = 'not enough verified log entries from transparency log: 0 < 1'
const EXPIRED = 'certificate is not valid or expired at the specified date'

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
  readonly verificationMaterial: {
    timestampVerificationData?: object
    tlogEntries: LogEntry[]
  }
}

interface LogEntry {
  integratedTime: string
  readonly inclusionProof: { hashes: string[]; readonly checkpoint: { envelope: string } }
  inclusionPromise?: object
}

/**
 * An image with a certificate of another time, as Fulcio has the clock of this machine: the root both.json names an
 * authority with a clock of its own.
 */
async function signedAtTime(clock: Date, sign: typeof signedImage) {
  await using authority = await startSigstore({ clock })
  const { certificateAuthorities, ctlogs } = JSON.parse(authority.root) as TrustedRoot
  await writeRoot('both.json', { certificateAuthorities, ctlogs })
  const token = tokenOf(IDENTITY, { repository: JOB.repository, iss: servers.issuer.url })
  return await sign(token, { fulcio: authority.url })
}

const PAST = { start: '2020-01-01T00:00:00Z', end: '2021-01-01T00:00:00Z' }

describe("signed by Fulcio's certificates and a timestamp authority, without a log", () => {
  useServers(false)

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
        const args = ['verify-attestation', '--type', type, image, ...trusting({})]
        expect(await cosign.verdict(...args, ...BY.timestamps.cosign), type).toBe('verified')
      }
  })

  test('a release takes what its own workflow signed at a ref that a certificate has in another form', async () => {
    for (const name of ['a,b', "it's", 'ü#1', 'x{y}', 'a+(b)!', 'a, URI:b']) {
      const workflow = JOB.workflow.replace('refs/tags/v1', `refs/heads/${name}`)
      const signing = await signingOf({ ...JOB, workflow })
      const repository = fresh()
      const { digest } = await stageCell(repository, cell, signing)
      const { signed, refused } = await verifySignatures(repository, digest, signing.trust)
      expect(refused, name).toEqual([])
      expect(signed, name).toHaveLength(4)
    }
  })

  test('nothing is signed with a token that was changed, and what Fulcio says of it is told', async () => {
    const [header, , signature] = servers.issuer.token(JOB).split('.')
    const [, claims] = servers.issuer.token({ ...JOB, repository: 'mallory/images' }).split('.')
    await expect(signedImage([header, claims, signature].join('.'))).rejects.toThrow(
      /^nothing was signed: Fulcio gave no certificate: \(400\) There was an error processing the identity token$/,
    )
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
    expect(await verdicts(another)).toEqual(
      refused('does not match any digest in statement', 'it is about another image'),
    )
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
    const signedAt = async (clock: Date) => {
      const { name } = await signedAtTime(clock, signedImage)
      return verdicts(name, { root: 'both.json' })
    }
    expect(await signedAt(new Date(Date.now() - 10_000))).toEqual(VERIFIED)
    expect(await signedAt(new Date(Date.now() - 3_600_000))).toEqual(
      refused('leaf certificate verification failed', EXPIRED),
    )
  })

  test('both refuse authorities that the root does not name, or not for now', async () => {
    const { name } = await signedImage()
    const { certificateAuthorities, timestampAuthorities } = servers.root
    const retired = <T extends object>(all: readonly T[]) => all.map((one) => ({ ...one, validFor: PAST }))
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

describe("signed by Fulcio's certificates, in a log", () => {
  useServers(true)

  const LOGGED = { by: 'log' } as const
  const signed = async (job: Job | string = JOB, settings: Partial<SigningSettings> = {}) =>
    signedImage(job, { log: servers.log, timestamps: undefined, ...settings })

  test('cosign and npm run verify take an image and its attestations, with timestamps or without', async () => {
    for (const timestamps of [undefined, servers.timestamps]) {
      const { name } = await signed(JOB, { timestamps })
      expect(await verdicts(name, LOGGED)).toEqual(VERIFIED)
      for (const type of TYPES) {
        const args = ['verify-attestation', '--type', type, name, ...trusting({})]
        expect(await cosign.verdict(...args), type).toBe('verified')
      }
    }
  })

  test('both refuse an entry of another signature, a changed one, and none', async () => {
    // Of the first entry of a log the proof is empty.
    await signed()
    const image = await signed()
    const changed = async (change: (entry: LogEntry, entries: LogEntry[]) => void) => {
      const name = await withBundles(image, ({ verificationMaterial: { tlogEntries } }) => {
        for (const entry of [...tlogEntries]) change(entry, tlogEntries)
      })
      return verdicts(name, LOGGED)
    }
    const seen: LogEntry[] = []
    expect(await changed((entry) => seen.push(structuredClone(entry)))).toEqual(VERIFIED)
    expect(seen).toHaveLength(4)
    // Each bundle gets the entry of the one before.
    expect(await changed((_, entries) => entries.splice(0, 1, ...seen.splice(-1)))).toEqual(
      refused('transparency log signature does not match', 'tlog entry signature mismatch'),
    )
    expect(await changed((_, entries) => entries.splice(0))).toEqual(refused(NO_ENTRY, 'got 0'))
    expect(
      await changed((entry) => {
        entry.integratedTime = String(Number(entry.integratedTime) + 1)
      }),
    ).toEqual(refused(NO_ENTRY, 'inclusion promise could not be verified'))
    // The time of an entry is in the promise, and in no proof.
    expect(await changed((entry) => delete entry.inclusionPromise)).toEqual(
      refused('0 < 1', 'expected 1 timestamps, got 0'),
    )
    expect(
      await changed(({ inclusionProof }) => {
        inclusionProof.hashes = inclusionProof.hashes.map(() => Buffer.alloc(32).toString('base64'))
      }),
    ).toEqual(refused('does not match expected root', 'calculated root hash does not match'))
    expect(
      await changed(({ inclusionProof: { checkpoint } }) => {
        checkpoint.envelope = checkpoint.envelope.replace(/\n(\d+)\n/, '\n1$1\n')
      }),
    ).toEqual(refused('signature on checkpoint did not verify', 'invalid checkpoint signature'))
  })

  test('both refuse a log that the root does not name, or not for now', async () => {
    const { name } = await signed()
    await using others = await startSigstore()
    const strangers = JSON.parse(others.root) as TrustedRoot
    const retired = servers.root.tlogs.map((log) => ({
      ...log,
      publicKey: { ...log.publicKey, validFor: PAST },
    }))
    for (const tlogs of [[], strangers.tlogs, retired]) {
      await writeRoot('log.json', { tlogs })
      expect(await verdicts(name, { ...LOGGED, root: 'log.json' })).toEqual(
        refused(NO_ENTRY, 'inclusion promise could not be verified'),
      )
    }
  })

  test('both refuse a certificate that is in no log of certificates that the root names', async () => {
    const { name } = await signed()
    await using others = await startSigstore()
    const { ctlogs } = JSON.parse(others.root) as TrustedRoot
    for (const [kind, fields] of Object.entries({ none: { ctlogs: [] }, other: { ctlogs } })) {
      await writeRoot('certificates.json', fields)
      expect(await verdicts(name, { ...LOGGED, root: 'certificates.json' }), kind).toEqual(
        refused('only able to verify 0 SCT entries', 'SCT verification failed'),
      )
    }
  })

  test('both refuse an entry that is outside the validity of the certificate', async () => {
    const signedAt = async (clock: Date) => {
      const { name } = await signedAtTime(clock, signed)
      return verdicts(name, { ...LOGGED, root: 'both.json' })
    }
    expect(await signedAt(new Date(Date.now() - 10_000))).toEqual(VERIFIED)
    expect(await signedAt(new Date(Date.now() - 3_600_000))).toEqual(
      refused('integrated time outside certificate validity', EXPIRED),
    )
  })

  test('an entry is taken whose first answer was lost on the way', async () => {
    let lost = 0
    await using front = await serve(async (message, response) => {
      const { method = 'GET', url, headers } = message
      const body = method === 'POST' ? await buffer(message) : undefined
      const answer = await fetch(`${servers.log}${url}`, {
        method,
        headers: { 'content-type': String(headers['content-type']), accept: 'application/json' },
        ...(body === undefined ? {} : { body }),
      })
      if (method === 'POST' && answer.status === 201 && lost++ === 0) return void response.destroy()
      const location = answer.headers.get('location')
      response.writeHead(answer.status, {
        'content-type': answer.headers.get('content-type') ?? '',
        ...(location === null ? {} : { location }),
      })
      response.end(await answer.text())
    })
    const { name } = await signed(JOB, { log: `http://${front.host}` })
    expect(lost).toBe(4)
    expect(await verdicts(name, LOGGED)).toEqual(VERIFIED)
  })
})
