import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { Descriptor } from '../../src/oci/descriptor.ts'
import { encodeRecord, TEST_RESULT } from '../../src/plan/record.ts'
import { getManifest } from '../../src/registry/manifests.ts'
import {
  getReferrerBlob,
  listReferrers,
  pushReferrer,
  type Referrer,
  statementReferrer,
} from '../../src/registry/referrers.ts'
import { openRepository, type Repository } from '../../src/registry/repository.ts'
import { rollback } from '../../src/release/rollback.ts'
import type { ReleaseOptions } from '../../src/release/session.ts'
import { releaseSignatures } from '../../src/release/signatures.ts'
import type { Signing } from '../../src/sign/open.ts'
import { REQUIRED } from '../../src/sign/required.ts'
import { BUNDLE_TYPE, PREDICATE_ANNOTATION } from '../../src/sign/signer.ts'
import { SIGNATURE } from '../../src/sign/statement.ts'
import { verifySignatures } from '../../src/sign/verify.ts'
import { startRegistry, type TestRegistry } from '../registry/registry.ts'
import { keySigning, stageCell } from '../support/signing.ts'
import { ALIASES, planned, release } from './family.ts'

vi.setConfig({ testTimeout: 120_000 })

let registry: TestRegistry
let signing: Signing
beforeAll(async () => {
  registry = await startRegistry()
  signing = await keySigning()
})
afterAll(async () => {
  await registry?.[Symbol.asyncDispose]()
})

const times = { settle: 300, renew: 500, valid: 10_000, flight: 100, lease: 3000, wait: 60_000 }
const cell = planned('4.1.1', 'gpu')

let count = 0

/** A repository that no other test uses, and a release of it that trusts `signing`. */
function workplace({ signExisting = false, dryRun = false } = {}) {
  const image = { registry: registry.host, repository: `org${count++}/spark` }
  const client = { retries: { attempts: 3, base: 1, cap: 2, patience: 100 } }
  const signatures = releaseSignatures(signing, signExisting)
  const now = new Date('2026-11-24T14:15:30Z')
  const options: ReleaseOptions = { image, client, times, dryRun, by: 'a test', now, say() {}, signatures }
  return { repository: openRepository(image, client), options }
}

const typesSigned = async (repository: Repository, { digest }: Descriptor): Promise<string[]> =>
  (await verifySignatures(repository, digest, signing.trust)).signed
    .map(({ predicateType }) => predicateType)
    .sort()

async function descriptorOf(repository: Repository, reference: string): Promise<Descriptor> {
  const stored = await getManifest(repository, reference)
  if (stored === undefined) throw new Error(`no ${reference}`)
  return stored.descriptor
}

/** The bundles attached to an image, by what they say they are about. */
async function bundlesOf(repository: Repository, { digest }: Descriptor): Promise<Map<string, Referrer>> {
  const listed = await listReferrers(repository, digest, BUNDLE_TYPE)
  const read = listed.map(async (one) => {
    const blob = (await getReferrerBlob(repository, one)) ?? Buffer.alloc(0)
    const { annotations = {} } = one
    const bundle = { artifactType: BUNDLE_TYPE, mediaType: BUNDLE_TYPE, annotations, blob }
    return [annotations[PREDICATE_ANNOTATION] ?? '', bundle] as const
  })
  return new Map(await Promise.all(read))
}

/** What a release says of a cell whose bundles are others than those that were made for it. */
async function refusalWith(change: (type: string, bundle: Buffer) => Buffer): Promise<string> {
  const { repository, options } = workplace()
  const elsewhere = { ...repository, image: { ...repository.image, repository: `org${count++}/spark` } }
  const bundles = await bundlesOf(elsewhere, await stageCell(elsewhere, cell, signing))
  const subject = await stageCell(repository, cell, undefined)
  for (const [type, bundle] of bundles)
    await pushReferrer(repository, subject, { ...bundle, blob: change(type, bundle.blob) })
  return messageOf(release([cell], ALIASES, options))
}

const messageOf = (outcome: Promise<unknown>): Promise<string> =>
  outcome.then(
    () => 'nothing was refused',
    (error: Error) => error.message,
  )

/** The bundle with its statement changed. */
function withStatement(bundle: Buffer, change: (statement: string) => string): Buffer {
  const content = JSON.parse(String(bundle))
  const statement = Buffer.from(content.dsseEnvelope.payload, 'base64').toString()
  content.dsseEnvelope.payload = Buffer.from(change(statement)).toString('base64')
  return Buffer.from(JSON.stringify(content))
}

