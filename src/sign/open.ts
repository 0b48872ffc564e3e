/** What a run signs with, as the catalog asks for it. Loaded where it does. */
import { ConfigurationError } from '../errors.ts'
import type { Descriptor } from '../oci/descriptor.ts'
import { formatImageName } from '../oci/reference.ts'
import type { Referrer } from '../registry/referrers.ts'
import type { Repository } from '../registry/repository.ts'
import { parseSigningKey } from './key.ts'
import { attachSigned, keySigner } from './signer.ts'
import { signatureOf, statementOf } from './statement.ts'
import { trustKey } from './trust.ts'
import type { Trust } from './verify.ts'

/** A private key in PEM and its password, both empty where there is none; `name` is where it is given. */
export interface GivenKey {
  readonly name: string
  readonly text: string
  readonly password: string
}

export interface Signing {
  /** Trusts what is signed here, and by others that the catalog lets sign. */
  readonly trust: Trust
  /**
   * Signs a manifest and documents that are, or will be, attached to it, and attaches the signatures.
   * @throws RegistryError on a refusal.
   */
  sign(repository: Repository, subject: Descriptor, documents?: readonly Referrer[]): Promise<void>
}

/**
 * @throws ConfigurationError when what is needed to sign is not there, or does not fit.
 */
export async function openSigning(key: GivenKey): Promise<Signing> {
  if (key.text.trim() === '')
    throw new ConfigurationError(
      `the catalog says "sign: key", and ${key.name} is empty: give it the private key in PEM, from a secret`,
    )
  const pair = await parseSigningKey(key.text, key.password, key.name)
  const signer = keySigner(pair)
  return {
    trust: trustKey(pair.publicKey),
    async sign(repository, subject, documents = []) {
      const name = formatImageName(repository.image)
      const statements = documents.map((document) => statementOf(document, name, subject.digest))
      await attachSigned(repository, subject, [signatureOf(subject.digest), ...statements], signer)
    },
  }
}
