/** Finds the signed statements on a manifest in a registry, and says of the others why they do not count. */
import { RegistryError } from '../errors.ts'
import type { Descriptor } from '../oci/descriptor.ts'
import { type Digest, hexOf } from '../oci/digest.ts'
import { inParallel } from '../parallel.ts'
import { getReferrerBlob, listReferrers } from '../registry/referrers.ts'
import type { Repository } from '../registry/repository.ts'
import { BUNDLE_TYPE, PREDICATE_ANNOTATION } from './signer.ts'
import { parseStatement, type Statement } from './statement.ts'

/** What a trusted signature covers. */
export interface Signed {
  readonly payload: Buffer
  /** Who signed, for people. */
  readonly by: string
}

export interface Trust {
  /** @throws RefusedSignature when the bundle is damaged, changed or of somebody else. */
  check(bundle: Buffer): Signed
}

/** Why a signature does not count. */
export class RefusedSignature extends Error {}

export interface FoundSignatures {
  readonly signed: readonly (Statement & Signed)[]
  /** Of the others: their predicate type as it is listed, and why they do not count. */
  readonly refused: readonly { readonly predicateType: string; readonly reason: string }[]
}

/** Bundles that are read of one manifest, the newest, and how many at a time: anybody may attach more. */
const MAX_BUNDLES = 50
const AT_A_TIME = 4

/**
 * Verifies the signatures on a manifest.
 * @param types only bundles that are listed with one of these predicate types, or with none; by default all.
 * @throws RegistryError when the registry gives no usable answer.
 */
export async function verifySignatures(
  repository: Repository,
  digest: Digest,
  trust: Trust,
  types?: readonly string[],
): Promise<FoundSignatures> {
  const listed = (await listReferrers(repository, digest, BUNDLE_TYPE)).filter((bundle) => {
    const type = typeOf(bundle)
    return types === undefined || type === '' || types.includes(type)
  })
  const signed: (Statement & Signed)[] = []
  const refused: { predicateType: string; reason: string }[] = []
  await inParallel(AT_A_TIME, newest(listed), async (referrer) => {
    const blob = await getReferrerBlob(repository, referrer)
    if (blob === undefined) return
    try {
      signed.push(checkSubject(trust.check(blob), digest))
    } catch (error) {
      if (!(error instanceof RefusedSignature)) throw error
      refused.push({ predicateType: typeOf(referrer), reason: error.message })
    }
  })
  return { signed, refused }
}

/** @throws RefusedSignature when the statement is about another manifest. */
function checkSubject(signed: Signed, digest: Digest): Statement & Signed {
  const { subject, predicateType } = statementIn(signed)
  if (subject.some(({ digest: { sha256 } }) => sha256 === hexOf(digest))) return { ...signed, predicateType }
  throw new RefusedSignature('it is about another image')
}

function statementIn({ payload }: Signed) {
  try {
    return parseStatement(payload)
  } catch (error) {
    if (!(error instanceof RegistryError)) throw error
    throw new RefusedSignature(error.message)
  }
}

function newest(listed: readonly Descriptor[]): Descriptor[] {
  const created = ({ annotations }: Descriptor) => annotations?.['org.opencontainers.image.created'] ?? ''
  return [...listed].sort((a, b) => created(b).localeCompare(created(a))).slice(0, MAX_BUNDLES)
}

const typeOf = ({ annotations }: Descriptor): string => annotations?.[PREDICATE_ANNOTATION] ?? ''