describe('a release of a catalog that asks for signatures', () => {
  test('takes signed images, and signs its index and its record, once', async () => {
    const { repository, options } = workplace()
    const platforms = [planned('4.1.1', 'gpu'), planned('4.1.1', 'gpu', 'linux/arm64')]
    for (const each of platforms) await stageCell(repository, each, signing)
    const { id, moved } = await release(platforms, ALIASES, options)
    expect(moved).toBe(5)
    const index = await descriptorOf(repository, '4.1.1-gpu')
    expect(await typesSigned(repository, index)).toEqual([TEST_RESULT, SIGNATURE])
    expect(await typesSigned(repository, await descriptorOf(repository, `release-${id}`))).toEqual([
      SIGNATURE,
    ])

    const again = await release(platforms, [...ALIASES, { tag: 'more' }], options)
    expect(again.moved).toBe(1)
    expect(await typesSigned(repository, index)).toEqual([TEST_RESULT, SIGNATURE])
    const back = await rollback(id ?? '', options)
    expect(await typesSigned(repository, await descriptorOf(repository, `release-${back.id}`))).toEqual([
      SIGNATURE,
    ])
  })

  test('refuses images that nobody signed, and signs them as they are when it is told to', async () => {
    const { repository, options } = workplace()
    const subject = await stageCell(repository, cell, undefined)
    const refusal = messageOf(release([cell], ALIASES, options))
    expect(await refusal).toContain(
      `4.1.1-gpu for linux/amd64: ${cell.tag} is not signed: build it anew with rebuild: all, or set sign-existing to sign it as it is`,
    )
    const signatures = releaseSignatures(signing, true)
    const preview = messageOf(release([cell], ALIASES, { ...options, signatures, dryRun: true }))
    expect(await preview).toContain('is not signed')
    expect(await typesSigned(repository, subject)).toEqual([])
    expect((await release([cell], ALIASES, { ...options, signatures })).moved).toBe(5)
    expect(await typesSigned(repository, subject)).toEqual([...REQUIRED].sort())
  })

  test('refuses what another key signed', async () => {
    const { repository, options } = workplace()
    await stageCell(repository, cell, await keySigning())
    expect(await messageOf(release([cell], ALIASES, options))).toContain(
      `${cell.tag} has no valid signature on the image itself: it is of another key, or its content was changed`,
    )
  })

  test('refuses the signatures of another image', async () => {
    const { repository, options } = workplace()
    const signed = await stageCell(repository, cell, signing, 1)
    const subject = await stageCell(repository, cell, undefined, 2)
    for (const bundle of (await bundlesOf(repository, signed)).values())
      await pushReferrer(repository, subject, bundle)
    expect(await messageOf(release([cell], ALIASES, options))).toContain(
      `${cell.tag} has no valid signature on the image itself: it is about another image`,
    )
  })

  test('refuses a statement that was changed, or says what it is of and is not', async () => {
    expect(await refusalWith((_, bundle) => bundle)).toBe('nothing was refused')
    const changed = refusalWith((type, bundle) =>
      type === TEST_RESULT ? withStatement(bundle, (text) => text.replace('PASSED', 'WARNED')) : bundle,
    )
    expect(await changed).toContain(
      'no valid signature on its acceptance record: it is of another key, or its content was changed',
    )
    const none = refusalWith((type, bundle) => (type === SIGNATURE ? bundle : Buffer.from('{}')))
    expect(await none).toContain('no valid signature on its bill of materials: it is no Sigstore bundle')
    let image: Buffer | undefined
    const passedOff = refusalWith((type, bundle) => {
      if (type === SIGNATURE) image = bundle
      return type === TEST_RESULT ? (image ?? bundle) : bundle
    })
    expect(await passedOff).toContain('no valid signature on its acceptance record')
  })

  test('refuses an acceptance record that is not the one that was signed', async () => {
    const { repository, options } = workplace()
    const subject = await stageCell(repository, cell, signing)
    const { archive, ...planned } = cell
    const forged = { ...planned, compressedBytes: 2, unpackedBytes: 2, tests: [] }
    const blob = encodeRecord(forged, 'test', subject.digest)
    await pushReferrer(repository, subject, statementReferrer(TEST_RESULT, blob, '2999-01-01T00:00:00Z'))
    expect(await messageOf(release([cell], ALIASES, options))).toContain(
      `${cell.tag} has an acceptance record that is not the one that was signed`,
    )
  })
})
