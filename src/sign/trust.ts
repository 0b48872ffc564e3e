/** Whom to trust: verifies one bundle by Sigstore's own library; loaded when something is verified. */
import type { KeyObject } from 'node:crypto'
import { bundleFromJSON, isBundleWithDsseEnvelope, isBundleWithPublicKey } from '@sigstore/bundle'
import { TrustedRoot } from '@sigstore/protobuf-specs'
import { toSignedEntity, toTrustMaterial, Verifier } from '@sigstore/verify'
import * as z from 'zod/mini'
import { globMatcher } from '../catalog/names.ts'
import { ConfigurationError, messageOf } from '../errors.ts'
import { tryParseJson } from '../oci/json.ts'
import { IN_TOTO_TYPE } from '../oci/statement.ts'
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

export interface TrustedIdentity {
  /** Subject alternative names of certificates, or globs over them. */
  readonly identities: readonly string[]
  readonly issuer: string
  /** OWNER/NAME of the repository that the workflow ran for; any if undefined. */
  readonly repository: string | undefined
  /** Whether a signature must be in a log that the root knows. */
  readonly needsLog: boolean
}

/** Extension of Fulcio's certificates with the repository that a workflow ran for (fulcio, docs/oid-info.md). */
const WORKFLOW_REPOSITORY = '1.3.6.1.4.1.57264.1.5'

/**
 * Trusts signatures by certificates of the authorities in a trusted root, made while the certificate was valid.
 * @throws ConfigurationError when `root` is none.
 */
export function trustCertificates(
  root: { readonly name: string; readonly text: string },
  trusted: TrustedIdentity,
): Trust {
  const parsed = parseRoot(root)
  const ctlogThreshold = parsed.ctlogs.length > 0 ? 1 : 0
  const tlogThreshold = trusted.needsLog ? 1 : 0
  const options = { ctlogThreshold, tlogThreshold, timestampThreshold: 1 }
  const verifier = new Verifier(toTrustMaterial(parsed), options)
  const isTrusted = trusted.identities.map((pattern) => globMatcher(pattern))
  return {
    check(bytes) {
      const { bundle, payload } = readBundle(bytes)
      if (isBundleWithPublicKey(bundle)) throw new RefusedSignature('it is signed with a key')
      const { identity = {} } = refusing(() => verifier.verify(toSignedEntity(bundle)))
      const { subjectAlternativeName: name = '', extensions, oids = [] } = identity
      const found = oids.find(({ oid }) => oid?.id.join('.') === WORKFLOW_REPOSITORY)
      const repository = found === undefined ? undefined : Buffer.from(found.value).toString()
      const by = oneLine(repository === undefined ? name : `${name} for ${repository}`, 500)
      if (extensions?.issuer !== trusted.issuer)
        throw new RefusedSignature(`it is by ${by}, as ${oneLine(String(extensions?.issuer), 200)} says`)
      const isOurs = trusted.repository === undefined || repository === trusted.repository
      if (!isOurs || !isTrusted.some((matches) => matches(name))) throw new RefusedSignature(`it is by ${by}`)
      return { payload, by }
    },
  }
}

function parseRoot({ name, text }: { readonly name: string; readonly text: string }): TrustedRoot {
  const content = tryParseJson(z.record(z.string(), z.unknown()), text)
  const root = content && ifAny(() => TrustedRoot.fromJSON(content))
  if (root !== undefined && root.certificateAuthorities.length > 0) return root
  throw new ConfigurationError(
    `${name} is not a trusted root of Sigstore in JSON, with a certificate authority: docs/verify.md says how to get it`,
  )
}

function ifAny<T>(parse: () => T): T | undefined {
  try {
    return parse()
  } catch {
    return undefined
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
