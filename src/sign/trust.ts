/** Whom to trust: verifies one bundle by Sigstore's own library; loaded when something is verified. */
import type { KeyObject } from 'node:crypto'
import { bundleFromJSON, isBundleWithDsseEnvelope, isBundleWithPublicKey } from '@sigstore/bundle'
import { toSignedEntity, toTrustMaterial, Verifier } from '@sigstore/verify'
import * as z from 'zod/mini'
import { IN_TOTO_TYPE } from '../attest/package.ts'
import { messageOf } from '../errors.ts'
import { tryParseJson } from '../oci/json.ts'
import { oneLine } from '../text.ts'
import { RefusedSignature, type Trust } from './verify.ts'

/** Trusts one key; at what time it signed, and whether a log has the signature, does not matter then. */
export function trustKey(key: KeyObject): Trust {
  const nobody = { certificateAuthorities: [], timestampAuthorities: [], tlogs: [], ctlogs: [] }
  const material = toTrustMaterial({ mediaType: '', ...nobody }, () => ({
    publicKey: key,
    validFor: () => true,
  }))
  const verifier = new Verifier(material, { ctlogThreshold: 0, tlogThreshold: 0, timestampThreshold: 0 })
  return {
    check(bytes) {
      const { bundle, payload } = readBundle(bytes)
      if (!isBundleWithPublicKey(bundle)) throw new RefusedSignature('it is signed without a key')
      const entity = { ...toSignedEntity(bundle), tlogEntries: [], timestamps: [] }
      refusing(() => verifier.verify(entity), 'it is of another key, or its content was changed')
      return { payload, by: 'the key' }
    },
  }
}

/** @throws RefusedSignature when it is no bundle with an in-toto statement. */
function readBundle(bytes: Buffer) {
  const content = tryParseJson(z.record(z.string(), z.unknown()), bytes)
  const bundle = refusing(() => bundleFromJSON(content), 'it is no Sigstore bundle')
  if (!isBundleWithDsseEnvelope(bundle) || bundle.content.dsseEnvelope.payloadType !== IN_TOTO_TYPE)
    throw new RefusedSignature('it is on no in-toto statement')
  return { bundle, payload: bundle.content.dsseEnvelope.payload }
}

/** The library throws errors of its own and, of what is malformed, any. @throws RefusedSignature */
function refusing<T>(verify: () => T, otherwise?: string): T {
  try {
    return verify()
  } catch (error) {
    throw new RefusedSignature(otherwise ?? oneLine(messageOf(error), 300))
  }
}
