/** What of an image must be signed. */
import { SLSA_PROVENANCE } from '../attest/provenance.ts'
import { TEST_RESULT } from '../plan/record.ts'
import { SIGNATURE, SPDX_PREDICATE } from './statement.ts'
import type { FoundSignatures } from './verify.ts'

/** Predicate types, with what is of the type, in words. */
const NAMES: Readonly<Record<string, string>> = {
  [SIGNATURE]: 'the image itself',
  [SPDX_PREDICATE]: 'its bill of materials',
  [SLSA_PROVENANCE]: 'its provenance',
  [TEST_RESULT]: 'its acceptance record',
  'https://openvex.dev/ns/v0.2.0': 'its statements on vulnerabilities',
  'https://cosign.sigstore.dev/attestation/vuln/v1': 'its vulnerabilities',
}

/** Of a platform's image. The others are not attached to every image. */
export const REQUIRED = [SIGNATURE, SPDX_PREDICATE, SLSA_PROVENANCE, TEST_RESULT]

export const nameOfType = (type: string): string => NAMES[type] ?? type

/** The first of these types that nothing with a valid signature is of, and why, in words. */
export function missingSignature({ signed, refused }: FoundSignatures, types: readonly string[]) {
  const missing = types.find((type) => signed.every(({ predicateType }) => predicateType !== type))
  if (missing === undefined) return undefined
  const reasons = refused.flatMap(({ predicateType, reason }) =>
    predicateType === missing || predicateType === '' ? [reason] : [],
  )
  const why = reasons.length === 0 ? '' : `: ${[...new Set(reasons)].join('; ')}`
  return `no valid signature on ${nameOfType(missing)}${why}`
}
