/** What signatures have to do with a release: those that its images must have, and those that it makes itself. */
import { isDeepStrictEqual } from 'node:util'
import { SPDX_TYPE } from '../attest/spdx.ts'
import type { Descriptor } from '../oci/descriptor.ts'
import { IN_TOTO_TYPE } from '../oci/statement.ts'
import { decodeRecord, TEST_RESULT } from '../plan/record.ts'
import { getReferrerBlob, listReferrers, type Referrer } from '../registry/referrers.ts'
import type { Repository } from '../registry/repository.ts'
import type { Signing } from '../sign/open.ts'
import { missingSignature, REQUIRED } from '../sign/required.ts'
import { SIGNATURE } from '../sign/statement.ts'
import { verifySignatures } from '../sign/verify.ts'
import type { StagedImage } from './images.ts'
import type { ReleaseSignatures } from './session.ts'

/** @param signExisting whether images that lack signatures are signed as they are, with all that is attached to them */
export function releaseSignatures(signing: Signing, signExisting: boolean): ReleaseSignatures {
  return {
    async check(repository, image, mayWrite) {
      const problem = await findProblem(repository, image, signing)
      if (problem === undefined || !signExisting || !mayWrite) return problem
      const { descriptor } = image.stored
      await signing.sign(repository, descriptor, await readDocuments(repository, descriptor))
      return findProblem(repository, image, signing)
    },
    async sign(repository, subject, testResult) {
      const wanted = [SIGNATURE, ...(testResult === undefined ? [] : [TEST_RESULT])]
      const { signed } = await verifySignatures(repository, subject.digest, signing.trust, wanted)
      const isSigned = wanted.every((type) => signed.some(({ predicateType }) => predicateType === type))
      if (!isSigned) await signing.sign(repository, subject, testResult && [testResult])
    },
  }
}

async function findProblem(
  repository: Repository,
  { stored, published }: StagedImage,
  { trust }: Signing,
): Promise<string | undefined> {
  const { digest } = stored.descriptor
  const found = await verifySignatures(repository, digest, trust, REQUIRED)
  if (found.signed.length + found.refused.length === 0)
    return 'is not signed: build it anew with rebuild: all, or set sign-existing to sign it as it is'
  const missing = missingSignature(found, REQUIRED)
  if (missing !== undefined) return `has ${missing}`
  // The release goes by the newest record, which anybody who may push could have attached.
  const isSigned = found.signed.some(
    ({ predicateType, payload }) =>
      predicateType === TEST_RESULT &&
      isDeepStrictEqual(decodeRecord(payload, digest).record, published.record),
  )
  return isSigned ? undefined : 'has an acceptance record that is not the one that was signed'
}

/** What is attached to an image that can be signed. */
async function readDocuments(repository: Repository, { digest }: Descriptor): Promise<Referrer[]> {
  const lists = await Promise.all(
    [SPDX_TYPE, IN_TOTO_TYPE].map((type) => listReferrers(repository, digest, type)),
  )
  const documents: Referrer[] = []
  for (const listed of lists.flat()) {
    const blob = await getReferrerBlob(repository, listed)
    const { artifactType = '', mediaType } = listed
    if (blob !== undefined) documents.push({ artifactType, mediaType, blob })
  }
  return documents
}
