import { generateKeyPairSync } from 'node:crypto'
import { listPackages } from '../../src/attest/packages.ts'
import { attestations } from '../../src/attest/provenance.ts'
import type { Descriptor } from '../../src/oci/descriptor.ts'
import { formatImageName } from '../../src/oci/reference.ts'
import type { PlanOutputCell } from '../../src/plan/output.ts'
import { getReferrerBlob, listReferrers, pushReferrer, type Referrer } from '../../src/registry/referrers.ts'
import type { Repository } from '../../src/registry/repository.ts'
import { type GivenKey, type ImageSigner, openSigning, type Signing } from '../../src/sign/open.ts'
import { run, image as sample, sampleFiles } from '../attest/sample.ts'
import { pushCell } from '../release/family.ts'
import { lay } from './user-catalog.ts'

/** A key of a test's own, as OpenSSL writes it, and its public half. */
export function makeKey(namedCurve = 'P-256'): GivenKey & { readonly public: string } {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve })
  return {
    name: 'the key of a test',
    text: String(privateKey.export({ format: 'pem', type: 'pkcs8' })),
    password: '',
    public: String(publicKey.export({ format: 'pem', type: 'spki' })),
  }
}

const KEY = { ...lay('sign: key'), sign: 'key' as const }
const NO_ROOT = { root: { name: 'the root of a test', text: '' }, repository: undefined }

/** Signs with a key, by default one that nobody else has. */
export const keySigning = (key = makeKey()): Promise<Signing> => openSigning(KEY, key, NO_ROOT)

/** Pushes an image as a build does, with its bill of materials, provenance and acceptance record, and signs it. */
export async function stageCell(
  repository: Repository,
  cell: PlanOutputCell,
  signing: ImageSigner | undefined,
  build = 1,
): Promise<Descriptor> {
  const subject = await pushCell(repository, cell, build)
  const about = { ...sample, name: formatImageName(repository.image), digest: subject.digest }
  for (const document of attestations(about, listPackages(about, await sampleFiles()), run))
    await pushReferrer(repository, subject, document)
  await signing?.sign(repository, subject, await attachedDocuments(repository, subject))
  return subject
}

export async function attachedDocuments(repository: Repository, { digest }: Descriptor): Promise<Referrer[]> {
  const documents: Referrer[] = []
  for (const { artifactType = '', mediaType, ...listed } of await listReferrers(repository, digest)) {
    const blob = await getReferrerBlob(repository, { ...listed, mediaType })
    if (blob !== undefined) documents.push({ artifactType, mediaType, blob })
  }
  return documents
}
