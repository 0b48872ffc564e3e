/** Signs statements as Sigstore bundles, and attaches them in the form that cosign reads. */
import { sign } from 'node:crypto'
import type { Descriptor } from '../oci/descriptor.ts'
import { IN_TOTO_TYPE } from '../oci/statement.ts'
import { pushReferrer } from '../registry/referrers.ts'
import type { Repository } from '../registry/repository.ts'
import { hintOf, type SigningKey } from './key.ts'
import type { Statement } from './statement.ts'

/** Media type of a bundle, and `artifactType` of its manifest (cosign, specs/BUNDLE_SPEC.md). */
export const BUNDLE_TYPE = 'application/vnd.dev.sigstore.bundle.v0.3+json'
export const PREDICATE_ANNOTATION = 'dev.sigstore.bundle.predicateType'

export interface Signer {
  /** A Sigstore bundle in JSON with a DSSE envelope over an in-toto statement. */
  sign(payload: Buffer): Promise<Buffer>
}

/** Signs with a key alone: nobody else is asked, and nothing is published. */
export function keySigner({ privateKey, publicKey }: SigningKey): Signer {
  const keyHint = hintOf(publicKey)
  return {
    async sign(payload) {
      // Loaded here: most runs sign nothing.
      const { encodeKeyBundle, preAuthEncoding } = await import('./bundle.ts')
      const signature = sign('sha256', preAuthEncoding(IN_TOTO_TYPE, payload), privateKey)
      return encodeKeyBundle({ artifact: payload, artifactType: IN_TOTO_TYPE, signature, keyHint })
    },
  }
}

/** Signs statements about a manifest, and attaches the bundles to it. @throws RegistryError on a refusal. */
export async function attachSigned(
  repository: Repository,
  subject: Descriptor,
  statements: readonly Statement[],
  signer: Signer,
): Promise<void> {
  for (const { predicateType, payload } of statements) {
    const blob = await signer.sign(payload)
    await pushReferrer(repository, subject, {
      artifactType: BUNDLE_TYPE,
      mediaType: BUNDLE_TYPE,
      annotations: {
        'dev.sigstore.bundle.content': 'dsse-envelope',
        [PREDICATE_ANNOTATION]: predicateType,
        'org.opencontainers.image.created': new Date().toISOString(),
      },
      blob,
    })
  }
}
